"""Whether hours may be asked, pledged or confirmed now: each question is answered with the reasons against it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision, Organisation, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import reasons_against_acting, running_appointments
from vlechtwerk.domains.programme.models import CapacityKind, CapacityPlace, CapacityProfile
from vlechtwerk.domains.programme.models.capacity import MOST_HOURS, HoursLine
from vlechtwerk.domains.programme.rules import FIRST_DAY, MANAGERS
from vlechtwerk.engines.statistics.capacity import is_quarter, month_after
from vlechtwerk.foundation.refusal import Reason

# Who speaks for an organisation about its people's hours. The database holds the same (capacity.sql).
GIVERS = frozenset({Function.LIAISON, Function.TEAM_MANAGER, Function.STEERING_MEMBER})
MOST_MONTHS = 36


def reasons_against_asking_capacity(*, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't ask for hours: a team manager and the director do."""
    return reasons_against_acting(by, at, MANAGERS, _("Asking for capacity"))


def organisations_given_for(by: Person, at: datetime) -> list[Organisation]:
    """Return the organisations for which someone pledges and confirms hours."""
    if by.loads_cases:
        return list(Organisation.objects.all())
    held = running_appointments(by, at).filter(function__in=GIVERS).values("organisation")
    return list(Organisation.objects.filter(id__in=held))


def reasons_against_giving(organisation: Organisation | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't pledge or confirm hours of an organisation, or of any when none is named."""
    reasons = reasons_against_acting(by, at)
    if reasons or by.loads_cases:
        return reasons
    held = running_appointments(by, at).filter(function__in=GIVERS)
    if (held if organisation is None else held.filter(organisation=organisation)).exists():
        return []
    rule = _("An organisation speaks for its own hours")
    if organisation is None:
        words = _("A liaison, a team manager or a member of the steering group pledges and confirms hours.")
        return [Reason("no_giver", words, rule)]
    words = _("Hours of %(name)s are for its own liaison, team manager or member of the steering group.")
    return [Reason("not_your_organisation", words % {"name": organisation.name}, rule)]


def reasons_against_writing(kind: str, organisation: Organisation | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't write lines of a kind about an organisation."""
    if kind == CapacityKind.ASKED:
        return reasons_against_asking_capacity(by=by, at=at)
    return reasons_against_giving(organisation, by=by, at=at)


def reasons_against_hours(hours: Iterable[Decimal]) -> list[Reason]:
    """Return why hours can't be kept: they are whole quarters, not less than none and not beyond all measure."""
    found = list(hours)
    reasons = []
    if not all(is_quarter(item) for item in found):
        reasons.append(Reason("hours_not_in_quarters", _("Write hours from 0 up, to the quarter: 120, 37.5 or 7.25.")))
    if any(item > MOST_HOURS for item in found):
        reasons.append(Reason("too_many_hours", _("That is more than a hundred thousand hours in a month.")))
    return reasons


def reasons_against_months(months: Sequence[date]) -> list[Reason]:
    """Return why hours can't be written for these months."""
    if not months:
        return [Reason("ends_before_start", _("The end lies before the start."))]
    reasons = reasons_against_each_month(months)
    if len(months) > MOST_MONTHS:
        words = {"most": MOST_MONTHS}
        reasons.append(Reason("too_many_months", _("Plan at most %(most)s months at once.") % words))
    return reasons


def reasons_against_each_month(months: Sequence[date]) -> list[Reason]:
    """Return why a line can't be of one of these months."""
    reasons = []
    if any(month.day != 1 for month in months):
        reasons.append(Reason("not_a_month", _("A month is named by its first day.")))
    if months and (min(months) < FIRST_DAY or max(months) > month_after(FIRST_DAY, 100 * 12)):
        reasons.append(Reason("month_out_of_reach", _("Look at the months once more: no partnership plans then.")))
    return reasons


def reasons_against_confirming_months(months: Iterable[date], at: datetime) -> list[Reason]:
    """Return why delivered hours can't be of these months: what was delivered is known when a month is over."""
    if all(month_after(month, 1) <= timezone.localdate(at) for month in months):
        return []
    return [
        Reason(
            "month_not_over",
            _("This month is not over yet. Confirm its hours from the first day of the next month."),
            _("Delivered hours are of months that are over"),
        )
    ]


def reasons_against_resting_on(decision: Decision | None) -> list[Reason]:
    """Return why a pledge can't rest on a decision: it must have been taken, and not with a no."""
    if decision is None or (decision.state == Decision.State.TAKEN and decision.result != Decision.Result.NO):
        return []
    return [Reason("decision_not_taken", _("A pledge rests on a decision that was taken."), _("Pledging capacity"))]


def reasons_against_adding_finding(text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why it can't be registered what a source tells about capacity."""
    reasons = reasons_against_acting(by, at, MANAGERS, _("Registering what a source tells about capacity"))
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write what the source tells.")))
    return reasons


def reasons_against_adding_profile(code: str, name: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a profile can't be added to the list of the project."""
    reasons = reasons_against_acting(by, at, MANAGERS, _("Keeping the list of profiles"))
    if not name.strip() or not code.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    # Who types a code in a file means one profile, with capitals or without.
    if CapacityProfile.objects.filter(project_id=by.project_id, code__iexact=code.strip()).exists():
        reasons.append(Reason("profile_exists", _("There is a profile with this code already.")))
    return reasons


def reasons_against_importing(lines: Sequence[HoursLine], *, by: Person, at: datetime) -> list[Reason]:
    """Return why the lines of a file can't be added by this person."""
    if any(line.kind not in CapacityKind.values for line in lines):
        return [Reason("kind_unknown", _("Hours are asked, pledged or delivered."))]
    asked = {(line.kind, line.key.organisation.id): line.key.organisation for line in lines}
    found = [
        reason
        for (kind, _identifier), organisation in asked.items()
        for reason in reasons_against_writing(kind, organisation, by=by, at=at)
    ]
    if not lines:
        found.append(Reason("no_hours", _("Write the hours of at least one line.")))
    if any(line.key.place not in CapacityPlace.values for line in lines):
        found.append(Reason("place_unknown", _("Hours are made inside the partnership or at home.")))
    found += reasons_against_hours(line.hours for line in lines)
    found += reasons_against_each_month([line.month for line in lines])
    delivered = [line.month for line in lines if line.kind == CapacityKind.DELIVERED]
    found += reasons_against_confirming_months(delivered, at)
    return list(dict.fromkeys(found))
