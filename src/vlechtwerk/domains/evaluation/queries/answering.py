"""What someone without an account is asked, by the digest of their link."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.rounds import is_very_small
from vlechtwerk.domains.evaluation.rules.sealed import answers_in, form_name
from vlechtwerk.engines.surveys.answers import Answer
from vlechtwerk.foundation.database.sealing import seal


@dataclass(frozen=True, slots=True)
class Answering:
    """One respondent of a round who has followed their link, with what they saved (confidential rounds only)."""

    digest: str
    round: UUID
    respondent: UUID
    project: str
    origin: str
    name: str
    promise: str
    invitation: str
    language: str
    threshold: int
    # Whether the results are told apart by groups, so that an anonymous form is not kept.
    told_apart: bool
    questionnaire: AskedQuestionnaire
    public_key: bytes
    closes_on: date | None
    closed: bool
    people: int
    evaluators: tuple[str, ...]
    sent: bool
    declined: bool
    # Noted by an evaluator: does not belong to the population.
    eligible: bool
    level: str
    organisation: str
    body: str
    answers: Mapping[str, Answer]
    remarks: Mapping[str, str]

    @property
    def is_anonymous(self) -> bool:
        """Whether the round promises that nobody can tell whose answers these are."""
        return self.promise == EvaluationRound.Promise.ANONYMOUS

    @property
    def is_over(self) -> bool:
        """Whether it is too late to answer: closed, or its last day has passed."""
        return self.closed or self.last_day_has_passed

    @property
    def can_answer(self) -> bool:
        """Whether their answers are taken in; the database judges it once more (`still_answering`)."""
        return self.eligible and not self.sent and not self.is_over

    @property
    def last_day_has_passed(self) -> bool:
        """Whether the last day to answer lies behind."""
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def is_very_small(self) -> bool:
        """Whether so few are asked that one answer may be guessed by who knows them all."""
        return is_very_small(self.people, self.threshold)

    @property
    def form_name(self) -> str:
        """Return under which name a browser keeps the half-filled form."""
        return form_name(self.round, self.respondent)


def answering_of(digest: str) -> Answering | None:
    """Return who answers with the link of this digest; nothing where it leads nowhere."""
    with connection.cursor() as cursor:
        cursor.execute("select answering_of(%s, %s)", [digest, seal("answering_of", digest)])
        (told,) = cursor.fetchone()
    if told is None:
        return None
    told = told if isinstance(told, dict) else json.loads(told)
    questionnaire = AskedQuestionnaire.from_json(told["questionnaire"])
    return Answering(
        digest=digest,
        round=UUID(told["round"]),
        respondent=UUID(told["respondent"]),
        questionnaire=questionnaire,
        public_key=bytes.fromhex(told["public_key"] or ""),
        closes_on=date.fromisoformat(told["closes_on"]) if told["closes_on"] else None,
        evaluators=tuple(told["evaluators"]),
        organisation=told["organisation"] or "",
        body=told["body"] or "",
        answers=answers_in(questionnaire, bytes.fromhex(told["packed"])) if told["packed"] else {},
        remarks=told["remarks"] or {},
        **{name: told[name] for name in _AS_TOLD},
    )


_AS_TOLD = (
    "project", "origin", "name", "promise", "invitation", "language", "threshold", "told_apart", "closed", "people",
    "sent", "declined", "eligible", "level",
)  # fmt: skip
