"""Files of coding: one comes in, is looked at and taken in, by a job when it is large; and what goes out."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import CodingFile, Evaluation, FieldworkSession, Transcript
from vlechtwerk.domains.evaluation.operations import coding_file_steps
from vlechtwerk.domains.evaluation.queries.coding_files import qdc_of, qdpx_of
from vlechtwerk.domains.evaluation.rules.coding_file_steps import is_code_book, reasons_against_undoing_taking_in
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.evaluation.words.coding_files import name_of_file, reasons_of_file, reasons_of_state
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces import coding_jobs
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation import coding_file_rows as rows
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest

State = CodingFile.State
QDPX, QDC = "application/zip", "application/xml"


class FileForm(forms.Form):
    """A file to look at."""

    file = forms.FileField(label=gettext_lazy("File (.qdpx or .qdc)"))


class PlanForm(forms.Form):
    """What the texts of a file are."""

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
    """Take a file to look at, and show the files that came in and went out."""
    of = find_evaluated(request, evaluation)
    if request.method != "POST":
        return _files_page(request, of, FileForm())
    if is_too_large(request):
        words = _("This is more than is taken in at once.")
        return _files_page(
            request, of, FileForm(), [Reason("file_too_large", words)], HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    reasons = reasons_against_one_more(request, request.actor.account)
    if reasons:
        return _files_page(request, of, FileForm(), reasons, HTTPStatus.CONFLICT)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _files_page(request, of, form, code=HTTPStatus.UNPROCESSABLE_ENTITY)
    sent: TemporaryUploadedFile = form.cleaned_data["file"]
    try:
        path, now = Path(sent.temporary_file_path()), timezone.now()
        kept = coding_jobs.keep(of, path, sent.name or "", actor=request.actor, at=now)
    except Refused as refused:
        return _files_page(request, of, form, list(refused.reasons), HTTPStatus.CONFLICT)
    return redirect(address(request, "coding_file", of, kept.id))


def _files_page(
    request: PageRequest, of: Evaluation, form: FileForm, reasons: list[Reason] | None = None, code: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "crumbs": crumbs_of(request, of, (_("Files for other programs"), "")),
        "form": form,
        "reasons": reasons or (),
        "rows": [rows.list_row(request, one) for one in of.coding_files.order_by("-asked_at").defer("content")],
        "qdpx_url": address(request, "coding_qdpx", of) if coding_jobs.is_small(of) else "",
        "write_url": address(request, "write_coding_file", of),
        "qdc_url": address(request, "codes_qdc", of),
    }
    return render(request, "evaluation/coding_files.html", context, status=code)


def find_file(of: Evaluation, identifier: UUID) -> CodingFile:
    """Return a file, or answer that there is nothing here."""
    found = of.coding_files.select_related("evaluation__project", "asked_by").filter(id=identifier).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def file(request: PageRequest, project: str, evaluation: str, file: UUID) -> HttpResponse:
    """Show how far a file is and what it holds; sent, take it in."""
    of = find_evaluated(request, evaluation)
    found = find_file(of, file)
    if request.method != "POST":
        return _file_page(request, found, PlanForm(evaluation=of))
    form, is_book = PlanForm(request.POST, evaluation=of), is_code_book(found)
    if not (is_book or form.is_valid()):
        return _file_page(request, found, form, code=HTTPStatus.UNPROCESSABLE_ENTITY)
    plan = CodingPlan() if is_book else form.plan
    try:
        coding_jobs.take_in(found, plan, _counted(request), actor=request.actor, at=timezone.now())
    except Refused as refused:
        found = find_file(of, file)
        return _file_page(request, found, form, list(refused.reasons), HTTPStatus.CONFLICT)
    return redirect(address(request, "coding_file", of, found.id))


def _counted(request: PageRequest) -> dict[str, str]:
    """Return the way of counting that was chosen for each source, by its GUID."""
    begins = "convention-"
    return {name.removeprefix(begins): str(one) for name, one in request.POST.items() if name.startswith(begins)}


def _file_page(
    request: PageRequest,
    found: CodingFile,
    form: PlanForm,
    reasons: list[Reason] | None = None,
    code: int = HTTPStatus.OK,
) -> HttpResponse:
    of, whose = found.evaluation, by_whom(request)
    back = address(request, "coding_files", of)
    undoable = found.state == State.TAKEN_IN and not reasons_against_undoing_taking_in(found, **whose)
    context = rows.file_page(request, found) | {
        "crumbs": crumbs_of(request, of, (_("Files for other programs"), back), (found.name, "")),
        "form": form if found.state == State.READ and found.content else None,
        "is_code_book": is_code_book(found),
        "reasons": [*(reasons or ()), *reasons_of_state(found)],
        "undo_url": address(request, "undo_taking_in", of, found.id) if undoable else "",
        "back_url": back,
    }
    return render(request, "evaluation/coding_file.html", context, status=code)


@write_only
def undo(request: PageRequest, project: str, evaluation: str, file: UUID) -> HttpResponse:
    """Take away what a file brought."""
    of = find_evaluated(request, evaluation)
    found = find_file(of, file)
    try:
        coding_file_steps.undo_taking_in(found, **by_whom(request))
    except Refused as refused:
        return _file_page(
            request, find_file(of, file), PlanForm(evaluation=of), list(refused.reasons), HTTPStatus.CONFLICT
        )
    if found.new_codes or found.new_texts or found.new_codings:
        done = _("Undone: what this file brought is gone. Its codings, texts and codes are no longer here.")
    else:
        done = _("Undone. This file had brought nothing new, so nothing is gone.")
    messages.success(request, done)
    return redirect(address(request, "coding_file", of, found.id))


@write_only
def write(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Write texts, codes and codings as a QDPX file, which can be fetched when it is there."""
    of = find_evaluated(request, evaluation)
    asked = coding_jobs.write(of, actor=request.actor, at=timezone.now())
    return redirect(address(request, "coding_file", of, asked.id))


@require_safe
def written(request: PageRequest, project: str, evaluation: str, file: UUID) -> HttpResponse:
    """Give a file that was written."""
    found = find_file(find_evaluated(request, evaluation), file)
    if found.state != State.WRITTEN or not found.content:
        raise Http404
    return _file(bytes(found.content), QDPX, found.name)


@require_safe
def qdpx(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Give the coding of an evaluation as a QDPX file at once, while it is small."""
    of = find_evaluated(request, evaluation)
    if not coding_jobs.is_small(of):
        return redirect(address(request, "coding_files", of))
    return _at_once(request, of, lambda: qdpx_of(of), QDPX, "qdpx")


@require_safe
def qdc(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Give the code book of an evaluation as a QDC file."""
    of = find_evaluated(request, evaluation)
    return _at_once(request, of, lambda: qdc_of(of), QDC, "qdc")


def _at_once(request: PageRequest, of: Evaluation, write: Callable[[], bytes], kind: str, ending: str) -> HttpResponse:
    """Give a file, or say what in it no such file can hold."""
    try:
        return _file(write(), kind, name_of_file(of, ending))
    except Unreadable as error:
        return _files_page(request, of, FileForm(), reasons_of_file(error), HTTPStatus.CONFLICT)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
