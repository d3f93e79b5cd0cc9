"""The reading version: two pages with the same figures, grounds and numbers as the whole report."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.telling import ANSWER, FINDING, SHARE, STATEMENT, STATUS
from vlechtwerk.domains.evaluation.words.reports import say_beside
from vlechtwerk.engines.documents.evaluation_report.composing import Composed, Item
from vlechtwerk.engines.documents.report.contents import Block, Paragraph, Section, Sentence, Sentences

# So much fits on two pages; the rest stands in the whole report, and how much that is, is said.
MOST_FINDINGS, MOST_GAPS, MOST_FIGURES, LONGEST_GAP = 2, 7, 14, 160
_PER_CENT = re.compile(r"(\d+)%")


def reading_sections(live: Live, composed: Composed) -> list[Section]:
    """Return what two pages tell: the answers, what is not known, how the activities stand, and the figures."""
    items = list(composed.items.values())
    words = _("This is a short form of the whole report. The numbers, figures and grounds are the same.")
    return [
        Section(_("What is known"), 1, (Paragraph(words, quiet=True), *_answers(live, composed))),
        Section(_("What is not known"), 1, _not_known(live)),
        Section(_("How the activities stand"), 1, _statuses(items)),
        Section(_("Figures"), 1, _figures(items)),
    ]


def _answers(live: Live, composed: Composed) -> Iterator[Block]:
    """Yield each question with its first findings, or with what its source answers; and how much more is known."""
    told = set()
    for one in live.answers:
        answer = composed.items.get(f"{ANSWER}:{live.evaluation.code},{one.question.code}")
        found = [item for known in one.known if (item := composed.items.get(f"{FINDING}:{known.identifier}"))]
        rows = found[:MOST_FINDINGS] or [item for item in (answer,) if item]
        if rows:
            told |= {item.number for item in rows}
            yield Paragraph(f"{one.question.code}. {one.question.text}", quiet=True)
            yield _sentences(rows)
    findings = [item for item in composed.items.values() if item.told.kind == FINDING]
    yield from _more(len([item for item in findings if item.number not in told]))


def _sentences(items: Iterable[Item]) -> Sentences:
    return Sentences(tuple(Sentence(one.number, one.told.words, say_beside(one.told)) for one in items))


def _more(number: int) -> tuple[Block, ...]:
    if number < 1:
        return ()
    words = ngettext(
        "%(number)s more stands in the whole report.", "%(number)s more stand in the whole report.", number
    )
    return (Paragraph(words % {"number": number}, quiet=True),)


def _not_known(live: Live) -> tuple[Block, ...]:
    gaps = [(one.question.code, gap.gap.text) for one in live.answers for gap in one.gaps if gap.is_open]
    told = "; ".join(f"{code}: {text.rstrip('.')[:LONGEST_GAP]}" for code, text in gaps[:MOST_GAPS])
    return (Paragraph(f"{told}." if told else _("Nothing was noted.")), *_more(len(gaps) - MOST_GAPS))


def _statuses(items: list[Item]) -> tuple[Block, ...]:
    counted: dict[str, int] = {}
    for one in items:
        if one.told.kind == STATUS:
            stand = one.told.value or _("no status is registered")
            counted[stand] = counted.get(stand, 0) + 1
    told = "; ".join(f"{stand.lower()}: {number}" for stand, number in counted.items())
    return (Paragraph(f"{told[:1].upper()}{told[1:]}." if told else _("No activity is registered.")),)


def _figures(items: list[Item]) -> tuple[Block, ...]:
    """Tell the figures that are furthest from the middle: those by which opinions are least divided."""
    shares = [one for one in items if one.told.kind in (SHARE, STATEMENT)]
    chosen = sorted(shares, key=lambda one: -abs(_per_cent(one.told.value) - 50))[:MOST_FIGURES]
    ordered = sorted(chosen, key=lambda one: -_per_cent(one.told.value))
    if not ordered:
        return (Paragraph(_("No figure is registered."), quiet=True),)
    words = _("The shares on which people are least divided, highest first.")
    return (Paragraph(words, quiet=True), _sentences(ordered), *_more(len(shares) - len(chosen)))


def _per_cent(value: str) -> int:
    """Return the share in a figure as it is printed: “18 of 27 (67%)”."""
    found = _PER_CENT.search(value)
    return int(found[1]) if found else 50
