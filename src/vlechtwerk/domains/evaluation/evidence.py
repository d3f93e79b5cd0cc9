"""What of this domain is evidence, figures and claims that a source published, and what of it rests on evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vlechtwerk.domains.evaluation.models import (
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Insight,
    LearningPoint,
    LearningQuestion,
    Measurement,
    PlannedMethod,
    PublishedClaim,
    PublishedFigure,
    SourceSentence,
)
from vlechtwerk.domains.programme.evidence import NOT_FOR_ALL
from vlechtwerk.domains.programme.queries.sources import name_holders
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.registry import register_kind

# Its identifier is the code of the evaluation and that of the figure: “EV1,D1”.
PUBLISHED_FIGURE = "published_figure"
# In the same way: “EV1,Q01”.
PUBLISHED_CLAIM = "published_claim"
# A stretch of a text, by the codes of the evaluation and the text and its places: “EV1,I14,120-188”.
FRAGMENT = "fragment"
LONGEST_PLACE = 10
# All fragments of a code, by the code of the evaluation and the identifier of the code.
FRAGMENTS_OF_A_CODE = "fragments_of_code"
# In a round a statement: “EV1,T1,S3”.
ROUND_STATEMENT = "round_statement"
# A finding that is approved and stands: “EV1,F3”.
FINDING = "finding"
# What is judged of a criterion, once another has checked it: “EV1,AP-A”.
CRITERION_JUDGEMENT = "criterion_judgement"
# A claim of an effect with its chain of contribution: “EV1,C1”.
CONTRIBUTION = "contribution"
# Where the day went in a month, “2026-10”, and of a department with its code as well: “2026-10,DATA”.
DAY_MONTH = "day_month"
# What only evaluators resolve, and what not every member reads.
CLOSED_KINDS = frozenset({FRAGMENT, FRAGMENTS_OF_A_CODE, *NOT_FOR_ALL})


def register() -> None:
    """Register the kinds of evidence of this domain, and how what rests on evidence is named."""
    register_kind(PUBLISHED_FIGURE, resolve_published_figures)
    register_kind(PUBLISHED_CLAIM, resolve_published_claims)
    for part in (EvaluationAim, EvaluationQuestion):
        name_holders(part, ("evaluation",), lambda row: (row.evaluation.code, row.evaluation.title, row.text))
    for named in (Measurement, EvaluationGroup):
        name_holders(named, ("evaluation",), lambda row: (row.evaluation.code, row.evaluation.title, row.name))
    name_holders(
        PlannedMethod,
        ("measurement__evaluation",),
        lambda row: (row.measurement.evaluation.code, row.measurement.evaluation.title, row.name),
    )
    name_holders(
        PublishedFigure,
        ("evaluation",),
        lambda row: (identifier_of(row), row.text, f"{row.percentage}%"),
    )
    name_holders(PublishedClaim, ("evaluation",), lambda row: (identifier_of(row), row.text, row.quoted))
    name_holders(SourceSentence, ("evaluation",), lambda row: (row.evaluation.code, row.text, row.code))
    name_holders(LearningPoint, ("evaluation",), lambda row: (row.evaluation.code, row.title, row.code))
    name_holders(
        LearningQuestion,
        ("version__evaluation",),
        lambda row: (row.version.evaluation.code, row.goal, f"{row.code} ({row.version.number})"),
    )
    name_holders(Insight, ("evaluation",), lambda row: (row.evaluation.code, row.text, row.code))


@dataclass(frozen=True, slots=True)
class FragmentAddress:
    """A stretch of a text, as its identifier names it: “EV1,I14,120-188”, by the codes of its evaluation and text."""

    evaluation: str
    text: str
    start: int
    end: int

    @classmethod
    def read(cls, identifier: str) -> "FragmentAddress | None":
        """Return what an identifier names; nothing where it names no stretch."""
        match identifier.split(","):
            case [evaluation, text, places]:
                start, _dash, end = places.partition("-")
                # As it is compared in the database too: digits, and no more than a place has.
                if all(one.isascii() and one.isdecimal() and len(one) < LONGEST_PLACE for one in (start, end)):
                    return cls(evaluation, text, int(start), int(end))
        return None

    @staticmethod
    def beginning(evaluation: str, text: str) -> str:
        """Return how the identifiers of all stretches of a text begin."""
        return f"{evaluation},{text},"

    def __str__(self) -> str:
        return f"{self.beginning(self.evaluation, self.text)}{self.start}-{self.end}"


def code_named(identifier: str) -> tuple[str, UUID] | None:
    """Return of which evaluation, by its code, an identifier of evidence names a code; nothing where it names none."""
    evaluation, _comma, name = identifier.partition(",")
    try:
        return evaluation, UUID(name)
    except ValueError:
        return None


def identifier_of(published: PublishedFigure | PublishedClaim) -> str:
    """Return by what a published figure or claim is named as evidence; its evaluation is read along."""
    return f"{published.evaluation.code},{published.code}"


def resolve_published_figures(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve published figures by the code of their evaluation and their own."""
    pairs = _pairs(identifiers)
    figures = PublishedFigure.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _figure in pairs},
        code__in={figure for _evaluation, figure in pairs},
    ).select_related("evaluation")
    places = _places(figure.id for figure in figures)
    found = {identifier_of(figure): _resolved(figure, places.get(figure.id, "")) for figure in figures}
    return {identifier: found[identifier] for identifier in identifiers if identifier in found}


def resolve_published_claims(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve published claims by the code of their evaluation and their own; none of them has a count."""
    pairs = _pairs(identifiers)
    claims = PublishedClaim.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _claim in pairs},
        code__in={claim for _evaluation, claim in pairs},
    ).select_related("evaluation")
    places = _places(claim.id for claim in claims)
    found = {
        identifier_of(claim): ResolvedEvidence(
            short_title=claim.code,
            title=f"{claim.text} (“{claim.quoted}”)" if claim.quoted else claim.text,
            version=claim.quoted[:40],
            checksum=checksum_of(identifier_of(claim), claim.text, claim.quoted),
            code=identifier_of(claim),
            ground=Ground.OPINION,
            base=Base.PUBLISHED,
            telling=Telling(
                quoted=claim.quoted,
                source=places.get(claim.id, ""),
                # Without a word for the amount nothing tells how many said so.
                asked=claim.text if claim.quoted else "",
                in_our_words=True,
            ),
        )
        for claim in claims
    }
    return {identifier: found[identifier] for identifier in identifiers if identifier in found}


def _pairs(identifiers: Sequence[str]) -> list[list[str]]:
    return [identifier.split(",") for identifier in identifiers if identifier.count(",") == 1]


def _places(published: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return where each stands in its source: “S1, line 1224”, the first place; one query."""
    return {
        record: ", ".join([links[0].identifier, *([f"{links[0].locator_kind} {links[0].locator}"] if links[0].locator
                           else [])])
        for record, links in evidence_of(published).items()
    }  # fmt: skip


def _resolved(figure: PublishedFigure, place: str) -> ResolvedEvidence:
    share = f"{figure.percentage}%"
    return ResolvedEvidence(
        short_title=figure.code,
        title=f"{figure.text}: {share}",
        version=share,
        checksum=checksum_of(identifier_of(figure), figure.text, share, figure.words),
        code=identifier_of(figure),
        figure=share,
        # What people said is an opinion; how many were asked and answered is not.
        ground=None if figure.kind == PublishedFigure.Kind.RESPONSE else Ground.OPINION,
        base=Base.PUBLISHED,
        telling=Telling(
            figure=share,
            quoted=figure.words,
            source=place,
            asked=figure.text,
            in_our_words=True,
            # Of what is reported as a negative the source may have added up who disagreed.
            agree=figure.kind == PublishedFigure.Kind.SHARE and not figure.negative,
        ),
    )
