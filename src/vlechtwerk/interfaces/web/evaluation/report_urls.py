"""Addresses of the report of an evaluation."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import report_views, report_writing_views

REPORT = "evaluations/<str:code>/report/"
CHAPTER = f"{REPORT}chapters/<slug:chapter>/"
ONE = f"{REPORT}<int:number>/"

urlpatterns = [
    path("evaluation-reports/", report_views.reports_of_all, name="reports_of_all"),
    path(REPORT, report_views.report, name="report"),
    path(f"{REPORT}build/", report_writing_views.build_report, name="build_report"),
    path(f"{REPORT}check/", report_views.check_evaluation_report, name="check_evaluation_report"),
    path(f"{REPORT}template/", report_writing_views.report_template, name="report_template"),
    path(CHAPTER, report_writing_views.write_chapter, name="write_chapter"),
    path(f"{CHAPTER}judge/", report_writing_views.judge_chapter, name="judge_chapter"),
    path(ONE, report_views.built_report, name="built_report"),
    path(f"{ONE}freeze/", report_writing_views.freeze_report, name="freeze_report"),
    path(f"{ONE}files/<slug:form>.<slug:kind>", report_views.evaluation_report_file, name="evaluation_report_file"),
    path(f"{ONE}manifest.json", report_views.evaluation_report_manifest, name="evaluation_report_manifest"),
]
