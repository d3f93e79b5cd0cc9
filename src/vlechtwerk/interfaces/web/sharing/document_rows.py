"""The list of documents of a purpose, ready to print: rows, words found, facets and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.sharing.models import Document, DocumentVersion, Folder
from vlechtwerk.domains.sharing.queries.documents import (
    BY_GIVER,
    BY_TITLE,
    MOST_FOUND,
    NEWEST,
    PAGE,
    Announced,
    DocumentList,
    Hit,
    Wanted,
    is_giver,
)
from vlechtwerk.domains.sharing.queries.snippets import FOUND, FOUND_END
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, SHORT_CATEGORIES, MarkingRow, Words, marking_row
from vlechtwerk.interfaces.web.sharing.tabs import address
from vlechtwerk.interfaces.web.words import say_day, say_short_date

PERIOD_WORDS: Mapping[str, Words] = {
    "week": gettext_lazy("this week"),
    "month": gettext_lazy("this month"),
    "year": gettext_lazy("this year"),
    "": gettext_lazy("always"),
}
ORDER_WORDS: Mapping[str, Words] = {
    NEWEST: gettext_lazy("last changed"),
    BY_TITLE: gettext_lazy("title"),
    BY_GIVER: gettext_lazy("who gives it"),
}
KNOWLEDGE: Words = gettext_lazy("knowledge")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in a list."""

    title: str
    url: str
    below: Sequence[str]
    readers_url: str
    marking: MarkingRow
    given_by: str
    changed: str
    snippet: SafeString
    # Since when it is recalled; only its giver still has it in the list.
    recalled: str = ""


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """Something that the reader may know of: its marking, since when, and where they learn how to get it."""

    marking: MarkingRow
    since: str
    url: str
    label: str


def type_label(version: DocumentVersion | None) -> str:
    """Return what kind of file a version is, in one word."""
    if version is None:
        return ""
    kind = MediaType(version.media_type)
    return _("Text") if kind == MediaType.TEXT else kind.label


def kept_to_words(document: Document) -> str:
    """Return to how many people a document is kept, or nothing."""
    if document.kept_to is None:
        return ""
    number = len(document.kept_to)
    return ngettext("only for %(number)d person", "only for %(number)d people", number) % {"number": number}


def marked_words(snippet: str) -> SafeString:
    """Return a piece of text, escaped, with real marks around the words found."""
    found = escape(snippet).replace(FOUND, "<mark>").replace(FOUND_END, "</mark>")
    return mark_safe(found)  # noqa: S308  # escaped on the line before; the marks are our own


def document_row(request: PageRequest, hit: Hit) -> DocumentRow:
    """Return one row of the list."""
    document = hit.document
    comments = ngettext("%(number)d comment", "%(number)d comments", hit.comments) % {"number": hit.comments}
    below = [type_label(hit.version), comments if hit.comments else "", kept_to_words(document)]
    return DocumentRow(
        title=document.title,
        url=address(request, "document", document.id),
        below=[words for words in below if words],
        readers_url=address(request, "readers", document.id) if is_giver(request.reading, document) else "",
        marking=marking_row(document.marking),
        given_by=document.given_by.name,
        changed=say_short_date(document.changed_at),
        snippet=marked_words(hit.snippet),
        recalled=_recalled_words(document),
    )


def _recalled_words(document: Document) -> str:
    if document.recalled_at is None:
        return ""
    return _("recalled on %(day)s") % {"day": say_short_date(document.recalled_at)}


def announced_row(request: PageRequest, item: Announced) -> AnnouncedRow:
    """Return what may be known of something that can't be read."""
    marking = marking_row(item.marking)
    return AnnouncedRow(
        marking=marking,
        since=say_day(item.given_on),
        url=address(request, "document", item.document_id),
        label=_("How you get this, of %(provider)s") % {"provider": marking.provider},
    )


def facets(listed: DocumentList, wanted: Wanted, folders: Sequence[Folder]) -> list[dict[str, Any]]:
    """Return the choices beside the list, each with how many documents it would show."""
    names = dict(Organisation.objects.values_list("code", "name"))
    counted = listed.facets
    groups = [
        _boxes("organisation", _("Giver"), counted["organisation"], wanted.organisations, names),
        _boxes(
            "category",
            _("Kind of data"),
            counted["category"],
            wanted.categories,
            SHORT_CATEGORIES | {"knowledge": KNOWLEDGE},
        ),
        _boxes("level", _("Level"), counted["level"], wanted.levels, LEVEL_WORDS, order=list(LEVEL_WORDS)),
        _radios("period", _("Period"), _periods(counted["period"]), wanted.period),
    ]
    if folders:
        all_folders = {"": (_("all folders"), sum(counted["folder"].values()))}
        named = {str(one.id): (one.name, counted["folder"].get(str(one.id), 0)) for one in folders}
        groups.insert(0, _radios("folder", _("Folder"), all_folders | named, wanted.folder))
    return [group for group in groups if group["choices"]]


def _periods(counted: Mapping[str, int]) -> dict[str, tuple[Words, int]]:
    return {key: (words, counted[key or "all"]) for key, words in PERIOD_WORDS.items()}


def _boxes(
    name: str, label: str, counted: Mapping[str, int], chosen: Sequence[str], words: Mapping[str, Words],
    order: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    keys = [key for key in (order or sorted(words, key=lambda key: str(words[key]))) if key in counted or key in chosen]
    choices = [
        {"value": key, "label": words[key], "count": counted.get(key, 0), "chosen": key in chosen} for key in keys
    ]
    return {"name": name, "label": label, "type": "checkbox", "choices": choices}


def _radios(name: str, label: str, choices: Mapping[str, tuple[Words, int]], chosen: str) -> dict[str, Any]:
    shown = [
        {"value": key, "label": words, "count": count, "chosen": key == chosen}
        for key, (words, count) in choices.items()
    ]
    return {"name": name, "label": label, "type": "radio", "choices": shown}


def chosen_words(groups: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return in words what the list is narrowed to."""
    return [
        f"{group['label']}: {choice['label']}"
        for group in groups
        for choice in group["choices"]
        if choice["chosen"] and choice["value"]
    ]


def orders(wanted: Wanted) -> list[dict[str, Any]]:
    """Return the orders to choose from; one is always chosen."""
    return [{"value": key, "label": words, "chosen": key == wanted.order} for key, words in ORDER_WORDS.items()]


def total_words(listed: DocumentList, wanted: Wanted) -> tuple[str, str]:
    """Return how many documents there are, and what they have in common."""
    number = ngettext("%(number)d document", "%(number)d documents", listed.total) % {"number": listed.total}
    if listed.more:
        words = _(
            "among the newest %(number)d with these words, that you may read for this purpose; add a word to narrow"
        )
        return number, words % {"number": MOST_FOUND}
    if wanted.words:
        return number, _("with these words, that you may read for this purpose")
    return number, _("that you may read for this purpose")


def page_words(listed: DocumentList) -> dict[str, Any]:
    """Return where in the list the reader is, and the pages before and after."""
    first = (listed.page - 1) * PAGE
    words = _("%(first)d to %(last)d of %(all)d") % {
        "first": first + 1, "last": first + len(listed.hits), "all": listed.total,
    }  # fmt: skip
    return {
        "words": words,
        "previous": listed.page - 1 if listed.page > 1 else 0,
        "next": listed.page + 1 if listed.page < listed.pages else 0,
    }


def logged_words(listed: DocumentList, wanted: Wanted) -> str:
    """Say what was logged of showing this list."""
    number = len(listed.hits)
    words = ngettext(
        "This list was logged: %(number)d title, with its marking.",
        "This list was logged: %(number)d titles, each with its marking.",
        number,
    ) % {"number": number}
    return f"{words} " + _("That you searched was logged, and not for which words.") if wanted.words else words
