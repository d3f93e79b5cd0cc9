"""Addresses of evaluations, their plan, and published figures."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import design_views, design_writing_views, published_views

EVALUATION = "evaluations/<str:code>/"
MEASUREMENT = f"{EVALUATION}measurements/<int:number>/"
METHOD = f"{MEASUREMENT}methods/<str:method>/"

urlpatterns = [
    path("evaluations/", design_views.evaluations, name="evaluations"),
    path("evaluations/export.<str:form>", design_views.evaluations_export, name="evaluations_export"),
    path("begin/", design_writing_views.begin_evaluation, name="begin_evaluation"),
    path(EVALUATION, design_views.evaluation, name="evaluation"),
    path(f"{EVALUATION}plan/", design_views.plan, name="plan"),
    path(f"{EVALUATION}plan/groups.<str:form>", design_views.plan_groups_export, name="plan_groups_export"),
    path(f"{EVALUATION}plan/questions.<str:form>", design_views.plan_questions_export, name="plan_questions_export"),
    path(f"{EVALUATION}evaluator/", design_writing_views.add_evaluator, name="add_evaluator"),
    path(
        f"{EVALUATION}evaluators/<uuid:role>/end/", design_writing_views.end_evaluator_role, name="end_evaluator_role"
    ),
    path(f"{EVALUATION}aim/", design_writing_views.add_aim, name="add_aim"),
    path(f"{EVALUATION}aims/<uuid:aim>/", design_writing_views.change_aim, name="change_aim"),
    path(f"{EVALUATION}question/", design_writing_views.add_question, name="add_question"),
    path(f"{EVALUATION}questions/<str:question>/", design_writing_views.change_question, name="change_question"),
    path(f"{EVALUATION}measurement/", design_writing_views.add_measurement, name="add_measurement"),
    path(MEASUREMENT, design_writing_views.change_measurement, name="change_measurement"),
    path(f"{EVALUATION}group/", design_writing_views.add_group, name="add_group"),
    path(f"{EVALUATION}groups/<str:group>/", design_writing_views.change_group, name="change_group"),
    path(f"{MEASUREMENT}method/", design_writing_views.add_method, name="add_method"),
    path(METHOD, design_writing_views.change_method, name="change_method"),
    path(f"{METHOD}groups/", design_writing_views.set_parts, name="set_parts"),
    path(f"{METHOD}questions/", design_writing_views.set_served_questions, name="set_served_questions"),
    path("published/", published_views.published, name="published"),
    path("published/export.<str:form>", published_views.published_export, name="published_export"),
    path(f"{EVALUATION}record-published/", published_views.record_published_figure, name="record_published_figure"),
    path(f"{EVALUATION}published/<str:figure>/", published_views.published_figure, name="published_figure"),
]
