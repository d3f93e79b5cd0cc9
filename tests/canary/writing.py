"""What someone could write past the operations, with any SQL that the application's role may send."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg import sql

from tests.canary import oracle
from tests.canary.world import MAIN, Planting, Reader
from tests.databases import owner_address

# A trigger before it refuses already: a comment takes after a document that its writer reads, or is none; a published
# result is what came out of its round.
IN_THE_MAKING = "{} in (select id from evaluation_agendaversion where adopted_at is null)"
WRITERS_OF_MAPS = ("team_manager", "director")
REFUSED_EARLIER = {
    "sharing_comment rows_to_add", "evaluation_publishedresult rows_to_add",
    # Nothing narrows it but the project, as reading does already; only an act of the program commits a change.
    "evaluation_evaluatorrole rows_to_change",
    # A column of it is made by the database, which takes no row with it from elsewhere.
    "evaluation_passage rows_to_add",
    # Who does not evaluate changes no report at all; of who does, test_words_that_go tells.
    "evaluation_evaluationreport only_words_take_back",
}  # fmt: skip


def new_rows(owner: psycopg.Connection, made: Planting, reader: Reader) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return for each table a row that this reader may not add, and that nothing but row security refuses."""
    mine = made.world.organisations[reader.someone.organisation].id
    person = made.world.people[reader.name].id
    nobody = uuid4()
    someone_else = made.world.people["hugo" if reader.name != "hugo" else "inge"].id
    # Read by everyone, given by the police: what hangs on it is for its giver to add.
    document, other = [
        one.identifier for one in made.items
        if one.item.organisation == "NP" and one.item.level == "knowledge" and one.kept_to is None
        and not one.recalled and "existence_hidden" not in one.item.handling
    ][:2]  # fmt: skip
    not_objected_to = owner.execute(
        "select id from evaluation_criterionjudgement where project_id = %s"
        " and id not in (select judgement_id from evaluation_judgementobjection)",
        [made.world.project.id],
    ).fetchone()
    assert not_objected_to is not None
    of_others: Mapping[str, tuple[str, dict[str, Any]]] = {
        "evaluation_evaluationround": ("true", {"code": "nieuw"}),
        "evaluation_evaluatorrole": ("true", {"project_id": uuid4(), "evaluation_id": uuid4()}),
        "evaluation_respondent": ("true", {"email": "nieuw@elders.example", "pseudonym": uuid4()}),
        "evaluation_roundmail": ("true", {"asked_on": "2020-01-01", "digest": ""}),
        "evaluation_answersheet": ("true", {"pseudonym": uuid4()}),
        "evaluation_roundremark": ("true", {}),
        "evaluation_roundresult": ("true", {"round_id": uuid4()}),
        "evaluation_shownremark": ("true", {}),
        "evaluation_keyholder": ("true", {"number": 99}),
        "evaluation_fieldworksession": ("true", {"code": "nieuw"}),
        "evaluation_sessionquestion": ("true", {"question_id": uuid4()}),
        "evaluation_participant": ("true", {"code": "nieuw"}),
        "evaluation_participantidentity": ("true", {"participant_id": uuid4()}),
        "evaluation_sessionpart": ("true", {"participant_id": uuid4()}),
        "evaluation_participantconsent": ("true", {"number": 99}),
        "evaluation_transcript": ("true", {"code": "nieuw"}),
        "evaluation_coder": ("kind = 'own'", {"person_id": uuid4()}),
        "evaluation_code": ("true", {}),
        "evaluation_coding": ("true", {}),
        "evaluation_memo": ("true", {"about_id": uuid4()}),
        "evaluation_codingfile": ("true", {}),
        "evaluation_codingstep": ("true", {"number": 99}),
        "evaluation_settling": ("true", {}),
        "evaluation_settledplace": ("true", {}),
        "evaluation_agendaversion": ("true", {"number": 99}),
        "evaluation_learningquestion": (IN_THE_MAKING.format("version_id"), {"code": "nieuw"}),
        "evaluation_questionlineage": (
            "to_question_id in (select id from evaluation_learningquestion where "
            + IN_THE_MAKING.format("version_id")
            + ")",
            {},
        ),
        "evaluation_finding": ("true", {"number": 99}),
        "evaluation_findingquestion": ("true", {"question_id": uuid4()}),
        "evaluation_findingstep": ("true", {"number": 99}),
        "evaluation_approvedfinding": ("ended_at is not null", {}),
        "evaluation_mechanism": ("true", {"number": 99}),
        "evaluation_mechanismwording": ("true", {"number": 99, "reason": "Zo"}),
        "evaluation_otherexplanation": ("true", {"version": 99}),
        "evaluation_mechanismverdict": ("true", {"number": 99}),
        "evaluation_contributionchain": ("true", {"number": 99}),
        "evaluation_chainversion": ("true", {"number": 99}),
        "evaluation_amountwords": ("true", {"number": 99}),
        "evaluation_knowledgegap": ("true", {"version": 99}),
        "evaluation_criterialist": ("true", {"code": "nieuw", "order": 99}),
        "evaluation_criterion": ("true", {"code": "nieuw", "order": 99}),
        "evaluation_criterionwording": ("true", {"number": 99, "reason": "Zo"}),
        "evaluation_criterionsource": ("true", {"number": 99}),
        "evaluation_criterionnorm": ("number > 1", {"number": 99}),
        "evaluation_criterionbaseline": ("true", {"number": 99, "reason": "Zo"}),
        "evaluation_rubric": ("true", {"number": 99, "reason": "Zo"}),
        "evaluation_criterionjudgement": ("true", {"number": 99}),
        # Of a judgement that nobody objected to yet.
        "evaluation_judgementobjection": ("true", {"judgement_id": not_objected_to[0]}),
        "evaluation_checkedjudgement": ("ended_at is not null", {"number": 99}),
        "evaluation_chapterversion": ("true", {"version": 99}),
        "evaluation_evaluationreport": ("true", {"number": 99}),
        "evaluation_evaluationreportfile": ("true", {"form": "reading"}),
        "evaluation_reporttemplate": ("true", {"version": 99}),
        "evaluation_sourcesentence": ("kind = 'sentence'", {"code": "nieuw"}),
        "evidence_evidencelink": ("holder_kind = 'finding'", {}),
        "evaluation_learningsession": ("true", {"code": "nieuw"}),
        "evaluation_sessionparticipant": ("true", {"digest": ""}),
        "evaluation_sessionproposal": ("true", {"number": 99}),
        "programme_mapdraft": ("true", {"project_id": uuid4(), "code": "nieuw"}),
        "programme_progressreport": ("true", {"project_id": uuid4(), "code": "nieuw"}),
        "programme_reportmove": ("true", {"report_id": uuid4()}),
        "programme_reportfact": ("true", {"report_id": uuid4(), "activity_id": uuid4()}),
        "programme_reportfigure": ("true", {"report_id": uuid4()}),
        "programme_reportwords": ("true", {"report_id": uuid4(), "activity_id": uuid4()}),
        "programme_frozenreport": ("true", {"report_id": uuid4()}),
        "programme_frozenfile": ("true", {"frozen_id": uuid4()}),
        "programme_candidate": ("true", {"manager_id": nobody}),
        "programme_capacityline": ("kind = 'asked'", {"kind": "delivered", "organisation_id": nobody, "number": 9}),
        "programme_recruitmentstep": ("true", {"manager_id": nobody, "kind": "rejected"}),
        "programme_remark": (f"written_by_id <> '{person}'", {"team_only": False}),
        "programme_remarkmention": ("true", {"person_id": person}),
        "programme_reminder": (f"sent_by_id <> '{person}'", {"sent_on": "2020-01-01"}),
        "programme_reminderrecipient": (
            f"(select sent_by_id from programme_reminder where id = reminder_id) <> '{person}'",
            {"person_id": someone_else},
        ),
        # Of someone who has none yet: nothing but row security refuses it.
        "programme_visit": (f"person_id <> '{person}'", {"person_id": someone_else}),
        "programme_seennotice": (f"person_id <> '{person}'", {"subject_id": uuid4()}),
        "programme_digestchoice": (f"person_id <> '{person}'", {"person_id": someone_else}),
        "evaluation_tickchoice": (f"person_id <> '{person}'", {"person_id": someone_else}),
        "programme_digest": (f"person_id <> '{person}'", {"for_day": "2020-01-01"}),
        "sharing_acknowledgement": (f"person_id <> '{person}'", {"marking_id": uuid4()}),
        "sharing_consent": (f"provider_id <> '{mine}' and receiver_id <> '{mine}'", {}),
        "sharing_document": (f"given_by_id <> '{person}'", {}),
        "sharing_documentversion": (
            "true",
            {"document_id": document, "number": 99, "stored_as": uuid4(), "kept_to": None},
        ),
        "sharing_documentlink": ("true", {"document_id": document, "code": "nieuw", "kept_to": None}),
        "sharing_documentsubject": ("true", {"document_id": document, "pseudonym": "f" * 64}),
        "sharing_edition": ("true", {"fuller_id": document, "lower_id": other}),
        "sharing_folder": ("true", {"purpose_id": made.purposes["sturing"].id}),
        "sharing_marking": (f"organisation_id <> '{mine}'", {"digest": "f" * 64}),
        "sharing_markingpurpose": ("true", {"project_id": uuid4(), "marking_id": uuid4()}),
        "sharing_notice": (f"sent_by_id <> '{person}'", {"purpose_id": made.purposes[MAIN].id}),
    }
    for table, (condition, changed) in of_others.items():
        found = owner.execute(
            sql.SQL("select to_jsonb(found) from {} found where project_id = %s and ").format(sql.Identifier(table))
            + sql.SQL(condition)  # type: ignore[arg-type]  # written above
            + sql.SQL(" limit 1"),
            [made.world.project.id],
        ).fetchone()
        assert found is not None, f"there is no {table} to take after"
        yield table, found[0] | {"id": uuid4()} | changed


def changes(made: Planting, reader: Reader) -> Iterator[tuple[str, str, int]]:
    """Return for each table a change of everything, and how many rows of it this reader may change."""
    organisation = reader.someone.organisation
    own = [
        one for one in made.items
        if oracle.is_own(reader.someone, one.item) and (one.kept_to is None or reader.name in one.kept_to)
    ]  # fmt: skip
    # Who asks a consent changes nothing of it; who gives the data answers.
    answers = [one for one in made.asked if organisation == one.provider and one.purpose == MAIN]
    yield "sharing_document", "origin = 'anders'", len(own)
    yield "sharing_consent", "answer = 'anders'", len(answers)
    recalls = [token for token, names in made.personal.items() if reader.name in names]
    told = [token for token in recalls if "recall" in made.tokens.means[token]]
    yield "sharing_recall", "reason = 'anders'", len(told)
    yield "sharing_notice", "kind = 'sent'", _notices(made, reader)
    leads = reader.someone.function in WRITERS_OF_MAPS
    for table, change in (
        ("programme_mapdraft", "note = 'anders'"),
        # As it is already: a report that was frozen can't be changed at all.
        ("programme_progressreport", "gathering_share = 100"),
    ):
        yield table, change, _planted(made, table) if leads else 0
    # In an act of the program alone; nothing but the project narrows it before that.
    yield "evaluation_evaluatorrole", "evaluator_from = evaluator_from", _planted(made, "evaluation_evaluatorrole")
    for table, change in (
        ("evaluation_evaluationround", "name = 'anders'"),
        ("evaluation_respondent", "noted = 'other'"),
        ("evaluation_roundmail", "state = 'sent'"),
        ("evaluation_roundremark", "question = 'anders'"),
        ("evaluation_fieldworksession", "guide = 'anders'"),
        ("evaluation_sessionquestion", "serves = false"),
        ("evaluation_participant", "level = 'strategic'"),
        ("evaluation_participantidentity", "name = 'anders'"),
        ("evaluation_coder", "name = 'anders'"),
        ("evaluation_code", "name = 'anders'"),
        ("evaluation_coding", "is_gone = true"),
        ("evaluation_memo", "text = 'anders'"),
        ("evaluation_codingfile", "name = 'anders'"),
        ("evaluation_codingstep", "act = 'anders'"),
        ("evaluation_agendaversion", "described_on = described_on"),
        ("evaluation_learningquestion", "owner_id = owner_id"),
        ("evaluation_finding", "check_remark = 'anders'"),
        ("evaluation_findingquestion", "serves = false"),
        ("evaluation_approvedfinding", "ended_at = ended_at"),
        ("evaluation_criterialist", "title = 'anders'"),
        ("evaluation_checkedjudgement", "ended_at = ended_at"),
        ("evaluation_mechanism", "revision = 9"),
        ("evaluation_mechanismverdict", "text = 'anders'"),
        ("evaluation_evaluationreport", "share = 99"),
        ("evaluation_learningsession", "name = 'anders'"),
        ("evaluation_sessionparticipant", "level = 'tactical'"),
        ("evaluation_sessionproposal", "taken_up_as = 'X'"),
    ):
        yield table, change, 0
    # One report that was planted lies with the steering group, the other was frozen.
    yield "programme_reportfact", "words = 'anders'", 0
    yield "programme_reportfigure", "label = 'anders'", 0
    for table, whose, change in (
        ("programme_remark", "written_by_id", "withdrawn_at = coalesce(withdrawn_at, now()), text = ''"),
        ("programme_visit", "person_id", "last_at = now()"),
        ("programme_digestchoice", "person_id", "language = 'en'"),
        ("evaluation_tickchoice", "person_id", "wants_to_be_asked = false"),
        ("programme_digest", "person_id", "told = 0"),
    ):
        yield table, change, _own(made, reader, table, whose)


def _planted(made: Planting, table: str) -> int:
    return sum(1 for known, project, _whose in made.rows.values() if (known, project) == (table, "test"))


def _own(made: Planting, reader: Reader, table: str, whose: str) -> int:
    counted = sql.SQL("select count(*) from {} where {} = %s").format(sql.Identifier(table), sql.Identifier(whose))
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        (found,) = owner.execute(counted, [made.world.people[reader.name].id]).fetchone() or (0,)
    return int(found)


def _notices(made: Planting, reader: Reader) -> int:
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        (found,) = owner.execute(
            "select count(*) from sharing_notice where person_id = %s and purpose_id = %s",
            [made.world.people[reader.name].id, made.purposes[MAIN].id],
        ).fetchone() or (0,)
    return int(found)


@dataclass(frozen=True)
class Attempts:
    """Rows that a reader may not add, and changes with how many rows of each they may change."""

    rows: list[tuple[str, dict[str, Any]]]
    changes: list[tuple[str, str, int]]

    def of(self, table: str) -> "Attempts":
        """Return those on one table."""
        return Attempts([one for one in self.rows if one[0] == table], [one for one in self.changes if one[0] == table])


def attempts(made: Planting, reader: Reader) -> Attempts:
    """Return all that a reader tries."""
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        return Attempts(list(new_rows(owner, made, reader)), list(changes(made, reader)))


def wrongly_written(made: Planting, reader: Reader, tried: Attempts) -> list[str]:
    """Try to write what a reader may not, and return what was not refused; nothing of it stays."""
    wrong = [f"{table} rows_to_add" for table, row in tried.rows if _adds(made, reader, table, row)]
    for table, change, may in tried.changes:
        changed = _changes(made, reader, table, change)
        if changed != may:
            wrong.append(f"{table} rows_to_change: {changed} of {may}")
    return wrong


def _adds(made: Planting, reader: Reader, table: str, row: Mapping[str, Any]) -> bool:
    with transaction.atomic():
        with made.reading(reader, MAIN), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(
                        f'insert into "{table}" select (jsonb_populate_record(null::"{table}", %s::jsonb)).*',
                        [json.dumps(row, default=str)],
                    )
                    added = True
            except IntegrityError:
                # Row security let it through to what refuses it after that.
                added = True
            except ProgrammingError:
                # Row security refuses with a lack of rights; anything else is a mistake of this test.
                added = False
        transaction.set_rollback(True)
    return added


def _changes(made: Planting, reader: Reader, table: str, change: str) -> int:
    with transaction.atomic():
        with made.reading(reader, MAIN), connection.cursor() as cursor:
            # Without a condition: the rows to change are chosen by their own policy alone.
            try:
                with transaction.atomic():
                    cursor.execute(f'update "{table}" set {change}')
                    changed = cursor.rowcount
            except IntegrityError:
                # Row security let it through to what refuses it after that.
                changed = -1
        transaction.set_rollback(True)
    return int(changed)
