"""A finding says no more than its ground and base carry: sentences that were classified by hand beforehand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.documents.finding_sentences import (
    EFFECT,
    HONEST,
    HOSTILE,
    LATER,
    MISLEADING,
    NO_CHAIN,
    OF_REPORT,
    ON_PUBLISHED,
    OWN,
    PLAIN,
    SEED,
    OfReport,
    sentence_of_report,
)
from vlechtwerk.engines.documents.findings.holes import Form, holes_in
from vlechtwerk.engines.documents.findings.judging import Evidence, Objection, Verdict, judge
from vlechtwerk.foundation.evidence.address import Base, ContributionChain, Ground

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
    14: Evidence(Ground.REGISTER, tells=frozenset({Form.STATUS})),
    12: Evidence(**PUBLISHED, quoted="nagenoeg alle"),  # type: ignore[arg-type]
    # A report of a party on itself.
    18: Evidence(Ground.SELF_REPORT, tells=frozenset({Form.DATE})),
    15: Evidence(Ground.OPINION, part=18, whole=26, asked="De doelen van de samenwerking zijn duidelijk."),
    16: Evidence(Ground.OPINION, part=9, whole=24, asked="Ik heb te weinig tijd voor de samenwerking."),
    19: Evidence(Ground.REGISTER, tells=frozenset({Form.CHANGE})),
    17: Evidence(Ground.OPINION, part=20, whole=26, asked="The goals of the partnership are clear."),
}
CHAIN = ContributionChain((2, 1), other_explanations_weighed=True, verdict_given=True, design_level=4)


def told(verdict: Verdict) -> set[str]:
    return {one.objection.value for one in verdict.objections}


def fits(verdict: Verdict, outcome: str) -> bool:
    return outcome in told(verdict) if outcome else verdict.allowed


@pytest.mark.parametrize(("ground", "sentence", "outcome"), [*OWN, *MISLEADING, *PLAIN, *LATER, *HOSTILE, *HONEST])
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


def test_objection_names_the_exact_words_and_their_place() -> None:
    sentence = "Het lab leidt tot betere informatie; {aandeel 1} van de 26 respondenten is tevreden."
    found = judge(sentence, EVIDENCE, ground=Ground.OPINION).objections
    assert [(one.objection, sentence[one.start : one.end]) for one in found] == [
        (Objection.RESULT_TOLD_AS_FACT, "leidt tot"),
        (Objection.TYPED_FIGURE, "26"),
    ]


@pytest.mark.parametrize(
    ("sentence", "objection"),
    [
        ("{aandeel 1} vindt dat, maar {aandelen 1} niet.", Objection.NO_HOLE),
        ("{aandeel} vindt dat.", Objection.NO_HOLE),
        ("Betrokkenen vinden dat {aandeel 1", Objection.NO_HOLE),
        ("{aandeel 99} vindt dat.", Objection.UNKNOWN_EVIDENCE),
        ("{citaat 1} van de respondenten vindt dat.", Objection.FORM_NOT_CARRIED),
        ("{datum 1} vindt dat.", Objection.FORM_NOT_CARRIED),
        ("{meerdere 1} respondenten vinden dat.", Objection.FORM_NOT_CARRIED),
        ("{cijfer 1} van de respondenten vindt dat.", Objection.FORM_NOT_CARRIED),
        ("{aandeel 20} van de respondenten vindt dat.", Objection.SUPPRESSED),
        ("Volgens {citaat 4} geïnterviewden is dat zo.", Objection.OTHER_BASE),
        ("{aantal 2} respondenten vinden dat.", Objection.OTHER_GROUND),
    ],
)
def test_hole_that_evidence_cannot_fill_is_refused(sentence: str, objection: Objection) -> None:
    small = {20: Evidence(Ground.OPINION, part=2, whole=3, suppressed=True)}
    found = judge(sentence, EVIDENCE | small, ground=Ground.OPINION).objections
    assert [one.objection for one in found] == [objection]


def test_finding_without_a_ground_says_nothing() -> None:
    assert told(judge("Er is gesproken.", EVIDENCE, ground=Ground.NONE)) == {"no_ground"}


def test_name_may_hold_a_figure_and_a_word_of_the_scale_may_not_be_typed() -> None:
    sentence = "De respondenten vinden NSOC-lab 2.0 een enkele keer lastig."
    found = judge(sentence, EVIDENCE, ground=Ground.OPINION, names=["NSOC-lab 2.0"], scale_words=["een enkele"])
    assert [(one.objection, one.at) for one in found.objections] == [(Objection.TYPED_AMOUNT, "een enkele")]


@pytest.mark.parametrize(
    "chain",
    [
        ContributionChain((), other_explanations_weighed=True, verdict_given=True),
        ContributionChain((2, 0), other_explanations_weighed=True, verdict_given=True),
        ContributionChain((2, 1), other_explanations_weighed=False, verdict_given=True),
        ContributionChain((2, 1), other_explanations_weighed=True, verdict_given=False),
    ],
)
def test_chain_with_a_gap_carries_no_claim(chain: ContributionChain) -> None:
    sentence = "De aanpak heeft geleid tot {aantal 8} meldingen minder."
    found = judge(sentence, EVIDENCE, ground=Ground.MEASURED_EFFECT, chain=chain).objections
    assert [(one.objection, one.at) for one in found] == [(Objection.CHAIN_INCOMPLETE, "aanpak heeft geleid")]


@pytest.mark.parametrize(
    ("level", "sentence", "allowed"),
    [
        (0, "Meer controles hangen samen met {aantal 8} meldingen.", True),
        (2, "Het is aannemelijk dat de aanpak heeft geleid tot {aantal 8} meldingen minder.", False),
        (3, "Het is aannemelijk dat de aanpak heeft geleid tot {aantal 8} meldingen minder.", True),
        (3, "It is plausible that the approach led to {count 8} fewer reports.", True),
        (3, "De aanpak heeft geleid tot {aantal 8} meldingen minder. Dat is aannemelijk.", False),
        (3, "Het is niet aannemelijk dat de aanpak heeft geleid tot {aantal 8} meldingen minder.", False),
        (4, "De aanpak heeft geleid tot {aantal 8} meldingen minder.", True),
    ],
)
def test_design_behind_a_chain_caps_the_verb(level: int, sentence: str, allowed: bool) -> None:
    chain = replace(CHAIN, design_level=level)
    found = judge(sentence, EVIDENCE, ground=Ground.MEASURED_EFFECT, chain=chain).objections
    assert {one.objection for one in found} == (set() if allowed else {Objection.STRONGER_THAN_DESIGN})


@given(st.text(alphabet="{} 1abcdelnortuw", max_size=60))
def test_every_brace_is_a_hole_or_told_as_none(sentence: str) -> None:
    holes, others = holes_in(sentence)
    braced = {place for one in (*holes, *others) for place in range(one.start, one.start + len(one.at))}
    assert {place for place, sign in enumerate(sentence) if sign in "{}"} <= braced
    assert all(sentence[hole.start : hole.end] == hole.at for hole in holes)


WORDS = [
    "betrokkenen", "vinden", "zeggen", "volgens", "dat", "de", "het", "samenwerking", "is", "verbeterd", ",", "en", ";",
    "leidt", "tot", "door", "lab", "{aandeel 1}", "{", "12", "meerderheid", "waardoor", "onderzoek", "toont", "and",
    "report", "says", "that", "improved", "because", "people", "agree", "e\u0301e\u0301n",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.sampled_from([ground for ground in Ground if ground]),
)
def test_any_order_of_words_gets_a_verdict_with_places_that_fit(sentence: str, ground: Ground) -> None:
    verdict = judge(sentence, EVIDENCE, ground=ground)
    assert all(verdict.sentence[one.start : one.end] == one.at for one in verdict.objections)
    if "12" in sentence.split():
        # Typed, or swallowed by a brace that is not closed.
        assert told(verdict) & {"typed_figure", "no_hole"}


# What a reader who did not know the rules got past them once.
@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("Respondenten zijn tevreden. De keten is veiliger dan voorheen.", "De keten is veiliger dan voorheen."),
        ("Volgens de statistieken is de criminaliteit gedaald.", ""),
        ("Volgens de harde feiten is de keten veiliger.", ""),
        ("According to the facts, the lab works.", ""),
        ("Trends point to shorter lead times.", ""),
        ("Het gros van de respondenten vindt het nuttig.", "Het gros"),
        ("Een handvol mensen noemt dit.", "Een handvol"),
        ("Bijna de gehele groep vindt het nuttig.", "Bijna de gehele groep"),
        ("Respondenten vinden unaniem dat het nuttig is.", "unaniem"),
        ("The bulk of the respondents think it helps.", "The bulk of"),
        ("One respondent says it helps.", "One"),
        ("The data speak: respondents saw crime drop.", "data speak"),
        ("De doorlooptijd is korter geworden, zoals respondenten vinden.", "is korter geworden"),
        ("The lab made the port safer (respondents agree).", "made the port safer"),
        ("Respondenten vinden meestal dat het nuttig is.", "Respondenten vinden meestal"),
        ("Beide teams vinden het nuttig.", "Beide"),
        ("Respondenten noemen Ⅻ knelpunten.", "Ⅻ"),
    ],
)
def test_opinion_is_told_as_one_in_each_sentence_and_no_amount_is_typed(sentence: str, at: str) -> None:
    objections = judge(sentence, EVIDENCE, ground=Ground.OPINION).objections
    assert objections
    assert at in {"", *(one.at for one in objections)}


@pytest.mark.parametrize(
    ("sentence", "keeps"),
    [
        ("{aandeel 15} vindt dat de doelen van de samenwerking duidelijk zijn voor nieuwe collega's.", True),
        ("{aandeel 15} vindt de doelen van de samenwerking helder.", False),
        ("{aandeel 15} hoopt dat de doelen van de samenwerking duidelijk zijn.", False),
        ("{aandeel 15} vindt de doelen van de samenwerking steeds duidelijker geworden.", False),
        ("{aandeel 15} vindt de doelen van de samenwerking duidelijk dankzij het lab.", False),
        ("{aandeel 15} vindt de doelen van de samenwerking onduidelijk.", False),
        ("{woord 15} van de respondenten verwerpt {stelling 15}.", False),
        ("{woord 15} van de respondenten wil {stelling 15}.", False),
        ("{aandeel 15} is het eens met {stelling 15} en zegt dat de politie faalt.", False),
        ("{aandeel 15} vindt de doelen van de samenwerking duidelijk en de politie laf, traag en duur.", False),
        ("{aandeel 15} is het eens met {stelling 15}; {aandeel 16} heeft te weinig tijd voor de samenwerking.", True),
        ("{aandeel 15} vindt de doelen van de samenwerking duidelijk, maar {aandeel 16} heeft tijd genoeg.", False),
    ],
)
def test_share_goes_with_the_statement_it_is_of(sentence: str, keeps: bool) -> None:
    objections = told(judge(sentence, EVIDENCE, ground=Ground.OPINION))
    assert objections == (set() if keeps else {"other_than_asked"})


@pytest.mark.parametrize(
    ("sentence", "numbers", "counts"),
    [
        ("Respondenten vinden de doelen duidelijk.", (15,), False),
        ("Respondenten vinden de doelen duidelijk.", (15, 5), True),
        ("{aandeel 15} is het eens met {stelling 15}. Respondenten zijn tevreden.", (15,), False),
        ("{meerdere 5} geïnterviewden zijn het eens met {stelling 15}.", (15, 5), False),
    ],
)
def test_statement_is_not_told_without_how_many_agree(sentence: str, numbers: tuple[int, ...], counts: bool) -> None:
    verdict = judge(sentence, {number: EVIDENCE[number] for number in numbers}, ground=Ground.OPINION)
    assert told(verdict) == (set() if counts else {"count_missing"})
