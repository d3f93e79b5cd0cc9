"""Addresses of findings and of the answers to the questions of an evaluation."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import (
    amount_words_views,
    evidence_use_views,
    finding_views,
    finding_writing_views,
    question_answer_views,
)

OF_ONE = "evaluations/<str:code>/"
FINDINGS = f"{OF_ONE}findings/"
FINDING = f"{FINDINGS}<str:finding>/"
ANSWERS = f"{OF_ONE}answers/"
ANSWER = f"{ANSWERS}<str:question>/"

urlpatterns = [
    path("findings/", finding_views.findings_of_all, name="findings_of_all"),
    path("use-as-evidence/", evidence_use_views.use_as_evidence, name="use_as_evidence"),
    path(FINDINGS, finding_views.findings, name="findings"),
    path(f"{FINDINGS}export.<str:form>", finding_views.findings_export, name="findings_export"),
    path(f"{OF_ONE}finding/", finding_writing_views.begin, name="begin_finding"),
    path(FINDING, finding_views.finding, name="finding"),
    path(f"{FINDING}change/", finding_writing_views.change, name="change_finding"),
    path(f"{FINDING}evidence/", finding_writing_views.add_evidence, name="add_finding_evidence"),
    path(f"{FINDING}evidence/<int:number>/", finding_writing_views.remove_evidence, name="remove_finding_evidence"),
    path(f"{FINDING}check/", finding_writing_views.check, name="check_finding"),
    path(f"{FINDING}approve/", finding_writing_views.approve, name="approve_finding"),
    path(f"{FINDING}reopen/", finding_writing_views.reopen, name="reopen_finding"),
    path(f"{OF_ONE}words/", amount_words_views.amount_words, name="amount_words"),
    path(f"{OF_ONE}words/set/", amount_words_views.set_amount_words, name="set_amount_words"),
    path("answers/", question_answer_views.answers_of_all, name="answers_of_all"),
    path(ANSWERS, question_answer_views.answers, name="answers"),
    path(f"{ANSWERS}export.<str:form>", question_answer_views.answers_export, name="answers_export"),
    path(ANSWER, question_answer_views.answer, name="answer"),
    path(f"{ANSWER}gap/", question_answer_views.note_gap, name="note_gap"),
    path(f"{ANSWER}gaps/<int:number>/", question_answer_views.change_gap, name="change_gap"),
]
