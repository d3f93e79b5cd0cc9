"""Read the answers of a round that closes: opened or unpacked, without doubles, in an order that tells nothing."""

import json
import secrets
from collections.abc import Mapping

from django.db import connection

from vlechtwerk.domains.evaluation.models import EvaluationRound, Respondent
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.rounds import answers_damaged, key_lost
from vlechtwerk.domains.evaluation.rules.sealed import OpenedAnswer, about, answers_in
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.surveys.answers import Answer, Missing
from vlechtwerk.engines.surveys.sealing import Unreadable, open_sealed
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import Refused


def filled_in_of(
    asked: EvaluationRound, key: bytes | None, *, without_answers: bool = False
) -> tuple[list[FilledIn], int]:
    """Take the answers of a round, once; return them shuffled, and how many were left out.

    Raises `Refused` when one can't be read, unless `without_answers`: what can't be read is left out.
    """
    is_anonymous = asked.promise == EvaluationRound.Promise.ANONYMOUS
    found, left_out = _anonymous(asked, key) if is_anonymous else _confidential(asked)
    if left_out and not without_answers:
        raise Refused([key_lost() if is_anonymous and key is None else answers_damaged(left_out)])
    secrets.SystemRandom().shuffle(found)
    return found, left_out


def _anonymous(asked: EvaluationRound, key: bytes | None) -> tuple[list[FilledIn], int]:
    questionnaire = AskedQuestionnaire.from_json(asked.questionnaire)
    opened: dict[str, FilledIn] = {}
    left_out = 0
    for sealed in _sealed(asked):
        answer = _open(sealed, key, asked)
        answers = _answers(questionnaire, answer.packed) if answer else None
        if answer is None or answers is None:
            left_out += 1
            continue
        told = FilledIn(answers, answer.remarks, answer.level, answer.organisation, answer.body)
        # Of someone who sent twice (the first time no answer came back) the fullest counts.
        opened[answer.once] = max(opened.get(answer.once, told), told, key=_fullness)
    return list(opened.values()), left_out


def _sealed(asked: EvaluationRound) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("select * from take_sealed_answers(%s, %s)", [asked.id, seal("take_sealed_answers", asked.id)])
        return [bytes(payload) for (payload,) in cursor.fetchall()]


def _open(sealed: bytes, key: bytes | None, asked: EvaluationRound) -> OpenedAnswer | None:
    if key is None:
        return None
    try:
        return OpenedAnswer.from_bytes(open_sealed(sealed, key, about=about(asked.id)))
    except (Unreadable, ValueError, TypeError, KeyError):
        return None


def _answers(questionnaire: AskedQuestionnaire, packed: bytes) -> dict[str, Answer] | None:
    try:
        return answers_in(questionnaire, packed)
    except ValueError:
        return None


def _fullness(told: FilledIn) -> int:
    return sum(answer is not Missing.NOT_ANSWERED for answer in told.answers.values())


def _confidential(asked: EvaluationRound) -> tuple[list[FilledIn], int]:
    questionnaire = AskedQuestionnaire.from_json(asked.questionnaire)
    with connection.cursor() as cursor:
        cursor.execute("select * from take_saved_answers(%s, %s)", [asked.id, seal("take_saved_answers", asked.id)])
        saved = {respondent: (packed, json.loads(remarks)) for respondent, packed, remarks in cursor.fetchall()}
    # What someone saved and did not send was not given.
    sent = asked.respondents.filter(sent_on__isnull=False).select_related("organisation", "body")
    read = [_told(questionnaire, one, *saved[one.id]) for one in sent if one.id in saved]
    found = [one for one in read if one is not None]
    return found, len(read) - len(found)


def _told(
    questionnaire: AskedQuestionnaire, one: Respondent, packed: bytes, remarks: Mapping[str, str]
) -> FilledIn | None:
    answers = _answers(questionnaire, bytes(packed))
    if answers is None:
        return None
    return FilledIn(
        answers,
        remarks,
        one.level,
        one.organisation.code if one.organisation else "",
        one.body.code if one.body else "",
        one.pseudonym,
    )
