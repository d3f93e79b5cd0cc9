"""Whether a decision lies within a mandate; advice until it is weighed; promises until they are kept."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.refusals import refusal
from tests.world import World, days_from_now, moment, now
from vlechtwerk.domains.partnership.models import Advice, BodyNote, Decision, Mandate
from vlechtwerk.domains.partnership.operations.advice import ask_advice, give_advice, weigh_advice
from vlechtwerk.domains.partnership.operations.decisions import (
    ask_decision,
    end_mandate,
    forward_decision,
    grant_mandate,
    take_decision,
    write_body_note,
)
from vlechtwerk.domains.partnership.operations.promises import follow_promise, make_promise
from vlechtwerk.domains.partnership.queries import decisions
from vlechtwerk.domains.partnership.queries.deciding import body_times, mandate_answers
from vlechtwerk.domains.partnership.queries.promises import advice_as_of, drafts_of, promises_as_of
from vlechtwerk.domains.partnership.rules.advice import reasons_against_judging_as, weigher_of
from vlechtwerk.domains.partnership.rules.mandates import Subject, Within, answer_about
from vlechtwerk.foundation.database.reading import reading_as

TODAY = moment(days_from_now(0).isoformat())


def planning_mandate(world: World, most: int | None = 56, **more: Any) -> Mandate:
    return world.mandate("MT", kinds=["planning"], limit=most, **more)


def asked(world: World, days: int | None = 30, kind: str = "planning", body: str = "MT") -> Decision:
    return world.asked(body, about=Subject(kind, days))


def answer(decision: Decision) -> tuple[Within, set[str]]:
    found = mandate_answers([decision], days_from_now(0))[decision.id]
    return found.answer, {reason.code for reason in found.reasons}


def test_question_within_the_limit_of_a_mandate_may_be_decided(world: World) -> None:
    planning_mandate(world)
    assert answer(asked(world, 56)) == (Within.YES, set())


@pytest.mark.parametrize(
    ("kind", "size", "told"),
    [
        ("planning", 57, (Within.NO, {"above_the_limit"})),
        ("planning", None, (Within.UNKNOWN, {"size_not_named"})),
        ("capacity", 8, (Within.NO, {"no_mandate_about"})),
        ("", None, (Within.UNKNOWN, {"subject_not_named"})),
    ],
)
def test_question_says_why_it_is_not_plainly_within(
    world: World, kind: str, size: int | None, told: tuple[Within, set[str]]
) -> None:
    planning_mandate(world)
    assert answer(asked(world, size, kind)) == told


def test_mandate_in_words_leaves_the_answer_to_its_members(world: World) -> None:
    world.mandate("MT", kinds=["products"], limits="Zonder persoonsgegevens")
    world.mandate("CO", limits="Binnen de kaders")
    assert answer(asked(world, None, "products")) == (Within.UNKNOWN, {"limit_in_words"})
    assert answer(asked(world, None, "products", "CO"))[0] is Within.UNKNOWN


def test_answer_about_the_past_is_that_of_its_day(world: World) -> None:
    mandate = planning_mandate(world, mandated_from=date(2023, 3, 1), mandated_until=date(2023, 7, 15))
    told = {}
    for on in ("2023-02-28", "2023-03-01", "2023-07-14", "2023-07-15", "2023-07"):
        decision = ask_decision(
            "Mag het?", body=world.bodies["MT"], about=Subject("planning", 7), by=world.loader, at=now()
        )
        taken = take_decision(decision, "yes", moment(on), mandate=mandate, by=world.loader, at=now())
        told[on] = answer(taken)
    assert told == {
        "2023-02-28": (Within.NO, {"mandate_not_begun"}),
        "2023-03-01": (Within.YES, set()),
        "2023-07-14": (Within.YES, set()),
        "2023-07-15": (Within.NO, {"mandate_ended"}),
        "2023-07": (Within.UNKNOWN, {"day_too_vague"}),
    }


def test_own_mandate_counts_for_the_body_in_which_its_holder_sits(world: World) -> None:
    grant_mandate("Planning", person=world.bram, kinds=["planning"], limit=56, by=world.loader, at=now())
    assert answer(asked(world, 30))[0] is Within.YES
    assert answer(asked(world, 30, body="CO"))[0] is Within.NO


def test_decision_above_the_limit_or_about_something_else_is_refused(world: World) -> None:
    mandate, other = planning_mandate(world), world.mandate("MT", kinds=["daily"])
    for decision, used, code in (
        (asked(world, 57), mandate, "above_the_limit"),
        (asked(world, 7), other, "mandate_about_something_else"),
    ):
        with refusal(code):
            take_decision(decision, "yes", TODAY, mandate=used, by=world.bram, at=now())
    assert take_decision(asked(world, 56), "yes", TODAY, mandate=mandate, by=world.bram, at=now()).result == "yes"


def test_body_or_person_may_decide_about_a_kind_on_a_day(world: World) -> None:
    steering = world.mandate("SG", kinds=["progress_report"])
    on, group = days_from_now(0), world.bodies["SG"]

    def codes(**who: Any) -> set[str]:
        return {reason.code for reason in answer_about("progress_report", on=on, **who).reasons}

    assert codes(body=group) == codes(body=group, person=world.farid) == set()
    assert codes(body=world.bodies["MT"]) == {"no_mandate", "other_body"}
    assert answer_about("progress_report", on=on, body=group).mandate == steering
    end_mandate(steering, on, by=world.karin, at=now())
    assert codes(body=group) == {"mandate_ended"}


@pytest.mark.parametrize("kinds", [[], ["daily"], ["planning", "capacity"]])
def test_limit_in_figures_is_of_one_kind_that_is_counted(world: World, kinds: list[str]) -> None:
    with refusal("limit_not_counted"):
        world.mandate("MT", kinds=kinds, limit=5)


def test_size_belongs_to_a_kind_that_is_counted(world: World) -> None:
    with refusal("size_not_counted"):
        asked(world, 5, "daily")
    with refusal("subject_unknown"):
        asked(world, None, "weather")


def test_question_goes_on_to_a_body_that_may_decide_it(world: World) -> None:
    world.mandate("SG", kinds=["covenant"])
    decision = asked(world, None, "covenant")
    with refusal("not_yours_to_forward"):
        forward_decision(decision, world.bodies["SG"], by=world.chris, at=now())
    with refusal("same_body"):
        forward_decision(decision, world.bodies["MT"], by=world.anna, at=now())
    sent = forward_decision(decision, world.bodies["SG"], by=world.anna, at=now())
    assert (answer(sent)[0], sent.forwardings.get().from_body) == (Within.YES, world.bodies["MT"])


def test_open_question_waits_and_stands_in_no_median(world: World) -> None:
    for days in (3, 9):
        decision = ask_decision(
            "Mag het?", body=world.bodies["MT"], asked_on=moment("2023-05-01"), by=world.loader, at=now()
        )
        take_decision(decision, "yes", moment(f"2023-05-{days + 1:02}"), by=world.loader, at=now())
    ask_decision(
        "Nog niet?", body=world.bodies["MT"], asked_on=moment("2023-05-01"), agreed_days=7, by=world.loader, at=now()
    )
    (row,) = body_times(list(Decision.objects.select_related("body")), date(2023, 6, 1))
    assert row.spread is not None
    assert (row.spread.n, row.spread.median.most, row.waiting, row.late) == (2, 6, (31,), 1)
    (earlier,) = body_times(list(Decision.objects.select_related("body")), date(2023, 5, 5))
    assert (earlier.spread and earlier.spread.n, earlier.waiting) == (1, (4, 4))


def test_question_counts_where_it_lay_on_the_day_shown(world: World) -> None:
    on, body = moment("2023-05-01"), world.bodies["MT"]
    decision = ask_decision("Nog niet?", body=body, asked_on=on, by=world.loader, at=now())
    forward_decision(decision, world.bodies["SG"], by=world.karin, at=now())
    lay = {}
    for day in (days_from_now(-1), days_from_now(0)):
        (row,) = body_times(list(decisions("", day)), day)
        lay[day] = (row.body and row.body.code, row.waiting)
    assert lay == {
        day: (body, ((day - date(2023, 5, 1)).days,))
        for day, body in ((days_from_now(-1), "MT"), (days_from_now(0), "SG"))
    }


def advice(world: World, **more: Any) -> Advice:
    return ask_advice("Hoe meten we dit?", world.bodies["RG"], by=world.karin, at=now(), **more)


def test_advice_is_asked_of_a_body_that_advises(world: World) -> None:
    with refusal("not_advisory"):
        ask_advice("Wat vindt u?", world.bodies["MT"], by=world.karin, at=now())
    with refusal("no_seat"):
        ask_advice("Wat vindt u?", world.bodies["RG"], asking_body=world.bodies["SG"], by=world.anna, at=now())


def test_draft_is_read_in_its_body_only_and_the_given_advice_by_everyone(world: World) -> None:
    asked_for = advice(world)
    with reading_as(world.anna.id), refusal("no_seat"):
        write_body_note(asked_for.body, "Concept", advice=asked_for, by=world.anna, at=now())
    with reading_as(world.mila.id):
        write_body_note(asked_for.body, "Vergelijk twee havens", advice=asked_for, by=world.mila, at=now())
        assert [note.text for note in drafts_of(asked_for)] == ["Vergelijk twee havens"]
    with reading_as(world.karin.id):
        assert drafts_of(asked_for) == list(BodyNote.objects.all()) == []
    with reading_as(world.mila.id):
        give_advice(asked_for, "Vergelijk twee havens", TODAY, by=world.mila, at=now())
        with refusal("given_already"):
            give_advice(asked_for, "Toch niet", TODAY, by=world.mila, at=now())
    with reading_as(world.anna.id):
        (row,) = advice_as_of(days_from_now(0))
        assert (row.is_given, row.advice.text) == (True, "Vergelijk twee havens")
        assert advice_as_of(days_from_now(-1)) == []


def test_who_weighs_is_read_once_for_all_advice(world: World) -> None:
    asked_for, other = advice(world), advice(world)
    give_advice(asked_for, "Vergelijk", TODAY, by=world.mila, at=now())
    found = list(Advice.objects.order_by("-given_latest"))
    weighers = [weigher_of(person, now()) for person in (world.anna, world.karin, world.nora)]
    with CaptureQueriesContext(connection) as asked_of:
        codes = [{reason.code for one in found for reason in reasons_against_judging_as(who, one)} for who in weighers]
    assert len(asked_of) == 0
    assert codes == [{"not_given", "not_yours_to_weigh"}, {"not_given"}, {"not_given", "no_running_appointment"}]
    assert [row.advice for row in advice_as_of(days_from_now(0), Q(id=other.id))] == [other]


def test_its_asker_or_the_director_says_whether_advice_was_followed(world: World) -> None:
    asked_for = advice(world)
    with refusal("not_given"):
        weigh_advice(asked_for, "yes", by=world.karin, at=now())
    given = give_advice(asked_for, "Vergelijk", TODAY, by=world.mila, at=now())
    with refusal("not_yours_to_weigh"):
        weigh_advice(given, "yes", by=world.anna, at=now())
    with refusal("why_missing"):
        weigh_advice(given, "no", by=world.karin, at=now())
    with refusal("decision_not_taken"):
        weigh_advice(given, "yes", decision=world.asked(), by=world.karin, at=now())
    weighed = weigh_advice(given, "no", why="Te duur", decision=world.taken(), by=world.karin, at=now())
    assert weighed.followed == "no"
    with refusal("weighed_already"):
        weigh_advice(given, "yes", by=world.karin, at=now())


def test_advice_that_waits_longest_over_its_day_comes_first(world: World) -> None:
    for days in (-3, 5, -10):
        advice(world, due_on=days_from_now(days))
    assert [row.overdue_days for row in advice_as_of(days_from_now(0))] == [10, 3, 0]


def test_promise_is_moved_by_a_decision_and_its_history_stays(world: World) -> None:
    promise = make_promise(
        "Een brief", "parliament", made_on=moment("2023-01"), due_on=moment("2023-06-30"), by=world.karin, at=now()
    )
    with refusal("no_decision_to_move"):
        follow_promise(
            promise, "moved", moment("2023-06"), reason="Later", due_on=moment("2023-10"), by=world.karin, at=now()
        )
    follow_promise(
        promise, "moved", moment("2023-06-20"), reason="Later", due_on=moment("2023-10"), decision=world.taken(),
        by=world.karin, at=now(),
    )  # fmt: skip
    follow_promise(promise, "kept", moment("2023-11-02"), by=world.karin, at=now())
    late = {
        day: promises_as_of(date.fromisoformat(day))[0].overdue_days
        for day in ("2023-06-19", "2023-07-10", "2023-11-01", "2023-11-02")
    }
    assert late == {"2023-06-19": 0, "2023-07-10": 0, "2023-11-01": 1, "2023-11-02": 0}
    with refusal("promise_ended"):
        follow_promise(promise, "withdrawn", moment("2023-12-01"), reason="Toch niet", by=world.karin, at=now())


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("withdrawn", {}, "reason_missing"),
        ("kept", {"due_on": moment("2024-01")}, "due_without_moving"),
        ("lost", {}, "answer_missing"),
    ],
)
def test_step_of_a_promise_is_told_whole(world: World, kind: str, more: dict[str, Any], code: str) -> None:
    promise = make_promise("Een brief", "ministry", by=world.karin, at=now())
    with refusal(code):
        follow_promise(promise, kind, moment("2023-06"), by=world.karin, at=now(), **more)


def test_promise_is_registered_by_who_answers_for_it_and_followed_by_who_sees_to_it(world: World) -> None:
    with refusal("not_your_function"):
        make_promise("Een brief", "ministry", by=world.anna, at=now())
    with refusal("text_missing", "recipient_unknown", "due_before_made"):
        make_promise(" ", "king", made_on=moment("2023-05"), due_on=moment("2023-01"), by=world.karin, at=now())
    promise = make_promise("Een brief", "ministry", responsible=world.anna, by=world.karin, at=now())
    with refusal("not_your_function"):
        follow_promise(promise, "kept", moment("2023-06"), by=world.gwen, at=now())
    assert follow_promise(promise, "kept", moment("2023-06"), by=world.anna, at=now()).order == 0
