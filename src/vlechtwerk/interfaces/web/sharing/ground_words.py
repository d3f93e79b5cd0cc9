"""Clauses, articles and levels in words that are ready to print."""

import re
from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.sharing.queries.matrix import CUSTOMS_LAW
from vlechtwerk.domains.sharing.words import NEEDS
from vlechtwerk.engines.policy.grounds import Clause
from vlechtwerk.interfaces.web.words import say_article

Words = str | Promise

# How sure we are of the article that a clause rests on.
READING_WORDS: Mapping[str, Words] = {
    "text": _("read in the text"),
    "secondary": _("read in a secondary source"),
    "memory": _("from memory: check first"),
}
NEED_WORDS: Mapping[str, Words] = {**NEEDS, CUSTOMS_LAW: _("a purpose that carries out customs law")}
ARTICLE = re.compile(r"^(?P<law>\w+) artikel (?P<number>\d+[\w:.]*)")


def short_article(article: str) -> str:
    """Return an article as a table shows it: “Wpg 15”, “ADW 1:33”, “conv. 5.1”."""
    found = ARTICLE.match(article)
    if found is None:
        return say_article(article)
    law = "conv." if found["law"] == "Convenant" else found["law"]
    return f"{law} {found['number']}"


def number_of(clause: Clause) -> str:
    """Return the number under which a clause stands in the index."""
    return short_article(clause.article).removeprefix("conv. ")


def is_of_covenant(clause: Clause) -> bool:
    """Whether a clause is one of a covenant, and not of the law."""
    return not clause.id.startswith("law-")


def clause_words(clause: Clause) -> str:
    """Return the plain words of a clause in the language of the page."""
    return clause.words(get_language() or "nl")


def direction_words(clause: Clause) -> str:
    """Return who gives and who receives in the language of the page; where the clause lacks it, in Dutch."""
    return clause.direction if _is_dutch() else clause.english.get("direction", clause.direction)


def note_words(clause: Clause, name: str) -> str:
    """Return `conditions`, `decides` or `exemption`; what a clause says in Dutch only is marked as Dutch."""
    dutch: str = getattr(clause, name)
    if _is_dutch() or not dutch:
        return dutch
    return clause.english.get(name) or format_html('<span lang="nl">{}</span>', dutch)


def _is_dutch() -> bool:
    return (get_language() or "nl").startswith("nl")


def needs_in_words(needs: Sequence[str]) -> list[Words]:
    """Return what has to be obtained, each in words."""
    return [NEED_WORDS.get(need, need) for need in needs]


def two_ends(direction: str) -> tuple[str, str]:
    """Return who gives and who receives; a clause for everyone has only the first."""
    giver, _arrow, receiver = direction.partition("→")
    return giver.strip(), receiver.strip()
