"""Write the code book of an evaluation: add, describe, rename, move, merge and delete codes; each act can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from vlechtwerk.domains.evaluation.models import Code, Coder, CodingStep, Evaluation
from vlechtwerk.domains.evaluation.operations.coding_steps import coded_now, in_words, own_coder, take_step
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.queries.ready_codes import ReadyCode
from vlechtwerk.domains.evaluation.rules.coding import reasons_against_code_details, reasons_against_name
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding import selections
from vlechtwerk.engines.coding.selections import Step
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.foundation.refusal import refuse_if

NO_CODINGS = Q(pk__in=())


@transaction.atomic
def add_code(
    evaluation: Evaluation,
    name: str,
    *,
    by: Person,
    at: datetime,
    parent: Code | None = None,
    description: str = "",
    colour: str = "",
) -> Code:
    """Add a code at the top of the code book, or under another one."""
    coder = _begin(evaluation, by=by, at=at)
    reasons = reasons_against_name(evaluation, name)
    refuse_if(reasons + reasons_against_code_details(evaluation, description, colour))
    coded = coded_now(evaluation, NO_CODINGS)
    new = selections.Code(str(new_identifier()), name.strip(), str(parent.id) if parent else None)
    with in_words():
        step = selections.add_code(coded, new)
    take_step(coder, "add_code", coded, step, by=by, at=at)
    code = Code.objects.get(id=new.identifier)
    _describe(code, description, colour)
    return code


@transaction.atomic
def describe_code(code: Code, description: str, colour: str, *, by: Person, at: datetime) -> Code:
    """Say otherwise when a code is given, and in which colour it is shown (#RRGGBB; empty: that of the code above)."""
    _begin(code.evaluation, by=by, at=at)
    refuse_if(reasons_against_code_details(code.evaluation, description, colour))
    _describe(code, description, colour)
    note_fieldwork("describe_code", code.evaluation, by=by, at=at)
    return code


def _describe(code: Code, description: str, colour: str) -> None:
    code.description, code.colour = description.strip(), colour.strip()
    code.save(update_fields=["description", "colour"])


@transaction.atomic
def rename_code(code: Code, name: str, *, by: Person, at: datetime) -> CodingStep:
    """Give a code another name."""
    coder = _begin(code.evaluation, by=by, at=at)
    refuse_if(reasons_against_name(code.evaluation, name))
    coded = coded_now(code.evaluation, NO_CODINGS)
    with in_words():
        step = selections.rename_code(coded, str(code.id), name.strip())
    return take_step(coder, "rename_code", coded, step, by=by, at=at)


@transaction.atomic
def change_code(code: Code, name: str, description: str, colour: str, *, by: Person, at: datetime) -> Code:
    """Say otherwise what a code is called, when it is given and in which colour; a new name can be undone."""
    if name.strip() != code.name:
        rename_code(code, name, by=by, at=at)
        code.refresh_from_db(fields=["name"])
    return describe_code(code, description, colour, by=by, at=at)


@transaction.atomic
def move_code(code: Code, parent: Code | None, *, by: Person, at: datetime) -> CodingStep:
    """Put a code with all under it under another one, or (nothing) at the top."""
    coder = _begin(code.evaluation, by=by, at=at)
    coded = coded_now(code.evaluation, NO_CODINGS)
    with in_words():
        step = selections.move_code(coded, str(code.id), str(parent.id) if parent else None)
    return take_step(coder, "move_code", coded, step, by=by, at=at)


@transaction.atomic
def merge_codes(code: Code, into: Code, *, by: Person, at: datetime) -> CodingStep:
    """Let a code go up in another one, which gets its codings (of all coders) and the codes under it."""
    coder = _begin(code.evaluation, by=by, at=at)
    coded = coded_now(code.evaluation, Q(code_id__in=[code.id, into.id]))
    with in_words():
        step = selections.merge_codes(coded, str(code.id), str(into.id))
    return take_step(coder, "merge_codes", coded, step, by=by, at=at)


@transaction.atomic
def delete_code(code: Code, *, by: Person, at: datetime) -> CodingStep:
    """Delete a code and all under it, with their codings (of all coders)."""
    coder = _begin(code.evaluation, by=by, at=at)
    bare = coded_now(code.evaluation, NO_CODINGS)
    with in_words():
        going = [was.identifier for was, _gone in selections.delete_code(bare, str(code.id)).codes if was is not None]
        coded = coded_now(code.evaluation, Q(code_id__in=going))
        step = selections.delete_code(coded, str(code.id))
    return take_step(coder, "delete_code", coded, step, by=by, at=at)


@transaction.atomic
def add_ready_codes(
    evaluation: Evaluation, ready: Sequence[ReadyCode], language: str, *, by: Person, at: datetime
) -> CodingStep:
    """Add a ready list of codes, in one of its languages; one step, so that it is undone at once."""
    coder = _begin(evaluation, by=by, at=at)
    coded = coded_now(evaluation, NO_CODINGS)
    placed = list(_placed(ready, language, None))
    step = Step(codes=tuple((None, one.code) for one in placed))
    taken = take_step(coder, "add_ready_codes", coded, step, by=by, at=at)
    for one in placed:
        Code.objects.filter(id=one.code.identifier).update(description=one.description, colour=one.colour)
    return taken


@dataclass(frozen=True, slots=True)
class _Placed:
    code: selections.Code
    description: str
    colour: str


def _placed(ready: Sequence[ReadyCode], language: str, parent: str | None) -> list[_Placed]:
    found: list[_Placed] = []
    for one in ready:
        code = selections.Code(str(new_identifier()), one.name[language], parent)
        found.append(_Placed(code, one.description[language], one.colour))
        found += _placed(one.below, language, code.identifier)
    return found


def _begin(evaluation: Evaluation, *, by: Person, at: datetime) -> Coder:
    wait_for_others("code_book", evaluation.id)
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    return own_coder(evaluation, by)
