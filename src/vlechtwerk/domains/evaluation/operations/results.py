"""Conclude a round when it closes, and publish what came out of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import SystemRandom
from typing import Any

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    AnswerSheet,
    EvaluationRound,
    PublishedResult,
    RoundRemark,
    RoundResult,
    ShownRemark,
)
from vlechtwerk.domains.evaluation.queries.comparing_rounds import earlier_of
from vlechtwerk.domains.evaluation.rules.concluding import figures_of, people_asked
from vlechtwerk.domains.evaluation.rules.figures import checksum_of_figures
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.results import (
    has_too_few_answers,
    reasons_against_concluding,
    reasons_against_keeping_forms,
    reasons_against_publishing,
)
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.surveys.answers import Missing
from vlechtwerk.engines.surveys.packing import pack
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def conclude(
    asked: EvaluationRound,
    filled_in: Sequence[FilledIn],
    *,
    by: Person,
    at: datetime,
    population: int | None = None,
) -> RoundResult:
    """Keep the result of a closed round, its sheets in the order given, and its remarks in an order of their own.

    Of an anonymous round no sheets when it is told apart by groups, and neither sheets nor remarks when fewer than its
    threshold answered. The order given has to tell nothing. `population`: how many were asked elsewhere, where it is
    known. Part of the act that closes the round, so it notes none of its own. Raises `ValueError` for an answer outside
    its scale.
    """
    refuse_if(reasons_against_concluding(asked, by=by, at=at))
    people = people_asked(asked, (sheet.pseudonym for sheet in filled_in if sheet.pseudonym))
    found = figures_of(asked, filled_in, people, population)
    answered = found.response.took_part
    if not reasons_against_keeping_forms(asked, answered):
        _keep_sheets(asked, filled_in)
    if not has_too_few_answers(asked, answered):
        _keep_remarks(asked, filled_in)
    figures = replace(found, earlier=earlier_of(asked, found, people, filled_in)).as_json()
    return RoundResult.objects.create(
        project_id=asked.project_id,
        round=asked,
        figures=figures,
        checksum=checksum_of_figures(figures),
        made_at=at,
    )


@transaction.atomic
def publish_result(asked: EvaluationRound, *, by: Person, at: datetime) -> PublishedResult:
    """Let every member read the result of a round, with the remarks that are marked shown, as redacted.

    Of how it stands to earlier rounds they read what is about those that are published by then.
    """
    wait_for_others("results", asked.id)
    # What a round tells of earlier ones depends on which of them are published.
    wait_for_others("published_results", asked.evaluation_id)
    refuse_if(reasons_against_publishing(asked, by=by, at=at))
    figures = _for_members(asked)
    published = PublishedResult.objects.create(
        project_id=asked.project_id,
        round=asked,
        figures=figures,
        checksum=checksum_of_figures(figures),
        published_at=at,
        published_by=by,
    )
    remarks = list(RoundRemark.objects.filter(round=asked, state=RoundRemark.State.SHOWN))
    SystemRandom().shuffle(remarks)
    ShownRemark.objects.bulk_create(
        ShownRemark(project_id=asked.project_id, round=asked, question=one.question, text=one.redacted)
        for one in remarks
    )
    note_act("publish_result", "round", asked.id, project_id=asked.project_id, by=by.id, at=at)
    return published


def _for_members(asked: EvaluationRound) -> dict[str, Any]:
    figures: dict[str, Any] = RoundResult.objects.get(round=asked).figures
    of_evaluation = PublishedResult.objects.filter(round__evaluation_id=asked.evaluation_id)
    codes = set(of_evaluation.values_list("round__code", flat=True))
    return figures | {"earlier": [one for one in figures["earlier"] if one["round"] in codes]}


def _keep_sheets(asked: EvaluationRound, filled_in: Sequence[FilledIn]) -> None:
    questionnaire = AskedQuestionnaire.from_json(asked.questionnaire)
    exchanged = questionnaire.exchanged()
    is_anonymous = asked.promise == EvaluationRound.Promise.ANONYMOUS
    AnswerSheet.objects.bulk_create(
        AnswerSheet(
            project_id=asked.project_id,
            round=asked,
            packed=pack(
                exchanged,
                [sheet.answers.get(one.code, Missing.NOT_ANSWERED) for one in questionnaire.statements],
            ),
            pseudonym=None if is_anonymous else sheet.pseudonym,
        )
        for sheet in filled_in
    )


def _keep_remarks(asked: EvaluationRound, filled_in: Sequence[FilledIn]) -> None:
    """Keep remarks, shuffled: in the order of the sheets, a remark that gives its writer away would give more away."""
    remarks = [(code, text.strip()) for sheet in filled_in for code, text in sheet.remarks.items() if text.strip()]
    SystemRandom().shuffle(remarks)
    RoundRemark.objects.bulk_create(
        RoundRemark(project_id=asked.project_id, round=asked, question=code, text=text) for code, text in remarks
    )
