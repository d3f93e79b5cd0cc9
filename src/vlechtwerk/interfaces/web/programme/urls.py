"""Addresses of the programme's pages."""

from django.urls import path

from vlechtwerk.interfaces.web.programme import (
    frozen_report_views,
    map_views,
    plan_views,
    report_views,
    views,
    writing_views,
)

app_name = "programme"

urlpatterns = [
    path("map/", map_views.outcome_map, name="map"),
    path("map/<str:version>/a3.pdf", map_views.outcome_map_sheet, name="map_sheet"),
    path("overview/", views.overview, name="overview"),
    path("overview/export.<str:form>", views.overview_export, name="overview_export"),
    path("activities/<str:code>/", views.activity, name="activity"),
    path("activities/<str:code>/history/", views.activity_history, name="activity_history"),
    path("activities/<str:code>/status/", writing_views.change_status, name="change_status"),
    path("activities/<str:code>/decision/", writing_views.ask_decision, name="ask_decision"),
    path("activities/<str:code>/team/", writing_views.assign, name="assign"),
    path("activities/<str:code>/milestone/", writing_views.add_milestone, name="add_milestone"),
    path("activities/<str:code>/milestones/<uuid:milestone>/date/", writing_views.set_date, name="set_date"),
    path("goals/", plan_views.goals, name="goals"),
    path("preconditions/", plan_views.preconditions, name="preconditions"),
    path("preconditions/<str:code>/", plan_views.precondition, name="precondition"),
    path("preconditions/<str:code>/judgement/", writing_views.judge, name="judge"),
    path("reports/", report_views.progress_reports_page, name="reports"),
    path("reports/new/", report_views.new_report, name="new_report"),
    path("reports/check/", frozen_report_views.check_report, name="check_report"),
    path("reports/<slug:code>/", report_views.report, name="report"),
    path("reports/<slug:code>/facts/", report_views.gather_report, name="gather_report"),
    path("reports/<slug:code>/submit/", report_views.submit_report, name="submit_report"),
    path("reports/<slug:code>/approve/", report_views.approve_report, name="approve_report"),
    path("reports/<slug:code>/return/", report_views.return_report, name="return_report"),
    path("reports/<slug:code>/words/", report_views.report_words, name="report_words"),
    path("reports/<slug:code>/as-page/<slug:form>/", frozen_report_views.report_as_page, name="report_as_page"),
    path("reports/<slug:code>/files/", frozen_report_views.make_report_files, name="make_report_files"),
    path("reports/<slug:code>/files/<slug:form>.<slug:kind>", frozen_report_views.report_file, name="report_file"),
    path("reports/<slug:code>/manifest.json", frozen_report_views.report_manifest, name="report_manifest"),
    path("sources/", plan_views.sources, name="sources"),
    path("sources/<str:code>/", plan_views.source, name="source"),
]
