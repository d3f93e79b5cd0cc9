"""A partner's identity provider as allauth knows it, with what the Dutch profile asks and allauth leaves out."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vlechtwerk.interfaces.web.account.oidc.client_key import ASSERTION_TYPE, client_assertion
from vlechtwerk.interfaces.web.account.oidc.discovery import NotProven, ask, discover
from vlechtwerk.interfaces.web.account.oidc.id_token import proven_claims
from vlechtwerk.settings.providers import IdentityProvider

# 256 bits; the profile asks for at least 128.
RANDOM_BYTES = 32


class PartnerOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth brings no types
    """Where an identity provider is reached."""

    @property
    def openid_config(self) -> Mapping[str, Any]:
        """Return what the provider says of itself, once it was checked."""
        if not hasattr(self, "_checked"):
            self._checked = discover(self.get_provider().known)
        return self._checked


class PartnerProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth brings no types
    """An identity provider: authorization code, PKCE S256, nonce, signed client, checked ID token, level from acr."""

    oauth2_adapter_class = PartnerOAuth2Adapter
    supports_token_authentication = False

    @property
    def known(self) -> IdentityProvider:
        """Return the provider as the administrator named it."""
        return next(known for known in settings.IDENTITY_PROVIDERS if known.id == self.app.provider_id)

    def get_pkce_params(self) -> dict[str, Any]:
        """Use PKCE with S256, always."""
        made: dict[str, Any] = generate_code_challenge()
        return made

    def get_scope(self) -> list[str]:
        """Ask who someone is and their address; nothing else."""
        return ["openid", "email"]

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take nothing from the request but where it leads to afterwards: no scope, no parameter, no other process."""
        return {"process": AuthProcess.LOGIN, "next_url": get_next_redirect_url(request)}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **more: Any
    ) -> HttpResponse:
        """Send the browser on, with a nonce that only this session knows."""
        nonce = secrets.token_urlsafe(RANDOM_BYTES)
        asked = {"nonce": nonce, "acr_values": " ".join(self.known.acr_values)}
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, nonce=nonce, auth_params=asked, scope=self.get_scope()
        )
        return answer

    def prove(self, request: HttpRequest, state: Mapping[str, Any]) -> dict[str, Any]:
        """Exchange the code that came back for a proven subject and address."""
        verifier, known = state.get("pkce_code_verifier"), self.known
        if not verifier:
            raise NotProven("no PKCE")
        adapter = self.get_oauth2_adapter(request)
        document = adapter.openid_config
        # RFC 9207: an answer that another provider had a hand in.
        promised = document.get("authorization_response_iss_parameter_supported") is True
        if request.GET.get("iss", None if promised else known.issuer) != known.issuer:
            raise NotProven("answer in the name of another issuer")
        form = {
            "grant_type": "authorization_code",
            "code": request.GET.get("code", ""),
            "redirect_uri": adapter.get_callback_url(request, self.app),
            "code_verifier": verifier,
            "client_id": known.client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": client_assertion(known, dict(document)),
        }
        tokens = ask("POST", document["token_endpoint"], data=form)
        claims = proven_claims(known, tokens, ask("GET", document["jwks_uri"]), str(state.get("nonce") or ""))
        said = claims if "email" in claims else self._userinfo(document, tokens, claims)
        return {"sub": subject(known, claims), "email": proven_email(known, said), "email_verified": True}

    def _userinfo(
        self, document: Mapping[str, Any], tokens: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> dict[str, Any]:
        if "userinfo_endpoint" not in document:
            raise NotProven("no address in the ID token, and no other place to ask for it")
        bearer = {"Authorization": f"Bearer {tokens.get('access_token')}"}
        said = ask("GET", document["userinfo_endpoint"], headers=bearer)
        # OpenID Connect Core 1.0, 5.3.2: otherwise it tells about somebody else.
        if said.get("sub") != claims["sub"]:
            raise NotProven("address of another subject")
        return said

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Keep nothing of what the provider told."""
        return {}


def subject(known: IdentityProvider, claims: Mapping[str, Any]) -> str:
    """Return how we remember a subject: not the identifier itself, in case a provider uses one that means more."""
    return hashlib.sha256(f"{known.issuer}\n{claims['sub']}".encode()).hexdigest()


def proven_email(known: IdentityProvider, said: Mapping[str, Any]) -> str:
    """Return the address if the provider verified it and speaks for its domain."""
    email = said.get("email")
    if not isinstance(email, str) or said.get("email_verified") is not True:
        raise NotProven("no verified address")
    # Some letters outside ASCII become ordinary ones in lower case, and then name somebody else.
    if not email.isascii() or email.count("@") != 1:
        raise NotProven("an address that can't be compared safely")
    if email.lower().rpartition("@")[2] not in known.email_domains:
        raise NotProven("an address outside the provider's domains")
    return email.lower()
