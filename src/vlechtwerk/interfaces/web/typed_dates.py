"""Read a date as people type it, in Dutch or in English, no more exactly than they know it."""

import re

from vlechtwerk.foundation.periods import PreciseDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"), ("feb", "februari", "february"), ("mrt", "mar", "maart", "march"),
            ("apr", "april"), ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
            ("aug", "augustus", "august"), ("sep", "sept", "september"), ("okt", "oct", "oktober", "october"),
            ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_PARTS = {
    "begin": "early", "early": "early", "medio": "mid", "midden": "mid", "half": "mid", "mid": "mid",
    "eind": "end", "einde": "end", "end": "end",
}  # fmt: skip
_DAY_FIRST = re.compile(r"(?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2})[-/. ](?P<year>\d{4})")
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2}) )?(?P<word>[a-z]+)\.?(?: (?P<after>\d{1,2}),?)?(?: (?:of|van))? (?P<year>\d{4})"
)


def read_typed_date(text: str) -> PreciseDate:
    """Return the date that was typed: 24-11-2026, 24 november 2026, november 2026, eind 2026, or as it is kept.

    >>> read_typed_date("medio 2026").text
    '2026-mid'
    """
    typed = " ".join(text.lower().split())
    if found := _DAY_FIRST.fullmatch(typed):
        return _date(found["year"], int(found["month"]), found["day"])
    if found := _WORDS.fullmatch(typed):
        if found["word"] in _MONTHS:
            return _date(found["year"], _MONTHS[found["word"]], found["day"] or found["after"])
        if found["word"] in _PARTS and not found["day"] and not found["after"]:
            return PreciseDate.read(f"{found['year']}-{_PARTS[found['word']]}")
    return PreciseDate.read(typed)


def _date(year: str, month: int, day: str | None) -> PreciseDate:
    return PreciseDate.read(f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}")
