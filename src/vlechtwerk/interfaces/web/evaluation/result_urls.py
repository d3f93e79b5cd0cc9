"""Addresses of results: pages, files, remarks, and answers from elsewhere."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import (
    answer_file_views,
    answer_intake_views,
    remark_views,
    result_report,
    result_views,
    result_writing_views,
)

OF_ROUND = "results/<slug:evaluation>/<slug:code>/"

urlpatterns = [
    path("results/", result_views.results, name="results"),
    # Not below the results of its evaluation: there stand codes of rounds.
    path(
        "evaluations/<str:evaluation>/take-in-answers/", answer_intake_views.answers_from_file, name="answers_from_file"
    ),
    path(OF_ROUND, result_views.result, name="result"),
    path(f"{OF_ROUND}export.<str:form>", result_views.result_export, name="result_export"),
    path(f"{OF_ROUND}result.pdf", result_report.result_pdf, name="result_pdf"),
    path(f"{OF_ROUND}figures/", result_views.result_figures, name="result_figures"),
    path(f"{OF_ROUND}figures/export.<str:form>", result_views.figures_export, name="figures_export"),
    path(f"{OF_ROUND}beside/", result_views.compare_rounds, name="compare_rounds"),
    path(f"{OF_ROUND}beside/export.<str:form>", result_views.comparison_export, name="comparison_export"),
    path(f"{OF_ROUND}answers.<str:form>", answer_file_views.answers_export, name="answers_export"),
    path(f"{OF_ROUND}publication/", result_writing_views.publish_result, name="publish_result"),
    path(f"{OF_ROUND}remarks/", remark_views.remarks, name="remarks"),
    path(f"{OF_ROUND}remarks/<uuid:remark>/", remark_views.redact, name="redact_remark"),
]
