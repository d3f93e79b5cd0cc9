"""How a month of ticks is resolved as evidence: where staff say that their time went, once the month is over."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.evidence import DAY_MONTH
from vlechtwerk.domains.evaluation.queries.ticks import MonthAsRead, months_over
from vlechtwerk.domains.evaluation.queries.ticks_in_words import say_group, say_month, say_people, say_shares, say_time
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind


def register() -> None:
    """Register the kind of evidence."""
    register_kind(DAY_MONTH, resolve_day_months)


def identifier_of(month: MonthAsRead, code: str) -> str:
    """Return by what a month, or a department in it, is named as evidence."""
    return f"{month.code},{code}" if code else month.code


def resolve_day_months(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve months, and departments in a month, of which something is shown; all of them are what staff say."""
    found = shown_in_months(months_over(project_id))
    return {one: _resolved(one, *found[one]) for one in identifiers if one in found}


def shown_in_months(months: Sequence[MonthAsRead]) -> dict[str, tuple[MonthAsRead, str]]:
    """Return what can be evidence by its identifier: a month and the code of a department, or none for everyone."""
    return {
        identifier_of(month, code): (month, code)
        for month in months
        for code in ("", *month.figures.departments)
        if month.figures.group(code) is not None
    }


def _resolved(identifier: str, month: MonthAsRead, code: str) -> ResolvedEvidence:
    time = month.figures.group(code)
    assert time is not None  # it is among what is shown
    return ResolvedEvidence(
        short_title=f"{say_month(month)}, {say_group(month, code)}",
        title=say_time(month, code),
        version=month.code,
        checksum=checksum_of(identifier, month.checksum),
        code=identifier,
        figure=say_people(time),
        ground=Ground.SELF_REPORT,
        base=Base.OWN,
        telling=Telling(time=say_shares(time)),
    )
