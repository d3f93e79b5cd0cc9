"""Take in an instrument from a file: first what was understood and what can't be kept, then saved as a draft."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Dimension, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.operations import instruments as operations
from vlechtwerk.domains.evaluation.queries.instruments import instruments, map_places
from vlechtwerk.domains.evaluation.rules.instrument_content import mistakes_in_content
from vlechtwerk.domains.evaluation.rules.instrument_files import UnderstoodInstrument, understood
from vlechtwerk.domains.evaluation.rules.instruments import reasons_against_starting_version
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.words.survey_files import (
    words_of_mistake,
    words_of_not_kept,
    words_of_place,
)
from vlechtwerk.engines.surveys.instrument_intake import MOST_MEGABYTES, take_in_instrument
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Unreadable
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.instrument_forms import FileForm, SaveImportForm
from vlechtwerk.interfaces.web.evaluation.instrument_rows import answer_rows, version_url
from vlechtwerk.interfaces.web.evaluation.instrument_views import evaluated_by_reader
from vlechtwerk.interfaces.web.evaluation.instrument_writing_views import nobody_evaluates, who_acts
from vlechtwerk.interfaces.web.middleware import PageRequest

# What was understood goes along to where it is confirmed, signed: it comes back as it left, and within a day.
SALT, SECONDS = "instrument from a file", 24 * 60 * 60
MOST_SHOWN = 50


@read_and_write
def import_instrument(request: PageRequest, project: str) -> HttpResponse:
    """Ask for a file; show what it says; save it when that is confirmed."""
    if not evaluated_by_reader(request):
        code = 409 if request.method == "POST" else 200
        return _page(request, reasons=nobody_evaluates(request), code=code)
    if request.method != "POST":
        return _page(request, form=FileForm())
    if is_too_large(request):
        return _page(request, form=FileForm(), mistakes=[_too_large()], code=413)
    if "content" in request.POST:
        return _save(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, code=422)
    return _look(request, form)


def _too_large() -> Mistake:
    return Mistake("file_too_large", details={"most": str(MOST_MEGABYTES)})


def _look(request: PageRequest, form: FileForm) -> HttpResponse:
    """Read the file, and show what it says or what is wrong with it."""
    file = form.uploaded()
    against = reasons_against_one_more(request, request.actor.account)
    if against:
        return _page(request, form=FileForm(), reasons=against, code=409)
    places = map_places()
    try:
        found = understood(take_in_instrument(Path(file.temporary_file_path()), file.name or ""), places)
    except Unreadable as error:
        return _page(request, form=FileForm(), mistakes=list(error.mistakes), count=error.count, code=422)
    mistakes = list(mistakes_in_content(found.asked, places, found.details.place_of))
    if mistakes:
        return _page(request, form=FileForm(), mistakes=mistakes[:MOST_SHOWN], count=len(mistakes), code=422)
    save = SaveImportForm(
        initial={
            "content": signing.dumps(_sent_along(request, found), salt=SALT, compress=True),
            "name_nl": found.asked.name.get("nl") or found.asked.name.get("en", ""),
            "name_en": found.asked.name.get("en", ""),
        },
        targets=_targets(request),
    )
    return _page(request, save=save, found=found)


def _sent_along(request: PageRequest, found: UnderstoodInstrument) -> dict[str, Any]:
    return {"person": str(request.actor.person.id), "asked": found.asked.as_json()}


def _targets(request: PageRequest) -> list[tuple[str, str]]:
    """Return what a file can become: an instrument of an evaluation, or the next version of one."""
    mine = evaluated_by_reader(request)
    new = [(f"new {one.code}", _("A new instrument of %(title)s") % {"title": one.title}) for one in mine]
    return new + [
        (f"next {one.id}", _("The next version of %(code)s: %(name)s") % {"code": one.code, "name": one.name_nl})
        for one in _may_go_on(request)
    ]


def _may_go_on(request: PageRequest) -> list[Instrument]:
    mine = {one.id for one in evaluated_by_reader(request)}
    who = who_acts(request)
    return [
        one
        for one in instruments()
        if one.evaluation_id in mine and not reasons_against_starting_version(one, "…", **who)
    ]


def _save(request: PageRequest) -> HttpResponse:
    form = SaveImportForm(request.POST, targets=_targets(request))
    try:
        sent = signing.loads(request.POST["content"], salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        sent = {}
    if sent.get("person") != str(request.actor.person.id):
        words = _("What was read of the file did not come back as it was. Choose the file again.")
        return _page(request, form=FileForm(), reasons=[Reason("file_read_too_long_ago", words)], code=409)
    asked = AskedQuestionnaire.from_json(sent["asked"])
    found = UnderstoodInstrument(asked, (), (), InstrumentDetails())
    if not form.is_valid():
        return _page(request, save=form, found=found, code=422)
    try:
        version = _saved(request, form.cleaned_data, asked)
    except Refused as refused:
        return _page(request, save=form, found=found, reasons=list(refused.reasons), code=409)
    messages.success(request, _("Saved as a draft. Look at its sides, directions and dimensions before you fix it."))
    return redirect(version_url(request, version))


def _saved(request: PageRequest, chosen: dict[str, Any], asked: AskedQuestionnaire) -> InstrumentVersion:
    kind, _space, which = chosen["target"].partition(" ")
    if kind == "next":
        instrument = next(one for one in _may_go_on(request) if str(one.id) == which)
        return operations.start_version(instrument, chosen["reason"], content=asked, **who_acts(request))
    evaluation = next(one for one in evaluated_by_reader(request) if one.code == which)
    name = {"nl": chosen["name_nl"], "en": chosen["name_en"]}
    return operations.begin_instrument(evaluation, chosen["code"], name, content=asked, **who_acts(request))


def _page(
    request: PageRequest,
    *,
    form: FileForm | None = None,
    save: SaveImportForm | None = None,
    found: UnderstoodInstrument | None = None,
    mistakes: list[Mistake] | None = None,
    count: int = 0,
    reasons: list[Reason] | None = None,
    code: int = 200,
) -> HttpResponse:
    lists = reverse("evaluation:instruments", args=[request.actor.project.code])
    shown = mistakes or []
    context = {
        "crumbs": [{"label": _("Instruments"), "url": lists}, {"label": _("Take in an instrument"), "url": ""}],
        "form": form,
        "save": save,
        "understood": _understood(found) if found else None,
        "mistakes": [{"place": words_of_place(one.place), "words": words_of_mistake(one)} for one in shown],
        "told": _told(count or len(shown), len(shown)),
        "reasons": reasons or [],
        "back_url": lists,
    }
    return render(request, "evaluation/instrument_import.html", context, status=code)


def _told(total: int, shown: int) -> str:
    said = ngettext("%(count)s mistake in the file.", "%(count)s mistakes in the file.", total) % {"count": total}
    if shown < total:
        said += " " + _("The first %(shown)s are:") % {"shown": shown}
    return said + " " + _("Nothing was saved.")


def _understood(found: UnderstoodInstrument) -> dict[str, Any]:
    """Say what a file holds, before anything is saved."""
    asked = found.asked
    return {
        "facts": [
            {"term": _("Statements"), "value": str(len(asked.statements))},
            {"term": _("Answer scales"), "value": str(len(asked.scales))},
            {"term": _("Open questions"), "value": str(len(asked.open_questions))},
        ],
        "groups": [
            {
                "heading": str(dimension.label),
                "rows": [
                    {"code": one.code, "dutch": one.text["nl"], "english": one.text.get("en", ""), "scale": one.scale}
                    for one in asked.statements
                    if one.dimension == dimension
                ],
            }
            for dimension in Dimension
        ],
        "scales": [
            {"code": one.code, "answers": answer_rows(one), "with_do_not_know": one.with_do_not_know}
            for one in asked.scales
        ],
        "questions": [{"code": one.code, "texts": list(one.text.values())} for one in asked.open_questions],
        "not_kept_count": len(found.not_kept),
        "not_kept": _left(found.not_kept),
        "guessed": ", ".join(found.guessed),
    }


def _left(not_kept: Sequence[NotKept]) -> list[dict[str, str]]:
    """Return what is not kept, once for all places where it is the same."""
    places: dict[str, list[str]] = {}
    for one in not_kept:
        places.setdefault(words_of_not_kept(one), []).append(words_of_place(one.place))
    return [{"words": words, "places": "; ".join(filter(None, found))} for words, found in places.items()]
