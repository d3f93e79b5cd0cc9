"""Hand out a PDF: marked on every page, and without what acts, what is packed in it, or who made it."""

import io
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256

import pikepdf

from vlechtwerk.engines.documents.handing_out.marking import box_of, marking_of, placed, room_in
from vlechtwerk.engines.documents.handing_out.tidying import take_out_makers, take_out_what_acts


def stamp(pdf: bytes, lines: Sequence[str], *, keep_metadata: bool) -> bytes:
    """Return the PDF with the lines at the foot of each page, as it is shown, in a white box over what is there.

    A screen reader passes the marking over (it is an artifact); the tags of the document stay. Scripts, actions, files
    packed in it and earlier versions are always taken out; author, producer and the like unless `keep_metadata`. A
    signature under the document loses its worth: say so where it is handed out. Without lines it is only cleaned.
    Raises `ValueError` for what can't be opened.
    """
    try:
        return _stamped(pdf, lines, keep_metadata)
    except ValueError:
        raise
    except Exception as error:  # a wrong object somewhere in a PDF shows as any error
        raise ValueError(f"The PDF can't be opened ({type(error).__name__}).") from None


def _stamped(pdf: bytes, lines: Sequence[str], keep_metadata: bool) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        take_out_what_acts(document)
        if not keep_metadata:
            take_out_makers(document)
        if lines:
            _mark(document, lines)
        out = io.BytesIO()
        # Without a password, and written anew: what was changed before is not in it any more.
        document.save(out, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _mark(document: pikepdf.Pdf, lines: Sequence[str]) -> None:
    forms: dict[int, pikepdf.Object] = {}
    for page in document.pages:
        box = box_of(page)
        room = room_in(box)
        if room not in forms:
            forms[room] = _form(document, lines, room)
        form = forms[room]
        _, _, width, height = (float(number) for number in form["/BBox"].as_list())
        name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(_name(lines, room)))
        before, after = _balance(page)
        page.contents_add(b"q\n" * before, prepend=True)
        page.contents_add(
            b"%b/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq %b cm %b Do Q\nEMC\n"
            % (after, placed(box, width, height), str(name).encode())
        )


def _form(document: pikepdf.Pdf, lines: Sequence[str], width: int) -> pikepdf.Object:
    # Held in a variable: its pages die with it.
    marking = marking_of(lines, width)
    return document.copy_foreign(marking.pages[0].as_form_xobject())


def _name(lines: Sequence[str], room: int) -> str:
    # Of its own words: a document that is handed out once more keeps its first marking beside the second.
    return f"/Marking{sha256(repr((tuple(lines), room)).encode()).hexdigest()[:16]}"


def _balance(page: pikepdf.Page) -> tuple[int, bytes]:
    """Return how many `q` to put before, and what to put behind, so that the page can't move or hide the marking."""
    depth = lowest = marked = 0
    with suppress(pikepdf.PdfError):
        for step in pikepdf.parse_content_stream(page, "q Q BMC BDC EMC"):
            match str(step.operator):
                case "q":
                    depth += 1
                case "Q":
                    depth -= 1
                    lowest = min(lowest, depth)
                case "EMC":
                    marked = max(0, marked - 1)
                case _:
                    marked += 1
    before = 1 - lowest
    return before, b"\n" + b"EMC\n" * marked + b"Q\n" * (before + depth)
