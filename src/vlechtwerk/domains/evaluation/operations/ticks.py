"""Tick where one's time went, once a week and sealed; choose not to be asked; and switch it on or off for a project."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import TickChoice, TickSwitch
from vlechtwerk.domains.evaluation.operations.round_keys import destroy_round_key, make_round_key
from vlechtwerk.domains.evaluation.queries.round_keys import RoundKey, round_key
from vlechtwerk.domains.evaluation.queries.tick_state import TickState, tick_state
from vlechtwerk.domains.evaluation.rules import ticks as rules
from vlechtwerk.domains.evaluation.rules.tick_weeks import month_of
from vlechtwerk.domains.evaluation.rules.ticks import SEALED_LENGTH, OpenedTick
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting, running_appointments
from vlechtwerk.engines.surveys.sealing import seal as seal_tick
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import Refused, refuse_if


@transaction.atomic
def tick(amounts: Mapping[str, str], *, by: Person, at: datetime) -> None:
    """Tick where someone's time went in the past seven days: a `TimeAmount` for each `TimeKind`.

    Once a week. That they were asked is marked now; what they ticked is stored sealed when this transaction is over, in
    another one, with nothing of them. No journal notes it: it would tell who ticks.
    """
    state = tick_state(by, at)
    refuse_if(rules.reasons_against_being_asked(is_on=state.is_on, by=by, at=at))
    refuse_if(rules.reasons_against_amounts(amounts))
    _take_in(state, amounts, by=by, at=at)


@transaction.atomic
def skip_week(*, by: Person, at: datetime) -> None:
    """Let someone not be asked again this week; in the database it can't be told from a tick."""
    state = tick_state(by, at)
    refuse_if(rules.reasons_against_being_asked(is_on=state.is_on, by=by, at=at))
    _take_in(state, {}, by=by, at=at)


@transaction.atomic
def choose_to_be_asked(wants: bool, *, by: Person, at: datetime) -> None:
    """Let someone be asked on their home page, or not any more; only they know it, so no journal notes it."""
    refuse_if(reasons_against_acting(by, at))
    TickChoice.objects.update_or_create(person=by, defaults={"project_id": by.project_id, "wants_to_be_asked": wants})


@transaction.atomic
def switch_ticks(is_on: bool, threshold: int, *, by: Person, at: datetime) -> TickSwitch:
    """Ask staff where their day goes, or stop asking; the smallest group holds for months that begin from now on."""
    wait_for_others("ticks", by.project_id)
    last = TickSwitch.objects.filter(project_id=by.project_id).order_by("-switched_at").first()
    was_on = last is not None and last.is_on
    refuse_if(rules.reasons_against_switching(is_on=is_on, was_on=was_on, threshold=threshold, by=by, at=at))
    made = TickSwitch.objects.create(
        project_id=by.project_id, is_on=is_on, threshold=threshold, switched_by=by, switched_at=at
    )
    note_act("switch_ticks", "tick_switch", made.id, project_id=by.project_id, by=by.id, at=at)
    return made


def _take_in(state: TickState, amounts: Mapping[str, str], *, by: Person, at: datetime) -> None:
    day = timezone.localdate(at)
    state = state if state.month is not None else _begun(state, month_of(day), by, at)
    key = round_key(state.public_key) if state.public_key is not None and not state.is_over else None
    if key is None or state.month is None or state.public_key is None:
        raise Refused([rules.key_is_missing()])
    month, of_week = state.month, rules.mark(key.secret, by.id, day)
    if not _ask("mark_tick_week", month, of_week):
        raise Refused([rules.already_asked()])
    told = OpenedTick(_department(by, at) if amounts else "", dict(amounts), _once(key, by) if amounts else "")
    sealed = seal_tick(told.as_bytes(), state.public_key, length=SEALED_LENGTH, about=rules.about(month))

    def hand_in() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select hand_in_tick(%s, %s, %s)", [month, sealed, seal("hand_in_tick", month)])

    transaction.on_commit(hand_in)


def _once(key: RoundKey, person: Person) -> str:
    return rules.once(key.secret, person.id)


def _begun(state: TickState, month: date, by: Person, at: datetime) -> TickState:
    """Begin a month with a key of its own; whoever comes at the same moment gets that of the first."""
    public_key = make_round_key()
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from begin_tick_month(%s, %s::smallint, %s, %s)",
            [month, state.threshold, public_key, seal("begin_tick_month", month)],
        )
        _month, kept = cursor.fetchone()
    if bytes(kept) != public_key:
        destroy_round_key(public_key)
    return tick_state(by, at)


def _department(person: Person, at: datetime) -> str:
    """Return the department in which someone works, of their newest appointment that has one."""
    held = running_appointments(person, at).filter(department__isnull=False).order_by("-appointed_from", "id")
    return held.values_list("department__code", flat=True).first() or ""


def _ask(function: str, *values: str | UUID) -> bool:
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * (len(values) + 1))
        cursor.execute(f"select {function}({places})", [*values, seal(function, *values)])
        (done,) = cursor.fetchone()
    return bool(done)
