"""Addresses of the programme's pages."""

from django.urls import include, path

from vlechtwerk.interfaces.web.programme import map_views, plan_views, views, writing_views

app_name = "programme"

urlpatterns = [
    path("", include("vlechtwerk.interfaces.web.programme.result_urls")),
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
    path("sources/", plan_views.sources, name="sources"),
    path("sources/<str:code>/", plan_views.source, name="source"),
]
