"""Addresses of the partnership's pages."""

from django.urls import include, path

from vlechtwerk.interfaces.web.partnership import (
    advice_acts,
    advice_views,
    decision_views,
    promise_views,
    views,
    writing_views,
)

app_name = "partnership"

urlpatterns = [
    path("", include("vlechtwerk.interfaces.web.partnership.surroundings_urls")),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<str:code>/", views.organisation, name="organisation"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<str:code>/", views.body, name="body"),
    path("bodies/<str:code>/note/", writing_views.write_note, name="write_note"),
    path("people/", views.people, name="people"),
    path("people/export.<str:form>", views.people_export, name="people_export"),
    path("people/new/", writing_views.add_person, name="add_person"),
    path("people/<uuid:person>/", views.person, name="person"),
    path("people/<uuid:person>/appointment/", writing_views.appoint, name="appoint"),
    path("people/<uuid:person>/seat/", writing_views.seat, name="seat"),
    path("appointments/<uuid:appointment>/end/", writing_views.end_appointment, name="end_appointment"),
    path("seats/<uuid:seat>/end/", writing_views.end_seat, name="end_seat"),
    path("mandates/", decision_views.mandates, name="mandates"),
    path("mandates/new/", writing_views.grant_mandate, name="grant_mandate"),
    path("mandates/<uuid:mandate>/end/", writing_views.end_mandate, name="end_mandate"),
    path("decisions/", decision_views.decisions, name="decisions"),
    path("decisions/export.<str:form>", decision_views.decisions_export, name="decisions_export"),
    path("decisions/new/", writing_views.ask_decision, name="ask_decision"),
    path("decisions/<uuid:decision>/", decision_views.decision, name="decision"),
    path("decisions/<uuid:decision>/take/", writing_views.take_decision, name="take_decision"),
    path("decisions/<uuid:decision>/forwarding/", writing_views.forward_decision, name="forward_decision"),
    path("decisions/<uuid:decision>/withdrawal/", writing_views.withdraw_decision, name="withdraw_decision"),
    path("advice/", advice_views.advice_list, name="advice_list"),
    path("advice/export.<str:form>", advice_views.advice_export, name="advice_export"),
    path("advice/new/", advice_acts.ask_advice, name="ask_advice"),
    path("advice/<uuid:advice>/", advice_views.advice, name="advice"),
    path("advice/<uuid:advice>/draft/", advice_acts.draft_advice, name="draft_advice"),
    path("advice/<uuid:advice>/giving/", advice_acts.give_advice, name="give_advice"),
    path("advice/<uuid:advice>/weighing/", advice_acts.weigh_advice, name="weigh_advice"),
    path("promises/", promise_views.promises, name="promises"),
    path("promises/export.<str:form>", promise_views.promises_export, name="promises_export"),
    path("promises/new/", promise_views.make_promise, name="make_promise"),
    path("promises/<uuid:promise>/", promise_views.promise, name="promise"),
    path("promises/<uuid:promise>/step/", promise_views.follow_promise, name="follow_promise"),
]
