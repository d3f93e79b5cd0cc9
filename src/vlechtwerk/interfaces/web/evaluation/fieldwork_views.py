"""Fieldwork: its sessions, who takes part under which pseudonym, who was not heard, and where words stand."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, Passage
from vlechtwerk.domains.evaluation.queries import fieldwork as queries
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.transcripts import search_texts
from vlechtwerk.domains.evaluation.rules.fieldwork import key_holder_of, reasons_against_any_text
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation import fieldwork_rows as rows
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_date


class SearchForm(forms.Form):
    """Words to find; they are sent with the form, and stand in no address."""

    words = forms.CharField(
        label=gettext_lazy("Words in the texts"), max_length=300,
        help_text=gettext_lazy("“Words in quotation marks” stand together; -word leaves out."),
    )  # fmt: skip


@require_safe
def fieldwork_of_all(request: PageRequest, project: str) -> HttpResponse:
    """Lead to the fieldwork of each evaluation of the reader; others read that it is for evaluators."""
    codes = frozenset() if shown_day(request).is_past else evaluated_by(request.actor.person, timezone.now())
    mine = list(Evaluation.objects.filter(code__in=codes).order_by("code"))
    links = [{"label": one.title, "url": address(request, "fieldwork", one)} for one in mine]
    return render(request, "evaluation/fieldwork_of_all.html", {"links": links, "shown": shown_day(request)})


@read_and_write
def fieldwork(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """List the sessions of an evaluation, and who was not heard; or find words in its texts."""
    of = find_evaluated(request, evaluation)
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "crumbs": crumbs_of(request, of)[:1],
        "title": of.title,
        "rows": [rows.session_row(request, one) for one in queries.sessions_of(of)],
        "not_heard": rows.not_heard_rows(queries.not_heard_on(of)),
        "begin_url": address(request, "begin_session", of),
        "links": _links(request, of),
        "form": form,
    }
    if form.is_bound and form.is_valid():
        context |= _found(request, of, form.cleaned_data["words"])
    return render(request, "evaluation/fieldwork.html", context, status=422 if form.errors else 200)


def _links(request: PageRequest, of: Evaluation) -> list[dict[str, str]]:
    return [
        {"label": _("Participants"), "url": address(request, "fieldwork_people", of)},
        {"label": _("Code book"), "url": address(request, "code_book", of)},
        {"label": _("Codes that go together"), "url": address(request, "codes_together", of)},
        {"label": _("Agreement between coders"), "url": address(request, "agreement", of)},
        {"label": _("Files for other programs"), "url": address(request, "coding_files", of)},
    ]


def _found(request: PageRequest, of: Evaluation, words: str) -> dict[str, Any]:
    found = search_texts(of, words)
    return {"words": words, "total": found.total, "found": [_place(request, of, one) for one in found.passages]}


def _place(request: PageRequest, of: Evaluation, one: Passage) -> dict[str, Any]:
    url = address(request, "text", of, one.transcript.code)
    return {
        "text": one.transcript.code,
        "sentence": one.first_sentence,
        "speaker": one.speaker.code if one.speaker else "",
        "words": one.text,
        "url": f"{url}?from={one.first_sentence}#s{one.first_sentence}",
    }


@require_safe
def session(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show a session: who takes part, what they consent to, and its texts."""
    of = find_evaluated(request, evaluation)
    found = find_session(of, code)
    held = found.session
    facts = [
        {"term": _("Kind"), "value": str(held.get_kind_display())},
        {"term": _("Held on"), "value": say_date(held.held_on) if held.held_on else _("not noted yet")},
        {"term": _("Measurement"), "value": held.measurement.name if held.measurement else _("none")},
        {
            "term": _("Questions that it serves"),
            "value": "\n".join(f"{one.code} {one.text}" for one in found.questions) or _("none"),
        },
        {"term": _("Guide"), "value": held.guide or _("none")},
    ]
    context = {
        "crumbs": crumbs_of(request, of, (held.code, "")),
        "heading": f"{held.get_kind_display()} {held.code}",
        "facts": facts,
        "parts": [rows.part_row(request, found, one) for one in found.parts],
        "has_people": held.kind != held.Kind.DOCUMENTS,
        # Before everyone consents a text would be refused.
        "may_take_in": not reasons_against_any_text(held),
        "quoting": rows.say_quoting(found),
        "texts": [rows.text_row(request, of, one) for one in found.transcripts],
        "change_url": address(request, "change_session", of, held.code),
        "take_part_url": address(request, "take_part", of, held.code),
        "take_in_url": address(request, "take_in_text", of, held.code),
    }
    return render(request, "evaluation/session.html", context)


def find_session(of: Evaluation, code: str) -> queries.SessionAsItStands:
    """Return a session, or answer that there is nothing here."""
    found = queries.session_as_it_stands(of, code)
    if found is None:
        raise Http404
    return found


@require_safe
def people(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """List who takes part under which pseudonym; who it is, for the holder of the key alone."""
    of = find_evaluated(request, evaluation)
    known, holder = queries.identities_of(of), key_holder_of(of)
    holds_key = holder is not None and holder.person_id == request.actor.person.id
    context = {
        "crumbs": crumbs_of(request, of, (_("Participants"), "")),
        "rows": [
            rows.participant_row(one)
            | {"name": known[one.id].name if one.id in known else "",
               "reached_at": known[one.id].reached_at if one.id in known else ""}
            for one in queries.participants_of(of)
        ],
        "holder": holder.person.name if holder else "",
        "holds_key": holds_key,
        "add_url": address(request, "add_participant", of),
        "key_url": address(request, "hand_over_key", of) if holds_key else "",
    }  # fmt: skip
    return render(request, "evaluation/fieldwork_people.html", context)
