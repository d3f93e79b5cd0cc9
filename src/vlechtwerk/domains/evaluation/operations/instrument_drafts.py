"""Write in a version that is not fixed: its statements and their order, its answer scales, its open questions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    AnswerCategory,
    AnswerScale,
    InstrumentVersion,
    OpenQuestion,
    Statement,
)
from vlechtwerk.domains.evaluation.operations.instruments import add_categories, fields_of, locked
from vlechtwerk.domains.evaluation.queries.instruments import map_places
from vlechtwerk.domains.evaluation.rules.instrument_content import tidied_scale, tidied_statement, tidied_texts
from vlechtwerk.domains.evaluation.rules.instruments import (
    reasons_against_dropping_scale,
    reasons_against_order,
    reasons_against_question,
    reasons_against_replacing,
    reasons_against_scale,
    reasons_against_statement,
    reasons_against_writing,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
    questionnaire_of,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import NothingThere, refuse_if

Change = Callable[[InstrumentVersion, AskedQuestionnaire], None]


@transaction.atomic
def _change(version: InstrumentVersion, what: str, about: str, change: Change, by: Person, at: datetime) -> None:
    """Change a version as it stands now, whole or not at all."""
    version = locked(version)
    refuse_if(reasons_against_writing(version, by=by, at=at))
    change(version, questionnaire_of(version))
    note_act(
        "write_instrument_version", "instrument_version", version.id, project_id=version.project_id, by=by.id, at=at,
        details={"what": what, "about": about},
    )  # fmt: skip


def put_statement(
    version: InstrumentVersion, statement: AskedStatement, *, by: Person, at: datetime, seen: str | None = None
) -> None:
    """Add a statement, or say anew what the one with its code says.

    `seen` is its checksum as the writer read it (`checksum_of`), or empty for one that is to be new.
    """
    one = tidied_statement(statement)

    def change(found: InstrumentVersion, asked: AskedQuestionnaire) -> None:
        stands = next((other for other in asked.statements if other.code == one.code), None)
        refuse_if(reasons_against_replacing(stands, seen))
        refuse_if(reasons_against_statement(one, asked, map_places()))
        fields = fields_of(one, found.scales.get(code=one.scale))
        if stands is not None:
            found.statements.filter(code=one.code).update(**fields)
            return
        order = max(found.statements.values_list("order", flat=True), default=0) + 1
        Statement.objects.create(project_id=found.project_id, version=found, code=one.code, order=order, **fields)

    _change(version, "put_statement", one.code, change, by, at)


def drop_statement(version: InstrumentVersion, code: str, *, by: Person, at: datetime) -> None:
    """Take a statement out of a version; raise `NothingThere` when it is not in it."""

    def change(found: InstrumentVersion, _asked: AskedQuestionnaire) -> None:
        _drop(found.statements.filter(code=code).delete())

    _change(version, "drop_statement", code, change, by, at)


def order_statements(version: InstrumentVersion, codes: Sequence[str], *, by: Person, at: datetime) -> None:
    """Put the statements in an order, which names each of them once."""

    def change(found: InstrumentVersion, asked: AskedQuestionnaire) -> None:
        refuse_if(reasons_against_order(codes, asked))
        rows = {one.code: one for one in found.statements.all()}
        for order, code in enumerate(codes, 1):
            rows[code].order = order
        Statement.objects.bulk_update(rows.values(), ["order"])

    _change(version, "order_statements", "", change, by, at)


def put_scale(
    version: InstrumentVersion, scale: AskedScale, *, by: Person, at: datetime, seen: str | None = None
) -> None:
    """Add an answer scale, or say anew which answers the one with its code has; `seen` as with a statement."""
    one = tidied_scale(scale)

    def change(found: InstrumentVersion, asked: AskedQuestionnaire) -> None:
        stands = next((other for other in asked.scales if other.code == one.code), None)
        refuse_if(reasons_against_replacing(stands, seen))
        refuse_if(reasons_against_scale(one))
        kept, _is_new = AnswerScale.objects.update_or_create(
            version=found,
            code=one.code,
            defaults={"project_id": found.project_id, "with_do_not_know": one.with_do_not_know},
        )
        AnswerCategory.objects.filter(scale=kept).delete()
        add_categories(kept, one.categories)

    _change(version, "put_scale", one.code, change, by, at)


def drop_scale(version: InstrumentVersion, code: str, *, by: Person, at: datetime) -> None:
    """Take an answer scale that no statement is answered on out of a version; raise `NothingThere`."""

    def change(found: InstrumentVersion, asked: AskedQuestionnaire) -> None:
        refuse_if(reasons_against_dropping_scale(code, asked))
        AnswerCategory.objects.filter(scale__version=found, scale__code=code).delete()
        _drop(found.scales.filter(code=code).delete())

    _change(version, "drop_scale", code, change, by, at)


def put_open_question(
    version: InstrumentVersion, question: AskedQuestion, *, by: Person, at: datetime, seen: str | None = None
) -> None:
    """Add an open question, or say anew what the one with its code asks; `seen` as with a statement."""
    one = replace(question, code=question.code.strip(), text=tidied_texts(question.text))

    def change(found: InstrumentVersion, asked: AskedQuestionnaire) -> None:
        stands = next((other for other in asked.open_questions if other.code == one.code), None)
        refuse_if(reasons_against_replacing(stands, seen))
        refuse_if(reasons_against_question(one, asked))
        texts = {"text_nl": one.text["nl"], "text_en": one.text.get("en", "")}
        if stands is not None:
            found.open_questions.filter(code=one.code).update(**texts)
            return
        order = max(found.open_questions.values_list("order", flat=True), default=0) + 1
        OpenQuestion.objects.create(project_id=found.project_id, version=found, code=one.code, order=order, **texts)

    _change(version, "put_open_question", one.code, change, by, at)


def drop_open_question(version: InstrumentVersion, code: str, *, by: Person, at: datetime) -> None:
    """Take an open question out of a version; raise `NothingThere` when it is not in it."""

    def change(found: InstrumentVersion, _asked: AskedQuestionnaire) -> None:
        _drop(found.open_questions.filter(code=code).delete())

    _change(version, "drop_open_question", code, change, by, at)


def _drop(deleted: tuple[int, dict[str, int]]) -> None:
    if not deleted[0]:
        raise NothingThere
