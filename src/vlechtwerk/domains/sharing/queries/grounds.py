"""Which grounds hold on a day, clause by clause, and the scenarios that each clause decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from django.db.models import Q
from django.utils import timezone

from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.explaining import closed_by, highest_level
from vlechtwerk.engines.policy.facts import Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import (
    LAW,
    MODEL_COVENANT,
    Clause,
    Grounds,
    law_only,
    text_of,
    with_covenant,
)

IN_FORCE = "in_force"
SCENARIOS = files("vlechtwerk.engines.policy").joinpath("scenarios")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The grounds that are looked at: the law, with a covenant in force, or with the model."""

    law: str
    grounds: Grounds
    covenant: Covenant | None
    in_force: Covenant | None

    @property
    def scenario_set(self) -> str:
        """Return the set of scenarios that these grounds are held against."""
        return "law_only" if self.law == LAW else "model_covenant"


def end_of(day: date) -> datetime:
    """Return the last moment of a day; for today, this moment."""
    now = timezone.now()
    if day >= timezone.localdate(now):
        return now
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_current_timezone())
    return midnight - timedelta(microseconds=1)


def covenant_at(moment: datetime) -> Covenant | None:
    """Return the covenant that was in force at a moment."""
    running = Q(in_force_until__isnull=True) | Q(in_force_until__gt=moment)
    return Covenant.objects.filter(running, in_force_from__lte=moment).select_related("decision__body").first()


def covenants() -> list[Covenant]:
    """Return all covenants there were, the newest first."""
    return list(Covenant.objects.select_related("decision__body", "adopted_by"))


def chosen_grounds(law: str, day: date) -> Chosen:
    """Return the grounds asked for; without a choice, what was in force on the day."""
    covenant = covenant_at(end_of(day))
    if law == MODEL_COVENANT:
        return Chosen(law, with_covenant(text_of(MODEL_COVENANT)), None, covenant)
    if law == LAW or covenant is None:
        return Chosen(LAW, law_only(), None, covenant)
    return Chosen(IN_FORCE, with_covenant(covenant.clauses), covenant, covenant)


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario as it was written, with what the grounds answer now."""

    name: str
    name_en: str
    why: str
    expected: bool
    expected_highest: str
    allowed: bool
    highest: str
    level: str
    clauses: tuple[Clause, ...]
    closed_by: str

    @property
    def passes(self) -> bool:
        """Whether the answer is the one that was written down."""
        return (self.allowed, self.highest) == (self.expected, self.expected_highest)


@cache
def _scenarios(name: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = yaml.safe_load(SCENARIOS.joinpath(f"{name}.yaml").read_text())
    return found


@lru_cache(maxsize=16)
def tried_scenarios(grounds: Grounds, name: str) -> tuple[Tried, ...]:
    """Put every scenario of a set to these grounds; once per text, since nothing else decides."""
    return tuple(_try(grounds, scenario) for scenario in _scenarios(name))


def _try(grounds: Grounds, scenario: Mapping[str, Any]) -> Tried:
    giver, receiver, purpose, data = (scenario[key] for key in ("giver", "receiver", "purpose", "data"))
    reader = Reader(
        receiver["organisation"], receiver["capacity"], receiver["function"], receiver.get("authorised", True)
    )
    marked = Marked(
        giver["organisation"], giver["capacity"], data["category"], data["level"],
        frozenset(data["handling"]), data["special"],
    )  # fmt: skip
    situation = Situation(
        purpose["kind"], purpose["statement"], purpose.get("provisional_day", 0), purpose["dpia"] == "current",
        purpose["serves_customs_law"], frozenset(scenario["given"]),
    )  # fmt: skip
    decided = decide_one(grounds, reader, marked, situation)
    return Tried(
        name=scenario["name"],
        name_en=scenario["name_en"],
        why=scenario["why"],
        expected=scenario["expected"] == "allowed",
        expected_highest=scenario["highest"],
        allowed=decided.allowed,
        highest=highest_level(grounds, reader, marked, situation) or "none",
        level=data["level"],
        clauses=decided.clauses,
        closed_by="" if decided.clauses else closed_by(data["category"]),
    )


def decided_by(tried: Sequence[Tried], clause: Clause) -> list[Tried]:
    """Return the scenarios that a clause decides, those that fail first."""
    found = [scenario for scenario in tried if any(one.id == clause.id for one in scenario.clauses)]
    return sorted(found, key=lambda scenario: scenario.passes)
