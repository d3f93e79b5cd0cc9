"""A finding on what was coded, quoted, ticked or counted says that and no more; told by hand before it was asked."""

import pytest

from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.engines.documents.findings.judging import Evidence, judge
from vlechtwerk.foundation.evidence.address import Base, Ground

OPINION, SELF, REGISTER, EFFECT = Ground.OPINION, Ground.SELF_REPORT, Ground.REGISTER, Ground.MEASURED_EFFECT
CODE = Evidence(OPINION, part=4, whole=9, organisations=3, about="Samenwerkingsproces")
ASKED = Evidence(OPINION, part=18, whole=26, asked="De doelen van de samenwerking zijn duidelijk.")
SPOKEN = Evidence(OPINION, quoted="Iedereen wil wel.", source="I1", spoken=True)
TICKS = Evidence(SELF, tells=frozenset({Form.TIME}))
OF_ITSELF = Evidence(SELF, part=12)
COUNTED = Evidence(REGISTER, part=8)
MEASURED = Evidence(EFFECT, tells=frozenset({Form.DATE}))

# What is judged, by the evidence that it rests on (numbered from one) and the objection; "" for allowed.
ON = [
    # A code says what people spoke about, and nothing of what they think of it.
    ((CODE,), "{meerdere 1} geïnterviewden noemen {code 1}.", ""),
    ((CODE,), "{woord 1} van de geïnterviewden noemt {code 1}.", ""),
    ((CODE,), "{several 1} interviewees mention {code 1}.", ""),
    ((CODE, ASKED), "{aandeel 2} is het eens met {stelling 2}, en {meerdere 1} geïnterviewden noemen {code 1}.", ""),
    ((CODE, SPOKEN), "{meerdere 1} geïnterviewden noemen {code 1}; een geïnterviewde zegt: {citaat 2}", ""),
    ((CODE,), "{aantal 1} geïnterviewden willen het lab opheffen.", "other_than_coded"),
    ((CODE,), "{meerdere 1} geïnterviewden vinden dat het lab de haven veilig maakt.", "other_than_coded"),
    ((CODE,), "{meerdere 1} geïnterviewden noemen {code 1} en vinden het lab geweldig.", "other_than_coded"),
    ((CODE,), "{meerdere 1} geïnterviewden noemen {code 1} niet.", "other_than_coded"),
    ((CODE,), "{meerdere 1} geïnterviewden van de Douane noemen {code 1}.", "other_than_coded"),
    ((CODE, ASKED), "Geïnterviewden vinden het lab geweldig.", "hole_missing"),
    # A quotation is of one person, who is not named.
    ((SPOKEN,), "Een geïnterviewde (operationeel) zegt: {citaat 1}", ""),
    ((SPOKEN,), "Een geïnterviewde zegt over afspraken tussen diensten: {citaat 1}", ""),
    ((SPOKEN,), "{citaat 1}, zegt een geïnterviewde.", ""),
    ((SPOKEN,), "One interviewee says: {quote 1}", ""),
    ((SPOKEN,), "De respondenten zeggen: {citaat 1}", "other_speaker"),
    ((SPOKEN,), "De Douane zegt: {citaat 1}", "other_speaker"),
    ((SPOKEN,), "One interviewee of Customs says: {quote 1}", "other_speaker"),
    ((SPOKEN,), "Een geïnterviewde zegt over het succes van het lab: {citaat 1}", "other_speaker"),
    ((SPOKEN,), "Een geïnterviewde zegt: {citaat 1}. De respondenten vinden het lab goed.", "hole_missing"),
    # Those who were asked are not exchanged for others.
    ((ASKED,), "{aandeel 1} van de respondenten vindt de doelen van de samenwerking duidelijk.", ""),
    ((ASKED,), "{aandeel 1} van de respondenten in deze ronde is het eens met {stelling 1}.", ""),
    ((ASKED,), "{aandeel 1} van de Nederlanders vindt de doelen van de samenwerking duidelijk.", "other_people"),
    ((ASKED,), "{aandeel 1} van de burgers is het eens met {stelling 1}.", "other_people"),
    ((ASKED,), "{aandeel 1} van de respondenten van de Douane vindt de doelen duidelijk.", "other_people"),
    ((ASKED,), "{aantal 1} respondenten uit de haven vinden de doelen duidelijk.", "other_people"),
    ((ASKED,), "{aantal 1} douaniers vinden de doelen van de samenwerking duidelijk.", "other_people"),
    ((ASKED,), "Burgers, en wel {aandeel 1}, vinden de doelen van de samenwerking duidelijk.", "other_people"),
    ((ASKED,), "{aandeel 1} is het in de haven eens met {stelling 1}.", "other_than_asked"),
    # Ticks say where time went, by those who ticked, and not why.
    ((TICKS,), "Medewerkers zeggen dat van hun tijd {tijd 1}.", ""),
    ((TICKS,), "Staff say that of their time {time 1}.", ""),
    ((TICKS,), "Medewerkers melden dat het platform hun tijd teruggeeft.", "hole_missing"),
    ((TICKS,), "Medewerkers melden dat het platform hun tijd teruggeeft: {tijd 1}.", "other_than_coded"),
    # What a party counted of itself carries its count, and no effect.
    ((OF_ITSELF,), "De teams melden {aantal 1} panden waar bij het rondlopen iets gemeld werd.", ""),
    ((OF_ITSELF,), "De teams melden dat de haven veilig is.", "hole_missing"),
    ((OF_ITSELF,), "De teams melden {aantal 1} panden en dat de haven veilig is.", "effect_claimed"),
    # A register counts, and knows no result and no reason.
    ((COUNTED,), "Er zijn {aantal 1} kades rondgelopen.", ""),
    ((COUNTED,), "Het aantal kades is gegroeid naar {aantal 1}.", ""),
    ((COUNTED,), "Er zijn {aantal 1} kades rondgelopen en de smokkel is gestopt.", "effect_claimed"),
    ((COUNTED,), "De haven is veilig: {aantal 1} kades.", "effect_claimed"),
    ((COUNTED,), "Het lab realiseerde {aantal 1} kades.", "effect_claimed"),
    ((COUNTED,), "Er zijn {aantal 1} kades rondgelopen, omdat er gesmokkeld werd.", "effect_claimed"),
    ((COUNTED,), "{count 1} quays were visited because of smuggling.", "effect_claimed"),
    ((COUNTED,), "Er zijn {aantal 1} kades rondgelopen. Er is rust in de haven.", "nothing_counted"),
    # A measurement tells what was measured; an effect takes a chain.
    ((MEASURED,), "Uit de metingen van {datum 1} blijkt geen verschil tussen de ligplaatsen.", ""),
    ((MEASURED,), "De smokkel is gestopt.", "claim_without_chain"),
    ((MEASURED,), "Het lab stopt de smokkel.", "claim_without_chain"),
    ((MEASURED,), "Sinds {datum 1} is er rust in de haven.", "nothing_measured"),
    ((MEASURED,), "Er is geen verschil tussen de ligplaatsen.", "nothing_measured"),
]


@pytest.mark.parametrize(("evidence", "sentence", "outcome"), ON, ids=[sentence for _on, sentence, _outcome in ON])
def test_sentence_says_no_more_than_its_evidence(evidence: tuple[Evidence, ...], sentence: str, outcome: str) -> None:
    found = judge(sentence, dict(enumerate(evidence, 1)), ground=evidence[0].ground).objections
    assert outcome in {one.objection.value for one in found} if outcome else found == ()


def test_people_of_a_published_figure_are_not_exchanged() -> None:
    figure = Evidence(OPINION, Base.PUBLISHED, quoted="Nagenoeg alle", asked="Het is nuttig", source="S1")
    found = judge("{citaat 1} van de burgers vindt het nuttig.", {1: figure}, ground=OPINION, base=Base.PUBLISHED)
    assert [one.objection for one in found.objections] == ["other_people"]


@pytest.mark.parametrize(
    ("people", "organisations", "allowed"), [(1, 2, False), (2, 2, False), (3, 1, False), (3, 2, True)]
)
def test_several_are_three_people_of_two_organisations(people: int, organisations: int, allowed: bool) -> None:
    heard = Evidence(OPINION, part=people, whole=9, organisations=organisations, about="tempo")
    found = judge("{meerdere 1} geïnterviewden noemen {code 1}.", {1: heard}, ground=OPINION).objections
    assert [one.objection for one in found] == ([] if allowed else ["too_few_people"])


@pytest.mark.parametrize(("part", "whole", "allowed"), [(4, 4, False), (0, 4, False), (2, 3, False), (5, 5, True)])
def test_word_for_an_amount_of_few_interviewees_would_tell_what_each_said(part: int, whole: int, allowed: bool) -> None:
    heard = Evidence(OPINION, part=part, whole=whole, organisations=2, about="tempo")
    found = judge("{woord 1} van de geïnterviewden noemt {code 1}.", {1: heard}, ground=OPINION).objections
    assert [one.objection for one in found] == ([] if allowed else ["suppressed"])


@pytest.mark.parametrize(
    ("sentence", "at"),
    [
        ("Talrijke respondenten vinden het nuttig.", "Talrijke"),
        ("Talloze mensen vinden het nuttig.", "Talloze"),
        ("Geen respondent vindt het nuttig.", "Geen"),
        ("Geen van hen vindt het nuttig.", "Geen van hen"),
        ("Een grote groep vindt het nuttig.", "Een grote groep"),
        ("Respondenten vinden het stuk voor stuk nuttig.", "stuk voor stuk"),
        ("Respondenten noemen XII knelpunten.", "XII"),
        ("Numerous respondents find it useful.", "Numerous"),
        ("No respondent finds it useful.", "No"),
        ("Lots of respondents find it useful.", "Lots of"),
        ("Scores of respondents find it useful.", "Scores of"),
        ("De meeste  respondenten vinden het nuttig.", "De meeste"),
        ("De mee\u200bste respondenten vinden het nuttig.", "De meeste"),
        ("De mee\u00adste respondenten vinden het nuttig.", "De meeste"),
        ("D\u0435 m\u0435\u0435ste respondenten vinden het nuttig.", "m\u0435\u0435ste"),
        ("Respondenten vinden het lab nuttig en de smokkel is afgenomen.", "afgenomen"),
        ("Volgens het dashboard is de keten sterker.", "Volgens het dashboard is de keten sterker."),
    ],
)
def test_amount_or_result_is_seen_however_it_is_typed(sentence: str, at: str) -> None:
    found = judge(sentence, {1: Evidence(OPINION, part=3, whole=4)}, ground=OPINION)
    assert at in {found.sentence[one.start : one.end] for one in found.objections}


@pytest.mark.parametrize(
    "sentence",
    ["Respondenten vinden het lab nuttig en zien de waarde van overleg.", "Volgens het team is er in week V gepraat."],
)
def test_what_is_no_amount_and_no_result_may_stand(sentence: str) -> None:
    assert judge(sentence, {1: Evidence(OPINION, part=3, whole=4)}, ground=OPINION).allowed
