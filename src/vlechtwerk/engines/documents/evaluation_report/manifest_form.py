"""Whether a text is a manifest as this platform makes them: anyone may have written it."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

FORMAT = "vlechtwerk-evaluation-report/1"
LANGUAGES = frozenset({"nl", "en"})
# No report has more chapters, no chapter more signs or versions; nor more of anything else.
MOST_CHAPTERS, LONGEST, MOST_VERSIONS = 30, 60_000, 32_000
MOST, LONGEST_WORD, LONGEST_DRAWING = 100_000, 500, 5_000_000
# What is wrong is named by its place and the beginning of what stands there.
LONGEST_SHOWN = 80


class Damaged(ValueError):
    """A text is no manifest that this platform makes: at which place (“chapters 2, version”), and what stands there."""

    def __init__(self, place: str, stands: str = "") -> None:
        super().__init__(place)
        self.place, self.stands = place, stands


# Raises `Damaged` unless a value, which stands at a place, has a form.
Form = Callable[[Any, str], None]


def read(text: str) -> dict[str, Any]:
    """Return the manifest that a text is; raises `Damaged` when it is none."""
    try:
        manifest = json.loads(text, object_pairs_hook=_each_once)
        # Half of a pair of signs is no text, and can't be shown; and no text of the database holds a null.
        text.encode()
        json.dumps(manifest, ensure_ascii=False).encode()
    except Damaged:
        raise
    except (ValueError, RecursionError) as error:
        raise Damaged("JSON", str(error)[:LONGEST_SHOWN]) from error
    if "\\u0000" in text:
        raise Damaged("JSON", "\\u0000")
    _MANIFEST(manifest, "")
    _each_key_once([one["chapter"] for one in manifest["chapters"]], "chapters")
    _each_key_once([one["key"] for one in manifest["items"]], "items")
    if not manifest["forms"]:
        raise Damaged("forms")
    return dict(manifest)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _value in pairs]
    _each_key_once(names, "JSON")
    return dict(pairs)


def _each_key_once(keys: list[str], place: str) -> None:
    known: set[str] = set()
    for key in keys:
        if key in known:
            raise Damaged(place, key[:LONGEST_SHOWN])
        known.add(key)


def _wrong(value: Any, place: str) -> Damaged:
    """Return what is wrong: a number is not written out, as it can be without end."""
    shown = value if isinstance(value, str) else type(value).__name__
    return Damaged(place, shown[:LONGEST_SHOWN])


def _text(most: int = LONGEST, *, among: frozenset[str] = frozenset()) -> Form:
    def look(value: Any, place: str) -> None:
        if not isinstance(value, str) or len(value) > most or (among and value not in among):
            raise _wrong(value, place)

    return look


def _number(most: int, least: int = 0) -> Form:
    def look(value: Any, place: str) -> None:
        if type(value) is not int or not least <= value <= most:
            raise _wrong(value, place)

    return look


def _truth(value: Any, place: str) -> None:
    if type(value) is not bool:
        raise _wrong(value, place)


def _day(value: Any, place: str) -> None:
    _text(10)(value, place)
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise _wrong(value, place) from error


def _day_or_none(value: Any, place: str) -> None:
    if value != "":
        _day(value, place)


def _moment(value: Any, place: str) -> None:
    _text(40)(value, place)
    try:
        is_whole = datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        is_whole = False
    if not is_whole:
        raise _wrong(value, place)


def _many(form: Form, most: int = MOST) -> Form:
    def look(value: Any, place: str) -> None:
        if not isinstance(value, list) or len(value) > most:
            raise _wrong(value, place)
        for number, one in enumerate(value, 1):
            form(one, f"{place} {number}")

    return look


def _row(*forms: Form) -> Form:
    def look(value: Any, place: str) -> None:
        if not isinstance(value, list) or len(value) != len(forms):
            raise _wrong(value, place)
        for number, (form, one) in enumerate(zip(forms, value, strict=True), 1):
            form(one, f"{place}, {number}")

    return look


def _record(**forms: Form) -> Form:
    """Look at a record: it has these names, each of its form, and no other."""

    def look(value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(value, place)
        for name in sorted(value.keys() ^ forms.keys()):
            raise Damaged(f"{place}, {name[:LONGEST_SHOWN]}".removeprefix(", "))
        for name, form in forms.items():
            form(value[name], f"{place}, {name}".removeprefix(", "))

    return look


def _block(value: Any, place: str) -> None:
    """Look at a block: what it consists of hangs on its kind."""
    kind = value.get("kind") if isinstance(value, dict) else None
    form = _BLOCKS.get(kind) if isinstance(kind, str) else None
    if form is None:
        raise _wrong(kind, f"{place}, kind")
    form(value, place)


def _forms(value: Any, place: str) -> None:
    """Look at the forms of a report: the whole one and the reading version."""
    if not isinstance(value, dict) or not value.keys() <= {"full", "reading"}:
        raise _wrong(value, place)
    for name, report in value.items():
        _REPORT(report, f"{place}, {name}")


_WORD, _WORDS = _text(LONGEST_WORD), _text()
_KIND = {"kind": _text(20)}
_HEADS = _many(_WORDS, 50)
_BLOCKS: Mapping[str, Form] = {
    "paragraph": _record(**_KIND, text=_text(MOST * 10), quiet=_truth),
    "facts": _record(**_KIND, caption=_WORDS, heads=_row(*[_WORDS] * 4), rows=_many(_row(*[_WORDS] * 4))),
    "table": _record(**_KIND, caption=_WORDS, heads=_HEADS, rows=_many(_HEADS), figures=_number(50)),
    "numbered": _record(**_KIND, caption=_WORDS, heads=_HEADS, rows=_many(_HEADS)),
    "sentences": _record(**_KIND, rows=_many(_row(_WORD, _WORDS, _WORDS))),
    "entries": _record(**_KIND, rows=_many(_row(_WORD, _WORDS, _WORDS, _many(_row(_WORDS, _WORDS))))),
    "picture": _record(**_KIND, caption=_WORDS, svg=_text(LONGEST_DRAWING), words=_text(MOST * 10), wide=_truth),
    "framed": _record(**_KIND, text=_WORDS),
}
_REPORT = _record(
    title=_WORDS, subtitle=_WORDS, origin=_WORDS, invented=_truth, language=_text(among=LANGUAGES),
    contents_title=_WORDS, footer=_WORDS, author=_WORDS, is_short=_truth, facts=_many(_row(_WORDS, _WORDS), 50),
    sections=_many(_record(title=_WORDS, level=_number(3, 1), blocks=_many(_block))),
)  # fmt: skip
_SOURCE = _record(kind=_WORD, identifier=_WORDS, checksum=_WORD, label=_WORDS, contradicts=_truth)
_ITEM = _record(
    key=_WORDS, kind=_WORD, number=_WORD, chapter=_WORD, words=_WORDS, ground=_WORD, base=_WORD, value=_WORDS,
    statement=_WORDS, sources=_many(_SOURCE), checksum=_WORD,
)  # fmt: skip
_MANIFEST = _record(
    format=_text(among=frozenset({FORMAT})), software=_WORD, project=_record(code=_WORD, name=_WORD, origin=_WORD),
    evaluation=_record(code=_WORD, title=_WORDS), language=_text(among=LANGUAGES), as_of=_day, made_at=_moment,
    frozen_on=_day_or_none, template=_WORD,
    chapters=_many(
        _record(chapter=_WORD, version=_number(MOST_VERSIONS), text=_WORDS, checksum=_WORD), MOST_CHAPTERS
    ),
    items=_many(_ITEM), forms=_forms, checksum=_WORD,
)  # fmt: skip
