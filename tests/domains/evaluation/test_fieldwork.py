"""Texts of fieldwork come in by consent, stay as they are, are for their evaluators only, and go when consent does."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.evaluations import begun
from tests.fieldwork import WORDS, code, coded, evaluated, interviewed, participant, session, takes_part, text
from tests.refusals import why_refused
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import (
    Code,
    Coding,
    FieldworkSession,
    Memo,
    Participant,
    ParticipantIdentity,
    Passage,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.operations import coding, coding_steps, fieldwork, transcripts
from vlechtwerk.domains.evaluation.operations.coding import write_memo
from vlechtwerk.domains.evaluation.queries.evidence_of_fieldwork import resolve_fragments
from vlechtwerk.domains.evaluation.queries.fieldwork import identities_of, not_heard_on, session_as_it_stands
from vlechtwerk.domains.evaluation.queries.fragments import fragments_of
from vlechtwerk.domains.evaluation.queries.transcripts import search_texts, words_of
from vlechtwerk.domains.evaluation.queries.withdrawal import what_goes
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold, State, TextTold, Use
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.usefixtures("as_dilara")
TWO_SPEAK = "Vraag: Wat helpt?\nR1: Elkaar zien. Dat scheelt.\nEn bellen.\nR2: Nee, een lijst.\n"


def test_text_stays_exactly_as_it_came_in(world: World) -> None:
    taken = interviewed(world, evaluated(world))
    assert words_of(taken) == WORDS
    assert (taken.length, taken.checksum) == (len(WORDS), hashlib.sha256(WORDS.encode()).hexdigest())
    assert words_of(taken)[19:46] == "🙂 bellen. Iedereen wil wel."
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Passage.objects.filter(transcript=taken).update(text="Iets anders")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Transcript.objects.filter(id=taken.id).update(checksum="")


def test_no_text_comes_in_without_consent_of_everyone(world: World) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, kind="duo_interview")
    told = TextTold("I1", "transcript", WORDS)

    def taking_in() -> list[str]:
        return why_refused(lambda: transcripts.take_in_text(held, told, by=world.dilara, at=now()))

    assert taking_in() == ["nobody_takes_part"]
    takes_part(world, held, participant(world, evaluation, "R1"))
    second = takes_part(world, held, participant(world, evaluation, "R2"), consents=False)
    assert taking_in() == ["no_consent"]
    for state in (State.ASKED, State.REFUSED):
        transcripts.note_consent(second, Use.STUDY, state, days_from_now(0), by=world.dilara, at=now())
        assert taking_in() == ["no_consent"]


def test_consent_is_a_history_in_which_a_word_follows_another(world: World) -> None:
    evaluation = evaluated(world)
    part = takes_part(world, session(world, evaluation), participant(world, evaluation))

    def noting(state: str, use: str = Use.STUDY, day: int = 0) -> list[str]:
        return why_refused(
            lambda: transcripts.note_consent(part, use, state, days_from_now(day), by=world.dilara, at=now())
        )

    assert noting(State.ASKED) == ["consent_does_not_follow"]
    assert noting(State.WITHDRAWN, Use.QUOTES) == ["consent_does_not_follow"]
    assert noting(State.ASKED, Use.QUOTES, 1) == ["in_the_future"]
    assert noting(State.WITHDRAWN, day=-1) == ["before_the_last"]
    transcripts.note_consent(part, Use.STUDY, State.WITHDRAWN, days_from_now(0), by=world.dilara, at=now())
    (found,) = session_as_it_stands(evaluation, "I1").parts  # type: ignore[union-attr]  # it is there
    assert [one.state for one in found.history] == ["given", "withdrawn"]
    assert found.now[Use.STUDY].said_on == days_from_now(0)


def test_words_are_quoted_when_everyone_who_takes_part_lets_them(world: World, django_assert_num_queries: Any) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, kind="duo_interview")
    parts = [takes_part(world, held, participant(world, evaluation, code)) for code in ("R1", "R2")]
    text(world, held)
    fragment = "EV1,I1,29-46"

    def quoted_after(part: SessionPart, state: str) -> str:
        transcripts.note_consent(part, Use.QUOTES, state, days_from_now(0), by=world.dilara, at=now())
        return resolve_fragments(world.project.id, [fragment])[fragment].telling.quoted

    assert quoted_after(parts[0], State.GIVEN) == ""
    assert quoted_after(parts[1], State.REFUSED) == ""
    assert quoted_after(parts[1], State.GIVEN) == "Iedereen wil wel."
    # However many fragments of however many texts: as many queries.
    takes_part(world, session(world, evaluation, "I2"), participant(world, evaluation, "R3"))
    text(world, FieldworkSession.objects.get(code="I2"))
    many = [f"EV1,I{number},{start}-{start + 7}" for number in (1, 2) for start in range(30)]
    with django_assert_num_queries(4):
        assert list(resolve_fragments(world.project.id, many)) == many


def test_who_someone_is_stands_apart_for_the_holder_of_the_key(world: World) -> None:
    evaluation = evaluated(world)
    session(world, evaluation)
    mila = world.people["mila"]
    with reading_as(mila.id):
        told = ParticipantTold("R1", name="Piet Jansen")
        fieldwork.add_participant(evaluation, told, by=mila, at=now())
        assert identities_of(evaluation) == {}
        assert why_refused(lambda: fieldwork.hand_over_key(evaluation, mila, by=mila, at=now())) == [
            "not_the_key_holder"
        ]
    (identity,) = identities_of(evaluation).values()
    assert identity.name == "Piet Jansen"
    fieldwork.hand_over_key(evaluation, mila, by=world.dilara, at=now())
    assert not ParticipantIdentity.objects.exists()
    with reading_as(mila.id):
        assert [one.name for one in identities_of(evaluation).values()] == ["Piet Jansen"]


def test_pseudonym_is_no_part_of_a_name(world: World) -> None:
    evaluation = evaluated(world)
    told = ParticipantTold("Piet", name="Piet Jansen")
    adding = why_refused(lambda: fieldwork.add_participant(evaluation, told, by=world.dilara, at=now()))
    assert adding == ["pseudonym_is_name"]


def test_nobody_but_its_evaluators_reads_or_writes_fieldwork(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    coded(world, taken, code(world, evaluation), 0, 7)
    held = taken.session
    for name in ("gwen", "farid", "karin", "eva"):
        with reading_as(world.people[name].id):
            for model in (FieldworkSession, Participant, Transcript, Passage, Code, Coding):
                assert not model._default_manager.exists(), (name, model)
            by = world.people[name]
            assert "not_an_evaluator" in why_refused(
                lambda by=by: fieldwork.begin_session(evaluation, "I9", SessionTold("interview"), by=by, at=now())
            )
            assert "not_an_evaluator" in why_refused(
                lambda by=by: transcripts.take_in_text(held, TextTold("X", "notes", "x"), by=by, at=now())
            )
            assert search_texts(evaluation, "bellen").total == 0


def test_withdrawn_consent_takes_the_words_from_everywhere(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    given = code(world, evaluation)
    coded(world, taken, given, 0, 26)
    (one,) = Coding.objects.all()
    write_memo(evaluation, one, "Zij belt veel.", by=world.dilara, at=now())
    assert search_texts(evaluation, "bellen").total == 1
    part = taken.session.parts.get()
    (going,) = what_goes(part)
    assert (going.whole, len(going.codings)) == (True, 1)
    transcripts.withdraw_consent(part, days_from_now(0), by=world.dilara, at=now())
    taken.refresh_from_db()
    assert taken.removed_on == days_from_now(0)
    assert words_of(taken) == ""
    assert fragments_of(evaluation, given).total == 0
    assert not Memo.objects.filter(text__contains="belt").exists()
    assert search_texts(evaluation, "bellen").total == 0
    assert why_refused(lambda: coding.code_stretch(taken, given, 0, 7, by=world.dilara, at=now())) == [
        "consent_withdrawn"
    ]


def test_of_a_talk_only_the_words_of_who_withdraws_go(world: World) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, kind="group_talk")
    first = takes_part(world, held, participant(world, evaluation, "R1"))
    takes_part(world, held, participant(world, evaluation, "R2"))
    # Nobody is called “Let op”: these are words of who spoke before.
    spoken = TWO_SPEAK.replace("En bellen", "Let op: bellen")
    taken = text(world, held, spoken)
    given = code(world, evaluation)
    for words in ("Elkaar zien", "Let op: bellen", "een lijst"):
        start = spoken.index(words)
        coded(world, taken, given, start, start + len(words))
    transcripts.withdraw_consent(first, days_from_now(0), by=world.dilara, at=now())
    assert words_of(taken) == "Vraag: Wat helpt?\nR2: Nee, een lijst.\n"
    (left,) = fragments_of(evaluation, given).fragments
    assert (left.words, [one.code for one in left.people]) == ("een lijst", ["R2"])


def test_who_speaks_is_corrected_and_goes_with_whom_it_was(world: World) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, kind="group_talk")
    first = takes_part(world, held, participant(world, evaluation, "R1"))
    second = takes_part(world, held, participant(world, evaluation, "R2"))
    taken, given = text(world, held, TWO_SPEAK), code(world, evaluation)
    start = TWO_SPEAK.index("En bellen")
    coded(world, taken, given, start, start + 9)

    def says(numbers: list[int], who: Participant | None, of: Transcript = taken) -> None:
        transcripts.say_who_speaks(of, numbers, who, by=world.dilara, at=now())

    says([3], second.participant)
    (corrected,) = fragments_of(evaluation, given).fragments
    assert [one.code for one in corrected.people] == ["R2"]
    transcripts.withdraw_consent(first, days_from_now(0), by=world.dilara, at=now())
    assert words_of(taken) == "Vraag: Wat helpt?\nEn bellen.\nR2: Nee, een lijst.\n"
    assert why_refused(lambda: says([2], second.participant)) == ["no_such_sentence"]
    assert why_refused(lambda: says([3], participant(world, evaluation, "R3"))) == ["takes_no_part"]
    # Where no text says who speaks, all of it goes: that must not become less.
    other = session(world, evaluation, "I2", "duo_interview")
    for who in (second.participant, participant(world, evaluation, "R4")):
        takes_part(world, other, who)
    untold = text(world, other, "Iedereen praat door elkaar.\nJa, iedereen.")
    assert why_refused(lambda: says([1], second.participant, untold)) == ["speakers_not_told"]


def test_undoing_brings_no_removed_words_back(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    given = code(world, evaluation)
    coded(world, taken, given, 0, 26)
    coding.uncode_stretch(taken, given, 0, 26, by=world.dilara, at=now())
    transcripts.withdraw_consent(taken.session.parts.get(), days_from_now(0), by=world.dilara, at=now())
    assert why_refused(lambda: coding_steps.undo(evaluation, by=world.dilara, at=now())) == ["consent_withdrawn"]
    assert not Coding.objects.exists()


def test_who_was_not_heard_on_a_question_is_told(world: World) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation)
    takes_part(world, held, participant(world, evaluation, "R1"))
    participant(world, evaluation, "R2", "strategic")
    # Of whom there are no words, was not heard.
    assert not_heard_on(evaluation)[0].heard == []
    text(world, held)
    (asked,) = not_heard_on(evaluation)
    assert ([one.code for one in asked.heard], [one.code for one in asked.not_heard]) == (["R1"], ["R2"])
    told = SessionTold("interview", questions=[])
    fieldwork.change_session(FieldworkSession.objects.get(), told, by=world.dilara, at=now())
    (asked,) = not_heard_on(evaluation)
    assert [one.code for one in asked.heard] == []
    fieldwork.change_session(
        FieldworkSession.objects.get(),
        replace(told, questions=list(evaluation.questions.all())),
        by=world.dilara,
        at=now(),
    )
    assert [one.code for one in not_heard_on(evaluation)[0].heard] == ["R1"]


def test_text_of_another_evaluation_takes_no_coding(world: World) -> None:
    """A smuggled row can't join a text of one evaluation to a code of another."""
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    given = code(world, evaluation)
    coded(world, taken, given, 0, 7)
    other = begun(world, "EV2")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(DatabaseError, match="in_its_evaluation"), transaction.atomic():
        Coding.objects.update(evaluation=other)
