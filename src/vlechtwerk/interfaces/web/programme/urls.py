"""Addresses of the programme's pages."""

from django.urls import path

from vlechtwerk.interfaces.web.programme import (
    capacity_views,
    capacity_writing_views,
    map_views,
    plan_views,
    recruitment_views,
    recruitment_writing_views,
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
    path("activities/<str:code>/capacity/", capacity_views.activity_capacity, name="activity_capacity"),
    path("capacity/", capacity_views.capacity, name="capacity"),
    path("capacity/export.<str:form>", capacity_views.capacity_export, name="capacity_export"),
    path("capacity/lines/", capacity_views.capacity_history, name="capacity_history"),
    path("capacity/lines/export.<str:form>", capacity_views.ledger_export, name="ledger_export"),
    path("capacity/ask/", capacity_writing_views.ask_capacity, name="ask_capacity"),
    path("capacity/pledge/", capacity_writing_views.pledge_capacity, name="pledge_capacity"),
    path("capacity/confirm/", capacity_writing_views.confirm_hours, name="confirm_hours"),
    path("capacity/import/", capacity_writing_views.import_capacity, name="import_capacity"),
    path("capacity/profile/", capacity_writing_views.add_profile, name="add_profile"),
    path("recruitment/", recruitment_views.recruitment, name="recruitment"),
    path("recruitment/export.<str:form>", recruitment_views.recruitment_export, name="recruitment_export"),
    path("recruitment/ask/", recruitment_writing_views.ask_profile, name="ask_profile"),
    path("recruitment/<uuid:identifier>/", recruitment_views.recruitment_request, name="recruitment_request"),
    path("recruitment/<uuid:identifier>/vacancy/", recruitment_writing_views.publish_vacancy, name="publish_vacancy"),
    path("recruitment/<uuid:identifier>/candidate/", recruitment_writing_views.name_candidate, name="name_candidate"),
    path(
        "recruitment/vacancies/<uuid:vacancy>/<str:part>/",
        recruitment_writing_views.judge_difference,
        name="judge_difference",
    ),
    path("recruitment/candidates/<uuid:candidate>/step/", recruitment_writing_views.note_step, name="note_step"),
    path("departures/", recruitment_views.departures, name="departures"),
    path("departures/export.<str:form>", recruitment_views.departures_export, name="departures_export"),
    path("goals/", plan_views.goals, name="goals"),
    path("preconditions/", plan_views.preconditions, name="preconditions"),
    path("preconditions/<str:code>/", plan_views.precondition, name="precondition"),
    path("preconditions/<str:code>/judgement/", writing_views.judge, name="judge"),
    path("sources/", plan_views.sources, name="sources"),
    path("sources/<str:code>/", plan_views.source, name="source"),
]
