"""Words for where the day goes: how many people, about which share, and a month in one sentence."""

from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import TimeKind
from vlechtwerk.domains.evaluation.queries.ticks import MonthAsRead
from vlechtwerk.domains.evaluation.rules.tick_figures import KINDS, GroupTime
from vlechtwerk.domains.partnership.words import join_and


def say_people(time: GroupTime) -> str:
    """Say how many people are behind it, as far as that is told: “5 to 9 people”."""
    if time.people_until is None:
        return _("%(least)d people or more") % {"least": time.people_from}
    return _("%(least)d to %(most)d people") % {"least": time.people_from, "most": time.people_until}


def say_share_of_time(time: GroupTime, kind: str) -> str:
    """Say a share of the time: “about 35%”; of what rounds to nothing that it is less than half a step."""
    points = time.shares[kind]
    if not points:
        half = number_format(Decimal(time.step) / 2)
        return _("less than %(points)s%%") % {"points": half}
    return _("about %(points)d%%") % {"points": points}


def say_month(month: MonthAsRead) -> str:
    """Say which month: “October 2026”."""
    return date_format(month.month, "F Y")


def say_group(month: MonthAsRead, code: str) -> str:
    """Say of whom: a department by its name, or everyone together."""
    return month.names.get(code, code) if code else _("everyone together")


def say_shares(time: GroupTime) -> str:
    """Say which part of the time of a group went to what, largest share first."""
    return join_and(
        [
            _("%(share)s went to %(kind)s")
            % {"share": say_share_of_time(time, kind), "kind": str(TimeKind(kind).label).lower()}
            for kind in sorted(KINDS, key=lambda kind: -time.shares[kind])
        ]
    )


def say_time(month: MonthAsRead, code: str = "") -> str:
    """Say where the time of a group went in a month, largest share first; the group is shown."""
    time = month.figures.group(code)
    assert time is not None  # the caller looked
    words = _("In %(month)s, %(people)s (%(group)s) say that of their time %(shares)s.")
    told = {"month": say_month(month), "people": say_people(time), "group": say_group(month, code)}
    return words % (told | {"shares": say_shares(time)})
