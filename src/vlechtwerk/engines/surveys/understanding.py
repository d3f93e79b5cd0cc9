"""What a file with answers is understood to hold, before anything of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from vlechtwerk.engines.surveys.answers import Completeness
from vlechtwerk.engines.surveys.found_scales import find_scales, looks_like_answers
from vlechtwerk.engines.surveys.headings import Heading, asks_who, heading_of, never_kept, numbers_rows
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable, unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    BACKGROUND,
    COMPLETENESS,
    INVENTED,
    ORIGIN,
    UNDETERMINED,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
    is_code,
)
from vlechtwerk.engines.surveys.tables import LIMESURVEY, SAV, Column, Table
from vlechtwerk.engines.surveys.wording import text_in

# What LimeSurvey writes for a question that was not shown to a respondent.
NOT_SHOWN = "N/A"
# In a column with more different texts than there are groups anywhere, there are none.
_MOST_GROUPS = 100


class Use(StrEnum):
    """What a column seems to be."""

    STATEMENT = "statement"
    REMARKS = "remarks"
    NUMBERS = "numbers"
    EMPTY = "empty"
    # Words or numbers that could tell who answered: kept only when the questionnaire asks for them as remarks.
    MAY_IDENTIFY = "may_identify"
    BACKGROUND = "background"
    COMPLETENESS = "completeness"


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """A column that can be kept, with its cells and, for a statement, the code of its scale.

    `name` is level, organisation, body or completeness, or empty.
    """

    place: Place
    heading: Heading
    use: Use
    column: Column
    name: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file with answers is understood to hold; columns that tell who or when are only in `not_kept`.

    `form` is limesurvey, csv, xlsx or sav. `is_invented`: it has the mark of answers that somebody made up.
    """

    form: str
    rows: tuple[int, ...]
    columns: tuple[UnderstoodColumn, ...]
    scales: tuple[Scale, ...]
    not_kept: tuple[NotKept, ...]
    submitted: tuple[Completeness, ...]
    sheet: str = ""
    is_invented: bool = False

    @property
    def statements(self) -> tuple[UnderstoodColumn, ...]:
        """Return the columns that hold answers on a scale."""
        return tuple(column for column in self.columns if column.use is Use.STATEMENT)

    @property
    def groups(self) -> Mapping[str, str]:
        """Return the headings of the columns that tell groups, by level, organisation and body."""
        named = {one.name: one.place.column for one in self.columns}
        return {name: named[name] for name in BACKGROUND if name in named}

    @property
    def may_be_groups(self) -> tuple[UnderstoodColumn, ...]:
        """Return the columns that could tell groups: filled, and with few different texts."""
        return tuple(one for one in self.columns if 0 < len(set(one.column.cells) - {""}) <= _MOST_GROUPS)


def understood(table: Table) -> Understood:
    """Return what a table holds; raises `Unreadable` when headings repeat or nothing in it could be an answer."""
    headings = [heading_of(column) for column in table.columns]
    _check_headings(table, headings)
    _check_rows(table, headings)
    form = LIMESURVEY if table.form != SAV and _is_of_limesurvey(table, headings) else table.form
    not_kept: list[NotKept] = []
    kept: list[UnderstoodColumn] = []
    submitted = tuple(Completeness.UNKNOWN for _row in table.rows)
    is_invented = False
    for column, heading in zip(table.columns, headings, strict=True):
        place = Place(sheet=table.sheet, column=column.head)
        if heading.says_when_sent:
            submitted = tuple(_sent(cell) for cell in column.cells)
        if heading.plain_name == ORIGIN and INVENTED in column.cells:
            is_invented = True
            continue
        if reason := never_kept(column, heading):
            not_kept.append(NotKept(reason, place))
            continue
        shown = _without_what_was_not_shown(column) if form == LIMESURVEY else column
        use = _use(shown, heading)
        if use in (Use.REMARKS, Use.NUMBERS) and asks_who(column, heading):
            use = Use.MAY_IDENTIFY
        kept.append(UnderstoodColumn(place, heading, use, column, heading.named))
    if all(one.name for one in kept):
        raise unreadable("no_answers_found", Place(sheet=table.sheet))
    not_kept += [NotKept("sheet_not_read", Place(sheet=name)) for name in table.beside]
    columns, scales = _with_scales(kept, form)
    return Understood(form, table.rows, columns, scales, tuple(not_kept), submitted, table.sheet, is_invented)


def told_apart_by(found: Understood, groups: Mapping[str, str]) -> Understood:
    """Return the file with these columns (headings or codes by level, organisation, body) as its groups, and no others.

    Raises `Unreadable` for a column that is not among those kept, and for one that is named twice.
    """
    chosen: dict[int, str] = {}
    mistakes = []
    for name, head in groups.items():
        sought = head.strip().casefold()
        known = [at for at, one in enumerate(found.columns)
                 if sought in (one.place.column.casefold(), one.heading.code.casefold())]  # fmt: skip
        if not known:
            heads = ", ".join(one.place.column for one in found.may_be_groups)[:300]
            mistakes.append(Mistake("no_such_column", Place(sheet=found.sheet, column=head), {"known": heads}))
        elif known[0] in chosen:
            mistakes.append(Mistake("column_chosen_twice", Place(sheet=found.sheet, column=head)))
        else:
            chosen[known[0]] = name
    if mistakes:
        raise Unreadable(mistakes)
    columns, scales = _with_scales(
        [_as_group(one, chosen.get(at, "")) for at, one in enumerate(found.columns)], found.form
    )
    return replace(found, columns=columns, scales=scales)


def _as_group(one: UnderstoodColumn, name: str) -> UnderstoodColumn:
    if name:
        return replace(one, name=name, use=Use.BACKGROUND, scale="")
    return replace(one, name="") if one.name in BACKGROUND else one


def proposed_questionnaire(found: Understood, language: str = UNDETERMINED) -> Questionnaire:
    """Return a questionnaire that fits the file: its statements, the scales that its answers show, its remarks."""
    statements = []
    taken = {one.heading.code.casefold() for one in found.columns}
    for number, one in enumerate(found.columns, 1):
        code = one.heading.code
        if not is_code(code):
            code = next(name for name in (f"Q{number}", f"Q{number}_", f"Q{number}__") if name.casefold() not in taken)
            taken.add(code.casefold())
        if one.use is Use.STATEMENT and one.scale:
            texts = {language: one.heading.text or one.heading.code}
            statements.append(StatementText(code, texts, one.scale))
    remarks = tuple(
        RemarksQuestion(one.heading.code, {language: one.heading.text or one.heading.code})
        for one in found.columns
        if one.use is Use.REMARKS and is_code(one.heading.code)
    )
    scales = tuple(
        replace(one, categories=tuple(
            replace(category, labels={language: text_in(category.labels, language)}) for category in one.categories
        ))
        for one in found.scales
    )  # fmt: skip
    return Questionnaire({}, (), scales, tuple(statements), remarks)


def _check_headings(table: Table, headings: list[Heading]) -> None:
    seen: dict[str, str] = {}
    mistakes = []
    for column, heading in zip(table.columns, headings, strict=True):
        key = heading.code.casefold() or column.head.casefold()
        if key in seen:
            place = Place(sheet=table.sheet, column=column.head)
            mistakes.append(Mistake("column_twice", place, {"other": seen[key]}))
        seen.setdefault(key, column.head)
    if mistakes:
        raise Unreadable(mistakes)


def _check_rows(table: Table, headings: list[Heading]) -> None:
    """Raise `Unreadable` when a number of rows stands above two of them: someone would be counted twice."""
    mistakes = []
    for column, heading in zip(table.columns, headings, strict=True):
        seen: dict[str, int] = {}
        for row, cell in zip(table.rows, column.cells if numbers_rows(heading) else (), strict=False):
            if cell and cell in seen:
                place = Place(sheet=table.sheet, row=row, column=column.head)
                mistakes.append(Mistake("row_twice", place, {"other": str(seen[cell])}))
            seen.setdefault(cell, row)
    if mistakes:
        raise Unreadable(mistakes)


def _is_of_limesurvey(table: Table, headings: list[Heading]) -> bool:
    own = {"submitdate", "lastpage", "startlanguage"}
    return any(heading.question or heading.plain_name in own for heading in headings)


def _sent(cell: str) -> Completeness:
    return Completeness.SUBMITTED if cell and cell != NOT_SHOWN else Completeness.PARTIAL


def _without_what_was_not_shown(column: Column) -> Column:
    return replace(column, cells=tuple("" if cell == NOT_SHOWN else cell for cell in column.cells))


def _use(column: Column, heading: Heading) -> Use:
    if heading.named:
        return Use.COMPLETENESS if heading.named == COMPLETENESS else Use.BACKGROUND
    filled = {cell for cell in column.cells if cell}
    if not filled:
        return Use.EMPTY
    if looks_like_answers(column):
        return Use.STATEMENT
    are_numbers = all(cell.lstrip("-").replace(".", "", 1).replace(",", "", 1).isdecimal() for cell in filled)
    return Use.NUMBERS if are_numbers else Use.REMARKS


def _with_scales(kept: list[UnderstoodColumn], form: str) -> tuple[tuple[UnderstoodColumn, ...], tuple[Scale, ...]]:
    asked = [at for at, one in enumerate(kept) if one.use is Use.STATEMENT]
    shown = [_without_what_was_not_shown(kept[at].column) if form == LIMESURVEY else kept[at].column for at in asked]
    scales, codes = find_scales([(kept[at].heading, column) for at, column in zip(asked, shown, strict=True)])
    for at, code in zip(asked, codes, strict=True):
        kept[at] = replace(kept[at], scale=code)
    return tuple(kept), tuple(scales)
