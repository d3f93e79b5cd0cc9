"""Take a step on codes and codings, keep it so that it can be undone, and undo it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from vlechtwerk.domains.evaluation.evidence import FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, CodingStep, Evaluation, Passage, Transcript
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.operations.findings import reopen_resting_on
from vlechtwerk.domains.evaluation.queries.codebook import last_step
from vlechtwerk.domains.evaluation.rules.coding import (
    UNDO,
    reasons_against_removed,
    reasons_against_undoing,
    why_not,
)
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding import selections
from vlechtwerk.engines.coding.selections import CodedTexts, NotPossibleError, Step
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.refusal import Refused, refuse_if

# Of a text, where someone speaks from and until, and who.
Speaking = dict[str, list[tuple[int, int, UUID]]]


def own_coder(evaluation: Evaluation, by: Person) -> Coder:
    """Return the layer of an evaluator's own codings; made when they have none yet."""
    coder, _made = Coder.objects.get_or_create(
        evaluation=evaluation,
        person=by,
        defaults={"project_id": evaluation.project_id, "kind": Coder.Kind.OWN, "name": by.name},
    )
    return coder


def settled_coder(evaluation: Evaluation) -> Coder:
    """Return the layer of what was settled together; made when there is none yet."""
    coder, _made = Coder.objects.get_or_create(
        evaluation=evaluation,
        kind=Coder.Kind.SETTLED,
        defaults={"project_id": evaluation.project_id, "name": "settled"},
    )
    return coder


def coded_now(evaluation: Evaluation, codings: Q) -> CodedTexts:
    """Return all codes of an evaluation, and those codings that a step looks at, with the lengths of their texts."""
    codes = Code.objects.filter(evaluation=evaluation, is_gone=False).values_list("id", "name", "parent_id")
    held = Coding.objects.filter(codings, evaluation=evaluation, is_gone=False)
    rows = list(held.values_list("id", "transcript_id", "coder_id", "code_id", "start", "end"))
    texts = Transcript.objects.filter(evaluation=evaluation)
    return CodedTexts(
        {str(text): length for text, length in texts.values_list("id", "length")},
        {str(one): selections.Code(str(one), name, str(parent) if parent else None) for one, name, parent in codes},
        {
            str(one): selections.Coding(str(one), str(text), str(coder), str(code), start, end)
            for one, text, coder, code, start, end in rows
        },
    )


def take_step(coder: Coder, act: str, coded: CodedTexts, step: Step, *, by: Person, at: datetime) -> CodingStep:
    """Write what a step changes, and keep it; raise `Refused` when it does not hold."""
    with in_words():
        selections.apply(coded, step)
    _refuse_removed(coder.evaluation, step)
    _write_codes(coder.evaluation, step)
    _write_codings(coder.evaluation, step, at)
    last = coder.steps.aggregate(last=Max("number"))["last"] or 0
    kept = CodingStep.objects.create(
        project_id=coder.project_id,
        evaluation_id=coder.evaluation_id,
        coder=coder,
        number=last + 1,
        act=act,
        step=_as_json(step),
        taken_at=at,
    )
    note_fieldwork(act, coder.evaluation, by=by, at=at)
    reopen_resting_on(coder.evaluation, [FRAGMENTS_OF_A_CODE], by=by, at=at)
    return kept


def _refuse_removed(evaluation: Evaluation, step: Step) -> None:
    """Refuse a coding of words that were removed, so that undoing never brings one back."""
    added = [becomes for _was, becomes in step.codings if becomes is not None]
    texts = Transcript.objects.filter(evaluation=evaluation, id__in={one.text for one in added})
    removed = {str(text.id): text for text in texts.filter(removed_on__isnull=False)}
    for one in added:
        if one.text in removed:
            refuse_if(reasons_against_removed(removed[one.text], one.start, one.end))


def _write_codes(evaluation: Evaluation, step: Step) -> None:
    """Write codes in the order of the tree: what becomes first, what goes after."""
    last = Code.objects.filter(evaluation=evaluation).aggregate(last=Max("order"))["last"] or 0
    for was, becomes in step.codes:
        if becomes is None:
            assert was is not None
            Code.objects.filter(id=was.identifier).update(is_gone=True)
            continue
        told = {"name": becomes.name.strip(), "parent_id": becomes.parent, "is_gone": False}
        if not Code.objects.filter(id=becomes.identifier, evaluation=evaluation).update(**told):
            last += 1
            Code.objects.create(
                id=UUID(becomes.identifier), project_id=evaluation.project_id, evaluation=evaluation, order=last, **told
            )


def _write_codings(evaluation: Evaluation, step: Step, at: datetime) -> None:
    """Write codings: first those that go, so that another can take their place."""
    gone = [was.identifier for was, becomes in step.codings if was is not None and becomes is None]
    Coding.objects.filter(id__in=gone).update(is_gone=True)
    new = [becomes for was, becomes in step.codings if was is None and becomes is not None]
    speaking = speakers_in({becomes.text for _was, becomes in step.codings if becomes is not None})
    back = set(Coding.objects.filter(id__in=[one.identifier for one in new]).values_list("id", flat=True))
    for one in new:
        if UUID(one.identifier) in back:
            _change(one, speaking)
    Coding.objects.bulk_create(
        Coding(
            id=UUID(one.identifier),
            project_id=evaluation.project_id,
            evaluation=evaluation,
            transcript_id=UUID(one.text),
            coder_id=UUID(one.coder),
            code_id=UUID(one.code),
            start=one.start,
            end=one.end,
            speaker_id=speaker_at(speaking, one),
            coded_at=at,
        )
        for one in new
        if UUID(one.identifier) not in back
    )
    for was, becomes in step.codings:
        if was is not None and becomes is not None:
            _change(becomes, speaking)


def _change(one: selections.Coding, speaking: Speaking) -> None:
    speaker = speaker_at(speaking, one)
    Coding.objects.filter(id=one.identifier).update(
        coder_id=one.coder, code_id=one.code, start=one.start, end=one.end, speaker_id=speaker, is_gone=False
    )


def speakers_in(texts: Collection[str]) -> Speaking:
    """Return where someone speaks in texts that say so: the ends of passages in order, with whose words they are."""
    found: Speaking = {}
    rows = Passage.objects.filter(transcript_id__in=texts, speaker__isnull=False).order_by("transcript_id", "number")
    for text, start, end, speaker in rows.values_list("transcript_id", "start", "end", "speaker_id"):
        found.setdefault(str(text), []).append((start, end, speaker))
    return found


def speaker_at(speaking: Speaking, one: selections.Coding) -> UUID | None:
    """Return whose words a coding begins with, where its text says so."""
    return next((who for start, end, who in speaking.get(one.text, ()) if start <= one.start < end), None)


@transaction.atomic
def undo(evaluation: Evaluation, *, by: Person, at: datetime) -> CodingStep:
    """Undo the last step of one's own; refuse when somebody changed since what it changed. Return what was undone."""
    wait_for_others("code_book", evaluation.id)
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    coder = own_coder(evaluation, by)
    step = last_step(coder)
    refuse_if(reasons_against_undoing(step))
    assert step is not None
    back = selections.reversed_step(_from_json(step.step))
    step.undone_by = take_step(coder, UNDO, coded_now(evaluation, _touched(back)), back, by=by, at=at)
    step.save(update_fields=["undone_by"])
    return step


def _touched(step: Step) -> Q:
    """Return which codings must be looked at to take a step: those it names, and those of codes that it removes."""
    named = {one.identifier for pair in step.codings for one in pair if one is not None}
    gone = codes_that_go(step)
    return Q(id__in=named) | Q(code_id__in=gone)


def codes_that_go(step: Step) -> Collection[str]:
    """Return the codes that a step removes."""
    return [was.identifier for was, becomes in step.codes if was is not None and becomes is None]


@contextmanager
def in_words() -> Iterator[None]:
    """Refuse in words what the engine finds impossible."""
    try:
        yield
    except NotPossibleError as error:
        raise Refused([why_not(error.why)]) from None


def _as_json(step: Step) -> dict[str, Any]:
    """Return a step as it is kept: of each code and coding what was and what became; no words of a text."""
    return {
        "codes": [[_code_json(was), _code_json(becomes)] for was, becomes in step.codes],
        "codings": [[_coding_json(was), _coding_json(becomes)] for was, becomes in step.codings],
    }


def _from_json(kept: Mapping[str, Any]) -> Step:
    """Return the step that was kept."""
    return Step(
        tuple((_code(was), _code(becomes)) for was, becomes in kept["codes"]),
        tuple((_coding(was), _coding(becomes)) for was, becomes in kept["codings"]),
    )


def _code_json(code: selections.Code | None) -> list[str | None] | None:
    return None if code is None else [code.identifier, code.name, code.parent]


def _coding_json(one: selections.Coding | None) -> list[str | int] | None:
    return None if one is None else [one.identifier, one.text, one.coder, one.code, one.start, one.end]


def _code(kept: list[Any] | None) -> selections.Code | None:
    return None if kept is None else selections.Code(*kept)


def _coding(kept: list[Any] | None) -> selections.Coding | None:
    return None if kept is None else selections.Coding(*kept)
