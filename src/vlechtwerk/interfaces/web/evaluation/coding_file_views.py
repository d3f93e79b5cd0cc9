"""Files for other programs: what a QDPX or QDC file holds is shown first, and taken in when it is sent to be saved."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, FieldworkSession, Transcript
from vlechtwerk.domains.evaluation.operations.coding_files import (
    TakenCoding,
    take_in_code_book,
    take_in_coding,
    what_has_no_place,
)
from vlechtwerk.domains.evaluation.queries.coding_files import qdc_of, qdpx_of
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.evaluation.words.coding_files import (
    choices_of,
    number_of_convention,
    reasons_of_file,
    words_of_convention,
    words_of_not_kept,
)
from vlechtwerk.engines.coding.intake import take_in_codebook, take_in_project
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.engines.coding.project import all_codings
from vlechtwerk.engines.coding.settling import SourceRead
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.uploads import reasons_against_one_more
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest


class CodingFileForm(forms.Form):
    """A file, and what its texts are; without saving, what it holds is shown only."""

    file = forms.FileField(label=gettext_lazy("File (.qdpx or .qdc)"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What sort of sessions are its texts of?"), choices=FieldworkSession.Kind.choices
    )
    text_kind = forms.ChoiceField(label=gettext_lazy("What are its texts?"), choices=Transcript.Kind.choices)
    measurement = forms.ChoiceField(label=gettext_lazy("Of which measurement?"), required=False)
    consented = forms.BooleanField(
        label=gettext_lazy("Everyone whose words these are consents to taking part"), required=False
    )

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measurements = {str(one.id): one for one in evaluation.measurements.all()}
        self.fields["measurement"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("none")),
            *((key, one.name) for key, one in self.measurements.items()),
        ]

    @property
    def plan(self) -> CodingPlan:
        """Return what the texts are."""
        told = self.cleaned_data
        return CodingPlan(
            told["kind"], told["text_kind"], self.measurements.get(told["measurement"]), told["consented"]
        )


@read_and_write
def files(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Show what a file holds and what has no place here, take it in when asked to, and offer files to take along."""
    of = find_evaluated(request, evaluation)
    posts = request.method == "POST"
    form = CodingFileForm(request.POST if posts else None, request.FILES if posts else None, evaluation=of)
    context: dict[str, Any] = {}
    code, reasons = HTTPStatus.OK, []
    if posts:
        reasons = reasons_against_one_more(request, request.actor.account)
        if reasons:
            code = HTTPStatus.CONFLICT
        elif not form.is_valid():
            code = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            try:
                context = _read(request, of, form, save="save" in request.POST)
            except Refused as refused:
                reasons, code = list(refused.reasons), HTTPStatus.CONFLICT
    return _page(request, of, form, context, reasons, code)


def _page(
    request: PageRequest,
    of: Evaluation,
    form: CodingFileForm,
    read: dict[str, Any],
    reasons: Sequence[Reason],
    code: int,
) -> HttpResponse:
    around = {
        "crumbs": crumbs_of(request, of, (_("Files for other programs"), "")),
        "form": form,
        "reasons": reasons,
        "qdpx_url": address(request, "coding_qdpx", of),
        "qdc_url": address(request, "codes_qdc", of),
    }
    return render(request, "evaluation/coding_files.html", read | around, status=code)


def _read(request: PageRequest, of: Evaluation, form: CodingFileForm, *, save: bool) -> dict[str, Any]:
    """Read a file, and save it if asked; raise `Refused` with every mistake at its place."""
    file = form.cleaned_data["file"]
    if not isinstance(file, TemporaryUploadedFile):
        raise Refused([Reason("file_missing", _("Choose the file again."))])
    path, name = Path(file.temporary_file_path()), file.name or ""
    try:
        if name.lower().endswith(".qdc"):
            return _read_codes(request, of, path, name, save=save)
        taken = take_in_project(path, choices=choices_of(_chosen(request)))
    except Unreadable as error:
        raise Refused(reasons_of_file(error)) from None
    made = take_in_coding(of, taken.project, form.plan, **by_whom(request)) if save else None
    found = taken.project
    names = {source.guid: source.name for source in found.sources}
    left = (*taken.not_kept, *(made.not_kept if made else what_has_no_place(found)))
    return {
        "name": name,
        "origin": taken.origin,
        "codes": len(found.codes),
        "texts": len(found.sources),
        "codings": sum(len(list(all_codings(source))) for source in found.sources),
        "sources": [
            {
                "name": names.get(read.guid, ""),
                "selections": read.fit.selections,
                "fitting": read.fit.fitting,
                "convention": words_of_convention(read.fit.convention),
                "doubtful": read.asks,
                "guid": read.guid,
                "tried": _tried(read) if read.asks else [],
            }
            for read in taken.sources
        ],
        "not_kept": [words_of_not_kept(one) for one in left],
        "made": made,
    }


def _chosen(request: PageRequest) -> dict[str, str]:
    """Return the way of counting that was chosen for each source, by its GUID."""
    begins = "convention-"
    return {name.removeprefix(begins): str(one) for name, one in request.POST.items() if name.startswith(begins)}


def _tried(read: SourceRead) -> list[dict[str, Any]]:
    """Return the ways that were tried for a source, with the words that the first selections hold so."""
    return [
        {
            "number": number_of_convention(fit.convention),
            "words": words_of_convention(fit.convention),
            "sample": " / ".join(sample),
            "chosen": fit.convention == read.fit.convention,
        }
        for fit, sample in zip(read.tried, read.samples, strict=False)
    ]


def _read_codes(request: PageRequest, of: Evaluation, path: Path, name: str, *, save: bool) -> dict[str, Any]:
    taken = take_in_codebook(path, name)
    made: TakenCoding | None = take_in_code_book(of, taken.codebook, **by_whom(request)) if save else None
    left = (*taken.not_kept, *(made.not_kept if made else ()))
    return {
        "name": name,
        "origin": taken.origin,
        "codes": len(taken.codebook.codes),
        "texts": 0,
        "codings": 0,
        "sources": [],
        "not_kept": [words_of_not_kept(one) for one in left],
        "made": made,
    }


@require_safe
def qdpx(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Give the coding of an evaluation as a QDPX file."""
    of = find_evaluated(request, evaluation)
    return _written(request, of, lambda: qdpx_of(of), ("application/zip", "qdpx"))


@require_safe
def qdc(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Give the code book of an evaluation as a QDC file."""
    of = find_evaluated(request, evaluation)
    return _written(request, of, lambda: qdc_of(of), ("application/xml", "qdc"))


def _written(request: PageRequest, of: Evaluation, write: Callable[[], bytes], kind: tuple[str, str]) -> HttpResponse:
    """Give a file, or say what in it no such file can hold."""
    try:
        return _file(write(), kind[0], _name(of, kind[1]))
    except Unreadable as error:
        return _page(request, of, CodingFileForm(evaluation=of), {}, reasons_of_file(error), HTTPStatus.CONFLICT)


def _name(of: Evaluation, ending: str) -> str:
    invented = f"-{_('invented data').replace(' ', '-')}" if of.project.origin == "invented" else ""
    return f"{of.code}{invented}.{ending}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
