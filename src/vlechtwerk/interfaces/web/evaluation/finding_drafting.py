"""The page on which a sentence is written: its evidence with the holes each can fill, and why it is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.rules.finding_wording import Judged, Material, holes_for
from vlechtwerk.domains.evaluation.words.findings import OF_THE_WHOLE, WHY
from vlechtwerk.engines.documents.findings.judging import Objection
from vlechtwerk.interfaces.web.evaluation.finding_rows import piece_rows
from vlechtwerk.interfaces.web.middleware import PageRequest

# What a refusal on wording is called; everything else that is refused stands above the form.
WORDING = frozenset(one.value for one in Objection)


def refused_sentence(judged: Judged, suggestions: Sequence[Judged]) -> dict[str, Any]:
    """Return a refused sentence: its words at fault, why each is, and sentences that the evidence does carry."""
    return {
        "parts": _parts(judged),
        "faults": [
            {"at": one.at, "why": one.why if whole else _why(one.code), "needs": one.needs, "whole": whole}
            for one in judged.objections
            for whole in (Objection(one.code) in OF_THE_WHOLE,)
        ],
        "suggestions": [{"sentence": one.sentence, "pieces": piece_rows(one.pieces)} for one in suggestions],
    }


def _why(code: str) -> str:
    """Return why words are refused, without the words: these stand beside it."""
    why = str(WHY[Objection(code)])
    return why[:1].upper() + why[1:]


def _parts(judged: Judged) -> list[dict[str, Any]]:
    """Cut a sentence at the words at fault; where these overlap they are one, and the whole sentence is none."""
    sentence, reached = judged.sentence, 0
    parts: list[dict[str, Any]] = []
    apart = [one for one in judged.objections if Objection(one.code) not in OF_THE_WHOLE]
    for one in sorted(apart, key=lambda one: (one.start, -one.end)):
        if one.start < reached:
            continue
        parts += [{"text": sentence[reached : one.start]}, {"text": sentence[one.start : one.end], "refused": True}]
        reached = one.end
    return [part for part in [*parts, {"text": sentence[reached:]}] if part["text"]]


def kept_fields(form: forms.Form, *, without: str) -> list[tuple[str, str]]:
    """Return what was filled in, to send again along with another sentence."""
    sent: Any = form.data
    return [(name, value) for name in form.fields if name != without for value in sent.getlist(form.add_prefix(name))]


def write_page(
    request: PageRequest, form: forms.Form | None, page: Mapping[str, Any], *, code: int = 200
) -> HttpResponse:
    """Show the page on which a sentence is written, with a hole of its own evidence for an example."""
    holes = [hole for row in page.get("evidence", ()) for hole in row["holes"]]
    if form is not None and holes:
        words = _("Figures and quotations are not typed: write a hole such as %(hole)s, and the evidence fills it.")
        form.fields["sentence"].help_text = words % {"hole": holes[0]}
    return render(request, "evaluation/finding_write.html", {"form": form, **page}, status=code)


def evidence_row(number: int, row: Any, material: Material | None, language: str) -> dict[str, Any]:
    """Return a piece of evidence beside the sentence: what it says, and the holes that it fills."""
    return {
        "number": number,
        "text": row.text or row.title,
        "label": row.label,
        "url": row.url,
        "title": row.title,
        "ground": row.ground,
        "base": row.base,
        "stance": row.stance,
        "stance_word": _("against it") if row.stance == "contradicts" else "",
        "holes": holes_for(number, material, language) if material else [],
    }
