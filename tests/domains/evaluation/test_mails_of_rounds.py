"""Mails of a round: what waits, what the mail server refused, and how many were asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import rounds as build
from tests.refusals import refusal
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import RoundMail
from vlechtwerk.domains.evaluation.operations import round_mails, rounds
from vlechtwerk.domains.evaluation.queries.rounds import respondents_of, response_of
from vlechtwerk.foundation.journal.models import JournalEntry


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


@pytest.fixture
def dilara(world: World) -> Iterator[dict[str, Any]]:
    with build.as_dilara(world):
        yield {"by": world.dilara, "at": now()}


def test_mail_to_who_was_noted_before_it_was_sent_is_not_on_its_way(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world, 3)
    round_mails.invite(asked, **dilara)
    assert response_of(asked, respondents_of(asked)).mails == {"waiting": 3}
    ill = asked.respondents.all()[0]
    rounds.note_respondent(ill, "other", **dilara)
    assert response_of(asked, respondents_of(asked)).mails == {"waiting": 2}
    while (claimed := round_mails.claim_mail(asked, **dilara)) is not None:
        assert claimed.respondent != ill
        round_mails.note_mail(claimed.mail, RoundMail.State.SENT)
    assert response_of(asked, respondents_of(asked)).mails == {"invitation": 2}
    # Who can answer after all gets it: it is on its way again.
    rounds.note_respondent(ill, "", **dilara)
    assert response_of(asked, respondents_of(asked)).mails == {"invitation": 2, "waiting": 1}
    closed = rounds.close_round(asked, early=True, **dilara)
    assert response_of(closed, respondents_of(closed)).mails == {"invitation": 2}


def test_reminder_that_the_mail_server_refused_is_sent_again_on_that_day(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world, 3)
    build.links(asked)
    RoundMail.objects.update(asked_on=days_from_now(-1))
    assert round_mails.remind(asked, **dilara) == 3
    claimed = round_mails.claim_mail(asked, **dilara)
    assert claimed is not None
    round_mails.note_mail(claimed.mail, RoundMail.State.REFUSED)
    assert round_mails.remind(asked, **dilara) == 1
    with refusal("nobody_to_remind"):
        round_mails.remind(asked, **dilara)


def test_only_mail_that_was_not_asked_for_yet_is_counted(
    world: World, dilara: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = build.opened(world, 3)
    noted, create = [], JournalEntry.objects.create
    monkeypatch.setattr(JournalEntry.objects, "create", lambda **row: (noted.append(row["details"]), create(**row))[1])
    assert [round_mails.invite(asked, **dilara) for _time in range(2)] == [3, 0]
    assert noted == [{"people": 3}, {"people": 0}]
    assert RoundMail.objects.count() == 3
