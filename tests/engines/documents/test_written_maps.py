"""Written maps: the same after a way through any file, named mistakes, and a comparison that never guesses."""

import io
import json
import string
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.engines.documents.outcome_map import editing
from vlechtwerk.engines.documents.outcome_map.checking import Mistake, Place, mistakes_in
from vlechtwerk.engines.documents.outcome_map.comparison import Change, compare, composed
from vlechtwerk.engines.documents.outcome_map.intake import take_in
from vlechtwerk.engines.documents.outcome_map.json_form import as_json, read_json
from vlechtwerk.engines.documents.outcome_map.signs import visible
from vlechtwerk.engines.documents.outcome_map.workbook_form import as_workbook, read_workbook_with_rows
from vlechtwerk.engines.documents.outcome_map.written import (
    MOST_ROWS,
    NODE_KINDS,
    WrittenLink,
    WrittenMap,
    WrittenNode,
    tidy,
)

CODES = [f"{letter}{number}" for letter in "ABC" for number in range(4)]
# As people type: accents, quotes, lines, and what a spreadsheet would run.
TEXTS = st.text(st.sampled_from(string.ascii_letters + " éë€=+-@'\"<&\n\t–’0:,;"), max_size=30).map(tidy)
TITLES = TEXTS.filter(bool)

# What a change is called when the versions change sides.
MIRRORED = {
    Change.ADDED: Change.DROPPED,
    Change.DROPPED: Change.ADDED,
    Change.SPLIT: Change.MERGED,
    Change.MERGED: Change.SPLIT,
}


@st.composite
def maps(draw: st.DrawFn) -> WrittenMap:
    """Draw a map that is right: parents and links only lead back to what stands before."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=8))
    nodes = []
    for place, code in enumerate(codes):
        nodes.append(
            WrittenNode(
                code, draw(st.sampled_from(NODE_KINDS)), draw(TITLES), draw(TEXTS), draw(st.booleans()),
                draw(st.sampled_from(["", *codes[:place]])), draw(st.sampled_from(["", "ROUTE"])), "",
                tuple(draw(st.lists(st.sampled_from(["D01", "D02", "D03"]), unique=True, max_size=2))),
                tuple(draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))),
            )
        )  # fmt: skip
    pairs = [(start, end) for place, end in enumerate(codes) for start in codes[:place]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    links = [
        WrittenLink(start, end, draw(st.sampled_from(["contributes_to", "needs"])), draw(TEXTS), draw(TEXTS))
        for start, end in chosen
    ]
    return WrittenMap(
        "v1", draw(TITLES), "2022-07", "", draw(st.booleans()), "v0", draw(TEXTS), tuple(nodes), tuple(links)
    )


@given(maps())
@settings(max_examples=40, deadline=None)
def test_map_is_the_same_after_a_way_through_a_file(written: WrittenMap) -> None:
    assert read_json(as_json(written)) == (written, [])
    found, mistakes, _rows = read_workbook_with_rows(io.BytesIO(as_workbook(written)))
    assert (found, mistakes) == (written, [])


@given(maps())
@settings(max_examples=30, deadline=None)
def test_map_beside_itself_shows_no_change(written: WrittenMap) -> None:
    pairs = {(node.code, node.code) for node in written.nodes}
    assert compare(written, written, pairs).is_same


@given(maps(), maps(), st.sets(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), max_size=10))
@settings(max_examples=40, deadline=None)
def test_comparison_is_the_same_seen_from_the_other_side(
    before: WrittenMap, after: WrittenMap, pairs: set[tuple[str, str]]
) -> None:
    onward, back = compare(before, after, pairs), compare(after, before, {(new, old) for old, new in pairs})
    mirrored = {(MIRRORED.get(row.change, row.change), row.after, row.before, row.moved) for row in onward.nodes}
    assert mirrored == {(row.change, row.before, row.after, row.moved) for row in back.nodes}
    assert (onward.links_added, onward.links_dropped) == (back.links_dropped, back.links_added)


@given(maps())
@settings(max_examples=30, deadline=None)
def test_every_node_stands_on_each_side_of_a_comparison_once(written: WrittenMap) -> None:
    after = editing.copied(written, "v2", "Twee")
    rows = compare(written, after, {(old, node.code) for node in after.nodes for old in node.comes_from}).nodes
    assert sorted(node.code for row in rows for node in row.before) == sorted(node.code for node in written.nodes)
    assert sorted(node.code for row in rows for node in row.after) == sorted(node.code for node in after.nodes)


SIMPLE = WrittenMap(
    "v1",
    "Plan",
    nodes=(
        WrittenNode("GOAL", "higher_goal", "Doel"),
        WrittenNode("A1", "activity", "Lab", parent="GOAL"),
        WrittenNode("A2", "activity", "Verkenning", parent="GOAL"),
        WrittenNode("U1", "output", "Beeld"),
    ),
    links=(WrittenLink("A1", "U1"), WrittenLink("A2", "U1", assumption="Er is tijd")),
)


def became(after: WrittenMap) -> dict[Change, list[tuple[list[str], list[str]]]]:
    pairs = {(old, node.code) for node in after.nodes for old in node.comes_from}
    found: dict[Change, list[tuple[list[str], list[str]]]] = {}
    for row in compare(SIMPLE, after, pairs).changed:
        ends = [node.code for node in row.before], [node.code for node in row.after]
        found.setdefault(row.change, []).append(ends)
    return found


def test_each_edit_is_told_as_what_it_was() -> None:
    draft = editing.copied(SIMPLE, "v2", "Twee")
    assert became(draft) == {}
    split = editing.with_split_node(draft, "A1", [("A1", "Lab land"), ("A1w", "Lab water")])
    assert became(split) == {Change.SPLIT: [(["A1"], ["A1", "A1w"])]}
    assert {(link.start, link.end) for link in split.links} == {("A1", "U1"), ("A1w", "U1"), ("A2", "U1")}
    merged = editing.with_merged_nodes(draft, ["A1", "A2"], "A3", "Samen")
    assert became(merged) == {Change.MERGED: [(["A1", "A2"], ["A3"])]}
    assert [(link.start, link.end) for link in merged.links] == [("A3", "U1")]
    assert became(editing.without_node(draft, "A2")) == {Change.DROPPED: [(["A2"], [])]}
    assert became(editing.with_node(draft, WrittenNode("A9", "activity", "Nieuw"))) == {Change.ADDED: [([], ["A9"])]}
    renamed = editing.with_changed_node(draft, WrittenNode("A1", "activity", "Lab 2.0", parent="GOAL"))
    assert became(renamed) == {Change.RENAMED: [(["A1"], ["A1"])]}
    moved = editing.with_changed_node(draft, WrittenNode("U1", "observable_effect", "Beeld"))
    assert became(moved) == {Change.MOVED: [(["U1"], ["U1"])]}
    assert became(editing.with_changed_node(draft, WrittenNode("A1", "activity", "Lab"))) == {
        Change.MOVED: [(["A1"], ["A1"])]
    }


def test_lineage_is_followed_over_a_version_between() -> None:
    assert composed({("A", "B"), ("C", "D")}, {("B", "E"), ("B", "F")}) == {("A", "E"), ("A", "F")}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda draft: editing.with_node(draft, WrittenNode("A1", "activity", "X")), "code_twice"),
        (lambda draft: editing.with_changed_node(draft, WrittenNode("Z", "activity", "X")), "unknown_node"),
        (lambda draft: editing.with_split_node(draft, "A1", [("A1", "X")]), "too_few_parts"),
        (lambda draft: editing.with_split_node(draft, "A1", [("A1", "X"), ("A2", "Y")]), "code_twice"),
        (lambda draft: editing.with_merged_nodes(draft, ["A1"], "A1", "X"), "too_few_merged"),
        (lambda draft: editing.with_merged_nodes(draft, ["A1", "A2"], "U1", "X"), "code_twice"),
        (lambda draft: editing.with_link(draft, WrittenLink("A1", "U1")), "link_twice"),
        (lambda draft: editing.without_link(draft, "U1", "A1", "needs"), "no_such_link"),
    ],
)
def test_change_that_means_nothing_is_named(change: Any, code: str) -> None:
    with pytest.raises(editing.CanNotChange) as refused:
        change(SIMPLE)
    assert refused.value.mistake.code == code


def workbook(change: Any) -> bytes:
    """Return the simple map as a workbook after a change by hand."""
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(SIMPLE)))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def put(sheet: str, cell: str, value: Any) -> Any:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def circle(book: Any) -> None:
    book["Links"].append(["U1", "A1", "contributes_to"])


def circle_of_needs(book: Any) -> None:
    book["Links"].append(["A1", "A2", "needs"])
    book["Links"].append(["A2", "A1", "needs"])


def below_itself(book: Any) -> None:
    book["Nodes"]["E2"] = "A1"


def rename_sheet(book: Any) -> None:
    book["Links"].title = "Blad3"


def drop_column(book: Any) -> None:
    book["Nodes"].delete_cols(3)


def many_rows(book: Any) -> None:
    for number in range(10_000):
        book["Nodes"].append([f"N{number}", "output", "Uitkomst"])


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (put("Links", "B2", "ZZ"), "unknown_node", ("Links", 2, "to")),
        (put("Links", "A3", ""), "code_missing", ("Links", 3, "from")),
        (put("Nodes", "A4", "A1"), "code_twice", ("Nodes", 4, "code")),
        (put("Nodes", "B3", "idee"), "unknown_kind", ("Nodes", 3, "kind")),
        (put("Nodes", "C3", "=1+1"), "formula", ("Nodes", 3, "title")),
        (put("Nodes", "C3", "x" * 301), "too_long", ("Nodes", 3, "title")),
        (put("Nodes", "E3", "ZZ"), "unknown_node", ("Nodes", 3, "parent")),
        (put("Nodes", "J3", "misschien"), "no_flag", ("Nodes", 3, "inferred")),
        (put("Nodes", "D1", "uitleg"), "unknown_column", ("Nodes", 1, "uitleg")),
        (put("Version", "A2", "kode"), "unknown_key", ("Version", 2, "field")),
        (put("Links", "C2", "leidt tot"), "unknown_kind", ("Links", 2, "kind")),
        (circle, "circle_of_links", ("Links", 4, "to")),
        (circle_of_needs, "circle_of_needs", ("Links", 5, "to")),
        (put("Nodes", "L3", "Let op"), "no_heading", ("Nodes", 3, "L")),
        (put("Nodes", "K4", "=1+1"), "no_heading", ("Nodes", 4, "K")),
        (put("Links", "AZ9", "ver weg"), "no_heading", ("Links", 9, "AZ")),
        (put("Version", "C2", 5), "no_heading", ("Version", 2, "C")),
        (put("Nodes", "AZ1", "toelichting"), "unknown_column", ("Nodes", 1, "toelichting")),
        (put("Nodes", "C3", "La\u200bb"), "unseen_sign", ("Nodes", 3, "title")),
        (put("Nodes", "A3", "A1\ufffd"), "lost_letter", ("Nodes", 3, "code")),
        (put("Nodes", "C3", "caf\u00c3\u00a9"), "mixed_encoding", ("Nodes", 3, "title")),
        (below_itself, "circle_of_parents", ("Nodes", 3, "parent")),
        (rename_sheet, "missing_sheet", ("Links", 0, "")),
        (drop_column, "missing_column", ("Nodes", 1, "title")),
        (many_rows, "too_many_rows", ("Nodes", 0, "")),
    ],
)
def test_mistake_in_a_workbook_is_told_at_its_place(change: Any, code: str, place: tuple[str, int, str]) -> None:
    _written, mistakes, _rows = read_workbook_with_rows(io.BytesIO(workbook(change)))
    assert (code, place) in [
        (mistake.code, (mistake.place.sheet, mistake.place.row, mistake.place.column)) for mistake in mistakes
    ]


def data(**changed: Any) -> bytes:
    whole = json.loads(as_json(SIMPLE))
    for path, value in changed.items():
        part, _dot, rest = path.partition("__")
        if not rest:
            whole[part] = value
        else:
            number, _dot, name = rest.partition("__")
            whole[part][int(number)][name] = value
    return json.dumps(whole).encode()


def test_sign_that_a_text_may_hold_is_no_mistake() -> None:
    # A soft hyphen, what joins or parts two signs, and lines as Windows ends them.
    for title in ("Samen\u00adwerking", "Samen\u200cwerking", "Samen\u200dwerking"):
        assert read_json(data(nodes__1__title=title))[1] == []
    assert read_json(data(nodes__1__explanation="Eerst dit\r\nen dan dat"))[1] == []
    assert visible("é\r\n") == "é\r\n"


def test_code_of_a_map_is_written_in_one_way() -> None:
    assert WrittenMap("e\u0301", "Kaart", former="e\u0301") == WrittenMap("é", "Kaart", former="é")


@pytest.mark.parametrize(
    ("content", "code", "path"),
    [
        (data(links__0__to="ZZ"), "unknown_node", "links[0].to"),
        (data(nodes__2__code="A1"), "code_twice", "nodes[2].code"),
        (data(nodes__1__kind="idee"), "unknown_kind", "nodes[1].kind"),
        (data(nodes__1__title=3), "wrong_shape", "nodes[1].title"),
        (data(nodes__1__title="a\x07b"), "odd_character", "nodes[1].title"),
        (data(nodes__1__title="\ud800"), "odd_character", "nodes[1].title"),
        (data(nodes__1__titel="Lab"), "unknown_key", "nodes[1].titel"),
        (data(nodes__0__parent="A1"), "circle_of_parents", "nodes[1].parent"),
        (data(nodes={}), "wrong_shape", "nodes"),
        (data(nodes=[{}] * (MOST_ROWS + 1)), "too_many_rows", "nodes"),
        (data(format="iets anders"), "no_map_file", "format"),
        (b'{"format": 1, "format": 2}', "key_twice", "format"),
        (as_json(SIMPLE).replace(b'"title": "Beeld"', b'"title": "A", "title": "B"'), "key_twice", "nodes[3].title"),
        (data(nodes__1__title="\ufffdLab"), "lost_letter", "nodes[1].title"),
        (data(nodes__1__title="caf\u00c3\u00a9"), "mixed_encoding", "nodes[1].title"),
        (data(nodes__1__title="foto\u00e2\u20ac\u2122s"), "mixed_encoding", "nodes[1].title"),
        (data(nodes__1__title="La\u200bb"), "unseen_sign", "nodes[1].title"),
        (data(nodes__1__title="\u202ebaL"), "unseen_sign", "nodes[1].title"),
        (data(nodes__1__title="\u200b\u2060 \u3164\ufeff"), "text_missing", "nodes[1].title"),
        (data(nodes__1__code="A\ufeff1"), "unseen_sign", "nodes[1].code"),
        (data(nodes__1__code="A1\ufe0f"), "unseen_sign", "nodes[1].code"),
        (data(nodes__1__code="A\u00ad1"), "unseen_sign", "nodes[1].code"),
        (data(nodes__1__title="\u00ad"), "text_missing", "nodes[1].title"),
        (data(nodes__1__code="\u200b"), "code_missing", "nodes[1].code"),
        (data(nodes__1__code="A\ufffd"), "lost_letter", "nodes[1].code"),
        (data(links__0__to="U1\u200b"), "unseen_sign", "links[0].to"),
        (data(links__0__assumption="Er is\u202e tijd"), "unseen_sign", "links[0].assumption"),
        (data(nodes__1__code="\u00e91", nodes__2__code="e\u03011"), "code_twice", "nodes[2].code"),
        (data(nodes__2__code="a1"), "codes_alike", "nodes[2].code"),
        (data(nodes__2__code="\u04101"), "codes_look_alike", "nodes[2].code"),
        (data(nodes__2__code="\uff211"), "codes_look_alike", "nodes[2].code"),
        (b"[" * 100_000, "no_json", ""),
    ],
)
def test_mistake_in_json_is_told_at_its_path(content: bytes, code: str, path: str) -> None:
    _written, mistakes = read_json(content)
    assert (code, path) in [(mistake.code, mistake.place.path) for mistake in mistakes]


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (as_json(SIMPLE).decode().encode("utf-16"), "not_utf8", 1, ""),
        (as_json(SIMPLE).replace(b"Lab", "Lab é".encode("latin-1")), "not_utf8", 17, ""),
        (b'{"format": ', "no_json", 1, "12"),
    ],
)
def test_text_that_can_not_be_read_is_told_at_its_line(content: bytes, code: str, line: int, column: str) -> None:
    written, mistakes = read_json(content)
    assert (written, mistakes) == (None, [Mistake(code, Place(line=line, column=column))])


@pytest.mark.parametrize("title", ["Café ‘’“”–… €", "“CAFÉ”", "À l’Île", "Søren Å", "❤️ hart", "naïve ½ °C", "Ünïcode"])
def test_good_text_is_taken_as_it_is(title: str) -> None:
    written, mistakes = read_json(data(nodes__1__title=title))
    assert mistakes == []
    assert written is not None
    assert written.nodes[1].title == title


def test_code_is_the_same_however_its_accents_are_written() -> None:
    written, mistakes = read_json(data(nodes__3__code="\u00e91", links__0__to="e\u03011", links__1__to="\u00e91"))
    assert mistakes == []
    assert written is not None
    assert {link.end for link in written.links} == {"\u00e91"}
    assert written.node("e\u03011") is written.nodes[3]
    changed = editing.with_changed_link(written, WrittenLink("A1", "e\u03011", explanation="Zo"))
    assert changed.links[0].explanation == "Zo"
    assert editing.without_node(written, "e\u03011").links == ()


def test_what_nobody_sees_is_named_by_its_number() -> None:
    _written, (mistake,) = read_json(data(nodes__1__title="La\u202eb"))
    assert mistake.details == {"text": "La\u202eb", "sign": "U+202E RIGHT-TO-LEFT OVERRIDE"}
    assert visible("La\u202eb\ud800") == "La⟨U+202E⟩b⟨U+D800⟩"


def test_all_mistakes_are_told_at_once_and_counted_beyond_fifty(tmp_path: Path) -> None:
    nodes = tuple(WrittenNode(f"N{number}", "idee", "") for number in range(60))
    assert len(mistakes_in(WrittenMap("v", "V", nodes=nodes))) == 120
    file = tmp_path / "kaart.xlsx"
    file.write_bytes(as_workbook(WrittenMap("v", "V", nodes=nodes)))
    taken = take_in(file, "kaart.xlsx")
    assert (taken.written, len(taken.mistakes), taken.count) == (None, 50, 120)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kaart.csv", b"a;b", "unknown_form"),
        ("kaart.xlsx", b"geen zip", "not_taken"),
        ("kaart.json", b" " * (5 * 1024 * 1024 + 1), "file_too_large"),
    ],
)
def test_file_that_is_no_map_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert [mistake.code for mistake in take_in(file, name).mistakes] == [code]


def test_map_is_taken_in_with_the_rows_of_its_sheets(tmp_path: Path) -> None:
    def empty_row(book: Any) -> None:
        book["Nodes"].insert_rows(2)

    file = tmp_path / "kaart.xlsx"
    file.write_bytes(workbook(empty_row))
    taken = take_in(file, "kaart.xlsx")
    assert taken.written == SIMPLE
    assert taken.place_of("nodes", 0, "activities").row == 3


def test_circle_of_any_length_is_found_without_recursion() -> None:
    links = tuple(WrittenLink(f"N{number}", f"N{(number + 1) % 4000}") for number in range(4000))
    nodes = tuple(WrittenNode(f"N{number}", "output", "x") for number in range(4000))
    assert [mistake.code for mistake in mistakes_in(WrittenMap("v", "V", nodes=nodes, links=links))] == [
        "circle_of_links"
    ]


def test_mistake_without_a_file_has_no_place() -> None:
    assert mistakes_in(WrittenMap("v", "")) == [Mistake("text_missing")]
