"""The manifest of a frozen report: every figure and fact with what carries it, and whether all of it still holds."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from vlechtwerk import __version__
from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.programme.evidence import NOT_FOR_ALL, RECORDS
from vlechtwerk.domains.programme.models import Activity, FrozenFile, FrozenReport, ProgressReport, ReportFigure
from vlechtwerk.domains.programme.models.sources import DOCUMENT
from vlechtwerk.domains.programme.queries.capacity import reads_all_capacity
from vlechtwerk.domains.programme.queries.report_content import Draft
from vlechtwerk.domains.programme.queries.report_figures import MEASURES
from vlechtwerk.domains.programme.queries.reports import Written, reads_draft, words_in
from vlechtwerk.engines.documents.report.manifest import as_text, checksum_of_file, manifest_in
from vlechtwerk.engines.statistics.figures import as_written, compute
from vlechtwerk.foundation.evidence.address import checksum_of
from vlechtwerk.foundation.evidence.registry import resolve

FORMAT = "vlechtwerk-progress-report/1"
CODE = re.compile(r"[\w-]{1,20}")


class Mistake(StrEnum):
    """What no longer holds of a report."""

    NOT_A_MANIFEST = "not_a_manifest"
    UNKNOWN_REPORT = "unknown_report"
    NOT_AS_FROZEN = "not_as_frozen"
    FIGURE_DIFFERS = "figure_differs"
    SOURCE_CHANGED = "source_changed"
    SOURCE_GONE = "source_gone"
    FILE_CHANGED = "file_changed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: what, at which figure or fact, what stands there and what was found."""

    mistake: Mistake
    where: str
    stands: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what does not hold."""

    report: str
    figures: int
    facts: int
    findings: tuple[Finding, ...]
    # Whether the rows of the draft were looked at as well: not for who does not read the draft.
    rows_compared: bool = False


def manifest_of(draft: Draft, content: dict[str, Any], mandate: Mandate | None, at: datetime) -> Any:
    """Return what carries each figure and fact of a report, and which body approved it, when and on which mandate."""
    report = draft.report
    return {
        "format": FORMAT,
        "software": __version__,
        "project": {"code": report.project.code, "name": report.project.name, "origin": report.project.origin},
        "report": _period(report) | {"title": content["title"]},
        "approved": _approval(report, at) | {"mandate": mandate.subject if mandate else ""},
        "figures": [_figure(figure) for figure in draft.figures],
        "facts": content["facts"],
        "sources": content["sources"],
        "words": [
            {"activity": item.activity.code, "checksum": checksum_of(item.written.text)}
            for item in draft.activities
            if item.written.text
        ],
        "whole": checksum_of(draft.introduction),
        "content": checksum_of(as_text(content)),
    }


def _period(report: ProgressReport) -> dict[str, str]:
    return {
        "code": report.code,
        "from": report.period_from.isoformat(),
        "until": report.period_until.isoformat(),
        "language": report.language,
    }


def _approval(report: ProgressReport, at: datetime) -> dict[str, str]:
    return {
        "body": report.approving_body.name,
        "decision": str(report.decision_id),
        "at": timezone.localtime(at).isoformat(timespec="seconds"),
    }


def _figure(figure: ReportFigure) -> dict[str, Any]:
    told = {name: getattr(figure, name) for name in ("key", "label", "value", "unit", "computation", "measure")}
    return told | {"sources": [_sealed(source) for source in figure.sources]}


def _sealed(source: Mapping[str, str]) -> Mapping[str, str]:
    """Return a record as a manifest names it: one that not every member reads tells nothing to who does not know it.

    Everyone reads a frozen report. Who reads those records finds them again by their seals, made with the secret of
    this installation.
    """
    if source["kind"] not in NOT_FOR_ALL:
        return source
    return {
        "kind": source["kind"],
        "identifier": _seal(source["identifier"]),
        "checksum": _seal(source["checksum"]),
    }


def _seal(words: str) -> str:
    return salted_hmac("record that a report names", words, algorithm="sha256").hexdigest()


def _opened(project_id: UUID, manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a manifest in which sealed records are named again: those that the reader may read."""
    named = {
        _seal(str(identifier)): str(identifier)
        for kind in NOT_FOR_ALL
        for identifier in RECORDS[kind]
        .model._default_manager.filter(project_id=project_id)
        .values_list("id", flat=True)
    }
    figures = [
        figure
        | {
            "sources": [
                source | {"identifier": named.get(source["identifier"], source["identifier"])}
                for source in figure["sources"]
            ]
        }
        for figure in manifest["figures"]
    ]
    return {**manifest, "figures": figures}


def verify(project_id: UUID, content: bytes) -> Verified:
    """Compute a report again from a file of it, or from its manifest, and name all that no longer holds.

    The manifest is held against what was frozen, each record that it names against the register of now, and a file
    against the files that were made. For who reads the draft its rows are held against what was frozen as well.
    """
    try:
        manifest = _read(manifest_in(content))
    except ValueError:
        manifest = None
    if manifest is None:
        return Verified("", 0, 0, (Finding(Mistake.NOT_A_MANIFEST, ""),))
    code = manifest["report"]["code"]
    frozen = FrozenReport.objects.filter(project_id=project_id, report__code=code).first()
    if frozen is None:
        return Verified(code, 0, 0, (Finding(Mistake.UNKNOWN_REPORT, code),))
    kept = json.loads(frozen.manifest)
    rows_compared = reads_draft(frozen.report)
    findings = [
        *_against_noted(frozen, kept),
        *_against_head(frozen, kept),
        *(_against_rows(frozen.report, kept) if rows_compared else ()),
        *_against_frozen(manifest, kept),
        *_against_register(project_id, _opened(project_id, manifest), _altered_figures(manifest, kept)),
        *_against_files(frozen, content),
    ]
    return Verified(code, len(manifest["figures"]), len(manifest["facts"]), tuple(findings), rows_compared)


def _read(text: str) -> dict[str, Any] | None:
    try:
        manifest = json.loads(text, object_pairs_hook=_each_once)
        if manifest["format"] != FORMAT or not CODE.fullmatch(manifest["report"]["code"]):
            return None
        named: list[Any] = []
        for part in ("figures", "facts"):
            if len({item["key"] for item in manifest[part]}) != len(manifest[part]):
                return None
        for item in [*manifest["figures"], *manifest["facts"]]:
            named.append(item["key"])
            for source in item["sources"]:
                named += [source["kind"], source["identifier"], source["checksum"]]
                # Records of this domain are named by their identifier, those of other domains by codes.
                if source["kind"] in RECORDS and source["kind"] not in NOT_FOR_ALL:
                    UUID(source["identifier"])
        named += [name for item in manifest["figures"] for name in (item["measure"], item["computation"])]
        # Half of a pair of signs is no text, and can't be shown: this raises.
        json.dumps(manifest, ensure_ascii=False).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    # No text of the database holds a null.
    return manifest if all(isinstance(name, str) and "\x00" not in name for name in named) else None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name twice")
    return dict(pairs)


def _against_noted(frozen: FrozenReport, kept: Mapping[str, Any]) -> list[Finding]:
    """Name what is kept of a report that differs from what was noted when it was frozen, and its files made."""
    with connection.cursor() as cursor:
        cursor.execute("select act, checksum from noted_checksums(%s)", [frozen.report_id])
        noted: dict[str, str] = dict(cursor.fetchall())
    files = list(frozen.files.all())
    # What is kept, what it says of itself, and what was noted; files are noted once they are made.
    held = [
        (_("the manifest"), checksum_of(frozen.manifest), (frozen.checksum, noted.get("approve_progress_report"))),
        (_("the text of the report"), checksum_of(as_text(frozen.content)), (kept.get("content"),)),
        *((str(file), checksum_of_file(bytes(file.content)), (file.checksum,)) for file in files),
    ]
    if files or "make_report_files" in noted:
        held.append((_("the files"), checksum_of_files(files), (noted.get("make_report_files"),)))
    return [
        Finding(Mistake.NOT_AS_FROZEN, where, str(said or ""), is_now)
        for where, is_now, all_said in held
        for said in all_said
        if said != is_now
    ]


def _against_head(frozen: FrozenReport, kept: Mapping[str, Any]) -> list[Finding]:
    """Name what every page says of a report, its period, body and day, and is another than was frozen."""
    now = _period(frozen.report) | _approval(frozen.report, frozen.frozen_at) | {"state": frozen.report.state}
    then = {**kept["report"], **kept["approved"], "state": ProgressReport.State.FROZEN.value}
    return [
        Finding(Mistake.NOT_AS_FROZEN, name, str(then.get(name, "")), value)
        for name, value in now.items()
        if value != then.get(name, "")
    ]


def _against_rows(report: ProgressReport, kept: Mapping[str, Any]) -> list[Finding]:
    """Name each figure, fact and text of the draft, also at the whole, that is another one than was frozen."""
    told = ("words", "ground", "base", "sources", "part", "number")
    facts = [
        {"key": fact.key} | {name: getattr(fact, name) for name in told} for fact in report.facts.filter(is_gone=False)
    ]
    frozen_facts = [{name: fact[name] for name in ("key", *told)} for fact in kept["facts"]]
    rows = {"figures": [_figure(figure) for figure in report.figures.all()], "facts": facts}
    codes = dict(Activity.objects.filter(project_id=report.project_id).values_list("id", "code"))
    now = words_in(report)
    written = {codes[one]: checksum_of(item.text) for one, item in now.items() if one and item.text}
    words = {item["activity"]: item["checksum"] for item in kept["words"]}
    # What was frozen before manifests named the words at the whole says nothing of them.
    if "whole" in kept:
        words[_("The whole")] = kept["whole"]
        written[_("The whole")] = checksum_of(now.get(None, Written()).text)
    return _against_frozen(rows, {"figures": kept["figures"], "facts": frozen_facts}) + [
        Finding(Mistake.NOT_AS_FROZEN, code, words.get(code, ""), written.get(code, ""))
        for code in sorted({*words, *written})
        if words.get(code) != written.get(code)
    ]


def checksum_of_files(files: Iterable[FrozenFile]) -> str:
    """Return one checksum over the contents of files, in whatever order."""
    return checksum_of(*sorted(f"{file} {checksum_of_file(bytes(file.content))}" for file in files))


def _against_frozen(manifest: Mapping[str, Any], kept: Mapping[str, Any]) -> list[Finding]:
    """Name what differs between a manifest and what was frozen, down to the figure, the fact or the head."""
    found = []
    for part, name in (("figures", "label"), ("facts", "words")):
        mine = {item["key"]: item for item in manifest[part]}
        theirs = {item["key"]: item for item in kept[part]}
        for key in sorted({*mine, *theirs}):
            here, there = mine.get(key), theirs.get(key)
            if here != there:
                shown = here or there or {}
                told = "value" if part == "figures" else "words"
                found.append(
                    Finding(Mistake.NOT_AS_FROZEN, str(shown.get(name, key)), _shown(here, told), _shown(there, told))
                )
    return found + [
        Finding(Mistake.NOT_AS_FROZEN, key, _as_line(manifest.get(key)), _as_line(kept.get(key)))
        for key in sorted({*manifest, *kept} - {"figures", "facts"})
        if manifest.get(key) != kept.get(key)
    ]


def _as_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _against_files(frozen: FrozenReport, content: bytes) -> list[Finding]:
    """Say that a file is none of those that were made of this report; the manifest by itself is no such file."""
    if _is_json(content) or frozen.files.filter(checksum=checksum_of_file(content)).exists():
        return []
    return [Finding(Mistake.FILE_CHANGED, frozen.content["title"], checksum_of_file(content))]


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _shown(item: Mapping[str, Any] | None, told: str) -> str:
    return str(item.get(told, "")) if item else ""


def _altered_figures(manifest: Mapping[str, Any], kept: Mapping[str, Any]) -> set[str]:
    """Return the keys of the figures that are not as they were frozen."""
    frozen = {item["key"]: item for item in kept["figures"]}
    return {item["key"] for item in manifest["figures"] if item != frozen.get(item["key"])}


def _against_register(project_id: UUID, manifest: Mapping[str, Any], altered: set[str]) -> list[Finding]:
    """Name each record that is another one now than when it was frozen, and each figure that comes out otherwise.

    A figure that was altered is named as such: that it comes out otherwise as well follows from it.
    """
    now = _checksums(
        project_id, [source for part in ("figures", "facts") for item in manifest[part] for source in item["sources"]]
    )
    # Hours of other organisations are computed again by who reads them.
    all_read = reads_all_capacity()
    found: list[Finding] = []
    for part, name in (("figures", "label"), ("facts", "words")):
        for item in manifest[part]:
            where = str(item.get(name, item["key"]))
            for source in item["sources"]:
                # A document is known by its code; what its footnotes say is not in the register.
                present = now.get((source["kind"], source["identifier"]))
                if present is None and source["kind"] in NOT_FOR_ALL and not all_read:
                    continue
                if present is not None and source["kind"] in NOT_FOR_ALL:
                    present = _seal(present)
                if present is None:
                    found.append(Finding(Mistake.SOURCE_GONE, where, f"{source['kind']} {source['identifier']}"))
                elif present != source["checksum"] and source["kind"] != DOCUMENT:
                    found.append(Finding(Mistake.SOURCE_CHANGED, where, f"{source['kind']} {source['identifier']}"))
    computed = [
        item
        for item in manifest["figures"]
        if item["key"] not in altered
        and (all_read or all(source["kind"] not in NOT_FOR_ALL for source in item["sources"]))
    ]
    return found + [finding for item in computed if (finding := _computed_otherwise(item))]


def _computed_otherwise(item: Mapping[str, Any]) -> Finding | None:
    identifiers = [source["identifier"] for source in item["sources"]]
    where, stands = str(item.get("label", item["key"])), str(item.get("value", ""))
    try:
        brought = MEASURES[item["measure"]](identifiers)
        value = as_written(compute(item["computation"], [brought[identifier] for identifier in identifiers]))
    except (KeyError, ValueError, ValidationError):
        return Finding(Mistake.FIGURE_DIFFERS, where, stands)
    return Finding(Mistake.FIGURE_DIFFERS, where, stands, value) if value != stands else None


def _checksums(project_id: UUID, sources: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    by_kind: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        by_kind[source["kind"]].add(source["identifier"])
    return {
        (kind, identifier): found.checksum
        for kind, identifiers in by_kind.items()
        for identifier, found in resolve(project_id, kind, sorted(identifiers)).items()
    }
