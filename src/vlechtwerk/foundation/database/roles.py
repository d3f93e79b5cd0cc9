"""The two roles: one owns the tables and migrates, the other is what the application connects as."""

import psycopg
from psycopg import sql

OWNER = "vlechtwerk_owner"
APPLICATION = "vlechtwerk_app"
RIGHTS = (
    # Temporary tables would keep what a reader saw: nobody may make them.
    "revoke all on database {database} from public",
    "grant connect on database {database} to {application}",
    "revoke all on schema public from public",
    "alter schema public owner to {owner}",
    "grant usage on schema public to {application}",
    "alter default privileges for role {owner} in schema public"
    " grant select, insert, update, delete on tables to {application}",
    "alter default privileges for role {owner} in schema public grant usage on sequences to {application}",
    "alter default privileges for role {owner} in schema public grant execute on functions to {application}",
)


def sql_for_roles(
    owner: str = OWNER, application: str = APPLICATION, database: str = "vlechtwerk", *, for_tests: bool = False
) -> str:
    """Return what an administrator of a real server runs with psql; passwords are theirs to set."""
    lines = [
        "-- Run with psql as an administrator of the server. Set the passwords in your own way (\\password).",
        _role_where_missing(owner, "login nosuperuser nobypassrls"),
        _role_where_missing(application, "login nosuperuser nobypassrls nocreatedb nocreaterole"),
        # Sorts as the embedded server does, and outlives a new version of the system's own collations.
        "create database {database} owner {owner} template template0 encoding 'UTF8'"
        " locale_provider libc locale 'C.UTF-8';",
        "\\connect {database}",
        *(f"{right};" for right in RIGHTS),
    ]
    if for_tests:
        lines += [
            "-- Only where the tests run: they make databases, and end what is still connected to them.",
            "alter role {owner} createdb;",
            "grant pg_signal_backend to {owner};",
        ]
    return sql.SQL("\n".join(lines) + "\n").format(**_names(database, owner, application)).as_string()


def _role_where_missing(role: str, rights: str) -> str:
    create = sql.SQL("create role {} " + rights).format(sql.Identifier(role)).as_string()
    missing = sql.SQL("select {} where not exists (select from pg_roles where rolname = {}) \\gexec")
    return missing.format(sql.Literal(create), sql.Literal(role)).as_string()


def _names(database: str, owner: str, application: str) -> dict[str, sql.Identifier]:
    return {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(owner),
        "application": sql.Identifier(application),
    }


def ensure_roles(superuser_address: str, owner: str = OWNER, application: str = APPLICATION) -> None:
    """Make both roles where they are missing."""
    with psycopg.connect(superuser_address, autocommit=True) as connection:
        for role, rights in ((owner, "login createdb"), (application, "login")):
            known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
            if known is None:
                connection.execute(sql.SQL("create role {} " + rights).format(sql.Identifier(role)))


def ensure_database(superuser_address: str, database: str, owner: str = OWNER, application: str = APPLICATION) -> bool:
    """Make a database where it is missing and give both roles their rights; return whether it was made."""
    with psycopg.connect(superuser_address, autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            return False
        connection.execute(
            sql.SQL("create database {} owner {} template template0 encoding 'UTF8'").format(
                sql.Identifier(database), sql.Identifier(owner)
            )
        )
    base = superuser_address.rpartition("/")[0]
    with psycopg.connect(f"{base}/{database}", autocommit=True) as connection:
        grant_rights(connection, database, owner, application)
    return True


def grant_rights(
    connection: "psycopg.Connection[tuple[object, ...]]",
    database: str,
    owner: str = OWNER,
    application: str = APPLICATION,
) -> None:
    """Give the application its rights on what the owner will make, and take everything else away."""
    for right in RIGHTS:
        connection.execute(sql.SQL(right).format(**_names(database, owner, application)))
