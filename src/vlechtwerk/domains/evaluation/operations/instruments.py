"""Begin an instrument, begin its next version, and fix a version; a fixed one never changes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    AnswerCategory,
    AnswerScale,
    Evaluation,
    Instrument,
    InstrumentVersion,
    OpenQuestion,
    Statement,
)
from vlechtwerk.domains.evaluation.queries.instruments import map_places
from vlechtwerk.domains.evaluation.queries.standard_instrument import empty_questionnaire
from vlechtwerk.domains.evaluation.rules.instrument_content import (
    own_short,
    tidied,
    tidied_texts,
)
from vlechtwerk.domains.evaluation.rules.instruments import (
    reasons_against_beginning_instrument,
    reasons_against_content,
    reasons_against_invented,
    reasons_against_starting_version,
    reasons_against_writing,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestionnaire,
    AskedStatement,
    Texts,
    questionnaire_of,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

# What stands in no file has no more to tell.
NO_DETAILS = InstrumentDetails()


@transaction.atomic
def begin_instrument(
    evaluation: Evaluation,
    code: str,
    name: Texts,
    *,
    by: Person,
    at: datetime,
    content: AskedQuestionnaire | None = None,
    details: InstrumentDetails = NO_DETAILS,
) -> InstrumentVersion:
    """Begin an instrument and return its first version, a draft: with what is given, or with a scale alone.

    `content` is the standard instrument, or what was read from a file, of which `details` tell more.
    """
    wait_for_others("instruments", evaluation.id)
    code, name = code.strip(), tidied_texts(name)
    refuse_if(reasons_against_beginning_instrument(evaluation, code, name, by=by, at=at))
    refuse_if(reasons_against_invented(evaluation, details.is_invented))
    asked = tidied(content or empty_questionnaire())
    refuse_if(reasons_against_content(asked, map_places(), details.place_of))
    instrument = Instrument.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=code,
        name_nl=name["nl"],
        name_en=name.get("en", ""),
    )
    version = _add_version(instrument, 1, "", asked, by, at)
    _note("begin_instrument", version, by, at)
    return version


@transaction.atomic
def start_version(
    instrument: Instrument,
    reason: str,
    *,
    by: Person,
    at: datetime,
    content: AskedQuestionnaire | None = None,
    details: InstrumentDetails = NO_DETAILS,
) -> InstrumentVersion:
    """Begin the next version of an instrument: a copy of the last fixed one, or what was read from a file."""
    wait_for_others("instruments", instrument.evaluation_id)
    refuse_if(reasons_against_starting_version(instrument, reason, by=by, at=at))
    refuse_if(reasons_against_invented(instrument.evaluation, details.is_invented))
    last = instrument.versions.order_by("-number").select_related("instrument")[0]
    asked = tidied(content or questionnaire_of(last))
    if content is not None:
        refuse_if(reasons_against_content(asked, map_places(), details.place_of))
    version = _add_version(instrument, last.number + 1, " ".join(reason.split()), asked, by, at)
    _note("start_instrument_version", version, by, at)
    return version


@transaction.atomic
def fix_version(version: InstrumentVersion, *, by: Person, at: datetime) -> InstrumentVersion:
    """Fix a version: rounds can ask it from now on, and it never changes again."""
    version = locked(version)
    refuse_if(reasons_against_writing(version, by=by, at=at))
    refuse_if(reasons_against_content(questionnaire_of(version), map_places(), whole=True))
    version.state, version.fixed_at = InstrumentVersion.State.FIXED, at
    version.save(update_fields=["state", "fixed_at"])
    _note("fix_instrument_version", version, by, at)
    return version


def locked(version: InstrumentVersion) -> InstrumentVersion:
    """Return a version as it stands; who also writes in it waits until the end of this transaction."""
    wait_for_others("instrument_version", version.id)
    return InstrumentVersion.objects.select_related("instrument__evaluation").get(id=version.id)


def _note(act: str, version: InstrumentVersion, by: Person, at: datetime) -> None:
    note_act(
        act, "instrument_version", version.id, project_id=version.project_id, by=by.id, at=at,
        details={"instrument": version.instrument.code, "number": version.number},
    )  # fmt: skip


def _add_version(
    instrument: Instrument, number: int, reason: str, asked: AskedQuestionnaire, by: Person, at: datetime
) -> InstrumentVersion:
    version = InstrumentVersion.objects.create(
        project_id=instrument.project_id, instrument=instrument, number=number, reason=reason, made_by=by, made_at=at
    )
    scales = {
        scale.code: AnswerScale(
            project_id=version.project_id, version=version, code=scale.code, with_do_not_know=scale.with_do_not_know
        )
        for scale in asked.scales
    }
    AnswerScale.objects.bulk_create(scales.values())
    for scale in asked.scales:
        add_categories(scales[scale.code], scale.categories)
    Statement.objects.bulk_create(
        Statement(
            project_id=version.project_id,
            version=version,
            code=one.code,
            order=order,
            **fields_of(one, scales[one.scale]),
        )
        for order, one in enumerate(asked.statements, 1)
    )
    OpenQuestion.objects.bulk_create(
        OpenQuestion(
            project_id=version.project_id,
            version=version,
            code=one.code,
            order=order,
            text_nl=one.text["nl"],
            text_en=one.text.get("en", ""),
        )
        for order, one in enumerate(asked.open_questions, 1)
    )
    return version


def add_categories(scale: AnswerScale, categories: Sequence[AskedCategory]) -> None:
    """Put the answers on a scale that has none."""
    AnswerCategory.objects.bulk_create(
        AnswerCategory(
            project_id=scale.project_id,
            scale=scale,
            value=one.value,
            label_nl=one.label["nl"],
            label_en=one.label.get("en", ""),
            side=one.side,
        )
        for one in categories
    )


def fields_of(one: AskedStatement, scale: AnswerScale) -> dict[str, object]:
    """Return what is kept of a statement beside its code and its place in the order."""
    return {
        "dimension": one.dimension,
        "scale": scale,
        "text_nl": one.text["nl"],
        "text_en": one.text.get("en", ""),
        "short_nl": own_short(one, "nl"),
        "short_en": own_short(one, "en"),
        "negative": one.negative,
        "double_barrelled": one.double_barrelled,
        "about": list(one.about),
    }
