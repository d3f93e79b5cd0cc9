"""Progress reports: what a draft holds, what stands in its way, and what changed since the one before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityStatus,
    FormerName,
    FrozenReport,
    ProgressReport,
    ReportFact,
    ReportWords,
)
from vlechtwerk.domains.programme.models.reports import ReportPart
from vlechtwerk.domains.programme.queries.activities import units_as_of
from vlechtwerk.domains.programme.queries.capacity import reads_all_capacity
from vlechtwerk.domains.programme.queries.report_facts import PARTS, FoundFact, facts_of, period_of
from vlechtwerk.domains.programme.queries.report_figures import (
    FEWEST_ORGANISATIONS,
    Counted,
    hours_of,
    number_that_changed,
    value_of,
)
from vlechtwerk.domains.programme.queries.work import led_by
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.documents.wording import Carrier, RefusedSentence, refused_sentences


@dataclass(frozen=True, slots=True)
class Written:
    """The words at an activity, or at the whole: the latest version, and who wrote it."""

    text: str = ""
    version: int = 0
    by: str = ""
    at: Any = None


@dataclass(frozen=True, slots=True)
class AtActivity:
    """One activity in a report: its facts, its words, and the sentences that they do not carry."""

    activity: Activity
    facts: tuple[ReportFact, ...]
    written: Written
    refused: tuple[RefusedSentence, ...]

    @property
    def is_reported(self) -> bool:
        """Whether anything came in: a fact of the period itself, or words."""
        return any(fact.is_news for fact in self.facts) or bool(self.written.text.strip())


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of a former report that is told otherwise now: what it said then and says now; empty when not there."""

    activity: str
    part: str
    then: str
    now: str


def progress_reports() -> QuerySet[ProgressReport]:
    """Return the reports, newest period first."""
    return ProgressReport.objects.select_related("approving_body", "told_in", "drafted_by", "decision")


def periods_with_report() -> set[date]:
    """Return the first day of each period that has a report."""
    return set(ProgressReport.objects.values_list("period_from", flat=True))


def first_day_told() -> date | None:
    """Return the first day that the status of an activity is told of, if of any."""
    found = ActivityStatus.objects.aggregate(first=Min("occurred_earliest"))["first"]
    return cast(date | None, found)


def activities_in(report: ProgressReport) -> list[AtActivity]:
    """Return every activity of a report in plan order, each with its facts and words: a few queries."""
    facts: dict[UUID | None, list[ReportFact]] = {}
    for fact in report.facts.filter(is_gone=False).order_by("order", "number"):
        facts.setdefault(fact.activity_id, []).append(fact)
    words = words_in(report)
    last = period_of(report).last
    begun = Exists(ActivityStatus.objects.filter(activity=OuterRef("pk"), occurred_earliest__lte=last))
    # What was not there yet owes no report; of which no status is known, that is not known either.
    units = list(units_as_of(last).filter(begun | Q(own__isnull=True), project_id=report.project_id))
    known = {unit.id for unit in units}
    # A part or a whole without a status of its own has facts of its own.
    others = Activity.objects.filter(id__in={key for key in [*facts, *words] if key} - known)
    along = _in_plan_order([*units, *others.select_related("focus_area", "parent").order_by("order", "code")])
    names = _names(along)
    return [
        AtActivity(
            activity,
            tuple(facts.get(activity.id, ())),
            written := words.get(activity.id, Written()),
            tuple(refused_sentences(written.text, _carriers(facts.get(activity.id, ())), names)),
        )
        for activity in along
    ]


def _in_plan_order(found: list[Activity]) -> list[Activity]:
    """Put each part behind its whole, and everything else where the plan has it."""
    place = {activity.id: number for number, activity in enumerate(found)}
    return sorted(found, key=lambda item: (place.get(item.parent_id or item.id, place[item.id]), place[item.id]))


def submitted_content(report: ProgressReport) -> dict[str, Any] | None:
    """Return what a report told when it was submitted for the last time; nothing for who may not read it."""
    move = report.moves.filter(state=ProgressReport.State.SUBMITTED).last()
    return move.content if move else None


def reads_draft(report: ProgressReport) -> bool:
    """Tell whether the reader may read all that a draft holds; its first step is shown to nobody else."""
    return report.moves.exists()


def activities_to_read(report: ProgressReport, person: Person) -> list[AtActivity]:
    """Return what the reader may read of a draft: all of it, or the activities that they lead."""
    found = activities_in(report)
    if reads_draft(report):
        return found
    led = set(led_by(person, timezone.localdate()).values_list("pk", flat=True))
    return [item for item in found if item.activity.id in led]


def _carriers(facts: Any) -> dict[int, Carrier]:
    return {fact.number: Carrier(fact.words, fact.ground) for fact in facts}


def _names(activities: list[Activity]) -> list[str]:
    """Return the names that may hold a digit: of activities, now and formerly, and of their kinds."""
    names = {activity.name for activity in activities} | {activity.kind for activity in activities}
    names |= set(FormerName.objects.values_list("name", flat=True))
    return sorted(name for name in names if any(sign.isdigit() for sign in name))


def words_in(report: ProgressReport) -> dict[UUID | None, Written]:
    """Return the latest words of each activity, and of the whole under no activity."""
    found: dict[UUID | None, Written] = {}
    for row in report.words.select_related("written_by").order_by("version"):
        found[row.activity_id] = Written(row.text, row.version, row.written_by.name, row.written_at)
    return found


def words_history(report: ProgressReport, activity: Activity | None) -> list[ReportWords]:
    """Return every version of the words at an activity, newest first."""
    return list(report.words.filter(activity=activity).select_related("written_by").order_by("-version"))


def facts_of_the_whole(report: ProgressReport) -> list[ReportFact]:
    """Return the facts that are about the whole programme."""
    return list(report.facts.filter(is_gone=False, activity__isnull=True).order_by("order", "number"))


def refused_in(report: ProgressReport) -> dict[str, tuple[RefusedSentence, ...]]:
    """Return the sentences that their facts do not carry, by the name of the activity; first those at the whole."""
    refused = {_("The whole"): tuple(refused_at_the_whole(report))}
    refused |= {item.activity.name: item.refused for item in activities_in(report)}
    return {name: sentences for name, sentences in refused.items() if sentences}


def refused_at_the_whole(report: ProgressReport) -> list[RefusedSentence]:
    """Return the sentences of the introduction that the facts about the whole programme do not carry."""
    written = words_in(report).get(None, Written())
    return refused_sentences(written.text, _carriers(facts_of_the_whole(report)), _names(list(Activity.objects.all())))


def former_report(report: ProgressReport) -> FrozenReport | None:
    """Return the frozen report of the latest period before, if there is one."""
    earlier = FrozenReport.objects.filter(project_id=report.project_id, report__period_from__lt=report.period_from)
    return earlier.select_related("report").order_by("-report__period_from").first()


def _told_now(report: ProgressReport) -> dict[str, FoundFact]:
    with override(report.language):
        return {fact.key: fact for part in PARTS for fact in facts_of(report.project_id, period_of(report), part)}


def number_not_gathered(report: ProgressReport) -> int:
    """Return how many facts are registered otherwise now than when the facts of a report were gathered."""
    told = ("words", "ground", "base", "is_news")
    gathered = {fact.key: attrgetter(*told)(fact) for fact in report.facts.filter(is_gone=False)}
    now = {key: attrgetter(*told)(fact) for key, fact in _told_now(report).items()}
    return sum(gathered.get(key) != now.get(key) for key in {*gathered, *now})


def changed_since(frozen: FrozenReport) -> list[Difference]:
    """Return what a frozen report told that is registered otherwise now, or was registered about its period later."""
    then: Mapping[str, Any] = {fact["key"]: fact for fact in frozen.content["facts"]}
    now = _told_now(frozen.report)
    along = Activity.objects.select_related("focus_area", "parent")
    names = {activity.id: activity.name_with_whole for activity in along}
    # Beside a status that was not known then stands the last one that was told.
    stood = {fact["activity"]: key for key, fact in then.items() if fact["part"] == ReportPart.STATUS}
    found, followed = [], set()
    for key, fact in now.items():
        name = names.get(fact.activity_id, "") if fact.activity_id else ""
        told = then[key]["words"] if key in then else ""
        if told != fact.words:
            if not told and fact.part == ReportPart.STATUS and name in stood:
                followed.add(stood[name])
                told = then[stood[name]]["words"]
            found.append(Difference(name, fact.part, told, fact.words))
    # What stands there as followed by another is not told twice.
    found += [
        Difference(fact["activity"], fact["part"], fact["words"], "")
        for key, fact in then.items()
        if key not in now and key not in followed
    ]
    return found + _changed_hours(frozen)


def _changed_hours(frozen: FrozenReport) -> list[Difference]:
    """Return the sums of hours that come out otherwise now; a report holds no facts of them, only figures."""
    if not reads_all_capacity():
        return []
    told = {item["key"]: item for item in json.loads(frozen.manifest)["figures"] if item["key"].startswith("hours:")}
    sources = {figure.key: figure.sources for figure in frozen.report.figures.filter(key__in=told)}
    found = []
    with override(frozen.report.language):
        now = {item.key: item for item in hours_of(period_of(frozen.report))}
        for key in sorted({*told, *now}):
            item, before = now.get(key), told.get(key)
            then, value = before["value"] if before else "", value_of(item) if item else ""
            if then != value:
                said = _said(before["label"], then, before["unit"]) if before and then else ""
                found.append(
                    Difference("", ReportPart.CAPACITY, said, _said_now(item, value, sources.get(key, ()), said))
                )
    return found


def _said_now(item: Counted | None, value: str, before: Sequence[Mapping[str, str]], then: str) -> str:
    """Say which sum there is now; beside what it was, only when that does not tell what one organisation changed."""
    if item is None:
        return ""
    if then and number_that_changed(before, item) < FEWEST_ORGANISATIONS:
        words = _("%(label)s: corrected since. By how much is not told, as fewer than %(count)s organisations changed.")
        return words % {"label": item.label, "count": FEWEST_ORGANISATIONS}
    return _said(item.label, value, item.unit)


def _said(label: str, value: str, unit: str) -> str:
    return f"{label}: {say_number(Decimal(value))} {unit}"
