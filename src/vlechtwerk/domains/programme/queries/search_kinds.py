"""What can be found: each kind of record, how it is read, and how it is named and shown among what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from textwrap import shorten
from typing import Any

from django.db.models import Model

from vlechtwerk.domains.partnership.models import (
    Advice,
    Agreement,
    Body,
    Decision,
    Mandate,
    Organisation,
    OutsideBody,
    Person,
    Promise,
)
from vlechtwerk.domains.programme.models import (
    Action,
    Activity,
    ActivityEntry,
    Goal,
    MapNode,
    Measure,
    Method,
    Milestone,
    OutsideGoal,
    Precondition,
    Product,
    Remark,
    Source,
    Task,
    ValueElement,
)
from vlechtwerk.domains.programme.models.goals import PARTS

# Of a record without a name of its own so much of its text stands as its title.
LONGEST_TITLE = 160


def _nothing(_row: Any) -> str:
    return ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Kind:
    """How records of a kind are read, named and shown."""

    model: type[Model]
    along: tuple[str, ...]
    # The code or identifier that leads to the page; of what stands on the page of an activity, the activity's.
    key: Callable[[Any], str]
    title: Callable[[Any], str]
    detail: Callable[[Any], str]
    text: Callable[[Any], str]
    # Of rows that tell of the record: what has to be read along.
    with_parts: tuple[str, ...] = ()
    # By what the record of a name is found.
    name_field: str = "code"

    def named(self, row: Any) -> str:
        """Return by what a name leads to this record."""
        return str(attrgetter(self.name_field.replace("__", "."))(row))


def _long(text: str) -> str:
    return shorten(text, LONGEST_TITLE, placeholder=" …")


def _rest(text: str) -> str:
    """Return a text that is too long for a title, to be shown below it."""
    return text if _long(text) != text else ""


def _goal_title(goal: Goal) -> str:
    return _long(_last(goal.wordings).text)


def _goal_text(goal: Goal) -> str:
    wording = _last(goal.wordings)
    return _joined(_rest(wording.text), *(getattr(wording, part) for part in PARTS))


def _goal_detail(goal: Goal) -> str:
    place = goal.focus_area or goal.activity
    return _joined(goal.code, str(goal.get_level_display()), place.name if place else "")


def _method_text(method: Method) -> str:
    version = _last(method.versions)
    return _joined(
        version.does, version.when_to_use, version.needs_data, version.needs_people, version.needs_legal_basis,
        version.needs_means, version.which_law, version.steps, version.what_failed,
    )  # fmt: skip


def _last(rows: Any) -> Any:
    """Return the latest of rows that were read along, in their order."""
    return list(rows.all())[-1]


_OF_ACTIVITY = (("activity",), attrgetter("activity.code"))
_OUTSIDE = {
    "outside_goal": Kind(
        OutsideGoal, ("organisation",), attrgetter("code"), lambda row: _long(row.text), attrgetter("whose"),
        lambda row: _joined(_rest(row.text), row.party),
    ),
    "outside_body": Kind(
        OutsideBody, ("organisation",), attrgetter("organisation.code"), attrgetter("organisation.name"),
        lambda row: str(row.get_kind_display()),
        lambda row: " · ".join(_joined(role.what, role.region) for role in row.roles.all()),
        ("roles",), "organisation__code",
    ),
    "agreement": Kind(
        Agreement, (), lambda row: str(row.id), attrgetter("title"), lambda row: str(row.get_kind_display()),
        attrgetter("about"), name_field="id",
    ),
}  # fmt: skip
_RESULTS = {
    "product": Kind(
        Product, *_OF_ACTIVITY, attrgetter("title"), attrgetter("activity.name"),
        lambda row: _joined(row.about, row.for_whom), name_field="id",
    ),
    "action": Kind(
        Action, *_OF_ACTIVITY, attrgetter("title"), attrgetter("activity.name"), attrgetter("with_whom"),
        name_field="id",
    ),
    "method": Kind(
        Method, ("developed_in",), attrgetter("code"), attrgetter("title"),
        lambda row: row.developed_in.name if row.developed_in else "", _method_text, ("versions",),
    ),
    "measure": Kind(
        Measure, ("holder",), attrgetter("code"), attrgetter("name"), attrgetter("holder.name"), _nothing
    ),
    "value_element": Kind(
        ValueElement, (), attrgetter("code"), lambda row: _last(row.wordings).name, _nothing,
        lambda row: _last(row.wordings).explanation, ("wordings",),
    ),
}  # fmt: skip

# In the order in which the groups are shown.
KINDS: Mapping[str, Kind] = {
    "activity": Kind(
        Activity, (), attrgetter("code"), attrgetter("name"), attrgetter("kind"),
        lambda row: _joined(row.goal, row.data_used, row.follow_up),
    ),
    "goal": Kind(
        Goal, ("focus_area", "activity"), attrgetter("code"), _goal_title, _goal_detail, _goal_text, ("wordings",)
    ),
    "task": Kind(Task, *_OF_ACTIVITY, attrgetter("title"), attrgetter("activity.name"), _nothing),
    "decision": Kind(
        Decision, ("body",), lambda row: str(row.id), attrgetter("question"),
        lambda row: row.body.name if row.body else "", lambda row: f"{row.outcome} {row.reasons}".strip(),
    ),
    "advice": Kind(
        Advice, ("body",), lambda row: str(row.id), attrgetter("question"), attrgetter("body.name"),
        lambda row: _joined(row.text, row.why),
    ),
    "promise": Kind(
        Promise, ("organisation",), lambda row: str(row.id), lambda row: _long(row.text),
        lambda row: row.organisation.name if row.organisation else str(row.get_recipient_display()),
        lambda row: _joined(_rest(row.text), row.made_by),
    ),
    **_RESULTS,
    "entry": Kind(
        ActivityEntry, *_OF_ACTIVITY, attrgetter("activity.name"),
        lambda row: str(row.get_kind_display()), attrgetter("text"),
    ),
    "remark": Kind(
        Remark, ("activity", "written_by"), attrgetter("activity.code"), attrgetter("activity.name"),
        attrgetter("written_by.name"), attrgetter("text"),
    ),
    "milestone": Kind(Milestone, *_OF_ACTIVITY, attrgetter("title"), attrgetter("activity.name"), _nothing),
    "precondition": Kind(
        Precondition, (), attrgetter("code"), attrgetter("title"), _nothing, attrgetter("explanation")
    ),
    "map_node": Kind(
        MapNode, ("version",), lambda row: f"{row.version.code}/{row.code}", attrgetter("title"),
        lambda row: f"{row.get_kind_display()}, {row.version.name}", attrgetter("explanation"),
    ),
    "organisation": Kind(Organisation, (), attrgetter("code"), attrgetter("name"), _nothing, attrgetter("role")),
    **_OUTSIDE,
    "body": Kind(Body, (), attrgetter("code"), attrgetter("name"), _nothing, attrgetter("purpose")),
    "person": Kind(
        Person, (), lambda row: str(row.id), attrgetter("name"), _nothing, _nothing, name_field="id"
    ),
    "mandate": Kind(Mandate, (), lambda row: str(row.id), attrgetter("subject"), _nothing, attrgetter("limits")),
    "source": Kind(Source, (), attrgetter("code"), attrgetter("title"), _nothing, attrgetter("note")),
}  # fmt: skip
