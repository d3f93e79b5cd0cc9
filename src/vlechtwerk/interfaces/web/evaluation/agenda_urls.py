"""Addresses of the learning agenda, its sessions, trials and lists, and of published claims."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import (
    agenda_views,
    agenda_writing_views,
    claim_views,
    session_views,
    trial_writing_views,
)

OF_ONE = "evaluations/<str:code>/"
AGENDA = f"{OF_ONE}agenda/"
DRAFT = f"{AGENDA}draft/"
QUESTION = f"{DRAFT}<str:question>/"
SESSION = f"{OF_ONE}sessions/<slug:session>/"

urlpatterns = [
    path("agendas/", agenda_views.agendas, name="agendas"),
    path("trials/", agenda_views.trials, name="trials"),
    path("trials/export.<str:form>", agenda_views.trials_export, name="trials_export"),
    path("trials/<uuid:trial>/look/", trial_writing_views.look_at_trial, name="look_at_trial"),
    path("claims/", claim_views.claims, name="claims"),
    path("claims/export.<str:form>", claim_views.claims_export, name="claims_export"),
    path(f"{OF_ONE}record-claim/", claim_views.record_claim, name="record_claim"),
    path(f"{OF_ONE}claims/<str:claim>/", claim_views.claim, name="claim"),
    path(AGENDA, agenda_views.agenda, name="agenda"),
    path(f"{AGENDA}agenda.pdf", agenda_views.agenda_pdf, name="agenda_pdf"),
    path(f"{AGENDA}point/", agenda_writing_views.add_learning_point, name="add_learning_point"),
    path(f"{AGENDA}begin/", agenda_writing_views.begin_agenda, name="begin_agenda"),
    path(f"{AGENDA}adopt/", agenda_writing_views.adopt_agenda, name="adopt_agenda"),
    path(f"{AGENDA}discard/", agenda_writing_views.discard_agenda, name="discard_agenda"),
    path(f"{AGENDA}add/", agenda_writing_views.add_learning_question, name="add_learning_question"),
    path(f"{AGENDA}merge/", agenda_writing_views.merge_questions, name="merge_questions"),
    path(f"{QUESTION}sharpen/", agenda_writing_views.sharpen_question, name="sharpen_question"),
    path(f"{QUESTION}split/", agenda_writing_views.split_question, name="split_question"),
    path(f"{QUESTION}end/", agenda_writing_views.end_question, name="end_question"),
    path(f"{QUESTION}take-back/", agenda_writing_views.take_back_ending, name="take_back_ending"),
    path(f"{AGENDA}<int:version>/<str:question>/", agenda_views.learning_question, name="learning_question"),
    path(f"{AGENDA}<int:version>/<str:question>/owner/", agenda_writing_views.assign_question, name="assign_question"),
    path(f"{AGENDA}insight/", trial_writing_views.note_insight, name="note_insight"),
    path(f"{AGENDA}insights/<str:insight>/try/", trial_writing_views.try_insight, name="try_insight"),
    path(f"{OF_ONE}lists/", agenda_views.two_lists, name="two_lists"),
    path(f"{OF_ONE}lists/<int:number>/add/", trial_writing_views.list_point, name="list_point"),
    path(f"{OF_ONE}lists/<uuid:point>/judge/", trial_writing_views.judge_point, name="judge_point"),
    path(f"{OF_ONE}session/", session_views.prepare_session, name="prepare_session"),
    path(SESSION, session_views.session, name="learning_session"),
    path(f"{SESSION}screen/", session_views.session_screen, name="session_screen"),
    path(f"{SESSION}participant/", session_views.add_participant, name="add_session_participant"),
    path(f"{SESSION}links/", session_views.session_links, name="session_links"),
    path(f"{SESSION}move/", session_views.move_session, name="move_session"),
    path(f"{SESSION}end/", session_views.end_session, name="end_session"),
    path(f"{SESSION}proposal/", session_views.write_proposal, name="write_proposal"),
    path(f"{SESSION}proposals/<int:number>/merge/", session_views.merge_proposals, name="merge_proposals"),
]
