"""Read case files so that each mistake can be named by file and line."""

from datetime import date
from enum import Enum
from typing import TypeVar

import yaml

from vlechtwerk.foundation.periods import PreciseDate

Value = TypeVar("Value")
# The reader in C is eight times as fast; it is in every wheel, and missing only where PyYAML was built by hand.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CaseError(Exception):
    """A case can't be loaded: which file, which line, why. Nothing was saved."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")


class Block:
    """One mapping of a case file; every key is read once, and a key that nobody reads is a mistake."""

    def __init__(self, file: str, node: yaml.Node) -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise CaseError(file, self.line, "Here keys with values are expected (key: value).")
        self._nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise CaseError(file, key.start_mark.line + 1, "Here a plain word is expected before the colon.")
            if key.value in self._nodes:
                raise CaseError(file, key.start_mark.line + 1, f"“{key.value}” stands here twice.")
            self._nodes[key.value] = value
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether the key is there with a value."""
        return self._value(key) is not None

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.optional_text(key)
        if not value:
            raise self.wrong(key, f"“{key}” is missing.")
        return value

    def optional_text(self, key: str) -> str:
        """Return a text, or the empty text."""
        node = self._value(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(key, f"“{key}” must be a text.")
        if "\0" in node.value:
            raise self.wrong(key, f"“{key}” holds a character that no text may hold.")
        return " ".join(str(node.value).split())

    def choice(self, key: str, allowed: type[Enum], default: str = "") -> str:
        """Return one of the allowed words."""
        value = self.optional_text(key) or default
        words = [str(member.value) for member in allowed]
        if value not in words:
            raise self.wrong(key, f"“{value}” is no {key}; choose from {', '.join(word for word in words if word)}.")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self.optional_text(key).lower()
        if value not in {"", "true", "false"}:
            raise self.wrong(key, f"“{key}” must be true or false.")
        return default if value == "" else value == "true"

    def number(self, key: str) -> int | None:
        """Return a whole number, or nothing."""
        value = self.optional_text(key)
        if value and not value.isdecimal():
            raise self.wrong(key, f"“{key}” must be a whole number.")
        return int(value) if value else None

    def day(self, key: str) -> date | None:
        """Return a day, or nothing."""
        value = self.optional_text(key)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.wrong(key, f"“{value}” is not a day; write 2023-07-15.") from None

    def moment(self, key: str) -> PreciseDate | None:
        """Return a date with its precision, or nothing."""
        value = self.optional_text(key)
        try:
            return PreciseDate.read(value) if value else None
        except ValueError as error:
            raise self.wrong(key, str(error)) from None

    def one_of(self, key: str, known: dict[str, Value]) -> Value | None:
        """Return what was registered under the code that stands here, or nothing when no code stands here."""
        code = self.optional_text(key)
        if not code:
            return None
        if code not in known:
            raise self.wrong(key, f"There is no {key} “{code}” in this case.")
        return known[code]

    def codes(self, key: str, known: dict[str, Value]) -> list[Value]:
        """Return what was registered under each of the codes in a list."""
        found = []
        for node in self._items(key):
            if node.value not in known:
                raise CaseError(self.file, node.start_mark.line + 1, f"There is no {key} “{node.value}” in this case.")
            found.append(known[node.value])
        return found

    def texts(self, key: str) -> list[str]:
        """Return the texts in a list; an absent list is empty."""
        return [" ".join(str(node.value).split()) for node in self._items(key)]

    def block(self, key: str) -> "Block | None":
        """Return the mapping under a key, or nothing."""
        node = self._value(key)
        return None if node is None else Block(self.file, node)

    def blocks(self, key: str) -> list["Block"]:
        """Return the mappings in a list; an absent list is empty."""
        return [Block(self.file, node) for node in self._items(key)]

    def finish(self) -> None:
        """Refuse a key that nobody reads: a slip of the pen must not lose a fact."""
        for key in self._nodes:
            if key not in self._read:
                raise self.wrong(key, f"“{key}” is not known here.")

    def wrong(self, key: str, reason: str) -> CaseError:
        """Return the mistake with the place of a key, or of the whole block when the key is absent."""
        node = self._nodes.get(key)
        return CaseError(self.file, node.start_mark.line + 1 if node else self.line, reason)

    def _value(self, key: str) -> yaml.Node | None:
        self._read.add(key)
        node = self._nodes.get(key)
        return None if node is None or node.tag == "tag:yaml.org,2002:null" else node

    def _items(self, key: str) -> list[yaml.Node]:
        node = self._value(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(key, f"“{key}” must be a list.")
        return list(node.value)


def read_file(name: str, text: str) -> Block:
    """Read one file; raise `CaseError` with the line when it is no valid YAML."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CaseError(name, line, f"This is no valid YAML: {error.problem}.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CaseError(name, line, "Here stands a character that no text may hold.") from None
    if node is None:
        raise CaseError(name, 1, "The file is empty.")
    return Block(name, node)
