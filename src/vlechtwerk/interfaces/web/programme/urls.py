"""Addresses of the programme's pages."""

from django.urls import path

from vlechtwerk.interfaces.web.programme import (
    map_views,
    plan_views,
    task_views,
    times_views,
    views,
    work_views,
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
    path("activities/<str:code>/task/", work_views.add_task, name="add_task"),
    path("activities/<str:code>/intentions/", work_views.make_tasks, name="make_tasks"),
    path("activities/<str:code>/remarks/", work_views.remarks, name="remarks"),
    path("activities/<str:code>/remark/", work_views.write_remark, name="write_remark"),
    path("activities/<str:code>/entry/", work_views.tell, name="tell"),
    path("activities/<str:code>/step/", work_views.begin_step, name="begin_step"),
    path("steps/<uuid:step>/end/", work_views.end_step, name="end_step"),
    path("remarks/<uuid:remark>/withdrawal/", work_views.withdraw_remark, name="withdraw_remark"),
    path("tasks/", task_views.tasks, name="tasks"),
    path("tasks/export.<str:form>", task_views.tasks_export, name="tasks_export"),
    path("tasks/<uuid:task>/", task_views.task, name="task"),
    path("tasks/<uuid:task>/end/", task_views.end_task, name="end_task"),
    path("tasks/<uuid:task>/owner/", task_views.give_on_task, name="give_on_task"),
    path("timeline/", times_views.timeline, name="timeline"),
    path("timeline/export.<str:form>", times_views.timeline_export, name="timeline_export"),
    path("goals/", plan_views.goals, name="goals"),
    path("preconditions/", plan_views.preconditions, name="preconditions"),
    path("preconditions/<str:code>/", plan_views.precondition, name="precondition"),
    path("preconditions/<str:code>/judgement/", writing_views.judge, name="judge"),
    path("sources/", plan_views.sources, name="sources"),
    path("sources/<str:code>/", plan_views.source, name="source"),
]
