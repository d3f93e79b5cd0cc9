"""Who may keep the register, who decides under which mandate, and what ends with an appointment."""

from datetime import date

import pytest

from tests.world import World, days_from_now, moment, now
from vlechtwerk.domains.partnership.models import Decision, Seat
from vlechtwerk.domains.partnership.operations.decisions import (
    end_mandate,
    grant_mandate,
    take_decision,
    withdraw_decision,
    write_body_note,
)
from vlechtwerk.domains.partnership.operations.people import appoint, end_appointment, seat
from vlechtwerk.domains.partnership.queries import days_waiting, memberships_of
from vlechtwerk.foundation.refusal import Refused


def refused_codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def test_analyst_does_not_keep_the_register(world: World) -> None:
    with pytest.raises(Refused) as refused:
        appoint(world.nora, world.organisations["NP"], "analyst", date(2024, 1, 1), by=world.anna, at=now())
    assert refused_codes(refused) == {"not_your_function"}


def test_nobody_changes_their_own_appointment(world: World) -> None:
    with pytest.raises(Refused) as refused:
        appoint(world.karin, world.organisations["BD"], "analyst", date(2024, 1, 1), by=world.karin, at=now())
    assert refused_codes(refused) == {"not_your_own"}


def test_same_function_is_not_given_twice_in_one_period(world: World) -> None:
    with pytest.raises(Refused) as refused:
        appoint(world.anna, world.organisations["NP"], "analyst", date(2024, 1, 1), by=world.karin, at=now())
    assert refused_codes(refused) == {"already_appointed"}


def test_seat_needs_an_appointment(world: World) -> None:
    with pytest.raises(Refused) as refused:
        seat(world.nora, world.bodies["MT"], Seat.Role.MEMBER, date(2024, 1, 1), by=world.karin, at=now())
    assert refused_codes(refused) == {"no_appointment_on_that_day"}


def test_seats_and_membership_end_with_the_last_appointment(world: World) -> None:
    appointment = world.chris.appointments.get()
    end_appointment(appointment, days_from_now(0), "other_work", by=world.karin, at=now())
    assert world.chris.account is not None
    assert "test" not in {membership.project_code for membership in memberships_of(world.chris.account)}
    assert world.chris.seats.get().seated_until == days_from_now(0)


def test_decision_is_taken_by_a_member_of_the_body_under_its_mandate(world: World) -> None:
    mandate, decision = world.mandate("MT"), world.asked("MT", by="anna")
    today = moment(days_from_now(0).isoformat())
    with pytest.raises(Refused) as refused:
        take_decision(decision, "yes", today, mandate=mandate, by=world.chris, at=now())
    assert refused_codes(refused) == {"no_seat"}
    with pytest.raises(Refused) as refused:
        take_decision(decision, "yes", today, mandate=world.mandate("SG"), by=world.bram, at=now())
    assert refused_codes(refused) == {"no_mandate"}
    taken = take_decision(decision, "yes", today, mandate=mandate, by=world.bram, at=now())
    assert (taken.state, taken.mandate) == (Decision.State.TAKEN, mandate)


def test_decision_without_a_known_body_cannot_be_taken(world: World) -> None:
    decision = world.asked(None)
    with pytest.raises(Refused) as refused:
        take_decision(decision, "yes", moment(days_from_now(0).isoformat()), by=world.bram, at=now())
    assert refused_codes(refused) == {"decider_unknown"}


def test_ended_mandate_carries_no_decision(world: World) -> None:
    mandate, decision = world.mandate("MT"), world.asked("MT")
    end_mandate(mandate, days_from_now(0), by=world.karin, at=now())
    with pytest.raises(Refused) as refused:
        take_decision(decision, "yes", moment(days_from_now(0).isoformat()), mandate=mandate, by=world.bram, at=now())
    assert refused_codes(refused) == {"no_mandate"}


def test_mandate_rests_on_a_decision_that_was_taken(world: World) -> None:
    with pytest.raises(Refused) as refused:
        grant_mandate("Beslissen over data", body=world.bodies["MT"], by=world.karin, at=now())
    assert refused_codes(refused) == {"no_decision_behind_it"}
    granted = grant_mandate(
        "Beslissen over data", body=world.bodies["MT"], granted_by=world.taken(), by=world.karin, at=now()
    )
    assert granted.body == world.bodies["MT"]


def test_only_the_asker_withdraws_a_question(world: World) -> None:
    decision = world.asked("MT", by="anna")
    with pytest.raises(Refused) as refused:
        withdraw_decision(decision, by=world.bram, at=now())
    assert refused_codes(refused) == {"not_your_question"}
    assert withdraw_decision(decision, by=world.anna, at=now()).state == Decision.State.WITHDRAWN


def test_note_of_a_body_is_written_by_those_who_sit_in_it(world: World) -> None:
    with pytest.raises(Refused) as refused:
        write_body_note(world.bodies["MT"], "Let op", by=world.anna, at=now())
    assert refused_codes(refused) == {"no_seat"}


def test_lead_time_is_not_computed_from_a_vague_day(world: World) -> None:
    decision = world.asked("MT")
    assert days_waiting(decision, days_from_now(9)) == 9
    decision.asked_on = moment("2023-07")
    assert days_waiting(decision, days_from_now(9)) is None
