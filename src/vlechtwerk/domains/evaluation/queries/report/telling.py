"""How records are told in the report: their words, their ground and base, and what the appendix says of each."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FINDING, PUBLISHED_CLAIM, PUBLISHED_FIGURE, identifier_of
from vlechtwerk.domains.evaluation.models import (
    EvidenceAgainst,
    PlannedMethod,
    PublishedClaim,
    PublishedFigure,
    SourceSentence,
)
from vlechtwerk.domains.evaluation.queries.answers import Answer
from vlechtwerk.domains.evaluation.queries.evidence_of_rounds import resolve_round_statements
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead
from vlechtwerk.domains.evaluation.queries.published import FigureInSource
from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead
from vlechtwerk.domains.evaluation.words.learning import say_no_count
from vlechtwerk.domains.partnership.words import join_and, say_day
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.preconditions import PreconditionAsOf
from vlechtwerk.domains.programme.words.telling import tell_judgement, tell_status
from vlechtwerk.engines.documents.evaluation_report.told import Source, Told
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, checksum_of

SHARE, CLAIM, STATUS = "share", "claim", "status"
ANSWER, PRECONDITION, STATEMENT, RECORD = "answer", "precondition", "statement", "record"
Details = tuple[tuple[str, str], ...]


def shares_told(live: Live, figures: Sequence[FigureInSource]) -> list[Told]:
    """Return figures that a source gives: never with a count, unless the source has one."""
    carried = live.carried([one.figure for one in figures])
    return [_share(one, carried.get(one.figure.id, Carried())) for one in figures]


def _share(one: FigureInSource, carried: Carried) -> Told:
    figure = one.figure
    share = f"{figure.percentage}%"
    own = Source(
        PUBLISHED_FIGURE, identifier_of(figure), checksum_of(identifier_of(figure), figure.text, share, figure.words)
    )
    is_response = figure.kind == PublishedFigure.Kind.RESPONSE
    # A share of a statement is told apart from what so many wrote by themselves: nobody was asked to agree with that.
    kind = str(figure.kind)
    return Told(
        f"{kind}:{identifier_of(figure)}",
        kind,
        _say_share(figure, share),
        Ground.REGISTER if is_response else Ground.OPINION,
        Base.PUBLISHED,
        value=share,
        statement=figure.text,
        title=f"{figure.code}. {figure.text}",
        sources=(own, *carried.sources),
        details=(*_of_share(one), *_of_sources(carried)),
    )


def _say_share(figure: PublishedFigure, share: str) -> str:
    words: dict[str, str | int | None] = {
        "share": share,
        "statement": figure.text,
        "part": figure.counted,
        "whole": figure.counted_of,
    }
    if figure.kind == PublishedFigure.Kind.RESPONSE:
        return _("%(statement)s: %(share)s (%(part)s of %(whole)s).") % words
    if figure.kind == PublishedFigure.Kind.REMARK:
        return _("About %(share)s wrote by themselves: “%(statement)s” (in our words).") % words
    if figure.negative:
        return _("%(share)s of the respondents are critical: “%(statement)s” (in our words).") % words
    return _("%(share)s of the respondents agree: “%(statement)s” (in our words).") % words


def _of_share(one: FigureInSource) -> Details:
    figure = one.figure
    lines = [(_("Figure"), _("%(share)s, filled in and not typed") % {"share": f"{figure.percentage}%"})]
    if figure.words:
        lines.append((_("Words of the source"), f"“{figure.words}”"))
    if figure.kind != PublishedFigure.Kind.RESPONSE:
        lines.append((_("Count"), _say_fits(one)))
    if figure.negative:
        lines.append((_("Direction"), _("told as a negative: the share is that of critics")))
    if figure.double_barrelled:
        lines.append((_("Statement"), _("asks two things at once")))
    if figure.note:
        lines.append((_("Note"), figure.note))
    return tuple(lines)


def _say_fits(one: FigureInSource) -> str:
    """Say that there is no count, and which ones would fit: reckoning, and no count."""
    if one.fits is None:
        return _("not in the source")
    words = {"least": str(one.figure.base_from), "most": str(one.figure.base_to)}
    if one.fits_none:
        return _("not in the source; with %(least)s to %(most)s answers no whole count fits this share") % words
    words |= {"counts": ", ".join(f"{part}/{whole}" for part, whole in one.pairs)}
    return (
        _("not in the source; with %(least)s to %(most)s answers these would fit, which is no count: %(counts)s")
        % words
    )


def _of_sources(carried: Carried) -> Details:
    """Return where something is found, and what speaks against it, also when nothing does."""
    lines = [(_("Source"), carried.places)] if carried.places else []
    return (*lines, (_("Speaks against it"), carried.against or _("nothing known")))


def claims_told(live: Live, claims: Sequence[PublishedClaim]) -> list[Told]:
    """Return what sources say that people said: in our words, with only the word for the amount quoted."""
    carried = live.carried(claims, Ground.OPINION)
    return [_claim(one, carried.get(one.id, Carried())) for one in claims]


def _claim(claim: PublishedClaim, carried: Carried) -> Told:
    identifier = identifier_of(claim)
    own = Source(PUBLISHED_CLAIM, identifier, checksum_of(identifier, claim.text, claim.quoted))
    text = claim.text.rstrip(".")
    words = _("According to the source: %(claim)s.") % {"claim": text}
    if claim.quoted:
        words = _("“%(quoted)s” (word of the source): %(claim)s.") % {"quoted": claim.quoted, "claim": text}
    lines = [(_("Count"), say_no_count(claim)), (_("Said in"), str(claim.get_said_in_display()))]
    if claim.note:
        lines.append((_("Note"), claim.note))
    return Told(
        f"{CLAIM}:{identifier}",
        CLAIM,
        words,
        Ground.OPINION,
        Base.PUBLISHED,
        value=claim.quoted,
        statement=claim.text,
        title=f"{claim.code}. {claim.text}",
        sources=(own, *carried.sources),
        details=(*lines, *_of_sources(carried)),
    )


def statuses_told(live: Live, activities: Sequence[Activity]) -> list[Told]:
    """Return how activities stood, each with what it rests on."""
    statuses = {one.id: live.statuses.get(one.id) for one in activities}
    carried = live.carried(statuses.values(), Ground.REGISTER)
    found = []
    for activity in activities:
        status = statuses[activity.id]
        held = carried.get(status.id, Carried(ground=Ground.REGISTER)) if status else Carried(ground=Ground.REGISTER)
        name = activity.name_with_whole
        said = tell_status(status).rstrip(".") if status else _("no status is registered")
        found.append(
            Told(
                f"{STATUS}:{activity.code}",
                STATUS,
                f"{name}: {said[:1].lower()}{said[1:]}.",
                held.ground,
                held.base,
                value=str(status.get_status_display()) if status else "",
                statement=name,
                title=f"{activity.code}. {name}",
                sources=held.sources,
                details=_of_sources(held),
            )
        )
    return found


def findings_told(live: Live, findings: Sequence[ApprovedAsRead]) -> list[Told]:
    """Return approved findings, each with the evidence that every member may resolve and by which methods it came."""
    held = {one.approved.id: [link for link, _resolved in one.evidence] for one in findings}
    carried = live.carried_by(held)
    return [_finding(one, carried.get(one.approved.id, Carried())) for one in findings]


def _finding(one: ApprovedAsRead, carried: Carried) -> Told:
    approved = one.approved
    methods = [str(PlannedMethod.Kind(method).label) for method in approved.methods]
    lines = [
        (
            _("Checked and approved"),
            _("by another than who wrote it, on %(day)s") % {"day": say_day(timezone.localdate(approved.approved_at))},
        ),
        (_("Evidence against"), str(EvidenceAgainst(approved.sought).label)),
    ]
    if methods:
        lines.insert(0, (_("Found by"), join_and(methods)))
    lines += [(_("Rests on"), _say_evidence(resolved)) for _link, resolved in one.evidence]
    return Told(
        f"{FINDING}:{one.identifier}",
        FINDING,
        approved.sentence,
        Ground(approved.ground),
        Base(approved.base),
        title=approved.code,
        sources=(Source(FINDING, one.identifier, checksum_of(one.identifier, approved.sentence)), *carried.sources),
        details=(*lines, *_of_sources(carried)),
    )


def _say_evidence(resolved: ResolvedEvidence) -> str:
    figure = resolved.figure if resolved.figure not in resolved.title else ""
    return ": ".join(part for part in (resolved.title, figure) if part)


def preconditions_told(live: Live, preconditions: Sequence[PreconditionAsOf]) -> list[Told]:
    """Return how far preconditions were met, as someone judged it."""
    judged = {one.precondition.id: one.judgement.known for one in preconditions}
    carried = live.carried(judged.values(), Ground.OPINION)
    found = []
    for one in preconditions:
        judgement = judged[one.precondition.id]
        held = carried.get(judgement.id, Carried()) if judgement else Carried()
        words = tell_judgement(judgement).rstrip(".") if judgement else f"{one.precondition.title}: " + _("not judged")
        found.append(
            Told(
                f"{PRECONDITION}:{one.precondition.code}",
                PRECONDITION,
                f"{words}.",
                held.ground,
                held.base,
                value=str(Verdict(one.verdict).label),
                statement=one.precondition.title,
                title=f"{one.precondition.code}. {one.precondition.title}",
                sources=held.sources,
                details=_of_sources(held),
            )
        )
    return found


def statements_told(live: Live, result: ResultAsRead) -> list[Told]:
    """Return what people answered in a round, of the statements that may be shown."""
    evaluation, code = live.evaluation.code, result.asked.code
    identifiers = [f"{evaluation},{code},{one.statement.code}" for one in result.statements]
    found = resolve_round_statements(live.evaluation.project_id, identifiers)
    return [
        Told(
            f"{STATEMENT}:{identifier}",
            STATEMENT,
            found[identifier].title,
            Ground.OPINION,
            Base.OWN,
            value=found[identifier].figure,
            statement=found[identifier].telling.asked,
            title=found[identifier].short_title,
            sources=(Source("round_statement", identifier, found[identifier].checksum, result.asked.name),),
            details=((_("Figure"), found[identifier].figure), (_("Source"), result.asked.name)),
        )
        for identifier in identifiers
        if identifier in found
    ]


WEAKEST_FIRST = (Ground.OPINION, Ground.SELF_REPORT, Ground.REGISTER, Ground.MEASURED_EFFECT)


def answers_told(live: Live, answers: Sequence[Answer]) -> dict[str, Told]:
    """Return the answer to each question by its code: what a source answers, or which findings do."""
    published = {
        one.question.code: one
        for one in live.source_sentences
        if one.question is not None and one.kind == SourceSentence.Kind.ANSWER
    }
    carried = live.carried(published.values())
    return {one.question.code: _answer(live, one, published.get(one.question.code), carried) for one in answers}


def _answer(live: Live, answer: Answer, published: SourceSentence | None, carried: Mapping[UUID, Carried]) -> Told:
    question = answer.question
    key, title = f"{ANSWER}:{live.evaluation.code},{question.code}", f"{question.code}. {question.text}"
    not_known = tuple((_("Not known"), f"{gap.gap.text} ({gap.gap.reason})") for gap in answer.gaps if gap.is_open)
    if published is not None:
        held = carried.get(published.id, Carried())
        words = _("The source answers, in our words: %(answer)s.") % {"answer": published.text.rstrip(".")}
        ground = Ground(published.ground)
        return Told(
            key, ANSWER, words, ground, Base.PUBLISHED, statement=question.text, title=title, sources=held.sources,
            details=(*not_known, *_of_sources(held)),
        )  # fmt: skip
    codes = [one.approved.code for one in answer.known]
    words = _("No approved finding answers this question yet.")
    if codes:
        words = _("What is known stands in %(codes)s.") % {"codes": join_and(codes)}
    sources = tuple(
        Source(FINDING, one.identifier, checksum_of(one.identifier, one.approved.sentence), one.approved.code)
        for one in answer.known
    )
    # An answer is as well known as the weakest of what it rests on.
    grounds = {Ground(one.approved.ground) for one in answer.known}
    ground = next((one for one in WEAKEST_FIRST if one in grounds), Ground.NONE)
    return Told(
        key, ANSWER, words, ground, Base.OWN, statement=question.text, title=title, sources=sources,
        details=not_known,
    )  # fmt: skip


def record_told(key: str, words: str, title: str, carried: Carried, usual: Ground = Ground.NONE) -> Told:
    """Return any other record with its words and what carries it."""
    return Told(
        key,
        RECORD,
        ended(words),
        carried.ground or (usual if carried.base == Base.OWN else Ground.NONE),
        carried.base,
        statement=title,
        title=title,
        sources=carried.sources,
        details=_of_sources(carried),
    )


def ended(words: str) -> str:
    """Return a sentence with the sign that ends it."""
    return words if words.endswith((".", "?", "!", "”")) else f"{words}."
