"""Production refuses to start unsafe; every situation keeps a strict policy for browsers."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from vlechtwerk.settings.environment import DatabaseAddress

SAFE = {
    "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.production",
    "VLECHTWERK_SECRET_KEY": "q8Zr1vX0nB7mK4tLw2cPjYd9sHfGa5eU3iOoTxRzNbVqWkMl6A",
    "VLECHTWERK_ALLOWED_HOSTS": "vlechtwerk.example.org",
}


def start(**changed: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("VLECHTWERK_", "DJANGO_S"))}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); from django.conf import settings; settings.DEBUG"],
        env=known | SAFE | changed,
        capture_output=True,
        text=True,
        check=False,
        cwd=settings.REPOSITORY,
    )


def test_production_starts_when_all_is_safe() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VLECHTWERK_SECRET_KEY", ""),
        ("VLECHTWERK_SECRET_KEY", "short"),
        ("VLECHTWERK_SECRET_KEY", "x" * 60),
        ("VLECHTWERK_SECRET_KEY", "django-insecure-" + "abcdefghijk" * 6),
        ("VLECHTWERK_DEBUG", "1"),
        ("VLECHTWERK_DEMO_SIGN_IN", "true"),
        ("VLECHTWERK_ALLOWED_HOSTS", ""),
        ("VLECHTWERK_ALLOWED_HOSTS", "*"),
    ],
)
def test_production_refuses_to_start_unsafe(variable: str, value: str) -> None:
    refused = start(**{variable: value})
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert variable in refused.stderr


def test_deployment_check_finds_nothing_in_production() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"} | SAFE,
        capture_output=True,
        text=True,
        check=False,
        cwd=settings.REPOSITORY,
    )
    assert checked.returncode == 0, checked.stderr


def test_browsers_may_run_only_what_we_serve_as_files() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]
    assert "'unsafe-inline'" not in str(directives)
    assert directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize(
    ("url", "host", "port", "options"),
    [
        ("postgresql://app:p%40ss@db.example.org:5433/vw", "db.example.org", "5433", {}),
        ("postgresql://app:p%40ss@%2Frun%2FPostgreSQL:5433/vw", "/run/PostgreSQL", "5433", {}),
        ("postgresql://app:p%40ss@/vw?host=/run/PostgreSQL", "/run/PostgreSQL", "", {}),
        ("postgresql://app:p%40ss@[2001:db8::1]:5433/vw", "2001:db8::1", "5433", {}),
        ("postgresql://app:p%40ss@db/vw?sslmode=verify-full", "db", "", {"sslmode": "verify-full"}),
    ],
)
def test_database_address_is_read_whole(url: str, host: str, port: str, options: dict[str, str]) -> None:
    address = DatabaseAddress.read(url)
    assert (address.role, address.password, address.name) == ("app", "p@ss", "vw")
    assert (address.host, address.port, address.options) == (host, port, options)


def test_options_of_the_database_address_reach_the_connection() -> None:
    code = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['sslmode'])"
    url = "postgresql://app@db.example.org/vw?sslmode=verify-full"
    asked = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | SAFE | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
        cwd=settings.REPOSITORY,
    )
    assert asked.stdout.strip() == "verify-full", asked.stderr
