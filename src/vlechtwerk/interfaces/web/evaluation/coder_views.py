"""How far coders agree, where they differ, and a session in which they settle that."""

from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Coder, Evaluation, SettledPlace, Settling
from vlechtwerk.domains.evaluation.operations import settling as operations
from vlechtwerk.domains.evaluation.queries import agreement as queries
from vlechtwerk.domains.evaluation.queries.codebook import code_book
from vlechtwerk.domains.evaluation.queries.transcripts import coders_of
from vlechtwerk.domains.evaluation.rules.coding import notes_beside
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.engines.statistics.agreement import Agreement, Kappa, Note
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation.coding_views import find_text
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day_and_time

KAPPAS = {Kappa.COHEN: gettext_lazy("Cohen's kappa"), Kappa.FLEISS: gettext_lazy("Fleiss' kappa")}
NOTES = {
    Note.NO_UNITS: gettext_lazy("There is nothing to compare."),
    Note.NEVER_USED: gettext_lazy("Nobody gave it: kappa is not defined."),
    Note.ALWAYS_USED: gettext_lazy("Everyone gave it everywhere: kappa is not defined."),
    Note.NOT_USED_BY_EVERYONE: gettext_lazy("Not all of them gave it: kappa says little."),
    Note.RARE: gettext_lazy("Rarely given: one sentence more or less changes kappa much."),
    Note.NEARLY_EVERYWHERE: gettext_lazy("Given nearly everywhere: one sentence more or less changes kappa much."),
}


class BeginForm(forms.Form):
    """Who differ, and who decides."""

    coders = forms.MultipleChoiceField(
        label=gettext_lazy("Whose codings are compared?"), widget=forms.CheckboxSelectMultiple
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Who decides, and how?"), max_length=longest(Settling, "decided_by"),
        help_text=gettext_lazy("For instance: Dilara and Mila together; what stays open, the supervisor decides."),
    )  # fmt: skip

    def __init__(self, *args: Any, coders: list[Coder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.id): one for one in coders}
        self.fields["coders"].choices = [(key, name_of_coder(one)) for key, one in self.known.items()]  # type: ignore[attr-defined]  # a choice field


class SettledPlaceForm(forms.Form):
    """What a sentence has: the codes that were chosen."""

    start = forms.IntegerField(min_value=0, max_value=2_147_483_647)
    end = forms.IntegerField(min_value=1, max_value=2_147_483_647)
    # Which button was pressed: the codes of one coder, of all, or those that are ticked.
    take = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(max_length=longest(SettledPlace, "reason"), required=False)


@require_safe
def agreement(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Show how far the chosen coders agree, by sentence, and how that is computed."""
    of = find_evaluated(request, evaluation)
    coders = coders_of(of)
    asked = set(request.GET.getlist("coder"))
    own = [one for one in coders if one.kind != Coder.Kind.SETTLED]
    chosen = [one for one in coders if str(one.id) in asked] if asked else own[:2]
    texts = queries.texts_coded_by_all(of, chosen) if len(chosen) > 1 else []
    compared = queries.compare_coders(of, chosen, texts)
    context: dict[str, Any] = {
        "crumbs": crumbs_of(request, of, (_("Agreement between coders"), "")),
        "coders": [{"id": str(one.id), "name": name_of_coder(one), "chosen": one in chosen} for one in coders],
        "compared": None if compared is None else _compared(of, compared),
        "texts": [{"code": one.code, "settle_url": address(request, "begin_settling", of, one.code)} for one in texts],
        "settlings": [
            {
                "text": one.transcript.code,
                "when": say_day_and_time(one.begun_at),
                "decided_by": one.decided_by,
                "url": address(request, "settling", of, one.id),
            }
            for one in queries.settlings_of(of)
        ],
    }
    return render(request, "evaluation/agreement.html", context)


def _compared(of: Evaluation, compared: queries.Compared) -> dict[str, Any]:
    names = {str(one.code.id): one.path for one in code_book(of)}
    report = compared.report
    return {
        "kappa_of": str(KAPPAS[report.kind]),
        "sentences": report.units,
        "left_out": report.left_out,
        "differences": len(compared.differences),
        "worked": _worked(report.overall),
        "overall": _agreement_row(report.overall, _("All codes together")),
        "rows": [_agreement_row(one, names.get(one.code or "", "?")) for one in report.per_code],
    }


def _agreement_row(one: Agreement, name: str) -> dict[str, Any]:
    counts = one.table.by_number
    return {
        "name": name,
        "kappa": _figure(one.kappa),
        "alpha": _figure(one.alpha),
        "observed": _figure(one.observed),
        "expected": _figure(one.expected),
        "all": counts[-1],
        "some": sum(counts[1:-1]),
        "nobody": counts[0],
        "notes": " ".join(str(NOTES[note]) for note in notes_beside(one)),
    }


def _worked(one: Agreement) -> str:
    """Write out how the figure over all codes comes about; nothing where it is not defined."""
    if one.kappa is None or one.observed is None or one.expected is None:
        return ""
    # Four decimals, so that who works it out finds the same.
    observed, chance, kappa = (_figure(figure, 4) for figure in (one.observed, one.expected, one.kappa))
    return f"({observed} - {chance}) / (1 - {chance}) = {kappa}"


def _figure(figure: Fraction | None, decimals: int = 2) -> str:
    """Say an exact figure in decimals, half up."""
    if figure is None:
        return ""
    scale = 10**decimals
    parts = int(abs(figure) * scale + Fraction(1, 2))
    sign = "-" if figure < 0 and parts else ""
    return sign + number_format(parts / scale, decimal_pos=decimals)


@read_and_write
def begin(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Begin a session to settle where coders of a text differ."""
    of = find_evaluated(request, evaluation)
    text = find_text(of, code).transcript
    coders = [one for one in coders_of(of) if one.kind != Coder.Kind.SETTLED]
    form = BeginForm(request.POST or None, coders=coders, initial={"coders": [str(one.id) for one in coders[:2]]})
    made: list[Settling] = []

    def act() -> str:
        chosen = [form.known[one] for one in form.cleaned_data["coders"]]
        made.append(operations.begin_settling(text, chosen, form.cleaned_data["decided_by"], **by_whom(request)))
        return _("What they coded the same is settled. Go through the others.")

    back = address(request, "agreement", of)
    answer = answer_form(
        request, _("Settle differences in %(text)s") % {"text": text.code}, _("Begin"), form, back, act,
        fields={"too_few_coders": "coders", "nobody_decides": "decided_by"},
        crumbs=crumbs_of(request, of, (_("Agreement between coders"), back)),
    )  # fmt: skip
    return redirect(address(request, "settling", of, made[0].id)) if made else answer


@require_safe
def settling(request: PageRequest, project: str, evaluation: str, settling: UUID) -> HttpResponse:
    """Show the places on which coders differ, and what was settled of each."""
    of = find_evaluated(request, evaluation)
    return _settling_page(request, of, _find(of, settling))


def _find(of: Evaluation, identifier: UUID) -> Settling:
    found = queries.settling_of(of, identifier)
    if found is None:
        raise Http404
    return found


def _settling_page(
    request: PageRequest, of: Evaluation, found: Settling, reasons: tuple[Reason, ...] = (), code: int = 200
) -> HttpResponse:
    names = {one.code.id: one.code.name for one in code_book(of)}
    places = queries.places_to_settle(found)
    context = {
        "crumbs": crumbs_of(
            request, of, (_("Agreement between coders"), address(request, "agreement", of)),
            (_("Settle %(text)s") % {"text": found.transcript.code}, ""),
        ),
        "text": found.transcript.code,
        "text_url": address(request, "text", of, found.transcript.code),
        "decided_by": found.decided_by,
        "is_gone": not queries.has_words(found.transcript),
        "left": sum(place.settled is None for place in places),
        "places": [_place_row(place, names) for place in places],
        "place_url": address(request, "settle_place", of, found.id),
        "reasons": reasons,
        "longest": longest(SettledPlace, "reason"),
    }  # fmt: skip
    return render(request, "evaluation/settling.html", context, status=code)


def _place_row(place: queries.PlaceToSettle, names: dict[UUID, str]) -> dict[str, Any]:
    settled = place.settled
    return {
        "number": place.number,
        "start": place.start,
        "end": place.end,
        "words": place.words,
        "given": [
            {
                "coder": who.name,
                "id": str(who.id),
                "codes": ", ".join(names.get(one, "?") for one in given) or _("nothing"),
            }
            for who, given in place.given
        ],
        "shared": bool(place.shared),
        "settled": "" if settled is None
        else ", ".join(names.get(one, "?") for one in dict.fromkeys((*place.shared, *settled.codes))) or _("nothing"),
        "is_settled": settled is not None,
        "reason": settled.reason if settled else "",
    }  # fmt: skip


@write_only
def settle(request: PageRequest, project: str, evaluation: str, settling: UUID) -> HttpResponse:
    """Settle a place: as one coder has it, as all together, or with no code."""
    of = find_evaluated(request, evaluation)
    found, form = _find(of, settling), SettledPlaceForm(request.POST)
    if not form.is_valid():
        return _settling_page(request, of, found, (Reason("invalid", _("Choose what is settled.")),), 422)
    told = form.cleaned_data
    codes = _taken(found, told)
    try:
        operations.settle_place(found, told["start"], told["end"], codes, reason=told["reason"], **by_whom(request))
    except Refused as refused:
        return _settling_page(request, of, found, refused.reasons, 409)
    messages.success(request, _("Settled."))
    # Where one was, not at the top of the page.
    return redirect(f"{address(request, 'settling', of, found.id)}#place-{told['start']}")


def _taken(found: Settling, told: dict[str, Any]) -> list[UUID]:
    """Return the codes that are taken: of the coder who is named, of all of them, or none."""
    places = {(place.start, place.end): place.given for place in queries.places_to_settle(found)}
    given = places.get((told["start"], told["end"]), ())
    taken = [code for who, codes in given if told["take"] in ("all", str(who.id)) for code in codes]
    return list(dict.fromkeys(taken))
