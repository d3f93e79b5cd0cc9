"""Whether a covenant may come into force, or end."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.partnership.models import Decision, Level, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
)
from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.domains.sharing.rules.people import reasons_of_suspension
from vlechtwerk.engines.policy.grounds import Grounds, NotValid, with_covenant
from vlechtwerk.foundation.refusal import Reason

COVENANT_KEEPERS = frozenset({Function.LAWYER, Function.DIRECTOR, Function.STEERING_MEMBER})


# What the decision behind a covenant records (Wpg art. 20(2)).
SIX_FACTS = {
    "interest": gettext_lazy("the weighty public interest"),
    "partnership": gettext_lazy("the partnership that the data go to"),
    "aim": gettext_lazy("the purpose of the partnership"),
    "data": gettext_lazy("which data are given"),
    "conditions": gettext_lazy("under which conditions"),
    "recipients": gettext_lazy("to which persons or bodies"),
}


def reasons_against_keeping_covenants(by: Person, at: datetime, rule: str) -> list[Reason]:
    """Return why someone may not put covenants in force or end them."""
    return reasons_against_acting(by, at, COVENANT_KEEPERS, rule) + reasons_of_suspension(by)


def reasons_against_adopting_covenant(
    clauses: str,
    decision: Decision,
    six_facts: dict[str, str],
    exemption: str,
    exemption_on: date | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a covenant can't come into force: six facts, a decision of the steering body, clauses that hold."""
    rule = _("Wpg article 20(2)")
    reasons = reasons_against_keeping_covenants(by, at, _("Putting a covenant in force"))
    reasons += [
        Reason("fact_missing", _("The decision must record %(fact)s.") % {"fact": SIX_FACTS[name]}, rule)
        for name in SIX_FACTS
        if not six_facts.get(name, "").strip()
    ]
    if decision.state != Decision.State.TAKEN or decision.result == Decision.Result.NO:
        reasons.append(Reason("no_decision_behind_it", _("The steering body has not decided this."), rule))
    elif decision.body is None or decision.body.level != Level.STRATEGIC:
        reasons.append(Reason("not_the_steering_body", _("A covenant needs a decision of the steering body."), rule))
    if Covenant.objects.filter(decision=decision).exists():
        reasons.append(Reason("decision_used", _("This decision has put a covenant in force already.")))
    return reasons + _reasons_against_clauses(clauses, exemption, exemption_on, timezone.localdate(at))


def _reasons_against_clauses(clauses: str, exemption: str, exemption_on: date | None, day: date) -> list[Reason]:
    try:
        grounds = with_covenant(clauses)
    except NotValid as error:
        return [Reason("clauses_not_valid", mistake, _("Clauses")) for mistake in error.mistakes]
    if not Grounds(clauses).clauses:
        return [Reason("clauses_missing", _("A covenant has at least one clause."), _("Clauses"))]
    opens_fiscal = any(clause.exemption and clause.may_open_fiscal for clause in grounds.clauses.values())
    if opens_fiscal and not (exemption.strip() and exemption_on and exemption_on <= day):
        return [
            Reason(
                "exemption_missing",
                _("A clause speaks of fiscal data. Name the Minister's exemption and its date."),
                _("AWR article 67(3)"),
            )
        ]
    return []


def reasons_against_ending_covenant(covenant: Covenant, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a covenant can't end: it has, and that day stays as it is."""
    reasons = reasons_against_keeping_covenants(by, at, _("Ending a covenant"))
    if covenant.in_force_until is not None:
        reasons.append(Reason("already_ended", _("This has ended already.")))
    return reasons
