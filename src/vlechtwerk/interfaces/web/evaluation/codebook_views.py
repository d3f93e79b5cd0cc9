"""The code book: its tree, what can be done with a code, the fragments of a code, and codes that go together."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.evidence import FragmentAddress
from vlechtwerk.domains.evaluation.models import Code, CodingStep, Evaluation
from vlechtwerk.domains.evaluation.operations import codebook, coding_steps
from vlechtwerk.domains.evaluation.queries.codebook import CodeInBook, code_book, code_in_book, last_step
from vlechtwerk.domains.evaluation.queries.fragments import Asked, Fragment, codes_together, fragments_of
from vlechtwerk.domains.evaluation.queries.ready_codes import ReadyCode, ready_list
from vlechtwerk.domains.evaluation.queries.transcripts import coders_of
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.domains.partnership.models import Level, Organisation
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation.coding_rows import say_step
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom, sure
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import select

# As many pairs of codes as one page shows.
MOST_PAIRS = 200
AT_FIELDS = {"name_is_empty": "name", "name_too_long": "name", "colour_unclear": "colour", "code_under_itself": "other"}


class CodeForm(forms.Form):
    """A code: its name, when it is given, and its colour."""

    name = forms.CharField(label=gettext_lazy("Code"), max_length=longest(Code, "name"))
    description = forms.CharField(
        label=gettext_lazy("When is it given?"), required=False, max_length=longest(Code, "description"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    colour = forms.CharField(
        label=gettext_lazy("Colour"), required=False, max_length=7,
        help_text=gettext_lazy("As #12405f; empty: that of the code above."),
    )  # fmt: skip


class OtherCodeForm(forms.Form):
    """Another code of the book."""

    other = forms.ChoiceField(label=gettext_lazy("Which code?"))

    def __init__(self, *args: Any, book: list[CodeInBook], top: str = "", **kwargs: Any) -> None:
        """Offer the codes of the book, and the top where it has a name (`top`): then none is an answer too."""
        super().__init__(*args, **kwargs)
        self.known = {str(one.code.id): one.code for one in book}
        choices = [(key, one.path) for key, one in zip(self.known, book, strict=True)]
        self.fields["other"].required = not top
        self.fields["other"].choices = [("", top or _("choose")), *choices]  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> Code | None:
        """Return the code; nothing for the top."""
        return self.known.get(self.cleaned_data["other"])


class AddForm(CodeForm):
    """A new code, and the code under which it stands."""

    other = forms.ChoiceField(label=gettext_lazy("Under which code?"), required=False)

    def __init__(self, *args: Any, book: list[CodeInBook], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.code.id): one.code for one in book}
        self.fields["other"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("at the top")), *((str(one.code.id), one.path) for one in book)
        ]  # fmt: skip


@require_safe
def code_book_page(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Show the code book as a tree."""
    of = find_evaluated(request, evaluation)
    book, last = code_book(of), _last_step(request, of)
    context = {
        "crumbs": crumbs_of(request, of, (_("Code book"), "")),
        "rows": [_book_row(request, of, one) for one in book],
        "add_url": address(request, "add_code", of),
        "ready_url": "" if _has_all(book) else address(request, "add_ready_codes", of),
        "undo_url": address(request, "undo_in_code_book", of) if last else "",
        "last": say_step(last, book) if last else "",
        "ready": ready_list().name[_language()],
    }
    return render(request, "evaluation/code_book.html", context)


def _last_step(request: PageRequest, of: Evaluation) -> CodingStep | None:
    own = of.coders.filter(person=request.actor.person).first()
    return None if own is None else last_step(own)


def _has_all(book: Sequence[CodeInBook]) -> bool:
    """Tell whether the whole ready list stands in the book, in one of its languages."""
    names = {one.code.name.casefold() for one in book}
    listed = [code for one in ready_list().codes for code in (one, *one.below)]
    return any(all(code.name[language].casefold() in names for code in listed) for language in ("nl", "en"))


@write_only
def undo(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Undo one's own last act on codes or codings."""
    of = find_evaluated(request, evaluation)
    try:
        coding_steps.undo(of, **by_whom(request))
        messages.success(request, _("Undone."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(address(request, "code_book", of))


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _book_row(request: PageRequest, of: Evaluation, one: CodeInBook) -> dict[str, Any]:
    code = one.code
    return {
        "name": code.name,
        "description": code.description,
        "depth": min(one.depth, 4),
        "colour": one.colour or "#4c5565",
        "count": one.fragments,
        "with_below": one.with_below,
        "memos": [f"{name_of_coder(memo.written_by)}: {memo.text}" for memo in one.memos],
        "url": address(request, "fragments", of, code.id),
        "acts": [
            {"label": label, "url": address(request, page, of, code.id)}
            for page, label in (
                ("change_code", _("Change")), ("move_code", _("Move")), ("merge_code", _("Merge")),
                ("delete_code", _("Delete")),
            )
        ],
    }  # fmt: skip


def _code(of: Evaluation, identifier: UUID) -> Code:
    found = code_in_book(of, identifier)
    if found is None:
        raise Http404
    return found


def _answer(
    request: PageRequest, of: Evaluation, words: tuple[str, str], form: forms.Form, act: Any, facts: Any = ()
) -> HttpResponse:
    back = address(request, "code_book", of)
    fields = {code: name for code, name in AT_FIELDS.items() if name in form.fields}
    return answer_form(
        request, *words, form, back, act, fields=fields, facts=facts,
        crumbs=crumbs_of(request, of, (_("Code book"), back)),
    )  # fmt: skip


@read_and_write
def add(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Add a code."""
    of = find_evaluated(request, evaluation)
    form = AddForm(request.POST or None, book=code_book(of))

    def act() -> str:
        told = form.cleaned_data
        added = codebook.add_code(
            of, told["name"], parent=form.known.get(told["other"]), description=told["description"],
            colour=told["colour"], **by_whom(request),
        )  # fmt: skip
        return _("“%(code)s” is in the code book.") % {"code": added.name}

    return _answer(request, of, (_("Add a code"), _("Add code")), form, act)


@read_and_write
def add_ready(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Add the ready list, in the language of the page."""
    of = find_evaluated(request, evaluation)
    ready, language = ready_list(), _language()

    def act() -> str:
        codebook.add_ready_codes(of, ready.codes, language, **by_whom(request))
        return _("Added. You can undo it as one act.")

    facts = [
        {"term": one.name[language], "value": _said(one, language)} for one in ready.codes
    ] + [{"term": _("After"), "value": ready.source}]  # fmt: skip
    return _answer(
        request, of, (_("Add “%(name)s”") % {"name": ready.name[language]}, _("Add these codes")), sure(request), act,
        facts,
    )  # fmt: skip


def _said(one: ReadyCode, language: str) -> str:
    below = "\n".join(f"{code.name[language]}: {code.description[language]}" for code in one.below)
    return "\n".join(filter(None, (one.description[language], below)))


@read_and_write
def change(request: PageRequest, project: str, evaluation: str, code: UUID) -> HttpResponse:
    """Say otherwise what a code is called, when it is given, and in which colour it is shown."""
    of = find_evaluated(request, evaluation)
    found = _code(of, code)
    told = {"name": found.name, "description": found.description, "colour": found.colour}
    form = CodeForm(request.POST or None, initial=told)

    def act() -> str:
        told = form.cleaned_data
        changed = codebook.change_code(found, told["name"], told["description"], told["colour"], **by_whom(request))
        return _("“%(code)s” is changed.") % {"code": changed.name}

    return _answer(request, of, (_("Change “%(code)s”") % {"code": found.name}, _("Save")), form, act)


@read_and_write
def move(request: PageRequest, project: str, evaluation: str, code: UUID) -> HttpResponse:
    """Put a code under another one, or at the top."""
    of = find_evaluated(request, evaluation)
    found = _code(of, code)
    form = OtherCodeForm(request.POST or None, book=code_book(of), top=_("at the top"))

    def act() -> str:
        codebook.move_code(found, form.chosen, **by_whom(request))
        return _("“%(code)s” stands there now.") % {"code": found.name}

    return _answer(request, of, (_("Where does “%(code)s” stand?") % {"code": found.name}, _("Move")), form, act)


@read_and_write
def merge(request: PageRequest, project: str, evaluation: str, code: UUID) -> HttpResponse:
    """Let a code go up in another one."""
    of = find_evaluated(request, evaluation)
    found = _code(of, code)
    form = OtherCodeForm(request.POST or None, book=[one for one in code_book(of) if one.code.id != found.id])

    def act() -> str:
        into = form.chosen
        if into is None:
            raise Http404
        codebook.merge_codes(found, into, **by_whom(request))
        return _("“%(code)s” went up in “%(into)s”.") % {"code": found.name, "into": into.name}

    words = (_("In which code does “%(code)s” go up?") % {"code": found.name}, _("Merge"))
    return _answer(request, of, words, form, act)


@read_and_write
def delete(request: PageRequest, project: str, evaluation: str, code: UUID) -> HttpResponse:
    """Delete a code and all under it, with their codings."""
    of = find_evaluated(request, evaluation)
    found = _code(of, code)
    (held,) = [one for one in code_book(of) if one.code.id == found.id]

    def act() -> str:
        codebook.delete_code(found, **by_whom(request))
        return _("Deleted. You can undo it.")

    facts = [{"term": _("Fragments that lose it"), "value": str(held.with_below)}]
    words = (_("Delete “%(code)s” and all under it?") % {"code": found.name}, _("Delete code"))
    return _answer(request, of, words, sure(request), act, facts)


@require_safe
def fragments(request: PageRequest, project: str, evaluation: str, code: UUID) -> HttpResponse:
    """Show the fragments of a code, by level, organisation or coder."""
    of = find_evaluated(request, evaluation)
    found = _code(of, code)
    coders = {str(one.id): one for one in coders_of(of)}
    asked = Asked(
        request.GET.get("level", ""),
        request.GET.get("organisation", ""),
        coders[request.GET["coder"]].id if request.GET.get("coder") in coders else None,
    )
    shown = fragments_of(of, found, asked)
    organisations = Organisation.objects.order_by("name").values_list("code", "name")
    context = {
        "crumbs": crumbs_of(request, of, (_("Code book"), address(request, "code_book", of)), (found.name, "")),
        "name": found.name,
        "code_address": f"{of.code},{found.id}",
        "description": found.description,
        "shown": shown,
        "rows": _fragment_rows(request, of, shown.fragments),
        "filters": [
            select("level", _("Level"), [("", _("all")), *Level.choices], asked.level),
            select("organisation", _("Organisation"), [("", _("all")), *organisations], asked.organisation),
            select(
                "coder", _("Coder"), [("", _("all")), *((key, name_of_coder(one)) for key, one in coders.items())],
                request.GET.get("coder", ""),
            ),
        ],
    }  # fmt: skip
    return render(request, "evaluation/fragments.html", context)


def _fragment_rows(request: PageRequest, of: Evaluation, found: Sequence[Fragment]) -> list[dict[str, Any]]:
    """Return fragments as rows: one a stretch and code, with all coders who gave it."""
    rows: dict[tuple[UUID, UUID, int, int], dict[str, Any]] = {}
    for one in found:
        given = one.coding
        row = _fragment_row(request, of, one)
        held = rows.setdefault((given.transcript_id, given.code_id, given.start, given.end), row | {"coders": []})
        held["coders"].append(row["coder"])
    return [row | {"coder": ", ".join(sorted(row["coders"]))} for row in rows.values()]


def _fragment_row(request: PageRequest, of: Evaluation, one: Fragment) -> dict[str, Any]:
    given = one.coding
    url = address(request, "text", of, given.transcript.code)
    people = [
        ", ".join(filter(None, (who.code, str(who.get_level_display()).lower(),
                                who.organisation.code if who.organisation else "")))
        for who in one.people
    ]  # fmt: skip
    return {
        "words": one.words,
        "where": _("%(text)s, sentence %(number)s") % {"text": given.transcript.code, "number": one.sentence},
        "people": "; ".join(people),
        "code": given.code.name,
        "coder": name_of_coder(given.coder),
        "url": f"{url}?from={one.sentence}#s{one.sentence}",
        "address": str(FragmentAddress(of.code, given.transcript.code, given.start, given.end)),
    }


@require_safe
def together(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Show which codes overlap, at how many places, in how many texts, with how many people."""
    of = find_evaluated(request, evaluation)
    paths = {str(one.code.id): (one.path, address(request, "fragments", of, one.code.id)) for one in code_book(of)}
    found = codes_together(of)
    context = {
        "crumbs": crumbs_of(request, of, (_("Codes that go together"), "")),
        "total": len(found),
        "rows": [
            {
                "first": paths[one.first][0],
                "first_url": paths[one.first][1],
                "second": paths[one.second][0],
                "second_url": paths[one.second][1],
                "places": one.places,
                "texts": one.texts,
                "people": one.people,
            }
            for one in found.pairs(MOST_PAIRS)
        ],
    }
    return render(request, "evaluation/codes_together.html", context)
