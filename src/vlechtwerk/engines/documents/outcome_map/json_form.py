"""A written map as JSON: written, and read back with each mistake at its path."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from vlechtwerk.engines.documents.outcome_map.checking import Mistake, Place, mistakes_in
from vlechtwerk.engines.documents.outcome_map.written import (
    LINK_KINDS,
    MOST_ROWS,
    WrittenLink,
    WrittenMap,
    WrittenNode,
    tidy,
)

FORMAT = "vlechtwerk-outcome-map"
VERSION_TEXTS = ("code", "name", "adopted_on", "described_on", "former", "note")
NODE_TEXTS = ("code", "kind", "title", "explanation", "parent", "focus_area", "precondition")
NODE_LISTS = ("activities", "comes_from")
LINK_TEXTS = ("from", "to", "kind", "explanation", "assumption")


class _Object(dict[str, Any]):
    """An object as it was read, with the keys that it holds more than once."""

    twice: tuple[str, ...] = ()


def as_json(written: WrittenMap) -> bytes:
    """Return a map as JSON that people can read too; what is empty is left out."""
    version = {name: getattr(written, name) for name in VERSION_TEXTS} | {"shows_status": written.shows_status}
    whole = {
        "format": FORMAT,
        "version": _filled(version),
        "nodes": [_filled(_node_data(node)) for node in written.nodes],
        "links": [_filled(_link_data(link)) for link in written.links],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _node_data(node: WrittenNode) -> dict[str, Any]:
    lists = {name: list(getattr(node, name)) for name in NODE_LISTS}
    return {name: getattr(node, name) for name in NODE_TEXTS} | lists | {"inferred": node.inferred}


def _link_data(link: WrittenLink) -> dict[str, Any]:
    return {
        "from": link.start,
        "to": link.end,
        "kind": link.kind,
        "explanation": link.explanation,
        "assumption": link.assumption,
        "inferred": link.inferred,
    }


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value or name == "shows_status"}


def read_json(content: bytes) -> tuple[WrittenMap | None, list[Mistake]]:
    """Return the map that a file holds, and everything that is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Mistake("not_utf8", Place(line=line))]
    try:
        whole = json.loads(text, object_pairs_hook=_read_object)
    except json.JSONDecodeError as error:
        return None, [Mistake("no_json", Place(line=error.lineno, column=str(error.colno)))]
    except (RecursionError, ValueError):
        return None, [Mistake("no_json", Place())]
    # Which of the two holds is not for us to say.
    twice = list(_keys_twice(whole))
    return (None, twice) if twice else _Reading().whole(whole)


def _read_object(pairs: Sequence[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        found.twice = tuple(name for name, count in Counter(name for name, _value in pairs).items() if count > 1)
    return found


def _keys_twice(whole: Any) -> Iterator[Mistake]:
    """Return each key that stands twice in one object, at its path; found without recursion."""
    waiting = [("", whole)]
    while waiting:
        path, value = waiting.pop()
        inside: list[tuple[str, Any]] = []
        if isinstance(value, _Object):
            for name in value.twice:
                yield Mistake("key_twice", Place(path=f"{path}.{name}".lstrip(".")), {"key": name})
            inside = [(f"{path}.{name}".lstrip("."), part) for name, part in value.items()]
        elif isinstance(value, list):
            inside = [(f"{path}[{number}]", part) for number, part in enumerate(value)]
        waiting += reversed([(name, part) for name, part in inside if isinstance(part, dict | list)])


class _Reading:
    """Reads plain data, and keeps what is wrong."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def whole(self, data: Any) -> tuple[WrittenMap | None, list[Mistake]]:
        """Read all; return nothing when the outline is wrong."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            self._wrong("no_map_file", "format", word=FORMAT)
            return None, self.mistakes
        for name, kind in (("version", dict), ("nodes", list), ("links", list)):
            if name not in data:
                self._wrong("key_missing", name)
            elif not isinstance(data[name], kind):
                self._wrong("wrong_shape", name)
            elif kind is list and len(data[name]) > MOST_ROWS:
                self._wrong("too_many_rows", name, count=str(len(data[name])), most=str(MOST_ROWS))
        if self.mistakes:
            return None, self.mistakes
        self._known(data, "", ("format", "version", "nodes", "links"))
        version = data["version"]
        self._known(version, "version", (*VERSION_TEXTS, "shows_status"))
        texts = {name: self._text(version, "version", name) for name in VERSION_TEXTS}
        shows = self._flag(version, "version", "shows_status", True)
        nodes = tuple(self._node(row, f"nodes[{number}]") for number, row in enumerate(data["nodes"]))
        links = tuple(self._link(row, f"links[{number}]") for number, row in enumerate(data["links"]))
        written = WrittenMap(**texts, shows_status=shows, nodes=nodes, links=links)
        found = {mistake.place for mistake in self.mistakes}
        # A value of the wrong shape is told once.
        more = [mistake for mistake in mistakes_in(written, _path_of) if mistake.place not in found]
        return written, self.mistakes + more

    def _node(self, row: Any, path: str) -> WrittenNode:
        row = self._row(row, path, (*NODE_TEXTS, *NODE_LISTS, "inferred"))
        texts = {name: self._text(row, path, name) for name in NODE_TEXTS}
        lists = {name: self._list(row, path, name) for name in NODE_LISTS}
        return WrittenNode(**texts, **lists, inferred=self._flag(row, path, "inferred", False))  # type: ignore[arg-type]  # texts and lists by their names

    def _link(self, row: Any, path: str) -> WrittenLink:
        row = self._row(row, path, (*LINK_TEXTS, "inferred"))
        texts = {name: self._text(row, path, name) for name in LINK_TEXTS}
        return WrittenLink(
            texts["from"],
            texts["to"],
            texts["kind"] or ("" if "kind" in row else LINK_KINDS[0]),
            texts["explanation"],
            texts["assumption"],
            self._flag(row, path, "inferred", False),
        )

    def _row(self, row: Any, path: str, known: Sequence[str]) -> dict[str, Any]:
        if not isinstance(row, dict):
            self._wrong("wrong_shape", path)
            return {}
        self._known(row, path, known)
        return row

    def _known(self, row: dict[str, Any], path: str, known: Sequence[str]) -> None:
        for name in row:
            if name not in known:
                self._wrong("unknown_key", f"{path}.{name}".lstrip("."), known=", ".join(known))

    def _text(self, row: dict[str, Any], path: str, name: str) -> str:
        value = row.get(name, "")
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong("wrong_shape", f"{path}.{name}")
            return ""
        return tidy(value)

    def _list(self, row: dict[str, Any], path: str, name: str) -> tuple[str, ...]:
        value = row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong("wrong_shape", f"{path}.{name}")
            return ()
        return tuple(tidy(item) for item in value)

    def _flag(self, row: dict[str, Any], path: str, name: str, default: bool) -> bool:
        value = row.get(name, default)
        if not isinstance(value, bool):
            self._wrong("no_flag", f"{path}.{name}")
            return default
        return value

    def _wrong(self, code: str, path: str, **details: str) -> None:
        self.mistakes.append(Mistake(code, Place(path=path), details))


def _path_of(part: str, number: int, field: str) -> Place:
    return Place(path=f"version.{field}" if part == "version" else f"{part}[{number}].{field}")
