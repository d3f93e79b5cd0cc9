"""Signing in through a partner's identity provider in a real Chromium, against an OpenID provider in Node."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.identity_provider import write_key
from tests.journeys.test_journeys import address, mistakes
from tests.journeys.test_sign_in import strict_page
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.interfaces.web.account.oidc.client_key import public_key
from vlechtwerk.settings.providers import IdentityProvider

__all__ = ["strict_page"]
# Another program is needed: part of test-all.
pytestmark = pytest.mark.slow
SERVE = Path(django_settings.REPOSITORY) / "tests" / "openid_provider" / "serve.mjs"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def provider(tmp_path: Path, live_server: LiveServer, settings: Settings) -> Iterator[IdentityProvider]:
    port = free_port()
    known = IdentityProvider(
        id="polder",
        name="Polderdienst",
        issuer=f"http://localhost:{port}",
        client_id="vlechtwerk",
        private_key_file=write_key(tmp_path / "key.pem"),
        acr_values=("substantial",),
        email_domains=("example.org",),
    )
    settings.IDENTITY_PROVIDERS = (known,)
    settings.REQUIRE_SECOND_FACTOR = True
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    with_origin = directives | {"form-action": [*directives["form-action"], *known.origins]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": with_origin}
    with serving(known, live_server):
        yield known


class serving:
    """Run the OpenID provider in Node for as long as the block lasts."""

    def __init__(self, known: IdentityProvider, live_server: LiveServer) -> None:
        asked = {
            "port": int(known.issuer.rpartition(":")[2]),
            "client_id": known.client_id,
            "redirect_uri": f"{address(live_server)}/account/oidc/polder/login/callback/",
            "jwks": {"keys": [public_key(known)]},
        }
        self.command = [shutil.which("node") or "node", str(SERVE)]
        self.environment = os.environ | {"OPENID_PROVIDER": json.dumps(asked)}

    def __enter__(self) -> None:
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        # The provider first prints warnings about being a test; without "ready" it ended, and so does the output.
        assert any(line.strip() == "ready" for line in self.process.stdout)

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(timeout=10)
        assert self.process.stdout is not None
        self.process.stdout.close()


def sign_in_at_home(page: Page, live_server: LiveServer, name: str, level: str) -> None:
    page.goto(address(live_server) + "/nsoc/")
    page.get_by_role("button", name="Inloggen via Polderdienst").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Level").fill(level)
    page.get_by_role("button", name="Go on").click()


def test_someone_of_a_partner_signs_in_at_home_and_lands_in_the_project(
    strict_page: Page, live_server: LiveServer, provider: IdentityProvider
) -> None:
    sign_in_at_home(strict_page, live_server, "bram", "substantial")
    strict_page.wait_for_url("**/nsoc/")
    expect(strict_page.get_by_role("heading", level=1)).to_be_visible()
    assert provider.issuer not in strict_page.url


def test_too_low_a_level_lets_nobody_in(page: Page, live_server: LiveServer, provider: IdentityProvider) -> None:
    sign_in_at_home(page, live_server, "bram", "low")
    expect(page.get_by_role("heading", level=1)).to_have_text("U kon niet worden ingelogd")
    assert mistakes(page) == []
    page.goto(address(live_server) + "/nsoc/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_someone_unknown_gets_that_same_page_and_no_account(
    page: Page, live_server: LiveServer, provider: IdentityProvider
) -> None:
    before = Account.objects.count()
    sign_in_at_home(page, live_server, "niemand", "substantial")
    expect(page.get_by_role("heading", level=1)).to_have_text("U kon niet worden ingelogd")
    assert Account.objects.count() == before


def test_provider_itself_refuses_to_start_without_pkce(
    client: Client, live_server: LiveServer, provider: IdentityProvider
) -> None:
    way = client.post(
        "/account/oidc/polder/login/", headers={"host": "localhost:" + live_server.url.rpartition(":")[2]}
    )
    asked = way.headers["Location"]
    assert "/interaction/" in requests.get(asked, allow_redirects=False, timeout=10).headers["Location"]
    without = asked.replace("code_challenge", "no_challenge")
    assert "invalid_request" in requests.get(without, allow_redirects=False, timeout=10).headers["Location"]


@pytest.mark.parametrize("width", [1280, 390])
def test_page_with_the_button_is_free_of_mistakes(
    page: Page, live_server: LiveServer, provider: IdentityProvider, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(live_server) + "/account/login/")
    expect(page.get_by_role("button", name="Inloggen via Polderdienst")).to_be_visible()
    assert mistakes(page, contrast=True) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
