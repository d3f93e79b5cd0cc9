"""How records of the programme are told in one line: on pages and in reports the same."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.words import in_or_on, say_date
from vlechtwerk.domains.programme.models import (
    ActionCount,
    ActivityEntry,
    ActivityStatus,
    Hindrance,
    MilestoneDate,
    PreconditionJudgement,
    Product,
)
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.foundation.evidence.address import LocatorKind
from vlechtwerk.foundation.evidence.models import EvidenceLink

# Words that begin with a capital only at the beginning of a sentence.
ARTICLES = frozenset({"De", "Het", "Een", "Alle", "The", "A", "An", "All"})


def say_number(value: int | Decimal) -> str:
    """Return a number as the language writes it, by thousands: 11.600 in Dutch."""
    return number_format(value, use_l10n=True, force_grouping=True)


def say_possible(changes: Iterable[ActivityStatus]) -> str:
    """Say which statuses possibly held already: “possibly delayed: in July 2023”."""
    return "; ".join(
        _("possibly %(status)s: %(when)s")
        % {"status": str(change.get_status_display()).lower(), "when": in_or_on(change.occurred_on)}
        for change in changes
    )


def say_within(text: str) -> str:
    """Return a text as it stands within a sentence: “de zes organisaties”; a name keeps its capital."""
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in ARTICLES else text


def say_place(link: EvidenceLink, name: str) -> str:
    """Return what a piece of evidence is called, with its place: “T2 · noot 37”."""
    place = {"place": link.locator}
    match link.locator_kind:
        case LocatorKind.LINE:
            return f"{name} · " + _("l. %(place)s") % place
        case LocatorKind.PAGE:
            return f"{name} · " + _("p. %(place)s") % place
        case LocatorKind.FOOTNOTE:
            return f"{name} · " + _("note %(place)s") % place
    return name


def tell_status(status: ActivityStatus) -> str:
    """Tell since when an activity stands so, why, and whether its goal was reached."""
    words = {"status": status.get_status_display(), "date": say_date(status.occurred_on)}
    told = _("%(status)s since %(date)s") % words
    # Some reasons say no more than that.
    if status.reason.lower() not in told.lower():
        told = f"{told}: {status.reason}"
    if status.goal_reached == GoalReached.UNKNOWN:
        return told
    return f"{told.rstrip('.')}. " + _("Goal reached: %(answer)s.") % {
        "answer": str(status.get_goal_reached_display()).lower()
    }


def tell_entry(entry: ActivityEntry) -> str:
    """Tell what was done, said or prepared, and when, unless the text says so itself."""
    when = say_date(entry.occurred_on)
    return entry.text if not when or when.lower() in entry.text.lower() else f"{entry.text} ({when})"


def tell_hindrance(hindrance: Hindrance) -> str:
    """Tell what holds an activity up, and who must decide about it."""
    told = hindrance.description
    if hindrance.precondition is not None:
        told = f"{hindrance.precondition.title}: {told}"
    if hindrance.decider is not None:
        told += " " + _("(for %(body)s to decide)") % {"body": hindrance.decider.name}
    return told


def tell_date(row: MilestoneDate, before: MilestoneDate | None) -> str:
    """Tell which date holds for what, which it replaced, and why."""
    words = {
        "title": row.milestone.title,
        "date": say_date(row.date_on),
        "former": say_date(before.date_on) if before else "",
    }
    if row.basis == MilestoneDate.Basis.HAPPENED and before is not None and before.basis == row.basis:
        told = _("%(title)s: reached, %(date)s (corrected, was %(former)s)") % words
        return f"{told}: {row.reason}" if row.reason else told
    if row.basis == MilestoneDate.Basis.HAPPENED:
        return _("%(title)s: reached, %(date)s") % words
    if before is None:
        return _("%(title)s: planned for %(date)s") % words
    told = _("%(title)s: moved from %(former)s to %(date)s") % words
    return f"{told} ({row.reason})" if row.reason else told


def tell_decision(decision: Decision) -> str:
    """Tell what was asked of whom, and what was decided."""
    is_taken = decision.state == Decision.State.TAKEN
    nobody = _("not known who decided") if is_taken else _("not known who must decide")
    words = {
        "question": decision.question,
        "body": decision.body.name if decision.body else nobody,
        "asked": say_date(decision.asked_on) or _("date not known"),
        "decided": say_date(decision.decided_on),
        "result": decision.get_result_display().lower(),
    }
    if is_taken:
        return _("%(question)s: %(result)s, %(body)s, %(decided)s") % words
    if decision.state == Decision.State.WITHDRAWN:
        return _("%(question)s: withdrawn") % words
    return _("%(question)s: waits for %(body)s, asked %(asked)s") % words


def tell_judgement(judgement: PreconditionJudgement) -> str:
    """Tell how far a precondition is met, over which period."""
    words = {
        "title": judgement.precondition.title,
        "verdict": judgement.get_verdict_display().lower(),
        "period": judgement.period,
    }
    told = _("%(title)s: %(verdict)s (%(period)s)") % words
    return f"{told}. {judgement.note}" if judgement.note else told


def tell_product(product: Product) -> str:
    """Tell what was produced, when, and for whom."""
    when, told = say_date(product.made_on), f"{product.get_kind_display()}: {product.title}"
    told = f"{told} ({when})" if when else told
    return f"{told}, " + _("for %(whom)s") % {"whom": say_within(product.for_whom)} if product.for_whom else told


def tell_count(count: ActionCount) -> str:
    """Tell a number with what it counts, and over which time."""
    told = f"{count.definition}: {say_number(count.number)} {count.unit}"
    first, last = say_date(count.counted_from), say_date(count.counted_until)
    return f"{told} ({' – '.join(part for part in (first, last) if part)})" if first or last else told
