"""Give documents: many files at once, one marking, and who will read it before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.sharing.models import Document, Folder, Marking
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.documents import Told, Upload, give_document
from vlechtwerk.domains.sharing.queries.audience import people_authorised, places_authorised, who_could_see
from vlechtwerk.domains.sharing.queries.documents import folders_in
from vlechtwerk.domains.sharing.queries.giving import categories_to_give, reasons_against_choice
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.rules import reasons_against_giving
from vlechtwerk.foundation.database.clashes import refusing_clashes
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import also_sent_by_script, read_and_write, write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.audience_rows import audience
from vlechtwerk.interfaces.web.sharing.document_forms import ChoiceForm, FilesForm, ToldForm
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.tabs import DOCUMENTS, address, around
from vlechtwerk.interfaces.web.sharing.upload_rows import giver, questions, usual_choice


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file: taken, with where it stands; or refused, with why and what to do."""

    name: str
    size: int
    url: str = ""
    reasons: Sequence[Reason] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """The three parts of the page: files, marking, and what a reader must know."""

    files: FilesForm
    choice: ChoiceForm
    told: ToldForm
    folders: Sequence[Folder]

    @property
    def all_valid(self) -> bool:
        """Whether everything is filled in as it should; each part is looked at."""
        valid = [form.is_valid() for form in (self.files, self.choice, self.told)]
        return all(valid)


def _forms(request: PageRequest, *, saving: bool = True) -> Forms:
    """Return the forms as they were sent; a mere look at the readers names no mistakes in what is not asked yet."""
    reading, sent = request.reading, request.POST if request.method == "POST" else None
    possible, folders = categories_to_give(reading), list(folders_in(reading))
    usual = usual_choice(reading, possible)
    told: dict[str, Any] = {"nature": Document.Nature.FACT, "acquired": Document.Acquired.OWN_WORK}
    people = people_authorised(reading, timezone.now())
    places = places_authorised(reading, timezone.now())
    if sent is not None and not saving:
        told |= {name: sent.getlist(name) if name == "subject_kinds" else sent[name] for name in sent}
    return Forms(
        FilesForm(sent, request.FILES) if saving and sent is not None else FilesForm(),
        ChoiceForm(sent, initial=usual, categories=possible, people=people, places=places),
        ToldForm(sent if saving else None, initial=told, folders=folders),
        folders,
    )


def _audience(request: PageRequest, forms: Forms) -> dict[str, Any] | None:
    form = forms.choice
    if not form.is_bound:
        choice, kept = Choice(form.initial["category"], form.initial["level"]), None
    elif form.is_valid():
        choice, kept = form.choice(), form.kept()
    else:
        return None
    against = reasons_against_choice(request.reading, choice)
    if against:
        return {"against": [reason.text for reason in against]}
    seers = who_could_see(request.reading, choice, kept, timezone.now())
    return audience(seers, choice.level, kept)


def _page(
    request: PageRequest, forms: Forms, *, results: Sequence[FileResult] = (), reasons: Sequence[Reason] = (),
    code: int = 200,
) -> HttpResponse:  # fmt: skip
    mistakes = [form for form in (forms.files, forms.choice, forms.told) if form.is_bound and form.errors]
    context = around(request, DOCUMENTS, (_("Documents"), address(request, DOCUMENTS)), (_("Add"), "")) | {
        # After a refusal file by file the page itself says which to choose again.
        "files": FilesForm() if results else forms.files,
        "choice": forms.choice,
        "told": forms.told,
        "questions": questions(forms.choice),
        "giver": giver(request),
        "readers": _audience(request, forms),
        "results": results,
        "reasons": reasons,
        "mistakes": mistakes if code == 422 else [],
        "most_megabytes": settings.MOST_MEGABYTES,
        "look_url": address(request, "look_at_readers"),
        "add_url": address(request, "add_document"),
    }
    return render(request, "sharing/document_add.html", context, status=code)


@read_and_write
@in_purpose
@also_sent_by_script
def add_document(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Give documents: each file is taken in whole, or refused with its reason."""
    if request.method == "POST" and is_too_large(request):
        return too_large(request)
    forms = _forms(request)
    if request.method != "POST":
        return _page(request, forms)
    if not forms.all_valid:
        return _page(request, forms, code=422)
    files: list[TemporaryUploadedFile] = forms.files.cleaned_data["chosen"]
    reasons = _reasons_before(request, forms)
    if reasons:
        return _page(request, forms, reasons=reasons, code=409)
    results = [_give(request, forms, file, alone=len(files) == 1) for file in files]
    taken = [result for result in results if result.url]
    if len(taken) < len(results):
        return _page(request, forms, results=results, code=409)
    messages.success(request, _done(request, forms, len(taken)))
    return redirect(taken[0].url if len(taken) == 1 else address(request, DOCUMENTS))


def _reasons_before(request: PageRequest, forms: Forms) -> list[Reason]:
    """Return what holds for every file, before any is looked at."""
    choice, told = forms.choice.choice(), forms.told.cleaned_data
    marking = Marking(category=choice.category, level=choice.level)
    return reasons_against_choice(request.reading, choice) + reasons_against_giving(
        request.reading.purpose,
        told["title"] or "-",
        told["origin"],
        told["nature"],
        told["acquired"],
        told["subject_kinds"],
        marking,
        by=request.actor.person,
        at=timezone.now(),
    )


def _give(request: PageRequest, forms: Forms, file: TemporaryUploadedFile, *, alone: bool) -> FileResult:
    given, name = forms.told.cleaned_data, file.name or ""
    own_title = Path(name).stem.replace("_", " ")[:200]
    told = Told(
        (given["title"] if alone else "") or own_title,
        given["nature"],
        given["origin"],
        given["acquired"],
        given["subject_kinds"],
    )
    folder = next((one for one in forms.folders if str(one.id) == given["folder"]), None)
    reading = request.reading
    try:
        refuse_if(reasons_against_one_more(request, request.actor.account))
        with refusing_clashes():
            document = give_document(
                # The file before may have made the marking, and with it a new clearance.
                read_in(reading.appointment, reading.purpose, reading.trace),
                Upload(Path(file.temporary_file_path()), name),
                forms.choice.choice(),
                told,
                at=timezone.now(),
                folder=folder,
                kept_to=forms.choice.kept(),
                keeps_metadata=given["keeps_metadata"],
            )
    except Refused as refused:
        return FileResult(name, file.size or 0, reasons=refused.reasons)
    return FileResult(name, file.size or 0, url=address(request, "document", document.id))


def _done(request: PageRequest, forms: Forms, number: int) -> str:
    readers = _audience(request, forms)
    words = ngettext("%(number)d document saved.", "%(number)d documents saved.", number) % {"number": number}
    return f"{words} " + _("To be read now by %(people)s.") % {"people": readers["people"] if readers else ""}


@write_only
@in_purpose
def look_at_readers(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Say who would read it, before it is saved: the box by itself, or the page around it."""
    forms = _forms(request, saving=False)
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        context = {
            "readers": _audience(request, forms),
            "swapped": True,
            "look_url": request.path,
            "documents_url": address(request, DOCUMENTS),
        }
        return render(request, "sharing/document_readers_box.html", context)
    return _page(request, forms)


def too_large(request: PageRequest) -> HttpResponse:
    """Say that more was sent than is taken in, and what to do; nothing of it was kept."""
    return render(request, "sharing/document_too_large.html", around(request, DOCUMENTS) | {
        "back_url": request.path, "most": settings.MOST_MEGABYTES,
    }, status=413)  # fmt: skip
