"""Make the marking that stands on each page of a document that is handed out, and place it."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

import pikepdf
import typst

# In points. A narrow page gets the marking smaller, a poster gets it larger.
_NARROWEST, _WIDEST = 240, 860
_EDGE = 6.0
_HIGHEST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Box:
    """What shows of a page, in its own units, and by how many quarter turns it is shown turned to the right."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Return the width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return the height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom


def box_of(page: pikepdf.Page) -> Box:
    """Return what shows of a page: its crop box within its media box."""
    left, bottom, right, top = _corners(page.mediabox)
    inner = _corners(page.cropbox)
    cut = max(left, inner[0]), max(bottom, inner[1]), min(right, inner[2]), min(top, inner[3])
    if cut[0] < cut[2] and cut[1] < cut[3]:
        left, bottom, right, top = cut
    return Box(left, bottom, right, top, _turns(page))


def room_in(box: Box) -> int:
    """Return how wide a marking to make for a page that shows this."""
    return round(min(_WIDEST, max(_NARROWEST, box.width - 2 * _EDGE)))


def marking_of(lines: Sequence[str], width: int) -> pikepdf.Pdf:
    """Return a PDF of one page with the lines, `width` points wide; raises `ValueError` when it can't be made."""
    with as_file(files("vlechtwerk.engines.documents")) as folder:
        made, warnings = typst.compile_with_warnings(
            str(folder / "handing_out" / "marking.typ"),
            root=str(folder),
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            # Its tags would clash with those of the document.
            pdf_tags=False,
            sys_inputs={"marking": json.dumps({"lines": list(lines), "width": width})},
            timestamp=0,
        )
    if warnings or not isinstance(made, bytes):
        raise ValueError(f"The marking could not be made: {warnings}")
    return pikepdf.open(io.BytesIO(made))


def placed(box: Box, width: float, height: float) -> bytes:
    """Return the matrix that puts a form of this size at the foot of a page as it is shown."""
    scale = min(max(box.width - 2 * _EDGE, box.width * 0.8) / width, _HIGHEST_SHARE * box.height / height)
    across = (box.width - width * scale) / 2
    up = min(_EDGE, box.height * 0.02)
    matrix: tuple[float, ...]
    match box.turns:
        case 0:
            matrix = (scale, 0, 0, scale, box.left + across, box.bottom + up)
        case 1:
            matrix = (0, scale, -scale, 0, box.right - up, box.bottom + across)
        case 2:
            matrix = (-scale, 0, 0, -scale, box.right - across, box.top - up)
        case _:
            matrix = (0, -scale, scale, 0, box.left + up, box.top - across)
    return " ".join(f"{number:.4f}" for number in matrix).encode()


def _corners(box: pikepdf.Object) -> tuple[float, float, float, float]:
    first, second, third, fourth = (float(number) for number in box.as_list())  # any two opposite corners
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)


def _turns(page: pikepdf.Page) -> int:
    holder: pikepdf.Object | None = page.obj
    # Inherited from the tree of pages; a tree that bites its tail ends here.
    for _ in range(50):
        if holder is None:
            break
        if "/Rotate" in holder:
            return int(holder["/Rotate"]) // 90 % 4
        holder = holder.get("/Parent")
    return 0
