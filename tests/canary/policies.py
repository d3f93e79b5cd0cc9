"""Break the row-level security of the database on purpose, one policy at a time, and mend it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from psycopg import sql

from tests.databases import owner_address


@dataclass(frozen=True)
class Policy:
    """A restrictive policy, as the database has it."""

    table: str
    name: str
    act: str
    using: str | None
    check: str | None

    @property
    def words(self) -> str:
        """Name it."""
        return f"{self.table} {self.name}"


def restrictive_policies(database: str) -> list[Policy]:
    """Return every policy that narrows what the application may do."""
    with psycopg.connect(owner_address(database)) as owner:
        found = owner.execute(
            "select tablename, policyname, cmd, qual, with_check from pg_policies"
            " where permissive = 'RESTRICTIVE' order by tablename, policyname"
        ).fetchall()
    return [Policy(*row) for row in found]


@contextmanager
def dropped(policy: Policy) -> Iterator[None]:
    """Replace a policy by one that lets everything through, as long as this lasts."""
    with _changed(policy, "as permissive", "true", "true"):
        yield


@contextmanager
def inverted(policy: Policy) -> Iterator[None]:
    """Let a policy show what it hides and hide what it shows."""
    with _changed(policy, "as restrictive", f"not coalesce({policy.using or 'true'}, false)", policy.check or "true"):
        yield


@contextmanager
def _changed(policy: Policy, kind: str, using: str, check: str) -> Iterator[None]:
    _make(policy, kind, using, check)
    try:
        yield
    finally:
        _make(policy, "as restrictive", policy.using or "", policy.check or "")


def _make(policy: Policy, kind: str, using: str, check: str) -> None:
    # An insert has no rows to choose from, and a selection writes none.
    parts = [f"using ({using})"] * (policy.using is not None) + [f"with check ({check})"] * (policy.check is not None)
    connection.close()
    # A policy is nothing that an application changes: what was made under another one would be shown on.
    caches["kept"].clear()
    with psycopg.connect(owner_address(connection.settings_dict["NAME"]), autocommit=False) as owner:
        owner.execute("set local lock_timeout = '5s'")
        owner.execute(sql.SQL("drop policy {} on {}").format(*map(sql.Identifier, (policy.name, policy.table))))
        owner.execute(
            f'create policy "{policy.name}" on "{policy.table}" {kind} for {policy.act.lower()}'  # type: ignore[arg-type]  # made of what the database itself told
            f' to "{settings.APPLICATION_ROLE}" {" ".join(parts)}'
        )
