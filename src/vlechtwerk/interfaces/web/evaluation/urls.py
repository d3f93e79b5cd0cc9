"""Addresses of the evaluation."""

from django.urls import URLPattern

from vlechtwerk.interfaces.web.evaluation import instrument_urls, result_urls

app_name = "evaluation"

urlpatterns: list[URLPattern] = [
    *instrument_urls.urlpatterns,
    *result_urls.urlpatterns,
]
