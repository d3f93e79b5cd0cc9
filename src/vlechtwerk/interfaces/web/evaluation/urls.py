"""Addresses of the evaluation."""

from django.urls import URLPattern

from vlechtwerk.interfaces.web.evaluation import design_urls

app_name = "evaluation"

urlpatterns: list[URLPattern] = [
    *design_urls.urlpatterns,
]
