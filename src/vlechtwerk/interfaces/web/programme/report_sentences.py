"""The words of a draft as they are printed: by sentence, with what is refused and what its facts carry instead."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.programme.models import ProgressReport, ReportFact
from vlechtwerk.domains.programme.rules.reports import say_objection
from vlechtwerk.engines.documents.wording import Objection, RefusedSentence, sentences_of

REFERENCE = re.compile(r"(\[\d{1,4}\])")


def paragraphs(
    report: ProgressReport, text: str, refused: Sequence[RefusedSentence], facts: Sequence[ReportFact]
) -> list[list[dict[str, Any]]]:
    """Return the words by paragraph and sentence, with what is refused and what could stand instead."""
    why = {item.sentence: item for item in refused}
    told = {fact.number: fact for fact in facts}
    return [
        [_sentence(report, sentence, why.get(sentence), told) for sentence in sentences_of(line)]
        for line in text.split("\n")
        if line.strip()
    ]


def _sentence(
    report: ProgressReport, sentence: str, refused: RefusedSentence | None, facts: Mapping[int, ReportFact]
) -> dict[str, Any]:
    with override(report.language):
        instead = proposal(refused, facts) if refused else ""
    pieces = [piece for piece in REFERENCE.split(sentence) if piece]
    return {
        "pieces": [
            {"number": piece.strip("[]")} if REFERENCE.fullmatch(piece) else {"text": piece} for piece in pieces
        ],
        "text": sentence,
        "why": say_objection(refused) if refused else "",
        "proposal": instead,
    }


def proposal(refused: RefusedSentence, facts: Mapping[int, ReportFact]) -> str:
    """Return a wording that the facts carry: in their own words, as what they are; nothing when there is none."""
    if refused.objection == Objection.UNKNOWN_FACT:
        return ""
    carried = [facts[number] for number in refused.references if number in facts]
    return " ".join(_as_told(fact) for fact in carried)


def proposal_for(
    report: ProgressReport, sentence: str, refused: Sequence[RefusedSentence], facts: Sequence[ReportFact]
) -> str:
    """Return what can stand instead of a sentence that is refused, in the language of the report."""
    told = {fact.number: fact for fact in facts}
    with override(report.language):
        return next((proposal(item, told) for item in refused if item.sentence == sentence), "")


def without_sentence(text: str, sentence: str) -> str:
    """Return a text without a sentence, and without the space or the line that it leaves empty.

    >>> without_sentence("Een. Twee. Drie.", "Twee.")
    'Een. Drie.'
    """
    before, found, after = text.partition(sentence)
    if not found:
        return text
    before, after = before.rstrip(" "), after.lstrip(" ")
    if not before or before.endswith("\n"):
        return before + after.lstrip("\r\n")
    return f"{before} {after}" if after and after[0] not in "\r\n" else before + after


def _as_told(fact: ReportFact) -> str:
    words = fact.words.rstrip(".")
    if fact.ground in ("self_report", "opinion"):
        words = f"{words[:1].lower()}{words[1:]}" if words[1:2].islower() else words
        whose = _("By own account") if fact.ground == "self_report" else _("According to those questioned")
        return f"{whose}: {words}. [{fact.number}]"
    return f"{words}. [{fact.number}]"
