"""Find what people work with: by a name that it has or had, and by the words in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.queries.names import NameHit, find_names, vocabulary
from vlechtwerk.domains.programme.queries.search_kinds import KINDS
from vlechtwerk.domains.sharing.queries.snippets import FOUND, FOUND_END, tsquery_prefixes
from vlechtwerk.foundation.texts import folded

MOST_OF_ONE_KIND = 20
# Of one kind that is asked for by itself.
MOST_OF_THE_KIND = 200
LONGEST_SNIPPET_SOURCE = 4_000
# A text of so many characters is shown whole.
SHORT_TEXT = 240


@dataclass(frozen=True, slots=True)
class Found:
    """One record that was found, and the former name that led to it when it was not the present one.

    The words found stand between marks that no text holds (`FOUND`, `FOUND_END`) in `marked` and `snippet`.
    """

    kind: str
    # By what its page is found: a code, or an identifier; of what stands on the page of an activity, the activity's.
    code: str
    title: str
    found_as: str = ""
    detail: str = ""
    marked: str = ""
    snippet: str = ""
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by kind, and how many there are of each kind."""

    found: Mapping[str, Sequence[Found]]
    numbers: Mapping[str, int]

    @property
    def number(self) -> int:
        """How many were found."""
        return sum(self.numbers.values())


def find(words: str, kind: str = "") -> Results:
    """Return what has the words in a name that it has or had, or in its text; of one kind, or of all.

    A name may be typed with a mistake. Notes are found by those who may read them.
    """
    words = words.strip()
    if not words or (kind and kind not in KINDS):
        return Results({}, {})
    most = MOST_OF_THE_KIND if kind else MOST_OF_ONE_KIND
    by_text, numbers = _by_text(words, most, kind)
    by_name: dict[str, list[NameHit]] = defaultdict(list)
    for hit in find_names(words, vocabulary()):
        if not kind or hit.name.kind == kind:
            by_name[hit.name.kind].append(hit)
    found, counted = {}, {}
    for name in KINDS:
        if name in by_name or name in by_text:
            found[name], counted[name] = _of_kind(name, by_name[name], by_text[name], numbers.get(name, 0), most)
    present = {name: items for name, items in found.items() if items}
    return Results(_marked(present, words), {name: counted[name] for name in present})


def _by_text(words: str, most: int, kind: str) -> tuple[dict[str, list[UUID]], dict[str, int]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    numbers = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from find_records(%s, %s, %s)", [words, tsquery_prefixes(words), most])
        for of_kind, identifier, number in cursor.fetchall():
            if of_kind in KINDS and (not kind or of_kind == kind):
                found[of_kind].append(identifier)
                numbers[of_kind] = number
    return found, numbers


def _of_kind(
    name: str, hits: Sequence[NameHit], identifiers: Sequence[UUID], number: int, most: int
) -> tuple[list[Found], int]:
    """Return the records of a kind: those found by name first, the best on top; and how many there are."""
    kind = KINDS[name]
    best: dict[str, NameHit] = {}
    for hit in hits:
        best.setdefault(hit.name.key, hit)
    rows = kind.model._default_manager.select_related(*kind.along).prefetch_related(*kind.with_parts)
    named = (
        {kind.named(row): row for row in rows.filter(**{f"{kind.name_field}__in": list(best)[:most]})} if best else {}
    )
    told = {row.pk: row for row in rows.filter(pk__in=identifiers)} if identifiers else {}
    shown = [_found(name, named[key], hit) for key, hit in best.items() if key in named]
    also = {row.pk for row in named.values()}
    shown += [_found(name, told[one], None) for one in identifiers if one in told and one not in also]
    # What both ways find counts once; of what is not shown it is not known whether both do.
    return shown[:most], max(len(shown), len(best), number)


def _found(name: str, row: Any, hit: NameHit | None) -> Found:
    kind = KINDS[name]
    title = kind.title(row)
    found_as = hit.name.name if hit is not None and hit.name.former else ""
    meant = hit.words if hit is not None and not found_as else frozenset()
    return Found(
        name, kind.key(row), title, found_as, kind.detail(row), _mark(title, meant) if meant else "",
        kind.text(row)[:LONGEST_SNIPPET_SOURCE], row.pk,
    )  # fmt: skip


def _mark(title: str, words: Iterable[str]) -> str:
    """Put marks around the words of a title that are meant."""
    return re.sub(r"\w+", lambda part: f"{FOUND}{part[0]}{FOUND_END}" if folded(part[0]) in words else part[0], title)


def _marked(found: Mapping[str, Sequence[Found]], words: str) -> dict[str, list[Found]]:
    """Mark the words sought in titles and texts, as the database finds them; a text without them is not shown."""
    flat = [item for items in found.values() for item in items]
    options = f"StartSel={FOUND}, StopSel={FOUND_END}"
    short = f"{options}, MaxFragments=2, MinWords=8, MaxWords=24, FragmentDelimiter=' … '"
    whole = f"{options}, HighlightAll=true"
    with connection.cursor() as cursor:
        cursor.execute(
            "select ts_headline('pg_catalog.dutch', title, query, %s),"
            " ts_headline('pg_catalog.simple', title, query, %s),"
            " ts_headline('pg_catalog.dutch', body, query, how), ts_headline('pg_catalog.simple', body, query, how)"
            " from unnest(%s::text[], %s::text[]) with ordinality as texts (title, body, place),"
            " lateral (select case when length(body) > %s then %s else %s end) as shown (how),"
            " (select websearch_to_tsquery('pg_catalog.dutch', %s) || websearch_to_tsquery('pg_catalog.simple', %s)"
            " || to_tsquery('pg_catalog.simple', %s)) as asked (query) order by place",
            [
                *(whole, whole, [item.title for item in flat], [item.snippet for item in flat]),
                *(SHORT_TEXT, short, whole),
                *(words, words, tsquery_prefixes(words)),
            ],
        )
        rows = cursor.fetchall()
    marked: dict[str, list[Found]] = defaultdict(list)
    for item, (title_stem, title, body_stem, body) in zip(flat, rows, strict=True):
        best_title = item.marked or next((tried for tried in (title, title_stem) if FOUND in tried), item.title)
        snippet = next((tried for tried in (body, body_stem) if FOUND in tried), "")
        marked[item.kind].append(replace(item, marked=best_title, snippet=snippet))
    return dict(marked)


def name_found(activity: Activity, words: str) -> str:
    """Return the former name or plan note that holds the words, or nothing when the present name does."""
    sought = words.casefold()
    if sought in activity.name.casefold() or sought == activity.code.casefold():
        return ""
    for former in activity.former_names.all():
        if sought in former.name.casefold():
            return former.name
    return activity.plan_name_note
