"""How wide the columns of a table are: figures as wide as they are long, the rest shared by what they tell."""

from collections.abc import Sequence

# Of the letters that are usual, on one line over the whole width, and what parts two columns: with room for a font that
# is wider than ours, where a reader of Word files has not got that.
LETTERS, GAP = 96, 5
# No cell as short as this is broken over two lines.
SHORT = 16
# How much of the whole width number and ground leave to what stands between them.
BETWEEN = 0.72
# The width of number and ground in a numbered table of a Word file, in cm: usual grounds stay on one line.
OF_NUMBERED = (1.0, 4.2)
# Of number, fact, ground and source: facts stand below each other on every page.
OF_FACTS = (0.055, 0.595, 0.16, 0.19)


def widths_of(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    figures: int,
    *,
    is_facts: bool = False,
    letters: float = LETTERS,
) -> tuple[float, ...]:
    """Return the width of each column as a share of the whole; letters: so many fit on a line over that.

    >>> [round(width, 2) for width in widths_of(["What", "Figure"], [["Hours", "11,600 hours"]], 1)]
    [0.82, 0.18]
    """
    if is_facts:
        return OF_FACTS
    columns = [[heads[place], *(row[place] for row in rows)] for place in range(len(heads))]
    plain = len(columns) - figures
    known = {place: min(0.4, _longest_line(columns[place], letters)) for place in range(plain, len(columns))}
    # A long cell gets more, yet not so much more that the short ones break at every word.
    wanted = {place: (max(map(len, columns[place])) or 1) ** 0.75 for place in range(plain)}
    while True:
        rest, whole = 1 - sum(known.values()), sum(wanted.values())
        bound = {place: _bounded(columns[place], rest * share / whole, letters) for place, share in wanted.items()}
        moved = {place: width for place, width in bound.items() if abs(width - rest * wanted[place] / whole) > 0.001}
        if not moved or len(moved) == len(wanted):
            break
        known |= moved
        for place in moved:
            del wanted[place]
    widths = [known[place] if place in known else rest * wanted[place] / whole for place in range(len(columns))]
    return _within(widths, [_longest_word(column, letters) for column in columns])


def _within(widths: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """Return widths that are one together: where they are more, what is wider than its longest word gives way first."""
    over = sum(widths) - 1
    spare = [max(width - need, 0) for width, need in zip(widths, least, strict=True)]
    if 0 < over <= sum(spare):
        widths = [width - over * more / sum(spare) for width, more in zip(widths, spare, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _bounded(cells: Sequence[str], width: float, letters: float) -> float:
    """Return a width in which the longest word fits, and that is no wider than the longest line."""
    return max(min(width, _longest_line(cells, letters)), _longest_word(cells, letters))


def _longest_word(cells: Sequence[str], letters: float) -> float:
    """Return a width in which the longest word fits, and each cell that is short."""
    whole = [cell if len(cell) <= SHORT else word for cell in cells for word in cell.split()]
    return min(0.3, (max(map(len, whole), default=0) + GAP) / letters)


def _longest_line(cells: Sequence[str], letters: float) -> float:
    return (max((len(line) for cell in cells for line in cell.split("\n")), default=0) + GAP) / letters


def widths_between(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return the widths of what stands between number and ground in a numbered table, as shares of what is left."""
    return widths_of(heads[1:-1], [row[1:-1] for row in rows], 0, letters=LETTERS * BETWEEN)


def numbered_widths(heads: Sequence[str], rows: Sequence[Sequence[str]], across: float) -> tuple[float, ...]:
    """Return the width of each column of a numbered table in a Word file, on so many cm and in cm."""
    number, ground = OF_NUMBERED
    return (number, *(width * (across - number - ground) for width in widths_between(heads, rows)), ground)
