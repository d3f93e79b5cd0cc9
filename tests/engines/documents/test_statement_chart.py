"""Charts of statements: bars as long as their shares, neutral over zero, and no figure of what is not shown."""

import itertools
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.documents.statement_chart import (
    Category,
    Certainty,
    HiddenRow,
    Part,
    Point,
    PublishedBars,
    PublishedGroup,
    PublishedRow,
    RoundRow,
    RoundsSideBySide,
    Side,
    Span,
    StatementBars,
    StatementRow,
    draw_certainty,
    draw_published_bars,
    draw_rounds_side_by_side,
    draw_statement_bars,
)
from vlechtwerk.engines.documents.statement_chart.colours import fills_of
from vlechtwerk.engines.documents.text_width import width_of

D, N, A = Side.DISAGREE, Side.NEUTRAL, Side.AGREE
FIVE = (
    Category("helemaal oneens", D),
    Category("oneens", D),
    Category("neutraal", N),
    Category("eens", A),
    Category("helemaal eens", A),
)
HIDDEN = HiddenRow("21", "De gemeente doet mee.", "Niet getoond: groep kleiner dan vijf")
WIDTHS = [720, 360]


def statement(*counts: int, unknown: int = 1, label: str = "Wij werken aan hetzelfde doel.") -> StatementRow:
    whole = sum(counts)
    parts = tuple(Part(count / whole, str(int(Fraction(100 * count, whole) + Fraction(1, 2)))) for count in counts)
    return StatementRow("3", label, parts, str(whole), unknown)


def bars(*rows: StatementRow | HiddenRow, categories: tuple[Category, ...] = FIVE, width: int = 720) -> StatementBars:
    return StatementBars(
        "Wat vindt men?", "De tabel", categories, rows, "oneens", "eens", "n", "weet niet", width=width
    )


def elements(drawing: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing).iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def texts(drawing: str) -> list[str]:
    return [element.text or "" for element in elements(drawing, "text")]


def boxes(drawing: str, height: str) -> list[tuple[float, float, str]]:
    """Return where each outlined box of a height begins and ends, and its colour."""
    found = [box for box in elements(drawing, "rect") if box.get("height") == height and box.get("stroke")]
    return [
        (float(box.get("x", "")), float(box.get("x", "")) + float(box.get("width", "")), box.get("fill", ""))
        for box in found
    ]


def scale_of(drawing: str) -> tuple[float, float]:
    """Return where zero is, and how far 100% is from it: both have their words above."""
    at = [(element.text, float(element.get("x", ""))) for element in elements(drawing, "text")]
    zero = next(x for words, x in at if words == "0")
    return zero, max(x for words, x in at if words == "100%") - zero


@pytest.mark.parametrize("plain", [False, True])
@given(counts=st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(any))
def test_parts_are_as_long_as_their_shares_and_touch(plain: bool, counts: list[int]) -> None:
    drawing = draw_statement_bars(replace(bars(statement(*counts)), plain=plain))
    parts = boxes(drawing, "20")
    zero, whole = scale_of(drawing)
    assert [end - begin for begin, end, _fill in parts] == pytest.approx(
        [whole * count / sum(counts) for count in counts if count], abs=0.15
    )
    for (_begin, end, _fill), (begin, _end, _other) in itertools.pairwise(parts):
        assert begin == pytest.approx(end, abs=0.15)
    disagree_and_half = 0 if plain else counts[0] + counts[1] + counts[2] / 2
    assert parts[0][0] == pytest.approx(zero - whole * disagree_and_half / sum(counts), abs=0.15)


def test_neutral_part_stands_half_on_each_side_of_zero() -> None:
    drawing = draw_statement_bars(bars(statement(1, 4, 6, 9, 5)))
    neutral = next((begin, end) for begin, end, fill in boxes(drawing, "20") if fill == "#e9ebee")
    zero, _whole = scale_of(drawing)
    assert sum(neutral) / 2 == pytest.approx(zero, abs=0.1)


def test_without_a_neutral_category_the_sides_meet_at_zero() -> None:
    drawing = draw_statement_bars(bars(statement(9, 21), categories=(Category("nee", D), Category("ja", A))))
    (_begin, no_ends, _no), (yes_begins, _end, _yes) = boxes(drawing, "20")
    zero, _whole = scale_of(drawing)
    assert (no_ends, yes_begins) == pytest.approx((zero, zero), abs=0.1)


@pytest.mark.parametrize("width", WIDTHS)
def test_legend_holds_every_category_in_its_colour_also_an_empty_one(width: int) -> None:
    drawing = draw_statement_bars(bars(statement(0, 0, 0, 0, 12), width=width))
    assert {category.words for category in FIVE} <= set(texts(drawing))
    legend = [fill for _begin, _end, fill in boxes(drawing, "12")][:5]
    assert legend == ["#8c4a00", "#e3b778", "#e9ebee", "#8fbbdc", "#12405f"]


@pytest.mark.parametrize("width", WIDTHS)
def test_row_that_is_not_shown_gives_its_reason_and_no_figure(width: int) -> None:
    said = texts(draw_statement_bars(bars(HIDDEN, width=width)))
    assert HIDDEN.words in " ".join(said)
    figures = {words for words in said if any(character.isdigit() for character in words)}
    assert figures == {"0", "50%", "100%", "21"}


def test_row_that_is_not_shown_changes_nothing_of_the_others() -> None:
    shown = statement(1, 4, 6, 9, 5, unknown=3)
    # Its number and label are no wider than those of the other.
    hidden = replace(HIDDEN, number="4", label="De gemeente")
    alone, beside = draw_statement_bars(bars(shown)), draw_statement_bars(bars(shown, hidden))
    for height in ("20", "12"):
        assert boxes(alone, height) == boxes(beside, height)


@pytest.mark.parametrize("width", WIDTHS)
@given(counts=st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(any))
def test_label_stands_only_in_a_part_that_holds_it(width: int, counts: list[int]) -> None:
    row = statement(*counts)
    labelled = replace(row, parts=tuple(replace(part, label=f"p{part.label}") for part in row.parts))
    drawing = draw_statement_bars(bars(labelled, width=width))
    parts = boxes(drawing, "20")
    labels = [element for element in elements(drawing, "text") if (element.text or "").startswith("p")]
    for label in labels:
        x, half = float(label.get("x", "")), width_of(label.text or "", 12) / 2
        assert any(begin <= x - half and x + half <= end for begin, end, _fill in parts)
    fitting = [part for part in parts if part[1] - part[0] > width_of("p100", 12) + 8]
    assert len(labels) >= len(fitting)


def test_who_did_not_know_is_a_number_and_an_open_bar_and_no_part() -> None:
    drawing = draw_statement_bars(bars(statement(0, 0, 5, 5, 0, unknown=0), statement(0, 0, 5, 5, 0, unknown=4)))
    open_bars = [(begin, end) for begin, end, fill in boxes(drawing, "12") if fill == "#ffffff"]
    assert len(open_bars) == 1
    assert open_bars[0][1] <= 720
    assert texts(drawing).count("4") == 1
    first, second = boxes(drawing, "20")[:2], boxes(drawing, "20")[2:]
    assert first == second


def test_labels_are_printed_as_given_so_that_few_answers_can_be_counts() -> None:
    row = StatementRow("1", "Weinig", tuple(Part(count / 7, f"{count}×") for count in (1, 1, 1, 2, 2)), "7", 0)
    assert {"1×", "2×"} <= set(texts(draw_statement_bars(bars(row))))


CATEGORIES = [
    ([D], "2 to 11"),
    ([D] * 6 + [A] * 6, "2 to 11"),
    ([A, D], "run from disagree"),
    ([D, N, N, A], "run from disagree"),
]


@pytest.mark.parametrize(("sides", "said"), CATEGORIES)
def test_scale_that_can_not_be_drawn_is_refused(sides: list[Side], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        bars(categories=tuple(Category(str(place), side) for place, side in enumerate(sides)))


def test_statement_with_parts_of_another_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="4 parts for 5 categories"):
        bars(statement(1, 2, 3, 4))


def relative_luminance(colour: str) -> float:
    """Return it after WCAG 2.2, written apart from the code."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return channels[0] * 0.2126 + channels[1] * 0.7152 + channels[2] * 0.0722


@given(st.integers(0, 10), st.booleans(), st.integers(0, 10))
def test_every_label_can_be_read_on_its_part_and_no_two_parts_look_alike(left: int, middle: bool, right: int) -> None:
    fills = fills_of([D] * left + [N] * middle + [A] * right)
    assert len({fill.ground for fill in fills}) == left + middle + right
    for fill in fills:
        dark, light = sorted((relative_luminance(fill.ground), relative_luminance(fill.ink)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_strongest_disagreement_is_hatched_and_agreement_never() -> None:
    fills = fills_of([D, D, N, A, A])
    assert [bool(fill.hatching) for fill in fills] == [True, False, False, False, False]


def published(width: int = 720) -> PublishedBars:
    groups = (PublishedGroup("Daadkracht", (PublishedRow("D1", "Doen wat nodig is", 0.92, "92%"),)),)
    negative = (PublishedRow("K1", "Capaciteit is onvoldoende", 0.74, "74%"),)
    return PublishedBars("Gepubliceerd", "De tabel", groups, negative, "Negatief gesteld", width=width)


@pytest.mark.parametrize("width", WIDTHS)
def test_published_shares_are_as_long_as_they_say_and_negative_ones_stand_below_hatched(width: int) -> None:
    drawing = draw_published_bars(published(width))
    (begin, end, _), (_, positive, grey), _, (_, negative, open_fill) = boxes(drawing, "14")
    assert (positive - begin) / (end - begin) == pytest.approx(0.92, abs=0.001)
    assert (negative - begin) / (end - begin) == pytest.approx(0.74, abs=0.001)
    assert (grey, open_fill) == ("#4c5565", "#ffffff")
    said = texts(drawing)
    assert said.index("92%") < said.index("Negatief gesteld") < said.index("74%")
    assert {words for words in said if any(character.isdigit() for character in words)} == {
        *("0", "50%", "100%", "D1", "K1", "92%", "74%")
    }


def certainty(share: float, least: float, most: float, interval: Span | None) -> Certainty:
    return Certainty("Hoe zeker?", "De woorden", share, "69% (18 van 26)", Span(least, most, "Zeker", "alle"), interval)


def test_dot_lies_in_the_interval_and_the_interval_in_the_bounds() -> None:
    # 18 of 26 agree, 31 asked (RULES d6): the bounds are 58 and 74%.
    drawing = draw_certainty(certainty(18 / 26, 18 / 31, 23 / 31, Span(19 / 31, 23 / 31, "61 tot 74%", "exact")))
    bound_from, bound_to, _fill = boxes(drawing, "26")[0]
    inner_from, inner_to, _fill = next(box for box in boxes(drawing, "12") if box[1] - box[0] > 24)
    dot = float(elements(drawing, "circle")[0].get("cx", ""))
    assert bound_from < inner_from < dot < inner_to <= bound_to
    at = {element.text: float(element.get("x", "")) for element in elements(drawing, "text")}
    a_per_cent = (at["90%"] - at["60%"]) / 30
    assert (dot - at["60%"]) / a_per_cent == pytest.approx(69.23 - 60, abs=0.1)
    assert (bound_from - at["60%"]) / a_per_cent == pytest.approx(58.06 - 60, abs=0.1)


def test_share_of_which_nobody_is_missing_has_a_stroke_for_bounds_and_no_interval() -> None:
    drawing = draw_certainty(certainty(0.5, 0.5, 0.5, None))
    (begin, end, _fill) = boxes(drawing, "26")[0]
    assert end - begin == pytest.approx(1)
    assert not [box for box in boxes(drawing, "12") if box[2] == "#8fbbdc"]


def rounds(*rows: RoundRow | HiddenRow, width: int = 640) -> RoundsSideBySide:
    return RoundsSideBySide("Rondes", "De tabel", "ronde 1", "ronde 2", "aandeel eens", "aantal", rows, width=width)


def lines_between(drawing: str) -> int:
    return drawing.count('stroke-width="1.5"')


@pytest.mark.parametrize("width", [640, 400, 360])
def test_round_before_is_open_now_is_filled_and_counts_stand_at_the_right(width: int) -> None:
    row = RoundRow("14", "snelle besluiten", Point(0.25, "7"), Point(0.75, "21"))
    drawing = draw_rounds_side_by_side(rounds(row, width=width))
    before, now = elements(drawing, "circle")[2:]
    assert (before.get("fill"), now.get("fill")) == ("#ffffff", "#12405f")
    assert float(before.get("cx", "")) < float(now.get("cx", ""))
    at = {element.text: float(element.get("x", "")) for element in elements(drawing, "text")}
    assert at["7"] < at["21"] == width
    assert lines_between(drawing) == 1


def test_changed_wording_breaks_the_line_and_says_so() -> None:
    row = RoundRow("14", "besluiten", Point(0.2, "6"), Point(0.8, "24"), "anders gesteld", is_broken=True)
    whole = draw_rounds_side_by_side(rounds(replace(row, is_broken=False)))
    broken = draw_rounds_side_by_side(rounds(row))
    assert (lines_between(whole), lines_between(broken)) == (1, 2)
    assert "anders gesteld" in texts(broken)
    close = RoundRow("14", "besluiten", Point(0.5, "15"), Point(0.52, "16"), "anders gesteld", is_broken=True)
    assert lines_between(draw_rounds_side_by_side(rounds(close))) == 0


def test_same_share_in_both_rounds_shows_both_dots() -> None:
    drawing = draw_rounds_side_by_side(rounds(RoundRow("5", "nodig", Point(0.5, "15"), Point(0.5, "15"))))
    before, now = elements(drawing, "circle")[2:]
    assert float(before.get("r", "")) > float(now.get("r", ""))


def test_rounds_of_a_row_that_is_not_shown_give_no_count_and_no_dot() -> None:
    drawing = draw_rounds_side_by_side(rounds(HIDDEN))
    assert len(elements(drawing, "circle")) == 2
    assert {words for words in texts(drawing) if any(character.isdigit() for character in words)} == {
        *("0", "50%", "100%", "21", "ronde 1", "ronde 2")
    }


def test_round_in_which_a_statement_was_not_asked_has_no_dot_and_no_line() -> None:
    row = RoundRow("24", "nieuw", None, Point(0.5, "15"), "niet gesteld in ronde 1")
    drawing = draw_rounds_side_by_side(rounds(row))
    assert len(elements(drawing, "circle")) == 3
    assert lines_between(drawing) == 0


def every_drawing(words: str) -> list[str]:
    """Return each drawing with the same words wherever it takes any."""
    categories = tuple(replace(category, words=words) for category in FIVE)
    row = replace(statement(1, 2, 3, 4, 5, label=words), number=words, n=words)
    hidden, span = HiddenRow(words, words, words), Span(0.4, 0.6, words, words)
    one = PublishedRow(words, words, 0.5, words)
    round_row = RoundRow(words, words, Point(0.2, words), Point(0.4, words), words, is_broken=True)
    return [
        draw_statement_bars(
            StatementBars(
                words, words, categories, (row, hidden), words, words, words, words, invented=words, width=width
            )
        )
        for width in WIDTHS
    ] + [
        draw_published_bars(PublishedBars(words, words, (PublishedGroup(words, (one,)),), (one,), words, words)),
        draw_certainty(Certainty(words, words, 0.5, words, span, span, words)),
        draw_rounds_side_by_side(
            RoundsSideBySide(words, words, words, words, words, words, (round_row, hidden), words)
        ),
    ]


def test_words_are_escaped_everywhere() -> None:
    for drawing in every_drawing('<b>"&'):
        assert "<b>" not in drawing
        root = ElementTree.fromstring(drawing)
        assert {element.text for element in root if element.tag.endswith(("title", "desc"))} == {'<b>"&'}


def test_drawing_of_invented_data_says_so_and_another_does_not() -> None:
    words = "Verzonnen gegevens"
    for width in WIDTHS:
        plain, row = bars(statement(1, 2, 3, 4, 5), width=width), RoundRow("1", "een", Point(0.5, "5"), None)
        assert words not in texts(draw_statement_bars(plain))
        drawings = [
            draw_statement_bars(replace(plain, invented=words)),
            draw_published_bars(replace(published(width), invented=words)),
            draw_certainty(replace(certainty(0.5, 0.4, 0.6, None), invented=words, width=width)),
            draw_rounds_side_by_side(replace(rounds(row, width=width), invented=words)),
        ]
        assert all(words in texts(drawing) for drawing in drawings)


def test_drawings_on_one_page_have_their_own_ids() -> None:
    drawing = draw_statement_bars(replace(bars(statement(1, 2, 3, 4, 5)), name="first"))
    ids = [element.get("id") for element in ElementTree.fromstring(drawing).iter() if element.get("id")]
    assert ids == ["first-title", "first-words"]
    assert 'aria-labelledby="first-title first-words"' in drawing


def test_drawing_without_rows_still_explains_its_scale() -> None:
    assert {category.words for category in FIVE} <= set(texts(draw_statement_bars(bars())))
    assert elements(draw_rounds_side_by_side(rounds()), "circle")
