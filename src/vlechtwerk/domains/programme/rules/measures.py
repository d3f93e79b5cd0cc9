"""Whether a measure may be added or defined anew, and whether a draw may be taken in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import functions_of, reasons_against_acting, running_appointments
from vlechtwerk.domains.programme.models import (
    Activity,
    ComparisonSeries,
    MapNode,
    Measure,
    MeasureDefinition,
    MeasureDraw,
    MeasureMonth,
)
from vlechtwerk.domains.programme.rules import FIRST_DAY, MANAGERS, activities_led_by
from vlechtwerk.domains.programme.rules.capacity import GIVERS
from vlechtwerk.domains.programme.words.measures import fields_called, list_months
from vlechtwerk.engines.statistics.monthly_series import month_after
from vlechtwerk.engines.statistics.suppression import THRESHOLD
from vlechtwerk.foundation.database.keeping import reasons_against_keeping
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

# Beside who leads the activity and who speaks for the organisation that keeps the register.
MEASURERS = MANAGERS | {Function.EVALUATOR}
LARGEST_COUNT = 10**12
# Fifty years.
MOST_MONTHS = 600
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
State = MeasureMonth.State
# The code of a reason, the months at fault, and what is wrong with them.
Wrong = tuple[str, Sequence[date], str]


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """What a measure is: its code and name, who keeps the register, what it is a measure of, and what is wanted."""

    code: str
    name: str
    holder: Organisation
    direction: str
    activity: Activity | None = None
    node: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionTold:
    """What is counted exactly, in which unit, from which month on, and when that was laid down."""

    text: str
    unit: str
    holds_from: date
    defined_on: date
    counts_people: bool = False


@dataclass(frozen=True, slots=True)
class DrawTold:
    """When, by whom and how a register was drawn from; a draw that corrects another says why."""

    drawn_on: date
    drawn_by: str
    source: str
    query: str = ""
    file_name: str = ""
    file_checksum: str = ""
    corrects: MeasureDraw | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MonthTold:
    """What a draw says of one month."""

    month: date
    state: str
    count: int | None = None


def reasons_against_measuring(
    holder: Organisation | None, activity: Activity | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone may not write a measure of this holder and activity; without a holder: none at all."""
    reasons = reasons_against_acting(by, at)
    if reasons or by.loads_cases or functions_of(by, at) & MEASURERS:
        return reasons
    held = running_appointments(by, at).filter(function__in=GIVERS)
    if (held if holder is None else held.filter(organisation=holder)).exists():
        return []
    led = activities_led_by(by, at)
    of_theirs = led if holder is None else led.filter(id=activity.id) if activity else led.none()
    if of_theirs.exists():
        return []
    return [
        Reason(
            "not_your_measure",
            _(
                "Counts are kept by who leads the activity, who speaks for the organisation of the register, a team "
                "manager, the director or an evaluator."
            ),
            _("Keeping registered counts"),
        )
    ]


def reasons_against_adding_measure(
    told: MeasureTold, definition: DefinitionTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a measure can't be added."""
    reasons = reasons_against_measuring(told.holder, told.activity, by=by, at=at)
    if not _CODE.fullmatch(told.code):
        reasons.append(Reason("code_unclear", _("A code has letters, digits and hyphens, at most twenty.")))
    elif Measure.objects.filter(project_id=by.project_id, code=told.code).exists():
        reasons.append(Reason("code_in_use", _("This code is in use.")))
    if not told.name.strip():
        reasons.append(Reason("name_missing", _("Say how it is called.")))
    if told.direction not in Measure.Direction.values:
        reasons.append(Reason("direction_unknown", _("Say what is wanted: more, fewer, or neither.")))
    if told.activity is None and not told.node:
        reasons.append(Reason("subject_missing", _("Say of which activity or which place on the map it is a measure.")))
    reasons += reasons_against_keeping(Measure, {"name": told.name, "node": told.node}, fields_called())
    if told.node and not MapNode.objects.filter(project_id=by.project_id, code=told.node).exists():
        reasons.append(Reason("node_unknown", _("“%(node)s” is no place on the map.") % {"node": told.node}))
    return reasons + _against_definition(definition, at)


def reasons_against_defining_anew(
    measure: Measure, definition: DefinitionTold, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a measure can't get another definition: it holds from a later month, and says something else."""
    reasons = reasons_against_measuring(measure.holder, measure.activity, by=by, at=at)
    reasons += _against_definition(definition, at)
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say what is counted otherwise, and why.")))
    reasons += reasons_against_keeping(MeasureDefinition, {"reason": reason}, fields_called())
    last = measure.definitions.order_by("number").last()
    if last is None:
        return reasons
    if definition.holds_from <= last.holds_from:
        words = {"month": list_months([last.holds_from])}
        text = _("The definition before it holds from %(month)s. Another one holds from a later month.")
        reasons.append(Reason("holds_too_early", text % words))
    same = (last.text, last.unit, last.counts_people)
    if same == (definition.text.strip(), definition.unit.strip(), definition.counts_people):
        reasons.append(Reason("definition_same", _("This says the same as the definition before it.")))
    return reasons


def _against_definition(definition: DefinitionTold, at: datetime) -> list[Reason]:
    reasons = reasons_against_keeping(
        MeasureDefinition, {"text": definition.text, "unit": definition.unit}, fields_called()
    )
    if not says_something(definition.text):
        reasons.append(Reason("definition_missing", _("Say exactly what is counted.")))
    if not definition.unit.strip():
        reasons.append(Reason("unit_missing", _("Say in which unit.")))
    if not _is_month(definition.holds_from):
        reasons.append(Reason("month_unknown", _("Name the month from which it holds, as 2026-01.")))
    elif definition.holds_from > month_after(timezone.localdate(at).replace(day=1)):
        text = _("A definition holds from next month at the latest. Lay another one down when it is time.")
        reasons.append(Reason("holds_too_late", text))
    if definition.defined_on > timezone.localdate(at):
        reasons.append(Reason("in_the_future", _("This date is still to come.")))
    return reasons


def _is_month(month: date) -> bool:
    return month.day == 1 and month >= FIRST_DAY and month.year < FIRST_DAY.year + 100


def reasons_against_taking_in(
    measure: Measure, told: DrawTold, months: Sequence[MonthTold], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a draw can't be taken in."""
    reasons = reasons_against_measuring(measure.holder, measure.activity, by=by, at=at)
    if told.drawn_on > timezone.localdate(at):
        reasons.append(Reason("in_the_future", _("This date is still to come.")))
    if not told.drawn_by.strip():
        reasons.append(Reason("drawer_missing", _("Say who drew it: a function, not a name.")))
    if not told.source.strip():
        reasons.append(Reason("source_missing", _("Say from which register it was drawn.")))
    if not told.query.strip() and not told.file_checksum:
        text = _("Write the query, or bring in the file that was drawn, so that someone else can do it again.")
        reasons.append(Reason("query_missing", text, _("A count can be drawn again")))
    typed = ("drawn_by", "source", "query", "file_name", "file_checksum", "reason")
    reasons += reasons_against_keeping(MeasureDraw, {name: getattr(told, name) for name in typed}, fields_called())
    if not months:
        reasons.append(Reason("months_missing", _("A draw says something of at least one month.")))
    if len(months) > MOST_MONTHS:
        reasons.append(Reason("too_many_months", _("A draw has at most %(most)s months.") % {"most": MOST_MONTHS}))
    if wrong := [one.month for one in months if not _is_month(one.month)]:
        text = _("Months are named by their first day and lie in this century: %(months)s.")
        return [*reasons, Reason("month_unknown", text % {"months": ", ".join(map(str, wrong))})]
    reasons += _against_months(measure, told, months)
    return reasons + _against_correcting(measure, told, months)


def _against_months(measure: Measure, told: DrawTold, months: Sequence[MonthTold]) -> list[Reason]:
    """Return what is wrong with months by themselves, by the definition that holds in each."""
    definitions = list(measure.definitions.order_by("number"))
    rules = {"few_people": _("Groups too small to stay anonymous are not shown")}
    return [
        Reason(code, text % {"months": list_months(at_fault)}, rules.get(code, ""))
        for code, months_at_fault, text in (
            *_wrong_months(definitions, told, [one.month for one in months]),
            *_wrong_counts(definitions, months),
        )
        if (at_fault := sorted(set(months_at_fault)))
    ]


def _wrong_months(definitions: Sequence[MeasureDefinition], told: DrawTold, months: Sequence[date]) -> Iterator[Wrong]:
    twice = [month for month in months if months.count(month) > 1]
    yield "month_twice", twice, _("These months stand there twice: %(months)s.")
    not_over = [month for month in months if month_after(month) > told.drawn_on]
    yield "month_not_over", not_over, _("On the day of the draw these months were not over: %(months)s.")
    undefined = [month for month in months if definition_in(definitions, month) is None]
    yield "before_definition", undefined, _("There is no definition yet for these months: %(months)s.")


def _wrong_counts(definitions: Sequence[MeasureDefinition], months: Sequence[MonthTold]) -> Iterator[Wrong]:
    counted = [one for one in months if one.state == State.COUNTED]
    of_people = {one.month for one in months if (held := definition_in(definitions, one.month)) and held.counts_people}
    impossible = [one.month for one in counted if one.count is None or not 0 <= one.count <= LARGEST_COUNT]
    text = _("Write a whole number of nought or more, or say that it was not registered: %(months)s.")
    yield "count_impossible", impossible, text
    beside = [one.month for one in months if one.state != State.COUNTED and one.count is not None]
    yield "count_beside_state", beside, _("What was not counted has no number: %(months)s.")
    few = [one.month for one in counted if one.month in of_people and 0 < (one.count or 0) < THRESHOLD]
    text = _(
        "Fewer than five people were counted in %(months)s; someone could be known by so few. Write “<5” there: no "
        "number is kept."
    )
    yield "few_people", few, text
    of_things = [one.month for one in months if one.state == State.FEW and one.month not in of_people]
    yield "few_of_what", of_things, _("“<5” is for counts of people. Write the number itself in %(months)s.")


def _against_correcting(measure: Measure, told: DrawTold, months: Sequence[MonthTold]) -> list[Reason]:
    """Return why a draw can't stand beside those before it: where it says otherwise, it corrects, with a reason."""
    stands = standing(MeasureMonth.objects.filter(draw__measure=measure).select_related("draw"))
    changed = [
        stands[one.month]
        for one in months
        if one.month in stands and (stands[one.month].state, stands[one.month].count) != (one.state, one.count)
    ]
    if told.corrects is None:
        if not changed:
            return []
        words = {"months": list_months([row.month for row in changed]), "draw": changed[0].draw.number}
        text = _(
            "A draw before it says otherwise of %(months)s (draw %(draw)s). Say which draw this corrects, and why."
        )
        return [Reason("differs_from_draw", text % words, _("Counts are corrected, not changed"))]
    reasons = []
    if newer := [row for row in changed if row.draw.drawn_on > told.drawn_on]:
        words = {"months": list_months([row.month for row in newer]), "draw": newer[0].draw.number}
        text = _(
            "What stands of %(months)s was drawn later than this (draw %(draw)s). An older draw does not correct it."
        )
        reasons.append(Reason("corrects_newer_draw", text % words, _("Counts are corrected, not changed")))
    if told.corrects.measure_id != measure.id:
        reasons.append(Reason("draw_of_other_measure", _("That draw is of another measure.")))
    if not says_something(told.reason):
        reasons.append(Reason("reason_missing", _("Say what was wrong."), _("Counts are corrected, not changed")))
    if not changed:
        text = _("This draw says the same of each month as what stands. There is nothing to correct.")
        reasons.append(Reason("nothing_corrected", text))
    return reasons


def reasons_against_setting_beside(
    measure: Measure, beside: Measure, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it can't be said that a series stands beside another: it is another one, in the same unit, and why.

    Whether it has the same months is seen where it is used, as that depends on where something began.
    """
    reasons = reasons_against_measuring(measure.holder, measure.activity, by=by, at=at)
    rule = _("A comparison takes a comparable series")
    if measure.id == beside.id:
        reasons.append(Reason("same_measure", _("This is the same measure. Choose another one."), rule))
    units = [one.definitions.order_by("-number").values_list("unit", flat=True).first() for one in (measure, beside)]
    if units[0] != units[1]:
        words = {"unit": units[0], "other": units[1]}
        text = _("One is counted in “%(unit)s”, the other in “%(other)s”. Choose a series in the same unit.")
        reasons.append(Reason("other_unit", text % words, rule))
    if not says_something(reason):
        text = _("Say why it is comparable: what is alike, and why nothing began there.")
        reasons.append(Reason("reason_missing", text, rule))
    return reasons + reasons_against_keeping(ComparisonSeries, {"reason": reason}, fields_called())


def definition_in(definitions: Sequence[MeasureDefinition], month: date) -> MeasureDefinition | None:
    """Return the definition that holds in a month; definitions come in their order."""
    return next((one for one in reversed(definitions) if one.holds_from <= month), None)


def standing(months: Iterable[MeasureMonth]) -> dict[date, MeasureMonth]:
    """Return what stands of each month: what the newest draw that tells of it says; its draw is read along."""
    return {row.month: row for row in sorted(months, key=lambda row: row.draw.number)}
