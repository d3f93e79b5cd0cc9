"""The kinds of evidence: each domain registers how addresses of its own kinds are resolved."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from vlechtwerk.foundation.evidence.address import ResolvedEvidence

# Takes a project and the identifiers asked for; returns what was found. Not found (or not readable) is left out.
Resolver = Callable[[UUID, Sequence[str]], Mapping[str, ResolvedEvidence]]

_resolvers: dict[str, Resolver] = {}


def register_kind(kind: str, resolver: Resolver) -> None:
    """Let addresses of `kind` be resolved by `resolver`; raise `ValueError` when the kind is taken."""
    if _resolvers.get(kind, resolver) is not resolver:
        raise ValueError(f"Evidence of kind {kind!r} is registered twice.")
    _resolvers[kind] = resolver


def known_kinds() -> tuple[str, ...]:
    """Return the kinds that can be resolved, in alphabetical order."""
    return tuple(sorted(_resolvers))


def resolve(project_id: UUID, kind: str, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve many identifiers of one kind at once; what can't be found is not in the answer."""
    resolver = _resolvers.get(kind)
    return resolver(project_id, identifiers) if resolver else {}
