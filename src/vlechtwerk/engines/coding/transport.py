"""A coding project as plain lists between two processes: nothing is believed that is not of its declared kind."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Turn = Callable[[Any], Any]
Thing = TypeVar("Thing")


def as_data(thing: Any) -> Any:
    """Return a dataclass of texts, numbers, moments, choices, tuples and further dataclasses as plain lists."""
    kind: Any = type(thing)
    return _writer(kind)(thing)


def from_data(kind: type[Thing], data: Any) -> Thing:
    """Return the dataclass that `as_data` wrote; raises `TypeError` or `ValueError` for anything else."""
    wanted: Any = kind
    found: Thing = _reader(wanted)(data)
    return found


@cache
def _writer(kind: Any) -> Turn:
    if is_dataclass(kind):
        turns = [(name, _writer(hint)) for name, hint in _hints(kind)]
        return lambda thing: [turn(getattr(thing, name)) for name, turn in turns]
    if get_origin(kind) is tuple:
        turn = _writer(get_args(kind)[0])
        return lambda thing: [turn(one) for one in thing]
    if get_origin(kind) is Mapping:
        return dict
    if (inner := _optional(kind)) is not None:
        turn = _writer(inner)
        return lambda thing: None if thing is None else turn(thing)
    if kind is datetime:
        return datetime.isoformat
    return str if issubclass(kind, StrEnum) else _same


@cache
def _reader(kind: Any) -> Turn:
    if is_dataclass(kind):
        return _whole(kind)
    if get_origin(kind) is tuple:
        turn = _reader(get_args(kind)[0])
        return lambda data: tuple([turn(one) for one in _exact(list, data)])
    if get_origin(kind) is Mapping:
        return lambda data: {_exact(str, name): _exact(str, said) for name, said in _exact(dict, data).items()}
    if (inner := _optional(kind)) is not None:
        turn = _reader(inner)
        return lambda data: None if data is None else turn(data)
    if kind is datetime:
        return lambda data: datetime.fromisoformat(_exact(str, data))
    if issubclass(kind, StrEnum):
        return lambda data: kind(_exact(str, data))
    return lambda data: _exact(kind, data)


def _whole(kind: Any) -> Turn:
    turns = [_reader(hint) for _name, hint in _hints(kind)]

    def read(data: Any) -> Any:
        return kind(*[turn(one) for turn, one in zip(turns, _exact(list, data), strict=True)])

    return read


def _hints(kind: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(one.name, hints[one.name]) for one in fields(kind)]


def _optional(kind: Any) -> Any:
    if get_origin(kind) is not UnionType:
        return None
    return next(one for one in get_args(kind) if one is not type(None))


def _exact(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError("The answer is of another kind than was asked.")
    return data


def _same(thing: Any) -> Any:
    return thing
