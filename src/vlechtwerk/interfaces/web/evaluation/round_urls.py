"""Addresses of measurement rounds."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import round_people_views, round_views, round_writing_views

ROUND = "rounds/<str:evaluation>/<str:code>/"

urlpatterns = [
    path("rounds/", round_views.rounds, name="rounds"),
    path("rounds/export.<str:form>", round_views.rounds_export, name="rounds_export"),
    # Not below the rounds of its evaluation: there stand their codes.
    path("evaluations/<str:evaluation>/prepare-round/", round_writing_views.prepare_round, name="prepare_round"),
    path(ROUND, round_views.round_page, name="round"),
    path(f"{ROUND}response.<str:form>", round_views.response_export, name="response_export"),
    path(f"{ROUND}respondents.<str:form>", round_views.respondents_export, name="respondents_export"),
    path(f"{ROUND}change/", round_writing_views.change_round, name="change_round"),
    path(f"{ROUND}opening/", round_writing_views.open_round, name="open_round"),
    path(f"{ROUND}invitations/", round_writing_views.invite, name="invite"),
    path(f"{ROUND}reminders/", round_writing_views.remind, name="remind"),
    path(f"{ROUND}prolonging/", round_writing_views.prolong_round, name="prolong_round"),
    path(f"{ROUND}closing/", round_writing_views.close_round, name="close_round"),
    path(f"{ROUND}people/", round_people_views.add_people, name="add_people"),
    path(f"{ROUND}outsider/", round_people_views.add_outsider, name="add_outsider"),
    path(f"{ROUND}people/<uuid:respondent>/removal/", round_people_views.remove_respondent, name="remove_respondent"),
    path(f"{ROUND}people/<uuid:respondent>/note/", round_people_views.note_respondent, name="note_respondent"),
]
