"""Whether something may be coded so: what the engine refuses, in words."""

import re
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    Code,
    Coder,
    CodingStep,
    Evaluation,
    Passage,
    SettledPlace,
    Settling,
    Transcript,
)
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import Within, reasons_against_quoting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding.selections import Why
from vlechtwerk.engines.statistics.agreement import Agreement, Note
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, longest
from vlechtwerk.foundation.refusal import Reason

LONGEST_NAME = longest(Code, "name")
LONGEST_REASON = longest(SettledPlace, "reason")
# The act of a step that undoes another.
UNDO = "undo_coding"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# Our own rule: a code that a coder gave on fewer sentences is rare, however few sentences there are.
FEWEST_SENTENCES = 5


def why_not(why: Why) -> Reason:
    """Return in words why an act on codes or codings is not possible."""
    words = {
        Why.UNKNOWN_CODE: _("This code is not in the code book any more."),
        Why.UNKNOWN_CODING: _("This coding is not there any more."),
        Why.UNKNOWN_TEXT: _("This text is not there."),
        Why.OUTSIDE_THE_TEXT: _("This stretch lies outside the text."),
        Why.ALREADY_CODED: _("You gave this stretch this code already."),
        Why.NOTHING_CODED_THERE: _("Nothing of yours has this code there."),
        Why.NOT_ALIKE: _("Only codings of one code in one text, by one coder, become one."),
        Why.NOT_ADJACENT: _("Only codings that touch or overlap become one."),
        Why.NAME_IS_EMPTY: _("Give the code a name."),
        Why.CODE_UNDER_ITSELF: _("A code can't stand under itself."),
        Why.CODE_IN_USE: _("Something still stands under this code, or is coded with it."),
        Why.CHANGED_SINCE: _("Meanwhile this was changed by another act, so it can't be undone."),
    }
    return Reason(why.value, words[why])


def reasons_against_coding(transcript: Transcript, start: int, end: int, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a stretch of a text can't be coded: nothing of it was removed since consent was withdrawn."""
    reasons = reasons_against_evaluating(transcript.evaluation, by=by, at=at)
    return reasons + reasons_against_removed(transcript, start, end)


def reasons_against_removed(transcript: Transcript, start: int, end: int) -> list[Reason]:
    """Return why there are no words at a stretch any more."""
    if transcript.removed_on is None:
        return []
    removed = Passage.objects.filter(transcript=transcript, is_removed=True, start__lt=end, end__gt=start)
    if not removed.exists():
        return []
    words = _("Consent for this part of the text was withdrawn; its words are no longer here.")
    return [Reason("consent_withdrawn", words, _("Withdrawn consent removes the words"))]


def words_not_there() -> Reason:
    """Return why a stretch can't be chosen by its first and last words."""
    return Reason("words_not_there", _("These words do not stand in the chosen sentences."))


# As many codes as a refusal names.
MOST_NAMED = 6


def no_such_code(name: str, several: Collection[str] = ()) -> Reason:
    """Return why a code can't be taken by its name: none is called so, or `several` are, by their place in the book."""
    if several:
        shown = "; ".join(list(several)[:MOST_NAMED]) + ("; …" if len(several) > MOST_NAMED else "")
        words = _("Several codes are called “%(name)s” or begin so: %(codes)s. Write more of the one you mean.")
        return Reason("no_such_code", words % {"name": name.strip(), "codes": shown})
    words = _("No code of the book is called “%(name)s” or begins so. Choose one, or make it new.")
    return Reason("no_such_code", words % {"name": name.strip()})


def nothing_to_compare() -> Reason:
    """Return why no agreement between coders can be computed."""
    return Reason("nothing_to_compare", _("Choose two coders at least, and texts that both of them coded."))


def reasons_against_name(evaluation: Evaluation, name: str) -> list[Reason]:
    """Return why a code can't be named so; that it is empty the engine says."""
    if len(name.strip()) <= LONGEST_NAME:
        return reasons_against_quoting(
            evaluation, [name], _("Name and describe a code in your own words; its fragments show what was said.")
        )
    words = _("The name of a code has at most %(most)s characters. Its description can be longer.")
    return [Reason("name_too_long", words % {"most": LONGEST_NAME})]


def reasons_against_code_details(evaluation: Evaluation, description: str, colour: str) -> list[Reason]:
    """Return why a code can't be described or coloured so."""
    reasons = []
    if len(description) > LONGEST_TEXT:
        words = _("A description has at most %(most)s characters.")
        reasons.append(Reason("description_too_long", words % {"most": LONGEST_TEXT}))
    if colour.strip() and not COLOUR.fullmatch(colour.strip()):
        reasons.append(Reason("colour_unclear", _("A colour is # with six digits or letters, as in #12405f.")))
    return reasons + reasons_against_quoting(
        evaluation, [description], _("Name and describe a code in your own words; its fragments show what was said.")
    )


def reasons_against_undoing(step: CodingStep | None) -> list[Reason]:
    """Return why there is nothing to undo."""
    return [] if step is not None else [Reason("nothing_to_undo", _("There is nothing of yours to undo."))]


def reasons_against_settling(
    transcript: Transcript, coders: Collection[Coder], decided_by: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a session to settle differences can't begin so."""
    reasons = reasons_against_evaluating(transcript.evaluation, by=by, at=at)
    if len({coder.id for coder in coders}) < 2:
        reasons.append(Reason("too_few_coders", _("Choose two coders at least.")))
    if any(coder.evaluation_id != transcript.evaluation_id for coder in coders):
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    if any(coder.kind == Coder.Kind.SETTLED for coder in coders):
        reasons.append(Reason("settled_already", _("What was settled is not one of those that differ.")))
    if not decided_by.strip():
        reasons.append(Reason("nobody_decides", _("Say who decides, and how.")))
    return reasons


def reasons_against_settling_place(
    settling: Settling,
    place: tuple[int, int],
    differing: Collection[tuple[int, int]],
    unknown: int,
    reason: str = "",
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a place (start, end) can't be settled so.

    `differing` are the places on which the coders of the session differ; `unknown` is how many of the codes that are
    settled are not in the code book.
    """
    start, end = place
    reasons = reasons_against_coding(settling.transcript, start, end, by=by, at=at)
    if not 0 <= start < end <= settling.transcript.length:
        reasons.append(why_not(Why.OUTSIDE_THE_TEXT))
    elif place not in differing:
        reasons.append(Reason("no_difference", _("They do not differ there any more.")))
    if unknown:
        reasons.append(why_not(Why.UNKNOWN_CODE))
    if len(reason.strip()) > LONGEST_REASON:
        words = _("Why it is settled so has at most %(most)s characters.")
        reasons.append(Reason("reason_too_long", words % {"most": LONGEST_REASON}))
    return reasons


def reasons_against_memo(
    evaluation: Evaluation, is_there: bool, text: str, within: Within | None = None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a memo can't be written about something; words of the coding that it is about (`within`) may be."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if not is_there:
        reasons.append(Reason("nothing_there", _("What this memo is about is not there.")))
    if len(text) > LONGEST_TEXT:
        words = _("A memo has at most %(most)s characters.")
        reasons.append(Reason("memo_too_long", words % {"most": LONGEST_TEXT}))
    instead = _("Write them in a memo about a coding of these words: that goes with them.")
    return reasons + reasons_against_quoting(evaluation, [text], instead, within)


def notes_beside(one: Agreement) -> tuple[Note, ...]:
    """Return what a reader has to know beside agreement by sentence: also that a coder gave a code only a few times."""
    known = one.notes
    is_settled = {Note.NO_UNITS, Note.NEVER_USED, Note.ALWAYS_USED, Note.RARE} & set(known)
    few = any(one.table.marked_by(coder) < FEWEST_SENTENCES for coder in one.table.coders)
    return (*known, Note.RARE) if few and not is_settled else known
