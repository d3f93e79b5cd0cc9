"""Addresses that everyone may open; the name of a project stands in them under another word, as nobody reads in it."""

from django.urls import path

from vlechtwerk.interfaces.web.public import views

urlpatterns = [
    path("<slug:of_project>/added-value/", views.added_value, name="public_added_value"),
    path("<slug:of_project>/added-value/text.html", views.added_value_text, name="public_added_value_text"),
]
