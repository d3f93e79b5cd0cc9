"""Mechanisms and chains ready to print: in a list, and on pages of their own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vlechtwerk.domains.evaluation.models import Contribution, MechanismVerdict
from vlechtwerk.domains.evaluation.queries.mechanisms import ChainAsItStands
from vlechtwerk.domains.evaluation.rules.design_levels import verbs_up_to
from vlechtwerk.domains.evaluation.rules.mechanism_state import MechanismAsItStands, MechanismState
from vlechtwerk.domains.evaluation.words.mechanisms import VERDICTS, say_carried, say_missing
from vlechtwerk.domains.programme.words.designs import VERBS, say_design
from vlechtwerk.engines.statistics.design_level import DesignLevel
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, evidence_rows
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

# By which icon and colour a verdict is known.
LOOKS = {
    Contribution.CONVINCING: "met",
    Contribution.PLAUSIBLE: "partly_met",
    Contribution.NOT_TO_BE_TOLD: "unknown",
    Contribution.UNLIKELY: "not_met",
}
STATES: Mapping[MechanismState, Promise] = {
    MechanismState.NOT_JUDGED: gettext_lazy("Not judged yet"),
    MechanismState.JUDGED: gettext_lazy("Judged, not checked yet"),
    MechanismState.CHECKED: gettext_lazy("Judged and checked"),
    MechanismState.CHANGED: gettext_lazy("Changed since it was judged"),
}
STATE_LOOKS = {
    MechanismState.NOT_JUDGED: "draft",
    MechanismState.JUDGED: "checked",
    MechanismState.CHECKED: "approved",
    MechanismState.CHANGED: "reopened",
}


def say_state(one: MechanismAsItStands, *, is_evaluator: bool) -> str:
    """Say how far it is: to others than its evaluators only what was checked."""
    if one.state is MechanismState.NOT_JUDGED and not is_evaluator:
        return _("No verdict that was checked")
    return str(STATES[one.state])


def say_counts(found: Sequence[MechanismAsItStands], *, is_evaluator: bool) -> str:
    """Say how many mechanisms there are and how far they are."""
    if not found:
        return _("There is no mechanism yet.")
    order = list(STATES)
    said = Counter(
        say_state(one, is_evaluator=is_evaluator) for one in sorted(found, key=lambda one: order.index(one.state))
    )
    words = ", ".join(f"{number} {state.lower()}" for state, number in said.items())
    total = ngettext("%(number)s mechanism", "%(number)s mechanisms", len(found)) % {"number": len(found)}
    return _("%(total)s: %(words)s.") % {"total": total, "words": words}


def mechanism_row(request: PageRequest, one: MechanismAsItStands, *, is_evaluator: bool) -> dict[str, Any]:
    """Return a mechanism as it stands in a list: its link, its words, and its verdict when that counts."""
    counts = one.state in (MechanismState.JUDGED, MechanismState.CHECKED)
    stances = [link.stance for link, _resolved in one.evidence]
    return {
        "code": one.mechanism.code,
        "url": address(request, "mechanism", one.mechanism.evaluation.code, one.mechanism.code),
        "text": one.now.text,
        "link": say_link(one),
        "expected_by": one.now.get_expected_by_display(),
        "state": STATE_LOOKS[one.state],
        "state_word": say_state(one, is_evaluator=is_evaluator),
        "verdict": verdict_mark(one.verdict.verdict) if counts and one.verdict else None,
        "below": []
        if not is_evaluator and not counts
        else [
            _("%(number)s for, %(against)s against")
            % {"number": stances.count(Stance.SUPPORTS), "against": stances.count(Stance.CONTRADICTS)},
            ngettext("%(number)s other explanation", "%(number)s other explanations", len(one.explanations))
            % {"number": len(one.explanations)},
        ],
    }


def say_link(one: MechanismAsItStands) -> str:
    """Say which link of the map a mechanism explains: “Controles → Meer panden bekend”."""
    if one.link is None:
        return _("%(link)s, which is no longer on the map") % {"link": one.now.link}
    return f"{one.link.from_node.title} → {one.link.to_node.title}"


def link_fact(request: PageRequest, one: MechanismAsItStands) -> dict[str, Any]:
    """Return the link of the map as a fact, with what was assumed of it there."""
    fact: dict[str, Any] = {"term": _("Link of the outcome map"), "value": say_link(one)}
    if one.link is not None:
        fact["note"] = one.link.assumption
    return fact


def verdict_mark(verdict: str) -> dict[str, str]:
    """Return how a verdict looks, in a word."""
    return {"look": LOOKS[Contribution(verdict)], "word": str(VERDICTS[verdict])}


def evidence_by_holder(
    request: PageRequest, links: Sequence[EvidenceLink], changed: Sequence[EvidenceLink]
) -> dict[Any, dict[str, list[dict[str, Any]]]]:
    """Return, by what it hangs on, what speaks for and against; one query per kind of evidence."""
    stale = {link.id for link in changed}
    found: dict[Any, dict[str, list[dict[str, Any]]]] = {}
    for link, row in zip(links, evidence_rows(request, links), strict=True):
        sides = found.setdefault(link.holder_id, {"supports": [], "contradicts": []})
        sides[link.stance].append(_evidence(row) | {"changed": row.changed or link.id in stale})
    return found


def _evidence(row: EvidenceRow) -> dict[str, Any]:
    return {
        "text": row.text or row.title,
        "title": row.title,
        "label": row.label,
        "url": row.url,
        "ground": row.ground,
        "base": row.base,
    }


def design_fact(one: MechanismAsItStands) -> dict[str, Any]:
    """Return how far what speaks for it reaches, with the verbs that this allows and what the next level would take."""
    carried = one.level_carried(Contribution.PLAUSIBLE)
    verbs = ", ".join(f"“{VERBS[verb]}”" for verb in verbs_up_to(carried))
    fact: dict[str, Any] = {
        "term": _("Design of what speaks for it"),
        "value": say_carried(carried),
        "note": _("May be told with: %(verbs)s.") % {"verbs": verbs},
    }
    if carried is not DesignLevel.RANDOMISED:
        words = {"level": (carried or 0) + 1, "missing": say_missing(DesignLevel((carried or 0) + 1))}
        fact["note"] += " " + _("Level %(level)s takes %(missing)s.") % words
    return fact


def carrying_facts(request: PageRequest, one: MechanismAsItStands) -> list[dict[str, Any]]:
    """Return what speaks for and against it, and what else could explain it: what whoever checks looks at."""
    facts: list[dict[str, Any]] = []
    for stance, term in ((Stance.SUPPORTS, _("Speaks for it")), (Stance.CONTRADICTS, _("Speaks against it"))):
        rows = evidence_rows(request, [link for link, _resolved in one.evidence if link.stance == stance])
        told = [f"{row.text or row.title} ({row.ground})" if row.ground else row.text or row.title for row in rows]
        facts.append({"term": term, "value": "\n".join(told) or _("none")})
    facts += [
        {
            "term": _("Other explanation"),
            "value": f"{each.now.text} ({each.now.get_weight_display().lower()})",
            "note": each.now.why,
        }
        for each in one.explanations
    ]
    return facts


def explanation_rows(
    request: PageRequest, one: MechanismAsItStands, sides: dict[Any, dict[str, list[dict[str, Any]]]], *, writes: bool
) -> list[dict[str, Any]]:
    """Return the other explanations, each with how it was weighed and what speaks for and against it."""
    mechanism = one.mechanism
    return [
        {
            "number": each.now.number,
            "text": each.now.text,
            "weight": each.now.get_weight_display(),
            "why": each.now.why,
            "former": [
                {
                    "text": version.text,
                    "weight": version.get_weight_display(),
                    "why": version.why,
                    "who": version.noted_by.name,
                    "when": say_day(timezone.localdate(version.noted_at)),
                }
                for version in each.versions[:-1]
            ],
            "sides": sides.get(each.versions[0].id, {"supports": [], "contradicts": []}),
            "url": address(request, "weigh_explanation", mechanism.evaluation.code, mechanism.code, each.now.number)
            if writes
            else "",
        }
        for each in one.explanations
    ]


def verdict_row(one: MechanismAsItStands, verdict: MechanismVerdict) -> dict[str, Any]:
    """Return a verdict with who gave and who checked it, and what its design lets one say."""
    checked = ""
    if verdict.checked_by is not None and verdict.checked_at is not None:
        words = {"name": verdict.checked_by.name, "day": say_day(timezone.localdate(verdict.checked_at))}
        checked = _("checked by %(name)s on %(day)s") % words
    words = {"name": verdict.judged_by.name, "day": say_day(timezone.localdate(verdict.judged_at))}
    return verdict_mark(verdict.verdict) | {
        "presence": verdict.get_presence_display(),
        "whole": verdict.get_verdict_display(),
        "text": verdict.text,
        "design": say_design(one.level_of(verdict)),
        "evidence": _("%(number)s for, %(against)s against")
        % {"number": verdict.supports, "against": verdict.contradicts},
        "who": _("judged by %(name)s on %(day)s") % words,
        "checked": checked,
    }


def chain_row(request: PageRequest, one: ChainAsItStands) -> dict[str, Any]:
    """Return a chain as it stands in a list."""
    carried = one.carried
    return {
        "code": one.chain.code,
        "url": address(request, "chain", one.chain.evaluation.code, one.chain.code),
        "claim": one.now.claim,
        "links": len(one.now.mechanisms),
        "verdict": verdict_mark(one.now.verdict) if one.now.verdict else None,
        "is_complete": carried.is_complete,
        "says": _("Can carry a measured effect. %(design)s") % {"design": say_design(carried.design_level)}
        if carried.is_complete
        else _("Can carry no measured effect yet."),
    }


def chain_steps(request: PageRequest, one: ChainAsItStands) -> list[dict[str, Any]]:
    """Return the links of a chain in order, each with what carries it or what it lacks."""
    query = shown_day(request).query
    steps = []
    for number, held, carries in zip(one.now.mechanisms, one.links, one.carried.evidence_per_link, strict=True):
        if held is None:
            steps.append({"code": f"M{number}", "text": "", "says": _("Not checked, or changed since."), "ok": False})
            continue
        code = held.mechanism.code
        steps.append(
            {
                "code": code,
                "url": address(request, "mechanism", held.mechanism.evaluation.code, code) if not query else "",
                "text": held.now.text,
                "link": say_link(held),
                "verdict": verdict_mark(held.verdict.verdict) if held.verdict and held.carries else None,
                "ok": bool(carries) and held.is_weighed,
                "says": _say_step(held, carries),
            }
        )
    return steps


def _say_step(held: MechanismAsItStands, carries: int) -> str:
    if not carries:
        return _("Carries nothing yet: %(state)s.") % {"state": str(STATES[held.state]).lower()}
    if not held.is_weighed:
        return _("Other explanations were not all weighed, or one explains more.")
    return ngettext("%(number)s piece of evidence carries it.", "%(number)s pieces of evidence carry it.", carries) % {
        "number": carries
    }
