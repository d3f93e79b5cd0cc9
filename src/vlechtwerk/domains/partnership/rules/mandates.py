"""Whether a decision lies within a mandate: yes, no, or not to be told, each with its reasons."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Body, Decision, DecisionSubject, Level, Mandate, Person, Seat
from vlechtwerk.domains.partnership.models.decisions import COUNTED
from vlechtwerk.domains.partnership.rules import DECIDING_LEVELS, DECIDING_ROLES
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason


class Within(StrEnum):
    """Whether something lies within a mandate; the later one in this list wins where mandates differ."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"


ORDER = list(Within)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about, and how much of it; an empty kind was not named."""

    kind: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class MandateAnswer:
    """The answer, the mandate that carries it or comes nearest, and why it is not a plain yes."""

    answer: Within
    mandate: Mandate | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All mandates, and the seats of who holds one in person: read once, asked for many decisions."""

    of_bodies: Mapping[UUID | None, Sequence[Mandate]]
    # Held by a person; and by its identifier, each of all.
    in_person: Sequence[Mandate]
    by_id: Mapping[UUID, Mandate]
    seats: Sequence[Seat]

    def about(
        self, subject: Subject, on: PreciseDate, *, body: Body | None = None, person: Person | None = None
    ) -> MandateAnswer:
        """Tell whether a body, or one person in it, may decide about a subject on a date."""
        held = [*(self.of_bodies.get(body.id, ()) if body else ())]
        held += [item for item in self.in_person if self._holds(item, on, body, person)]
        best = max((_weigh(item, subject, on) for item in held), key=lambda item: _rank(item, subject), default=None)
        if best is None:
            holder = body.name if body else person.name if person else ""
            best = _no("no_mandate", _("Of %(holder)s no mandate is known.") % {"holder": holder})
        elif best.answer is Within.NO and subject.kind and not _names(best.mandate, subject):
            words = {"holder": body.name if body else person.name if person else "", "kind": _kind(subject.kind)}
            named = subject.kind != DecisionSubject.OTHER
            text = (
                _("No mandate of %(holder)s is about this: %(kind)s.")
                if named
                else _("No mandate of %(holder)s is about this.")
            )
            best = _no("no_mandate_about", text % words)
        return self._or_others(best, subject, on, held)

    def of(self, decision: Decision, day: date) -> MandateAnswer:
        """Tell of a decision whether it was, or would on a day be, within the mandate."""
        subject, body = Subject(decision.subject_kind, decision.size), decision.body
        on = decision.decided_on or PreciseDate.of_day(day)
        if body is None:
            unknown = Reason("decider_unknown", _("It is not known who decides this."))
            return MandateAnswer(Within.UNKNOWN, None, (unknown,))
        used = self.by_id.get(decision.mandate_id) if decision.mandate_id else None
        if used is None:
            return self.about(subject, on, body=body)
        if not reaches(used, body):
            words = {"body": body.name, "subject": used.subject}
            other = Reason("other_body", _("“%(subject)s” is no mandate of %(body)s.") % words)
            return MandateAnswer(Within.NO, used, (other,))
        return _weigh(used, subject, on)

    def bodies_that_may(self, subject: Subject, on: PreciseDate) -> list[Body]:
        """Return the bodies of which it is sure that they may decide about a subject on a date."""
        found: dict[UUID, Body] = {}
        for item in self.by_id.values():
            about = item.body is not None and subject.kind in item.subject_kinds
            if about and item.body is not None and _weigh(item, subject, on).answer is Within.YES:
                found[item.body.id] = item.body
        return sorted(found.values(), key=lambda body: body.name)

    def _holds(self, item: Mandate, on: PreciseDate, body: Body | None, person: Person | None) -> bool:
        if body is not None and not reaches(item, body):
            return False
        if person is not None:
            return item.person_id == person.id
        return any(
            seat.person_id == item.person_id and body is not None and seat.body_id == body.id and _sits(seat, on)
            for seat in self.seats
        )

    def _or_others(
        self, answer: MandateAnswer, subject: Subject, on: PreciseDate, held: Sequence[Mandate]
    ) -> MandateAnswer:
        """Add to a “no” who may decide it."""
        mine = {item.body_id for item in held}
        may = [body.name for body in self.bodies_that_may(subject, on) if body.id not in mine] if subject.kind else []
        if answer.answer is not Within.NO or not may:
            return answer
        other = Reason("other_body", _("This is for: %(names)s.") % {"names": ", ".join(may)})
        return MandateAnswer(answer.answer, answer.mandate, (*answer.reasons, other))


def read_register() -> Register:
    """Read the mandates, and the seats of who holds one in person."""
    mandates = list(Mandate.objects.select_related("body", "person", "granted_by__body"))
    seats = Seat.objects.filter(person__mandates__isnull=False, role__in=DECIDING_ROLES).distinct()
    of_bodies: dict[UUID | None, list[Mandate]] = defaultdict(list)
    for item in mandates:
        of_bodies[item.body_id].append(item)
    return Register(of_bodies, of_bodies.pop(None, []), {item.id: item for item in mandates}, list(seats))


def answer_about(
    kind: str, *, on: date, body: Body | None = None, person: Person | None = None, size: int | None = None
) -> MandateAnswer:
    """Tell whether a body or a person may decide about a kind of subject on a day: yes, no or not to be told."""
    return read_register().about(Subject(kind, size), PreciseDate.of_day(on), body=body, person=person)


def _sits(seat: Seat, on: PreciseDate) -> bool:
    return seat.seated_from <= on.earliest and (seat.seated_until is None or seat.seated_until > on.latest)


def runs(mandate: Mandate, begun_by: date, not_ended_by: date) -> bool:
    """Tell whether a mandate has begun by one day and not ended by another."""
    begun = mandate.mandated_from is None or mandate.mandated_from <= begun_by
    return begun and (mandate.mandated_until is None or mandate.mandated_until > not_ended_by)


def reaches(mandate: Mandate, body: Body | None) -> bool:
    """Tell whether a mandate carries decisions of a body: its own, or of its giver and bodies below when in person."""
    given_by = mandate.granted_by.body if mandate.granted_by else None
    if mandate.person_id is None:
        return body is not None and mandate.body_id == body.id
    if given_by is None or body is None:
        return True
    return given_by.id == body.id or stands_above(given_by, body)


def stands_above(granter: Body, holder: Body) -> bool:
    """Tell whether a body may give another a mandate, as far as their levels are known; the highest stand beside it."""
    if granter.level == Level.STRATEGIC:
        return True
    if granter.id == holder.id or granter.level == Level.ADVISORY:
        return False
    known = [DECIDING_LEVELS.index(body.level) for body in (granter, holder) if body.level in DECIDING_LEVELS]
    return len(known) < 2 or known[0] < known[1]


def reasons_against_using(mandate: Mandate, subject: Subject) -> list[Reason]:
    """Return why a mandate surely does not carry a subject, whatever the day: it is about something else, or less."""
    parts = (_about(mandate, subject), _limit(mandate, subject))
    return [reason for answer, reason in parts if answer is Within.NO and reason is not None]


def mandate_that_fits(held: Sequence[Mandate], subject: Subject) -> Mandate | None:
    """Return the mandate that carries a subject when there is one only: of those that name it, or that may carry it."""
    usable = [item for item in held if not reasons_against_using(item, subject)]
    naming = [item for item in usable if subject.kind and subject.kind in item.subject_kinds]
    fitting = naming or usable
    return fitting[0] if len(fitting) == 1 else None


def _weigh(mandate: Mandate, subject: Subject, on: PreciseDate) -> MandateAnswer:
    parts = [_about(mandate, subject), _period(mandate, on), _limit(mandate, subject)]
    answer = min((answer for answer, _reason in parts), key=ORDER.index)
    # What is surely wrong is told first; what can't be told only when nothing is.
    reasons = tuple(reason for part, reason in parts if part is answer and reason is not None)
    return MandateAnswer(answer, mandate, reasons)


def _rank(item: MandateAnswer, subject: Subject) -> tuple[int, bool, int]:
    """Put what allows most last; of those that refuse, what is about the subject and refuses for fewer reasons."""
    return ORDER.index(item.answer), _names(item.mandate, subject), -len(item.reasons)


def _names(mandate: Mandate | None, subject: Subject) -> bool:
    return mandate is not None and subject.kind in mandate.subject_kinds


def _no(code: str, text: str) -> MandateAnswer:
    return MandateAnswer(Within.NO, None, (Reason(code, text, _("A decision names the mandate it uses")),))


def _kind(kind: str) -> str:
    return str(DecisionSubject(kind).label).lower()


# An answer, and why it is not a plain yes.
Part = tuple[Within, Reason | None]
PLAINLY: Part = (Within.YES, None)


def _about(mandate: Mandate, subject: Subject) -> Part:
    if subject.kind and subject.kind in mandate.subject_kinds:
        return PLAINLY
    words = {"subject": mandate.subject}
    if not subject.kind:
        unsaid = _("What it is about is not named, so no mandate can be held against it.")
        return Within.UNKNOWN, Reason("subject_not_named", unsaid)
    if not mandate.subject_kinds:
        in_words = _("The mandate “%(subject)s” says in words only what may be decided.") % words
        return Within.UNKNOWN, Reason("subject_in_words", in_words)
    other = _("The mandate “%(subject)s” is about something else.") % words
    rule = _("A decision names the mandate it uses")
    return Within.NO, Reason("mandate_about_something_else", other, rule)


def _period(mandate: Mandate, on: PreciseDate) -> Part:
    if runs(mandate, on.earliest, on.latest):
        return PLAINLY
    rule = _("A mandate runs on the day of the decision")
    words = {"subject": mandate.subject, "from": _day(mandate.mandated_from), "until": _day(mandate.mandated_until)}
    if runs(mandate, on.latest, on.earliest):
        vague = _("The mandate “%(subject)s” did not run on every day that the date can mean.") % words
        return Within.UNKNOWN, Reason("day_too_vague", vague, rule)
    if mandate.mandated_from is not None and mandate.mandated_from > on.latest:
        not_begun = _("The mandate “%(subject)s” began on %(from)s only.") % words
        return Within.NO, Reason("mandate_not_begun", not_begun, rule)
    return Within.NO, Reason("mandate_ended", _("The mandate “%(subject)s” ended on %(until)s.") % words, rule)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _limit(mandate: Mandate, subject: Subject) -> Part:
    rule = _("A mandate has limits")
    if not subject.kind or (mandate.limit is None and not mandate.limits):
        return PLAINLY
    if mandate.limit is None:
        in_words = _("Its limit stands in words: “%(limits)s”. Its members judge it.") % {"limits": mandate.limits}
        return Within.UNKNOWN, Reason("limit_in_words", in_words, rule)
    if subject.size is not None and subject.size <= mandate.limit:
        return PLAINLY
    kind = mandate.subject_kinds[0]
    words = {"limit": say_size(kind, mandate.limit)}
    if subject.size is None:
        unsaid = _("How much it is about is not named; the limit is %(limit)s.") % words
        return Within.UNKNOWN, Reason("size_not_named", unsaid, rule)
    above = _("%(size)s is above the limit of %(limit)s.") % (words | {"size": say_size(kind, subject.size)})
    return Within.NO, Reason("above_the_limit", above, rule)


def say_size(kind: str, size: int) -> str:
    """Return how much, in the unit of its kind."""
    words = {"size": size}
    if kind == DecisionSubject.PLANNING:
        return ngettext("%(size)s day", "%(size)s days", size) % words
    if kind == DecisionSubject.CAPACITY:
        return ngettext("%(size)s hour a week", "%(size)s hours a week", size) % words
    return ngettext("%(size)s euro", "%(size)s euros", size) % words


def is_counted(kind: str) -> bool:
    """Tell whether decisions of a kind have a size."""
    return kind in COUNTED
