"""The manifest of the report of an evaluation: all that it tells with what carries it, and what no longer holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vlechtwerk.engines.documents.evaluation_report.composing import PROSE, Item
from vlechtwerk.engines.documents.report.contents import Report, as_plain, from_plain
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.evidence.address import checksum_of

# What of something told is compared, each with the mistake that another one is.
_SOURCE = ("kind", "identifier", "checksum", "label", "contradicts")


class Mistake(StrEnum):
    """What no longer holds of a report."""

    NOT_A_MANIFEST = "not_a_manifest"
    # It has something that no report has: twice, unknown, too much or too long.
    DAMAGED = "damaged"
    UNKNOWN_REPORT = "unknown_report"
    # Consent for words in it was withdrawn.
    TAKEN_BACK = "taken_back"
    # The manifest is not as it was made, or the file does not say what its manifest does.
    NOT_AS_MADE = "not_as_made"
    FILE_CHANGED = "file_changed"
    # Of such a file: a sentence or a row that is another one, is not there, or that the report does not have.
    LINE_DIFFERS = "line_differs"
    LINE_REMOVED = "line_removed"
    LINE_ADDED = "line_added"
    # Of such a file: nothing was looked at line by line.
    LINES_NOT_COMPARED = "lines_not_compared"
    # It says that it was frozen, and no report was frozen here with this manifest.
    NEVER_FROZEN = "never_frozen"
    # Beside what stands in the register now.
    FIGURE_DIFFERS = "figure_differs"
    WORDS_DIFFER = "words_differ"
    SOURCE_CHANGED = "source_changed"
    SOURCE_GONE = "source_gone"
    NO_LONGER_TOLD = "no_longer_told"
    TOLD_SINCE = "told_since"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not hold: what, where, what stands there and what was found."""

    mistake: Mistake
    where: str
    stands: str = ""
    found: str = ""


def plain_items(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return all that is told as values that JSON keeps, each with its own sum."""
    return [_plain(item) for item in items]


def _plain(item: Item) -> dict[str, Any]:
    told = item.told
    plain: dict[str, Any] = {
        "key": told.key,
        "kind": told.kind,
        "number": item.number,
        "chapter": item.chapter,
        "words": told.words,
        "ground": str(told.ground),
        "base": str(told.base) if told.kind != PROSE else "",
        "value": told.value,
        "statement": told.statement,
        "sources": [{name: getattr(source, name) for name in _SOURCE} for source in told.sources],
    }
    return plain | {"checksum": checksum_of(as_text(plain))}


def plain_report(report: Report) -> dict[str, Any]:
    """Return a report as values that JSON keeps, without its manifest."""
    told = ("title", "subtitle", "origin", "invented", "language", "contents_title", "footer", "author", "is_short")
    plain = {name: getattr(report, name) for name in told}
    return plain | {"facts": [list(fact) for fact in report.facts], "sections": as_plain(report.sections)}


def report_from(plain: Mapping[str, Any], manifest: str) -> Report:
    """Return a report from what a manifest keeps of it."""
    told = {name: value for name, value in plain.items() if name not in ("facts", "sections")}
    facts = tuple((term, words) for term, words in plain["facts"])
    return Report(**told, facts=facts, sections=from_plain(plain["sections"]), manifest=manifest)


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with the sum of all of it."""
    bare = {name: value for name, value in manifest.items() if name != "checksum"}
    return bare | {"checksum": checksum_of(as_text(bare))}


def differences_within(manifest: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what of a manifest is not as it was made: its parts against their own sums."""
    for item in manifest["items"]:
        bare = {name: value for name, value in item.items() if name != "checksum"}
        if checksum_of(as_text(bare)) != item["checksum"]:
            yield Difference(Mistake.NOT_AS_MADE, where(item), item["words"])
    if sealed(manifest)["checksum"] != manifest["checksum"]:
        yield Difference(Mistake.NOT_AS_MADE, "manifest", manifest["checksum"], sealed(manifest)["checksum"])


def differences_between(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Return what a manifest tells that is told otherwise when the report is built again from the register.

    What is told since is named too: else what was left out of a file would not be found.
    """
    told, again = ({item["key"]: item for item in one["items"]} for one in (then, now))
    found = [one for key, item in told.items() for one in _of_item(item, again.get(key))]
    found += [
        Difference(Mistake.TOLD_SINCE, where(item), "", item["words"]) for key, item in again.items() if key not in told
    ]
    if not found:
        found += _of_the_rest(then, now)
    return found


def _of_item(item: Mapping[str, Any], again: Mapping[str, Any] | None) -> Iterator[Difference]:
    if again is None:
        yield Difference(Mistake.NO_LONGER_TOLD, where(item), item["words"])
        return
    if item["value"] != again["value"]:
        yield Difference(Mistake.FIGURE_DIFFERS, where(item), item["value"], again["value"])
    if any(item.get(name) != again[name] for name in ("kind", "ground", "base", "statement")) or (
        item["words"] != again["words"] and item["value"] == again["value"]
    ):
        yield Difference(Mistake.WORDS_DIFFER, where(item), item["words"], again["words"])
    here = {(one["kind"], one["identifier"], one.get("label", "")): one for one in item["sources"]}
    there = {(one["kind"], one["identifier"], one["label"]): one for one in again["sources"]}
    for address, source in here.items():
        if address not in there:
            yield Difference(Mistake.SOURCE_GONE, where(item), _say(source))
        elif source != there[address] and item["value"] == again["value"]:
            yield Difference(Mistake.SOURCE_CHANGED, where(item), _say(source), _say(there[address]))
    for address, source in there.items():
        if address not in here:
            yield Difference(Mistake.SOURCE_CHANGED, where(item), "", _say(source))


def _of_the_rest(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what else is another one: numbers, what stands around what is told, and the head."""
    for name in sorted({*then, *now} - {"checksum", "made_at", "software"}):
        if then.get(name) != now.get(name):
            yield Difference(Mistake.WORDS_DIFFER, f"{name}: {_first_other(then.get(name), now.get(name))}")


def _first_other(here: Any, there: Any) -> str:
    """Return the first text in two trees of values that is not the same in both."""
    if isinstance(here, dict) and isinstance(there, dict):
        for key in sorted({*here, *there}):
            if here.get(key) != there.get(key):
                return _first_other(here.get(key), there.get(key))
    if isinstance(here, list) and isinstance(there, list):
        for one, other in zip(here, there, strict=False):
            if one != other:
                return _first_other(one, other)
        return str((here if len(here) > len(there) else there)[min(len(here), len(there)) :])[:200]
    return f"“{here}” / “{there}”"[:200]


def where(item: Mapping[str, Any]) -> str:
    """Say where something is told: by its number in the margin, and what it is about."""
    words = str(item.get("statement") or item["words"])
    return f"{item['number']} {words}".strip()[:200]


def _say(source: Mapping[str, Any]) -> str:
    return f"{source['kind']} {source['identifier']} {source.get('label', '')}".strip()
