"""What an administrator of a real server runs gives both roles what they need, and nothing more."""

from vlechtwerk.foundation.database.roles import RIGHTS, sql_for_roles


def test_neither_role_may_do_more_than_it_needs() -> None:
    printed = sql_for_roles()
    for role in ("vlechtwerk_owner", "vlechtwerk_app"):
        (made,) = [line for line in printed.splitlines() if f'create role "{role}"' in line]
        assert "nosuperuser nobypassrls" in made
        assert "where not exists" in made
    assert "createdb;" not in printed
    assert "pg_signal_backend" not in printed
    assert "pg_signal_backend" in sql_for_roles(for_tests=True)


def test_real_server_gives_the_same_rights_as_the_embedded_one() -> None:
    printed = sql_for_roles("owner", "application", "database")
    for right in RIGHTS:
        assert right.format(owner='"owner"', application='"application"', database='"database"') + ";" in printed


def test_name_with_odd_signs_is_quoted() -> None:
    printed = sql_for_roles("it's-owner", application='the "app"')
    assert 'owner to "it\'s-owner";' in printed
    assert 'to "the ""app""";' in printed
    assert "rolname = 'it''s-owner'" in printed
