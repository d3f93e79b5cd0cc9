"""An answer that was kept is the one that would be given now: to the same reader, act, facts and text."""

from itertools import product

import pytest

from vlechtwerk.engines.policy import deciding
from vlechtwerk.engines.policy.deciding import decide, decide_one
from vlechtwerk.engines.policy.facts import Act, Given, Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import LAW, MODEL_COVENANT, Grounds, text_of

# Some thousands of questions, each answered twice.
pytestmark = pytest.mark.slow

READERS = [
    Reader("BD", "tax", "analyst"),
    Reader("KMAR", "police", "analyst"),
    Reader("KMAR", "police", "analyst", False),
]
MARKINGS = [Marked("NP", "police", category, "subject") for category in ("police-8", "police-9", "knowledge")]
SITUATIONS = [Situation("activity"), Situation("activity", given=frozenset({Given.PROVIDER_CONSENT.value}))]


@pytest.mark.parametrize("most_kept", [2, 5_000])
def test_kept_answers_are_the_ones_that_would_be_given_now(monkeypatch: pytest.MonkeyPatch, most_kept: int) -> None:
    monkeypatch.setattr(deciding, "MOST_KEPT", most_kept)
    questions = list(product(MARKINGS, SITUATIONS))
    for text in (text_of(LAW), text_of(LAW) + "\n" + text_of(MODEL_COVENANT)):
        keeping = Grounds(text)
        for _time, reader, act in product(range(2), READERS, (Act.READ, Act.DOWNLOAD)):
            anew = [decide_one(Grounds(text), reader, *question, act) for question in questions]
            assert decide(keeping, reader, questions, act) == anew
