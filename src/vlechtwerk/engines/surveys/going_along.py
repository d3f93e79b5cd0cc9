"""What was understood of a file as plain lists and words, to go along from where it is shown to where it is confirmed.

Only columns that may be of use go along: what could tell who answered, or when, stays behind.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

from vlechtwerk.engines.surveys.answers import Completeness
from vlechtwerk.engines.surveys.mistakes import NotKept, Place
from vlechtwerk.engines.surveys.tables import Table, as_data, from_data
from vlechtwerk.engines.surveys.understanding import Understood, Use, understood


def to_go_along(found: Understood, used: Collection[str]) -> dict[str, Any]:
    """Return what goes along: the columns with these headings, and those that could tell groups."""
    kept = {*used, *(one.place.column for one in found.may_be_groups if one.use is not Use.MAY_IDENTIFY)}
    columns = tuple(one.column for one in found.columns if one.place.column in kept)
    return {
        "table": as_data(Table(found.form, columns, found.rows, found.sheet)),
        "not_kept": [asdict(one) for one in found.not_kept],
        "left": [one.place.column for one in found.columns if one.place.column not in kept],
        "submitted": [one.value for one in found.submitted],
        "is_invented": found.is_invented,
    }


def that_went_along(data: Mapping[str, Any]) -> Understood:
    """Return what `to_go_along` wrote; what stayed behind is told as not kept."""
    found = understood(from_data(data["table"]))
    not_kept = tuple(NotKept(one["code"], Place(**one["place"]), one["details"]) for one in data["not_kept"])
    left = tuple(NotKept("not_in_questionnaire", Place(sheet=found.sheet, column=head)) for head in data["left"])
    return replace(
        found,
        not_kept=(*not_kept, *left),
        submitted=tuple(Completeness(one) for one in data["submitted"]),
        is_invented=bool(data["is_invented"]),
    )
