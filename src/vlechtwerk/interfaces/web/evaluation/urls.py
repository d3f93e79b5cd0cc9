"""Addresses of the evaluation."""

from django.urls import URLPattern

from vlechtwerk.interfaces.web.evaluation import (
    agenda_urls,
    day_urls,
    design_urls,
    fieldwork_urls,
    finding_urls,
    framework_urls,
    instrument_urls,
    mechanism_urls,
    report_urls,
    result_urls,
    round_urls,
)

app_name = "evaluation"

urlpatterns: list[URLPattern] = [
    *design_urls.urlpatterns,
    *instrument_urls.urlpatterns,
    *round_urls.urlpatterns,
    *result_urls.urlpatterns,
    *fieldwork_urls.urlpatterns,
    *agenda_urls.urlpatterns,
    *day_urls.urlpatterns,
    *finding_urls.urlpatterns,
    *framework_urls.urlpatterns,
    *mechanism_urls.urlpatterns,
    *report_urls.urlpatterns,
]
