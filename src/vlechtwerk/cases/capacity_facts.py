"""Load what is told about capacity: findings, hours, recruitment, and who left."""

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.partnership.models import Departure
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.programme.models import (
    CapacityKind,
    CapacityPlace,
    CapacityProfile,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    VacancyDifference,
)
from vlechtwerk.domains.programme.models.capacity import HoursKey, HoursLine, MonthRange
from vlechtwerk.domains.programme.operations import capacity, recruitment
from vlechtwerk.engines.statistics.capacity import month_after

# A month of which no hours were handed in.
NOT_GIVEN = "-"
# Hours of a month are handed in early in the next.
HANDED_IN_ON = 6


def load_capacity(file: Block, loading: Loading) -> None:
    """Load profiles, findings, hours, recruitment and departures."""
    profiles = {}
    for block in file.blocks("profiles"):
        with place_of(block):
            profile = capacity.add_profile(block.text("code"), block.text("name"), by=loading.by, at=loading.at)
        profiles[profile.code] = profile
        block.finish()
    for order, block in enumerate(file.blocks("findings")):
        with place_of(block):
            capacity.add_capacity_finding(
                block.text("text"), order=order, evidence=loading.evidence(block), by=loading.by, at=loading.at
            )
        block.finish()
    for block in file.blocks("hours"):
        with place_of(block):
            _hours(block, profiles, loading)
        block.finish()
    for block in file.blocks("recruitment"):
        _recruitment(block, profiles, loading)
        block.finish()
    for block in file.blocks("departures"):
        with place_of(block):
            _departure(block, loading)
        block.finish()


def _hours(block: Block, profiles: dict[str, CapacityProfile], loading: Loading) -> None:
    organisation = block.one_of("organisation", loading.organisations)
    profile = block.one_of("profile", profiles)
    if organisation is None or profile is None:
        raise block.wrong("organisation", "Hours have an organisation and a profile.")
    activity = block.one_of("activity", loading.activities)
    key = HoursKey(organisation, profile, block.choice("place", CapacityPlace, CapacityPlace.INSIDE), activity)
    kind, first = block.choice("kind", CapacityKind), _day(block, "from")
    if kind == CapacityKind.DELIVERED:
        lines = [
            HoursLine(key, month, _amount(block, text), recorded_on=month_after(month, 1).replace(day=HANDED_IN_ON))
            for place, text in enumerate(block.text("hours").split())
            if text != NOT_GIVEN and (month := month_after(first, place))
        ]
        capacity.confirm_hours(lines, by=loading.by, at=loading.at)
        return
    period, hours = MonthRange(first, _day(block, "until")), _amount(block, block.text("hours"))
    recorded_on, evidence = block.day("recorded_on"), loading.evidence(block)
    if kind == CapacityKind.ASKED:
        capacity.ask_capacity(
            key, period, hours, evidence=evidence, recorded_on=recorded_on, by=loading.by, at=loading.at
        )
    else:
        capacity.pledge_capacity(
            key, period, hours, decision=block.one_of("decision", loading.decisions), evidence=evidence,
            recorded_on=recorded_on, by=loading.by, at=loading.at,
        )  # fmt: skip


def _day(block: Block, key: str) -> date:
    day = block.day(key)
    if day is None:
        raise block.wrong(key, f"“{key}” is missing.")
    return day


def _amount(block: Block, text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise block.wrong("hours", f"“{text}” are no hours.") from None


def _parts(block: Block) -> dict[str, str]:
    return {part.value: block.optional_text(part.value) for part in RecruitmentPart}


def _recruitment(block: Block, profiles: dict[str, CapacityProfile], loading: Loading) -> None:
    organisation, profile = block.one_of("organisation", loading.organisations), block.one_of("profile", profiles)
    if organisation is None or profile is None:
        raise block.wrong("organisation", "A request has an organisation and a profile.")
    with place_of(block):
        request = recruitment.ask_profile(
            block.text("code"), organisation, profile, _parts(block), _day(block, "asked_on"),
            activity=block.one_of("activity", loading.activities), by=loading.by, at=loading.at,
        )  # fmt: skip
    if (vacancy := block.block("vacancy")) is not None:
        _vacancy(vacancy, request, loading)
    for item in block.blocks("candidates"):
        with place_of(item):
            _candidate(item, request, loading)
        item.finish()


def _vacancy(block: Block, request: RecruitmentRequest, loading: Loading) -> None:
    with place_of(block):
        published = recruitment.publish_vacancy(
            request, _parts(block), _day(block, "published_on"), by=loading.by, at=loading.at
        )
    for item in block.blocks("judged"):
        with place_of(item):
            recruitment.judge_difference(
                published, item.choice("part", RecruitmentPart), item.choice("verdict", VacancyDifference.Verdict),
                item.optional_text("remark"), by=loading.by, at=loading.at,
            )  # fmt: skip
        item.finish()
    block.finish()


def _candidate(block: Block, request: RecruitmentRequest, loading: Loading) -> None:
    candidate = recruitment.name_candidate(
        request, block.text("name"), _day(block, RecruitmentStep.Kind.FOUND),
        manager=block.one_of("manager", loading.people), by=loading.by, at=loading.at,
    )  # fmt: skip
    for kind in RecruitmentStep.Kind.values[1:]:
        if (day := block.day(kind)) is not None:
            recruitment.note_step(candidate, kind, day, by=loading.by, at=loading.at)


def _departure(block: Block, loading: Loading) -> None:
    organisation = block.one_of("organisation", loading.organisations)
    if organisation is None:
        raise block.wrong("organisation", "Who left had an appointment at an organisation.")
    left_on = _day(block, "left_on")
    person = people.add_person(block.text("name"), by=loading.by, at=loading.at)
    appointment = people.appoint(
        person, organisation, block.choice("function", Function), _day(block, "from"),
        manager=block.one_of("manager", loading.people), title=block.optional_text("title"), by=loading.by,
        at=loading.at,
    )  # fmt: skip
    # Registered on the day itself: departures are counted in the year in which they were registered.
    people.end_appointment(
        appointment, left_on, block.choice("reason", Departure.ReasonKind), by=loading.by,
        at=timezone.make_aware(datetime.combine(left_on, time(12))),
    )  # fmt: skip
