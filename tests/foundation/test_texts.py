"""Texts are compared without capitals and accents, word by word."""

import pytest

from vlechtwerk.foundation.texts import folded, words_of


@pytest.mark.parametrize(
    ("text", "same"),
    [("Één CAFÉ", "een cafe"), ("e\u0301e\u0301n", "een"), ("Straße", "strasse"), ("ﬁets", "fiets"), ("", "")],
)
def test_text_is_compared_without_capitals_and_accents(text: str, same: str) -> None:
    assert folded(text) == same


def test_hyphens_apostrophes_and_lines_part_words() -> None:
    assert words_of("Douane-team, 's_ochtends") == ["douane", "team", "s", "ochtends"]
