"""Signing in through a partner's identity provider: whom it proves comes in, and every doubt gets the same page."""

import base64
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialApp
from click.testing import CliRunner
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.identity_provider import LOW, SUBSTANTIAL, FakeProvider, asked_in, running, write_key
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.interfaces.cli.account import account as account_command

pytestmark = pytest.mark.django_db
LEAVE = "/account/oidc/polder/login/"
BACK = "/account/oidc/polder/login/callback/"
# 1 January 2020.
LONG_AGO = 1_577_836_800


@pytest.fixture
def provider(tmp_path: Path, settings: Settings) -> Iterator[FakeProvider]:
    with running(write_key(tmp_path / "key.pem")) as fake:
        settings.IDENTITY_PROVIDERS = (fake.known,)
        settings.REQUIRE_SECOND_FACTOR = True
        yield fake


def leave(client: Client, provider: FakeProvider, **form: str) -> dict[str, str]:
    provider.asked = asked_in(client.post(LEAVE, form).headers["Location"])
    return provider.asked


def sign_in(client: Client, provider: FakeProvider, **changed: str) -> HttpResponse:
    state = leave(client, provider)["state"]
    return come_back(client, **({"state": state} | changed))


def come_back(client: Client, state: str, **changed: str) -> HttpResponse:
    return client.get(BACK, {"code": "the-code", "state": state} | changed, follow=True)


def is_let_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def assert_same_page_for_all(answer: HttpResponse, client: Client) -> None:
    assert answer.status_code == 403
    assert "U kon niet worden ingelogd" in answer.content.decode()
    assert not is_let_in(client)
    assert not SocialAccount.objects.exists()


def test_whom_the_partner_proves_comes_in_and_has_a_second_factor(client: Client, provider: FakeProvider) -> None:
    state = leave(client, provider, next="/nsoc/")["state"]
    answer = client.get(BACK, {"code": "the-code", "state": state})
    assert answer.headers["Location"] == "/nsoc/"
    assert client.get("/nsoc/").status_code == 200
    assert client.get("/api/v1/projects/nsoc/activities").status_code == 200
    assert "Een wachtwoord alleen is hier niet genoeg" not in client.get("/account/2fa/").content.decode()


def test_what_is_asked_follows_the_profile(client: Client, provider: FakeProvider) -> None:
    asked = leave(client, provider)
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert asked["acr_values"].split() == list(provider.known.acr_values)
    # 43 letters of base64 are 256 bits; the profile asks for 128.
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 43
    again = leave(client, provider)
    assert all(asked[name] != again[name] for name in ("state", "nonce", "code_challenge"))


def test_request_can_not_change_what_is_asked(client: Client, provider: FakeProvider) -> None:
    query = "?scope=profile&process=connect&auth_params=acr_values%3Dlow%26code_challenge_method%3Dplain%26nonce%3D1"
    asked = asked_in(client.post(LEAVE + query).headers["Location"])
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert asked["acr_values"].split() == list(provider.known.acr_values)
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 43


def test_client_proves_itself_with_a_signed_statement_and_no_secret(client: Client, provider: FakeProvider) -> None:
    sign_in(client, provider)
    form = provider.token_requests[0]
    assert form["client_assertion_type"].endswith(":jwt-bearer")
    assert "client_secret" not in form
    claims = jwt.decode(form["client_assertion"], options={"verify_signature": False})
    assert claims["iss"] == claims["sub"] == "vlechtwerk"
    assert claims["exp"] - claims["iat"] <= 60
    ours = client.get("/account/oidc/polder/keys/").json()["keys"][0]
    assert ours["kid"] == jwt.get_unverified_header(form["client_assertion"])["kid"]
    assert set(ours) == {"kty", "n", "e", "kid", "use"}


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another-nonce-of-another-session-altogether"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": ["vlechtwerk", "somebody-else"]},
        {"azp": "somebody-else"},
        {"iss": "http://localhost:1"},
        {"iss": None},
        {"exp": LONG_AGO},
        {"exp": None},
        {"iat": LONG_AGO},
        {"sub": None},
        {"at_hash": "AAAA"},
        {"acr": LOW},
        {"acr": None},
        {"acr": None, "amr": ["mfa", SUBSTANTIAL]},
        {"acr": [SUBSTANTIAL]},
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": "bram@example.com"},
        {"email": "bram@example.org@example.com"},
        # A Kelvin sign, which is an ordinary k in lower case.
        {"email": "\u212aarin@example.org"},
        {"email": None, "email_verified": None},
        {"email": "niemand@example.org"},
    ],
    ids=str,
)
def test_token_that_does_not_prove_enough_is_refused(
    client: Client, provider: FakeProvider, lie: dict[str, Any]
) -> None:
    provider.lies = lie
    assert_same_page_for_all(sign_in(client, provider), client)
    assert len(provider.token_requests) == 1


@pytest.mark.parametrize(
    ("algorithm", "key_number", "headers"),
    [
        ("none", 0, {"kid": "first"}),
        ("none", 0, {}),
        ("HS256", 0, {"kid": "first"}),
        ("RS256", 2, {"kid": "first"}),
        ("RS256", 0, {"kid": "unknown"}),
    ],
)
def test_token_without_the_signature_of_the_provider_is_refused(
    client: Client, provider: FakeProvider, algorithm: str, key_number: int, headers: dict[str, str]
) -> None:
    provider.algorithm, provider.key_number, provider.headers = algorithm, key_number, headers
    assert_same_page_for_all(sign_in(client, provider), client)


def test_partner_does_not_speak_for_people_of_another(client: Client, provider: FakeProvider) -> None:
    Account.objects.create_user("zeger@elders.example")
    provider.lies = {"email": "zeger@elders.example"}
    assert_same_page_for_all(sign_in(client, provider), client)


def test_secret_that_a_provider_publishes_signs_nothing(client: Client, provider: FakeProvider) -> None:
    secret = base64.urlsafe_b64encode(b"x" * 32).rstrip(b"=").decode()
    provider.key_lies = {"kty": "oct", "k": secret, "alg": "HS256"}
    provider.algorithm = "HS256"
    assert_same_page_for_all(sign_in(client, provider), client)


def test_code_without_the_pkce_of_this_session_is_refused_before_anybody_is_asked(
    client: Client, provider: FakeProvider
) -> None:
    state = leave(client, provider)["state"]
    session = client.session
    session["socialaccount_states"][state][0].pop("pkce_code_verifier")
    session.save()
    assert_same_page_for_all(come_back(client, state), client)
    assert provider.token_requests == []


def test_code_of_another_session_is_refused(client: Client, provider: FakeProvider) -> None:
    stolen = leave(Client(), provider)
    assert_same_page_for_all(come_back(client, stolen["state"]), client)
    mine = leave(client, provider)["state"]
    provider.asked = stolen
    assert_same_page_for_all(come_back(client, mine), client)


def test_answer_works_once(client: Client, provider: FakeProvider) -> None:
    state = leave(client, provider)["state"]
    provider.lies = {"acr": LOW}
    client.get(BACK, {"code": "the-code", "state": state})
    provider.lies = {}
    assert_same_page_for_all(come_back(client, state), client)


@pytest.mark.parametrize("changed", [{"iss": "https://attacker.example"}, {"code": "wrong"}, {"state": "wrong"}])
def test_answer_that_was_tampered_with_is_refused(
    client: Client, provider: FakeProvider, changed: dict[str, str]
) -> None:
    assert_same_page_for_all(sign_in(client, provider, **changed), client)


def test_issuer_that_is_promised_with_the_answer_is_missed(client: Client, provider: FakeProvider) -> None:
    provider.discovery_lies = {"authorization_response_iss_parameter_supported": True}
    assert_same_page_for_all(sign_in(client, provider), client)
    sign_in(client, provider, iss=provider.known.issuer)
    assert is_let_in(client)


@pytest.mark.parametrize(
    "lie",
    [{"issuer": "http://localhost:1"}, {"authorization_endpoint": "javascript:1"}, {"token_endpoint": None}],
)
def test_provider_that_describes_itself_wrongly_is_not_gone_to(
    client: Client, provider: FakeProvider, lie: dict[str, Any]
) -> None:
    provider.discovery_lies = lie
    assert_same_page_for_all(client.post(LEAVE, follow=True), client)


def test_provider_that_is_down_gets_the_same_page(client: Client, provider: FakeProvider, tmp_path: Path) -> None:
    with running(tmp_path / "key.pem") as gone:
        address = gone.known.issuer
    object.__setattr__(provider.known, "issuer", address)
    assert_same_page_for_all(client.post(LEAVE, follow=True), client)


def test_address_comes_from_userinfo_of_the_same_subject_only(client: Client, provider: FakeProvider) -> None:
    provider.lies = {"email": None, "email_verified": None}
    provider.userinfo = {"sub": "somebody-else", "email": "bram@example.org", "email_verified": True}
    assert_same_page_for_all(sign_in(client, provider), client)
    provider.userinfo["sub"] = "subject-of-bram"
    sign_in(client, provider)
    assert is_let_in(client)


def test_unknown_person_and_closed_account_get_the_same_bytes_and_no_account(
    client: Client, provider: FakeProvider
) -> None:
    before = Account.objects.count()
    pages = []
    Account.objects.filter(email="bram@example.org").update(is_active=False)
    for lie in ({"email": "niemand@example.org"}, {}, {"acr": LOW}):
        provider.lies = lie
        answer = sign_in(client, provider)
        assert_same_page_for_all(answer, client)
        # Only the tokens against forgery differ: they do on every page.
        pages.append(re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode()))
    assert len(set(pages)) == 1
    assert Account.objects.count() == before


def test_address_given_to_somebody_else_later_opens_the_account_only_once_untied(
    client: Client, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, provider)
    client.post("/account/logout/")
    provider.lies = {"sub": "successor-with-the-same-address"}
    assert sign_in(client, provider).status_code == 403
    provider.lies = {"email": "anna@example.org"}
    assert sign_in(client, provider).status_code == 403
    with monkeypatch.context() as patched:
        # The command finds the tests' database as it is.
        patched.setattr("vlechtwerk.interfaces.cli.account.set_up", nullcontext)
        untied = CliRunner().invoke(account_command, ["untie", "Bram@example.org"])
    assert "was tied to 1 identities of partners" in untied.output
    provider.lies = {"sub": "successor-with-the-same-address"}
    sign_in(client, provider)
    assert is_let_in(client)


def test_nothing_of_what_the_provider_told_is_kept(client: Client, provider: FakeProvider) -> None:
    password = Account.objects.get(email="bram@example.org").password
    sign_in(client, provider)
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {}
    assert "subject-of-bram" not in kept.uid
    assert Account.objects.get(email="bram@example.org").password == password


def test_who_showed_a_second_factor_at_home_is_not_asked_for_ours(client: Client, provider: FakeProvider) -> None:
    TOTP.activate(Account.objects.get(email="bram@example.org"), generate_totp_secret())
    sign_in(client, provider)
    assert is_let_in(client)


def test_token_made_by_someone_vouched_for_works_and_one_of_a_password_does_not(
    client: Client, provider: FakeProvider
) -> None:
    sign_in(client, provider)
    account, bearer = Account.objects.get(email="bram@example.org"), "/api/v1/projects/nsoc/activities"
    page = client.post("/account/tokens/", {"name": "script", "days": "1"}).content.decode()
    secret = re.findall(r"<code[^>]*>([^<]+)</code>", page)[0]
    assert Client().get(bearer, headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    account.access_tokens.update(vouched=False)
    assert Client().get(bearer, headers={"Authorization": f"Bearer {secret}"}).status_code == 403


def test_vouching_ends_with_the_session(client: Client, provider: FakeProvider) -> None:
    sign_in(client, provider)
    account = Account.objects.get(email="bram@example.org")
    account.set_password("teenwilg-en-rotan")
    account.save()
    other = Client()
    other.post("/account/login/", {"login": account.email, "password": "teenwilg-en-rotan"})
    assert other.get("/nsoc/").headers["Location"] == "/account/2fa/"


def test_row_in_the_database_adds_no_provider(client: Client, provider: FakeProvider) -> None:
    SocialApp.objects.create(provider="openid_connect", provider_id="planted", client_id="x", name="planted")
    assert client.post("/account/oidc/planted/login/").status_code == 404
    assert client.get("/account/oidc/planted/login/callback/").status_code == 404
    assert "planted" not in client.get("/account/login/").content.decode()


def test_only_a_button_on_our_own_page_starts_it(provider: FakeProvider) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(LEAVE)["Location"] == "/account/"
    assert client.post(LEAVE).status_code == 403


def test_button_names_the_partner_and_leads_back_to_the_page_that_was_asked(
    client: Client, provider: FakeProvider
) -> None:
    page = client.get("/account/login/?next=/nsoc/programme/map/").content.decode()
    assert "Inloggen via Polderdienst" in page
    assert page.count('name="next" value="/nsoc/programme/map/"') >= 2
    leave(client, provider, next="https://attacker.example/")
    answer = client.get(BACK, {"code": "the-code", "state": provider.asked["state"]})
    assert answer.headers["Location"] == "/"


def test_who_changes_their_mind_is_back_at_signing_in(client: Client, provider: FakeProvider) -> None:
    state = leave(client, provider)["state"]
    answer = client.get(BACK, {"error": "access_denied", "state": state})
    assert answer.headers["Location"] == "/account/login/"


def test_without_providers_the_page_speaks_of_none(client: Client) -> None:
    assert "uw eigen organisatie" not in client.get("/account/login/").content.decode()
    assert client.post(LEAVE).status_code == 404
