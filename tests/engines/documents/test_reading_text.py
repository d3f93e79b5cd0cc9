"""What a document says, read in a process that can do nothing else."""

import struct
from pathlib import Path

import pytest

from tests.engines.documents import files
from vlechtwerk.engines.documents.intake import text as reading
from vlechtwerk.engines.documents.intake import types
from vlechtwerk.engines.documents.intake.text import ReadText, read_text
from vlechtwerk.engines.documents.intake.types import MediaType, NotTaken, NotTakenCode


def read(folder: Path, content: bytes, kind: MediaType) -> ReadText:
    return read_text(files.put(folder, content), kind)


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    found = read(tmp_path, files.pdf("Een\n#pagebreak()\nTwee"), MediaType.PDF)
    assert found.pages == ("Een", "Twee")


def test_word_is_read_with_its_tables_and_headers(tmp_path: Path) -> None:
    found = read(tmp_path, files.word(), MediaType.DOCX)
    body, header = found.pages
    assert body.splitlines()[:2] == ["Inleiding", "Een tekst over havens."]
    assert "haven \taantal" in body
    assert header == "Vertrouwelijk"


def test_deleted_text_in_word_is_not_read(tmp_path: Path) -> None:
    kept = files.part(files.word("geheim blijft"), "word/document.xml")
    deleted = kept.replace(b"<w:t>geheim blijft</w:t>", b"<w:delText>geheim</w:delText><w:t>blijft</w:t>")
    found = read(tmp_path, files.with_parts(files.word(), {"word/document.xml": deleted}), MediaType.DOCX)
    assert "blijft" in found.pages[0]
    assert "geheim" not in found.pages[0]


def test_a_formula_is_read_as_written(tmp_path: Path) -> None:
    found = read(tmp_path, files.workbook(), MediaType.XLSX)
    assert found.pages == ("Havens\nRotterdam\t12\t1.5\n=SUM(A1:A2)\tTrue",)


def test_a_page_is_read_as_it_shows(tmp_path: Path) -> None:
    markup = (
        "<!doctype html><html><head><title>De haven</title><meta name='author' content='Anna'><style>p{}</style></head>"
        "<body><h1>Kop</h1><p>Een <b>tekst</b>.</p><script>alert(1)</script><p hidden>weg</p>"
        "<p style='display: none'>weg</p><!-- weg --><table><tr><td>a<td>b</table>slot</body>"
    )
    found = read(tmp_path, markup.encode(), MediaType.HTML)
    assert found.pages[0].split() == ["Kop", "Een", "tekst.", "a", "b", "slot"]


def test_a_mail_is_read_with_its_attachments_one_level_deep(tmp_path: Path) -> None:
    inner = files.mail("Binnenpost.", (("diep.txt", b"diepste tekst"),))
    sent = files.mail(
        "Zie de bijlage.", (("a.docx", files.word()), ("b.eml", inner), ("c.exe", b"MZ"), ("d.pdf", b"x"))
    )
    found = read(tmp_path, sent, MediaType.EML)
    message, word, within, program, broken = found.pages
    assert message.startswith(
        "From: Anna de Vries <anna@politie.example>\nTo: bram@belasting.example\nDate: 2026-11-25"
    )
    assert "Overleg één" in message
    assert message.endswith("Zie de bijlage.")
    assert "Een tekst over havens." in word
    assert "Binnenpost." in within
    assert "diep.txt" in within
    assert "diepste tekst" not in within
    assert (program, broken) == ("c.exe", "d.pdf")


def test_an_attached_mail_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, files.nested_mail(2), MediaType.EML)
    assert "Subject: laag 0" in found.pages[1]


def test_a_mail_of_markup_is_read_as_it_shows(tmp_path: Path) -> None:
    markup = (
        b"From: a@x.example\nSubject: x\nContent-Type: text/html; charset=nonsense\n\n<p>caf\xe9<script>no()</script>"
    )
    assert read(tmp_path, markup, MediaType.EML).pages[0].endswith("café")


def outlook_message() -> bytes:
    def wide(text: str) -> bytes:
        return text.encode("utf-16-le")

    def properties(head: int, *told: tuple[int, int, int]) -> bytes:
        return bytes(head) + b"".join(struct.pack("<HHIQ", kind, name, 6, value) for name, kind, value in told)

    moment = (1_700_000_000 + 11_644_473_600) * 10_000_000
    texts = [(name, 0x1F, 0) for name in (0x0037, 0x1000, 0x0C1A, 0x0C1F)]
    attachment, receiver = "__attach_version1.0_#00000000", "__recip_version1.0_#00000000"
    return files.outlook(
        {
            "__properties_version1.0": properties(32, *texts, (0x0039, 0x40, moment)),
            "__substg1.0_0037001F": wide("Overleg"),
            "__substg1.0_1000001F": wide("Zie de bijlage."),
            "__substg1.0_0C1A001F": wide("Anna"),
            "__substg1.0_0C1F001F": wide("anna@politie.example"),
            f"{attachment}/__properties_version1.0": properties(8, (0x3701, 0x102, 0), (0x3707, 0x1F, 0)),
            f"{attachment}/__substg1.0_37010102": b"tekst van de bijlage",
            f"{attachment}/__substg1.0_3707001F": wide("a.txt"),
            f"{receiver}/__properties_version1.0": properties(8, (0x3001, 0x1F, 0), (0x39FE, 0x1F, 0)),
            f"{receiver}/__substg1.0_3001001F": wide("Bram"),
            f"{receiver}/__substg1.0_39FE001F": wide("bram@belasting.example"),
        }
    )


def test_an_outlook_message_is_read_with_its_attachment(tmp_path: Path) -> None:
    found = read(tmp_path, outlook_message(), MediaType.MSG)
    assert found.pages[0].splitlines()[:2] == [
        'From: "Anna" <anna@politie.example>',
        "To: Bram <bram@belasting.example>",
    ]
    assert found.pages[0].endswith("Zie de bijlage.")
    assert found.pages[1] == "a.txt\n\ntekst van de bijlage"


def test_outlook_messages_nested_too_deep_are_refused(tmp_path: Path) -> None:
    deep = "/".join(["__attach_version1.0_#00000000", "__substg1.0_3701000D"] * 5)
    with pytest.raises(NotTaken) as caught:
        read(tmp_path, files.outlook({"__properties_version1.0": bytes(32), f"{deep}/x": b"x"}), MediaType.MSG)
    assert caught.value.code == NotTakenCode.NESTED_TOO_DEEP


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "café\r\n€ 5".encode(encoding), MediaType.TEXT).pages == ("café\n€ 5",)


def test_a_picture_has_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, files.picture("JPEG", with_traces=True), MediaType.JPEG) == ReadText(())


def test_long_text_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 10)
    assert read(tmp_path, b"a" * 11, MediaType.TEXT) == ReadText(("a" * 10,), truncated=True)
    assert read(tmp_path, files.pdf("Een\n#pagebreak()\nTwee tekst"), MediaType.PDF).pages == ("Een", "Twee te")
    assert read(tmp_path, b"a" * 10, MediaType.TEXT).truncated is False


def test_what_a_database_cannot_hold_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, b"<p>a&#0;b&#xD800;c</p>", MediaType.HTML)
    assert "\0" not in found.pages[0]
    found.pages[0].encode()


def test_a_file_of_another_kind_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(NotTaken) as caught:
        read(tmp_path, files.pdf(), MediaType.DOCX)
    assert caught.value.code == NotTakenCode.BROKEN


def test_too_little_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "MOST_MEMORY", 120)
    path = files.put(tmp_path, b"a" * 60_000_000)
    with pytest.raises(NotTaken) as caught:
        read_text(path, MediaType.TEXT)
    assert caught.value.code == NotTakenCode.TOO_MUCH_MEMORY
