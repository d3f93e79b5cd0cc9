"""Take in a map from a file: first what was understood of it or every mistake at its place, then save it as a draft."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import MapNode, MapVersion
from vlechtwerk.domains.programme.operations.map_drafts import import_map_draft
from vlechtwerk.domains.programme.rules.maps import (
    MOST_TOLD,
    mistakes_against_register,
    reasons_against_drafting,
    reasons_against_naming_draft,
)
from vlechtwerk.domains.programme.words.map import words_of_mistake, words_of_place
from vlechtwerk.engines.documents.outcome_map.checking import Mistake
from vlechtwerk.engines.documents.outcome_map.intake import TakenIn, take_in
from vlechtwerk.engines.documents.outcome_map.json_form import as_json, read_json
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.draft_forms import FileForm, SaveImportForm

# What was understood goes along to the page where it is confirmed.
MOST_BYTES = 2_000_000


@read_and_write
def import_map(request: PageRequest, project: str) -> HttpResponse:
    """Ask for a file; show what it says; save it when that is confirmed."""
    against = reasons_against_drafting(by=request.actor.person, at=timezone.now())
    if against:
        return _page(request, reasons=against, code=200 if request.method != "POST" else 409)
    if request.method != "POST":
        return _page(request, form=FileForm())
    if is_too_large(request):
        return _page(request, form=FileForm(), mistakes=[Mistake("file_too_large", details={"most": "5"})], code=413)
    if "content" in request.POST:
        return _save(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, code=422)
    return _look(request, form)


def _look(request: PageRequest, form: FileForm) -> HttpResponse:
    """Read the file, and show what it says or what is wrong with it."""
    file = form.uploaded()
    against = reasons_against_one_more(request, request.actor.account)
    if against:
        return _page(request, form=FileForm(), reasons=against, code=409)
    taken = take_in(Path(file.temporary_file_path()), file.name or "")
    mistakes, count = against_register(taken)
    if taken.written is not None and len(as_json(taken.written)) > MOST_BYTES:
        mistakes, count = [Mistake("file_too_large", details={"most": "2"})], 1
    if mistakes or taken.written is None:
        return _page(request, form=FileForm(), mistakes=mistakes, count=count, file_name=file.name or "", code=422)
    return _page(request, save=_save_form(request, taken.written), understood=taken.written, file_name=file.name or "")


def against_register(taken: TakenIn) -> tuple[list[Mistake], int]:
    """Return the mistakes of a file, also against what is registered, and how many there are."""
    if taken.written is None:
        return list(taken.mistakes), taken.count
    found = [
        mistake
        for mistake in mistakes_against_register(taken.written, None, taken.place_of)
        # On which version it builds is asked on the page.
        if mistake.code != "comes_from_nothing"
    ]
    return found[:MOST_TOLD], len(found)


def _save_form(request: PageRequest, written: WrittenMap) -> SaveImportForm:
    person, now = request.actor.person, timezone.now()
    in_use = reasons_against_naming_draft(written.code, written.name, by=person, at=now)
    known = MapVersion.objects.filter(code=written.former).exists()
    return SaveImportForm(
        initial={
            "content": as_json(written).decode(),
            "code": "" if in_use else written.code,
            "name": written.name,
            "former": written.former if known else "",
        }
    )


def _save(request: PageRequest) -> HttpResponse:
    form = SaveImportForm(request.POST)
    written, mistakes = read_json(request.POST["content"].encode())
    if written is None or mistakes:
        return _page(request, form=FileForm(), mistakes=mistakes, count=len(mistakes), code=422)
    if not form.is_valid():
        return _page(request, save=form, understood=written, code=422)
    chosen = form.cleaned_data
    try:
        draft = import_map_draft(
            written,
            chosen["code"].strip(),
            chosen["name"],
            former=MapVersion.objects.filter(code=chosen["former"]).first() if chosen["former"] else None,
            same_codes=chosen["same_codes"],
            by=request.actor.person,
            at=timezone.now(),
        )
    except Refused as refused:
        return _page(request, save=form, understood=written, reasons=refused.reasons, code=409)
    messages.success(
        request, _("“%(name)s” is saved as a draft. Nobody is asked to adopt it yet.") % {"name": draft.name}
    )
    return redirect("programme:map_draft", request.actor.project.code, draft.code)


def _page(
    request: PageRequest,
    *,
    form: FileForm | None = None,
    save: SaveImportForm | None = None,
    understood: WrittenMap | None = None,
    mistakes: list[Mistake] | None = None,
    count: int = 0,
    reasons: Any = (),
    file_name: str = "",
    code: int = 200,
) -> HttpResponse:
    project = request.actor.project.code
    shown = mistakes or []
    total = count or len(shown)
    context = {
        "crumbs": [
            {"label": _("Drafts"), "url": reverse("programme:map_drafts", args=[project])},
            {"label": _("Take in a map"), "url": ""},
        ],
        "form": form,
        "save": save,
        "understood": _understood(understood) if understood else None,
        "mistakes": [{"place": words_of_place(one.place), "words": words_of_mistake(one)} for one in shown],
        "told": _told(total, len(shown), file_name),
        "reasons": [reason for reason in reasons if isinstance(reason, Reason)],
        "back_url": reverse("programme:map_drafts", args=[project]),
    }
    return render(request, "programme/map_import.html", context, status=code)


def _told(total: int, shown: int, file_name: str) -> str:
    words = {"count": total, "file": file_name}
    said = ngettext("%(count)s mistake in the file.", "%(count)s mistakes in the file.", total) % words
    if shown < total:
        said += " " + _("The first %(shown)s are:") % {"shown": shown}
    return said + " " + _("Nothing was saved.")


def _understood(written: WrittenMap) -> dict[str, Any]:
    """Say what a file holds, before anything is saved."""
    kinds = Counter(node.kind for node in written.nodes)
    came = sum(1 for node in written.nodes if node.comes_from)
    dates = [date for date in (written.adopted_on, written.described_on) if date]
    return {
        "facts": [
            {"term": _("Version"), "value": f"{written.name} ({written.code})"},
            *({"term": str(kind.label), "value": str(kinds[kind])} for kind in MapNode.Kind if kinds[kind]),
            {"term": _("Links"), "value": str(len(written.links))},
            {"term": _("Nodes with lineage"), "value": str(came)},
        ],
        "dates": _("A draft is not adopted: the dates in the file (%(dates)s) are not taken over.")
        % {"dates": ", ".join(dates)}
        if dates
        else "",
        "first": [node.title for node in written.nodes if node.kind == MapNode.Kind.ACTIVITY][:12],
    }
