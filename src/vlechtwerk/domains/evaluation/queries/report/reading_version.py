"""The reading version: two pages with the same figures, grounds and numbers as the whole report."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

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
    Section,
    Sentence,
    Sentences,
    Table,
)
from vlechtwerk.foundation.texts import shortened

# So many lines fit on two pages, with headings and what stands above tables taken off; so many letters on a line.
LINES, ON_A_LINE, IN_A_COLUMN = 84, 72, 46
# How much of the lines these sections take at most.
OF_ANSWERS, OF_CRITERIA, OF_POINTS, OF_GAPS = 34, 14, 12, 14
# What is longer is cut, as its number leads to the whole of it.
LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_GAP = 90, 260, 150
MOST_QUESTIONS, MOST_CRITERIA, MOST_POINTS, MOST_GAPS = 10, 6, 8, 8
LEAST_FIGURES, MOST_FIGURES = 4, 18
_PER_CENT = re.compile(r"(\d+)%")
_STRONGEST_FIRST = (EvidenceStrength.STRONG, EvidenceStrength.INDICATIVE, EvidenceStrength.CONFLICT)


def reading_sections(live: Live, composed: Composed) -> list[Section]:
    """Return what two pages tell: answers, judgements, findings, what is learned, what is not known, and figures."""
    answers, told = _answers(live, composed)
    criteria, points, gaps = _criteria(live, composed), _points(live, composed), _not_known(live)
    used = sum(_lines_of(block) for block in (*answers, *criteria, *points, *gaps))
    findings = _findings(composed, told, LINES - used - LEAST_FIGURES)
    used += sum(_lines_of(block) for block in findings)
    words = _("This is a short form of the whole report. The numbers, figures and grounds are the same.")
    sections = [
        Section(_("What was asked, and the answers"), 1, (Paragraph(words, quiet=True), *answers)),
        Section(_("Judgements of criteria"), 1, criteria),
        Section(_("Most important findings"), 1, (*findings, *_figures(live, composed, LINES - used))),
        Section(_("Learning points"), 1, points),
        Section(_("What is not known"), 1, gaps),
        Section(_("How the activities stand"), 1, _statuses(list(composed.items.values()))),
    ]
    return [one for one in sections if one.blocks]


def _lines_of(block: Block) -> int:
    """Return about how many lines a block takes."""
    match block:
        case Sentences():
            return sum(_lines(row.words, ON_A_LINE) for row in block.rows)
        case NumberedTable() | Table():
            return 2 + sum(max(_lines(cell, IN_A_COLUMN) for cell in row) for row in block.rows)
        case Paragraph():
            return _lines(block.text, ON_A_LINE + 20)
    return 0


def _lines(words: str, width: int) -> int:
    return max(1, ceil(len(words) / width))


def _fitting(rows: Sequence[tuple[str, ...]], most: int, lines: int) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a table, so many at most, that take no more than so many lines."""
    kept = []
    for row in rows[:most]:
        lines -= max(_lines(cell, IN_A_COLUMN) for cell in row)
        if lines < 0:
            break
        kept.append(row)
    return tuple(kept)


def _row(item: Item, *cells: str) -> tuple[str, ...]:
    return (item.number, *cells, say_beside(item.told))


def _strongest(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda one: -WEAKEST_FIRST.index(one.told.ground) if one.told.ground else 1)


def _answers(live: Live, composed: Composed) -> tuple[tuple[Block, ...], set[str]]:
    """Return each question with its answer in a row, and the numbers that stand in these."""
    rows, told = [], set[str]()
    for one in live.answers:
        item = _answer(live, composed, one)
        if item is not None:
            question = shortened(f"{one.question.code}. {one.question.text}", LONGEST_QUESTION)
            rows.append(_row(item, question, shortened(item.told.words, LONGEST_ANSWER)))
    kept = _fitting(rows, MOST_QUESTIONS, OF_ANSWERS)
    if not kept:
        return (Paragraph(_("No question of the evaluation stands in the report.")),), told
    heads = (_("No."), _("Question"), _("What is known"), _("Ground"))
    table = NumberedTable(_("The questions of the evaluation"), heads, kept)
    return (table, *_more(len(live.answers) - len(kept))), {row[0] for row in kept}


def _answer(live: Live, composed: Composed, answer: Answer) -> Item | None:
    """Return what answers a question in one line: the finding on the strongest ground, or what its source answers."""
    known = [composed.items.get(f"{FINDING}:{one.identifier}") for one in answer.known]
    found = _strongest(item for item in known if item is not None)
    return found[0] if found else composed.items.get(f"{ANSWER}:{live.evaluation.code},{answer.question.code}")


def _criteria(live: Live, composed: Composed) -> tuple[Block, ...]:
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
    kept = _fitting(rows, MOST_CRITERIA, OF_CRITERIA)
    heads = (_("No."), _("Criterion"), _("Judgement (evidence)"), _("Ground"))
    table = NumberedTable(_("The judgements with the strongest evidence"), heads, kept)
    return (Paragraph(words), table, *_more(len(judged) - len(kept)))


def _findings(composed: Composed, told: set[str], room: int) -> tuple[Block, ...]:
    """Return the findings that answer no question in the rows above, those on the strongest ground first."""
    findings = [one for one in composed.items.values() if one.told.kind == FINDING and one.number not in told]
    chosen: list[Item] = []
    for one in _strongest(findings):
        room -= _lines(one.told.words, ON_A_LINE)
        if room < 0:
            break
        chosen.append(one)
    rows = tuple(Sentence(one.number, one.told.words, say_beside(one.told)) for one in chosen)
    return ((Sentences(rows),) if rows else ()) + _more(len(findings) - len(rows))


def _more(number: int) -> tuple[Block, ...]:
    if number < 1:
        return ()
    words = ngettext(
        "%(number)s more stands in the whole report.", "%(number)s more stand in the whole report.", number
    )
    return (Paragraph(words % {"number": number}, quiet=True),)


def _points(live: Live, composed: Composed) -> tuple[Block, ...]:
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
    table = NumberedTable(_("What is to be learned"), heads, _fitting(rows, MOST_POINTS, OF_POINTS))
    return (table, *_more(len(points) - len(table.rows)))


def _not_known(live: Live) -> tuple[Block, ...]:
    gaps = [(one.question.code, gap.gap.text) for one in live.answers for gap in one.gaps if gap.is_open]
    if not gaps:
        return (Paragraph(_("Nothing was noted.")),)
    rows = _fitting([(code, shortened(text, LONGEST_GAP)) for code, text in gaps], MOST_GAPS, OF_GAPS)
    table = Table(_("What is not known, by question"), (_("Question"), _("Not known")), rows)
    return (table, *_more(len(gaps) - len(rows)))


def _statuses(items: list[Item]) -> tuple[Block, ...]:
    counted: dict[str, int] = {}
    for one in items:
        if one.told.kind == STATUS:
            stand = one.told.value or _("no status is registered")
            counted[stand] = counted.get(stand, 0) + 1
    told = "; ".join(f"{stand.lower()}: {number}" for stand, number in counted.items())
    return (Paragraph(f"{told[:1].upper()}{told[1:]}." if told else _("No activity is registered.")),)


def _figures(live: Live, composed: Composed, room: int) -> Iterator[Block]:
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


def _table_of(caption: str, shares: Sequence[Item], critical: set[str], room: int) -> Iterator[Block]:
    chosen: list[Item] = []
    room -= 3
    for one in sorted(shares, key=lambda one: -abs(_per_cent(one.told.value) - 50)):
        room -= _lines(one.told.statement, IN_A_COLUMN)
        if room < 0 or len(chosen) == MOST_FIGURES:
            break
        chosen.append(one)
    if not chosen:
        return
    rows = tuple(
        _row(one, one.told.statement, _say_agree(one, is_critical=one.told.key in critical))
        for one in sorted(chosen, key=lambda one: -_per_cent(one.told.value))
    )
    # Of critical ones the share is not of who agrees.
    share = _("Share") if critical & {one.told.key for one in chosen} else _("Agree")
    yield NumberedTable(caption, (_("No."), _("Statement"), share, _("Ground")), rows)
    yield from _more(len(shares) - len(chosen))


def _say_agree(one: Item, *, is_critical: bool) -> str:
    return _("%(share)s critical") % {"share": one.told.value} if is_critical else one.told.value


def _per_cent(value: str) -> int:
    """Return the share in a figure as it is printed: “18 of 27 (67%)”."""
    found = _PER_CENT.search(value)
    return int(found[1]) if found else 50
