"""What is found? The findings of an evaluation as far as the reader may see them, and one of them with its evidence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, EvidenceAgainst, Finding, FindingKind, FindingStep
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.finding_files import approved_line, finding_heads, finding_line
from vlechtwerk.domains.evaluation.queries.findings import (
    ApprovedAsRead,
    FindingAsItStands,
    approved_findings,
    find_approved,
    find_finding,
    findings_and_states,
    findings_of,
)
from vlechtwerk.domains.evaluation.queries.looked_at_again import LookedAtAgain, looked_at_again
from vlechtwerk.domains.evaluation.rules.evaluators import is_evaluator
from vlechtwerk.domains.evaluation.rules.findings import (
    reasons_against_approving,
    reasons_against_checking,
    reasons_against_reopening,
    reasons_against_writing,
)
from vlechtwerk.domains.programme.queries.sources import what_rests_on_address
from vlechtwerk.foundation.evidence.models import BASES, GROUNDS
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.evaluation import finding_rows as rows
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_rows import FindingRow
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_use import use_address
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import page_links, select
from vlechtwerk.interfaces.web.programme.rows import holder_url
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

FINDING = "finding"
ROWS_PER_PAGE = 50
# What a list can be narrowed to, by the name of the field.
FIELDS = ("question", "state", "ground", "base", "kind")


def evaluates(request: PageRequest, evaluation: Evaluation) -> bool:
    """Tell whether the reader is evaluator of an evaluation; of a past day no drafts are shown."""
    return not shown_day(request).is_past and is_evaluator(evaluation, request.actor.person, timezone.now())


def list_of_all(request: PageRequest, route: str, template: str, says: Callable[[Evaluation], str]) -> HttpResponse:
    """List the evaluations, those of the reader first, each with what there is in words."""
    mine = evaluated_by(request.actor.person, timezone.now())
    ordered = sorted(Evaluation.objects.all(), key=lambda one: (one.code not in mine, one.code))
    links = [{"label": one.title, "url": address(request, route, one.code), "says": says(one)} for one in ordered]
    return render(request, template, {"links": links})


@require_safe
def findings_of_all(request: PageRequest, project: str) -> HttpResponse:
    """Lead to the findings of each evaluation: of those of the reader all are counted, of others what is approved."""
    approved = approved_findings()
    counted: dict[UUID, Counter[str]] = {}
    for one in rows.known_then(request, approved):
        counted.setdefault(one.approved.evaluation_id, Counter())[Finding.State.APPROVED] += 1
    if not shown_day(request).is_past:
        written = findings_and_states(approved)
        counted |= {finding.evaluation_id: Counter() for finding, _state in written}
        for finding, state in written:
            counted[finding.evaluation_id][state] += 1
    return list_of_all(
        request, "findings", "evaluation/findings_of_all.html",
        lambda evaluation: rows.say_counts(counted.get(evaluation.id, Counter())),
    )  # fmt: skip


def crumbs_of(request: PageRequest, evaluation: Evaluation, *more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way to a page below the findings of an evaluation; what has no address is the page itself."""
    way = [
        (_("Findings"), address(request, "findings_of_all")),
        (evaluation.title, address(request, "findings", evaluation.code)),
    ]
    return [{"label": label, "url": url} for label, url in [*way, *more]]


def _all_rows(request: PageRequest, evaluation: Evaluation) -> list[FindingRow]:
    if evaluates(request, evaluation):
        return [rows.finding_row(request, one) for one in findings_of(evaluation)]
    return [rows.approved_row(request, one) for one in rows.known_then(request, approved_findings(evaluation))]


def _all_lines(request: PageRequest, evaluation: Evaluation) -> list[tuple[FindingRow, list[str]]]:
    """Return each finding as it stands in the list, by which it is narrowed, and in the table."""
    if evaluates(request, evaluation):
        return [(rows.finding_row(request, one), finding_line(one)) for one in findings_of(evaluation)]
    approved = rows.known_then(request, approved_findings(evaluation))
    return [(rows.approved_row(request, one), approved_line(one)) for one in approved]


def _asked(request: PageRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:20] for name in FIELDS}


def _answers_to(row: FindingRow, asked: Mapping[str, str]) -> bool:
    return all(
        not wanted or (wanted in row.questions if name == "question" else getattr(row, name) == wanted)
        for name, wanted in asked.items()
    )


@require_safe
def findings(request: PageRequest, project: str, code: str) -> HttpResponse:
    """List the findings: how many and how far first, then each with its ground and base."""
    evaluation = find_evaluation(code)
    may, asked = evaluates(request, evaluation), _asked(request)
    found = _all_rows(request, evaluation)
    shown = [row for row in found if _answers_to(row, asked)]
    pages = Paginator(shown, ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs_of(request, evaluation),
        "evaluation": {"title": evaluation.title},
        "counted": rows.say_counts(Counter(row.state for row in found)),
        # Evaluators read them in the list.
        "again": "" if may else rows.say_again(_again(request, evaluation)),
        "rows": list(page.object_list),
        "pages": page_links(request, page, pages) if pages.num_pages > 1 else {},
        "shown": _say_shown(len(shown), len(found)) if any(asked.values()) else "",
        "filters": _filters(evaluation, asked, drafts=may),
        "filters_on": sum(1 for value in asked.values() if value),
        "clear_url": address(request, "findings", code) if any(asked.values()) else "",
        "exports": export_links(request, "evaluation:findings_export", code),
        "none": _("No finding answers to this.") if found else _none(may=may),
        "begin_url": address(request, "begin_finding", code) if may else "",
        "answers_url": address(request, "answers", code),
        "words_url": address(request, "amount_words", code),
    }
    return render(request, "evaluation/findings.html", context)


def _none(*, may: bool) -> str:
    if may:
        return _(
            "No finding has been written yet. Begin at what carries it: on each page of evidence stands “Use as "
            "evidence”."
        )
    return _("No finding has been approved yet.")


def _say_shown(shown: int, all_of_them: int) -> str:
    words = {"shown": shown, "all": all_of_them}
    return ngettext("%(shown)s of %(all)s is shown.", "%(shown)s of %(all)s are shown.", shown) % words


def _filters(evaluation: Evaluation, asked: Mapping[str, str], *, drafts: bool) -> list[dict[str, Any]]:
    questions = [(one.code, f"{one.code} {one.text}") for one in evaluation.questions.all()]
    states = [select("state", _("How far"), [("", _("all")), *Finding.State.choices], asked["state"])] if drafts else []
    return [
        select("question", _("Question"), [("", _("all")), *questions], asked["question"]),
        *states,
        select("ground", _("Ground"), [("", _("all")), *GROUNDS], asked["ground"]),
        select("base", _("Base"), [("", _("all")), *BASES], asked["base"]),
        select("kind", _("What is to be done"), [("", _("all")), *FindingKind.choices], asked["kind"]),
    ]


@require_safe
def findings_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give the findings, as narrowed, as a file: ground and base in a column of their own."""
    asked = _asked(request)
    lines = [line for row, line in _all_lines(request, find_evaluation(code)) if _answers_to(row, asked)]
    return table_file(request, Table(_("Findings"), finding_heads(), lines), form)


@require_safe
def finding(request: PageRequest, project: str, code: str, finding: str) -> HttpResponse:
    """Show one finding: to its evaluators with all that carries it, to others once it is approved."""
    evaluation = find_evaluation(code)
    found = find_finding(code, finding) if evaluates(request, evaluation) else None
    if found is not None:
        return render(request, "evaluation/finding.html", _of_evaluators(request, found))
    approved = find_approved(code, finding)
    if approved is None and (again := next((one for one in _again(request, evaluation) if one.code == finding), None)):
        context = {"crumbs": crumbs_of(request, evaluation, (again.code, "")), "code": again.code}
        return render(request, "evaluation/finding_again.html", context | {"words": rows.say_since(again)})
    return render(request, "evaluation/finding.html", _approved(request, approved))


def _again(request: PageRequest, evaluation: Evaluation) -> list[LookedAtAgain]:
    return rows.again_then(request, looked_at_again(approved_findings(evaluation), evaluation.id))


def _head(request: PageRequest, evaluation: Evaluation, row: FindingRow) -> dict[str, Any]:
    used = what_rests_on_address(evaluation.project_id, FINDING, [f"{evaluation.code},{row.code}"])
    kind = {
        FindingKind.SOLVE_NOW: _("to solve now"),
        FindingKind.KEEP: _("to keep"),
        FindingKind.NEITHER: _("not marked to solve or to keep"),
    }
    return {
        "crumbs": crumbs_of(request, evaluation, (row.code, "")),
        "code": row.code,
        "plain": row.plain,
        "pieces": row.pieces,
        "language": row.language,
        "ground": row.ground,
        "base": row.base,
        "state": row.state,
        "state_word": row.state_word,
        "ground_words": rows.say_ground(row.ground, row.base),
        "about": [kind[FindingKind(row.kind)]],
        "questions": [
            {"code": one.code, "text": one.text, "url": address(request, "answer", evaluation.code, one.code)}
            for one in evaluation.questions.all()
            if one.code in row.questions
        ],
        "used": [{"title": item.title, "detail": item.detail, "url": holder_url(request, item)} for item in used],
    }


def of_evaluators(found: FindingAsItStands, sides: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return what speaks for and against a finding as its evaluators read it, with the words around it."""
    return dict(sides) | _against(found.finding.sought) | {
        "supports_count": _still_there(sides["supports"]),
        "contradicts_count": _still_there(sides["contradicts"]),
        "supports_none": _("No evidence for it yet."),
        "together": rows.say_together(found.evidence),
    }  # fmt: skip


def _still_there(rows: Sequence[Any]) -> int:
    return sum(not row["lost"] for row in rows)


def _of_evaluators(request: PageRequest, found: FindingAsItStands) -> dict[str, Any]:
    finding, now, by, at = found.finding, found.now, request.actor.person, timezone.now()
    row = rows.finding_row(request, found)
    against_writing = reasons_against_writing(finding, by=by, at=at, now=now)
    sides = rows.evidence_sides(request, found, may_write=not against_writing)
    head = _head(request, finding.evaluation, row)
    waits = {
        "check_finding": reasons_against_checking(finding, by=by, at=at, now=now),
        "approve_finding": reasons_against_approving(finding, by=by, at=at, now=now),
        "reopen_finding": reasons_against_reopening(finding, "…", by=by, at=at, now=now),
    }
    return head | of_evaluators(found, sides) | {
        "notes": rows.notes_of(row.pieces, sides),
        "reopened": _reopened(found),
        "steps": rows.step_rows(found, len(head["used"])),
        "acts": _acts(request, found, waits, writes=not against_writing),
        "waits": _say_waits(found, waits),
        "history": rows.history_rows(found, {row["number"]: row["text"] for side in sides.values() for row in side}),
    }  # fmt: skip


def _approved(request: PageRequest, found: ApprovedAsRead | None) -> dict[str, Any]:
    if found is None or not rows.known_then(request, [found]):
        raise Http404
    row, one = rows.approved_row(request, found), found.approved
    sides = rows.approved_sides(request, found)
    methods = {rows.label_of_method(name): says for name, says in one.methods.items()}
    against_hidden = one.sought == EvidenceAgainst.FOUND and not sides["contradicts"]
    return _head(request, one.evaluation, row) | sides | _against(one.sought) | {
        "supports_count": len(sides["supports"]) or "",
        "contradicts_count": "" if against_hidden else len(sides["contradicts"]),
        "notes": rows.notes_of(row.pieces, sides),
        # It has evidence for it, or it was not approved; what that is, not every member reads.
        "supports_none": _("Which evidence carries it is for its evaluators only."),
        "is_carried": True,
        "approved": rows.say_approved(one.approved_by.name, one.approved_at),
        "together": rows.say_methods(methods),
        "use_address": f"{one.evaluation.code},{one.code}",
    }  # fmt: skip


def _against(sought: str) -> dict[str, Any]:
    if sought != EvidenceAgainst.NOT_SOUGHT:
        none, hidden = _("Sought, none found."), _("Found, but not for every reader to see.")
        return {"is_sought": True, "contradicts_none": hidden if sought == EvidenceAgainst.FOUND else none}
    return {
        "is_sought": False,
        "contradicts_none": _("Evidence against it was not sought."),
        "contradicts_note": _("That is something else than sought and not found."),
    }


def _reopened(found: FindingAsItStands) -> dict[str, Any] | None:
    if found.state != Finding.State.REOPENED:
        return None
    opened = (FindingStep.Act.REOPENED, FindingStep.Act.EVIDENCE_CHANGED)
    last = next((step for step in reversed(found.steps) if step.act in opened), None)
    changes = [{"what": f"{one.number}. {one.title}", "old": one.old, "new": one.new} for one in found.changed]
    if not changes and last is not None:
        # Written down already, by the act that changed it.
        changes = [row for one in last.changes if (row := rows.change_row(one, {}))["what"]]
    following = _("Until it is checked and approved again, nobody reads it as approved.")
    if changes:
        words = _("Open again: evidence changed since it was approved.")
        return {"words": words, "changes": changes, "next": following}
    words = _("Reopened: %(why)s") % {"why": last.remark} if last and last.remark else _("Reopened.")
    return {"words": words, "changes": [], "next": following}


def _acts(
    request: PageRequest, found: FindingAsItStands, waits: Mapping[str, Sequence[Reason]], *, writes: bool
) -> list[dict[str, Any]]:
    """Return what the reader can do: the next step first, as the one primary act."""
    evaluation, code = found.finding.evaluation.code, found.finding.code

    def act(route: str, label: str, *, plain: bool = False) -> dict[str, Any]:
        return {"label": label, "url": address(request, route, evaluation, code), "plain": plain, "is_next": False}

    steps = [("approve_finding", _("Approve")), ("check_finding", _("Check"))]
    acts = [act(route, label) for route, label in steps if not waits[route]]
    if writes:
        acts.append(act("change_finding", _("Change the sentence")))
        acts.append(act("add_finding_evidence", _("Add evidence for or against")))
    if found.state == Finding.State.APPROVED:
        url = use_address(address(request, "use_as_evidence"), FINDING, f"{evaluation},{code}")
        acts.append({"label": _("Use as evidence"), "url": url, "plain": False, "is_next": False})
    if not waits["reopen_finding"]:
        acts.append(act("reopen_finding", _("Reopen"), plain=True))
    if acts and not acts[0]["plain"] and acts[0]["url"].endswith(("approve/", "check/", "change/")):
        acts[0]["is_next"] = True
    return acts


def _say_waits(found: FindingAsItStands, waits: Mapping[str, Sequence[Reason]]) -> list[str]:
    """Say why the next step is not the reader's."""
    following = {
        Finding.State.DRAFT: "check_finding",
        Finding.State.REOPENED: "check_finding",
        Finding.State.CHECKED: "approve_finding",
    }.get(Finding.State(found.state))
    return [reason.text for reason in waits[following]] if following else []
