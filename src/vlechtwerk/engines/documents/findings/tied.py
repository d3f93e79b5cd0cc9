"""What a sentence says beyond the code, the quotation, the ticks or the people that its holes are filled from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from vlechtwerk.engines.documents.findings.holes import AMOUNTS, Form, Hole
from vlechtwerk.engines.documents.findings.said import Words
from vlechtwerk.engines.documents.findings.speakers import (
    neutral_speaker,
    only_mentions,
    only_tells_time,
    tells_of_those_asked,
)

# Of each hole, where it may be read: its sentence, and its clause.
Parts = Mapping[Hole, Sequence[tuple[int, int]]]


class Tied(Protocol):
    """Evidence of what was asked, coded or quoted."""

    @property
    def asked(self) -> str:
        """Return the statement that people answered to."""

    @property
    def about(self) -> str:
        """Return the code whose fragments are counted."""

    @property
    def spoken(self) -> bool:
        """Tell whether it is the words of one person."""


def beyond_who_spoke(
    text: str, sentence: Words, parts: Parts, evidence: Mapping[int, Tied]
) -> Iterator[tuple[str, int]]:
    """Yield the code of an objection and the number of evidence, once each, for what a sentence says beyond it."""
    found: dict[str, int] = {}
    for hole in parts:
        one = evidence[hole.evidence]
        counts = hole.form in AMOUNTS or hole.form is Form.CODE
        if one.about and counts and not _speaks_of(hole, text, parts, evidence):
            found.setdefault("other_than_coded", hole.evidence)
        if hole.form is Form.TIME and not only_tells_time(sentence.at):
            found.setdefault("other_than_coded", hole.evidence)
        if one.spoken and hole.form is Form.QUOTE and _speaker_of(hole, text, parts) is None:
            found.setdefault("other_speaker", hole.evidence)
        if (one.asked or one.about) and (hole.form in AMOUNTS or hole.form is Form.QUOTE):
            behind = text[hole.end : sentence.end]
            if not tells_of_those_asked(behind, sentence.at, f"{one.asked} {one.about}"):
                found.setdefault("other_people", hole.evidence)
    yield from found.items()


def neutral_speakers(text: str, parts: Parts, evidence: Mapping[int, Tied]) -> list[tuple[int, int]]:
    """Return where neutral speakers of quotations stand: “one interviewee” is no amount that was typed."""
    quotes = [hole for hole in parts if evidence[hole.evidence].spoken and hole.form is Form.QUOTE]
    return [found for hole in quotes if (found := _speaker_of(hole, text, parts)) is not None]


def _speaks_of(hole: Hole, text: str, parts: Parts, evidence: Mapping[int, Tied]) -> bool:
    """Tell whether people are said to mention the code of a hole and no more."""
    about = evidence[hole.evidence].about
    codes = [one for one in parts if one.form is Form.CODE and evidence[one.evidence].about == about]
    return any(
        only_mentions(text[start:end]) for start, end in parts[hole] if any(start <= one.start < end for one in codes)
    )


def _speaker_of(hole: Hole, text: str, parts: Parts) -> tuple[int, int] | None:
    """Return where the neutral speaker of a quotation stands, as (start, length); none when it has another."""
    for start, end in parts[hole]:
        found = neutral_speaker(text[start:end])
        if found is not None:
            return start + found[0], found[1] - found[0]
    return None
