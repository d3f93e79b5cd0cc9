"""Whether the model of the added value may be changed, and whether a page of it may be published."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import unescape

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Level, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    DECIDING_ROLES,
    functions_of,
    reasons_against_acting,
    reasons_against_day,
    running_appointments,
    running_seats,
)
from vlechtwerk.domains.partnership.rules.surroundings import reasons_without_a_source
from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValuePublication
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.foundation.evidence.address import Evidence, Ground
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import as_seen, says_something, words_of

# Words that only a measurement carries.
CLAIMS = re.compile(
    r"\b(bewezen|aangetoond|bewijst|toont aan|gemeten effect|effectief gebleken|proven|proves|measured effect)\b",
    re.IGNORECASE,
)
State = ValuePublication.State


def reasons_against_keeping_model(by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not change the model of the added value."""
    return reasons_against_acting(by, at, MANAGERS, _("Keeping the model of the added value"))


def reasons_against_adding_element(code: str, name: str, explanation: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why an element can't be added."""
    reasons = reasons_against_keeping_model(by, at) + _reasons_against_wording(name, explanation)
    if not code.strip():
        reasons.append(Reason("code_missing", _("Give it a code.")))
    if ValueElement.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("code_in_use", _("This code is in use.")))
    return reasons


def _reasons_against_wording(name: str, explanation: str) -> list[Reason]:
    if name.strip() and explanation.strip():
        return []
    return [Reason("wording_missing", _("Write how it is called, and what it means."))]


def reasons_against_rewording(
    element: ValueElement, name: str, explanation: str, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an element can't get another wording: it stands, and there is a reason."""
    reasons = reasons_against_keeping_model(by, at) + _reasons_against_wording(name, explanation)
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say why it gets another wording.")))
    return reasons + _reasons_against_retired(element)


def _reasons_against_retired(element: ValueElement) -> list[Reason]:
    return [Reason("retired", _("This element is no part of the model any more."))] if element.retired_on else []


def reasons_against_retiring(
    element: ValueElement, until: date, because: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an element can't leave the model."""
    reasons = reasons_against_keeping_model(by, at) + _reasons_against_retired(element)
    if not says_something(because):
        reasons.append(Reason("reason_missing", _("Say why it leaves the model.")))
    return reasons + reasons_against_day(until, at)


def reasons_against_saying(
    element: ValueElement, kind: str, text: str, *, evidence: Sequence[Evidence], by: Person, at: datetime
) -> list[Reason]:
    """Return why something can't be said of an element: what supports or contradicts it rests on a source."""
    reasons = reasons_against_keeping_model(by, at) + _reasons_against_retired(element)
    if kind not in ValuePoint.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what it is: support, hope, objection or condition.")))
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write what is said.")))
    if kind in (ValuePoint.Kind.SUPPORTS, ValuePoint.Kind.AGAINST):
        reasons += reasons_without_a_source(evidence)
    claimed = CLAIMS.search(text)
    if claimed and not any(item.ground == Ground.MEASURED_EFFECT for item in evidence):
        reasons.append(
            Reason(
                "claims_more_than_its_ground",
                _("“%(words)s” says that it was measured. Say what it is: an opinion, a hope, a count.")
                % {"words": claimed[0]},
                _("No claim without evidence"),
            )
        )
    return reasons + reasons_against_attaching(element.project_id, evidence)


def reasons_against_dropping(point: ValuePoint, because: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why something that is said of an element can't be dropped."""
    reasons = reasons_against_keeping_model(by, at)
    if not says_something(because):
        reasons.append(Reason("reason_missing", _("Say why it is dropped.")))
    if point.dropped_at is not None:
        reasons.append(Reason("dropped_already", _("This was dropped already.")))
    return reasons


def reasons_against_drafting(title: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a page can't be drafted: it has a title, and one draft is worked on at a time."""
    reasons = reasons_against_keeping_model(by, at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Write the title.")))
    open_yet = ValuePublication.objects.filter(project_id=by.project_id, state__in=(State.DRAFT, State.PUT_UP))
    if open_yet.exists():
        reasons.append(Reason("draft_exists", _("There is a draft already, or one that waits for approval.")))
    return reasons


def reasons_against_revising(publication: ValuePublication, title: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a draft can't be written in."""
    reasons = reasons_against_keeping_model(by, at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Write the title.")))
    return reasons + _reasons_against_state(publication, State.DRAFT)


def _reasons_against_state(publication: ValuePublication, wanted: str) -> list[Reason]:
    if publication.state == wanted:
        return []
    words = {"state": str(State(publication.state).label).lower()}
    return [Reason("not_in_this_state", _("This page is now: %(state)s.") % words, _("Draft, put up, published"))]


def reasons_against_putting_up(publication: ValuePublication, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a page can't be put up: it is a draft, says something, and names nobody."""
    reasons = reasons_against_keeping_model(by, at) + _reasons_against_state(publication, State.DRAFT)
    if not ValueElement.objects.filter(project_id=publication.project_id, retired_on__isnull=True).exists():
        reasons.append(Reason("no_elements", _("There is no element to publish yet.")))
    named = _names_in(publication, text)
    if named:
        reasons.append(
            Reason(
                "names_a_person",
                _("The page names %(names)s. Everyone reads it: leave out the names of people.")
                % {"names": ", ".join(named)},
                _("Nothing personal is published"),
            )
        )
    return reasons


def _names_in(publication: ValuePublication, text: str) -> list[str]:
    people = Person.objects.filter(project_id=publication.project_id, loads_cases=False).values_list("name", flat=True)
    shown = unescape(re.sub(r"<[^>]*>", " ", text))
    # A sign that nobody sees parts words, or stands in the middle of one.
    said = _in_words(shown) + _in_words(as_seen(shown))
    return [name for name in people if any(form in said for form in _forms_of(name))]


def _forms_of(name: str) -> list[str]:
    """Return the ways in which a name stands in a text: also as whose something is, “Karins”."""
    words = _in_words(as_seen(name))
    return [words, f"{words[:-1]}s "] if words.strip() else []


def _in_words(text: str) -> str:
    """Return the words of a text, each between spaces, in whatever way they are written."""
    return f" {' '.join(words_of(text))} "


def approves_as(by: Person, at: datetime) -> str:
    """Return in which function or body someone may approve; the empty text for who may not."""
    if Function.DIRECTOR in functions_of(by, at):
        director = running_appointments(by, at).filter(function=Function.DIRECTOR).first()
        return (director.title if director else "") or str(Function.DIRECTOR.label)
    seats = running_seats(by, at).filter(body__level=Level.STRATEGIC, role__in=DECIDING_ROLES).select_related("body")
    seat = seats.first()
    return seat.body.name if seat else ""


def reasons_against_being_approver(by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not approve what is published."""
    reasons = reasons_against_acting(by, at)
    if not reasons and not approves_as(by, at):
        reasons.append(
            Reason(
                "not_yours_to_approve",
                _("The director, or a member of a strategic body, approves what is published."),
                _("Publishing the added value"),
            )
        )
    return reasons


def reasons_against_approving(
    publication: ValuePublication, checksum: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a page can't be published: who approves saw this very text, and did not put it up."""
    reasons = reasons_against_being_approver(by, at) + _reasons_against_state(publication, State.PUT_UP)
    if publication.put_up_by_id == by.id:
        reasons.append(Reason("not_your_own", _("Someone else approves what you put up."), _("Four eyes")))
    if checksum != publication.checksum:
        reasons.append(
            Reason("other_text", _("Meanwhile another text was put up. Read it first."), _("Approve what you read"))
        )
    return reasons


def reasons_against_returning(publication: ValuePublication, because: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a page can't be returned to its writers."""
    reasons = reasons_against_being_approver(by, at) + _reasons_against_state(publication, State.PUT_UP)
    if not says_something(because):
        reasons.append(Reason("reason_missing", _("Say what has to be mended.")))
    return reasons


def reasons_against_withdrawing(
    publication: ValuePublication, because: str | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a page can't be withdrawn.

    Without a reason to look at, it is asked before one is written.
    """
    reasons = reasons_against_acting(by, at)
    if not reasons and not (functions_of(by, at) & MANAGERS or approves_as(by, at)):
        reasons = reasons_against_keeping_model(by, at)
    reasons += _reasons_against_state(publication, State.APPROVED)
    if because is not None and not says_something(because):
        reasons.append(Reason("reason_missing", _("Say why it is withdrawn.")))
    return reasons
