"""What a reader hands back: texts up to a limit."""

from dataclasses import dataclass, field

MOST_PAGES = 10_000


class Pages:
    """The texts read so far; stops growing at `most` characters and then says so."""

    def __init__(self, most: int) -> None:
        self.texts: list[str] = []
        self.truncated = False
        self._left = most

    @property
    def full(self) -> bool:
        """Tell whether more text would be thrown away; a reader stops then."""
        return self._left <= 0 or len(self.texts) >= MOST_PAGES

    @property
    def left(self) -> int:
        """Return how many characters still fit."""
        return max(0, self._left)

    def add(self, text: str) -> None:
        """Add a page; what does not fit is left out."""
        if self.full:
            self.truncated = True
            return
        clean = plain(text).strip()
        self.truncated = self.truncated or len(clean) > self._left
        self.texts.append(clean[: self._left])
        # An empty page counts too, or a file of nothing but pages would have no end.
        self._left -= max(1, len(clean))


@dataclass
class Lines:
    """Text that grows in pieces up to a limit of characters."""

    most: int
    pieces: list[str] = field(default_factory=list)
    held: int = 0

    def add(self, piece: str) -> bool:
        """Add a piece and tell whether more is welcome."""
        self.pieces.append(piece)
        self.held += len(piece)
        return self.held <= self.most

    def text(self) -> str:
        """Return all pieces."""
        return "".join(self.pieces)


def plain(text: str) -> str:
    """Return the text without what a database or a page can't hold: NUL and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
