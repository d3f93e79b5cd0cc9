"""Addresses of answering. Only the first holds a token, of exactly the length that tokens have."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from vlechtwerk.interfaces.web.answering import views


class LinkConverter(StringConverter):
    """The token of a personal link."""

    regex = "[A-Za-z0-9_-]{43}"


register_converter(LinkConverter, "link")

app_name = "answering"

urlpatterns = [
    path("", views.start, name="start"),
    path("questions/", views.questions, name="questions"),
    path("check/", views.check, name="check"),
    path("save/", views.save, name="save"),
    path("send/", views.send, name="send"),
    path("decline/", views.decline, name="decline"),
    path("thanks/", views.thanks, name="thanks"),
    path("<link:token>/", views.enter, name="enter"),
]
