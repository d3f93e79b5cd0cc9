"""One criterion: its norm and what became of it, what every method says, the judgement and what speaks against it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.evidence import CRITERION_JUDGEMENT
from vlechtwerk.domains.evaluation.models import CheckedJudgement, CriterionJudgement, SubjectKind
from vlechtwerk.domains.evaluation.queries.coverage import Covered, covered
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, find_criterion
from vlechtwerk.domains.evaluation.queries.framework_changes import kin_of
from vlechtwerk.domains.evaluation.queries.judgements import JudgementAsRead, read_judgements
from vlechtwerk.domains.evaluation.queries.source_data import sources_now
from vlechtwerk.domains.evaluation.rules.judging import (
    reasons_against_checking_at_all,
    reasons_against_checking_judgement,
)
from vlechtwerk.domains.programme.queries.sources import what_rests_on_address
from vlechtwerk.interfaces.web.evaluation import criterion_history_rows as history_rows
from vlechtwerk.interfaces.web.evaluation import criterion_rows as rows
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_rows import was_there
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates
from vlechtwerk.interfaces.web.evaluation.framework_rows import as_it_was, say_subject
from vlechtwerk.interfaces.web.evaluation.framework_views import crumbs_of
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import holder_url

# The page of what a criterion is about.
SUBJECT_ROUTES = {
    SubjectKind.ACTIVITY: "programme:activity",
    SubjectKind.PRECONDITION: "programme:precondition",
    SubjectKind.GOAL: "programme:goal",
}


def find_read(request: PageRequest, code: str, criterion: str) -> CriterionAsRead:
    """Return a criterion as it was on the day that is shown, or answer that there is none."""
    found = find_criterion(find_evaluation(code).code, criterion)
    if found is None:
        raise Http404
    return as_it_was(request, found)


def cover(found: CriterionAsRead) -> Covered:
    """Return a criterion with what there is of its sources."""
    return covered(found, sources_now(found.criterion.evaluation, found.sources_once))


@require_safe
def criterion(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Show one criterion: to its evaluators with all judgements, to others with the one that was checked."""
    found = find_read(request, code, criterion)
    evaluation, may = found.criterion.evaluation, evaluates(request, found.criterion.evaluation)
    held: list[CriterionJudgement | CheckedJudgement] = [*found.judgements] if may else []
    judgements = read_judgements(evaluation, [*held, *([found.checked] if found.checked else [])])
    standing = judgements[-1] if found.checked else None
    read = _latest(judgements[: len(held)], standing)
    of_it, kin = cover(found), kin_of(found)
    used = what_rests_on_address(evaluation.project_id, CRITERION_JUDGEMENT, [f"{code},{found.code}"])
    context = _asked_part(request, found) | {
        "kin": history_rows.kin_rows(request, evaluation, kin),
        "verdict": rows.verdict(read, may=may),
        "objection": rows.objection(found, read.judgement.number) if may and read else {},
        "facts": rows.facts(request, of_it),
        "sources": rows.source_rows(request, of_it, read),
        "agreement": rows.agreement(read),
        "against": rows.against_rows(request, read),
        "levels": rows.levels_of(found, read),
        "norms": rows.norm_history(found, of_it.once),
        "history": [
            row for row in history_rows.history(of_it, kin, judgements[: len(held)]) if was_there(request, row["at"])
        ],
        "bound": rows.bound_rows(request, of_it) if may and not found.now.is_closed else [],
        "moves": [] if found.now.is_closed else rows.moves(of_it),
        "used": [{"title": item.title, "detail": item.detail, "url": holder_url(request, item)} for item in used],
        "use_address": f"{code},{found.code}" if _is_evidence(found, read) else "",
        "acts": _acts(request, found, read) if may else [],
        "waits": _waits(request, read) if may and not found.now.is_closed else [],
    }
    return render(request, "evaluation/criterion.html", context)


def _asked_part(request: PageRequest, found: CriterionAsRead) -> dict[str, Any]:
    """Return what a criterion asks, of what, where that stands, and whether it still does."""
    return {
        "crumbs": crumbs_of(request, found.criterion.evaluation, (found.code, "")),
        "code": found.printed,
        "question": found.now.question,
        "language": found.criterion.criteria_list.language,
        "about": rows.say_kind(found),
        "subject": _subject(request, found),
        "is_closed": found.now.is_closed,
        "closed_reason": found.now.reason,
        "where": Evidences(request, [found.criterion]).of(found.criterion),
    }


def _is_evidence(found: CriterionAsRead, read: JudgementAsRead | None) -> bool:
    """Tell whether the judgement that is shown is the checked one, which others can rest on."""
    is_checked = bool(found.checked and read and read.judgement.number == found.checked.number)
    return is_checked and not found.moved_since_check


def _latest(judgements: list[JudgementAsRead], standing: JudgementAsRead | None) -> JudgementAsRead | None:
    """Return what is shown as the judgement: the latest, with who checked it where that is the one that stands.

    Of a checked one the evidence is that of the judgement itself, as far as the reader may see it.
    """
    if not judgements:
        return standing
    last = judgements[-1]
    if standing and standing.judgement.number == last.judgement.number:
        return JudgementAsRead(standing.judgement, last.evidence, last.moved)
    return last


def _subject(request: PageRequest, found: CriterionAsRead) -> dict[str, str]:
    kind, code = found.now.subject_kind, found.now.subject
    if not kind:
        return {}
    route = SUBJECT_ROUTES.get(SubjectKind(kind))
    args = [request.actor.project.code, code] if route else [request.actor.project.code]
    return {
        "label": say_subject(kind),
        "code": code,
        "url": reverse(route or "programme:map", args=args) + shown_day(request).query,
    }


def _acts(request: PageRequest, found: CriterionAsRead, read: JudgementAsRead | None) -> list[dict[str, Any]]:
    """Return what an evaluator can do: the next step first."""
    evaluation = found.criterion.evaluation.code

    def act(route: str, label: str, *parts: object, plain: bool = False) -> dict[str, Any]:
        return {"label": label, "url": address(request, route, evaluation, found.code, *parts), "plain": plain}

    if found.now.is_closed:
        return [act("word_criterion", _("Word it anew"))]
    judge, norm = act("judge_criterion", _("Judge")), act("fix_norm", _("Fix the norm"))
    acts = [judge, act("fix_norm", _("Change the norm"))] if found.norm else [norm, judge]
    judgement = read.judgement if read else None
    if isinstance(judgement, CriterionJudgement):
        if not reasons_against_checking_at_all(judgement, by=request.actor.person, at=timezone.now()):
            acts.insert(0, act("object_to_judgement", _("Object to it"), judgement.number))
        if not _waits(request, read):
            acts.insert(0, act("check_judgement", _("Check the judgement"), judgement.number))
    acts += [
        act("bind_source", _("Bind a source")),
        act("note_baseline", _("Note the baseline"), plain=True),
        act("word_criterion", _("Word it anew"), plain=True),
        act("split_criterion", _("Split"), plain=True),
        act("merge_criteria", _("Merge"), plain=True),
        act("close_criterion", _("Close"), plain=True),
    ]
    acts[0]["is_next"] = True
    return acts


def _waits(request: PageRequest, read: JudgementAsRead | None) -> list[str]:
    """Say why the reader can't check the judgement; nothing when it was checked or there is none."""
    if read is None or not isinstance(read.judgement, CriterionJudgement):
        return []
    changed = [one.link.identifier for one in read.changed]
    reasons = reasons_against_checking_judgement(
        read.judgement, changed, read.moved, by=request.actor.person, at=timezone.now()
    )
    return [reason.text for reason in reasons]
