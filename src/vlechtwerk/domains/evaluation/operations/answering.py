"""Answer a round without an account: hand in sealed, save in confidence, or decline; each by the digest of a link."""

import json
from collections.abc import Mapping

from django.db import connection

from vlechtwerk.domains.evaluation.queries.answering import Answering
from vlechtwerk.domains.evaluation.queries.round_keys import round_key
from vlechtwerk.domains.evaluation.rules.answering import key_missing, reasons_against_handing_in, too_late
from vlechtwerk.domains.evaluation.rules.sealed import LONGEST_REMARK, OpenedAnswer, about, length_of, once
from vlechtwerk.engines.surveys.answers import Answer, Missing
from vlechtwerk.engines.surveys.packing import pack
from vlechtwerk.engines.surveys.sealing import seal as seal_answer
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import Refused, refuse_if


def hand_in(answering: Answering, answers: Mapping[str, Answer], remarks: Mapping[str, str]) -> None:
    """Send someone's answers, once; raises `Refused` when it is too late or nothing was answered.

    `answers` by statement, with what is missing left out or as `Missing`. In an anonymous round the answer is stored
    in one transaction and the link ticked off in another: nothing in the database joins them. Without the key of the
    round nothing is taken in.
    """
    refuse_if(reasons_against_handing_in(can_answer=answering.can_answer, answers=answers))
    packed, written = packed_of(answering, answers), _tidy(answering, remarks)
    if not answering.is_anonymous:
        if not _save(answering, packed, written, send=True):
            raise Refused([too_late()])
        return
    key = round_key(answering.public_key)
    if key is None:
        raise Refused([key_missing()])
    told = OpenedAnswer(
        packed, written, answering.level, answering.organisation, answering.body,
        once(key.secret, answering.respondent),
    )  # fmt: skip
    sealed = seal_answer(
        told.as_bytes(), answering.public_key, length=length_of(answering.questionnaire), about=about(answering.round)
    )
    if not _ask("hand_in_sealed", answering.digest, sealed):
        raise Refused([too_late()])
    _ask("tick_off", answering.digest)


def save_so_far(answering: Answering, answers: Mapping[str, Answer], remarks: Mapping[str, str]) -> None:
    """Save what someone filled in so far in a confidential round; raises `Refused` when it is too late."""
    if not _save(answering, packed_of(answering, answers), _tidy(answering, remarks), send=False):
        raise Refused([too_late()])


def decline(answering: Answering) -> None:
    """Note that someone does not want to take part; raises `Refused` when it is too late."""
    if not _ask("decline_round", answering.digest):
        raise Refused([too_late()])


def packed_of(answering: Answering, answers: Mapping[str, Answer]) -> bytes:
    """Return answers as they are kept; raises `ValueError` for one outside its scale."""
    asked = answering.questionnaire
    in_order = [answers.get(statement.code, Missing.NOT_ANSWERED) for statement in asked.statements]
    return pack(asked.exchanged(), in_order)


def _tidy(answering: Answering, remarks: Mapping[str, str]) -> dict[str, str]:
    """Keep remarks to the questions that are asked, without what nobody sees and as long as they may be."""
    asked = (question.code for question in answering.questionnaire.open_questions)
    found = {code: _readable(remarks.get(code, "")) for code in asked}
    return {code: text for code, text in found.items() if text}


def _readable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable()).strip()[:LONGEST_REMARK]


def _ask(function: str, digest: str, *more: bytes) -> bool:
    """Ask a function of the database, in a transaction of its own."""
    values: list[str | bytes] = [digest, *more, seal(function, digest)]
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({', '.join(['%s'] * len(values))})", values)
        (done,) = cursor.fetchone()
    return bool(done)


def _save(answering: Answering, packed: bytes, remarks: Mapping[str, str], *, send: bool) -> bool:
    digest = answering.digest
    with connection.cursor() as cursor:
        cursor.execute(
            "select save_answers(%s, %s, %s::jsonb, %s, %s)",
            [digest, packed, json.dumps(remarks), send, seal("save_answers", digest)],
        )
        (done,) = cursor.fetchone()
    return bool(done)
