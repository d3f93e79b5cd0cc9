"""A finding says no more than its ground and base carry: sentences that were classified by hand beforehand."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.documents.finding_sentences import (
    EFFECT,
    MISLEADING,
    NO_CHAIN,
    OF_REPORT,
    ON_PUBLISHED,
    OPINION,
    OWN,
    OfReport,
)
from vlechtwerk.engines.documents.findings.holes import Form, Hole, filled, holes_in
from vlechtwerk.engines.documents.findings.judging import ContributionChain, Evidence, Objection, Verdict, judge
from vlechtwerk.engines.documents.wording import sentences_of
from vlechtwerk.foundation.evidence.address import Base, Ground

# The report is not part of this repository; it stands beside it where both are worked on.
SEED = next((found for above in Path(__file__).parents for found in above.glob("shared/seed/*.txt")), None)
PUBLISHED = {"ground": Ground.OPINION, "base": Base.PUBLISHED}
EVIDENCE = {
    1: Evidence(Ground.OPINION, part=18, whole=26),
    2: Evidence(Ground.REGISTER, part=412),
    3: Evidence(Ground.SELF_REPORT, part=12),
    4: Evidence(**PUBLISHED, quoted="nagenoeg alle", source="Eindrapport, regel 1830"),  # type: ignore[arg-type]
    5: Evidence(Ground.OPINION, part=4, whole=30, organisations=3),
    6: Evidence(Ground.OPINION, part=2, whole=30, organisations=1),
    7: Evidence(Ground.REGISTER, tells=frozenset({Form.LEAD_TIME})),
    8: Evidence(Ground.MEASURED_EFFECT, part=40),
    9: Evidence(**PUBLISHED, figure="69%", source="Eindrapport, bijlage"),  # type: ignore[arg-type]
    10: Evidence(Ground.REGISTER, part=430),
    11: Evidence(Ground.MEASURED_EFFECT, part=52),
    13: Evidence(Ground.REGISTER, tells=frozenset({Form.DATE})),
    12: Evidence(**PUBLISHED, quoted="nagenoeg alle"),  # type: ignore[arg-type]
}
CHAIN = ContributionChain((2, 1), other_explanations_weighed=True, verdict_given=True)


def told(verdict: Verdict) -> set[str]:
    return {one.objection.value for one in verdict.objections}


def fits(verdict: Verdict, outcome: str) -> bool:
    return outcome in told(verdict) if outcome else verdict.allowed


@pytest.mark.parametrize(("ground", "sentence", "outcome"), [*OWN, *MISLEADING])
def test_own_sentence_is_judged_as_by_hand(ground: str, sentence: str, outcome: str) -> None:
    verdict = judge(sentence, EVIDENCE, ground=Ground(ground))
    assert fits(verdict, outcome), verdict.objections


@pytest.mark.parametrize(("ground", "sentence", "outcome"), [row for row in OWN if row[0] == EFFECT])
def test_measured_effect_may_be_claimed_with_a_chain_of_contribution(ground: str, sentence: str, outcome: str) -> None:
    verdict = judge(sentence, EVIDENCE, ground=Ground(ground), chain=CHAIN)
    assert fits(verdict, "" if outcome == NO_CHAIN else outcome), verdict.objections


@pytest.mark.parametrize(("ground", "sentence", "outcome"), ON_PUBLISHED)
def test_sentence_on_what_was_published_is_judged_as_by_hand(ground: str, sentence: str, outcome: str) -> None:
    verdict = judge(sentence, EVIDENCE, ground=Ground(ground), base=Base.PUBLISHED)
    assert fits(verdict, outcome), verdict.objections


def sentence_of_report(row: OfReport) -> str:
    """Return the sentence that starts on a line of the report, its lines joined; hyphens at line ends are undone."""
    assert SEED is not None
    lines = [line.strip().lstrip("• ") for line in SEED.read_text().split("\n")]
    before, first, *after = lines[row.line - 2 : row.line + 20]
    paragraph = [first, *after[: after.index("")]]
    if before and before[-1] not in ".?!":
        # Another sentence ends on this line: this one begins behind it.
        paragraph[0] = re.split(r"(?<=[.?!]) +(?=[A-Z])", first, maxsplit=1)[1]
    return sentences_of(re.sub(r"-\n(?=[a-zë])", "", "\n".join(paragraph)).replace("\n", " "))[0]


@pytest.mark.skipif(SEED is None, reason="the report of the first case is not here")
@pytest.mark.parametrize("row", OF_REPORT, ids=lambda row: f"L{row.line}")
def test_sentence_of_the_report_is_judged_as_by_hand_on_each_ground(row: OfReport) -> None:
    sentence = sentence_of_report(row)
    expected = {
        Ground.OPINION: row.opinion,
        Ground.SELF_REPORT: row.self_report,
        Ground.REGISTER: row.register,
        Ground.MEASURED_EFFECT: row.effect,
    }
    found = {ground: judge(sentence, {}, ground=ground) for ground in expected}
    with_chain = judge(sentence, {}, ground=Ground.MEASURED_EFFECT, chain=CHAIN)
    wrong = {ground: told(found[ground]) for ground, outcome in expected.items() if not fits(found[ground], outcome)}
    assert (wrong, fits(with_chain, row.effect_with_chain)) == ({}, True)
