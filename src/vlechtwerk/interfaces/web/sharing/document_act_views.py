"""What is done with a document: comment, send, newer version, who can see it, lower edition, link, recall."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity, Precondition
from vlechtwerk.domains.sharing.models import Document, DocumentLink
from vlechtwerk.domains.sharing.operations import documents
from vlechtwerk.domains.sharing.operations.consents import send_document as give_notice
from vlechtwerk.domains.sharing.operations.reading import list_less_recognisable
from vlechtwerk.domains.sharing.queries.audience import (
    explanation_for,
    people_authorised,
    places_authorised,
    who_can_see_item,
)
from vlechtwerk.domains.sharing.queries.connected import lower_edition
from vlechtwerk.domains.sharing.queries.consents import who_answers
from vlechtwerk.domains.sharing.queries.documents import document_to_act_on, is_shut_by_secrecy
from vlechtwerk.domains.sharing.queries.grounds import end_of
from vlechtwerk.domains.sharing.rules import KEPT_TO_OTHERS, NOT_OPEN_TO_THEM, reasons_against_adding_to
from vlechtwerk.engines.policy.explaining import Explanation
from vlechtwerk.foundation.refusal import Refused, refuse_if
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import also_sent_by_script, answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.audience_rows import audience
from vlechtwerk.interfaces.web.sharing.days import asked_day
from vlechtwerk.interfaces.web.sharing.document_forms import (
    CommentForm,
    EditionForm,
    LinkForm,
    PersonForm,
    RecallForm,
    VersionForm,
)
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, marking_row
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.refusal_rows import heading_about, ways_up, why_not
from vlechtwerk.interfaces.web.sharing.tabs import DOCUMENTS, address, around, way_to
from vlechtwerk.interfaces.web.sharing.upload_views import too_large
from vlechtwerk.interfaces.web.words import say_day


def _way(request: PageRequest, found: Document, label: str) -> list[dict[str, str]]:
    """Return the way to what is done with a document that the reader may read."""
    back = address(request, "document", found.id)
    return way_to(request, (_("Documents"), address(request, DOCUMENTS)), (found.title, back), (label, ""))


@write_only
@in_purpose
def write_comment(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Comment on a document, and ask people to look."""
    found = document_to_act_on(request.reading, document)
    people = people_authorised(request.reading, timezone.now())
    form = CommentForm(request.POST, people=people, places=places_authorised(request.reading, timezone.now()))

    def act() -> str:
        asked = [person for person in people if str(person.id) in form.cleaned_data["mentioned"]]
        documents.write_comment(request.reading, found, form.cleaned_data["text"], at=timezone.now(), mentioned=asked)
        return _("Your comment stands with the document; whoever reads it, reads your comment.")

    heading, back = _("Comment"), address(request, "document", document)
    crumbs = _way(request, found, heading)
    return answer_form(request, heading, _("Place the comment"), form, back, act, crumbs=crumbs)


@read_and_write
@in_purpose
@also_sent_by_script
def add_version(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Add a newer version; the earlier ones stay."""
    found = document_to_act_on(request.reading, document, giver=True)
    if request.method == "POST" and is_too_large(request):
        return too_large(request)
    sent = request.method == "POST"
    form = VersionForm(request.POST, request.FILES) if sent else VersionForm()

    def act() -> str:
        refuse_if(reasons_against_one_more(request, request.actor.account))
        file: TemporaryUploadedFile = form.cleaned_data["chosen"][0]
        upload = documents.Upload(Path(file.temporary_file_path()), file.name or "")
        version = documents.add_version(request.reading, found, upload, form.cleaned_data["note"], at=timezone.now())
        return _("Version %(number)d saved, with the same marking.") % {"number": version.number}

    back = address(request, "document", document)
    heading, before = _("Add a version"), reasons_against_adding_to(found)
    crumbs = _way(request, found, heading)
    return answer_form(request, heading, _("Save the version"), form, back, act, before=before, crumbs=crumbs)


@require_safe
@in_purpose
def readers(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Say who can see a document, as of any day: each with the ground, and what would open it to the others."""
    found, day = document_to_act_on(request.reading, document, giver=True), asked_day(request)
    moment = end_of(day)
    seers = who_can_see_item(found, moment)
    way = ((_("Documents"), address(request, DOCUMENTS)), (found.title, address(request, "document", document)))
    context = around(request, DOCUMENTS, *way, (_("Who can see this?"), "")) | {
        "marking": marking_row(found.marking),
        "readers": audience(seers, found.marking.level, found.kept_to),
        "day": day,
        "day_words": say_day(day),
        "is_past": day < timezone.localdate(),
        "today": timezone.localdate(),
        "recalled": found.recalled_at is not None and found.recalled_at <= moment,
        "before": day < timezone.localtime(found.given_at).date(),
    }
    return render(request, "sharing/document_readers.html", context)


@read_and_write
@in_purpose
def name_edition(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Name the less recognisable edition, for who may not read this one."""
    found = document_to_act_on(request.reading, document, giver=True)
    candidates = list_less_recognisable(request.reading, found)
    form = EditionForm(request.POST or None, documents=candidates)

    def act() -> str:
        lower = next(one for one in candidates if str(one.id) == form.cleaned_data["lower"])
        documents.name_lower_edition(request.reading, found, lower, at=timezone.now())
        return _("Who may not read this one, is now led to the other edition.")

    back = address(request, "document", document)
    heading = _("Name a less recognisable edition of “%(title)s”") % {"title": found.title}
    crumbs = _way(request, found, _("Less recognisable edition"))
    return answer_form(request, heading, _("Name this one"), form, back, act, crumbs=crumbs)


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    kinds = DocumentLink.Kind
    activities = Activity.objects.order_by("name").values_list("code", "name")
    preconditions = Precondition.objects.order_by("title").values_list("code", "title")
    return [
        (str(kind.label), [(f"{kind.value}:{code}", name) for code, name in named])
        for kind, named in ((kinds.ACTIVITY, activities), (kinds.PRECONDITION, preconditions))
    ]


@read_and_write
@in_purpose
def link_document(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Say what a document is about in the programme."""
    found = document_to_act_on(request.reading, document, giver=True)
    form = LinkForm(request.POST or None, choices=_choices())

    def act() -> str:
        kind, _colon, code = form.cleaned_data["about"].partition(":")
        documents.link_document(request.reading, found, kind, code, at=timezone.now())
        return _("Linked. Who reads the document sees what it is about.")

    back = address(request, "document", document)
    crumbs = _way(request, found, _("Link to the programme"))
    return answer_form(request, _("Link to the programme"), _("Link"), form, back, act, crumbs=crumbs)


@read_and_write
@in_purpose
def recall_document(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Recall a document that was wrong."""
    found = document_to_act_on(request.reading, document, giver=True)
    form = RecallForm(request.POST or None)

    def act() -> str:
        told = documents.recall_document(request.reading, found, form.cleaned_data["because"], at=timezone.now())
        return ngettext(
            "Recalled: nobody else reads it now. %(number)d person who read it has been told.",
            "Recalled: nobody else reads it now. %(number)d people who read it have been told.",
            told,
        ) % {"number": told}

    back = address(request, "document", document)
    heading = _("Recall “%(title)s”") % {"title": found.title}
    crumbs = _way(request, found, _("Recall"))
    return answer_form(request, heading, _("Recall"), form, back, act, crumbs=crumbs)


@read_and_write
@in_purpose
def send_document(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Send a document to a colleague; when they can't open it, say why and what can, before anything is sent."""
    found, now = document_to_act_on(request.reading, document), timezone.now()
    people = people_authorised(request.reading, now)
    form = PersonForm(request.POST or None, people=people, places=places_authorised(request.reading, now))
    back = address(request, "document", document)
    context: dict[str, Any] = {
        "form": form,
        "back_url": back,
        "marking": marking_row(found.marking),
        "title": found.title,
        "crumbs": _way(request, found, _("Send")),
    }
    all_the_same = bool(request.POST.get("all_the_same"))
    if not form.is_valid():
        return _send_page(request, context, 422 if form.is_bound else 200)
    person = next(one for one in people if str(one.id) == form.cleaned_data["person"])
    try:
        give_notice(request.reading, found, person, at=now, anyway=all_the_same)
    except Refused as refused:
        codes = {reason.code for reason in refused.reasons}
        context |= {"person": person, "kept": KEPT_TO_OTHERS in codes, "may_be_told": NOT_OPEN_TO_THEM in codes}
        explanation = explanation_for(request.reading, found.marking, person.id, now)
        if explanation is not None and not context["kept"]:
            context |= _why(request, found, person, explanation)
        return _send_page(request, context | {"lower": _lower_to_send(request, found)}, 409)
    messages.success(request, _what_was_sent(request, found, person, all_the_same=all_the_same))
    return redirect(back)


def _what_was_sent(request: PageRequest, found: Document, person: Person, *, all_the_same: bool) -> str:
    """Say what someone got: the document, or only word that there is something and how to ask for it."""
    explanation = explanation_for(request.reading, found.marking, person.id, timezone.now()) if all_the_same else None
    if explanation is not None and not explanation.decided.allowed:
        words = _("The document was not sent. %(name)s was told its marking, and how to ask for it.")
    else:
        words = _("Sent. %(name)s finds it under “Notices for me”.")
    return words % {"name": person.name}


def _lower_to_send(request: PageRequest, found: Document) -> dict[str, Any] | None:
    """Return the less recognisable edition, when the sender reads it: whether the other can, is looked up again."""
    lower = lower_edition(request.reading, found)
    if lower is None:
        return None
    # Who did not read yet that it is secret, first opens it.
    may_send = not is_shut_by_secrecy(request.reading, lower)
    return {
        "level": LEVEL_WORDS[lower.marking.level],
        "url": address(request, "document", lower.id),
        "send_url": address(request, "send_document", lower.id) if may_send else "",
    }


def _why(request: PageRequest, found: Document, person: Person, explanation: Explanation) -> dict[str, Any]:
    answers = who_answers(request.reading.purpose, found.marking, timezone.now())
    return {
        "why_heading": heading_about(person.name, found.marking.level, explanation.highest),
        "why": why_not(explanation),
        "ways": ways_up(explanation, answers),
    }


def _send_page(request: PageRequest, context: dict[str, Any], code: int) -> HttpResponse:
    return render(request, "sharing/document_send.html", around(request, DOCUMENTS) | context, status=code)
