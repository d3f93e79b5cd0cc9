"""Words for what the engines answer with a code."""

import pytest
from django.utils.translation import override

from vlechtwerk.domains.sharing.words import NOT_TAKEN, words_of_not_taken
from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_why_a_file_is_not_taken_is_a_sentence_that_its_details_fill(language: str) -> None:
    details = {"taken": ".pdf", "expected": "PDF", "most_megabytes": 100}
    assert set(NOT_TAKEN) == set(NotTakenCode)
    with override(language):
        for code in NotTakenCode:
            words = words_of_not_taken(NotTaken(code, **details))
            assert words.endswith((".", ")."))
            assert "%" not in words
