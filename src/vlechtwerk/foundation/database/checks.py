"""What must be true of the database and of who connects to it before anything is served."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Critical, Tags, register
from django.db import connection

from vlechtwerk.foundation.database.sealing import key_is_kept

# Tables of the house that hold nothing to guard: they are read before it is known who reads.
UNGUARDED = frozenset({"partnership_account", "partnership_accesstoken"})
# The application only adds rows here.
INSERT_ONLY = frozenset({"journal_journalentry", "sharing_logline"})
HOUSE = "vlechtwerk."


@register(Tags.database)
def database_is_guarded(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuse a role that row-level security does not bind, and a table of the house that it does not guard."""
    if not databases:
        return []
    return [*_role_is_bound(), *_tables_are_guarded(), *_key_is_known()]


def _role_is_bound() -> list[CheckMessage]:
    if settings.RUNS_AS_OWNER:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolbypassrls or exists ("
            " select from pg_class join pg_namespace on pg_namespace.oid = relnamespace"
            " where nspname = 'public' and relowner = pg_roles.oid)"
            " from pg_roles where rolname = current_user"
        )
        (exempt,) = cursor.fetchone()
    if not exempt:
        return []
    return [
        Critical(
            "The application connects as a role that owns tables or that row-level security does not bind.",
            hint="Let DATABASE_URL name the application's role; see `vlechtwerk database roles`.",
            id="vlechtwerk.database.E001",
        )
    ]


def _key_is_known() -> list[CheckMessage]:
    if settings.RUNS_AS_OWNER or key_is_kept():
        return []
    return [
        Critical(
            "The database does not know the secret of these settings, so nobody can read.",
            hint="Run `vlechtwerk migrate` with the same secret as the site; do so after every change of the secret.",
            id="vlechtwerk.database.E003",
        )
    ]


def house_tables() -> set[str]:
    """Return the tables of all models of the house."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(HOUSE)
    }


def _tables_are_guarded() -> list[CheckMessage]:
    wanted = house_tables() - UNGUARDED - INSERT_ONLY
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname = any(%s) and relrowsecurity and relforcerowsecurity"
            " and exists (select from pg_policy where polrelid = pg_class.oid and not polpermissive)",
            [sorted(wanted)],
        )
        guarded = {row[0] for row in cursor.fetchall()}
    return [
        Critical(
            f"Table {table} is not guarded by forced row-level security with a restrictive policy.",
            hint="Run `vlechtwerk migrate`, or give the table its Guard in a migration.",
            id="vlechtwerk.database.E002",
        )
        for table in sorted(wanted - guarded)
    ]
