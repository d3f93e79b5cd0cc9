"""What an identity provider says of itself, and how we talk to it: over one origin's scheme, without detours."""

from collections.abc import Mapping
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from vlechtwerk.settings.providers import IdentityProvider

WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotProven(OAuth2Error):  # type: ignore[misc]  # allauth brings no types
    """Who signs in is not proven; the reason is for the log and never for the page."""


def ask(method: str, address: str, **more: Any) -> dict[str, Any]:
    """Send a request to an identity provider and return its JSON object."""
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.request(method, address, allow_redirects=False, **more)
            content = answer.json()
    except (requests.RequestException, ValueError) as failed:
        raise NotProven(f"no answer from {address}: {type(failed).__name__}") from failed
    if answer.status_code != requests.codes.ok or not isinstance(content, dict):
        error = content.get("error") if isinstance(content, dict) else None
        raise NotProven(f"{address} answers {answer.status_code}: {error!r}")
    return content


def discover(provider: IdentityProvider) -> Mapping[str, Any]:
    """Ask a provider where its addresses are; refuse an answer in another name, or over a weaker connection."""
    document = ask("GET", provider.issuer.rstrip("/") + WELL_KNOWN)
    # OpenID Connect Discovery 1.0, 4.3: exactly the issuer that was asked.
    if document.get("issuer") != provider.issuer:
        raise NotProven(f"discovery answers for {document.get('issuer')!r}")
    scheme = provider.issuer.partition(":")[0]
    named = [name for name in (*ENDPOINTS, "userinfo_endpoint") if name in ENDPOINTS or name in document]
    for name in named:
        if not str(document.get(name, "")).startswith(f"{scheme}://"):
            raise NotProven(f"discovery names no safe {name}")
    return document
