"""Conclude a round when it closes: its sheets, in the order given, and its remarks in an order of their own."""

from collections.abc import Sequence
from datetime import datetime
from random import SystemRandom

from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound, RoundRemark
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.surveys.packing import pack


def conclude(asked: EvaluationRound, filled_in: Sequence[FilledIn], *, by: Person, at: datetime) -> None:
    """Keep the sheets and remarks of a round that closes."""
    questionnaire = AskedQuestionnaire.from_json(asked.questionnaire)
    codes = [statement.code for statement in questionnaire.statements]
    AnswerSheet.objects.bulk_create(
        AnswerSheet(
            project_id=asked.project_id,
            round=asked,
            packed=pack(questionnaire.exchanged(), [sheet.answers[code] for code in codes]),
            pseudonym=sheet.pseudonym,
        )
        for sheet in filled_in
    )
    remarks = [(code, text) for sheet in filled_in for code, text in sheet.remarks.items() if text.strip()]
    SystemRandom().shuffle(remarks)
    RoundRemark.objects.bulk_create(
        RoundRemark(project_id=asked.project_id, round=asked, question=code, text=text) for code, text in remarks
    )
