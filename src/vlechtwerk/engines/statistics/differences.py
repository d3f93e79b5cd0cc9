"""Whether a text says what was asked, as far as a comparison can tell; a person judges."""

import difflib
import re

SAME, CHANGED, LEFT_OUT = "same", "changed", "left_out"
_WORD = re.compile(r"\w+|[^\w\s]")


def compare(asked: str, published: str) -> str:
    """Return whether the published text is the same, changed, or left out; capitals and spaces do not count."""
    wanted, found = asked.casefold().split(), published.casefold().split()
    if wanted and not found:
        return LEFT_OUT
    return SAME if wanted == found else CHANGED


def marked(asked: str, published: str) -> list[tuple[str, bool]]:
    """Return the published text in pieces, and of each whether it stands in what was asked, in the same order."""
    wanted, found = _WORD.findall(asked.casefold()), list(_WORD.finditer(published))
    matcher = difflib.SequenceMatcher(None, wanted, [word.group().casefold() for word in found], autojunk=False)
    known = {place for block in matcher.get_matching_blocks() for place in range(block.b, block.b + block.size)}
    pieces: list[tuple[str, bool]] = []
    for place, word in enumerate(found):
        gap = published[found[place - 1].end() if place else 0 : word.start()]
        if pieces and pieces[-1][1] == (place in known):
            pieces[-1] = (pieces[-1][0] + gap + word.group(), pieces[-1][1])
        else:
            pieces.append((gap + word.group(), place in known))
    return pieces
