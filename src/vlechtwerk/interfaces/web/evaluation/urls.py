"""Addresses of the evaluation."""

from django.urls import URLPattern

from vlechtwerk.interfaces.web.evaluation import result_urls

app_name = "evaluation"

urlpatterns: list[URLPattern] = [
    *result_urls.urlpatterns,
]
