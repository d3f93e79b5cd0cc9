"""Addresses of taking part. Only the first holds a token."""

from django.urls import path

# The token of a personal link has the shape of that of a round: `answering.urls` tells what it is.
from vlechtwerk.interfaces.web.answering import urls as _links  # noqa: F401  # registers the shape of a link
from vlechtwerk.interfaces.web.taking_part import views

app_name = "taking_part"

urlpatterns = [
    path("", views.here, name="here"),
    path("propose/", views.propose, name="propose"),
    path("choose/", views.choose, name="choose"),
    path("<link:token>/", views.enter, name="enter"),
]
