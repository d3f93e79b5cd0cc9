"""Words may not say more than the facts that they point at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.documents.wording import Carrier, Objection, refused_sentences, sentences_of

FACTS = {
    1: Carrier("Er zijn 12 controles gedaan, 1.200 kilo gevonden", "register"),
    2: Carrier("De samenwerking is sterk verbeterd", "self_report"),
    3: Carrier("Vrijwel alle teams doen mee", "opinion"),
}


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("Er zijn 12 controles gedaan.[1]", None),
        ("Er zijn 12 controles gedaan.", Objection.TYPED_FIGURE),
        ("Er zijn 13 controles gedaan.[1]", Objection.TYPED_FIGURE),
        ("Er is 1.200 kilo gevonden. [1]", None),
        ("Er is 1200 kilo gevonden. [1]", None),
        ("Er is 1.2 kilo gevonden. [1]", Objection.TYPED_FIGURE),
        ("Er is 200 kilo gevonden. [1]", Objection.TYPED_FIGURE),
        ("In NSOC-lab 2.0 is gewerkt.", None),
        ("In lab 2.0 is gewerkt.", Objection.TYPED_FIGURE),
        ("De samenwerking is verbeterd.", Objection.RESULT_WITHOUT_FACT),
        ("De samenwerking is verbeterd.[2]", Objection.SAID_AS_RESULT),
        ("Volgens de teams is de samenwerking verbeterd.[2]", None),
        ("De samenwerking is verbeterd.[1]", None),
        ("Vrijwel alle teams doen mee.[3]", None),
        ("Vrijwel alle teams doen mee.[2]", Objection.AMOUNT_WITHOUT_COUNT),
        ("Zie feit [9].", Objection.UNKNOWN_FACT),
        ("Cooperation improved.[2]", Objection.SAID_AS_RESULT),
        ("Er is gepraat en verder niets.", None),
    ],
)
def test_sentence_is_carried_by_its_facts_or_refused(text: str, objection: Objection | None) -> None:
    found = refused_sentences(text, FACTS, ["NSOC-lab 2.0"])
    assert [item.objection for item in found] == ([objection] if objection else [])


def test_each_sentence_is_held_against_its_own_facts_only() -> None:
    text = "Er zijn 12 controles gedaan.[1] Er waren 12 mensen.\nDe samenwerking is verbeterd.[2]"
    assert [item.sentence for item in refused_sentences(text, FACTS)] == [
        "Er waren 12 mensen.",
        "De samenwerking is verbeterd.[2]",
    ]


@given(st.text(alphabet="ab .!?\n[]123", max_size=200))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())
