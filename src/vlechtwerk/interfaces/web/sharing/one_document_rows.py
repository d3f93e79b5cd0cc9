"""One document, ready to print: what a reader needs to weigh it, on which ground they read it, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.domains.programme.models import Activity, Precondition
from vlechtwerk.domains.sharing.models import Comment, Consent, Document, DocumentLink, DocumentVersion
from vlechtwerk.domains.sharing.queries.audience import ground_of, people_authorised, places_authorised
from vlechtwerk.domains.sharing.queries.connected import lower_edition
from vlechtwerk.domains.sharing.queries.consents import consents_about, organisations_that_read
from vlechtwerk.domains.sharing.queries.documents import Opened
from vlechtwerk.domains.sharing.rules import reasons_against_adding_to
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.audience_rows import clause_row, people_words
from vlechtwerk.interfaces.web.sharing.document_forms import CommentForm
from vlechtwerk.interfaces.web.sharing.document_rows import kept_to_words, type_label
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, marking_row
from vlechtwerk.interfaces.web.sharing.tabs import address
from vlechtwerk.interfaces.web.words import say_day, say_day_and_time, say_short_date

# A longer text is read as a file.
MOST_SHOWN = 200_000


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the file."""

    number: int
    words: str
    added: str
    note: str
    newest: bool
    file_url: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What the document is about in the programme."""

    kind: str
    name: str
    url: str


def document_page(request: PageRequest, opened: Opened) -> dict[str, Any]:
    """Return everything on the page of a document."""
    document = opened.document
    people = people_authorised(request.reading, timezone.now())
    names = {person.id: person.name for person in people}
    return {
        "document": document,
        "marking": marking_row(document.marking),
        "facts": _facts(opened),
        "clauses": [clause_row(clause) for clause in ground_of(request.reading, document).clauses],
        "pages": _pages(opened.pages),
        "cut": opened.truncated or sum(map(len, opened.pages)) > MOST_SHOWN,
        "versions": [_version(request, opened, version) for version in opened.versions],
        "comments": [_comment(comment, names) for comment in opened.comments],
        "comment_form": CommentForm(people=people, places=places_authorised(request.reading, timezone.now())),
        "links": link_rows(request, list(document.links.all())),
        "lower": _lower(request, document),
        "consents": [consent_words(consent) for consent in consents_about(request.reading, document.marking)],
        "read_by": [_read_by(row) for row in organisations_that_read(document.id)] if opened.gives else [],
        "times_asked": opened.times_asked,
        "acts": acts(request, opened),
        "gives": opened.gives,
        "recalled": _day(document.recalled_at) if document.recalled_at else "",
        "shut_to_more": [reason.text for reason in reasons_against_adding_to(document)],
        "comment_url": address(request, "write_comment", document.id),
    }


def _day(moment: datetime) -> str:
    return say_day(timezone.localtime(moment).date())


def _facts(opened: Opened) -> list[dict[str, Any]]:
    document, marking = opened.document, opened.document.marking
    kinds = dict(Document.SubjectKind.choices)
    return [
        {"term": _("Fact or judgement"), "value": document.get_nature_display()},
        {"term": _("Where it comes from"), "value": document.origin},
        {"term": _("How it was acquired"), "value": document.get_acquired_display()},
        {
            "term": _("People it is about"),
            "value": join_and(str(kinds[kind]) for kind in document.subject_kinds) or _("nobody is recognisable"),
        },
        {"term": _("Reliability"), "value": marking.get_grade_display() if marking.grade else _("not graded")},
        {"term": _("Given by"), "value": f"{document.given_by.name}, {_day(document.given_at)}"},
        {
            "term": _("How long it may be kept"),
            "value": _("%(period)s. Nothing is removed by itself.") % {"period": marking.get_retention_display()},
        },
        *([{"term": _("Kept to"), "value": kept_to_words(document)}] if document.kept_to is not None else []),
        *([{"term": _("Folder"), "value": document.folder.name}] if document.folder else []),
    ]  # fmt: skip


def _pages(pages: Sequence[str]) -> list[dict[str, Any]]:
    """Return the text per page, up to what a page of ours holds well."""
    shown, left = [], MOST_SHOWN
    for number, text in enumerate(pages, start=1):
        if left <= 0:
            break
        shown.append({"number": number, "text": text[:left].strip()})
        left -= len(text)
    return shown


def _version(request: PageRequest, opened: Opened, version: DocumentVersion) -> VersionRow:
    scanned = _("looked at by a malware scanner") if version.scanned else _("not looked at by a malware scanner")
    return VersionRow(
        number=version.number,
        words=f"{type_label(version)} · {filesizeformat(version.size)} · {scanned}",
        added=_("%(name)s, %(day)s") % {"name": version.added_by.name, "day": say_short_date(version.added_at)},
        note=version.note,
        newest=version is opened.versions[0],
        file_url=address(request, "hand_out", opened.document.id, version.number) if opened.may_download else "",
    )


def _comment(comment: Comment, names: dict[Any, str]) -> dict[str, str]:
    asked = join_and(names[person] for person in comment.mentioned if person in names)
    return {
        "by": comment.written_by.name,
        "when": say_day_and_time(comment.written_at),
        "text": comment.text,
        "asked": _("asked to look: %(names)s") % {"names": asked} if asked else "",
    }


def link_rows(request: PageRequest, links: Sequence[DocumentLink]) -> list[LinkRow]:
    """Return what a document is linked to, by name."""
    if not links:
        return []
    activities = dict(Activity.objects.filter(code__in=[link.code for link in links]).values_list("code", "name"))
    preconditions = dict(
        Precondition.objects.filter(code__in=[link.code for link in links]).values_list("code", "title")
    )
    project, rows = request.actor.project.code, []
    for link in links:
        is_activity = link.kind == DocumentLink.Kind.ACTIVITY
        name = (activities if is_activity else preconditions).get(link.code)
        if name:
            route = "programme:activity" if is_activity else "programme:precondition"
            rows.append(LinkRow(str(link.get_kind_display()), name, reverse(route, args=[project, link.code])))
    return rows


def _lower(request: PageRequest, document: Document) -> dict[str, Any] | None:
    lower = lower_edition(request.reading, document)
    if lower is None:
        return None
    return {"level": LEVEL_WORDS[lower.marking.level], "url": address(request, "document", lower.id)}


def consent_words(consent: Consent) -> str:
    """Return who asked for a marking, or has it, in one sentence."""
    words = {
        "receiver": consent.receiver.name,
        "what": consent.get_kind_display(),
        "state": consent.get_state_display().lower(),
    }
    if consent.state == Consent.State.GIVEN and consent.given_until:
        return _("%(receiver)s: %(what)s, given until %(day)s") % (words | {"day": say_day(consent.given_until)})
    return _("%(receiver)s: %(what)s, %(state)s") % words


def _read_by(row: Any) -> dict[str, str]:
    return {
        "organisation": row.organisation.name,
        "words": _("%(people)s, last on %(day)s") % {"people": people_words(row.people), "day": _day(row.last_read)},
    }  # fmt: skip


def acts(request: PageRequest, opened: Opened) -> list[dict[str, str]]:
    """Return what the reader can do with the document; what only its giver can, only for its giver."""
    document = opened.document.id
    mine = [
        (_("Add a version"), "add_version"),
        (_("Who can see this?"), "readers"),
        (_("Name a less recognisable edition"), "name_edition"),
        (_("Link to the programme"), "link_document"),
        (_("Recall"), "recall_document"),
    ]
    if opened.document.recalled_at is not None:
        mine = [(_("Who can see this?"), "readers")]
    elif reasons_against_adding_to(opened.document):
        mine = [(_("Send to a colleague"), "send_document"), (_("Who can see this?"), "readers"), mine[-1]]
    else:
        mine.insert(0, (_("Send to a colleague"), "send_document"))
    shown = mine if opened.gives else mine[:1]
    return [{"label": label, "url": address(request, name, document)} for label, name in shown]
