"""Who may keep the register, who decides under which mandate, and what ends with an appointment."""

from datetime import date
from typing import Any

import pytest

from tests.refusals import refused_codes
from tests.world import World, days_from_now, moment, now
from vlechtwerk.domains.partnership.models import Account, Decision, Seat
from vlechtwerk.domains.partnership.operations.decisions import (
    ask_decision,
    end_mandate,
    grant_mandate,
    take_decision,
    withdraw_decision,
    write_body_note,
)
from vlechtwerk.domains.partnership.operations.people import add_person, appoint, end_appointment, seat
from vlechtwerk.domains.partnership.queries import days_waiting, decisions, memberships_of
from vlechtwerk.domains.partnership.rules.decisions import mandates_for
from vlechtwerk.foundation.refusal import Refused


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
    body = world.bodies["MT"]
    for decision in (None, world.asked("MT"), world.taken("no")):
        with pytest.raises(Refused) as refused:
            grant_mandate("Beslissen over data", body=body, granted_by=decision, by=world.karin, at=now())
        assert refused_codes(refused) == {"no_decision_behind_it"}
    granted = grant_mandate(
        "Beslissen over data", body=world.bodies["MT"], granted_by=world.taken(body="SG"), by=world.karin, at=now()
    )
    assert granted.body == world.bodies["MT"]


@pytest.mark.parametrize(
    ("granter", "holder", "why"),
    [
        (None, "MT", {"granter_unknown"}),
        ("RG", "MT", {"granter_advises"}),
        ("MT", "MT", {"granter_not_above"}),
        ("MT", "CO", {"granter_not_above"}),
        ("MT", "SG", {"granter_not_above"}),
        ("CO", "MT", set()),
        ("SG", "CO", set()),
        ("SG", "SG", set()),
    ],
)
def test_mandate_is_given_by_a_body_that_stands_above(
    world: World, granter: str | None, holder: str, why: set[str]
) -> None:
    given: dict[str, Any] = {"body": world.bodies[holder], "granted_by": world.taken(body=granter)}
    if not why:
        assert grant_mandate("Beslissen over data", **given, by=world.karin, at=now()).granted_by == given["granted_by"]
        return
    with pytest.raises(Refused) as refused:
        grant_mandate("Beslissen over data", **given, by=world.karin, at=now())
    assert refused_codes(refused) == why


@pytest.mark.parametrize(("granter", "carries"), [("SG", True), ("MT", True), ("RG", False)])
def test_own_mandate_carries_decisions_of_the_body_that_gave_it_and_of_those_below(
    world: World, granter: str, carries: bool
) -> None:
    given_by = world.taken(body=granter)
    mandate = grant_mandate("Planning", person=world.bram, granted_by=given_by, by=world.loader, at=now())
    today = moment(days_from_now(0).isoformat())
    held = mandates_for(world.asked("MT"), world.bram, today)
    assert (mandate in held) is carries
    assert mandate not in mandates_for(world.asked("MT"), world.karin, today)


def test_vague_date_is_covered_by_the_mandate_as_a_whole_or_the_day_is_asked(world: World) -> None:
    mandate = world.mandate("MT", mandated_from=date(2023, 3, 1), mandated_until=date(2023, 7, 1))
    decision = ask_decision("Mag het?", body=world.bodies["MT"], by=world.loader, at=now())
    for vague in ("2023", "2023-mid", "2023-early"):
        with pytest.raises(Refused) as refused:
            take_decision(decision, "yes", moment(vague), mandate=mandate, by=world.bram, at=now())
        assert refused_codes(refused) == {"day_too_vague"}
    with pytest.raises(Refused) as refused:
        take_decision(decision, "yes", moment("2022"), mandate=mandate, by=world.bram, at=now())
    assert refused_codes(refused) == {"no_mandate"}
    assert take_decision(decision, "yes", moment("2023-06"), mandate=mandate, by=world.bram, at=now()).mandate


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


def test_questions_wait_in_the_order_of_their_days_and_not_of_their_texts(world: World) -> None:
    for asked_on in ("2023-10", "2023-early", "2023-02"):
        ask_decision(asked_on, asked_on=moment(asked_on), by=world.loader, at=now())
    waiting = decisions(Decision.State.ASKED)
    assert [decision.question for decision in waiting] == ["2023-early", "2023-02", "2023-10"]


def test_person_signs_in_with_the_account_that_has_the_address(world: World) -> None:
    account = Account.objects.create_user("noor@example.org")
    noor = add_person("Noor", email="Noor@Example.org", by=world.karin, at=now())
    assert noor.account == account
    with pytest.raises(Refused) as refused:
        add_person("Noor nog eens", email="noor@example.org", by=world.karin, at=now())
    assert refused_codes(refused) == {"account_in_use"}


def test_ending_never_lengthens(world: World) -> None:
    mandate = world.mandate()
    end_mandate(mandate, days_from_now(30), by=world.karin, at=now())
    with pytest.raises(Refused) as refused:
        end_mandate(mandate, days_from_now(31), by=world.karin, at=now())
    assert refused_codes(refused) == {"ends_sooner"}
    end_mandate(mandate, days_from_now(29), by=world.karin, at=now())


def test_appointment_that_ends_later_ends_sooner_and_keeps_its_first_reason(world: World) -> None:
    appointment = world.anna.appointments.get()
    for day, reason in ((30, "other_work"), (15, "other")):
        end_appointment(appointment, days_from_now(day), reason, by=world.karin, at=now())
    appointment.refresh_from_db()
    assert appointment.appointed_until == days_from_now(15)


def test_what_has_ended_does_not_end_again(world: World) -> None:
    mandate = world.mandate()
    yesterday = days_from_now(-1)
    end_mandate(mandate, yesterday, by=world.karin, at=now())
    with pytest.raises(Refused) as refused:
        end_mandate(mandate, yesterday, by=world.karin, at=now())
    assert refused_codes(refused) == {"already_ended"}
