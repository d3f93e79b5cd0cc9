"""Small files of every kind, made here: sound ones and hostile ones."""

import copy
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pikepdf
import typst
from PIL import Image

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PEOPLE = "Anna de Vries"


def pdf(body: str = "= Smokkelroutes\nEen tekst over havens.", *, tagged: bool = True) -> bytes:
    source = f'#set document(title: "Smokkelroutes", author: "{PEOPLE}", date: auto)\n{body}'
    made = typst.compile(source.encode(), ignore_system_fonts=True, timestamp=1_700_000_000, pdf_tags=tagged)
    assert isinstance(made, bytes)
    return made


def locked_pdf() -> bytes:
    return saved(pikepdf.open(io.BytesIO(pdf())), encryption=pikepdf.Encryption(owner="o", user="u"))


def saved(document: pikepdf.Pdf, **more: object) -> bytes:
    out = io.BytesIO()
    document.save(out, **more)
    return out.getvalue()


def word(text: str = "Een tekst over havens.") -> bytes:
    document = docx.Document()
    document.core_properties.author = PEOPLE
    document.core_properties.last_modified_by = "Bram"
    document.core_properties.title = "Smokkelroutes"
    document.add_heading("Inleiding", 1)
    document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "haven", "aantal"
    document.sections[0].header.paragraphs[0].text = "Vertrouwelijk"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with_template(target: str) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}/attachedTemplate" TargetMode="External" Target="{target}"/></Relationships>'
    )
    return with_parts(word(), {"word/_rels/settings.xml.rels": relations.encode()})


def workbook(cell: str = "=SUM(A1:A2)") -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.lastModifiedBy = PEOPLE, "Bram"
    sheet = book.active
    assert sheet is not None
    sheet.title = "Havens"
    sheet.append(["Rotterdam", 12, 1.5])
    sheet.append([cell, True, None])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(office: bytes, parts: dict[str, bytes]) -> bytes:
    """Return the zip with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(old.getinfo(name), old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part(office: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(office)) as archive:
        return archive.read(name)


def mail(body: str = "Zie de bijlage.", attachments: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = f"{PEOPLE} <anna@politie.example>", "bram@belasting.example"
    message["Subject"], message["Date"] = "Overleg één", "Wed, 25 Nov 2026 10:00:00 +0100"
    message.set_content(body)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def nested_mail(deep: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "anna@politie.example", "binnenste"
    message.set_content("tekst")
    for level in range(deep):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "anna@politie.example", f"laag {level}"
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def picture(kind: str, *, with_traces: bool = False) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    if with_traces:
        exif[315], exif[274] = PEOPLE, 6
        exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    image.save(out, kind, exif=exif)
    return out.getvalue()


def zeros_that_claim(size: int) -> bytes:
    """Return a Word file with a megabyte of zeros, of which the directory says that it has another size."""
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", bytes(1_000_000))
        archive.filelist[-1].file_size = size
    return out.getvalue()


def shared_parts() -> bytes:
    """Return a Word file with two names for the same bytes."""
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"x" * 1000)
        twin = copy.copy(archive.filelist[-1])
        twin.filename = "word/media/b.bin"
        archive.filelist.append(twin)
    return out.getvalue()


def outlook(streams: dict[str, bytes]) -> bytes:
    """Return a message as Outlook keeps it; a name with slashes lies in a storage."""
    from tests.engines.documents.compound import compound

    return compound(streams)


def put(folder: Path, content: bytes, name: str = "stored") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
