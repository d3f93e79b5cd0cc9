"""How far the evidence of an effect reaches: nothing that is said of it has a higher design level than that (d17).

Each piece of evidence carries a level of the Maryland scale, or none. What compares nothing carries none: opinions,
what parties say of themselves, a count by itself. Two periods of a registered count carry one, a time series two, and a
time series beside a comparable one three: these say so themselves. Of a study its reader alone knows the design: at a
place that others find again, and told as an effect that was measured, it carries what its reader tells, and another
checks.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FINDING, ROUND_STATEMENT
from vlechtwerk.domains.evaluation.models import ApprovedFinding
from vlechtwerk.domains.evaluation.words.mechanisms import say_carried, say_missing
from vlechtwerk.domains.programme.evidence import DOCUMENT, OF_MEASURES
from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb, verb_of
from vlechtwerk.foundation.evidence.address import Direction, Ground, ResolvedEvidence, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Reason


def level_carried_by(link: EvidenceLink, resolved: ResolvedEvidence | None) -> DesignLevel | None:
    """Return the highest level that one piece of evidence carries; nothing where it compares nothing or is lost."""
    if resolved is None:
        return None
    if resolved.design_level:
        return DesignLevel(resolved.design_level)
    is_study = link.kind == DOCUMENT and link.ground == Ground.MEASURED_EFFECT and bool(link.locator)
    return DesignLevel.RANDOMISED if is_study else None


def highest(evidence: Iterable[tuple[EvidenceLink, ResolvedEvidence | None]]) -> DesignLevel | None:
    """Return the highest level that evidence carries: that of its strongest piece, as weak ones add up to no design."""
    return max((level for one in evidence if (level := level_carried_by(*one))), default=None)


@dataclass(frozen=True, slots=True)
class NumberChanged:
    """What evidence that compares tells of a number: which way it went, or None; and its words, ready to print.

    is_for: it speaks for what it was named for, as does each finding that it was found beneath.
    """

    direction: Direction | None
    words: str
    is_for: bool


def changes_of_number(
    project_id: UUID, links: Iterable[EvidenceLink], measures: Collection[str]
) -> list[NumberChanged]:
    """Return what evidence tells of how a counted number became another one, each once, also beneath approved findings.

    measures: the codes of what counts it; none: any measure. An opinion tells of no number, in however many rounds.
    """
    waiting = [(list(links), True)]
    found: dict[tuple[str, str, bool], NumberChanged] = {}
    seen: set[tuple[UUID, bool]] = set()
    while waiting:
        here, is_for = waiting.pop(0)
        for link, told in _telling_of_number(project_id, here, measures):
            speaks_for = is_for and link.stance == Stance.SUPPORTS
            words = told.telling.change or told.telling.step
            said = f"{told.short_title}: {words}" if words else told.title
            changed = NumberChanged(told.telling.direction, said, speaks_for)
            found.setdefault((link.kind, link.identifier, speaks_for), changed)
        for stance in Stance:
            beneath_for = is_for and stance == Stance.SUPPORTS
            approved = {(one, beneath_for) for one in _approved(project_id, [x for x in here if x.stance == stance])}
            held = evidence_of(one for one, _for in approved - seen)
            seen |= approved
            waiting += [(on, beneath_for) for on in held.values()]
    return list(found.values())


def _telling_of_number(
    project_id: UUID, links: Sequence[EvidenceLink], measures: Collection[str]
) -> Iterator[tuple[EvidenceLink, ResolvedEvidence]]:
    """Yield what compares a number itself; of another measure than these it tells nothing."""
    resolved = resolved_links(project_id, links)
    for link in links:
        told = resolved.get((link.kind, link.identifier))
        is_other = link.kind in OF_MEASURES and measures and link.identifier.partition(",")[0] not in measures
        if told is not None and not is_other and level_carried_by(link, told) is not None:
            yield link, told


def compares_moments(project_id: UUID, links: Iterable[EvidenceLink]) -> bool:
    """Tell whether evidence, for or against, tells how a number became another one.

    Counts that were compared do, a study that measured it, one statement in two rounds, and an approved finding that
    rests on such evidence itself.
    """
    links = list(links)
    return _compare(project_id, links) or any(
        _compare(project_id, held) for held in evidence_of(_approved(project_id, links)).values()
    )


def _compare(project_id: UUID, links: Sequence[EvidenceLink]) -> bool:
    found = resolved_links(project_id, links)
    rounds: dict[str, set[str]] = {}
    for link in links:
        if link.kind == ROUND_STATEMENT:
            evaluation, _comma, asked = link.identifier.partition(",")
            of_round, _comma, statement = asked.partition(",")
            rounds.setdefault(f"{evaluation},{statement}", set()).add(of_round)
    in_two = any(len(asked_in) > 1 for asked_in in rounds.values())
    return in_two or highest((link, found.get((link.kind, link.identifier))) for link in links) is not None


def _approved(project_id: UUID, links: Iterable[EvidenceLink]) -> list[UUID]:
    """Return which approved findings are named."""
    codes = [link.identifier.partition(",") for link in links if link.kind == FINDING]
    approved = ApprovedFinding.objects.filter(project_id=project_id, ended_at__isnull=True)
    named = {(evaluation, code) for evaluation, _comma, code in codes}
    rows = approved.filter(code__in=[code for _evaluation, code in named]).values_list("id", "evaluation__code", "code")
    return [one for one, evaluation, code in rows if (evaluation, code) in named] if named else []


def capped(told: int | None, carried: DesignLevel | None) -> int | None:
    """Return the level that counts: as it was told, and no higher than what is carried; nothing: nothing compared."""
    return min(told or 0, carried or 0) or None


def verbs_up_to(carried: DesignLevel | None) -> list[Verb]:
    """Return the verbs that may be used, the weakest first; the last is the strongest.

    >>> [verb.value for verb in verbs_up_to(DesignLevel.COMPARISON)]
    ['goes_with', 'is_plausible']
    """
    strongest = verb_of(carried) if carried else Verb.GOES_WITH
    return list(Verb)[: list(Verb).index(strongest) + 1]


def reasons_against_level(told: int | None, carried: DesignLevel | None) -> list[Reason]:
    """Return why a level can't be told: no evidence carries it, with what is missing."""
    if (told or 0) <= (carried or 0):
        return []
    words = {"carried": say_carried(carried), "level": told, "missing": say_missing(DesignLevel(told or 0))}
    text = _("%(carried)s Level %(level)s takes more: %(missing)s.")
    return [Reason("design_level_not_carried", text % words, _("A claim is no stronger than its design"))]
