"""Addresses of the evaluation."""

from django.urls import URLPattern

from vlechtwerk.interfaces.web.evaluation import round_urls

app_name = "evaluation"

urlpatterns: list[URLPattern] = [
    *round_urls.urlpatterns,
]
