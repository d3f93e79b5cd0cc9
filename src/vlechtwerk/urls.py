"""All addresses: pages and the programming interface."""

from django.urls import include, path

from vlechtwerk.interfaces.api.application import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("vlechtwerk.interfaces.web.urls")),
]

handler400 = "vlechtwerk.interfaces.web.errors.bad_request"
handler403 = "vlechtwerk.interfaces.web.errors.forbidden"
handler404 = "vlechtwerk.interfaces.web.errors.not_found"
handler500 = "vlechtwerk.interfaces.web.errors.failed"
# allauth looks for this one when someone tries too often.
handler429 = "vlechtwerk.interfaces.web.errors.too_many"
