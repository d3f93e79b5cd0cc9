"""Clauses and their scenarios, ready to print: numbered, by direction, in plain words."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.domains.sharing.queries.grounds import Chosen, Tried, decided_by, tried_scenarios
from vlechtwerk.domains.sharing.rules import SIX_FACTS
from vlechtwerk.engines.policy.grounds import Clause
from vlechtwerk.interfaces.web.sharing.ground_words import (
    READING_WORDS,
    clause_words,
    direction_words,
    is_of_covenant,
    needs_in_words,
    note_words,
    number_of,
    short_article,
    two_ends,
)
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS
from vlechtwerk.interfaces.web.words import say_article, say_day

Words = str | Promise
Address = Callable[[Clause], str]

NO_LEVEL: Words = gettext_lazy("nothing")
# What someone is told first who only wants to know what they can give and get.
KINDS_OF_GROUND: Sequence[tuple[str, Words]] = (
    ("covenant", gettext_lazy("What the covenant opens")),
    ("law", gettext_lazy("What the law opens")),
    ("limits", gettext_lazy("What holds in every purpose")),
    ("giving", gettext_lazy("Who gives which data")),
)


def kind_of_ground(clause: Clause) -> str:
    """Return under which heading a clause stands."""
    if is_of_covenant(clause):
        return "covenant"
    if not clause.permits:
        return "limits"
    return "giving" if clause.id.startswith("law-provide") else "law"


def index_of(chosen: Chosen, current: str, address: Address) -> list[dict[str, Any]]:
    """Return the index: clauses by kind, and by who gives."""
    groups = []
    for kind, words in KINDS_OF_GROUND:
        clauses = [clause for clause in chosen.grounds.clauses.values() if kind_of_ground(clause) == kind]
        if clauses:
            items = [
                {
                    "number": number_of(clause),
                    "direction": direction_words(clause),
                    "url": address(clause),
                    "current": clause.id == current,
                }
                for clause in clauses
            ]
            groups.append({"words": words, "items": items})
    return groups


def clause_rows(
    chosen: Chosen, address: Address, *, lawyer: bool, only: str = "", unfolded: str = ""
) -> list[dict[str, Any]]:
    """Return the clauses under their headings, in the order of the index.

    The first heading is unfolded, and the one of the clause that is; `unfolded="all"` unfolds every one.
    """
    tried = tried_scenarios(chosen.grounds, chosen.scenario_set)
    groups: list[dict[str, Any]] = []
    for kind, words in KINDS_OF_GROUND:
        clauses = [
            clause
            for clause in chosen.grounds.clauses.values()
            if kind_of_ground(clause) == kind and only in ("", clause.id)
        ]
        if clauses:
            rows = [clause_row(clause, chosen, tried, address, lawyer=lawyer) for clause in clauses]
            shown = not groups or unfolded == "all" or any(clause.id == unfolded for clause in clauses)
            groups.append({"words": words, "rows": rows, "open": shown})
    return groups


def clause_row(
    clause: Clause, chosen: Chosen, tried: Sequence[Tried], address: Address, *, lawyer: bool
) -> dict[str, Any]:
    """Return one clause ready to print; someone who does not read as a lawyer gets one example."""
    giver, receiver = two_ends(direction_words(clause))
    scenarios = decided_by(tried, clause)
    shown = scenarios if lawyer else [scenario for scenario in scenarios if scenario.passes][:1]
    return {
        "id": clause.id,
        "number": number_of(clause),
        "giver": giver,
        "receiver": receiver,
        "permits": clause.permits,
        "words": clause_words(clause),
        "article": say_article(clause.article),
        "exemption": note_words(clause, "exemption"),
        "reading": clause.reading,
        "reading_word": READING_WORDS[clause.reading],
        "conditions": note_words(clause, "conditions"),
        "needs": needs_in_words(clause.remedies) if clause.permits else [],
        "decides": note_words(clause, "decides"),
        "since": _since(clause, chosen.covenant),
        "reverse": [
            {"number": number_of(other), "direction": direction_words(other), "url": address(other)}
            for other in map(chosen.grounds.clause, clause.reverse)
            if other is not None
        ],
        "url": address(clause),
        "cedar": clause.cedar,
        "lines": clause.cedar.count("\n") + 1,
        "scenarios": [scenario_row(scenario) for scenario in shown],
        "number_of_scenarios": len(scenarios),
    }


def _since(clause: Clause, covenant: Covenant | None) -> str:
    if not is_of_covenant(clause):
        return _("as long as the law says so")
    if covenant is None:
        return _("not in force")
    if covenant.in_force_until is None:
        return _("since %(day)s") % {"day": say_day(covenant.in_force_from)}
    return _("from %(from)s until %(until)s") % {
        "from": say_day(covenant.in_force_from),
        "until": say_day(covenant.in_force_until),
    }


def scenario_row(scenario: Tried) -> dict[str, Any]:
    """Return a scenario in words, with what was expected and what the grounds answer now."""
    dutch = (get_language() or "nl").startswith("nl")
    return {
        "name": scenario.name if dutch else scenario.name_en,
        # Why is written in Dutch only; the article beside it says it in English too.
        "why": scenario.why if dutch else "",
        "allowed": scenario.allowed,
        "highest": scenario.highest if scenario.highest in LEVEL_WORDS else "",
        "highest_word": _level_word(scenario.highest),
        "by": ", ".join(map(short_article, [clause.article for clause in scenario.clauses] or [scenario.closed_by])),
        "passes": scenario.passes,
        "expected": _answer(scenario.expected, scenario.expected_highest),
        "got": _answer(scenario.allowed, scenario.highest),
    }


def _level_word(level: str) -> Words:
    return LEVEL_WORDS.get(level, NO_LEVEL)


def _answer(allowed: bool, highest: str) -> str:
    words = _("allowed, at most %(level)s") if allowed else _("refused, at most %(level)s")
    return words % {"level": _level_word(highest)}


def results_of(chosen: Chosen) -> dict[str, Any]:
    """Return how many scenarios these grounds were held against, and which fail."""
    tried = tried_scenarios(chosen.grounds, chosen.scenario_set)
    return {
        "number": len(tried),
        "failing": [scenario_row(scenario) for scenario in tried if not scenario.passes],
        "by_no_clause": [scenario_row(scenario) for scenario in tried if scenario.passes and not scenario.clauses],
    }


def covenant_row(covenant: Covenant, decision_url: str, end_url: str) -> dict[str, Any]:
    """Return a covenant with the six facts that its decision records (Wpg art. 20(2))."""
    return {
        "name": covenant.name,
        "from": say_day(covenant.in_force_from),
        "until": say_day(covenant.in_force_until) if covenant.in_force_until else "",
        "decision": covenant.decision.question,
        "decision_url": decision_url,
        "body": covenant.decision.body.name if covenant.decision.body else "",
        "facts": [
            {"term": str(words).capitalize(), "value": getattr(covenant, name)} for name, words in SIX_FACTS.items()
        ],
        "exemption": covenant.exemption,
        "exemption_on": say_day(covenant.exemption_on) if covenant.exemption_on else "",
        "end_url": end_url,
    }
