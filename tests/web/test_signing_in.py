"""Signing in and getting back in: what is refused, what a password alone opens, and what is left behind."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from tests.signing_in import EMAIL, PASSWORD, give_password
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token

pytestmark = pytest.mark.django_db


def test_right_password_is_refused_after_five_wrong_ones(client: Client) -> None:
    give_password()
    for _attempt in range(5):
        answer = client.post("/account/login/", {"login": EMAIL, "password": "verkeerd-wachtwoord"})
        assert "horen niet bij elkaar" in answer.content.decode()
    answer = client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "Wacht vijf minuten en probeer het opnieuw" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_lock_out_of_one_address_leaves_others_alone(client: Client) -> None:
    give_password()
    for _attempt in range(6):
        client.post("/account/login/", {"login": "anna@example.org", "password": "verkeerd-wachtwoord"})
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" in client.session


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


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_password_alone_opens_no_project_through_the_programming_interface_either(client: Client) -> None:
    account = sign_in_on_password_alone(client)
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    path = "/api/v1/projects/nsoc/activities"
    for answer in (client.get(path), Client().get(path, headers={"Authorization": f"Bearer {secret}"})):
        assert answer.status_code == 403
        assert answer.json()["detail"] == "Voeg eerst een passkey of een authenticator-app toe aan uw account."
    TOTP.activate(account, generate_totp_secret())
    assert client.get(path).status_code == 200


def test_where_it_is_not_required_a_password_is_enough(client: Client) -> None:
    sign_in_on_password_alone(client)
    assert client.get("/nsoc/").status_code == 200


def test_signing_out_leaves_nothing_in_the_browser(client: Client) -> None:
    sign_in_on_password_alone(client)
    answer = client.post("/account/logout/")
    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_forgotten_password_is_chosen_anew_through_the_mail(client: Client) -> None:
    give_password()
    client.post("/account/password/reset/", {"email": EMAIL})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1]).headers["Location"]
    client.post(form, {"password1": "riet-biezen-stro", "password2": "riet-biezen-stro"})
    answer = client.post("/account/login/?next=/nsoc/", {"login": EMAIL, "password": "riet-biezen-stro"})
    assert answer.headers["Location"] == "/nsoc/"


def test_unknown_address_gets_no_mail_and_the_same_answer(client: Client) -> None:
    known = client.post("/account/password/reset/", {"email": EMAIL})
    unknown = client.post("/account/password/reset/", {"email": "niemand@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.to for message in mail.outbox] == [[EMAIL]]


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/inactive/"])
def test_nobody_signs_up_or_changes_an_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
