"""Take out of a PDF what acts, what is packed in it, and who made it."""

from contextlib import suppress

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from vlechtwerk.engines.documents.handing_out.pictures import clean_jpeg


def _as_names(written: str) -> tuple[Name, ...]:
    return tuple(Name(f"/{name}") for name in written.split())


def _names(written: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in written.split())


_ACTS = _as_names("JavaScript Launch ImportData SubmitForm Rendition Movie Sound GoToE RichMediaExecute")
_PACKED = _as_names("FileAttachment Sound Movie Screen RichMedia 3D")
_TRIGGERS = _names("E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP")
_KEPT_OF_ANNOTATION = frozenset(("/Type", "/Subtype", "/Rect", "/P", "/StructParent"))
_KEPT_FACTS = frozenset(("/Title", "/CreationDate", "/ModDate", "/Trapped"))
_KEPT_XMP = ("dc:title", "dc:language", "pdfuaid:part", "pdfaid:part", "pdfaid:conformance")
_DEEPEST = 60


def take_out_what_acts(document: pikepdf.Pdf) -> None:
    """Remove scripts, actions that start something, files packed in, and private data of programs."""
    root = document.Root
    for key in ("/OpenAction", "/AA", "/AF", "/Collection", "/Requirements", "/PieceInfo", "/Perms"):
        _drop(root, key)
    for holder, keys in (("/Names", ("/JavaScript", "/EmbeddedFiles", "/Renditions")), ("/AcroForm", ("/XFA",))):
        if isinstance(found := root.get(holder), Dictionary):
            for key in keys:
                _drop(found, key)
    for page in document.pages:
        _take_out_packed(page.obj)
    for found in document.objects:
        if isinstance(found, Object):
            _tidy(found, 0)


def take_out_makers(document: pikepdf.Pdf) -> None:
    """Remove who made it and with what: of what it tells about itself, title, language and moments stay."""
    if "/Info" in document.trailer:
        facts = document.docinfo
        for key in list(facts.keys()):
            if key not in _KEPT_FACTS:
                _drop(facts, key)
    kept = _kept_xmp(document)
    for found in document.objects:
        if isinstance(found, Dictionary | Stream):
            _drop_metadata(found)
        if isinstance(found, Stream) and found.get("/Filter") == Name.DCTDecode:
            _drop_camera(found)
    if kept:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as fresh:
            for key, value in kept.items():
                fresh[key] = value


def _drop(holder: Object, key: str) -> None:
    if key in holder:
        del holder[key]


def _kept_xmp(document: pikepdf.Pdf) -> dict[str, str]:
    if "/Metadata" not in document.Root:
        return {}
    try:
        told = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        return {key: told[key] for key in _KEPT_XMP if key in told}
    except Exception:  # XMP that can't be read is not kept
        return {}


def _drop_metadata(holder: Object) -> None:
    if isinstance(holder.get("/Metadata"), Stream):
        del holder["/Metadata"]
    is_note = holder.get("/Subtype") is not None and "/Rect" in holder and holder.get("/Subtype") != Name.Widget
    # The name above a note is that of its writer; of a field in a form it is the name of the field.
    if is_note and "/T" in holder:
        del holder["/T"]


def _drop_camera(photograph: Stream) -> None:
    with suppress(ValueError):
        cleaned = clean_jpeg(photograph.read_raw_bytes())
        settings = photograph.get("/DecodeParms")
        kept = settings if isinstance(settings, Dictionary) else None
        photograph.write(cleaned, filter=Name.DCTDecode, decode_parms=kept)


def _take_out_packed(page: Object) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return
    kept = []
    for note in notes:
        if isinstance(note, Dictionary) and _is_one_of(note.get("/Subtype"), _PACKED):
            # Emptied too: the structure of the document may still point at it.
            for key in list(note.keys()):
                if key not in _KEPT_OF_ANNOTATION:
                    _drop(note, key)
        else:
            kept.append(note)
    page["/Annots"] = Array(kept)


def _tidy(holder: Object, depth: int) -> None:
    if depth > _DEEPEST:
        return
    if isinstance(holder, Dictionary | Stream):
        _tidy_keys(holder, depth)
    elif isinstance(holder, Array):
        for place in reversed(range(len(holder))):
            value = holder[place]
            if _acts(value):
                del holder[place]
            elif isinstance(value, Object) and not value.is_indirect:
                _tidy(value, depth + 1)


def _tidy_keys(holder: Object, depth: int) -> None:
    for key in list(holder.keys()):
        value = holder[key]
        if _acts(value) or _is_unwelcome(holder, key, value):
            del holder[key]
        elif isinstance(value, Object) and not value.is_indirect:
            _tidy(value, depth + 1)


def _is_unwelcome(holder: Object, key: str, value: object) -> bool:
    # Resources may carry any name, also these: what else stands in the holder tells them apart.
    match key:
        case "/PieceInfo":
            return True
        case "/AA":
            return isinstance(value, Dictionary) and _TRIGGERS.issuperset(value.keys())
        case "/EF" | "/RF":
            return "/F" in holder or "/UF" in holder
        case "/JS":
            return _is_one_of(holder.get("/S"), _ACTS)
        case _:
            return False


def _acts(value: object) -> bool:
    if not isinstance(value, Dictionary) or value.get("/Type") == Name.StructElem:
        return False
    return _is_one_of(value.get("/S"), _ACTS)


def _is_one_of(value: object, names: tuple[Name, ...]) -> bool:
    # Compared, not read: a name need not be text that can be read.
    return any(value == name for name in names)
