"""What a document looks like when it is handed out: marked, and silent about its maker."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import openpyxl
import pdfua
import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.engines.documents import files
from vlechtwerk.engines.documents.handing_out.cells import neutral_cell
from vlechtwerk.engines.documents.handing_out.office import clean
from vlechtwerk.engines.documents.handing_out.pdf import stamp
from vlechtwerk.engines.documents.intake.types import MediaType

LINES = ("Politie · artikel 9 · personen met naam — H2: niet doorgeven", "gelezen door Bram, doel Smokkelroutes")
CANARY = "kanarie"


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def shown(pdf: bytes, page: int = 0) -> str:
    return str(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_bounded())


def drawn(pdf: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("L")  # type: ignore[no-any-return]  # pypdfium2 has no types


def blank(*, turned: int = 0, crop: tuple[int, ...] = (), content: bytes = b"") -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(400, 600))
    page.obj.Rotate = turned
    if crop:
        page.obj.CropBox = pikepdf.Array(crop)
    page.obj.Contents = document.make_stream(content)
    return files.saved(document)


def test_every_page_carries_the_lines() -> None:
    marked = stamp(files.pdf("Een\n#pagebreak()\n#set page(flipped: true)\nTwee"), LINES, keep_metadata=False)
    for page, text in enumerate(("Een", "Twee")):
        assert text in shown(marked, page)
        for line in LINES:
            assert line in shown(marked, page)


@pytest.mark.parametrize("crop", [(), (50, 100, 300, 500)])
@pytest.mark.parametrize("turned", [0, 90, 180, 270, -90])
def test_the_marking_stands_at_the_foot_as_the_page_is_shown(turned: int, crop: tuple[int, ...]) -> None:
    picture = drawn(stamp(blank(turned=turned, crop=crop), LINES, keep_metadata=False))
    left, top, right, bottom = Image.eval(picture, lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert top > picture.height - 40
    assert bottom <= picture.height - 3
    assert abs(left - (picture.width - right)) <= 2
    assert right - left > bottom - top


@pytest.mark.parametrize(
    "content",
    [
        b"q 0.1 0 0 0.1 0 0 cm",
        b"Q Q 0.1 0 0 0.1 900 900 cm",
        b"0 0 1 1 re W n",
        b"/Span <</MCID 0>> BDC q",
        b"1 0 ) broken",
    ],
)
def test_a_page_cannot_move_or_hide_the_marking(content: bytes) -> None:
    expected = drawn(stamp(blank(), LINES, keep_metadata=False))
    assert drawn(stamp(blank(content=content), LINES, keep_metadata=False)).tobytes() == expected.tobytes()


def test_a_narrow_page_and_a_poster_are_marked() -> None:
    for size in ((60, 40), (20, 800), (5000, 3000)):
        document = pikepdf.new()
        document.add_blank_page(page_size=size)
        marked = stamp(files.saved(document), LINES, keep_metadata=False)
        assert LINES[0].split()[0] in shown(marked)


def faults(pdf: bytes) -> list[object]:
    return [found for found in pdfua.validate(io.BytesIO(pdf)).findings if found.severity == pdfua.Severity.ERROR]


def test_the_marking_is_no_news_to_a_screen_reader() -> None:
    made = typst.compile(
        b'#set document(title: "Kop")\n#set text(lang: "nl")\n= Kop\nEen tekst.',
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    for keep in (True, False):
        assert faults(stamp(made, LINES, keep_metadata=keep)) == faults(made) == []
    assert b"/Artifact <</Type /Pagination" in content_of(stamp(made, LINES, keep_metadata=False))


def test_who_made_it_is_taken_out_unless_kept() -> None:
    source = files.pdf()
    with opened(source) as document:
        with document.open_metadata() as told:
            told["xmp:CreatorTool"] = CANARY
        document.docinfo["/Company"] = CANARY
        document.pages[0].obj.PieceInfo = pikepdf.Dictionary(Private=CANARY)
        source = files.saved(document)
    for keep in (True, False):
        made = stamp(source, LINES, keep_metadata=keep)
        assert (files.PEOPLE in everything(made)) is keep
        assert (CANARY in everything(made)) is keep
        assert pypdfium2.PdfDocument(made).get_metadata_dict()["Title"] == "Smokkelroutes"


def acting() -> bytes:
    document = opened(files.pdf("Een"))
    script = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS=CANARY)
    away = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://{CANARY}.example")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=CANARY, Next=pikepdf.Array([script]))
    document.Root.OpenAction = document.make_indirect(script)
    document.Root.AA = pikepdf.Dictionary(WC=script)
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=CANARY)
    document.attachments["a.txt"] = CANARY.encode()
    document.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))
    held = document.make_stream(CANARY.encode())
    filed = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.txt", EF=pikepdf.Dictionary(F=held))
    document.pages[0].obj.AF = pikepdf.Array([document.make_indirect(filed)])
    link = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch, AA=pikepdf.Dictionary(E=script, X=away)
    )
    web = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x")
    )
    packed = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=pikepdf.Dictionary(F=CANARY))
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(one) for one in (link, web, packed)])
    return files.saved(document)


def test_what_acts_and_what_is_packed_in_is_taken_out() -> None:
    assert CANARY in everything(acting())
    for keep in (True, False):
        made = stamp(acting(), LINES, keep_metadata=keep)
        assert CANARY not in everything(made)
        assert "https://x" in everything(made)
        assert "Een" in shown(made)


def test_an_earlier_version_is_not_handed_out() -> None:
    source = files.pdf("Een") + b"\n% " + CANARY.encode() + b"\n"
    assert CANARY.encode() not in stamp(source, LINES, keep_metadata=True)


def test_the_name_above_a_note_goes_and_the_note_stays() -> None:
    document = opened(files.pdf("Een"))
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=files.PEOPLE, Contents="let op")
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
    made = everything(stamp(files.saved(document), LINES, keep_metadata=False))
    assert files.PEOPLE not in made
    assert "let op" in made


def test_the_same_document_and_lines_give_the_same_bytes() -> None:
    assert stamp(files.pdf(), LINES, keep_metadata=False) == stamp(files.pdf(), LINES, keep_metadata=False)


def test_words_in_the_lines_are_never_markup() -> None:
    line = '#panic("x") $a$ *b* \\ ( "'
    assert line in shown(stamp(files.pdf(), [line], keep_metadata=False))


@given(place=st.integers(min_value=0), junk=st.binary(max_size=6))
def test_a_damaged_pdf_is_marked_or_said(place: int, junk: bytes) -> None:
    content = acting()
    place %= len(content)
    with suppress(ValueError):
        assert stamp(content[:place] + junk + content[place + len(junk) :], LINES[:1], keep_metadata=False)


def test_without_lines_it_is_only_cleaned() -> None:
    assert b"/Artifact <</Type /Pagination" not in content_of(stamp(files.pdf(), (), keep_metadata=False))


@pytest.mark.parametrize("content", [b"", b"x", files.locked_pdf(), files.pdf()[:300]])
def test_what_cannot_be_opened_is_said(content: bytes) -> None:
    with pytest.raises(ValueError, match="can't be opened"):
        stamp(content, LINES, keep_metadata=False)


def everything(pdf: bytes) -> str:
    """Return all texts, streams and dictionaries that can be reached in the file."""
    with opened(pdf) as document:
        parts = [repr(document.trailer)]
        for found in document.objects:
            if isinstance(found, pikepdf.Stream):
                parts.append(found.read_bytes(pikepdf.StreamDecodeLevel.generalized).decode("latin-1"))
            parts.append(repr(found))
    return "\n".join(parts)


def content_of(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        page = document.pages[0]
        page.contents_coalesce()
        return page.obj.Contents.read_bytes()


def test_a_word_file_keeps_all_but_its_maker() -> None:
    source = files.word()
    made = clean(source, MediaType.DOCX)
    told = docx.Document(io.BytesIO(made)).core_properties
    assert (told.author, told.last_modified_by, told.title) == ("", "", "Smokkelroutes")
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert old.namelist() == new.namelist()
        assert all(old.read(name) == new.read(name) for name in old.namelist() if not name.startswith("docProps/"))


def test_a_workbook_keeps_all_but_its_maker(tmp_path: Path) -> None:
    app = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>FIOD</Company></Properties>'
    custom = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        b'<property name="Owner"><v>Anna</v></property><property name="Zaak"'
        b' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"><vt:lpwstr>7</vt:lpwstr></property></Properties>'
    )
    source = files.with_parts(files.workbook(), {"docProps/app.xml": app, "docProps/custom.xml": custom})
    made = clean(files.put(tmp_path, source), MediaType.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(files.with_parts(made, {})))
    assert (book.properties.creator, book.properties.lastModifiedBy) == (None, None)
    assert book.active["A2"].value == "=SUM(A1:A2)"
    assert b"FIOD" not in files.part(made, "docProps/app.xml")
    assert b"Anna" not in files.part(made, "docProps/custom.xml")
    assert b"Zaak" in files.part(made, "docProps/custom.xml")


def test_pictures_and_template_in_a_word_file_tell_no_maker() -> None:
    source = files.word_with_template(r"file:///C:\Users\anna\Huis.dotm")
    with_picture = files.with_parts(source, {"word/media/a.jpeg": files.picture("JPEG", with_traces=True)})
    made = clean(with_picture, MediaType.DOCX)
    assert files.PEOPLE.encode() not in files.part(made, "word/media/a.jpeg")
    relations = files.part(made, "word/_rels/settings.xml.rels")
    assert b'Target="Huis.dotm"' in relations
    assert b"anna" not in relations


def test_a_photograph_in_a_pdf_tells_no_camera() -> None:
    document = pikepdf.new()
    photograph = document.make_stream(files.picture("JPEG", with_traces=True), Filter=pikepdf.Name.DCTDecode)
    photograph.Subtype, photograph.ColorSpace = pikepdf.Name.Image, pikepdf.Name.DeviceRGB
    photograph.Width, photograph.Height, photograph.BitsPerComponent = 40, 20, 8
    page = document.add_blank_page(page_size=(400, 600))
    page.add_resource(photograph, pikepdf.Name.XObject, pikepdf.Name.Photo)
    page.obj.Contents = document.make_stream(b"q 300 0 0 300 50 200 cm /Photo Do Q")
    source = files.saved(document)
    made = stamp(source, LINES, keep_metadata=False)
    assert files.PEOPLE.encode() in source
    assert files.PEOPLE.encode() not in made
    assert drawn(made).getpixel((200, 300)) == drawn(source).getpixel((200, 300)) != 255


@pytest.mark.parametrize("kind", [MediaType.PNG, MediaType.JPEG])
def test_a_picture_keeps_its_pixels_and_how_it_is_turned(kind: MediaType) -> None:
    source = files.picture(kind.label, with_traces=True)
    assert files.PEOPLE.encode() in source
    made = clean(source, kind)
    before, after = Image.open(io.BytesIO(source)), Image.open(io.BytesIO(made))
    assert dict(after.getexif()) == {274: 6}
    assert before.tobytes() == after.tobytes()
    assert files.PEOPLE.encode() not in made


def test_texts_and_whatever_follows_a_picture_are_taken_out() -> None:
    png, jpeg = files.picture("PNG"), files.picture("JPEG")
    noted = jpeg[:2] + b"\xff\xfe\x00\x09" + CANARY.encode() + jpeg[2:] + CANARY.encode()
    assert clean(noted, MediaType.JPEG) == clean(jpeg, MediaType.JPEG)
    out = io.BytesIO()
    texts = PngInfo()
    texts.add_itxt("Author", CANARY)
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=texts)
    assert CANARY.encode() in out.getvalue()
    assert clean(out.getvalue() + CANARY.encode(), MediaType.PNG) == clean(png, MediaType.PNG)


def test_other_kinds_come_back_unchanged() -> None:
    assert clean(b"a;b", MediaType.CSV) == b"a;b"


@given(content=st.binary(max_size=60), kind=st.sampled_from([MediaType.PNG, MediaType.JPEG, MediaType.DOCX]))
def test_what_is_no_such_file_is_said(content: bytes, kind: MediaType) -> None:
    for opening in (b"", kind._opening):
        with pytest.raises(ValueError, match=r"is no|cut off|can't be opened"):
            clean(opening + content, kind)


@given(st.text())
def test_a_cell_never_starts_a_formula(text: str) -> None:
    cell = neutral_cell(text)
    assert cell.removeprefix("'") == text or cell == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    assert neutral_cell(cell) == cell


@pytest.mark.parametrize("text", ["=1+1", "+31", "-1", "@SUM", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_in_a_cell_is_shown_as_text(text: str) -> None:
    assert neutral_cell(text) == f"'{text}"


NAMES = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
    b'<w:ins w:id="1" w:author="Piet Kanarie" w:date="2026-01-01T00:00:00Z"><w:r><w:t>gezien</w:t></w:r></w:ins>'
    b"</w:p></w:body></w:document>"
)


def test_names_at_tracked_changes_leave_and_the_change_stays() -> None:
    made = io.BytesIO()
    docx.Document().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part, NAMES if part.filename == "word/document.xml" else old.read(part))
    cleaned = zipfile.ZipFile(io.BytesIO(clean(out.getvalue(), MediaType.DOCX))).read("word/document.xml")
    assert b"Kanarie" not in cleaned
    assert b"gezien" in cleaned
    assert b"w:ins" in cleaned


def test_names_at_comments_of_a_sheet_leave_and_the_words_stay() -> None:
    book = openpyxl.Workbook()
    book.active["A1"].comment = openpyxl.comments.Comment("klopt dit", "Piet Kanarie")
    made = io.BytesIO()
    book.save(made)
    cleaned = zipfile.ZipFile(io.BytesIO(clean(made.getvalue(), MediaType.XLSX)))
    parts = b"".join(cleaned.read(name) for name in cleaned.namelist() if "comment" in name)
    assert b"Kanarie" not in parts
    assert b"klopt dit" in parts
