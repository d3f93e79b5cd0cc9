"""The four answers at the top of an activity: how it stands, when it delivers, what holds it up, its goal."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.evidence import HINDRANCE
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus, Hindrance
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf
from vlechtwerk.domains.programme.queries.as_of import AsOf
from vlechtwerk.domains.programme.queries.preconditions import verdicts_as_of
from vlechtwerk.domains.programme.queries.weight import WeakParts
from vlechtwerk.domains.programme.words.telling import say_possible
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import activity_url, say_age, say_weak
from vlechtwerk.interfaces.web.words import in_or_on, say_date, say_day


def status_answer(
    request: PageRequest,
    activity: Activity,
    status: AsOf[ActivityStatus],
    evidences: Evidences,
    weak: WeakParts | None,
) -> dict[str, Any]:
    """Answer how it stands, since when and on whose word."""
    known = status.known
    lines = [known.reason] if known else []
    if known:
        lines.append(_("Since, or first seen: %(when)s.") % {"when": say_date(known.occurred_on)})
    if known and not evidences.of(known):
        lines.append(_on_whose_word(known))
    if (old := say_age(request, known)) and not status.possible:
        lines.append(_("This is %(old)s; nothing later is registered.") % {"old": old})
    possible = say_possible(status.possible)
    return {
        "question": _("Status"),
        "status": known.status if known else "",
        "title": "" if known else words_for_unknown(shown_day(request)),
        "lines": [*lines, possible] if possible else lines,
        "weak": say_weak(weak) if weak else "",
        "evidence": evidences.of(known),
        "act": {
            "label": _("History of the status"),
            "url": activity_url(request, activity.code, "programme:activity_history"),
        },
    }


def _on_whose_word(known: ActivityStatus) -> str:
    """Say that no source carries a status, and whose word it is when someone registered it."""
    if known.recorded_by.loads_cases:
        return _("No source named.")
    words = {"name": known.recorded_by.name, "day": say_day(timezone.localdate(known.recorded_at))}
    return _("No source named: registered by %(name)s on %(day)s.") % words


def delivery_answer(milestones: list[MilestoneAsOf], shown: ShownDay, evidences: Evidences) -> dict[str, Any]:
    """Answer when it delivers, and what that date was."""
    open_ones = [item for item in milestones if item.current.known and item.current.known.basis == "planned"]
    if not open_ones:
        return {"question": _("Delivery"), "title": words_for_unknown(shown), "lines": [], "evidence": []}
    item = max(open_ones, key=lambda item: item.current.known.order if item.current.known else 0)
    known = item.current.known
    assert known is not None
    lines = [item.milestone.title]
    if known.order > 0:
        lines.append(_("Was %(old)s.") % {"old": say_date(item.dates[known.order - 1].date_on)})
        lines.append(_moved(known))
    lines += [
        _("Possibly already %(new)s: decided %(when)s.")
        % {"new": say_date(row.date_on), "when": in_or_on(row.known_from) if row.known_from else ""}
        for row in item.current.possible
    ]
    return {
        "question": _("Delivery"),
        "title": say_date(known.date_on),
        "lines": lines,
        "evidence": evidences.of(known) or evidences.of(item.current.possible[0] if item.current.possible else None),
    }


def _moved(row: Any) -> str:
    decision: Decision | None = row.decision
    when = in_or_on(row.known_from) if row.known_from else ""
    by = decision.body.name if decision and decision.body else _("by whom is not in the source")
    return _("Moved %(when)s; %(by)s.") % {"when": when, "by": by}


def held_up_answer(
    request: PageRequest,
    activity: Activity,
    hindrances: list[Hindrance],
    evidences: Evidences,
    decisions: list[Decision],
    *,
    may_ask: bool,
) -> dict[str, Any]:
    """Answer what holds it up, and who must decide."""
    question, shown = _("What holds it up"), shown_day(request)
    if not hindrances:
        return {"question": question, "title": _("Nothing named in the source"), "lines": [], "evidence": []}
    first = hindrances[0]
    lines = [hindrance.description for hindrance in hindrances]
    others = [hindrance.precondition.title for hindrance in hindrances[1:] if hindrance.precondition]
    if others:
        lines.append(_("Also: %(others)s.") % {"others": ", ".join(others)})
    decider = first.decider.name if first.decider else _("not in the source")
    lines.append(_("Who must decide: %(decider)s.") % {"decider": decider})
    lines += [_waits(decision) for decision in decisions if decision.state == Decision.State.ASKED and decision.body]
    answer: dict[str, Any] = {
        "question": question,
        "title": _("A hindrance"),
        "blocked": True,
        "lines": lines,
        "evidence": [row for hindrance in hindrances for row in evidences.of(hindrance)],
        "usable": [{"kind": HINDRANCE, "id": str(one.id), "what": one.description} for one in hindrances],
    }
    project = request.actor.project.code
    if first.precondition:
        url = reverse("programme:precondition", args=[project, first.precondition.code]) + shown.query
        verdict = verdicts_as_of([first.precondition.id], shown.day).get(first.precondition.id, Verdict.UNKNOWN)
        answer |= {"title": first.precondition.title, "title_url": url, "verdict": verdict}
    if may_ask:
        ask = reverse("programme:ask_decision", args=[project, activity.code])
        answer["act"] = {"label": _("Ask for a decision"), "url": ask}
    return answer


def _waits(decision: Decision) -> str:
    words = {"body": decision.body.name if decision.body else "", "question": decision.question}
    if decision.asked_on is None:
        return _("Asked of %(body)s: “%(question)s” No answer yet.") % words
    words["when"] = in_or_on(decision.asked_on)
    return _("Asked of %(body)s %(when)s: “%(question)s” No answer yet.") % words


def goal_answer(
    status: AsOf[ActivityStatus], opinions: list[ActivityEntry], shown: ShownDay, evidences: Evidences
) -> dict[str, Any]:
    """Answer whether its goal was reached, with what those questioned think."""
    known = status.known
    reached = known.goal_reached if known else GoalReached.UNKNOWN
    certain = reached != GoalReached.UNKNOWN
    return {
        "question": _("Goal reached?"),
        "verdict": reached if certain else "",
        "title": "" if certain else words_for_unknown(shown),
        "lines": [entry.text for entry in opinions],
        "evidence": [row for entry in opinions for row in evidences.of(entry)],
    }
