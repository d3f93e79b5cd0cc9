"""The reading version: two pages with the same figures, grounds and numbers as the whole report."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.evidence import FINDING, identifier_of
from vlechtwerk.domains.evaluation.models import EvidenceStrength, JudgementLevel
from vlechtwerk.domains.evaluation.queries.answers import Answer
from vlechtwerk.domains.evaluation.queries.report.chapters.framework.data import CRITERION
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.telling import (
    ANSWER,
    SHARE,
    STATEMENT,
    STATUS,
    WEAKEST_FIRST,
)
from vlechtwerk.domains.evaluation.words.reports import say_beside
from vlechtwerk.engines.documents.evaluation_report.composing import Composed, Item
from vlechtwerk.engines.documents.report.contents import (
    Block,
    NumberedTable,
    Paragraph,
    Report,
    Section,
    Sentence,
    Sentences,
    Table,
)
from vlechtwerk.engines.documents.report.two_pages import (
    PAGE,
    PAGES,
    AnyTable,
    first_rows,
    fits,
    height_of,
    height_of_sentence,
)
from vlechtwerk.foundation.texts import shortened

# How much of the pages these sections take at most; findings and figures get what is left, and at least so much of it.
OF_ANSWERS, OF_CRITERIA, OF_POINTS, OF_GAPS = 0.36, 0.13, 0.12, 0.12
OF_FINDINGS, OF_FIGURES = 0.09, 0.07
# Findings and figures are the first to make room: the others do so when no more than this is left.
SPARED = 0.7
# How many times the pages are taken, at first.
MORE = (5, 2, 1.75, 1.5, 1.25)
# What is longer is cut, as its number leads to the whole of it.
LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_GAP, LONGEST_STATEMENT = 90, 260, 150, 150
MOST_QUESTIONS, MOST_CRITERIA, MOST_POINTS, MOST_GAPS, MOST_FIGURES = 10, 6, 8, 8, 18
# By how much the room is made less until all stays on the pages, in points: about one line.
STEP = 15
_PER_CENT = re.compile(r"(\d+)%")
_STRONGEST_FIRST = (EvidenceStrength.STRONG, EvidenceStrength.INDICATIVE, EvidenceStrength.CONFLICT)


def reading_version(live: Live, composed: Composed, empty: Report) -> Report:
    """Return the short report with as much as its two pages hold; empty: it, with nothing below its title yet.

    It is never refused: what does not fit is counted, and where even the least does not it becomes longer.
    """
    made = empty
    for room, whole in _rooms():
        made = replace(empty, sections=tuple(_sections(live, composed, room, whole)))
        if fits(made):
            break
    return made


def _rooms() -> Iterator[tuple[float, float]]:
    """Yield how much room there is for all, and of how much sections take their part, from much to little (in points).

    First as if there were no end to it: where findings and figures are few, the others may have more than their part.
    """
    pages = PAGE * PAGES
    yield from ((MORE[0] * pages, more * pages) for more in MORE)
    room = pages
    while room > PAGE:
        yield room, min(pages, room / SPARED)
        room -= STEP


def _sections(live: Live, composed: Composed, room: float, whole: float) -> list[Section]:
    """Return what the pages tell: answers, judgements, findings, lessons, gaps and figures."""
    answers = _answers(live, composed, whole * OF_ANSWERS)
    told = {row[0] for block in answers if isinstance(block, NumberedTable) for row in block.rows}
    criteria, points = _criteria(live, composed, whole * OF_CRITERIA), _points(live, composed, whole * OF_POINTS)
    gaps = _not_known(live, whole * OF_GAPS)
    left = room - height_of(*answers, *criteria, *points, *gaps)
    findings = _findings(composed, told, max(left - room * OF_FIGURES, room * OF_FINDINGS))
    figures = tuple(_figures(live, composed, max(left - height_of(*findings), room * OF_FIGURES)))
    words = _("This is a short form of the whole report. The numbers, figures and grounds are the same.")
    sections = [
        Section(_("What was asked, and the answers"), 1, (Paragraph(words, quiet=True), *answers)),
        Section(_("Judgements of criteria"), 1, criteria),
        Section(_("Most important findings"), 1, (*findings, *figures)),
        Section(_("Learning points"), 1, points),
        Section(_("What is not known"), 1, gaps),
        Section(_("How the activities stand"), 1, _statuses(list(composed.items.values()))),
    ]
    return [one for one in sections if one.blocks]


def _row(item: Item, *cells: str) -> tuple[str, ...]:
    return (item.number, *cells, say_beside(item.told))


def _strongest(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda one: -WEAKEST_FIRST.index(one.told.ground) if one.told.ground else 1)


def _answers(live: Live, composed: Composed, room: float) -> tuple[Block, ...]:
    """Return each question with its answer in a row."""
    rows = []
    for one in live.answers:
        item = _answer(live, composed, one)
        if item is not None:
            question = shortened(f"{one.question.code}. {one.question.text}", LONGEST_QUESTION)
            rows.append(_row(item, question, shortened(item.told.words, LONGEST_ANSWER)))
    if not rows:
        return (Paragraph(_("No question of the evaluation stands in the report.")),)
    heads = (_("No."), _("Question"), _("What is known"), _("Ground"))
    table = NumberedTable(_("The questions of the evaluation"), heads, tuple(rows))
    return _first(table, MOST_QUESTIONS, room, len(live.answers))


def _answer(live: Live, composed: Composed, answer: Answer) -> Item | None:
    """Return what answers a question in one line: the finding on the strongest ground, or what its source answers."""
    known = [composed.items.get(f"{FINDING}:{one.identifier}") for one in answer.known]
    found = _strongest(item for item in known if item is not None)
    return found[0] if found else composed.items.get(f"{ANSWER}:{live.evaluation.code},{answer.question.code}")


def _criteria(live: Live, composed: Composed, room: float) -> tuple[Block, ...]:
    """Tell how many criteria were judged how, and those of which the evidence is strongest."""
    items = {key: item for key, item in composed.items.items() if item.told.kind == CRITERION}
    if not items:
        return (Paragraph(_("No criterion stands in the report.")),)
    judged_by_all = {one.code for one in live.framework.open_criteria if one.checked is not None or one.norm}
    without = _("Without a norm, so not to be judged yet")
    counted = Counter(
        item.told.value if key.rpartition(",")[2] in judged_by_all else without for key, item in items.items()
    )
    order = [*(str(level.label) for level in JudgementLevel), without, _("Not judged yet")]
    told = [f"{level.lower()}: {counted[level]}" for level in order]
    words = _("Of %(number)s criteria: %(counts)s.") % {"number": len(items), "counts": "; ".join(told)}
    judged = [
        (_STRONGEST_FIRST.index(EvidenceStrength(one.checked.strength)), item, one.checked)
        for one in live.framework.open_criteria
        if one.checked is not None
        and one.checked.strength in _STRONGEST_FIRST
        and (item := items.get(f"{CRITERION}:{live.evaluation.code},{one.code}")) is not None
        and item.told.value == str(one.checked.get_level_display())
    ]
    best = sorted(judged, key=lambda one: one[0])
    if not best:
        return (Paragraph(words), Paragraph(_("Of none of them a judgement on evidence was checked."), quiet=True))
    rows = [
        _row(
            item,
            shortened(item.told.title, LONGEST_ANSWER),
            f"{checked.get_level_display()} ({EvidenceStrength(checked.strength).label.partition(':')[0].lower()})",
        )
        for _place, item, checked in best
    ]
    heads = (_("No."), _("Criterion"), _("Judgement (evidence)"), _("Ground"))
    table = NumberedTable(_("The judgements with the strongest evidence"), heads, tuple(rows))
    return (Paragraph(words), *_first(table, MOST_CRITERIA, room, len(judged)))


def _findings(composed: Composed, told: set[str], room: float) -> tuple[Block, ...]:
    """Return the findings that answer no question in the rows above, those on the strongest ground first."""
    findings = [one for one in composed.items.values() if one.told.kind == FINDING and one.number not in told]
    chosen: list[Item] = []
    for one in _strongest(findings):
        room -= height_of_sentence(one.told.words, say_beside(one.told))
        if room < 0:
            break
        chosen.append(one)
    rows = tuple(Sentence(one.number, one.told.words, say_beside(one.told)) for one in chosen)
    return ((Sentences(rows),) if rows else ()) + _more(len(findings) - len(rows))


def _first(table: AnyTable, most: int, room: float, whole: int) -> tuple[Block, ...]:
    """Return the first rows of a table, so many at most, that fit in a room, and how many more there are."""
    kept = first_rows(table, most, room)
    return ((kept,) if kept.rows else ()) + _more(whole - len(kept.rows))


def _more(number: int) -> tuple[Block, ...]:
    if number < 1:
        return ()
    words = ngettext(
        "%(number)s more stands in the whole report.", "%(number)s more stand in the whole report.", number
    )
    return (Paragraph(words % {"number": number}, quiet=True),)


def _points(live: Live, composed: Composed, room: float) -> tuple[Block, ...]:
    """Return the learning points, with how many questions each has."""
    points = live.agenda.points
    if not points:
        return (Paragraph(_("No learning point is registered.")),)
    asked = Counter(one.point_id for one in (live.agenda.current.questions if live.agenda.current else ()))
    rows = []
    for point in points:
        item = composed.items.get(f"learning_point:{point.code}")
        beside = say_beside(item.told) if item else ""
        rows.append((item.number if item else "", f"{point.code} {point.title}", str(asked[point.id]), beside))
    heads = (_("No."), _("Learning point"), _("Learning questions"), _("Ground"))
    return _first(NumberedTable(_("What is to be learned"), heads, tuple(rows)), MOST_POINTS, room, len(points))


def _not_known(live: Live, room: float) -> tuple[Block, ...]:
    gaps = [(one.question.code, gap.gap.text) for one in live.answers for gap in one.gaps if gap.is_open]
    if not gaps:
        return (Paragraph(_("Nothing was noted.")),)
    rows = tuple((code, shortened(text, LONGEST_GAP)) for code, text in gaps)
    heads = (_("Question"), _("Not known"))
    return _first(Table(_("What is not known, by question"), heads, rows), MOST_GAPS, room, len(gaps))


def _statuses(items: list[Item]) -> tuple[Block, ...]:
    counted: dict[str, int] = {}
    for one in items:
        if one.told.kind == STATUS:
            stand = one.told.value or _("no status is registered")
            counted[stand] = counted.get(stand, 0) + 1
    told = "; ".join(f"{stand.lower()}: {number}" for stand, number in counted.items())
    return (Paragraph(f"{told[:1].upper()}{told[1:]}." if told else _("No activity is registered.")),)


def _figures(live: Live, composed: Composed, room: float) -> Iterator[Block]:
    """Yield the figures furthest from the middle, of sources or of the last round: on these people differ least."""
    by_key = composed.items
    critical = {f"{SHARE}:{identifier_of(one.figure)}" for one in live.figures if one.figure.negative}
    shares = [one for one in by_key.values() if one.told.kind == SHARE]
    yield from _table_of(_("Published shares on which people are least divided"), shares, critical, room)
    results = [one for one in live.results if one.asked.closed_at is not None]
    if shares or not results:
        return
    last = max(results, key=lambda one: (one.asked.closed_at, one.asked.code)).asked
    # Rounds are not put together: other people answered each of them.
    begins = f"{STATEMENT}:{live.evaluation.code},{last.code},"
    statements = [one for key, one in by_key.items() if key.startswith(begins)]
    caption = _("Statements on which people are least divided: %(round)s") % {"round": last.name}
    yield from _table_of(caption, statements, set(), room)


def _table_of(caption: str, shares: Sequence[Item], critical: set[str], room: float) -> Iterator[Block]:
    chosen = sorted(shares, key=lambda one: -abs(_per_cent(one.told.value) - 50))[:MOST_FIGURES]
    rows = tuple(
        _row(
            one,
            shortened(one.told.statement, LONGEST_STATEMENT),
            _say_agree(one, is_critical=one.told.key in critical),
        )
        for one in chosen
    )
    # Of critical ones the share is not of who agrees.
    share = _("Share") if critical & {one.told.key for one in chosen} else _("Agree")
    table = NumberedTable(caption, (_("No."), _("Statement"), share, _("Ground")), rows)
    for block in _first(table, MOST_FIGURES, room, len(shares)):
        if isinstance(block, NumberedTable):
            yield replace(block, rows=tuple(sorted(block.rows, key=lambda row: -_per_cent(row[2]))))
        else:
            yield block


def _say_agree(one: Item, *, is_critical: bool) -> str:
    return _("%(share)s critical") % {"share": one.told.value} if is_critical else one.told.value


def _per_cent(value: str) -> int:
    """Return the share in a figure as it is printed: “18 of 27 (67%)”."""
    found = _PER_CENT.search(value)
    return int(found[1]) if found else 50
