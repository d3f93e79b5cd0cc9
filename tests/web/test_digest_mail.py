"""A digest is composed as its reader at the moment of sending, says nothing that can be taken back, and comes once."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections

from tests.mail_server import Mailbox, free_port, mail_server
from tests.world import LONG_AGO, World, days_from_now, find_world, now
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.programme.models import Activity, Digest, NoticeKind
from vlechtwerk.domains.programme.operations import attention, planning, work
from vlechtwerk.domains.programme.queries.digests import due_digests
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.web import digest_mail
from vlechtwerk.interfaces.web.digest_mail import send_due_digests


@pytest.fixture
def box(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    # The cast of the demo chose digests of their own.
    monkeypatch.setattr(
        digest_mail, "due_digests", lambda day: [due for due in due_digests(day) if due.project_code == "test"]
    )
    with mail_server(settings) as opened:
        yield opened


@pytest.fixture
def activity(world: World) -> Activity:
    found = world.activity(lead="anna")
    planning.assign(found, world.jaap, "member", LONG_AGO, by=world.loader, at=now())
    choose(world, "anna", "jaap")
    work.write_remark(found, "@Anna GEHEIM onder ons", team_only=True, by=world.karin, at=now())
    work.give_task(found, "Bel de TIPGEVER", world.jaap, by=world.karin, at=now())
    return found


def choose(world: World, *names: str, language: str = "nl") -> None:
    for name in names:
        person = world.people[name]
        with reading_as(person.id):
            attention.choose_digest(
                "daily", NoticeKind.values, language=language, by=person, at=now() - timedelta(hours=1)
            )


def states(world: World, name: str) -> list[str]:
    with reading_as(world.people[name].id):
        return list(Digest.objects.values_list("state", flat=True))


def test_digest_says_how_much_and_where_and_nothing_of_what_was_said(
    world: World, activity: Activity, box: Mailbox
) -> None:
    assert send_due_digests(now()) == 2
    (text,) = box.texts_to("anna@example.org")
    assert "U wordt één keer genoemd in Smokkelroutes" in text
    assert "/test/programme/activities/A01/" in text
    (other,) = box.texts_to("jaap@example.org")
    assert "U kreeg een taak in Smokkelroutes" in other
    for _to, mail in box.taken:
        whole = mail.as_string() + "".join(part.get_content() for part in mail.iter_parts())  # type: ignore[attr-defined]  # text
        assert "GEHEIM" not in whole
        assert "TIPGEVER" not in whole
        assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_mail_goes_to_one_person_and_names_nobody_else(world: World, activity: Activity, box: Mailbox) -> None:
    send_due_digests(now())
    assert sorted(to for to, _mail in box.taken) == [["anna@example.org"], ["jaap@example.org"]]
    for (own,), mail in box.taken:
        assert [mail.get_all(name) for name in ("To", "Cc", "Bcc", "Reply-To")] == [[own], None, None, None]
        whole = mail.as_string() + "".join(part.get_content() for part in mail.iter_parts())  # type: ignore[attr-defined]  # text
        named = {name for name in world.people if name.capitalize() in whole or f"{name}@" in whole}
        assert named == {own.partition("@")[0]}


def test_digest_comes_once_and_what_it_told_is_not_told_again(world: World, activity: Activity, box: Mailbox) -> None:
    assert send_due_digests(now()) == 2
    assert send_due_digests(now()) == 0
    assert send_due_digests(now() + timedelta(days=1)) == 0
    assert len(box.taken) == 2
    assert states(world, "anna") == ["empty", "sent"]


def test_what_may_no_longer_be_read_is_not_told(world: World, activity: Activity, box: Mailbox) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_teamrole set active_until = current_date where person_id = %s", [world.anna.id]
        )
    send_due_digests(now())
    assert box.texts_to("anna@example.org") == []


def test_someone_whose_appointment_ended_gets_nothing(world: World, activity: Activity, box: Mailbox) -> None:
    (appointment,) = world.jaap.appointments.all()
    people.end_appointment(appointment, days_from_now(0), reason_kind="other", by=world.karin, at=now())
    send_due_digests(now())
    assert box.texts_to("jaap@example.org") == []


def test_refused_mail_is_tried_again_the_same_day(
    world: World, activity: Activity, box: Mailbox, settings: Any
) -> None:
    box.refusal = "451 Not now"
    assert send_due_digests(now()) == 0
    assert states(world, "anna") == ["refused"]
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert send_due_digests(now()) == 0
    box.refusal, settings.EMAIL_PORT = "", port
    assert send_due_digests(now()) == 2
    assert states(world, "anna") == ["sent"]


def test_after_a_crash_nothing_is_sent_twice_and_it_is_told_the_next_day(
    world: World, activity: Activity, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("vlechtwerk.interfaces.web.digest_mail.note_digest", crash)
        with pytest.raises(SystemExit):
            send_due_digests(now())
    (first,) = [name for name in ("anna", "jaap") if box.texts_to(f"{name}@example.org")]
    send_due_digests(now())
    assert len(box.texts_to(f"{first}@example.org")) == 1
    send_due_digests(now() + timedelta(days=1))
    assert len(box.texts_to(f"{first}@example.org")) == 2


def test_digest_is_in_the_language_chosen_and_counts_per_purpose_only(
    world: World, activity: Activity, box: Mailbox
) -> None:
    choose(world, "anna", language="en")
    send_due_digests(now())
    assert "You are mentioned once in Smokkelroutes" in box.texts_to("anna@example.org")[0]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_digest(box: Mailbox) -> None:
    with find_world() as world, reading_as(world.karin.id):
        attention.choose_digest("daily", NoticeKind.values, language="nl", by=world.karin, at=now() - timedelta(days=1))
        activity = world.activity("D9", "Dubbel")
    with reading_as(world.anna.id):
        work.write_remark(activity, "@Karin kijk", by=world.anna, at=now())

    def send() -> None:
        send_due_digests(now())
        connections.close_all()

    workers = [Thread(target=send) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(box.texts_to(Account.objects.get(email="karin@example.org").email)) == 1
