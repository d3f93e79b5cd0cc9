"""Which statements does a thermometer ask? Instruments, one version, two side by side, and how it is answered."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.queries import instruments as queries
from vlechtwerk.domains.evaluation.queries.instrument_files import DO_NOT_KNOW, workbook_of
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instrument_warnings import open_warnings
from vlechtwerk.domains.evaluation.rules.instruments import (
    reasons_against_starting_version,
    reasons_against_writing,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedStatement, questionnaire_of
from vlechtwerk.domains.evaluation.words.wording import say_warnings
from vlechtwerk.interfaces.web.evaluation.instrument_forms import hint_about
from vlechtwerk.interfaces.web.evaluation.instrument_rows import (
    compared_rows,
    dimension_groups,
    language_of,
    missing_words,
    name_of,
    question_rows,
    say_version,
    scale_rows,
    version_parts,
    version_url,
)
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin
from vlechtwerk.interfaces.web.table_files import FORMS, Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_day


def version_or_404(request: PageRequest, evaluation: str, code: str, number: int) -> InstrumentVersion:
    """Return a version; on a past day only one that was fixed by then."""
    version, day = queries.find_version(evaluation, code, number), past_day(request)
    fixed_on = timezone.localdate(version.fixed_at) if version and version.fixed_at else None
    if version is None or (day is not None and (fixed_on is None or fixed_on > day)):
        raise Http404
    return version


def instrument_or_404(evaluation: str, code: str) -> Instrument:
    """Return an instrument."""
    found = queries.find_instrument(evaluation, code)
    if found is None:
        raise Http404
    return found


def evaluated_by_reader(request: PageRequest) -> list[Evaluation]:
    """Return the evaluations in which the reader can write."""
    who, now = request.actor.person, timezone.now()
    found = queries.evaluations_by_code()
    return [one for one in found if not reasons_against_evaluating(one, by=who, at=now)]


@require_safe
def instruments_page(request: PageRequest, project: str) -> HttpResponse:
    """List the instruments with their versions."""
    shown = shown_day(request)
    may_write = bool(not shown.is_past and evaluated_by_reader(request))
    context = {
        "shown": shown,
        "rows": [_instrument(request, one) for one in queries.instruments(past_day(request))],
        "exports": export_links(request, "evaluation:instruments_export"),
        "begin_url": reverse("evaluation:begin_instrument", args=[project]) if may_write else "",
        "import_url": reverse("evaluation:import_instrument", args=[project]) if may_write else "",
    }
    return render(request, "evaluation/instruments.html", context)


def _instrument(request: PageRequest, instrument: Instrument) -> dict[str, Any]:
    versions = list(instrument.versions.all())
    newest = versions[-1]
    return {
        "code": instrument.code,
        "name": name_of(newest),
        "language": language_of(newest),
        "evaluation": instrument.evaluation.title,
        "url": version_url(request, newest),
        "versions": [
            {"label": say_version(one), "url": version_url(request, one), "count": _say_count(one)}
            for one in reversed(versions)
        ],
        "reason": newest.reason,
    }


def _say_count(version: Any) -> str:
    count: int = version.statement_count
    return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}


def _counted(version: Any) -> str:
    return str(version.statement_count)


@require_safe
def instruments_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the versions of all instruments as a file."""
    heads = [_("Evaluation"), _("Instrument"), _("Name"), _("Version"), _("State"), _("Statements"), _("Reason")]
    rows = [
        [
            one.evaluation.code, one.code, name_of(version), str(version.number), str(version.get_state_display()),
            _counted(version), version.reason,
        ]
        for one in queries.instruments(past_day(request)) for version in one.versions.all()
    ]  # fmt: skip
    return table_file(request, Table(_("Instruments"), heads, rows), form)


@require_safe
def version_page(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Show all that a version asks, by dimension, with what may be wrong with it."""
    version = version_or_404(request, evaluation, code, number)
    asked, shown = questionnaire_of(version), shown_day(request)
    who: dict[str, Any] = {"by": request.actor.person, "at": timezone.now()}
    writing = is_offered(request, reasons_against_writing(version, **who))
    versions = queries.versions_of(version.instrument, past_day(request))
    warned = sum(1 for one in asked.statements if open_warnings(one))
    context = {
        "shown": shown,
        "crumbs": [*crumbs_to(request, version)[:-1], {"label": version.instrument.code, "url": ""}],
        "title": name_of(version),
        "language": language_of(version),
        "which": say_version(version),
        "facts": _facts(version),
        "groups": dimension_groups(request, version, asked, queries.map_places(), writing=writing),
        "scales": scale_rows(request, version, asked, writing=writing),
        "questions": question_rows(request, version, asked, writing=writing),
        "notes": _notes(missing_words(asked), warned, is_draft=version.state == InstrumentVersion.State.DRAFT),
        "count": len(asked.statements),
        "acts": _acts(request, version) if writing else {},
        "next_url": _next_url(request, version, who),
        "versions": [
            {"label": say_version(one), "url": version_url(request, one) if one != version else ""} for one in versions
        ],
        "compare_url": _compare_url(request, version, versions),
        "preview_url": version_url(request, version, "instrument_preview") if asked.statements else "",
        "exports": export_links(request, "evaluation:instrument_version_export", evaluation, code, str(number)),
        "workbook_url": version_url(request, version, "instrument_version_workbook"),
    }
    return render(request, "evaluation/instrument.html", context)


def crumbs_to(request: PageRequest, version: InstrumentVersion) -> list[dict[str, str]]:
    """Return the way to a version."""
    project, query = request.actor.project.code, shown_day(request).query
    return [
        {"label": _("Instruments"), "url": reverse("evaluation:instruments", args=[project]) + query},
        {"label": f"{version.instrument.code}, {say_version(version)}", "url": version_url(request, version)},
    ]


def _facts(version: InstrumentVersion) -> list[dict[str, str]]:
    instrument = version.instrument
    written = _("%(name)s, %(day)s") % {
        "name": version.made_by.name, "day": say_day(timezone.localdate(version.made_at)),
    }  # fmt: skip
    facts = [
        {"term": _("Evaluation"), "value": f"{instrument.evaluation.title} ({instrument.evaluation.code})"},
        {"term": _("Begun by"), "value": written},
    ]
    if version.reason:
        facts.append({"term": _("Why another version"), "value": version.reason})
    if version.fixed_at:
        facts.append({"term": _("Fixed on"), "value": say_day(timezone.localdate(version.fixed_at))})
    return facts


def _notes(missing: dict[str, int], warned: int, *, is_draft: bool) -> list[dict[str, str]]:
    """Return what someone should know of the whole version."""
    notes = []
    if missing["dutch"]:
        words = ngettext(
            "%(count)s text has no Dutch yet: it is needed before the version is fixed.",
            "%(count)s texts have no Dutch yet: they are needed before the version is fixed.",
            missing["dutch"],
        )
        notes.append({"level": "warning", "text": words % {"count": missing["dutch"]}})
    if missing["english"]:
        words = ngettext(
            "%(count)s text has no English: who reads English sees it in Dutch.",
            "%(count)s texts have no English: who reads English sees them in Dutch.",
            missing["english"],
        )
        notes.append({"level": "info", "text": words % {"count": missing["english"]}})
    if warned and is_draft:
        words = ngettext(
            "At %(count)s statement the wording may go wrong. It is a warning: you may keep it.",
            "At %(count)s statements the wording may go wrong. These are warnings: you may keep it so.",
            warned,
        )
        notes.append({"level": "warning", "text": words % {"count": warned}})
    return notes


def _acts(request: PageRequest, version: InstrumentVersion) -> dict[str, str]:
    routes = {
        "fix": "fix_instrument_version", "statement": "add_statement", "scale": "add_scale",
        "question": "add_open_question", "order": "move_statement",
    }  # fmt: skip
    return {name: version_url(request, version, route) for name, route in routes.items()}


def _next_url(request: PageRequest, version: InstrumentVersion, who: dict[str, Any]) -> str:
    instrument = version.instrument
    # With a reason, nothing else may stand against it.
    if not is_offered(request, reasons_against_starting_version(instrument, "…", **who)):
        return ""
    parts = [request.actor.project.code, instrument.evaluation.code, instrument.code]
    return reverse("evaluation:start_instrument_version", args=parts)


def _compare_url(request: PageRequest, version: InstrumentVersion, versions: list[InstrumentVersion]) -> str:
    if len(versions) < 2:
        return ""
    later = max(version.number, versions[1].number)
    before = max(one.number for one in versions if one.number < later)
    address = reverse("evaluation:compare_instrument_versions", args=version_parts(request, version)[:3])
    query = shown_day(request).query
    return f"{address}{query + '&' if query else '?'}before={before}&after={later}"


@require_safe
def version_export(
    request: PageRequest, project: str, evaluation: str, code: str, number: int, form: str
) -> HttpResponse:
    """Give the statements of a version as a list."""
    version = version_or_404(request, evaluation, code, number)
    heads = [
        _("Code"), _("Dimension"), _("Dutch"), _("English"), _("Short, in Dutch"), _("Short, in English"),
        _("Answered on"), _("Worded negatively"), _("Asks two things in one"), _("About"), _("Warnings"),
    ]  # fmt: skip
    asked = questionnaire_of(version)
    groups = dimension_groups(request, version, asked, {}, writing=False)
    dimensions = {row.code: group["heading"] for group in groups for row in group["rows"]}
    rows = [
        [
            one.code, dimensions[one.code], one.text["nl"], one.text.get("en", ""), one.short["nl"],
            one.short.get("en", ""), one.scale, _say_flag(one.negative), _say_flag(one.double_barrelled),
            ", ".join(one.about), " ".join(say_warnings(open_warnings(one))),
        ]
        for one in asked.statements
    ]  # fmt: skip
    name = f"{version.instrument.code} {say_version(version)}".replace(",", "")
    return table_file(request, Table(name, heads, rows), form)


def _say_flag(on: bool) -> str:
    return _("Yes") if on else _("No")


@require_safe
def version_workbook(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Give a version as a workbook from which it can be taken in again."""
    version = version_or_404(request, evaluation, code, number)
    prefix = words_of_origin(request.actor.project).file_prefix
    name = f"{prefix}{request.actor.project.code}-{evaluation}-{code}-{number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(workbook_of(version), content_type=FORMS["xlsx"], headers=headers)


@require_safe
def preview(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Show a statement as someone answers it on a phone, in each of its languages."""
    version = version_or_404(request, evaluation, code, number)
    asked = questionnaire_of(version)
    codes = [one.code for one in asked.statements]
    wanted = request.GET.get("statement", codes[0] if codes else "")
    if wanted not in codes:
        raise Http404
    at = codes.index(wanted)
    one = asked.statements[at]
    steps = {name: codes[to] for name, to in (("before", at - 1), ("after", at + 1)) if 0 <= to < len(codes)}
    address = reverse("evaluation:instrument_preview", args=version_parts(request, version))
    kept = "".join(f"&{name}={value}" for name, value in shown_day(request).kept.items())
    context = {
        "crumbs": [*crumbs_to(request, version), {"label": _("As it is answered"), "url": ""}],
        "phones": [
            _phone(one, language, at, len(codes), asked.scale_of(one)) for language in one.text if one.text[language]
        ],
        "code": one.code,
        "steps": {name: f"{address}?statement={to}{kept}" for name, to in steps.items()},
    }
    return render(request, "evaluation/instrument_preview.html", context)


def _phone(one: AskedStatement, language: str, at: int, count: int, scale: Any) -> dict[str, Any]:
    return {
        "language": language,
        "text": one.text[language],
        "answers": [category.label.get(language) or category.label["nl"] for category in scale.categories],
        "do_not_know": DO_NOT_KNOW[language] if scale.with_do_not_know else "",
        "at": at + 1,
        "count": count,
        "share": round(100 * (at + 1) / count),
    }


@require_safe
def compare_versions(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Lay two versions side by side: what can be compared over rounds, and where the line breaks."""
    instrument = instrument_or_404(evaluation, code)
    versions = queries.versions_of(instrument, past_day(request))
    before, after = _chosen(request, versions)
    rows = queries.side_by_side(before, after)
    same = sum(1 for row in rows if row.is_comparable)
    context = {
        "crumbs": [*crumbs_to(request, after), {"label": _("Side by side"), "url": ""}],
        "name": name_of(after),
        "language": language_of(after),
        "heads": [say_version(before).capitalize(), say_version(after).capitalize()],
        "filters": [_choice("before", _("Before"), versions, before), _choice("after", _("After"), versions, after)],
        "hidden": shown_day(request).kept,
        "rows": compared_rows(rows),
        "told": ngettext(
            "%(same)s of %(count)s statement can be compared over rounds.",
            "%(same)s of %(count)s statements can be compared over rounds.",
            len(rows),
        )
        % {"same": same, "count": len(rows)},
        "exports": export_links(request, "evaluation:compare_instrument_export", evaluation, code),
    }
    return render(request, "evaluation/instrument_compare.html", context)


def _chosen(request: PageRequest, versions: list[InstrumentVersion]) -> tuple[InstrumentVersion, InstrumentVersion]:
    if len(versions) < 2:
        raise Http404
    found = []
    for name, usual in (("before", versions[-2]), ("after", versions[-1])):
        asked = request.GET.get(name, "")
        version = next((one for one in versions if str(one.number) == asked), None if asked else usual)
        if version is None:
            raise Http404
        found.append(version)
    return found[0], found[1]


def _choice(name: str, label: str, versions: list[InstrumentVersion], chosen: InstrumentVersion) -> dict[str, Any]:
    options = [{"value": one.number, "label": say_version(one), "selected": one == chosen} for one in versions]
    return {"kind": "select", "name": name, "label": label, "options": options}


@require_safe
def compare_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give two versions side by side as a file."""
    instrument = instrument_or_404(evaluation, code)
    before, after = _chosen(request, queries.versions_of(instrument, past_day(request)))
    heads = [_("Code"), _("What became of it"), _("Before"), _("After"), _("What differs")]
    rows = [
        [
            row.code, printed["word"], row.before.text["nl"] if row.before else "",
            row.after.text["nl"] if row.after else "", printed["differing"],
        ]
        for row, printed in _printed(before, after)
    ]  # fmt: skip
    return table_file(request, Table(f"{instrument.code} {before.number}-{after.number}", heads, rows), form)


def _printed(before: InstrumentVersion, after: InstrumentVersion) -> list[tuple[Any, dict[str, Any]]]:
    rows = queries.side_by_side(before, after)
    return list(zip(rows, compared_rows(rows), strict=True))


@require_safe
def wording(request: PageRequest, project: str) -> HttpResponse:
    """Say what may be wrong with the words of a statement while it is typed: a part of a page."""
    for language in ("nl", "en"):
        if (text := request.GET.get(f"text_{language}")) is not None:
            return HttpResponse(hint_about(language, text[:1000]))
    raise Http404
