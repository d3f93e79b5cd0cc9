"""In which order the answers of a scale are drawn: from disagreeing to agreeing, also where it was put otherwise."""

import pytest

from vlechtwerk.domains.evaluation.rules.questionnaire import AskedCategory, AskedScale
from vlechtwerk.interfaces.web.evaluation.result_charts import drawn_order

STRAIGHT = ("disagree", "disagree", "neutral", "agree", "agree")


def scale(*sides: str) -> AskedScale:
    return AskedScale("s", tuple(AskedCategory(at, {"nl": str(at)}, side) for at, side in enumerate(sides, 1)), True)


@pytest.mark.parametrize(
    ("sides", "places"),
    [
        (STRAIGHT, [0, 1, 2, 3, 4]),
        # Put with “strongly agree” first: what is furthest from agreeing stands last, and is drawn first.
        (STRAIGHT[::-1], [4, 3, 2, 1, 0]),
        (("agree", "agree", "disagree", "disagree"), [3, 2, 1, 0]),
        (("agree", "disagree", "neutral"), [1, 2, 0]),
    ],
)
def test_answers_are_drawn_from_disagreeing_to_agreeing(sides: tuple[str, ...], places: list[int]) -> None:
    assert drawn_order(scale(*sides)) == places
