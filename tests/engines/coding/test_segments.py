"""Paragraphs and sentences: together they are the text, in its order, and nothing of it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.coding.segments import number_of_words, paragraphs_of

SIGNS = st.text(st.sampled_from('aB1 .!?…\n\r\t"’):[]🙂'), max_size=60) | st.text(max_size=60)


@given(SIGNS)
def test_paragraphs_lie_end_to_end_and_hold_their_sentences(text: str) -> None:
    found = paragraphs_of(text)
    assert "".join(text[one.start : one.end] for one in found) == text
    before = 0
    for paragraph in found:
        assert paragraph.start == before
        before = at = paragraph.end
        at = paragraph.start
        for start, end in paragraph.sentences:
            assert at <= start < end <= paragraph.end
            # No space around a sentence, and nothing but space between two.
            assert text[start:end] == text[start:end].strip()
            assert not text[at:start].strip()
            at = end
        assert not text[at : paragraph.end].strip()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ja. Nee.", ["Ja.", "Nee."]),
        ("Het kost 3.5 uur. Dat is veel.", ["Het kost 3.5 uur.", "Dat is veel."]),
        ("“Ja!” Zei hij… “Nee.”", ["“Ja!”", "Zei hij…", "“Nee.”"]),
        ("zonder punt", ["zonder punt"]),
        ("afk. zoals deze gaan door. Élan!", ["afk. zoals deze gaan door.", "Élan!"]),
        ("  \t ", []),
    ],
)
def test_sentence_ends_at_a_stop_with_another_one_behind_it(text: str, sentences: list[str]) -> None:
    (found,) = paragraphs_of(text)
    assert [text[start:end] for start, end in found.sentences] == sentences


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("R14: Ja.", "R14"),
        ("[R14]: Ja.", "R14"),
        ("Vraag: Wat?", "Vraag"),
        ("http://example.org: nee", ""),
        ("Om 10:30 begon het.", ""),
        (f"{'x' * 60}: te lang", ""),
        ("geen naam", ""),
    ],
)
def test_name_before_a_colon_says_who_speaks(text: str, named: str) -> None:
    (found,) = paragraphs_of(text)
    assert found.named == named


def test_words_are_what_lies_between_spaces() -> None:
    assert number_of_words(" een  twee\ndrie ") == 3
