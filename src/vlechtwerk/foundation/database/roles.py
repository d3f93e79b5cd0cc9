"""The two roles: one owns the tables and migrates, the other is what the application connects as."""

import psycopg
from psycopg import sql

OWNER = "vlechtwerk_owner"
APPLICATION = "vlechtwerk_app"


def sql_for_roles(
    owner: str = OWNER, application: str = APPLICATION, database: str = "vlechtwerk", *, for_tests: bool = False
) -> str:
    """Return what an administrator of a real server runs once; passwords are theirs to set."""
    return f"""-- Run as an administrator of the server. Set the passwords in your own way (\\password).
create role {owner} login nosuperuser nobypassrls;
create role {application} login nosuperuser nobypassrls nocreatedb nocreaterole;
create database {database} owner {owner} template template0 encoding 'UTF8';
\\connect {database}
revoke all on database {database} from public;
grant connect on database {database} to {application};
revoke all on schema public from public;
alter schema public owner to {owner};
grant usage on schema public to {application};
alter default privileges for role {owner} in schema public
    grant select, insert, update, delete on tables to {application};
alter default privileges for role {owner} in schema public grant usage on sequences to {application};
alter default privileges for role {owner} in schema public grant execute on functions to {application};
""" + (_for_tests(owner) if for_tests else "")


def _for_tests(owner: str) -> str:
    return f"""-- Only where the tests run: they make databases of their own, and end what is still connected to them.
alter role {owner} createdb;
grant pg_signal_backend to {owner};
"""


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
    names = {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(owner),
        "application": sql.Identifier(application),
    }
    for statement in (
        # Temporary tables would keep what a reader saw: nobody may make them.
        "revoke all on database {database} from public",
        "grant connect on database {database} to {application}",
        "revoke all on schema public from public",
        "alter schema public owner to {owner}",
        "grant usage on schema public to {application}",
        "alter default privileges for role {owner} in schema public "
        "grant select, insert, update, delete on tables to {application}",
        "alter default privileges for role {owner} in schema public grant usage on sequences to {application}",
        "alter default privileges for role {owner} in schema public grant execute on functions to {application}",
    ):
        connection.execute(sql.SQL(statement).format(**names))
