"""With what the holes in the prose of a chapter are filled, and what bars it."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import PUBLISHED_CLAIM, PUBLISHED_FIGURE, ROUND_STATEMENT
from vlechtwerk.domains.evaluation.models import Finding
from vlechtwerk.domains.evaluation.queries.findings import FindingAsItStands
from vlechtwerk.domains.evaluation.queries.report.chapters import ChapterFolder
from vlechtwerk.domains.evaluation.queries.report.chapters.framework.data import criteria_told
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.telling import (
    answers_told,
    claims_told,
    findings_told,
    preconditions_told,
)
from vlechtwerk.domains.evaluation.rules.finding_wording import Material, material_of, says
from vlechtwerk.domains.evaluation.rules.questionnaire import text_in
from vlechtwerk.domains.programme.models import Activity, Precondition
from vlechtwerk.engines.documents.evaluation_report.judging import Fills
from vlechtwerk.engines.documents.evaluation_report.prose import Kind, Prose
from vlechtwerk.engines.documents.evaluation_report.told import Fill, Objection, Source, Told
from vlechtwerk.engines.documents.findings import judging
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Stance, checksum_of

# By what a tally of the report is named, in Dutch and in English.
TALLIES: Mapping[tuple[str, str], Callable[[Live], int]] = {
    ("vragen", "questions"): lambda live: len(live.plan.questions),
    ("activiteiten", "activities"): lambda live: len(live.activities),
    ("randvoorwaarden", "preconditions"): lambda live: len(live.preconditions),
    ("aandelen", "shares"): lambda live: len(live.shares),
    ("uitspraken", "claims"): lambda live: len(live.claims),
    ("bevindingen", "findings"): lambda live: len(live.approved),
    ("leerpunten", "points"): lambda live: len(live.agenda.points),
    ("documenten", "documents"): lambda live: len(live.documents),
}
# Of what a finding is refused for: what the report says of it.
_BARRED = {
    judging.Objection.SUPPRESSED.value: Objection.SUPPRESSED,
    judging.Objection.TYPED_FIGURE.value: Objection.TYPED_FIGURE,
    judging.Objection.TYPED_AMOUNT.value: Objection.AMOUNT_WORD,
}

# The findings as evaluators read them, by code; nothing where nobody asks what bars them.
Standing = Mapping[str, FindingAsItStands] | None


def fills_in(prose: Prose, folder: ChapterFolder, live: Live, standing: Standing = None) -> Fills:
    """Return with what the holes of a chapter are filled; what names nothing that is known is left out."""
    wanted: dict[Kind | Form, list[str]] = {}
    for sentence in prose.sentences:
        for hole in sentence.holes:
            if hole.kind is not None:
                wanted.setdefault(hole.kind, []).append(hole.code)
    found: dict[tuple[Kind | Form, str], Fill] = {}
    for kind, named in wanted.items():
        codes = list(dict.fromkeys(named))
        if isinstance(kind, Form):
            filled = _amounts(kind, codes, live)
        else:
            filled = _of_kind(kind, codes, folder, live, standing)
        found |= {(kind, code): fill for code, fill in filled.items()}
    return found


def amounts_by_code(live: Live) -> list[tuple[Form, str, str]]:
    """Return what an amount within a sentence can be of, as (form, code, what was asked).

    Of a published share only the figure is known; of a statement in a round also how many people agreed.
    """
    return [(Form.FIGURE, one.figure.code, one.figure.text) for one in live.shares] + [
        (Form.SHARE, f"{read.asked.code}.{one.statement.code}", text_in(one.statement.text, live.language))
        for read in live.results
        for one in read.statements
        if one.whole is not None
    ]


def _of_kind(
    kind: Kind, codes: Sequence[str], folder: ChapterFolder, live: Live, standing: Standing
) -> dict[str, Fill]:
    match kind:
        case Kind.FINDING:
            return _findings(codes, live, standing)
        case Kind.CLAIM:
            claims = [one for one in live.claims if one.code in codes]
            return {one.code: _whole(told) for one, told in zip(claims, claims_told(live, claims), strict=True)}
        case Kind.ANSWER:
            answers = answers_told(live, live.answers)
            return {code: _whole(answers[code]) for code in codes if code in answers}
        case Kind.PRECONDITION:
            asked = [one for one in live.preconditions if one.precondition.code in codes]
            told = preconditions_told(live, asked)
            return {one.precondition.code: _whole(words) for one, words in zip(asked, told, strict=True)}
        case Kind.CRITERION:
            criteria = criteria_told(live)
            return {code: _whole(criteria[code]) for code in codes if code in criteria}
        case Kind.TALLY:
            return {code: fill for code in codes if (fill := _tally(code, live))}
        case Kind.NAME:
            return _names(codes, live)
        case Kind.PART:
            return {code: Fill("") for code in codes if folder.part(code) is not None}
    return {}


def _whole(told: Told) -> Fill:
    disputed = any(source.contradicts for source in told.sources)
    return Fill(told.words, told, sources=told.sources, disputed=disputed)


def _tally(name: str, live: Live) -> Fill | None:
    count = next((read for names, read in TALLIES.items() if name.lower() in names), None)
    if count is None:
        return None
    number = str(count(live))
    source = Source("tally", name.lower(), checksum_of(number), _("counted when the report was built"))
    return Fill(number, sources=(source,))


def _names(codes: Sequence[str], live: Live) -> dict[str, Fill]:
    project = {"project_id": live.evaluation.project_id, "code__in": codes}
    found = dict(Precondition.objects.filter(**project).values_list("code", "title"))
    found |= dict(Activity.objects.filter(**project).values_list("code", "name"))
    return {code: Fill(name) for code, name in found.items()}


def _findings(codes: Sequence[str], live: Live, standing: Standing) -> dict[str, Fill]:
    approved = [live.approved[code] for code in codes if code in live.approved]
    told = {one.approved.code: words for one, words in zip(approved, findings_told(live, approved), strict=True)}
    found = {}
    for code in codes:
        here = standing.get(code) if standing is not None else None
        if code in told or here is not None:
            words = told[code].words if code in told else here.sentence if here else ""
            disputed = any(source.contradicts for source in told[code].sources) if code in told else False
            disputed = disputed or bool(here and here.contradicting)
            sources = told[code].sources if code in told else ()
            found[code] = Fill(
                words, told.get(code), sources=sources, barred=bars(here) if here else (), disputed=disputed
            )
    return found


def bars(one: FindingAsItStands) -> tuple[tuple[Objection, str], ...]:
    """Return why a finding can't stand in the report, with what is told of it."""
    found: list[tuple[Objection, str]] = []
    if not any(item.material is not None and item.link.stance == Stance.SUPPORTS for item in one.evidence):
        found.append((Objection.WITHOUT_EVIDENCE, ""))
    if one.changed:
        changes = "; ".join(f"{changed.old} → {changed.new}" for changed in one.changed)
        found.append((Objection.SOURCE_CHANGED, changes))
    elif one.state != Finding.State.APPROVED:
        found.append((Objection.NOT_APPROVED, str(Finding.State(one.state).label)))
    found += [(_BARRED.get(fault.code, Objection.FORM_NOT_ALLOWED), fault.why) for fault in one.judged.objections]
    return tuple(found)


def _amounts(form: Form, codes: Sequence[str], live: Live) -> dict[str, Fill]:
    """Return how evidence fills a hole as it does in a finding: by the code of a figure, a claim or a statement."""
    named = {code: _addresses(code, live) for code in codes}
    asked = [
        ((code, kind), Evidence(EvidenceAddress(kind, identifier)))
        for code, found in named.items()
        for kind, identifier in found
    ]
    material = material_of(live.evaluation.project_id, asked, live.language)
    found = {}
    for code, addresses in named.items():
        one = next((material[code, kind] for kind, _identifier in addresses if (code, kind) in material), None)
        if one is not None:
            found[code] = _amount(form, one, live)
        elif _is_too_small(addresses, live):
            found[code] = Fill("…", barred=((Objection.SUPPRESSED, ""),))
    return {code: fill for code, fill in found.items() if fill.words}


def _addresses(code: str, live: Live) -> list[tuple[str, str]]:
    """Return what a code can name: a figure or claim of a source, or the code of a round and of a statement in it."""
    own, told = live.evaluation.code, code.replace(".", ",")
    if "," in told:
        return [(ROUND_STATEMENT, f"{own},{told}")]
    return [(PUBLISHED_FIGURE, f"{own},{code}"), (PUBLISHED_CLAIM, f"{own},{code}")]


def _amount(form: Form, one: Material, live: Live) -> Fill:
    (words,) = says(one, [form], live.scale, live.language)
    telling = one.resolved.telling
    share = None
    if telling.whole:
        share = Fraction(telling.part or 0, telling.whole)
    elif telling.figure.rstrip("%").isdigit():
        share = Fraction(int(telling.figure.rstrip("%")), 100)
    label = ": ".join(part for part in (one.resolved.short_title, telling.source) if part)
    source = Source(one.kind, one.identifier, one.resolved.checksum, label)
    return Fill(words, evidence=one.for_judging(), share=share, sources=(source,))


def _is_too_small(addresses: Sequence[tuple[str, str]], live: Live) -> bool:
    """Tell whether a statement stands in a published round, and too few people answered it to show what they did."""
    for kind, identifier in addresses:
        if kind == ROUND_STATEMENT:
            _evaluation, code, statement = (*identifier.split(","), "")[:3]
            result = next((one for one in live.results if one.asked.code == code), None)
            return result is not None and result.statement(statement) is not None
    return False
