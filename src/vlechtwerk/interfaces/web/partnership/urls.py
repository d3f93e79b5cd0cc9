"""Addresses of the partnership's pages."""

from django.urls import include, path

from vlechtwerk.interfaces.web.partnership import decision_views, views, writing_views

app_name = "partnership"

urlpatterns = [
    path("", include("vlechtwerk.interfaces.web.partnership.surroundings_urls")),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<str:code>/", views.organisation, name="organisation"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<str:code>/", views.body, name="body"),
    path("bodies/<str:code>/note/", writing_views.write_note, name="write_note"),
    path("people/", views.people, name="people"),
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
    path("decisions/new/", writing_views.ask_decision, name="ask_decision"),
    path("decisions/<uuid:decision>/", decision_views.decision, name="decision"),
    path("decisions/<uuid:decision>/take/", writing_views.take_decision, name="take_decision"),
    path("decisions/<uuid:decision>/withdrawal/", writing_views.withdraw_decision, name="withdraw_decision"),
]
