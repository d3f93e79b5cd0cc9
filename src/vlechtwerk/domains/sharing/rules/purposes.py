"""Whether a purpose may be laid down, stated and assessed, and whether it takes new data."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.rules.people import reasons_against_keeping_purposes, reasons_against_supervising
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.foundation.refusal import Reason

DAYS_TO_STATE = 7


def reasons_against_opening_purpose(code: str, name: str, kind: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a purpose can't be opened."""
    reasons = reasons_against_keeping_purposes(by, at, _("Laying down purposes (Wpg article 13)"))
    if not name.strip() or not code.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    if kind not in Purpose.Kind.values:
        reasons.append(Reason("kind_missing", _("Say what the purpose serves.")))
    if Purpose.objects.filter(project_id=by.project_id, code=code).exists():
        reasons.append(Reason("code_taken", _("There is a purpose with this name already.")))
    return reasons


def reasons_against_stating_purpose(
    purpose: Purpose, aim: str, persons: str, data: str, ends_on: date | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why the statement of a purpose can't be laid down: it has exactly the fields of Wpg art. 13(4)."""
    reasons = reasons_against_keeping_purposes(by, at, _("Laying down purposes (Wpg article 13)"))
    rule = _("Wpg article 13(4)")
    fields = ((aim, _("what the data are needed for")), (persons, _("about which kinds of persons")))
    reasons += [
        Reason("statement_incomplete", _("Write down %(field)s.") % {"field": field}, rule)
        for value, field in (*fields, (data, _("which kinds of data")))
        if not value.strip()
    ]
    if ends_on is None:
        reasons.append(Reason("end_missing", _("Say when the purpose ends."), rule))
    elif ends_on <= max(purpose.opened_on, timezone.localdate(at)):
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    return reasons


def reasons_against_recording_dpia(
    reference: str, dpia_on: date, categories: Collection[str], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an impact assessment can't be recorded: it says too little, or was not made yet."""
    reasons = [] if by.loads_cases else reasons_against_supervising(by, at)
    rule = _("Wpg article 4c")
    if not reference.strip() or not categories:
        reasons.append(Reason("dpia_incomplete", _("Name the assessment and what it covers."), rule))
    if dpia_on > timezone.localdate(at):
        reasons.append(Reason("dpia_in_future", _("The day of the assessment has yet to come."), rule))
    return reasons


def reasons_against_new_data(purpose: Purpose, category: str, *, at: datetime) -> list[Reason]:
    """Return why a purpose takes no new data: it ended, or it was not stated within a week (Wpg art. 9(2))."""
    day = timezone.localdate(at)
    if purpose.ends_on is not None and purpose.ends_on <= day:
        return [Reason("purpose_ended", _("This purpose has ended."), _("Wpg article 3"))]
    if purpose.stated_on is None and (day - purpose.opened_on).days > DAYS_TO_STATE and category != Category.KNOWLEDGE:
        return [
            Reason(
                "purpose_not_stated",
                _("The purpose was not laid down in writing within seven days; no new data until it is."),
                _("Wpg article 9(2)"),
            )
        ]
    return []


def reasons_against_making_folder(name: str) -> list[Reason]:
    """Return why a folder can't be made: it has no name."""
    return [] if name.strip() else [Reason("name_missing", _("Write the name."))]
