"""Whether an instrument may be begun, written in, or fixed; a fixed version is what rounds ask and never changes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instrument_content import (
    Asked,
    PlaceOf,
    by_code,
    checksum_of,
    mistakes_in_content,
    mistakes_in_question,
    mistakes_in_scale,
    mistakes_in_statement,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
    Texts,
)
from vlechtwerk.domains.evaluation.words.survey_files import reason_of, reasons_of
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.surveys.mistakes import Mistake, Place
from vlechtwerk.engines.surveys.questionnaire import CODE
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason

# What is to be a part that is not there yet, where otherwise the checksum of what was read is told.
NEW = ""


def reasons_against_beginning_instrument(
    evaluation: Evaluation, code: str, name: Texts, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an instrument can't begin under this code and name."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if not name.get("nl"):
        reasons.append(Reason("name_missing", _("Write the name in Dutch.")))
    for text in name.values():
        if len(text) > longest(Instrument, "name_nl"):
            reasons.append(reason_of(Mistake("too_long", details={"most": str(longest(Instrument, "name_nl"))})))
    if CODE.fullmatch(code) is None:
        reasons.append(reason_of(Mistake("no_code", details={"code": code})))
    elif len(code) > longest(Instrument, "code"):
        reasons.append(reason_of(Mistake("too_long", details={"most": str(longest(Instrument, "code"))})))
    if Instrument.objects.filter(evaluation=evaluation, code__iexact=code).exists():
        reasons.append(Reason("code_in_use", _("This code is in use.")))
    return reasons


def reasons_against_invented(evaluation: Evaluation, is_invented: bool) -> list[Reason]:
    """Return why a file with the mark of what is made up can't come into a project."""
    if not is_invented or evaluation.project.origin == Origin.INVENTED:
        return []
    words = _("This file comes from an invented project; this project is not.")
    return [Reason("invented_file", words, _("Real and invented data never mix"))]


def reasons_against_starting_version(instrument: Instrument, reason: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why there can't be a next version of an instrument: one is written at a time, and it says why."""
    reasons = reasons_against_evaluating(instrument.evaluation, by=by, at=at)
    if instrument.versions.filter(state=InstrumentVersion.State.DRAFT).exists():
        reasons.append(
            Reason("draft_exists", _("A version of this instrument is being written already. Fix that one first."))
        )
    if not reason.strip():
        reasons.append(Reason("reason_missing", _("Write why there is another version.")))
    return reasons


def reasons_against_writing(version: InstrumentVersion, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a version can't be written in."""
    reasons = reasons_against_evaluating(version.instrument.evaluation, by=by, at=at)
    if version.state == InstrumentVersion.State.FIXED:
        reasons.append(
            Reason(
                "version_is_fixed",
                _("This version is fixed. Begin a next version to change what it asks."),
                _("A fixed version of an instrument never changes"),
            )
        )
    return reasons


def reasons_against_replacing(stands: Asked | None, seen: str | None) -> list[Reason]:
    """Return why a part can't be put in its place: it is not as the writer read it.

    `seen` is its checksum then, or `NEW` when the writer makes another; without it, the writer looked at nothing.
    """
    if seen is None or (stands is None and seen == NEW):
        return []
    if stands is not None and seen == NEW:
        return [reason_of(Mistake("code_in_use", details={"code": stands.code}))]
    if stands is None:
        return [Reason("gone_meanwhile", _("Someone else took this out meanwhile."))]
    if seen == checksum_of(stands):
        return []
    words = _("Someone else changed this meanwhile. Put yours and theirs together, and save again.")
    return [Reason("changed_meanwhile", words, _("Nobody writes over what they did not read"))]


def reasons_against_statement(one: AskedStatement, among: AskedQuestionnaire, places: Collection[str]) -> list[Reason]:
    """Return what is wrong with a statement that is put among what a version asks."""
    scales = {scale.code for scale in among.scales}
    others = [other.code for other in among.statements if other.code != one.code]
    others += [other.code for other in among.open_questions]
    return _code_used(one.code, others) + reasons_of(list(mistakes_in_statement(one, scales, places, Place())))


def reasons_against_question(one: AskedQuestion, among: AskedQuestionnaire) -> list[Reason]:
    """Return what is wrong with an open question that is put among what a version asks."""
    others = [other.code for other in among.open_questions if other.code != one.code]
    others += [other.code for other in among.statements]
    return _code_used(one.code, others) + reasons_of(list(mistakes_in_question(one, Place())))


def _code_used(code: str, others: Sequence[str]) -> list[Reason]:
    if code.casefold() in {other.casefold() for other in others}:
        return [reason_of(Mistake("code_in_use", details={"code": code}))]
    return []


def reasons_against_scale(one: AskedScale) -> list[Reason]:
    """Return what is wrong with an answer scale."""
    return reasons_of(list(mistakes_in_scale(one, Place())))


def reasons_against_dropping_scale(code: str, among: AskedQuestionnaire) -> list[Reason]:
    """Return why a scale stays: statements are answered on it."""
    used = [one.code for one in among.statements if one.scale == code]
    if not used:
        return []
    words = _("These statements are answered on this scale: %(codes)s.") % {"codes": ", ".join(used)}
    return [Reason("scale_in_use", words)]


def reasons_against_order(codes: Sequence[str], among: AskedQuestionnaire) -> list[Reason]:
    """Return why statements can't be put in an order: it does not name each of them once."""
    if sorted(codes) == sorted(one.code for one in among.statements):
        return []
    words = _("Name every statement of the version once. Someone may have added or dropped one meanwhile.")
    return [Reason("order_incomplete", words)]


def reasons_against_content(
    asked: AskedQuestionnaire, places: Collection[str], place_of: PlaceOf = by_code, *, whole: bool = False
) -> list[Reason]:
    """Return what is wrong with all that a version asks, each at its place."""
    return reasons_of(list(mistakes_in_content(asked, places, place_of, whole=whole)))
