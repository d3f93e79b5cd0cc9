"""Addresses of the pages about sharing: what holds for everyone, and what is read in a purpose."""

from django.urls import include, path

app_name = "sharing"

urlpatterns = [
    path("", include("vlechtwerk.interfaces.web.sharing.ground_urls")),
    path("in/<slug:purpose>/", include("vlechtwerk.interfaces.web.sharing.document_urls")),
]
