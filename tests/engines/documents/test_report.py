"""A report as HTML, PDF and Word: readable for everyone, the same each time, and never read as markup."""

import io
import zipfile
from datetime import UTC, datetime

import pdfua
import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.engines.documents.report.contents import (
    Fact,
    Facts,
    Paragraph,
    Report,
    Section,
    Table,
    as_plain,
    from_plain,
)
from vlechtwerk.engines.documents.report.html import as_html
from vlechtwerk.engines.documents.report.manifest import manifest_in
from vlechtwerk.engines.documents.report.pdf import as_pdf
from vlechtwerk.engines.documents.report.taking_in import read_manifest
from vlechtwerk.engines.documents.report.widths import widths_of
from vlechtwerk.engines.documents.report.word import as_word

AT = datetime(2026, 6, 2, 12, tzinfo=UTC)
MARKUP = "</script><b>#let x = 1 [2] $y$ é"
SECTIONS = (
    Section("In het kort", 1, (Paragraph(MARKUP), Table("Cijfers", ("Wat", "Aantal"), (("Besluiten", "3"),), 1))),
    Section("Smokkelroutes", 2, (Facts("Feiten", ("Nr.", "Feit", "Grond", "Bron"), (Fact("1", MARKUP),)),)),
)


def report(manifest: str = '{"a": "</script>"}') -> Report:
    facts = (("Periode", "mei"),)
    return Report(
        "Tertaalrapportage",
        "Kort",
        "Verzonnen",
        True,
        "nl",
        "Inhoud",
        facts,
        SECTIONS,
        "Bevroren",
        manifest,
        "Stuurgroep",
    )


def files(of: Report) -> list[bytes]:
    return [as_html(of), as_pdf(of, AT, "Manifest"), as_word(of, AT)]


def test_pdf_passes_what_a_tool_can_check_of_pdf_ua() -> None:
    found = pdfua.validate(io.BytesIO(as_pdf(report(), AT, "Manifest"))).findings
    assert [finding for finding in found if finding.severity == pdfua.Severity.ERROR] == []


def test_word_file_has_headings_contents_repeated_heads_and_its_language() -> None:
    made = as_word(report(), AT)
    document = Document(io.BytesIO(made))
    styles = [(item.style.name, item.text) for item in document.paragraphs if item.style.name.startswith("Heading")]
    assert styles == [("Heading 1", "In het kort"), ("Heading 2", "Smokkelroutes")]
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert text.count("PAGEREF _Toc") == text.count("w:bookmarkStart") == len(styles)
    assert text.count("w:tblHeader") == len(document.tables) == 2
    assert text.count("w:cantSplit") == sum(len(table.rows) for table in document.tables)
    (foot,) = [section.footer._element.xml for section in document.sections]
    assert ">PAGE<" in foot
    (spoken,) = document.styles.element.iter(qn("w:lang"))
    assert spoken.get(qn("w:val")) == "nl-NL"


def test_word_and_pdf_say_whose_report_it_is_and_nothing_of_what_made_them() -> None:
    made = as_word(report(), AT)
    told = Document(io.BytesIO(made)).core_properties
    assert (told.title, told.author, told.comments) == ("Tertaalrapportage", "Stuurgroep", "")
    packed = zipfile.ZipFile(io.BytesIO(made))
    assert not any("thumbnail" in name for name in packed.namelist())
    assert b"thumbnail" not in packed.read("_rels/.rels")
    with pikepdf.open(io.BytesIO(as_pdf(report(), AT, "Manifest"))) as document:
        assert str(document.docinfo["/Author"]) == "Stuurgroep"


@given(
    st.integers(0, 2).flatmap(
        lambda figures: st.tuples(
            st.just(figures),
            st.lists(st.lists(st.text(max_size=300), min_size=3, max_size=3), min_size=1, max_size=4),
        )
    )
)
@settings(max_examples=50, deadline=None)
def test_columns_fill_the_width_and_none_is_lost(table: tuple[int, list[list[str]]]) -> None:
    figures, rows = table
    widths = widths_of(rows[0], rows, figures)
    assert abs(sum(widths) - 1) < 0.001
    assert min(widths) > 0.01


def test_a_word_is_not_broken_where_other_columns_have_room() -> None:
    heads = ["Methode", "Wie meedeed", "Notitie", "Gevraagd", "Kwam binnen"]
    rows = [
        ["Procesthermometer", "Directeur, partners in de stuurgroep, teammanagers en specialisten", "n" * 3 + " o" * 40,
         "31", "28"],
        ["Uitkomstenkaart", "–", "Uitkomstenkaart", "–", "–"],
    ]  # fmt: skip
    # Seventeen letters and the gap behind them, of the ninety-six that fit in the whole.
    assert widths_of(heads, rows, 2)[0] >= 20 / 96 - 0.0001


def test_same_report_gives_the_same_bytes_and_words_are_never_markup() -> None:
    assert files(report()) == files(report())
    assert b"&lt;/script&gt;&lt;b&gt;#let x = 1 [2] $y$" in as_html(report())


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_manifest_comes_back_out_of_html_and_word_as_it_went_in(words: str) -> None:
    carrying = report('{"words": "' + words + '"}')
    for content in (as_html(carrying), as_word(carrying, AT)):
        assert read_manifest(io.BytesIO(content), []) == {"manifest": carrying.manifest}


@pytest.mark.parametrize(
    "content", [as_html(report()), as_word(report(), AT), as_pdf(report(), AT, "Manifest"), report().manifest.encode()]
)
def test_manifest_comes_back_out_of_a_file_that_is_read_in_a_process_of_its_own(content: bytes) -> None:
    assert manifest_in(content) == report().manifest


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"PK\x03\x04", as_word(report(""), AT), b"\xff\xfe{"])
def test_file_without_a_manifest_says_so(content: bytes) -> None:
    with pytest.raises(ValueError, match="manifest"):
        manifest_in(content)


def test_sections_are_kept_and_read_back() -> None:
    assert from_plain(as_plain(SECTIONS)) == SECTIONS
