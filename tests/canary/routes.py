"""Every address of the platform, from its URL configuration and its description of the programming interface."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from vlechtwerk.interfaces.api.application import api

API = "/api/v1"


class NotFilled(AssertionError):
    """An address has a part of which the crawl knows no values."""


@dataclass(frozen=True)
class Route:
    """An address with the names of its parts, and what can be asked of it."""

    name: str
    parameters: tuple[str, ...]
    # How the address is written, with its parts unfilled.
    template: str
    methods: tuple[str, ...] = ("get", "post")
    # For the programming interface: the path, and what a call sends.
    path: str = ""
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)
    media: str = ""

    @property
    def in_purpose(self) -> bool:
        """Whether it is answered in a purpose."""
        return "purpose" in self.parameters and self.name.startswith(("sharing:", API))

    def address(self, values: Mapping[str, str]) -> str:
        """Return the address with its parts filled in."""
        filled = {name: values[name] for name in self.parameters}
        return self.path.format(**filled) if self.path else reverse(self.name, kwargs=filled)

    def noun(self, parameter: str) -> str:
        """Return the last word before a part, beyond other parts: a code is the code of that."""
        found = re.search(r"([a-z-]+)/(?:[<{][^/]+[>}]/)*[<{](?:\w+:)?" + parameter + "[>}]", self.template)
        return found[1] if found else ""


def routes() -> list[Route]:
    """Return every page and every call."""
    return [*_pages(get_resolver().url_patterns, (), (), ""), *calls()]


def _pages(
    patterns: Sequence[URLPattern | URLResolver], namespaces: tuple[str, ...], parts: tuple[str, ...], before: str
) -> Iterator[Route]:
    for pattern in patterns:
        names, template = (*parts, *_parts(pattern)), before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            if inner != ("api",):
                yield from _pages(pattern.url_patterns, inner, names, template)
            continue
        if not pattern.name:
            raise NotFilled(f"The address {pattern.pattern} has no name, so the crawl can't reach it; name it.")
        yield Route(":".join([*namespaces, pattern.name]), names, template)


def _parts(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    if isinstance(pattern.pattern, RegexPattern):
        return tuple(pattern.pattern.regex.groupindex)
    return tuple(getattr(pattern.pattern, "converters", {}))


def calls() -> list[Route]:
    """Return every call that the description of the interface names."""
    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    found = []
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            parts = tuple(part.partition("}")[0] for part in path.split("{")[1:])
            content = operation.get("requestBody", {}).get("content", {})
            media, told = next(iter(content.items()), ("", {}))
            body = sample(told.get("schema", {}), schema) if media else {}
            found.append(Route(f"{API} {method} {path}", parts, path, (method,), path, body, media))
    return found


def sample(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """Return something of a shape: every field that must be there, and every one that holds words."""
    if "$ref" in shape:
        return sample(schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]], schema)
    for kind in ("allOf", "anyOf", "oneOf"):
        if kind in shape:
            return sample(shape[kind][0], schema)
    if "enum" in shape:
        return shape["enum"][0]
    match shape.get("type"):
        case "object":
            return {name: sample(told, schema) for name, told in shape.get("properties", {}).items()}
        case "array":
            return []
        case "integer" | "number":
            return 1
        case "boolean":
            return False
    formats = {
        "date": "2026-01-01",
        "date-time": "2026-01-01T12:00:00Z",
        "uuid": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
    }
    return formats.get(shape.get("format", ""), "x")
