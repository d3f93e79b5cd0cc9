"""What a reader can do at once with a question that waits for them, and whether it lies within the mandate."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.queries.deciding import mandate_answers
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer
from vlechtwerk.domains.programme.queries.waiting import WaitingKind, WaitingRow
from vlechtwerk.interfaces.web.mandate_words import words_of_within
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.decision_rows import Reader, act_of, reader_of
from vlechtwerk.interfaces.web.waiting_rows import Point


def with_acts(request: PageRequest, rows: Sequence[WaitingRow], points: Sequence[Point], today: date) -> list[Point]:
    """Give each question its own act and the answer of its mandate; the points come in the order of the rows."""
    ids = [row.subject_id for row in rows if row.kind is WaitingKind.DECISION]
    if not ids:
        return list(points)
    found = {item.id: item for item in Decision.objects.filter(id__in=ids).select_related("body", "asked_by")}
    answers, reader = mandate_answers(list(found.values()), today), reader_of(request)
    return [
        _with_act(request, point, found[row.subject_id], answers, reader) if row.subject_id in found else point
        for row, point in zip(rows, points, strict=True)
    ]


def _with_act(
    request: PageRequest, point: Point, decision: Decision, answers: Mapping[UUID, MandateAnswer], reader: Reader
) -> Point:
    answer = answers[decision.id]
    why = " ".join([point.why, _("Within the mandate?"), words_of_within(answer.answer) + "."])
    act = act_of(request, decision, answer, reader)
    if not act:
        return replace(point, why=why)
    return replace(point, why=why, act=str(act["label"]), act_url=act["url"], primary=act["primary"])
