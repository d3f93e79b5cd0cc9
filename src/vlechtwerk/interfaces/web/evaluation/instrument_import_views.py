"""Take in an instrument from a file: first what was understood and what can't be kept, then saved as a draft."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Dimension, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.operations import instruments as operations
from vlechtwerk.domains.evaluation.queries.instrument_files import UnderstoodInstrument, understood
from vlechtwerk.domains.evaluation.queries.instruments import instruments, map_places
from vlechtwerk.domains.evaluation.rules.instrument_content import mistakes_in_content
from vlechtwerk.domains.evaluation.rules.instruments import reasons_against_starting_version
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.engines.surveys.instrument_intake import MOST_MEGABYTES, take_in_instrument
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails
from vlechtwerk.engines.surveys.mistakes import NotKept, Place, Unreadable
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.file_intake import FileIntake, Shown, left_out
from vlechtwerk.interfaces.web.evaluation.instrument_forms import FileForm, SaveImportForm
from vlechtwerk.interfaces.web.evaluation.instrument_rows import answer_rows, version_url
from vlechtwerk.interfaces.web.evaluation.instrument_views import evaluated_by_reader
from vlechtwerk.interfaces.web.evaluation.instrument_writing_views import nobody_evaluates, who_acts
from vlechtwerk.interfaces.web.middleware import PageRequest


@read_and_write
def import_instrument(request: PageRequest, project: str) -> HttpResponse:
    """Ask for a file; show what it says; save it when that is confirmed."""
    return InstrumentIntake(request).respond()


class InstrumentIntake(FileIntake):
    """An instrument, for an evaluation that is chosen once its file has been read."""

    template = "evaluation/instrument_import.html"
    salt = "instrument from a file"
    most_megabytes = MOST_MEGABYTES

    def reasons_against(self) -> list[Reason]:
        """Return why the reader evaluates nothing."""
        return [] if evaluated_by_reader(self.request) else nobody_evaluates(self.request)

    def asking(self, *sent: Any) -> FileForm:
        """Ask for a file."""
        return FileForm(*sent)

    def read(self, path: Path, name: str, chosen: dict[str, Any]) -> Shown:
        """Show what a file says."""
        places = map_places()
        found = understood(take_in_instrument(path, name), places)
        if mistakes := list(mistakes_in_content(found.asked, places, found.details.place_of)):
            raise Unreadable(mistakes)
        initial = {
            "content": self.to_send_along(_to_go_along(found)),
            "name_nl": found.asked.name.get("nl") or found.asked.name.get("en", ""),
            "name_en": found.asked.name.get("en", ""),
        }
        save = SaveImportForm(initial=initial, targets=_targets(self.request))
        return Shown(save=save, understood=_understood(found))

    def confirmed(self, read: dict[str, Any]) -> Shown | HttpResponse:
        """Save what was shown as a draft."""
        form = SaveImportForm(self.request.POST, targets=_targets(self.request))
        found = _that_went_along(read)
        shown = _understood(found)
        if not form.is_valid():
            return Shown(save=form, understood=shown, code=422)
        try:
            version = _saved(self.request, form.cleaned_data, found)
        except Refused as refused:
            return Shown(save=form, understood=shown, reasons=refused.reasons, code=409)
        words = _("Saved as a draft. Look at its sides, directions and dimensions before you fix it.")
        messages.success(self.request, words)
        return redirect(version_url(self.request, version))

    def around(self) -> dict[str, Any]:
        """Return the way back to the instruments."""
        lists = reverse("evaluation:instruments", args=[self.request.actor.project.code])
        crumbs = [{"label": _("Instruments"), "url": lists}, {"label": _("Take in an instrument"), "url": ""}]
        return {"crumbs": crumbs, "back_url": lists}


def _to_go_along(found: UnderstoodInstrument) -> dict[str, Any]:
    not_kept = [asdict(one) for one in found.not_kept]
    return {
        "asked": found.asked.as_json(), "not_kept": not_kept, "guessed": found.guessed,
        "is_invented": found.details.is_invented,
    }  # fmt: skip


def _that_went_along(read: dict[str, Any]) -> UnderstoodInstrument:
    asked = AskedQuestionnaire.from_json(read["asked"])
    not_kept = tuple(NotKept(one["code"], Place(**one["place"]), one["details"]) for one in read["not_kept"])
    details = InstrumentDetails(is_invented=read["is_invented"])
    return UnderstoodInstrument(asked, not_kept, tuple(read["guessed"]), details)


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


def _saved(request: PageRequest, chosen: dict[str, Any], found: UnderstoodInstrument) -> InstrumentVersion:
    kind, _space, which = chosen["target"].partition(" ")
    if kind == "next":
        instrument = next(one for one in _may_go_on(request) if str(one.id) == which)
        return operations.start_version(
            instrument, chosen["reason"], content=found.asked, details=found.details, **who_acts(request)
        )
    evaluation = next(one for one in evaluated_by_reader(request) if one.code == which)
    name = {"nl": chosen["name_nl"], "en": chosen["name_en"]}
    return operations.begin_instrument(
        evaluation, chosen["code"], name, content=found.asked, details=found.details, **who_acts(request)
    )


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
        "not_kept": left_out(found.not_kept),
        "guessed": ", ".join(found.guessed),
    }
