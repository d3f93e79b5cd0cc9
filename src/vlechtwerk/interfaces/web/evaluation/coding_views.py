"""Code a text: sentences are chosen by keyboard or on a form, given a code, and every act can be undone."""

from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, Evaluation, Memo
from vlechtwerk.domains.evaluation.operations import coding, coding_steps
from vlechtwerk.domains.evaluation.queries.codebook import CodeInBook, code_book, code_in_book, last_step
from vlechtwerk.domains.evaluation.queries.fragments import sentence_at
from vlechtwerk.domains.evaluation.queries.transcripts import TextAsItStands, text_as_it_stands
from vlechtwerk.domains.evaluation.rules.coding import no_such_code, words_not_there
from vlechtwerk.domains.evaluation.rules.fieldwork import no_such_sentence
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if
from vlechtwerk.interfaces.web.acts import write_only
from vlechtwerk.interfaces.web.evaluation import coding_rows as rows
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated, text_row
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest

MOST = 2_147_483_647


class StretchForm(forms.Form):
    """Sentences, words within them if not all, and a code by name or identifier."""

    first = forms.IntegerField(min_value=1, max_value=MOST)
    last = forms.IntegerField(min_value=1, max_value=MOST)
    # From a script: the very stretch, in code points.
    start = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    end = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    # Without one: from a word, and up to a word, as they are written.
    from_words = forms.CharField(label=gettext_lazy("Begins with these words"), max_length=200, required=False)
    to_words = forms.CharField(label=gettext_lazy("Ends with these words"), max_length=200, required=False)
    code = forms.CharField(label=gettext_lazy("Which code?"), max_length=300, required=False)
    code_id = forms.UUIDField(required=False)
    new = forms.BooleanField(required=False)


class PlaceForm(forms.Form):
    """The sentences to go back to, when any were chosen."""

    first = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    last = forms.IntegerField(min_value=1, max_value=MOST, required=False)


class MemoForm(forms.Form):
    """A memo about a coding of a text."""

    coding = forms.UUIDField()
    text = forms.CharField(label=gettext_lazy("Memo"), max_length=longest(Memo, "text"), required=False)
    first = forms.IntegerField(min_value=1, max_value=MOST, required=False)


def find_text(of: Evaluation, code: str) -> TextAsItStands:
    """Return a text, or answer that there is nothing here."""
    found = text_as_it_stands(of, code)
    if found is None:
        raise Http404
    return found


@require_safe
def text_page(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show a text with what is coded in it; `from` and `to` choose sentences; `stretch` leads to those it covers."""
    of = find_evaluated(request, evaluation)
    if (led := _stretch_asked(request, of, code)) is not None:
        return led
    return _page(request, of, find_text(of, code), _asked_choice(request))


def _stretch_asked(request: PageRequest, of: Evaluation, code: str) -> HttpResponse | None:
    """Lead from a stretch by its places (`120-188`), as evidence names it, to the sentences that it covers."""
    start, _dash, end = request.GET.get("stretch", "").partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(start + end) <= 2 * len(str(MOST))):
        return None
    found = find_text(of, code)
    first, last = (sentence_at(found.passages, place) for place in (int(start), int(end) - 1))
    url = address(request, "text", of, code)
    return redirect(f"{url}?from={first}&to={last}#s{first}" if first and last else url)


def _asked_choice(request: PageRequest) -> tuple[int, int] | None:
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    if not first.isdecimal() or len(first) > len(str(MOST)):
        return None
    return int(first), int(last) if last.isdecimal() and len(last) <= len(str(MOST)) else int(first)


def _page(
    request: PageRequest,
    of: Evaluation,
    found: TextAsItStands,
    asked: tuple[int, int] | None,
    *,
    reasons: tuple[Reason, ...] = (),
    typed: str = "",
    code: int = HTTPStatus.OK,
) -> HttpResponse:
    own = of.coders.filter(person=request.actor.person).first()
    book = code_book(of, own.id if own else None)
    choice = rows.choice_of(found.passages, *asked) if asked else None
    transcript, session = found.transcript, found.transcript.session
    mine = [one for one in found.codings if own is not None and one.coder_id == own.id]
    context: dict[str, Any] = {
        "crumbs": crumbs_of(
            request, of, (session.code, address(request, "session", of, session.code)), (transcript.code, "")
        ),
        "heading": _("Code %(text)s") % {"text": transcript.code},
        "text": text_row(request, of, transcript),
        "measurement": session.measurement.name if session.measurement else "",
        "fragments": ngettext("%(number)s fragment of yours", "%(number)s fragments of yours", len(mine))
        % {"number": len(mine)},
        "paragraphs": rows.paragraphs(found, book, own.id if own else None, choice),
        "choice": choice,
        "book": _book_rows(request, of, book, Counter(one.code_id for one in mine)),
        "has_words": any(not one.is_removed for one in found.passages),
        "reasons": reasons,
        "typed": typed,
        "can_undo": own is not None and last_step(own) is not None,
        "urls": {name: address(request, name, of, transcript.code)
                 for name in ("text", "code_text", "uncode_text", "undo_coding", "write_memo")},
        "book_url": address(request, "code_book", of),
        "speaker_url": _speaker_url(request, of, found, choice),
        "settle_url": address(request, "begin_settling", of, transcript.code),
        "others": _others(found, own),
        "longest_memo": longest(Memo, "text"),
    }  # fmt: skip
    return render(request, "evaluation/text.html", context, status=code)


def _speaker_url(request: PageRequest, of: Evaluation, found: TextAsItStands, choice: rows.Choice | None) -> str:
    """Return where it is corrected who speaks; nothing in a text that does not say it."""
    if not any(one.speaker_id for one in found.passages):
        return ""
    url = address(request, "say_who_speaks", of, found.transcript.code)
    return f"{url}?from={choice.first}" if choice else url


def _others(found: TextAsItStands, own: Coder | None) -> list[str]:
    """Return who else coded this text."""
    names = {name_of_coder(one.coder) for one in found.codings if own is None or one.coder_id != own.id}
    return sorted(names)


def _book_rows(
    request: PageRequest, of: Evaluation, book: list[CodeInBook], given: Counter[UUID]
) -> list[dict[str, Any]]:
    """Return the code book beside the text, with how often the reader gave each code in it (`given`).

    Codes without others under them have a digit, the first nine of them.
    """
    parents = {one.code.parent_id for one in book}
    found, digit = [], 0
    for one in book:
        key = ""
        if one.code.id not in parents and digit < rows.DIGITS:
            digit += 1
            key = str(digit)
        found.append(
            {
                "id": str(one.code.id),
                "name": one.code.name,
                "path": one.path,
                "depth": min(one.depth, 4),
                "colour": one.colour or "#4c5565",
                "digit": key,
                "count": given[one.code.id],
                "description": one.code.description,
                "url": address(request, "fragments", of, one.code.id),
            }
        )
    return found


@write_only
def code(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Give the chosen stretch a code: one of the book, or a new one."""
    of = find_evaluated(request, evaluation)
    found, form = find_text(of, code), StretchForm(request.POST)

    def act() -> str:
        start, end = _stretch(found, form)
        told = form.cleaned_data
        chosen = _chosen_code(of, told)
        if chosen is None and told["new"]:
            coding.code_stretch_anew(found.transcript, told["code"], start, end, **by_whom(request))
            return _("Coded “%(code)s”, a new code.") % {"code": told["code"].strip()}
        refuse_if([no_such_code(told["code"], [one.path for one in _named(of, told)])] if chosen is None else [])
        assert chosen is not None
        coding.code_stretch(found.transcript, chosen, start, end, **by_whom(request))
        return _("Coded “%(code)s”.") % {"code": chosen.name}

    return _acted(request, of, found, form, act)


@write_only
def uncode(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Take a code of one's own from a stretch."""
    of = find_evaluated(request, evaluation)
    found, form = find_text(of, code), StretchForm(request.POST)

    def act() -> str:
        start, end = _stretch(found, form)
        chosen = _chosen_code(of, form.cleaned_data)
        told = form.cleaned_data
        refuse_if([no_such_code(told["code"], [one.path for one in _named(of, told)])] if chosen is None else [])
        assert chosen is not None
        coding.uncode_stretch(found.transcript, chosen, start, end, **by_whom(request))
        return _("“%(code)s” is taken away there.") % {"code": chosen.name}

    return _acted(request, of, found, form, act)


@write_only
def undo(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Undo one's own last act on codes or codings."""
    of = find_evaluated(request, evaluation)
    found = find_text(of, code)

    def act() -> str:
        coding_steps.undo(of, **by_whom(request))
        return _("Undone.")

    return _acted(request, of, found, PlaceForm(request.POST), act)


@write_only
def memo(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Write one's own memo about a coding."""
    of = find_evaluated(request, evaluation)
    found, form = find_text(of, code), MemoForm(request.POST)

    def act() -> str:
        held = Coding.objects.filter(transcript=found.transcript, is_gone=False).select_related("transcript")
        about = held.filter(id=form.cleaned_data["coding"]).first()
        if about is None:
            raise Http404
        coding.write_memo(of, about, form.cleaned_data["text"], **by_whom(request))
        return _("Memo saved.")

    return _acted(request, of, found, form, act)


def _acted(
    request: PageRequest, of: Evaluation, found: TextAsItStands, form: forms.Form, act: Callable[[], str]
) -> HttpResponse:
    """Do what a form on the page of a text asks, and go on there; refused, show the page again with the reasons."""
    if not form.is_valid():
        reasons = tuple(Reason("invalid", words) for words in _wrong_with(form))
        return _page(request, of, found, None, reasons=reasons, typed=request.POST.get("code", "")[:300], code=422)
    first: int | None = form.cleaned_data.get("first")
    last: int | None = form.cleaned_data.get("last") or first
    try:
        done = act()
    except Refused as refused:
        chosen = (first, last or first) if first else None
        typed = form.cleaned_data.get("code", "")
        return _page(request, of, found, chosen, reasons=refused.reasons, typed=typed, code=HTTPStatus.CONFLICT)
    messages.success(request, done)
    url = address(request, "text", of, found.transcript.code)
    return redirect(f"{url}?from={first}&to={last}#s{first}" if first else f"{url}#text")


def _wrong_with(form: forms.Form) -> list[str]:
    """Say what is wrong with a form; what no reader fills in is said in words of its own."""
    if isinstance(form, StretchForm) and not form.errors.keys().isdisjoint({"first", "last"}):
        return [_("Choose sentences first, and say which code.")]
    if isinstance(form, MemoForm) and "coding" in form.errors:
        return [_("Choose the coding that this memo is about.")]
    return [f"{form[name].label}: {words}" for name, told in form.errors.items() for words in told]


def _stretch(found: TextAsItStands, form: StretchForm) -> tuple[int, int]:
    """Return the very stretch that was chosen: as the script tells it, or from words to words of the sentences."""
    told = form.cleaned_data
    if told["start"] is not None and told["end"] is not None:
        return told["start"], told["end"]
    choice = rows.choice_of(found.passages, told["first"], told["last"])
    if choice is None:
        raise Refused([no_such_sentence()])
    whole = "".join(one.text or " " * (one.end - one.start) for one in found.passages)
    start, end = choice.start, choice.end
    if told["from_words"].strip():
        start = whole.find(told["from_words"].strip(), choice.start, choice.end)
    if told["to_words"].strip() and start >= 0:
        at = whole.find(told["to_words"].strip(), start, choice.end)
        end = at + len(told["to_words"].strip()) if at >= 0 else -1
    if start < 0 or end < 0:
        raise Refused([words_not_there()])
    return start, end


def _chosen_code(of: Evaluation, told: dict[str, Any]) -> Code | None:
    """Return the code that is named, by its identifier or in words that name one."""
    if told["code_id"] is not None:
        return code_in_book(of, told["code_id"])
    found = _named(of, told)
    return found[0].code if len(found) == 1 else None


def _named(of: Evaluation, told: dict[str, Any]) -> list[CodeInBook]:
    """Return the codes that words may name: by place or name, else by how one of them begins."""
    name = told["code"].strip().casefold()
    book = [(one.path.casefold(), one.code.name.casefold(), one) for one in code_book(of)]
    found = [one for path, _name, one in book if path == name] or [one for _path, own, one in book if own == name]
    # What is asked for as a new code may be the beginning of another.
    if not found and name and not told["new"]:
        found = [one for _path, own, one in book if own.startswith(name)]
        found = found or [one for path, _name, one in book if path.startswith(name)]
    return found
