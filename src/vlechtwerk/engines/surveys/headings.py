"""What the heading of a column says: the code of a question and its text, as LimeSurvey and we write them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vlechtwerk.engines.surveys.questionnaire import BACKGROUND, COMPLETENESS, IDENTIFYING, OF_LIMESURVEY
from vlechtwerk.engines.surveys.tables import Column
from vlechtwerk.foundation.texts import folded

# code, code[SQ], code[SQ][1], each with or without ". text"; text may run over lines and end in "[statement]".
_HEADING = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9_]*)(?P<below>(?: ?\[[^\[\]]*\])*)(?:\.(?:\s+(?P<text>.*))?)?", re.DOTALL
)
_LAST_BRACKETS = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]$", re.DOTALL)
TECHNICAL = frozenset(("lastpage", "startlanguage", "seed", "interviewtime", "language"))
MOMENTS = frozenset((
    "submitdate", "startdate", "enddate", "datestamp", "date", "datum", "time", "timestamp", "tijdstempel",
    "recordeddate",
))  # fmt: skip
# The names of LimeSurvey's own columns when headings are texts alone.
WRITTEN_OUT = {
    "date submitted": "submitdate", "datum verzonden": "submitdate", "datum ingediend": "submitdate",
    "date started": "startdate", "datum gestart": "startdate", "date last action": "datestamp",
    "datum laatste actie": "datestamp", "last page": "lastpage", "laatste pagina": "lastpage",
    "start language": "startlanguage", "starttaal": "startlanguage", "response id": "id", "antwoord-id": "id",
    "antwoord id": "id", "access code": "token", "toegangscode": "token", "ip address": "ipaddr", "ip-adres": "ipaddr",
    "referrer url": "refurl", "verwijzende url": "refurl", "total time": "interviewtime",
}  # fmt: skip
_SUBMITTED = "submitdate"
# Each row has its own; a name or an address can be that of two people.
_NUMBERS_OF_ROWS = frozenset((
    "id", "tid", "token", "respondentid", "respondent_id", "responseid", "response_id", "recordid", "record_id",
))  # fmt: skip
# What a question asks for when its answer would tell who gives it.
_ASKS_WHO = re.compile(
    r"\b(e-?mail\w*|ip.?ad+res\w*|telefoon\w*|phone|(voor|achter|familie|last|first|user|gebruikers)?-?na(am|me)|token"
    r"|geboorte\w*|birth\w*|(home ?|woon)?ad+res|bsn|personeels?nummer|respondent\w*|deelnemer(s?nummer)?"
    r"|participant id)\b"
)
NAMED = {
    "niveau": "level", "level": "level", "organisatie": "organisation", "organisation": "organisation",
    "organization": "organisation", "orgaan": "body", "body": "body", "gremium": "body",
    COMPLETENESS: COMPLETENESS, "volledigheid": COMPLETENESS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """The code of a question or a statement (`code`, or `code_SQ`; may be empty) and what is known of its text."""

    code: str
    text: str
    # The code of the question above, when the column is one of its subquestions.
    question: str = ""

    @property
    def plain_name(self) -> str:
        """Return the code, or what stands in its place, in small letters; LimeSurvey's own columns by their codes."""
        name = self.code.casefold() or folded(self.text)
        return WRITTEN_OUT.get(name, name)

    @property
    def says_when_sent(self) -> bool:
        """Tell whether the column holds the moment at which the form was sent, or nothing when it was not."""
        return self.plain_name == _SUBMITTED

    @property
    def named(self) -> str:
        """Return completeness, level, organisation or body when the column is that; otherwise nothing."""
        return NAMED.get(self.code.casefold() or folded(self.text), "")


def heading_of(column: Column) -> Heading:
    """Return what the heading of a column says, or the name and label of an SPSS variable."""
    found = _HEADING.fullmatch(column.head)
    if found is None:
        return Heading("", column.label or column.head)
    below = [part for part in re.findall(r"\[([^\[\]]*)\]", found["below"]) if part]
    text = (found["text"] or column.label).strip()
    code = "_".join([found["code"], *below])
    return Heading(code, _last_part(text) if below else text, found["code"] if below else "")


def texts_of(column: Column, heading: Heading) -> Iterator[str]:
    """Return the texts by which the column can be known, the most exact first."""
    yield heading.text
    yield _last_part(heading.text)
    yield column.head
    yield _last_part(column.head)


def _last_part(text: str) -> str:
    found = _LAST_BRACKETS.search(text)
    return found[1].strip() if found else text


def never_kept(column: Column, heading: Heading) -> str:
    """Return why a column is not kept whatever it holds (identifies, moment, technical), or nothing."""
    name = heading.plain_name
    if column.is_moment or name in MOMENTS:
        return "moment"
    if name in TECHNICAL or OF_LIMESURVEY.fullmatch(name):
        return "technical"
    plain = re.sub(r"[\s.-]+", "_", name)
    if plain in IDENTIFYING and plain not in (COMPLETENESS, *BACKGROUND):
        return "identifies"
    return _told_by_cells(column)


def numbers_rows(heading: Heading) -> bool:
    """Tell whether a column gives every row a number or a token of its own."""
    return re.sub(r"[\s.-]+", "_", heading.plain_name) in _NUMBERS_OF_ROWS


def asks_who(column: Column, heading: Heading) -> bool:
    """Tell whether the words of a heading ask for who answers; only for columns that hold no answers on a scale."""
    words = folded(f"{column.head} {heading.text} {column.label}").replace("_", " ")
    return _ASKS_WHO.search(words) is not None or _are_names_of_rows(column)


_LOOKS = {
    "identifies": re.compile(
        r"[^@\s]+@[^@\s]+\.[^@\s]+|(\d{1,3}\.){3}\d{1,3}|([0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}", re.IGNORECASE
    ),
    "moment": re.compile(
        r"\d{4}-\d{1,2}-\d{1,2}([ T].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}( .*)?|\d{1,2}:\d{2}(:\d{2})?"
    ),
}


def _told_by_cells(column: Column) -> str:
    # Most columns hold few different texts: each is looked at once.
    counts = Counter(cell for cell in column.cells if cell)
    for reason, look in _LOOKS.items():
        alike = sum(count for cell, count in counts.items() if look.fullmatch(cell))
        if counts and 2 * alike >= counts.total():
            return reason
    return ""


def _are_names_of_rows(column: Column) -> bool:
    """Tell whether each row has another single word: a number or a token of its own."""
    filled = [cell for cell in column.cells if cell]
    words = all(re.fullmatch(r"[\w-]+", cell) for cell in filled)
    return len(filled) >= 5 and words and len(set(filled)) == len(filled)
