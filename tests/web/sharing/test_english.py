"""Product text on English pages is English: articles, clauses, who gives to whom, and capacities."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from tests.web.sharing.conftest import Pages
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, Clause, text_of, with_covenant
from vlechtwerk.interfaces.web.sharing.ground_words import direction_words, note_words
from vlechtwerk.interfaces.web.words import say_article, say_capacity

CLAUSES = list(with_covenant(text_of(MODEL_COVENANT)).clauses.values())
DUTCH = re.compile(r"\b(artikel|lid|onder|de|het|een|en|van|voor|niet|gever|iedereen|anderen|belastingwet|buiten)\b")


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_clause_that_comes_along_is_said_in_english_whole(clause: Clause) -> None:
    with translation.override("en"):
        notes = [note_words(clause, name) for name in ("conditions", "decides", "exemption")]
        said = [direction_words(clause), say_article(clause.article), *notes]
    assert not [words for words in said if DUTCH.search(words) or "<span" in words]


def test_what_is_known_in_dutch_only_says_so_and_is_escaped() -> None:
    clause = replace(CLAUSES[0], conditions="Alleen <hier>.", english={})
    with translation.override("en"):
        assert note_words(clause, "conditions") == '<span lang="nl">Alleen &lt;hier&gt;.</span>'
    with translation.override("nl"):
        assert note_words(clause, "conditions") == "Alleen <hier>."


def test_capacity_of_a_partners_own_making_stays_as_it_was_typed() -> None:
    with translation.override("en"):
        assert (say_capacity("Politietaak"), say_capacity("Havenmeester")) == ("Police task", "Havenmeester")


def test_refusal_in_english_names_its_article_in_english(pages: Pages) -> None:
    document = pages.workspace.gives("anna", "Kade", category="police-8", level="subject")
    pages.sign_in("bram").client.cookies["django_language"] = "en"
    page = pages.text(f"documents/{document.id}/")
    assert "Wpg article 19" in page
    assert "artikel" not in page
    assert "uitvoering belastingwet" not in page.lower()
