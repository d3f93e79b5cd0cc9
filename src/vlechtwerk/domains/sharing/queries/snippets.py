"""The words that were sought, as they stand in the texts of documents."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.sharing.models import Document, DocumentVersion
from vlechtwerk.domains.sharing.queries import store

# Marks that no text holds, put around the words found; the page turns them into real marks after escaping.
FOUND, FOUND_END = "\x02", "\x03"
LONGEST_SNIPPET_SOURCE = 100_000


def tsquery_prefixes(words: str) -> str:
    """Return each word as the beginning of a word, for the plain dictionary; nothing that the query language knows."""
    parts = re.findall(r"\w+", words, re.UNICODE)[:20]
    return " & ".join(f"{part}:*" for part in parts)


def snippets_of(rows: Sequence[Document], newest: Mapping[UUID, DocumentVersion], words: str) -> dict[UUID, str]:
    """Return of each document the places where the words were found, marked: the caller says whose words may be."""
    if not words.strip():
        return {}
    texts = []
    for row in rows:
        version = newest.get(row.id)
        if version is not None:
            pages = store.text_of(version.stored_as, row.marking.organisation.code).pages
            texts.append((row.id, " ".join(pages)[:LONGEST_SNIPPET_SOURCE]))
    if not texts:
        return {}
    options = f"StartSel={FOUND}, StopSel={FOUND_END}, MaxFragments=2, MinWords=8, MaxWords=18, FragmentDelimiter=' … '"
    # Dutch stems one way and plain words another; a word found in either is shown.
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, ts_headline('dutch', body, query, %s), ts_headline('simple', body, query, %s)"
            " from unnest(%s::uuid[], %s::text[]) as texts (id, body), (select websearch_to_tsquery('dutch', %s)"
            " || websearch_to_tsquery('simple', %s) || to_tsquery('simple', %s)) as asked (query)",
            [
                *(options, options),
                *([one for one, _text in texts], [text for _one, text in texts]),
                *(words, words, tsquery_prefixes(words)),
            ],
        )
        found: list[tuple[UUID, str, str]] = cursor.fetchall()
    return {row[0]: tried for row in found for tried in (row[2], row[1]) if FOUND in tried}
