"""Whether a method may be written, taken up, or told about now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting, reasons_against_day
from vlechtwerk.domains.partnership.rules.surroundings import reasons_without_a_source
from vlechtwerk.domains.programme.models import Activity, Method, MethodOutcome, MethodUse, MethodVersion
from vlechtwerk.domains.programme.models.status import ENDED, Status
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_leading
from vlechtwerk.domains.programme.rules.work import reasons_against_working_in
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something


@dataclass(frozen=True, slots=True)
class MethodText:
    """How a method is written: what it does, when to use it, what it needs, its steps and what failed."""

    does: str
    when_to_use: str = ""
    needs_data: str = ""
    needs_people: str = ""
    needs_legal_basis: str = ""
    needs_means: str = ""
    law_change: str = MethodVersion.LawChange.UNKNOWN
    which_law: str = ""
    steps: str = ""
    what_failed: str = ""


def reasons_against_writing(developed_in: Activity | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not write a method: it is for who leads where it was made, or manages the teams."""
    if developed_in is None:
        return reasons_against_acting(by, at, MANAGERS)
    return reasons_against_leading(developed_in, by=by, at=at)


def reasons_against_text(text: MethodText) -> list[Reason]:
    """Return what a text of a method lacks."""
    reasons = []
    if not text.does.strip():
        reasons.append(Reason("description_missing", _("Say what the method does.")))
    if text.law_change not in MethodVersion.LawChange.values:
        reasons.append(Reason("law_change_unknown", _("Choose whether a law must change first.")))
    if text.law_change == MethodVersion.LawChange.YES and not text.which_law.strip():
        reasons.append(Reason("law_missing", _("Say which law must change, and how.")))
    return reasons


def reasons_against_describing(
    code: str,
    title: str,
    text: MethodText,
    developed_in: Activity | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a method can't be described."""
    reasons = reasons_against_writing(developed_in, by=by, at=at)
    if not code.strip() or not title.strip():
        reasons.append(Reason("title_missing", _("Write the title.")))
    if Method.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("code_in_use", _("This code is in use.")))
    return reasons + reasons_against_text(text) + reasons_against_attaching(by.project_id, evidence)


def reasons_against_rewriting(
    method: Method, text: MethodText, change: str, *, evidence: Sequence[Evidence], by: Person, at: datetime
) -> list[Reason]:
    """Return why a method can't get another version."""
    reasons = reasons_against_writing(method.developed_in, by=by, at=at)
    if not change.strip():
        reasons.append(Reason("reason_missing", _("Say what is other than before, and why.")))
    return reasons + reasons_against_text(text) + reasons_against_attaching(method.project_id, evidence)


def reasons_against_taking_up(
    method: Method,
    activity: Activity,
    reason: str,
    used_from: PreciseDate | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why an activity can't take up a method: it does so once at a time, and not its own."""
    reasons = reasons_against_working_in(activity, by=by, at=at)
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say why you take it up."), _("A method is taken up for a reason")))
    if method.developed_in_id == activity.id:
        reasons.append(Reason("own_method", _("This activity made the method itself; another one can take it up.")))
    if any(not has_stopped(use) for use in method.uses.filter(activity=activity, kind=MethodUse.Kind.TAKEN_UP)):
        reasons.append(Reason("taken_up_already", _("This activity uses the method already.")))
    if not by.loads_cases:
        reasons += reasons_ended(activity, at)
    reasons += reasons_against_day(used_from, at)
    return reasons + reasons_against_attaching(method.project_id, evidence)


def reasons_ended(activity: Activity, at: datetime) -> list[Reason]:
    """Return why an activity begins nothing new: it has ended."""
    known = activity.statuses.filter(occurred_latest__lte=timezone.localdate(at))
    last = known.order_by("-occurred_latest", "-occurred_earliest", "-recorded_at").first()
    if last is None or last.status not in ENDED:
        return []
    words = {"name": activity.name, "status": str(Status(last.status).label).lower()}
    said = _("%(name)s is %(status)s, and takes up nothing new. Choose an activity that is under way.") % words
    return [Reason("activity_has_ended", said, _("A method is taken up by an activity that is under way"))]


def has_stopped(use: MethodUse) -> bool:
    """Tell whether the last thing told of a use is that it stopped."""
    last = use.outcomes.order_by("order", "recorded_at").last()
    return last is not None and last.outcome in (MethodOutcome.Outcome.STOPPED, MethodOutcome.Outcome.DOES_NOT)


def reasons_against_noting_trial(
    method: Method,
    by_whom: str,
    activity: Activity | None,
    used_from: PreciseDate | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why it can't be noted that a method was tried, or is used outside: a source tells so."""
    reasons = reasons_against_writing(method.developed_in, by=by, at=at)
    if activity is None and not by_whom.strip():
        reasons.append(Reason("user_missing", _("Say who uses it.")))
    reasons += reasons_without_a_source(evidence) + reasons_against_day(used_from, at)
    return reasons + reasons_against_attaching(method.project_id, evidence)


def reasons_against_telling_outcome(
    use: MethodUse,
    outcome: str,
    because: str,
    told_on: PreciseDate | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why the outcome of a use can't be told: by its team, with why."""
    if use.activity is not None:
        reasons = reasons_against_working_in(use.activity, by=by, at=at)
    else:
        reasons = reasons_against_writing(use.method.developed_in, by=by, at=at)
    if outcome not in MethodOutcome.Outcome.values:
        reasons.append(Reason("outcome_unknown", _("Choose what came of it.")))
    if not says_something(because):
        reasons.append(Reason("reason_missing", _("Say why.")))
    reasons += reasons_against_day(told_on, at)
    return reasons + reasons_against_attaching(use.project_id, evidence)
