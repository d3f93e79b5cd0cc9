"""What is expected to work, and does it? The mechanisms of an evaluation, one of them, and the claims on them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.evidence import CONTRIBUTION
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.queries.mechanisms import (
    ChainAsItStands,
    chains_of,
    find_chain,
    find_mechanism,
    mechanisms_of,
)
from vlechtwerk.domains.evaluation.rules.mechanism_state import MechanismAsItStands, MechanismState
from vlechtwerk.domains.evaluation.rules.mechanisms import reasons_against_checking
from vlechtwerk.domains.programme.queries.sources import what_rests_on_address
from vlechtwerk.domains.programme.words.designs import say_design
from vlechtwerk.interfaces.web.evaluation import mechanism_rows as rows
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_rows import was_there
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates, list_of_all
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import evidence_rows
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import holder_url
from vlechtwerk.interfaces.web.words import say_day


def crumbs_of(request: PageRequest, evaluation: Evaluation, *more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way to a page below the mechanisms of an evaluation."""
    way = [
        (_("Working mechanisms"), address(request, "mechanisms_of_all")),
        (evaluation.title, address(request, "mechanisms", evaluation.code)),
    ]
    return [{"label": label, "url": url} for label, url in [*way, *more]]


def shown(request: PageRequest, evaluation: Evaluation) -> list[MechanismAsItStands]:
    """Return the mechanisms as this reader sees them on the day shown."""
    found = mechanisms_of(evaluation)
    return found if evaluates(request, evaluation) else [_then(request, one) for one in found if _told_by(request, one)]


def _told_by(request: PageRequest, one: MechanismAsItStands) -> bool:
    return was_there(request, one.wordings[0].worded_at)


def _then(request: PageRequest, one: MechanismAsItStands) -> MechanismAsItStands:
    """Return a mechanism with what was judged of it only where that was checked by the day that is shown, and holds."""
    at = one.verdict.checked_at if one.verdict and one.state is MechanismState.CHECKED else None
    return one if at and was_there(request, at) else one.unjudged()


def _chains_shown(
    request: PageRequest, evaluation: Evaluation, held: list[MechanismAsItStands]
) -> list[ChainAsItStands]:
    return [one for one in chains_of(evaluation, held) if _told_then(request, one)]


def _told_then(request: PageRequest, one: ChainAsItStands) -> bool:
    return was_there(request, one.now.told_at)


@require_safe
def mechanisms_of_all(request: PageRequest, project: str) -> HttpResponse:
    """Lead to the mechanisms of each evaluation."""
    return list_of_all(request, "mechanisms", "evaluation/mechanisms_of_all.html", partial(_say, request))


def _say(request: PageRequest, evaluation: Evaluation) -> str:
    return rows.say_counts(shown(request, evaluation), is_evaluator=evaluates(request, evaluation))


@require_safe
def mechanisms(request: PageRequest, project: str, code: str) -> HttpResponse:
    """List what is expected to work with its verdicts, and the claims that rest on it."""
    evaluation = find_evaluation(code)
    may, found = evaluates(request, evaluation), shown(request, evaluation)
    chains = _chains_shown(request, evaluation, found)
    context = {
        "crumbs": crumbs_of(request, evaluation),
        "evaluation": {"title": evaluation.title},
        "counted": rows.say_counts(found, is_evaluator=may),
        "rows": [rows.mechanism_row(request, one, is_evaluator=may) for one in found],
        "chains": [rows.chain_row(request, one) for one in chains],
        "none": _("Nothing has been told yet of what should work. Begin at a link of the outcome map.")
        if may
        else _("Nothing has been told yet of what should work."),
        "no_chain": _("No effect has been claimed yet.")
        if may
        else _("No approved finding rests on a claim of an effect."),
        "add_url": address(request, "add_mechanism", code) if may else "",
        "chain_url": address(request, "add_chain", code) if may and found else "",
    }
    return render(request, "evaluation/mechanisms.html", context)


@require_safe
def mechanism(request: PageRequest, project: str, code: str, mechanism: str) -> HttpResponse:
    """Show one mechanism: what is expected, what speaks for and against it, what else explains it, and its verdicts."""
    evaluation = find_evaluation(code)
    found, writes = find_mechanism(code, mechanism), evaluates(request, evaluation)
    if found is None or not (writes or _told_by(request, found)):
        raise Http404
    found = found if writes else _then(request, found)
    sides = rows.evidence_by_holder(request, [link for link, _resolved in found.all_evidence], found.changed_evidence)
    verdicts = [rows.verdict_row(found, one) for one in reversed(found.verdicts)]
    counts = found.state in (MechanismState.JUDGED, MechanismState.CHECKED)
    context = {
        "crumbs": crumbs_of(request, evaluation, (found.mechanism.code, "")),
        "code": found.mechanism.code,
        "text": found.now.text,
        "state": rows.STATE_LOOKS[found.state],
        "state_word": rows.say_state(found, is_evaluator=writes),
        "facts": [
            rows.link_fact(request, found),
            {
                "term": _("Expected by"),
                "value": found.now.get_expected_by_display(),
                "evidence": evidence_rows(request, [link for link, _resolved in found.expected_in]),
            },
            *([rows.design_fact(found)] if writes or verdicts else []),
        ],
        "verdict": verdicts[0] if counts else None,
        "changed": found.state is MechanismState.CHANGED,
        "sides": sides.get(found.mechanism.id, {"supports": [], "contradicts": []}),
        "hidden": "" if writes or not verdicts else _("Evidence from the fieldwork is for its evaluators only."),
        "is_open": writes or bool(verdicts),
        "explanations": rows.explanation_rows(request, found, sides, writes=writes),
        "verdicts": verdicts[1:] if counts else verdicts,
        "wordings": _wordings(found),
        "used": _used(request, evaluation, found),
        "acts": _acts(request, found) if writes else [],
    }
    return render(request, "evaluation/mechanism.html", context)


def _wordings(found: MechanismAsItStands) -> list[dict[str, Any]]:
    return [
        {
            "text": one.text,
            "link": rows.say_link(found) if one.link == found.now.link else one.link,
            "reason": one.reason,
            "who": one.worded_by.name,
            "when": say_day(timezone.localdate(one.worded_at)),
        }
        for one in reversed(found.wordings)
    ]


def _used(request: PageRequest, evaluation: Evaluation, found: MechanismAsItStands) -> list[dict[str, str]]:
    """Return what rests on a mechanism: the claims of an effect that pass it, and what rests on each of those."""
    number = found.mechanism.number
    chains = [one for one in _chains_shown(request, evaluation, shown(request, evaluation))
              if number in one.now.mechanisms]  # fmt: skip
    claims = [
        {
            "title": one.chain.code,
            "detail": one.now.claim,
            "url": address(request, "chain", evaluation.code, one.chain.code),
        }
        for one in chains
    ]
    return claims + _resting_on(request, evaluation, chains)


def _resting_on(
    request: PageRequest, evaluation: Evaluation, chains: Sequence[ChainAsItStands]
) -> list[dict[str, str]]:
    """Return what rests on claims of an effect: approved findings, and whatever else names them as evidence."""
    used = what_rests_on_address(evaluation.project_id, CONTRIBUTION, [one.identifier for one in chains])
    return [{"title": item.title, "detail": item.detail, "url": holder_url(request, item)} for item in used]


def _acts(request: PageRequest, found: MechanismAsItStands) -> list[dict[str, Any]]:
    """Return what an evaluator can do: the next step first."""
    evaluation, code = found.mechanism.evaluation.code, found.mechanism.code
    number = found.verdict.number if found.verdict else 0
    may_check = not reasons_against_checking(found.mechanism, number, by=request.actor.person, at=timezone.now())
    routes: list[tuple[str, str, list[int]]] = [
        *([("check_mechanism", _("Check the verdict"), [number])] if may_check else []),
        ("judge_mechanism", _("Judge it"), []),
        ("add_mechanism_evidence", _("Add evidence"), []),
        ("note_explanation", _("Note another explanation"), []),
        ("change_mechanism", _("Word it otherwise"), []),
    ]
    return [
        {"label": label, "url": address(request, route, evaluation, code, *named), "is_next": not place}
        for place, (route, label, named) in enumerate(routes)
    ]


@require_safe
def chain(request: PageRequest, project: str, code: str, chain: str) -> HttpResponse:
    """Show a claim with the links that it passes, what carries each, and what it lets a finding say."""
    evaluation, found = find_evaluation(code), find_chain(code, chain)
    if found is None or not _told_then(request, found):
        raise Http404
    row, may = rows.chain_row(request, found), evaluates(request, evaluation)
    context = row | {
        "crumbs": crumbs_of(request, evaluation, (found.chain.code, "")),
        "steps": rows.chain_steps(request, found),
        "why": found.now.text,
        "design": say_design(found.carried.design_level) if found.carried.is_complete else "",
        "versions": [
            {
                "claim": one.claim,
                "links": ", ".join(f"M{number}" for number in one.mechanisms),
                "verdict": rows.verdict_mark(one.verdict) if one.verdict else None,
                "text": one.text,
                "who": one.told_by.name,
                "when": say_day(timezone.localdate(one.told_at)),
            }
            for one in reversed(found.versions)
        ],
        "change_url": address(request, "change_chain", code, found.chain.code) if may else "",
        "use_address": found.identifier if found.carried.is_complete and may else "",
        "used": _resting_on(request, evaluation, [found]),
    }
    return render(request, "evaluation/chain.html", context)
