"""Turn days into places on a line of time; a long stretch in which nothing is told is drawn short, and cut."""

from datetime import date, timedelta

from vlechtwerk.engines.documents.timeline.contents import Timeline

MARGIN = 24
# A stretch is cut when it is at least this long, in days and as a share of the line; what stays of it on both sides.
LEAST_CUT, LEAST_SHARE, BREATH = 60, 0.15, 12
CUT_WIDTH = 46
DAY = timedelta(days=1)


class Scale:
    """Turns days into places on the line."""

    def __init__(self, drawn: Timeline) -> None:
        told = _told(drawn)
        days = [day for stretch in told for day in stretch] + [tick.day for tick in drawn.ticks]
        first, last = min(days), max(days)
        self.width = drawn.width
        cuts = _cuts(told, max((last - first) // DAY, 1))
        left = max((last - first) // DAY - sum((end - start) // DAY for start, end in cuts), 1)
        a_day = (drawn.width - 2 * MARGIN - CUT_WIDTH * len(cuts)) / left
        # Where each straight piece begins: its first day, its place, and how wide a day is.
        self._pieces: list[tuple[date, float, float]] = []
        self.cuts: list[tuple[float, float]] = []
        x, day = float(MARGIN), first
        for start, end in cuts:
            self._pieces.append((day, x, a_day))
            x += a_day * ((start - day) / DAY)
            self._pieces.append((start, x, CUT_WIDTH / ((end - start) / DAY)))
            self.cuts.append((x, x + CUT_WIDTH))
            x, day = x + CUT_WIDTH, end
        self._pieces.append((day, x, a_day))

    def x(self, day: date) -> float:
        """Return where a day is."""
        begins, x, a_day = next((piece for piece in reversed(self._pieces) if piece[0] <= day), self._pieces[0])
        return x + a_day * ((day - begins) / DAY)

    def is_cut(self, x: float) -> bool:
        """Tell whether a place lies in a stretch that is drawn short."""
        return any(begins + 1 < x < ends - 1 for begins, ends in self.cuts)


def _told(drawn: Timeline) -> list[tuple[date, date]]:
    """Return the stretches in which something is told."""
    stretches = [(drawn.shown, drawn.shown)]
    stretches += [(event.first, event.last) for event in drawn.events]
    for move in drawn.moves:
        days = [day for day, _when, _what in move.dates]
        stretches.append((min(days), max(days)))
    for span in drawn.spans:
        stretches += [(span.first, span.first), (span.last, span.last)]
    return stretches


def _cuts(told: list[tuple[date, date]], days: int) -> list[tuple[date, date]]:
    cuts, end = [], min(first for first, _last in told)
    for first, last in sorted(told):
        if (first - end) // DAY >= max(LEAST_CUT, LEAST_SHARE * days):
            cuts.append((end + BREATH * DAY, first - BREATH * DAY))
        end = max(end, last)
    return cuts
