"""All addresses: pages and the programming interface."""

from django.urls import include, path

urlpatterns = [
    path("", include("vlechtwerk.interfaces.web.urls")),
]
