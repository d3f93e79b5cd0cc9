"""One drawing on one sheet of paper, A3 or A4, as a PDF that a screen reader can read (PDF/UA-1)."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from vlechtwerk.engines.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the drawing; every word is ready to print. `words` tells the drawing to who can't see it."""

    title: str
    subtitle: str
    words: str
    origin: str
    footer: str
    language: str
    notes: tuple[str, ...] = ()
    # “a3” or “a4”: both have the same proportions.
    paper: str = "a3"


# What is left of A3 for a drawing, in mm: beside margins, heading and notes.
LYING, STANDING = (392, 225), (269, 350)
VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


def _placed(drawing: str) -> dict[str, float | bool]:
    """Return how much wider than high a drawing is, and whether it gets larger on a lying than on a standing sheet."""
    found = VIEW_BOX.search(drawing)
    width, height = map(float, found.groups()) if found else LYING
    lying, standing = (min(sheet[0] / width, sheet[1] / height) for sheet in (LYING, STANDING))
    return {"lies": lying >= standing, "ratio": width / height}


def sheet_of(drawing: str, sheet: Sheet, at: datetime) -> bytes:
    """Return the PDF; the same drawing, words and moment give the same bytes.

    Raises `ValueError` when it can't be made as it should be.
    """
    # PDF/UA refuses a drawing without words, and an empty drawing has none of its own.
    told = asdict(sheet) | {"words": sheet.words or sheet.title} | _placed(drawing)
    return typeset("sheet.typ", {"sheet": json.dumps(told), "drawing": drawing}, at)
