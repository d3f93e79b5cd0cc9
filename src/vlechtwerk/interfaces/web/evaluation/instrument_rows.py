"""Versions of instruments as they are printed: statements by dimension, scales, what differs between versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Dimension, InstrumentVersion, Side
from vlechtwerk.domains.evaluation.queries.instruments import MapPlace
from vlechtwerk.domains.evaluation.rules.instrument_content import own_short
from vlechtwerk.domains.evaluation.rules.instrument_warnings import open_warnings
from vlechtwerk.domains.evaluation.rules.instruments_compared import Became, ComparedStatement
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
)
from vlechtwerk.domains.evaluation.words.wording import say_warnings
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import Link

# Where a place on the map has its page; another node stands on the map itself.
PAGE_OF_PLACE = {"activity": "programme:activity", "precondition": "programme:precondition"}
BECAME: Mapping[Became, Promise] = {
    Became.SAME: gettext_lazy("the same: can be compared"),
    Became.REWORDED: gettext_lazy("other words: the line breaks"),
    Became.OTHER_DIRECTION: gettext_lazy("other direction: the line breaks"),
    Became.OTHER_ANSWERS: gettext_lazy("other answers: the line breaks"),
    Became.ADDED: gettext_lazy("new"),
    Became.DROPPED: gettext_lazy("no longer asked"),
}
PARTS: Mapping[str, Promise] = {
    "text": gettext_lazy("wording"),
    "short": gettext_lazy("short text"),
    "dimension": gettext_lazy("dimension"),
    "scale": gettext_lazy("answers"),
    "negative": gettext_lazy("direction"),
    "double_barrelled": gettext_lazy("marked as two things in one"),
    "about": gettext_lazy("what it is about"),
}


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with its direction, what it is about, and what may be wrong with its words."""

    code: str
    dutch: str
    english: str
    short: str
    negative: bool
    double_barrelled: bool
    scale: str
    about: list[Link]
    warnings: list[str]
    change_url: str
    drop_url: str
    preview_url: str
    is_first: bool
    is_last: bool


def version_url(request: PageRequest, version: InstrumentVersion, route: str = "instrument_version", *more: str) -> str:
    """Return an address of a version, on the day that is shown."""
    return reverse(f"evaluation:{route}", args=[*version_parts(request, version), *more]) + shown_day(request).query


def version_parts(request: PageRequest, version: InstrumentVersion) -> list[Any]:
    """Return what the addresses of a version are made of."""
    instrument = version.instrument
    return [request.actor.project.code, instrument.evaluation.code, instrument.code, version.number]


def dimension_groups(
    request: PageRequest,
    version: InstrumentVersion,
    asked: AskedQuestionnaire,
    places: Mapping[str, MapPlace],
    *,
    writing: bool,
) -> list[dict[str, Any]]:
    """Return the statements by dimension, in the order of the questionnaire."""
    groups = []
    for dimension in Dimension:
        found = [one for one in asked.statements if one.dimension == dimension]
        if found:
            rows = [
                _statement(request, version, one, places, writing, (at == 0, at == len(found) - 1))
                for at, one in enumerate(found)
            ]
            groups.append({"heading": str(dimension.label), "rows": rows})
    return groups


def _statement(
    request: PageRequest,
    version: InstrumentVersion,
    one: AskedStatement,
    places: Mapping[str, MapPlace],
    writing: bool,
    ends: tuple[bool, bool],
) -> StatementRow:
    return StatementRow(
        code=one.code,
        dutch=one.text["nl"],
        english=one.text.get("en", ""),
        short=own_short(one, "nl"),
        negative=one.negative,
        double_barrelled=one.double_barrelled,
        scale=one.scale,
        about=[place_link(request, code, places) for code in one.about],
        warnings=say_warnings(open_warnings(one)),
        change_url=version_url(request, version, "change_statement", one.code) if writing else "",
        drop_url=version_url(request, version, "drop_statement", one.code) if writing else "",
        preview_url=_with(version_url(request, version, "instrument_preview"), one.code),
        is_first=ends[0],
        is_last=ends[1],
    )


def _with(address: str, code: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}statement={code}"


def place_link(request: PageRequest, code: str, places: Mapping[str, MapPlace]) -> Link:
    """Return a place on the map as a link; one that is no longer there is told by its code."""
    place = places.get(code)
    if place is None:
        return Link(code, "")
    project, query = request.actor.project.code, shown_day(request).query
    if place.kind in PAGE_OF_PLACE:
        return Link(place.title, reverse(PAGE_OF_PLACE[place.kind], args=[project, code]) + query)
    return Link(place.title, reverse("programme:map", args=[project]) + query)


def scale_rows(
    request: PageRequest, version: InstrumentVersion, asked: AskedQuestionnaire, *, writing: bool
) -> list[dict[str, Any]]:
    """Return the answer scales, each with its answers and on how many statements it is used."""
    return [
        {
            "code": scale.code,
            "answers": answer_rows(scale),
            "with_do_not_know": scale.with_do_not_know,
            "used": sum(1 for one in asked.statements if one.scale == scale.code),
            "change_url": version_url(request, version, "change_scale", scale.code) if writing else "",
            "drop_url": version_url(request, version, "drop_scale", scale.code) if writing else "",
        }
        for scale in asked.scales
    ]


def answer_rows(scale: AskedScale) -> list[dict[str, str]]:
    """Return the answers of a scale with their side in words."""
    return [
        {
            "value": str(one.value),
            "dutch": one.label["nl"],
            "english": one.label.get("en", ""),
            "side": str(Side(one.side).label),
            "look": one.side,
        }
        for one in scale.categories
    ]


def question_rows(
    request: PageRequest, version: InstrumentVersion, asked: AskedQuestionnaire, *, writing: bool
) -> list[dict[str, str]]:
    """Return the open questions."""
    return [
        {
            "code": one.code,
            "dutch": one.text["nl"],
            "english": one.text.get("en", ""),
            "change_url": version_url(request, version, "change_open_question", one.code) if writing else "",
            "drop_url": version_url(request, version, "drop_open_question", one.code) if writing else "",
        }
        for one in asked.open_questions
    ]


def missing_words(asked: AskedQuestionnaire) -> dict[str, int]:
    """Count the statements and questions without Dutch, and without English."""
    texts = [one.text for one in asked.statements] + [one.text for one in asked.open_questions]
    return {
        "dutch": sum(1 for text in texts if not text.get("nl")),
        "english": sum(1 for text in texts if not text.get("en")),
    }


def compared_rows(rows: Sequence[ComparedStatement]) -> list[dict[str, Any]]:
    """Return what became of each statement, ready to print."""
    return [
        {
            "code": row.code,
            "word": str(BECAME[row.became]),
            "look": row.became.value,
            "before": texts_of(row.before),
            "after": texts_of(row.after) if row.became is not Became.SAME or "text" in row.differing else [],
            "differing": ", ".join(str(PARTS[name]) for name in row.differing),
        }
        for row in rows
    ]


def texts_of(statement: AskedStatement | None) -> list[dict[str, str]]:
    """Return the texts of a statement with their languages."""
    if statement is None:
        return []
    return [{"language": language, "text": text} for language, text in statement.text.items() if text]


def name_of(version: InstrumentVersion) -> str:
    """Return the name of an instrument in the language of the page, or in Dutch."""
    instrument = version.instrument
    return instrument.name_en if language_of(version) == "en" else instrument.name_nl


def language_of(version: InstrumentVersion) -> str:
    """Return the language of the name that a page shows."""
    return "en" if get_language() == "en" and version.instrument.name_en else "nl"


def say_version(version: InstrumentVersion) -> str:
    """Return which version it is, and that it is still written where it is."""
    words = {"number": version.number}
    if version.state == InstrumentVersion.State.DRAFT:
        return _("version %(number)s, draft") % words
    return _("version %(number)s") % words
