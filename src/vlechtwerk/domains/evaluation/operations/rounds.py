"""Prepare a measurement round, say whom it asks, open it, prolong it, and close it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import Breakdown, Evaluation, EvaluationRound, Respondent
from vlechtwerk.domains.evaluation.operations.closing import filled_in_of
from vlechtwerk.domains.evaluation.operations.results import conclude
from vlechtwerk.domains.evaluation.operations.round_keys import destroy_round_key, make_round_key
from vlechtwerk.domains.evaluation.queries.round_keys import round_key
from vlechtwerk.domains.evaluation.rules import rounds as rules
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of
from vlechtwerk.domains.evaluation.rules.rounds import Asked, RoundPlan
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.journal.entries import Detail, note_act
from vlechtwerk.foundation.refusal import refuse_if

PLANNED = (
    "version", "measurement", "name", "promise", "threshold", "breakdowns", "partial_from", "complete_above",
    "invitation", "language", "closes_on",
)  # fmt: skip


def _planned(plan: RoundPlan) -> dict[str, object]:
    told = {name: getattr(plan, name) for name in PLANNED}
    told["breakdowns"] = [one for one in Breakdown.values if one in plan.breakdowns]
    return told | {"name": plan.name.strip(), "invitation": plan.invitation.strip()}


def note_round_act(
    act: str, asked: EvaluationRound, *, by: Person, at: datetime, details: dict[str, Detail] | None = None
) -> None:
    """Note an act on a round in the journal; nothing of respondents stands in it."""
    note_act(act, "round", asked.id, project_id=asked.project_id, by=by.id, at=at, details=details)


def locked_round(asked: EvaluationRound, *, by: Person, at: datetime) -> EvaluationRound:
    """Return a round as it is now, and let no other act on it, nor answer be taken in, till this one is done.

    Raises `Refused` for who is no evaluator of it: the database locks no row that someone may not change.
    """
    refuse_if(reasons_against_evaluating(asked.evaluation, by=by, at=at))
    return (
        EvaluationRound.objects.select_for_update(of=("self",))
        .select_related("evaluation", "version__instrument", "measurement")
        .get(id=asked.id)
    )


@transaction.atomic
def prepare_round(evaluation: Evaluation, code: str, plan: RoundPlan, *, by: Person, at: datetime) -> EvaluationRound:
    """Prepare a round: what it promises and asks can change until it opens."""
    wait_for_others("rounds", evaluation.id)
    refuse_if(rules.reasons_against_preparing(evaluation, code, plan, by=by, at=at))
    asked = EvaluationRound.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=code.strip(),
        made_by=by,
        made_at=at,
        **_planned(plan),
    )
    note_round_act("prepare_round", asked, by=by, at=at)
    return asked


@transaction.atomic
def change_round(asked: EvaluationRound, plan: RoundPlan, *, by: Person, at: datetime) -> EvaluationRound:
    """Change what a round promises and asks, before it opens."""
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_changing(asked, plan, by=by, at=at))
    for name, value in _planned(plan).items():
        setattr(asked, name, value)
    asked.save(update_fields=PLANNED)
    note_round_act("change_round", asked, by=by, at=at)
    return asked


@transaction.atomic
def add_respondents(asked: EvaluationRound, people: Sequence[Asked], *, by: Person, at: datetime) -> list[Respondent]:
    """Add people to the population of a round; someone keeps one pseudonym over the rounds of an evaluation."""
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_asking(asked, people, by=by, at=at))
    known = _pseudonyms_in(asked.evaluation)
    added = Respondent.objects.bulk_create(
        Respondent(
            project_id=asked.project_id,
            round=asked,
            pseudonym=_pseudonym(one, known),
            person=one.person,
            name=one.name.strip(),
            email=one.email.strip(),
            level=one.level,
            organisation=one.organisation,
            body=one.body,
        )
        for one in people
    )
    note_round_act("add_respondents", asked, by=by, at=at, details={"people": len(added)})
    return added


def _pseudonyms_in(evaluation: Evaluation) -> dict[UUID | str, UUID]:
    """Return the pseudonyms by person, and by address of who is no person of the project: an address can be shared."""
    known: dict[UUID | str, UUID] = {}
    asked = Respondent.objects.filter(round__evaluation=evaluation).order_by("round__made_at")
    for person, email, pseudonym in asked.values_list("person_id", "email", "pseudonym"):
        known.setdefault(email.lower() if person is None else person, pseudonym)
    return known


def _pseudonym(one: Asked, known: dict[UUID | str, UUID]) -> UUID:
    return known.get(one.email.strip().lower() if one.person is None else one.person.id) or uuid4()


@transaction.atomic
def remove_respondent(respondent: Respondent, *, by: Person, at: datetime) -> None:
    """Take someone out of the population of a round that has not opened."""
    asked = locked_round(respondent.round, by=by, at=at)
    refuse_if(rules.reasons_against_removing(respondent, by=by, at=at))
    with connection.cursor() as cursor:
        cursor.execute("select remove_respondent(%s, %s)", [respondent.id, seal("remove_respondent", respondent.id)])
    note_round_act("remove_respondent", asked, by=by, at=at)


@transaction.atomic
def note_respondent(respondent: Respondent, noted: str, *, by: Person, at: datetime) -> Respondent:
    """Note why someone does not answer, or take such a note back; who has a note gets no reminder."""
    asked = locked_round(respondent.round, by=by, at=at)
    respondent = (
        Respondent.objects.select_for_update(of=("self",)).select_related("round__evaluation").get(id=respondent.id)
    )
    refuse_if(rules.reasons_against_noting(respondent, noted, by=by, at=at))
    respondent.noted = noted
    respondent.save(update_fields=["noted"])
    note_round_act("note_respondent", asked, by=by, at=at)
    return respondent


@transaction.atomic
def open_round(asked: EvaluationRound, *, by: Person, at: datetime) -> EvaluationRound:
    """Open a round: what it promises, asks and whom it asks is fixed, and an anonymous one gets its key."""
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_opening(asked, by=by, at=at))
    asked.questionnaire = questionnaire_of(asked.version).as_json()
    if asked.promise == EvaluationRound.Promise.ANONYMOUS:
        asked.public_key = make_round_key()
    asked.opened_at = at
    asked.save(update_fields=["questionnaire", "public_key", "opened_at"])
    note_round_act("open_round", asked, by=by, at=at)
    return asked


@transaction.atomic
def prolong_round(asked: EvaluationRound, closes_on: date, *, by: Person, at: datetime) -> EvaluationRound:
    """Let people answer until a later day."""
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_prolonging(asked, closes_on, by=by, at=at))
    asked.closes_on = closes_on
    asked.save(update_fields=["closes_on"])
    note_round_act("prolong_round", asked, by=by, at=at, details={"closes_on": closes_on.isoformat()})
    return asked


@transaction.atomic
def close_round(
    asked: EvaluationRound, *, by: Person, at: datetime, early: bool = False, without_answers: bool = False
) -> EvaluationRound:
    """Close a round: its answers are read, shuffled and concluded from, and the key is destroyed.

    Every answer that was taken in before is in it: taking one in holds the row of the round, for which this waits.
    `early` says that it closes before the last day that people were told. `without_answers` closes an anonymous round
    whose key is lost, or without the answers that are damaged: what can't be read is gone for good.
    """
    asked = locked_round(asked, by=by, at=at)
    public_key = None if asked.public_key is None else bytes(asked.public_key)
    key = round_key(public_key) if public_key is not None else None
    refuse_if(
        rules.reasons_against_closing(
            asked,
            early=early,
            key_fits=key is not None or public_key is None,
            without_answers=without_answers,
            by=by,
            at=at,
        )
    )
    filled_in, left_out = filled_in_of(asked, key.private if key else None, without_answers=without_answers)
    details: dict[str, Detail] = {"early": early, "without_answers": without_answers, "left_out": left_out}
    _close(asked, filled_in, by=by, at=at, details=details)
    if public_key is not None:
        transaction.on_commit(lambda: destroy_round_key(public_key))
    return asked


@transaction.atomic
def close_with_answers(
    asked: EvaluationRound, filled_in: Sequence[FilledIn], *, by: Person, at: datetime
) -> EvaluationRound:
    """Close a confidential round of a case with the answers that the case brings; only who loads a case does."""
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_loading_answers(asked, by=by, at=at))
    answered = [one.pseudonym for one in filled_in if one.pseudonym is not None]
    asked.respondents.filter(pseudonym__in=answered).update(sent_on=timezone.localdate(at))
    _close(asked, filled_in, by=by, at=at, details={"people": len(answered)})
    return asked


def _close(
    asked: EvaluationRound, filled_in: Sequence[FilledIn], *, by: Person, at: datetime, details: dict[str, Detail]
) -> None:
    asked.closed_at = at
    asked.save(update_fields=["closed_at"])
    conclude(asked, filled_in, by=by, at=at)
    note_round_act("close_round", asked, by=by, at=at, details=details)
