"""Attacks on the promise of an anonymous round, one a test, by someone who has the whole database and the mail server.

What they have: every row with its hidden columns, every file of the database server (heap, write-ahead log), a backup,
every mail with its link, our log. What they have not: the key of an open round, and the secret of the settings. All of
it is committed, on a server of its own files, as it is in use.
"""

import hmac
import json
import re
from collections import Counter
from uuid import UUID

import pytest
from django.conf import settings as used

from tests.databases import REAL_SERVER_IS_NAMED
from tests.domains.evaluation.attacked_round import PEOPLE, Seen, as_owner, every_row, values_in
from tests.domains.evaluation.attacked_round import seen as seen  # a fixture
from vlechtwerk.domains.evaluation.queries.round_keys import has_round_key
from vlechtwerk.engines.surveys.sealing import Unreadable, make_key_pair, open_sealed

pytestmark = pytest.mark.xdist_group("anonymity")


def test_attack_plain_rows_while_the_round_is_open(seen: Seen) -> None:
    """No column of any table holds an answer or a remark that someone could read."""
    assert len(seen.sealed) == PEOPLE
    for remark in seen.remarks:
        assert remark not in seen.rows_while_open
        assert remark.encode().hex() not in seen.rows_while_open


@pytest.mark.skipif(REAL_SERVER_IS_NAMED, reason="the files of another server can't be read")
def test_attack_write_ahead_log_and_files_of_that_minute(seen: Seen) -> None:
    """Neither the heap nor the write-ahead log holds an answer or a remark in plain bytes before the closing."""
    assert b"vrager3@example.net" in seen.open_files
    for remark in seen.remarks:
        assert remark.encode() not in seen.open_files
    assert b'"packed":' not in seen.open_files
    assert all(seen.key not in place for place in (seen.open_files, seen.rows_while_open.encode()))


def test_attack_length_of_the_sealed_answers(seen: Seen) -> None:
    """All are of one length, also those that say much, and no two look alike."""
    assert len({len(payload) for payload in seen.sealed}) == 1
    assert len(set(seen.sealed)) == len(seen.sealed)
    assert len(seen.sealed[0]) > max(len(remark) for remark in seen.remarks)


def test_attack_sealed_answers_with_another_key_or_round(seen: Seen) -> None:
    """Without the key of this round nothing opens; with it, but as of another round, neither."""
    for payload in seen.sealed:
        for key, about in ((make_key_pair()[0], f"round {seen.round.id.hex}"), (seen.key, "round other")):
            with pytest.raises(Unreadable):
                open_sealed(payload, key, about=about.encode())


def test_attack_once_links_a_sealed_answer_to_nobody_without_the_secret_of_the_round(seen: Seen) -> None:
    """Even opened with its key, an answer names nobody: what keeps doubles apart follows from no row or setting."""
    opened = [
        json.loads(open_sealed(one, seen.key, about=f"round {seen.round.id.hex}".encode())) for one in seen.sealed
    ]
    assert {one["remarks"]["O1"] for one in opened} == set(seen.remarks)
    known = seen.rows_while_open + " ".join(seen.links)
    for one in opened:
        assert set(one) == {"packed", "remarks", "level", "organisation", "body", "once"}
        assert one["once"] not in known
    # Whatever is summed with the secret of the settings: it outlives the round, that of the round does not.
    people = [UUID(identifier) for (identifier,) in values_in("evaluation_respondent", "id::text")]
    sums = {one["once"] for one in opened}
    derived = hmac.digest(used.SECRET_KEY.encode(), b"vlechtwerk.evaluation.answering", "sha256")
    for key in (derived, used.SECRET_KEY.encode()):
        for text in (f"once {seen.round.id.hex} {{}}", "{}", f"{seen.round.id.hex} {{}}"):
            tried = {hmac.digest(key, text.format(person.hex).encode(), "sha256").hex() for person in people}
            assert not tried & sums
    assert {hmac.digest(seen.secret, person.bytes, "sha256").hex() for person in people} == sums


def test_attack_backup(seen: Seen) -> None:
    """A backup made while the round was open holds no key and nothing readable; afterwards no key exists."""
    keys = (seen.key, seen.key.hex().encode(), seen.secret, seen.secret.hex().encode())
    for secret in (*(remark.encode() for remark in seen.remarks), *keys):
        assert secret not in seen.backup_while_open
    assert seen.round.public_key is not None
    assert bytes(seen.round.public_key).hex().encode() in seen.backup_while_open


def test_attack_private_key_after_closing(seen: Seen) -> None:
    """The key is gone with the closing: what an old backup or the write-ahead log keeps stays sealed."""
    assert not has_round_key(bytes(seen.round.public_key or b""))
    assert list(seen.key_place.iterdir()) == []
    left = seen.key_kept.read_bytes()
    assert seen.key not in left
    assert seen.secret not in left


def test_attack_order_and_time_stamps(seen: Seen) -> None:
    """No table of answers has a moment, and the order of sheets and remarks is not that of answering."""
    for table in ("evaluation_answersheet", "evaluation_roundremark", "evaluation_sealedanswer"):
        with as_owner() as owner:
            kinds = owner.execute(
                "select data_type from information_schema.columns where table_name = %s", [table]
            ).fetchall()
        assert ("uuid",) in kinds
        assert not any("time" in kind or kind == "date" for (kind,) in kinds)
    remarks = [text for (text,) in values_in("evaluation_roundremark", "text")]
    assert sorted(remarks) == sorted(seen.remarks)
    # By chance this is so twice in 40,320 times, here and below.
    assert remarks not in (seen.remarks, seen.remarks[::-1])
    sheets = [tuple(bytes(packed)[2:5:2]) for (packed,) in values_in("evaluation_answersheet", "packed")]
    given = [(1 + number % 5, 1 + number // 5) for number in range(PEOPLE)]
    assert sorted(sheets) == sorted(given)
    assert sheets not in (given, given[::-1])
    # Nor do remarks stand in the order of the sheets: one that gives its writer away would give their sheet away.
    assert [seen.remarks.index(text) for text in remarks] != [given.index(sheet) for sheet in sheets]


def test_attack_days_of_the_links(seen: Seen) -> None:
    """Of a respondent is kept a day and never a moment, in the journal too."""
    days = set(values_in("evaluation_respondent", "sent_on::text"))
    assert len(days) == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", next(iter(days))[0])
    acts = values_in("journal_journalentry", "act", "person_id")
    assert {act for act, person in acts if person != seen.world.loader.id} == {
        "begin_evaluation", "prepare_round", "add_respondents", "open_round", "invite_respondents", "close_round",
    }  # fmt: skip


def test_attack_database_ids(seen: Seen) -> None:
    """Identifiers of sheets and remarks are random, and none of them stands in what was there before the closing."""
    for table in ("evaluation_answersheet", "evaluation_roundremark"):
        found = [str(identifier) for (identifier,) in values_in(table, "id")]
        assert len(found) == PEOPLE
        assert all(identifier[14] == "4" for identifier in found)
        assert not any(identifier in seen.rows_while_open for identifier in found)
        assert found != sorted(found)


def test_attack_xmin_and_physical_order(seen: Seen) -> None:
    """All sheets and remarks came in one transaction, that of the closing; no respondent's row shares it."""
    by_table = {
        table: {xmin for (xmin,) in values_in(table, "xmin::text")}
        for table in ("evaluation_answersheet", "evaluation_roundremark", "evaluation_respondent")
    }
    assert by_table["evaluation_answersheet"] == by_table["evaluation_roundremark"]
    assert len(by_table["evaluation_answersheet"]) == 1
    assert not by_table["evaluation_answersheet"] & by_table["evaluation_respondent"]


def test_attack_sealed_row_and_ticked_row_are_of_two_transactions(seen: Seen) -> None:
    """What was sealed does not even share its transaction with the link that was ticked off."""
    lines = seen.rows_while_open.splitlines()
    moments = {
        table: {
            re.search(r"\('\(\d+,\d+\)', '?(\d+)", line)[1] for line in lines if line.startswith(f"public.{table} ")
        }  # type: ignore[index]  # so it is written
        for table in ("evaluation_sealedanswer", "evaluation_respondent", "evaluation_roundmail")
    }
    assert len(moments["evaluation_sealedanswer"]) == PEOPLE
    assert not moments["evaluation_sealedanswer"] & (moments["evaluation_respondent"] | moments["evaluation_roundmail"])


def test_attack_sequences(seen: Seen) -> None:
    """No sequence counts answers: their tables have none."""
    with as_owner() as owner:
        named = [name for (name,) in owner.execute("select sequencename from pg_sequences")]
    assert not [name for name in named if name.startswith("evaluation_")]


def test_attack_sheets_hold_no_group_and_no_pseudonym(seen: Seen) -> None:
    """A sheet is the answers alone, so that level × organisation names nobody."""
    with as_owner() as owner:
        columns = {
            name
            for (name,) in owner.execute(
                "select column_name from information_schema.columns where table_name = 'evaluation_answersheet'"
            )
        }
    assert columns == {"id", "project_id", "round_id", "packed", "pseudonym"}
    assert {pseudonym for (pseudonym,) in values_in("evaluation_answersheet", "pseudonym")} == {None}
    assert len({len(bytes(packed)) for (packed,) in values_in("evaluation_answersheet", "packed")}) == 1


def test_attack_mail_server(seen: Seen) -> None:
    """The mail server knows who has which link; of a link the database keeps a digest, and nothing beside an answer."""
    assert len(seen.box.taken) == PEOPLE
    whole = every_row() + seen.rows_while_open
    for link in seen.links:
        assert link.rstrip("/").rpartition("/")[2] not in whole
    for _to, mail in seen.box.taken:
        assert not any(remark in mail.as_string() for remark in seen.remarks)
    headers = {name.lower() for _to, mail in seen.box.taken for name in mail.keys()}  # noqa: SIM118  # a mail is no mapping
    assert not any("track" in name or name == "disposition-notification-to" for name in headers)


def test_attack_mail_log_and_web_server_log(seen: Seen) -> None:
    """Our log holds neither a link nor an answer nor an address; the web server writes no log of requests at all."""
    from vlechtwerk.interfaces.cli.supervisor import web_command

    assert "/answer/…" in seen.log
    for secret in (*seen.remarks, "z" * 43, "example.net", *(link.rpartition("/answer/")[2] for link in seen.links)):
        assert secret.strip("/") not in seen.log
    command = web_command("127.0.0.1", 1, 1, 1)
    assert not {"--access-log", "--access-log-fmt"} & set(command)


def test_attack_addresses_and_history_of_the_browser(seen: Seen) -> None:
    """After the first request no address tells anything: everyone walks through the same ones."""
    first, later = seen.addresses[::3], {address for index, address in enumerate(seen.addresses) if index % 3}
    assert len(set(first)) == PEOPLE
    assert later == {"/answer/", "/answer/thanks/"}


def test_attack_difference_between_before_and_after_one_answer(seen: Seen) -> None:
    """Two copies of the database differ in a ciphertext and a ticked link only: in no session, count, job or log."""
    gone, come = seen.before - seen.after, seen.after - seen.before
    assert Counter(line.split()[0] for line in gone) == {"public.evaluation_respondent": 1}
    assert Counter(line.split()[0] for line in come) == {
        "public.evaluation_respondent": 1, "public.evaluation_sealedanswer": 1,
    }  # fmt: skip
    (before,), (after,) = (
        [json.loads(line.split(" ", 3)[3]) for line in lines if "evaluation_respondent" in line]
        for lines in (gone, come)
    )
    assert {name for name in before if before[name] != after[name]} == {"sent_on"}


def test_limit_is_said_where_the_round_is_very_small(seen: Seen) -> None:
    """Eight people with a threshold of five: the invitation says that answers may be guessed."""
    for words in (str(mail.get_body(("plain",)).get_content()) for _to, mail in seen.box.taken):  # type: ignore[union-attr]  # it has one
        assert "erg klein" in words
        assert "8 mensen" in words
