"""Load instruments and invented rounds: who was asked, what they answered, and what was shown of their remarks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from random import SystemRandom

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.models import (
    Dimension,
    EvaluationRound,
    InstrumentVersion,
    Respondent,
    RoundRemark,
)
from vlechtwerk.domains.evaluation.operations import remarks, results, rounds
from vlechtwerk.domains.evaluation.operations.instruments import begin_instrument, fix_version
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, AskedStatement, questionnaire_of
from vlechtwerk.domains.evaluation.rules.rounds import Asked, RoundPlan
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Level, Person
from vlechtwerk.domains.partnership.rules import running_appointments, running_seats
from vlechtwerk.engines.surveys.answers import Answer, Missing

SIGNS: Mapping[str, Answer] = {"?": Missing.DO_NOT_KNOW, "-": Missing.NOT_ANSWERED}


def load_rounds(file: Block, loading: Loading) -> None:
    """Load each round as it went: prepared, opened, answered, closed and published."""
    versions = {}
    for block in file.blocks("instruments"):
        version = _instrument(block, loading)
        versions[version.instrument.code] = version
    respondents, said = file.blocks("respondents"), file.blocks("remarks")
    for block in file.blocks("rounds"):
        _round(block, versions, respondents, [one for one in said if one.text("round") == block.text("code")], loading)
    for block in (*respondents, *said):
        block.finish()
    file.finish()


def _instrument(block: Block, loading: Loading) -> InstrumentVersion:
    """Load an instrument: the standard one, each statement with what it is about, and own statements after one."""
    evaluation = block.one_of("evaluation", loading.evaluations)
    if evaluation is None:
        raise block.wrong("evaluation", "An instrument is of an evaluation.")
    standard, about, after = standard_questionnaire(), block.block("standard"), block.text("after")
    scale = standard.scales[0]
    own = [_statement(item, scale.code, loading) for item in block.blocks("statements")]
    places = _places(loading)
    asked: list[AskedStatement] = []
    for one in standard.statements:
        codes = about.codes(one.code, places) if about is not None else []
        asked += [replace(one, about=tuple(codes)), *(own if one.code == after else ())]
    name = {"nl": block.text("name_nl"), "en": block.text("name_en")}
    content = AskedQuestionnaire(name, standard.scales, tuple(asked), standard.open_questions)
    fixed = _noon(block, "fixed_on")
    with place_of(block):
        version = begin_instrument(evaluation, block.text("code"), name, content=content, by=loading.by, at=fixed)
        version = fix_version(version, by=loading.by, at=fixed)
    if about is not None:
        about.finish()
    block.finish()
    return version


def _places(loading: Loading) -> dict[str, str]:
    return {code: code for code in (*loading.activities, *loading.preconditions)}


def _statement(block: Block, scale: str, loading: Loading) -> AskedStatement:
    told = AskedStatement(
        block.text("code"),
        {"nl": block.text("nl"), "en": block.text("en")},
        {"nl": block.text("short_nl"), "en": block.text("short_en")},
        block.choice("dimension", Dimension),
        scale,
        block.flag("negative"),
        block.flag("double_barrelled"),
        tuple(block.codes("about", _places(loading))),
    )
    block.finish()
    return told


def _round(
    block: Block, versions: Mapping[str, InstrumentVersion], people: Sequence[Block], said: Sequence[Block],
    loading: Loading,
) -> None:  # fmt: skip
    evaluation = block.one_of("evaluation", loading.evaluations)
    version = block.one_of("instrument", dict(versions))
    if evaluation is None or version is None:
        raise block.wrong("evaluation", "A round is of an evaluation, and asks an instrument.")
    number = block.number("measurement")
    measurement = evaluation.measurements.filter(number=number or 0).first()
    if number is not None and measurement is None:
        raise block.wrong("measurement", f"There is no measurement {number} in this evaluation.")
    plan = RoundPlan(
        version,
        block.text("name"),
        block.choice("promise", EvaluationRound.Promise),
        closes_on=block.day("closes_on"),
        measurement=measurement,
    )
    opened, closed, published = (_noon(block, key) for key in ("opened_on", "closed_on", "published_on"))
    key = block.text("answers")
    asked_people = [one for one in people if one.has(key)]
    with place_of(block):
        asked = rounds.prepare_round(evaluation, block.text("code"), plan, by=loading.by, at=opened)
        told = [_asked(one, opened, loading) for one in asked_people]
        made = rounds.add_respondents(asked, told, by=loading.by, at=opened)
        asked = rounds.open_round(asked, by=loading.by, at=opened)
        filled_in = _filled_in(asked, key, zip(asked_people, made, strict=True), said)
        rounds.close_with_answers(asked, filled_in, by=loading.by, at=closed)
        _redact(asked, said, loading)
        results.publish_result(asked, by=loading.by, at=published)
    block.finish()


def _noon(block: Block, key: str) -> datetime:
    day = block.day(key)
    if day is None:
        raise block.wrong(key, f"“{key}” is missing.")
    return datetime.combine(day, time(12), timezone.get_default_timezone())


def _asked(block: Block, at: datetime, loading: Loading) -> Asked:
    """Return whom a round asks: someone of the project as they were appointed then, or someone from outside."""
    person = block.one_of("person", loading.people)
    if person is not None:
        return _of_project(person, at)
    organisation, body = block.one_of("organisation", loading.organisations), block.one_of("body", loading.bodies)
    return Asked(block.text("name"), block.text("email"), block.choice("level", Level), organisation, body)


def _of_project(person: Person, at: datetime) -> Asked:
    appointment = running_appointments(person, at).select_related("organisation")[0]
    seat = running_seats(person, at).select_related("body").first()
    email = person.account.email if person.account is not None else ""
    body = seat.body if seat is not None else None
    return Asked(person.name, email, appointment.level, appointment.organisation, body, person)


def _filled_in(
    asked: EvaluationRound, key: str, people: Iterable[tuple[Block, Respondent]], said: Sequence[Block]
) -> list[FilledIn]:
    """Return the answers of those who gave any; each remark stands with one of them, whoever it is."""
    questionnaire, written = questionnaire_of(asked.version), list(said)
    found = []
    for block, one in people:
        if not (signs := block.text(key) if block.optional_text(key) else ""):
            continue
        if len(signs) != len(questionnaire.statements):
            raise block.wrong(key, f"There are {len(questionnaire.statements)} statements, and {len(signs)} answers.")
        remark = written.pop(0) if written else None
        found.append(
            FilledIn(
                {
                    statement.code: SIGNS[sign] if sign in SIGNS else int(sign)
                    for statement, sign in zip(questionnaire.statements, signs, strict=True)
                },
                {remark.text("question"): remark.text("text")} if remark is not None else {},
                one.level,
                one.organisation.code if one.organisation else "",
                one.body.code if one.body else "",
                one.pseudonym,
            )
        )
    SystemRandom().shuffle(found)
    return found


def _redact(asked: EvaluationRound, said: Sequence[Block], loading: Loading) -> None:
    for block in said:
        redacted = block.optional_text("redacted")
        state = RoundRemark.State.SHOWN if redacted else RoundRemark.State.WITHHELD
        remark = asked.remarks.get(question=block.text("question"), text=block.text("text"))
        remarks.redact_remark(remark, state, redacted, by=loading.by, at=loading.at)
