"""Signing in with password and code, and with a passkey, in a real Chromium; locking out; no mistake that axe finds."""

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, mistakes
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token

EMAIL = "bram@example.org"
PASSWORD = "teenwilg-en-rotan"
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


def give_password() -> Account:
    account = Account.objects.get(email=EMAIL)
    account.set_password(PASSWORD)
    account.save()
    return account


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
        found = mistakes(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("scrolls sideways")
        if found:
            wrong[path] = found
    return wrong


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_pages_about_signing_in(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
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


@pytest.mark.django_db
def test_right_password_is_refused_after_five_wrong_ones(client: Client) -> None:
    give_password()
    for _attempt in range(5):
        answer = client.post("/account/login/", {"login": EMAIL, "password": "verkeerd-wachtwoord"})
        assert "horen niet bij elkaar" in answer.content.decode()
    answer = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "Wacht vijf minuten en probeer het opnieuw" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_lock_out_of_one_address_leaves_others_alone(client: Client) -> None:
    give_password()
    for _attempt in range(6):
        client.post("/account/login/", {"login": "anna@example.org", "password": "verkeerd-wachtwoord"})
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_who_tries_many_addresses_gets_a_page_in_plain_words(client: Client) -> None:
    for attempt in range(30):
        client.post("/account/login/", {"login": f"{attempt}@example.org", "password": "verkeerd-wachtwoord"})
    answer = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert answer.status_code == 429
    assert "Te veel pogingen" in answer.content.decode()


def sign_in_on_password_alone(client: Client) -> Account:
    account = give_password()
    answer = client.post("/account/login/?next=/nsoc/", {"login": EMAIL, "password": PASSWORD})
    assert answer.headers["Location"] == "/nsoc/"
    return account


@pytest.mark.django_db
@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_password_alone_opens_no_project(client: Client) -> None:
    account = sign_in_on_password_alone(client)
    for path in ("/nsoc/", "/nsoc/programme/overview/", "/demo/partnership/people/"):
        answer = client.get(path)
        assert answer.headers["Location"] == "/account/2fa/", path
    assert "Een wachtwoord alleen is hier niet genoeg" in client.get("/account/2fa/").content.decode()
    TOTP.activate(account, generate_totp_secret())
    assert client.get("/nsoc/").status_code == 200
    assert "Een wachtwoord alleen is hier niet genoeg" not in client.get("/account/2fa/").content.decode()


@pytest.mark.django_db
@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_password_alone_opens_no_project_through_the_programming_interface_either(client: Client) -> None:
    account = sign_in_on_password_alone(client)
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    path = "/api/v1/projects/nsoc/activities"
    for answer in (client.get(path), Client().get(path, headers={"Authorization": f"Bearer {secret}"})):
        assert answer.status_code == 403
        assert answer.json()["detail"] == "Add a passkey or an authenticator app to your account first."
    TOTP.activate(account, generate_totp_secret())
    assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_where_it_is_not_required_a_password_is_enough(client: Client) -> None:
    sign_in_on_password_alone(client)
    assert client.get("/nsoc/").status_code == 200


@pytest.mark.django_db
def test_signing_out_leaves_nothing_in_the_browser(client: Client) -> None:
    sign_in_on_password_alone(client)
    answer = client.post("/account/logout/")
    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_forgotten_password_is_chosen_anew_through_the_mail(client: Client) -> None:
    give_password()
    client.post("/account/password/reset/", {"email": EMAIL})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1]).headers["Location"]
    client.post(form, {"password1": "riet-biezen-stro", "password2": "riet-biezen-stro"})
    answer = client.post("/account/login/?next=/nsoc/", {"login": EMAIL, "password": "riet-biezen-stro"})
    assert answer.headers["Location"] == "/nsoc/"


@pytest.mark.django_db
def test_unknown_address_gets_no_mail_and_the_same_answer(client: Client) -> None:
    known = client.post("/account/password/reset/", {"email": EMAIL})
    unknown = client.post("/account/password/reset/", {"email": "niemand@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.to for message in mail.outbox] == [[EMAIL]]


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/inactive/"])
def test_nobody_signs_up_or_changes_an_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
