"""Places counted in every way that tools do select the words that were meant; each count is made by a plain script."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.coding.made import CODES, USERS, packed, project, read_text, selection, source, words
from vlechtwerk.engines.coding.conventions import Convention, LineEnds, Ruler, Traits, Unit
from vlechtwerk.engines.coding.qdpx import read_qdpx

LINES = (
    "Interviewer: hoe gaat het met de samenwerking? 😀😀",
    "Wij werken 👩‍👧 samen, maar het duurt lang.",
    "",
    "Café 𝒳 is waar wij elkaar 😀 spreken; één keer per maand.",
    "De één zegt ja, de ander zegt nee.",
    "Dat is alles.",
)
MEANT = ("werken", "samen, maar het duurt lang.", "elkaar", "één keer per maand", "De één zegt ja, de ander zegt nee.",
         "Dat is alles.")  # fmt: skip
MARK = b"\xef\xbb\xbf"

Count = Callable[[str], int]
COUNTS: dict[str, tuple[Count, Convention]] = {
    "code points": (len, Convention()),
    "UTF-16": (lambda before: len(before.encode("utf-16-le")) // 2, Convention(Unit.UTF_16)),
    "line ends as one": (
        lambda before: len(before.replace("\r\n", "\n")),
        Convention(Unit.CODE_POINT, LineEnds.ONE),
    ),
    "UTF-16, line ends as one": (
        lambda before: len(before.replace("\r\n", "\n").encode("utf-16-le")) // 2,
        Convention(Unit.UTF_16, LineEnds.ONE),
    ),
}


def selections(text: str, count: Count, extra: int = 0, included: int = 0) -> str:
    """Return selections of what is meant, counted in some way."""
    found = []
    for number, meant in enumerate(MEANT, 1):
        at = text.index(meant)
        start, end = count(text[:at]), count(text[: at + len(meant)])
        found.append(selection(number, start + extra, end + extra - included))
    return "".join(found)


@pytest.mark.parametrize("mark", [b"", MARK])
@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_each_way_of_counting_is_found_by_itself(name: str, line_end: str, mark: bytes) -> None:
    count, convention = COUNTS[name]
    text = line_end.join(LINES)
    for extra in (0, 1) if mark else (0,):
        taken = read_text(selections(text, count, extra), mark + text.encode())
        assert words(taken.project) == list(MEANT)
        assert taken.project.sources[0].text == text
        read = taken.sources[0]
        assert (read.fit.fitting, read.fit.selections, read.asks) == (len(MEANT), len(MEANT), False)
        assert read.fit.convention.unit == convention.unit
        assert read.fit.convention.counts_mark is bool(extra)
        if line_end == "\r\n":
            assert read.fit.convention.line_ends == convention.line_ends


def test_an_end_that_is_the_last_character_is_found() -> None:
    text = "\n".join(LINES)
    taken = read_text(selections(text, len, included=1), text)
    assert words(taken.project) == list(MEANT)
    assert taken.sources[0].fit.convention.includes_end


def test_line_ends_that_count_for_two_though_they_are_one_are_found() -> None:
    text = "\n".join(LINES)
    taken = read_text(selections(text, lambda before: len(before) + before.count("\n")), text)
    assert words(taken.project) == list(MEANT)
    assert taken.sources[0].fit.convention.line_ends is LineEnds.TWO


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_bytes_of_utf8_and_a_first_of_one_are_found(line_end: str) -> None:
    text = line_end.join(LINES)
    ways = (
        (lambda before: len(before.encode()), 0, 0, Convention(Unit.UTF_8)),
        (len, 1, 0, Convention(begins_at_one=True)),
        (len, 1, 1, Convention(includes_end=True, begins_at_one=True)),
    )
    for count, extra, included, convention in ways:
        # With a mark before the text, counting from 1 comes to the same as counting the mark.
        for mark in (b"", MARK):
            taken = read_text(selections(text, count, extra, included), mark + text.encode())
            assert (words(taken.project), taken.sources[0].asks) == (list(MEANT), False)
            assert taken.sources[0].fit.convention == convention or (mark and extra)


def test_words_cut_by_hand_do_not_make_the_usual_count_doubtful() -> None:
    text = "\n".join(LINES)
    at = text.index("samenwerking")
    taken = read_text(selections(text, len) + selection(99, at, at + 5), text)
    assert words(taken.project) == [*MEANT, "samen"]
    assert not taken.sources[0].asks


def test_a_text_with_few_selections_is_read_as_the_others_of_its_project() -> None:
    text = "\r\n".join(LINES)
    count = COUNTS["UTF-16, line ends as one"][0]
    at = text.index("spreken")
    # Half a word, which by itself tells nothing.
    few = selection(99, count(text[: at + 2]), count(text[: at + 7]))
    body = f"<Sources>{source(selections(text, count))}{source(few, 'internal://b.txt', 2)}</Sources>"
    taken = read_qdpx(packed(project(USERS + CODES + body), {"sources/a.txt": text, "Sources/B.TXT": text}))
    assert words(taken.project) == [*MEANT, "reken"]
    assert taken.sources[1].fit.convention == COUNTS["UTF-16, line ends as one"][1]


def test_places_that_fit_nowhere_are_asked_about_and_read_as_the_caller_chooses() -> None:
    text = "\r\n".join(LINES)
    count = COUNTS["UTF-16"][0]
    shifted = "".join(
        selection(number, count(text[: text.index(meant) + 2]), count(text[: text.index(meant) + 4]))
        for number, meant in enumerate(("werken", "elkaar", "spreken", "maand", "alles"), 1)
    )
    file = packed(project(USERS + CODES + f"<Sources>{source(shifted)}</Sources>"), {"sources/a.txt": text})
    read = read_qdpx(file).sources[0]
    assert read.asks
    shown = dict(zip((one.convention for one in read.tried), read.samples, strict=True))
    assert shown.keys() >= {convention for _count, convention in COUNTS.values()}
    assert shown[COUNTS["UTF-16"][1]] == ("rk", "ka", "re", "an", "le")
    taken = read_qdpx(file, choices={read.guid: COUNTS["UTF-16"][1]})
    assert words(taken.project) == ["rk", "ka", "re", "an", "le"]
    assert not taken.sources[0].asks


def test_two_counts_that_select_other_words_equally_well_are_asked_about() -> None:
    taken = read_text(selection(1, 5, 6), "q\r\na-b-c-d")
    assert words(taken.project) == ["b"]
    assert taken.sources[0].asks
    # With one more selection that only one of the two cuts at a word, nothing is left to ask.
    assert not read_text(selection(1, 5, 6) + selection(2, 9, 13), "q\r\na-b-c-more").sources[0].asks


def test_our_own_files_are_never_guessed_at() -> None:
    taken = read_text(selection(1, 1, 3), "samen werken", origin="Vlechtwerk")
    assert words(taken.project) == ["am"]
    assert not taken.sources[0].asks


def test_whole_sentences_that_end_at_their_last_sign_are_asked_about() -> None:
    # Read in the usual way each lacks its full stop, and is cut at the end of a word all the same.
    for most in (1, 3, 10, 60):
        sentences = [f"Zin {number} is er." for number in range(most)]
        text = " ".join(sentences)
        pieces = [
            selection(number, text.index(one), text.index(one) + len(one) - 1)
            for number, one in enumerate(sentences, 1)
        ]
        taken = read_text("".join(pieces), text)
        assert words(taken.project)[0] == "Zin 0 is er"
        assert taken.sources[0].asks, most


@given(st.lists(st.sampled_from(["a", "😀", "\r\n", "\n", "\r", "e\u0301"]), max_size=30), st.data())
def test_every_place_comes_back_from_every_count(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    # Between two characters as people see line ends: no tool can point inside one that it counts as one.
    at = len("".join(pieces[: data.draw(st.integers(0, len(pieces)))]))
    marked = data.draw(st.booleans())
    ways = [*COUNTS.values(), (lambda before: len(before.encode()), Convention(Unit.UTF_8))]
    for count, convention in ways:
        if convention.line_ends is LineEnds.ONE and text[max(0, at - 1) : at + 1] == "\r\n":
            continue
        assert Ruler(Traits(text, marked), convention).place(count(text[:at])) == at


def test_a_place_inside_a_character_or_outside_the_text_is_none() -> None:
    ruler = Ruler(Traits("a😀b", False), Convention(Unit.UTF_16))
    assert [ruler.place(at) for at in range(-1, 6)] == [None, 0, 1, None, 2, 3, None]
    of_bytes = Ruler(Traits("a😀b", True), Convention(Unit.UTF_8, counts_mark=True))
    assert [of_bytes.place(at) for at in range(3, 11)] == [0, 1, None, None, None, 2, 3, None]
    from_one = Ruler(Traits("ab", False), Convention(begins_at_one=True, includes_end=True))
    assert [(from_one.place(at), from_one.place(at, is_end=True)) for at in (0, 1, 2)] == [(None, 0), (0, 1), (1, 2)]
