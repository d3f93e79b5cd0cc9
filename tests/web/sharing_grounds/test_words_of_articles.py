"""An article is named in the reader's language."""

import pytest
from django.utils import translation

from vlechtwerk.interfaces.web.words import say_article


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Wpg artikel 9 lid 3, 10 lid 5 en 15", "Wpg article 9 paragraph 3, 10 paragraph 5 and 15"),
        ("Wjsg titel 2A", "Wjsg title 2A"),
        ("Convenant artikel 7.1; AVG artikel 6 onder e", "Covenant article 7.1; AVG article 6 under e"),
        ("eigen gegevens", "own data"),
    ],
)  # fmt: skip
def test_article_is_named_in_the_language_of_the_reader(dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert say_article(dutch) == dutch
    with translation.override("en"):
        assert say_article(dutch) == english
