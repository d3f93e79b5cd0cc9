"""What is known of each question of an evaluation, on which findings, what is not known, and which method disagrees."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, Finding
from vlechtwerk.domains.evaluation.operations import answers as operations
from vlechtwerk.domains.evaluation.queries.answers import (
    Answer,
    AnswerCounts,
    GapAsItStands,
    NotHeardOn,
    answers_of,
    count_answers,
    counts_of_answers,
)
from vlechtwerk.domains.evaluation.queries.findings import approved_findings, findings_of
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import finding_forms as forms
from vlechtwerk.interfaces.web.evaluation import finding_rows as rows
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates, list_of_all
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_day

# So many of what is not known stand in the list; all of it on the page of the question.
MOST_IN_LIST = 2


@require_safe
def answers_of_all(request: PageRequest, project: str) -> HttpResponse:
    """Lead to the answers of each evaluation."""
    counted = counts_of_answers(rows.known_then(request, approved_findings()))
    return list_of_all(
        request, "answers", "evaluation/answers_of_all.html",
        lambda evaluation: _say_counts(counted.get(evaluation.id, AnswerCounts(0, 0, 0))),
    )  # fmt: skip


def _crumbs(request: PageRequest, evaluation: Evaluation, *more: tuple[str, str]) -> list[dict[str, str]]:
    way = [
        (_("Answers"), address(request, "answers_of_all")),
        (evaluation.title, address(request, "answers", evaluation.code)),
    ]
    return [{"label": label, "url": url} for label, url in [*way, *more]]


@require_safe
def answers(request: PageRequest, project: str, code: str) -> HttpResponse:
    """List the questions with what is known and what is not, each in a sentence."""
    evaluation = find_evaluation(code)
    found = _answers(request, evaluation, may=evaluates(request, evaluation))
    context = {
        "crumbs": _crumbs(request, evaluation),
        "evaluation": {"title": evaluation.title},
        "counted": _say_counts(count_answers(found)),
        "rows": [_row(request, evaluation, one) for one in found],
        "findings_url": address(request, "findings", code),
        "exports": export_links(request, "evaluation:answers_export", code),
    }
    return render(request, "evaluation/answers.html", context)


def _say_counts(counted: AnswerCounts) -> str:
    answered, doubted = counted.known, counted.doubted
    words = {"answered": answered, "all": counted.questions}
    told = ngettext(
        "Of %(answered)s of the %(all)s questions something is known.",
        "Of %(answered)s of the %(all)s questions something is known.",
        answered,
    )  # fmt: skip
    if not doubted:
        return told % words
    against = ngettext("On %(number)s a method disagrees.", "On %(number)s a method disagrees.", doubted)
    return f"{told % words} {against % {'number': doubted}}"


def _row(request: PageRequest, evaluation: Evaluation, one: Answer) -> dict[str, Any]:
    return {
        "code": one.question.code,
        "text": one.question.text,
        "url": address(request, "answer", evaluation.code, one.question.code),
        "is_known": bool(one.known),
        "known": [rows.approved_row(request, found) for found in one.known[:MOST_IN_LIST]],
        "again": rows.say_again(one.again),
        "more": _say_more(len(one.known) - MOST_IN_LIST),
        "not_known": _not_known(one)[:MOST_IN_LIST],
        "disagrees": _disagrees(one),
    }


def _say_more(number: int) -> str:
    if number < 1:
        return ""
    return ngettext("and %(number)s finding more", "and %(number)s findings more", number) % {"number": number}


def _not_known(one: Answer) -> list[str]:
    """Say what is not known: what was noted, and which methods brought nothing yet."""
    noted = [gap.gap.text for gap in one.gaps if gap.is_open]
    if one.without_evidence:
        noted.append(_("Nothing came yet from: %(methods)s.") % {"methods": join_and(_names_without(one))})
    if not one.known and not noted:
        noted.append(_("No approved finding answers it yet."))
    return noted


def _names_without(one: Answer) -> list[str]:
    """Return the methods that brought no evidence, each once: a later measurement may use it again."""
    return list(dict.fromkeys(method.name for method in one.without_evidence))


def _disagrees(one: Answer) -> list[str]:
    """Say of each finding which methods contradict it, and which speak for it."""
    said = []
    for item in one.disagreeing:
        words = {
            "against": join_and([rows.label_of_method(method) for method in item.against]),
            "supporting": join_and([rows.label_of_method(method) for method in item.supporting]) or _("none"),
            "code": item.approved.code,
        }
        said.append(_("Against %(code)s: %(against)s; for it: %(supporting)s.") % words)
    return said


@require_safe
def answers_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give the answers as a file: a line per finding, with its ground and base, and one for a question without."""
    heads = [
        _("Question"), _("Text of the question"), _("Finding"), _("What is known"), _("Ground"), _("Base"),
        _("What is not known"), _("Which method disagrees"),
    ]  # fmt: skip
    table = []
    for one in _answers(request, find_evaluation(code), may=False):
        first = [one.question.code, one.question.text]
        last = ["; ".join(_not_known(one)), "; ".join(_disagrees(one))]
        if not one.known:
            table.append([*first, "", "", "", "", *last])
        for found in one.known:
            said = found.approved
            grounds = [rows.label_of_ground(said.ground), rows.label_of_base(said.base)]
            table.append([*first, said.code, said.sentence, *grounds, *last])
    return table_file(request, Table(_("Answers"), heads, table), form)


def _answers(request: PageRequest, evaluation: Evaluation, *, may: bool) -> list[Answer]:
    """Return the answers as they were on the day that is shown."""
    return [
        replace(
            one,
            known=rows.known_then(request, one.known),
            gaps=[gap for gap in one.gaps if rows.was_there(request, gap.history[0].noted_at)],
            disagreeing=[said for said in one.disagreeing if rows.was_there(request, said.approved.approved_at)],
            again=rows.again_then(request, one.again),
        )
        for one in answers_of(evaluation, for_evaluator=may)
    ]


def _find(request: PageRequest, evaluation: Evaluation, question: str, *, may: bool = False) -> Answer:
    found = next((one for one in _answers(request, evaluation, may=may) if one.question.code == question), None)
    if found is None:
        raise Http404
    return found


@require_safe
def answer(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """Show what is known of one question, on which findings, what is not known, and which method disagrees."""
    evaluation = find_evaluation(code)
    may = evaluates(request, evaluation)
    found = _find(request, evaluation, question, may=may)
    asked = found.question
    context = {
        "crumbs": _crumbs(request, evaluation, (asked.code, "")),
        "question": {"code": asked.code, "text": asked.text, "brought_in_by": asked.brought_in_by},
        "counted": _say_known(found),
        "known": [rows.approved_row(request, one) for one in found.known],
        "again": rows.say_again(found.again),
        "known_none": _("No approved finding answers this question yet."),
        "drafts": _drafts(request, evaluation, asked.code) if may else [],
        "unknown": [_gap(request, code, one, may=may) for one in found.gaps if one.is_open],
        "closed": [_gap(request, code, one, may=may) for one in found.gaps if not one.is_open],
        "without": _names_without(found),
        "not_heard": _not_heard(found.not_heard),
        "disagrees": _disagrees(found),
        "disagrees_none": _agree(found),
        "note_url": address(request, "note_gap", code, asked.code) if may else "",
        "acts": [{
            "label": _("Write a finding"),
            "url": f"{address(request, 'begin_finding', code)}?question={asked.code}",
        }] if may else [],
    }  # fmt: skip
    return render(request, "evaluation/answer.html", context)


def _say_known(found: Answer) -> str:
    if not found.known:
        return _("Nothing is known yet that was approved.")
    words = {"number": len(found.known)}
    told = ngettext(
        "%(number)s approved finding answers it.", "%(number)s approved findings answer it.", len(found.known)
    )
    unknown = sum(1 for one in found.gaps if one.is_open)
    missing = ngettext("%(number)s thing is not known.", "%(number)s things are not known.", unknown)
    return f"{told % words} {missing % {'number': unknown}}" if unknown else told % words


def _agree(found: Answer) -> str:
    if not found.known:
        return _("There is nothing to compare yet.")
    return _("No method contradicts what is known.")


def _drafts(request: PageRequest, evaluation: Evaluation, question: str) -> list[rows.FindingRow]:
    shown = [rows.finding_row(request, one) for one in findings_of(evaluation)]
    return [row for row in shown if question in row.questions and row.state != Finding.State.APPROVED]


def _gap(request: PageRequest, code: str, one: GapAsItStands, *, may: bool) -> dict[str, Any]:
    gap = one.gap
    words = {"name": gap.noted_by.name, "day": say_day(timezone.localdate(gap.noted_at))}
    url = address(request, "change_gap", code, gap.question.code, gap.number)
    return {
        "text": gap.text,
        "reason": gap.reason,
        "state": str(gap.get_state_display()),
        "noted": _("noted by %(name)s on %(day)s") % words,
        "change_url": url if may else "",
    }


def _not_heard(found: NotHeardOn | None) -> list[str]:
    """Say who was not heard on a question; nothing for who may not know."""
    if found is None:
        return []
    lines = []
    if found.groups:
        lines.append(_("Groups of the plan: %(names)s.") % {"names": join_and([one.name for one in found.groups])})
    if found.levels:
        levels = join_and([rows.label_of_level(level) for level in found.levels])
        lines.append(_("Levels: %(names)s.") % {"names": levels})
    if found.organisations:
        lines.append(_("Organisations: %(names)s.") % {"names": join_and([one.name for one in found.organisations])})
    return lines


@read_and_write
def note_gap(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """Note what is not known of a question, and why."""
    evaluation = find_evaluation(code)
    found = _find(request, evaluation, question)
    form = forms.GapForm(request.POST or None)

    def act() -> str:
        told = form.cleaned_data
        operations.note_gap(found.question, told["text"], told["reason"], **by_whom(request))
        return _("Noted. It stands with the answer, so that nobody takes it for known.")

    return answer_form(
        request, _("Note what is not known"), _("Note it"), form, address(request, "answer", code, question), act,
        before=reasons_against_evaluating(evaluation, **by_whom(request)),
        facts=[{"term": found.question.code, "value": found.question.text}],
    )  # fmt: skip


@read_and_write
def change_gap(request: PageRequest, project: str, code: str, question: str, number: int) -> HttpResponse:
    """Say how it stands with what was not known; what was noted before stays."""
    evaluation = find_evaluation(code)
    found = _find(request, evaluation, question)
    gap = next((one.gap for one in found.gaps if one.gap.number == number), None)
    if gap is None:
        raise Http404
    initial = {"text": gap.text, "reason": gap.reason, "state": gap.state}
    form = forms.ChangedGapForm(request.POST or None, initial=initial)

    def act() -> str:
        told = form.cleaned_data
        operations.change_gap(gap, told["text"], told["reason"], told["state"], **by_whom(request))
        return _("Saved. What was noted before stays in the history.")

    return answer_form(
        request, _("What is not known, as it stands now"), _("Save"), form,
        address(request, "answer", code, question), act,
        before=reasons_against_evaluating(evaluation, **by_whom(request)),
        facts=[{"term": found.question.code, "value": found.question.text}],
    )  # fmt: skip
