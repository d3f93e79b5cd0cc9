"""Production refuses to start unsafe; every situation keeps a strict policy for browsers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tests.identity_provider import write_key
from vlechtwerk.settings.environment import DatabaseAddress
from vlechtwerk.settings.providers import read_identity_providers, refuse_unsafe

pytestmark = pytest.mark.slow

POLDER = {
    "id": "polder",
    "name": "Polderdienst",
    "issuer": "https://aanmelden.polder.example/realm",
    "client_id": "vlechtwerk",
    "private_key_file": "key.pem",
    "acr_values": ["http://eidas.europa.eu/LoA/substantial"],
    "email_domains": ["polder.example"],
}
SAFE = {
    "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.production",
    "VLECHTWERK_SECRET_KEY": "q8Zr1vX0nB7mK4tLw2cPjYd9sHfGa5eU3iOoTxRzNbVqWkMl6A",
    "VLECHTWERK_ALLOWED_HOSTS": "vlechtwerk.example.org",
    "VLECHTWERK_ROUND_KEYS": "/srv/vlechtwerk-round-keys",
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
        ("VLECHTWERK_ROUND_KEYS", ""),
        # Below VLECHTWERK_HOME, where a backup would find them.
        ("VLECHTWERK_ROUND_KEYS", "var/round-keys"),
        ("VLECHTWERK_ROUND_KEYS", "var/../var"),
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


def written(folder: Path, **changed: Any) -> str:
    file = folder / "providers.json"
    file.write_text(json.dumps([{name: value for name, value in (POLDER | changed).items() if value is not None}]))
    return str(file)


def test_production_starts_with_a_safe_identity_provider_and_lets_browsers_go_there(tmp_path: Path) -> None:
    write_key(tmp_path / "key.pem")
    file = written(tmp_path, further_origins=["https://makelaar.example"])
    policy = "import django; django.setup(); from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY)"
    printed = subprocess.run(
        [sys.executable, "-c", policy],
        env=os.environ | SAFE | {"VLECHTWERK_OIDC_PROVIDERS": file},
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.REPOSITORY,
    ).stdout
    assert "\"'self'\", 'https://aanmelden.polder.example', 'https://makelaar.example'" in printed


def test_production_refuses_to_start_with_an_unsafe_identity_provider(tmp_path: Path) -> None:
    refused = start(VLECHTWERK_OIDC_PROVIDERS=written(tmp_path))
    assert refused.returncode != 0
    assert "VLECHTWERK_OIDC_PROVIDERS names 'polder' without a usable private key" in refused.stderr


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"issuer": "http://aanmelden.polder.example"}, "not https"),
        ({"further_origins": ["http://makelaar.example"]}, "not https"),
        ({"private_key_file": "absent.pem"}, "usable private key"),
        ({"private_key_file": "providers.json"}, "usable private key"),
    ],
)
def test_provider_over_http_or_without_a_key_is_unsafe(tmp_path: Path, changed: dict[str, Any], complaint: str) -> None:
    write_key(tmp_path / "key.pem")
    with pytest.raises(ImproperlyConfigured, match=complaint):
        refuse_unsafe(read_identity_providers(written(tmp_path, **changed)))


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": None},
        {"issuer": "https://a.example; script-src *"},
        {"acr_values": []},
        {"acr_values": "http://eidas.europa.eu/LoA/substantial"},
        {"email_domains": None},
        {"id": "Polder/Dienst"},
        {"client_secret": "hush"},
        {"assertion_audience": "everyone"},
        {"further_origins": [7]},
    ],
    ids=str,
)
def test_provider_that_is_not_described_well_is_told_to_the_administrator(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    with pytest.raises(ImproperlyConfigured, match="VLECHTWERK_OIDC_PROVIDERS holds an identity provider"):
        read_identity_providers(written(tmp_path, **changed))
