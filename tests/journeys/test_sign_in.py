"""Signing in with password and code, and with a passkey, in a real Chromium; no mistake that axe finds."""

import base64
import hashlib
import hmac
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, mistakes
from tests.signing_in import EMAIL, PASSWORD, give_password

STEP = 30


# Pages about signing in that stay as they are however often they are opened.
OPEN_TO_ALL = [
    "login/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "password/reset/key/a-b/",
]
OWN = [
    "logout/",
    "reauthenticate/",
    "password/change/",
    "2fa/",
    "2fa/reauthenticate/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/webauthn/reauthenticate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
]


@pytest.fixture
def strict_page(page: Page) -> Iterator[Page]:
    """Fail when the content policy had to stop something."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    assert complaints == []


def code_now(secret: str) -> str:
    """Work out the code as the app does (RFC 6238); near the end of a step, wait for the next."""
    left = STEP - time.time() % STEP
    if left < 5:
        time.sleep(left)
    moment = (int(time.time()) // STEP).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def give_passkey_device(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in_with_password(page: Page, live_server: LiveServer) -> None:
    """Ask for a page of the project, and give the password where it leads."""
    page.goto(address(live_server) + "/nsoc/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def confirm_with_password(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevestig dat u het bent")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()


def sign_out(page: Page, live_server: LiveServer) -> None:
    page.goto(address(live_server) + "/account/")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("status")).to_have_text("U bent uitgelogd.")


def add_app(page: Page, live_server: LiveServer) -> str:
    page.goto(address(live_server) + "/account/2fa/")
    page.get_by_role("link", name="Authenticator-app toevoegen").click()
    confirm_with_password(page)
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Code van de app").fill(code_now(secret))
    page.get_by_role("button", name="App toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    return secret


def sign_in_with_code(page: Page, live_server: LiveServer, code: str) -> None:
    sign_out(page, live_server)
    sign_in_with_password(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen: tweede stap")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Inloggen").click()


def add_passkey(page: Page, live_server: LiveServer, *, alone: bool = True) -> None:
    page.goto(address(live_server) + "/account/2fa/")
    page.get_by_role("link", name="Passkey toevoegen").click()
    confirm_with_password(page)
    page.get_by_label("Naam van de passkey").fill("Laptop")
    page.get_by_label("Met alleen deze passkey inloggen").set_checked(alone)
    page.get_by_role("button", name="Passkey toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")


def test_password_and_code_of_the_app_lead_to_the_project(strict_page: Page, live_server: LiveServer) -> None:
    page = strict_page
    give_password()
    sign_in_with_password(page, live_server)
    page.wait_for_url("**/nsoc/")
    secret = add_app(page, live_server)
    sign_in_with_code(page, live_server, code_now(secret))
    page.wait_for_url("**/nsoc/")


def test_passkey_alone_leads_to_the_project(strict_page: Page, live_server: LiveServer) -> None:
    page = strict_page
    give_password()
    give_passkey_device(page)
    sign_in_with_password(page, live_server)
    add_passkey(page, live_server)
    sign_out(page, live_server)
    page.goto(address(live_server) + "/nsoc/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/nsoc/")


def test_recovery_code_works_once(page: Page, live_server: LiveServer) -> None:
    give_password()
    sign_in_with_password(page, live_server)
    add_app(page, live_server)
    expect(page.locator(".vw-codes code")).to_have_count(10)
    code = page.locator(".vw-codes code").first.inner_text()
    sign_in_with_code(page, live_server, code)
    page.wait_for_url("**/nsoc/")
    sign_in_with_code(page, live_server, code)
    expect(page.get_by_role("alert")).to_contain_text("Deze code of passkey klopt niet.")


def test_security_key_is_asked_after_the_password(page: Page, live_server: LiveServer) -> None:
    give_password()
    give_passkey_device(page)
    sign_in_with_password(page, live_server)
    add_passkey(page, live_server, alone=False)
    sign_out(page, live_server)
    sign_in_with_password(page, live_server)
    page.get_by_role("button", name="Een passkey gebruiken").click()
    page.wait_for_url("**/nsoc/")


def test_passkey_that_does_not_answer_is_told_on_the_page(page: Page, live_server: LiveServer) -> None:
    give_passkey_device(page)
    page.goto(address(live_server) + "/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("De passkey gaf geen antwoord.")


def mistakes_on(page: Page, live_server: LiveServer, paths: list[str]) -> dict[str, list[str]]:
    wrong = {}
    for path in paths:
        answer = page.goto(f"{address(live_server)}/account/{path}")
        assert answer is not None
        assert (answer.status, page.url) == (200, f"{address(live_server)}/account/{path}")
        found = mistakes(page, contrast=True)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("scrolls sideways")
        if found:
            wrong[path] = found
    return wrong


def test_axe_finds_nothing_on_pages_about_signing_in(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    account = give_password()
    give_passkey_device(page)
    assert mistakes_on(page, live_server, OPEN_TO_ALL) == {}
    sign_in_with_password(page, live_server)
    add_passkey(page, live_server)
    passkey = account.authenticator_set.get(type="webauthn").pk
    own = [*OWN, f"2fa/webauthn/keys/{passkey}/edit/", f"2fa/webauthn/keys/{passkey}/remove/"]
    assert mistakes_on(page, live_server, own) == {}
    TOTP.activate(account, generate_totp_secret())
    assert mistakes_on(page, live_server, ["2fa/", "2fa/totp/deactivate/"]) == {}
    sign_out(page, live_server)
    sign_in_with_password(page, live_server)
    assert mistakes_on(page, live_server, ["2fa/authenticate/"]) == {}
