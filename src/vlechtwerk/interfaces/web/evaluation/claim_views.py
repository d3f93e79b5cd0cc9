"""What do sources say that people said? In our words, with their word for the amount, and never a count."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import PublishedClaim
from vlechtwerk.domains.evaluation.operations.published import record_published_claim as record
from vlechtwerk.domains.evaluation.queries.claims import claim_used_as_evidence, find_claim, published_claims
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.words.learning import say_no_count
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation.agenda_forms import ClaimForm
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.rows import holder_url
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

AT_FIELDS = {
    "code_missing": "code",
    "code_unclear": "code",
    "code_in_use": "code",
    "words_missing": "quoted",
    "count_not_in_the_source": "quoted",
    "evidence_missing": "evidence.locator",
    "place_unclear": "evidence.locator",
}


def _row(request: PageRequest, claim: PublishedClaim, evidence: list[EvidenceRow]) -> dict[str, Any]:
    return {
        "code": claim.code,
        "text": claim.text,
        "quoted": claim.quoted,
        "tells_amount": claim.tells_amount,
        "said_in": claim.get_said_in_display(),
        "note": claim.note,
        "count": say_no_count(claim),
        "evidence": evidence,
        "url": address(request, "claim", claim.evaluation.code, claim.code),
    }


@require_safe
def claims(request: PageRequest, project: str) -> HttpResponse:
    """List what sources say that people said, and the strengths that they name."""
    mine = frozenset() if shown_day(request).is_past else evaluated_by(request.actor.person, timezone.now())
    sections = []
    for of in published_claims():
        evidences = Evidences(request, list(of.claims))
        rows = {
            kind: [_row(request, one, evidences.of(one)) for one in of.of_kind(kind)]
            for kind in PublishedClaim.Kind.values
        }
        sections.append(
            {
                "title": of.evaluation.title,
                "claims": rows[PublishedClaim.Kind.CLAIM],
                "strengths": rows[PublishedClaim.Kind.STRENGTH],
                "without_amount": of.without_amount,
            }
        )
    context = {
        "sections": sections,
        "exports": export_links(request, "evaluation:claims_export"),
        "record_urls": [address(request, "record_claim", code) for code in sorted(mine)],
    }
    return render(request, "evaluation/claims.html", context)


@require_safe
def claims_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the published claims as a file."""
    heads = [
        _("Evaluation"), _("Code"), _("Kind"), _("Claim"), _("Word of the source"), _("Said in"), _("Count"),
        _("Source"), _("Note"),
    ]  # fmt: skip
    rows = []
    for of in published_claims():
        evidences = Evidences(request, list(of.claims))
        for one in of.claims:
            places = "; ".join(place.label for place in evidences.of(one))
            rows.append(
                [
                    of.evaluation.code, one.code, str(one.get_kind_display()), one.text, one.quoted,
                    str(one.get_said_in_display()), say_no_count(one), places, one.note,
                ]
            )  # fmt: skip
    return table_file(request, Table(_("Published claims"), heads, rows), form)


@require_safe
def claim(request: PageRequest, project: str, code: str, claim: str) -> HttpResponse:
    """Show one claim: its words, its place, why it has no count, and what rests on it."""
    found = find_claim(code, claim)
    if found is None:
        raise Http404
    context = {
        "crumbs": [
            {"label": _("Published claims"), "url": address(request, "claims")},
            {"label": found.code, "url": ""},
        ],
        "row": _row(request, found, Evidences(request, [found]).of(found)),
        "evaluation": {"title": found.evaluation.title, "url": address(request, "evaluation", code)},
        "kind": found.get_kind_display(),
        "address": f"{code},{claim}",
        "used": [
            {
                "title": resting.title,
                "detail": resting.detail,
                "text": resting.link.text,
                "stance": resting.link.get_stance_display(),
                "url": holder_url(request, resting),
            }
            for resting in claim_used_as_evidence(found)
        ],
    }
    return render(request, "evaluation/claim.html", context)


@read_and_write
def record_claim(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Record a claim as a source gives it."""
    evaluation, form = find_evaluation(code), ClaimForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"needed": True})
    person, now = request.actor.person, timezone.now()

    def act() -> str:
        given = named_evidence(evidence)
        made = record(evaluation, form.told(), evidence=given, by=person, at=now)
        return _("%(code)s stands with the published claims, and can be used as evidence.") % {"code": made.code}

    return answer_form(
        request, _("Record a claim from a source"), _("Record claim"), form,
        reverse("evaluation:claims", args=[project]), act, evidence=evidence,
        before=reasons_against_evaluating(evaluation, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip
