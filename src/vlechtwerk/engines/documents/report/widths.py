"""How wide the columns of a table are: figures as wide as they are long, the rest shared by what they tell."""

from collections.abc import Sequence

# Of the letters that are usual, on one line over the whole width, and what parts two columns.
LETTERS, GAP = 96, 3
# No cell as short as this is broken over two lines.
SHORT = 16
# Of number, fact, ground and source: facts stand below each other on every page.
OF_FACTS = (0.055, 0.595, 0.16, 0.19)


def widths_of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], figures: int, *, is_facts: bool = False
) -> tuple[float, ...]:
    """Return the width of each column as a share of the whole.

    >>> [round(width, 2) for width in widths_of(["What", "Figure"], [["Hours", "11,600 hours"]], 1)]
    [0.84, 0.16]
    """
    if is_facts:
        return OF_FACTS
    columns = [[heads[place], *(row[place] for row in rows)] for place in range(len(heads))]
    plain = len(columns) - figures
    known = {place: min(0.4, _longest_line(columns[place])) for place in range(plain, len(columns))}
    # A long cell gets more, yet not so much more that the short ones break at every word.
    wanted = {place: (max(map(len, columns[place])) or 1) ** 0.75 for place in range(plain)}
    while True:
        rest, whole = 1 - sum(known.values()), sum(wanted.values())
        bound = {place: _bounded(columns[place], rest * share / whole) for place, share in wanted.items()}
        moved = {place: width for place, width in bound.items() if abs(width - rest * wanted[place] / whole) > 0.001}
        if not moved or len(moved) == len(wanted):
            break
        known |= moved
        for place in moved:
            del wanted[place]
    widths = [known[place] if place in known else rest * wanted[place] / whole for place in range(len(columns))]
    return tuple(width / sum(widths) for width in widths)


def _bounded(cells: Sequence[str], width: float) -> float:
    """Return a width in which the longest word fits, and that is no wider than the longest line."""
    whole = [cell if len(cell) <= SHORT else word for cell in cells for word in cell.split(" ")]
    longest = max(map(len, whole), default=0)
    return max(min(width, _longest_line(cells)), min(0.3, (longest + GAP) / LETTERS))


def _longest_line(cells: Sequence[str]) -> float:
    return (max((len(line) for cell in cells for line in cell.split("\n")), default=0) + GAP) / LETTERS
