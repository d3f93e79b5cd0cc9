"""The ready list of codes: conditions for collaborative governance, in our own words (RULES-evaluation d19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ReadyCode:
    """A code of a ready list in its languages (nl, en), with the codes under it."""

    name: Mapping[str, str]
    description: Mapping[str, str]
    colour: str
    below: Sequence["ReadyCode"]


@dataclass(frozen=True, slots=True)
class ReadyList:
    """A ready list of codes, with its name and the source of its thought."""

    name: Mapping[str, str]
    source: str
    codes: Sequence[ReadyCode]


@cache
def ready_list() -> ReadyList:
    """Return the conditions for collaborative governance."""
    said = yaml.safe_load(files("vlechtwerk.domains.evaluation").joinpath("ready_codes.yaml").read_text())
    return ReadyList(said["name"], said["source"], tuple(_ready(one) for one in said["codes"]))


def _ready(said: Mapping[str, Any]) -> ReadyCode:
    below = tuple(_ready(one) for one in said.get("below", ()))
    return ReadyCode(said["name"], said["description"], said.get("colour", ""), below)
