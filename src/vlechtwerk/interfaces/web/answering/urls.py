"""Addresses of answering. Only the first holds a token, of exactly the length that tokens have."""

from django.urls import path, re_path

from vlechtwerk.interfaces.web.answering import views

app_name = "answering"

urlpatterns = [
    path("", views.start, name="start"),
    path("questions/", views.questions, name="questions"),
    path("check/", views.check, name="check"),
    path("save/", views.save, name="save"),
    path("send/", views.send, name="send"),
    path("decline/", views.decline, name="decline"),
    path("thanks/", views.thanks, name="thanks"),
    re_path(r"^(?P<token>[A-Za-z0-9_-]{43})/$", views.enter, name="enter"),
]
