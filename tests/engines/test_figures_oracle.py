"""The figures, held to histories that were worked out apart from the code and, on random ones, to a slow second way."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import calendar, hours, recruiting, slips, spread, waiting
from tests.oracles import histories as written
from vlechtwerk.domains.partnership.models import Body, Decision, DecisionForwarding
from vlechtwerk.domains.partnership.queries.deciding import body_times
from vlechtwerk.domains.programme.models import Activity, Milestone, MilestoneDate
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf, since_when
from vlechtwerk.domains.programme.queries.as_of import as_of
from vlechtwerk.domains.programme.queries.capacity import known_on, month_of
from vlechtwerk.domains.programme.queries.planning import planned_milestone
from vlechtwerk.engines.statistics import capacity, date_slips, days, differences
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.web.programme.hours_words import say_whole_hours

MANY = settings(max_examples=150, deadline=None)


# The words of the one said in the words of the other.


def precise(words: str) -> PreciseDate:
    """Read “early 2024” as the code does."""
    part, _, year = words.rpartition(" ")
    return PreciseDate.read(f"{year}-{part}" if part else year)


def precisely(known: calendar.Vague) -> PreciseDate:
    """Write what is known of a date as the code keeps it."""
    tried = [words_of(known.first, form) for form in ("day", "month", "part", "year")]
    return next(precise(words) for words in tried if calendar.said(words) == known)


def words_of(day: date, form: str) -> str:
    part = next(part for part, (first, last) in calendar.PARTS.items() if first <= day.month <= last)
    return {"day": day.isoformat(), "month": f"{day:%Y-%m}", "part": f"{part} {day:%Y}", "year": f"{day:%Y}"}[form]


def pair(found: days.Days | None) -> tuple[float, float] | None:
    return None if found is None else (found.least, found.most)


def as_range(found: days.Days | None) -> calendar.Range | None:
    return None if found is None else calendar.Range(int(found.least), int(found.most))


def as_spread(found: days.Spread | None) -> spread.Spread:
    if found is None:
        return spread.Spread(0, None, None)
    nine = None if found.nine_of_ten is None else (int(found.nine_of_ten.least), int(found.nine_of_ten.most))
    return spread.Spread(found.n, pair(found.median), nine)


@cache
def body(name: str) -> Body:
    return Body(code=name, name=name)


def decision(question: waiting.Question) -> Decision:
    """Make the record that the code would keep of a question, with the way that it went."""
    bodies = [question.body, *(to for _on, to in question.sent_on)]
    found = Decision(
        question=question.name,
        state={"waits": "asked"}.get(question.state, question.state),
        body=body(bodies[-1]),
        asked_on=precisely(question.asked) if question.asked else None,
        decided_on=precisely(question.decided) if question.decided else None,
        agreed_days=question.agreed,
    )
    noon = [datetime(on.first.year, on.first.month, on.first.day, 12, tzinfo=UTC) for on, _to in question.sent_on]
    went = [
        DecisionForwarding(decision=found, from_body=body(start), to_body=body(to), forwarded_at=at)
        for start, to, at in zip(bodies, bodies[1:], noon, strict=False)
    ]
    found._prefetched_objects_cache = {"forwardings": went}  # type: ignore[attr-defined]  # as prefetch_related leaves it
    return found


def planned(milestone: slips.Milestone, shown: date) -> date_slips.History:
    """Make the rows that the code would keep of a milestone, and read them as of a day."""
    rows = [
        MilestoneDate(
            date_on=precisely(plan.date), basis="planned", known_from=since(plan), order=place, ground=plan.ground
        )
        for place, plan in enumerate(milestone.plans)
    ]
    if milestone.reached is not None:
        rows.append(MilestoneDate(date_on=precisely(milestone.reached), basis="happened", order=len(rows)))
    stood = MilestoneAsOf(Milestone(), tuple(rows), as_of(rows, shown, since_when))
    return planned_milestone(Activity(), stood).history


ALWAYS = calendar.Vague(date.min, date.min)


def since(plan: slips.Plan) -> PreciseDate | None:
    return None if plan.held_since == ALWAYS else precisely(plan.held_since)


def ledger(lines: Sequence[hours.Line], shown: date) -> list[capacity.Cell]:
    """Read the lines that the query gives as of a day, each numbered in the order of recording."""
    ordered = sorted(lines, key=lambda line: line.recorded_at)
    return capacity.cells_of(
        capacity.Line(key_of(line.key), line.kind, line.month, line.hours, number)
        for number, line in enumerate(ordered)
        if line.recorded_at < known_until(shown)
    )


def known_until(day: date) -> datetime:
    """Return the moment before which a line must be recorded to be known on a day, as the query asks it."""
    (condition,) = known_on(day).children
    assert isinstance(condition, tuple)
    name, moment = condition
    assert name == "recorded_at__lt"
    assert isinstance(moment, datetime)
    return moment


def key_of(key: hours.Key) -> capacity.Key:
    return capacity.Key(key.organisation, key.profile, key.activity, key.place)


# The code and the second way, side by side.


def hold_lead_times(questions: Sequence[waiting.Question], shown: date) -> None:
    """Compare, per body, what was taken, how it is spread, what waits and what waits too long."""
    there = [one for one in questions if any(day and day.first <= shown for day in (one.asked, one.decided))]
    rows = {row.body.code: row for row in body_times([decision(one) for one in there], shown) if row.body}
    for name in {waiting.lies_with(one, shown) for one in questions}:
        of_it = [one for one in questions if waiting.lies_with(one, shown) == name]
        expected = sorted(took for one in of_it if (took := waiting.waits(one, shown)) is not None)
        late = [one for one in of_it if waiting.is_late(one, shown) and waiting.waits(one, shown) is not None]
        row = rows.get(name)
        assert as_spread(row.spread if row else None) == waiting.lead_times(questions, shown, name)
        assert list(row.waiting if row else ()) == expected
        assert (row.late if row else 0) == len(late)


def hold_date_slips(milestones: Sequence[slips.Milestone], shown: date) -> None:
    """Compare each milestone, and what is told of all."""
    code_day = PreciseDate.of_day(shown)
    for one in milestones:
        history = planned(one, shown)
        expected = [span for span, _ground in slips.moves(one, shown)]
        assert [as_range(found) for found in date_slips.moves(history)] == expected
        assert as_range(date_slips.reached_after(history)) == slips.to_reached(one, shown)
        answer = date_slips.met(history, code_day)
        assert (ANSWERS[answer] if answer else "") == slips.met(one, shown)
    counted = date_slips.slips([planned(one, shown) for one in milestones], code_day)
    slipped = [span for one in milestones if (span := slips.slip(one, shown)) is not None]
    reached = [span for one in milestones if (span := slips.to_reached(one, shown)) is not None]
    moved = [span for one in milestones for span, _ground in slips.moves(one, shown)]
    assert (counted.moved, counted.moves) == (len(slipped), len(moved))
    assert as_spread(counted.per_move) == spread.spread(moved)
    assert as_spread(counted.per_milestone) == spread.spread(slipped)
    assert as_spread(counted.reached) == spread.spread(reached)
    per_ground = {ground: as_spread(found) for ground, found in counted.per_ground.items()}
    assert per_ground == slips.per_ground(milestones, shown)
    ways = [slips.direction(span) for span in moved]
    assert {WAYS[way]: count for way, count in counted.directions.items()} == {way: ways.count(way) for way in "+-?"}
    told = [counted.met[answer] for answer in (date_slips.Met.YES, date_slips.Met.NO, date_slips.Met.UNKNOWN)]
    assert (told[0], sum(told)) == slips.met_n_of_m(milestones, shown)


ANSWERS = {
    date_slips.Met.YES: "yes",
    date_slips.Met.NO: "no",
    date_slips.Met.UNKNOWN: "can't be told",
    date_slips.Met.NOT_YET: "not yet",
}
WAYS = {date_slips.Direction.LATER: "+", date_slips.Direction.EARLIER: "-", date_slips.Direction.UNKNOWN: "?"}


def hold_capacity(lines: Sequence[hours.Line], shown: date) -> None:
    """Compare every cell, the sums over all, and those of each organisation, profile, activity and place."""
    found, expected = ledger(lines, shown), hours.cells(lines, shown)
    assert {(cell.key, cell.month): (cell.asked, cell.pledged, cell.delivered) for cell in found} == {
        (key_of(cell.key), cell.month): (cell.asked, cell.pledged, cell.delivered) for cell in expected
    }
    same_sums(capacity.sums_of(found, month_of(shown)), hours.sums(expected, shown))
    for word in ("organisation", "profile", "activity", "place"):
        parts = capacity.grouped(found, lambda cell, word=word: str(getattr(cell.key, word)))  # type: ignore[misc]  # bound
        apart = hours.per_word(expected, word, shown)
        assert set(parts) == set(apart)
        for name, cells in parts.items():
            same_sums(capacity.sums_of(cells, month_of(shown)), apart[name])


def same_sums(found: capacity.Sums, expected: hours.Sums) -> None:
    names = ("asked", "pledged", "delivered", "never_pledged", "not_delivered", "awaited", "gap")
    assert [getattr(found, name) for name in names] == [getattr(expected, name) for name in names]
    assert found.percent == expected.share
    assert "".join(filter(str.isdecimal, say_whole_hours(found.gap))) == str(hours.whole(expected.gap))


# The histories that were worked out by hand.


def by_hand(kind: str) -> pytest.MarkDecorator:
    found = written.histories(kind)
    return pytest.mark.parametrize("told", found.values(), ids=found.keys())


@by_hand("lead_times")
def test_lead_times_are_those_worked_out_apart(told: Mapping[str, Any]) -> None:
    # What was taken on a day that is not known is kept out by the database.
    questions = [written.question(name, one) for name, one in told["questions"].items()]
    questions = [one for one in questions if one.state != "taken" or one.decided is not None]
    for day, expected in told["days_shown"].items():
        shown = date.fromisoformat(day)
        hold_lead_times(questions, shown)
        rows = body_times([decision(one) for one in questions if not one.asked or one.asked.first <= shown], shown)
        taken = sorted(pair(days) or (0, 0) for row in rows for days in row.taken)
        spans = [written.span(one) for one in expected["took"].values()]
        assert taken == sorted((span.least, span.most) for span in spans)
        assert sorted(one for row in rows for one in row.waiting) == sorted(expected["waits"].values())


@by_hand("date_slips")
def test_date_slips_are_those_worked_out_apart(told: Mapping[str, Any]) -> None:
    milestones = [written.milestone(name, one) for name, one in told["milestones"].items()]
    for day, expected in told["days_shown"].items():
        shown = date.fromisoformat(day)
        hold_date_slips(milestones, shown)
        found = date_slips.slips([planned(one, shown) for one in milestones], PreciseDate.of_day(shown))
        assert {ground: as_spread(one) for ground, one in found.per_ground.items()} == {
            ground: written.spread_of(one) for ground, one in expected["grounds"].items()
        }
        assert found.met[date_slips.Met.YES] == expected["met_n_of_m"][0]


@by_hand("capacity")
def test_capacity_is_that_worked_out_apart(told: Mapping[str, Any]) -> None:
    lines = [written.line(words) for words in told["lines"]]
    for day, expected in told["days_shown"].items():
        shown = date.fromisoformat(day)
        hold_capacity(lines, shown)
        found = capacity.sums_of(ledger(lines, shown), month_of(shown))
        same_sums(found, written.sums_of(expected["all"]))
        assert found.percent == expected["share"]


# Random ones, around both changes of the clock, the turn of two years and a 29 February.

DAYS = st.dates(date(2023, 12, 1), date(2025, 1, 31))
FORMS = st.sampled_from(["day", "day", "day", "month", "part", "year"])
WORDS = st.builds(words_of, DAYS, FORMS)
DATES = WORDS.map(calendar.said)
RANGES = st.builds(lambda least, more: calendar.Range(least, least + more), st.integers(-40, 400), st.integers(0, 90))
BODIES = st.sampled_from(["Board", "Steering"])
GROUNDS = st.sampled_from(["capacity", "data", ""])
CLOCKS = [datetime(*day, 21, tzinfo=UTC) for day in ((2024, 2, 28), (2024, 3, 30), (2024, 10, 26), (2024, 12, 31))]
MOMENTS = st.builds(
    lambda begin, minutes: begin + timedelta(minutes=minutes), st.sampled_from(CLOCKS), st.integers(0, 48 * 60)
)


@st.composite
def question(draw: st.DrawFn) -> waiting.Question:
    state = draw(st.sampled_from(["waits", "taken", "taken", "withdrawn"]))
    decided = draw(DATES) if state == "taken" else None
    sent_on = draw(st.lists(st.tuples(DAYS.map(lambda day: calendar.Vague(day, day)), BODIES), max_size=2))
    asked, agreed = draw(st.none() | DATES), draw(st.none() | st.integers(0, 90))
    return waiting.Question(
        "Mag het?", draw(BODIES), asked, state, decided, agreed, tuple(sorted(sent_on, key=lambda one: one[0].first))
    )


@st.composite
def milestone(draw: st.DrawFn) -> slips.Milestone:
    later = draw(st.lists(st.builds(slips.Plan, DATES, DATES, GROUNDS), max_size=3))
    first = draw(st.lists(st.builds(slips.Plan, DATES, st.just(ALWAYS)), max_size=1))
    return slips.Milestone("Beeld", tuple(first + later if first else ()), draw(st.none() | DATES))


LINES = st.builds(
    hours.Line,
    st.builds(
        hours.Key, st.sampled_from(["NP", "OM"]), st.sampled_from(["analist", "jurist"]), st.sampled_from(["", "D01"]),
        st.sampled_from(["inside", "home"]),
    ),
    st.sampled_from([date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1), date(2024, 12, 1)]),
    st.sampled_from(capacity.KINDS),
    st.integers(0, 800).map(lambda quarters: Decimal(quarters) / 4),
    MOMENTS,
)  # fmt: skip


@MANY
@given(MOMENTS)
def test_day_of_a_moment_is_the_one_in_amsterdam(moment: datetime) -> None:
    assert timezone.localdate(moment) == calendar.day_in_amsterdam(moment)
    day = calendar.day_in_amsterdam(moment)
    assert known_until(day - timedelta(days=1)) <= moment < known_until(day)


@MANY
@given(WORDS, WORDS)
def test_days_between_dates_are_steps_on_the_calendar(earlier: str, later: str) -> None:
    start, end = precise(earlier), precise(later)
    assert calendar.said(earlier) == calendar.Vague(start.earliest, start.latest)
    assert as_range(days.days_between(start, end)) == calendar.between(calendar.said(earlier), calendar.said(later))


@MANY
@given(st.lists(RANGES, max_size=24))
def test_spread_is_that_of_the_second_way(drawn: list[calendar.Range]) -> None:
    assert as_spread(days.spread(days.Days(one.least, one.most) for one in drawn)) == spread.spread(drawn)


@MANY
@given(st.lists(question(), max_size=12), DAYS)
def test_lead_times_are_those_of_the_second_way(drawn: list[waiting.Question], shown: date) -> None:
    hold_lead_times(drawn, shown)


@MANY
@given(st.lists(milestone(), max_size=3), DAYS)
def test_date_slips_are_those_of_the_second_way(drawn: list[slips.Milestone], shown: date) -> None:
    hold_date_slips(drawn, shown)


@MANY
@given(st.lists(LINES, max_size=20, unique_by=lambda line: line.recorded_at), MOMENTS)
def test_capacity_is_that_of_the_second_way(drawn: list[hours.Line], shown: datetime) -> None:
    hold_capacity(drawn, calendar.day_in_amsterdam(shown))


TEXTS = st.lists(st.sampled_from(["Analist", "analist", "ANALIST", "met", " ", "\n", "straße", "STRASSE"]), max_size=4)


@MANY
@given(TEXTS.map(" ".join), TEXTS.map("  ".join))
def test_vacancy_is_compared_as_in_the_second_way(asked: str, published: str) -> None:
    words = {"same": "as asked", "left_out": "left out", "changed": "not what was asked"}
    assert words[differences.compare(asked, published)] == recruiting.compare(asked, published)
