"""How we prove to an identity provider who we are: with a signed statement, never with a shared secret."""

import hashlib
import json
import secrets
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from vlechtwerk.interfaces.web.account.oidc.discovery import NotProven
from vlechtwerk.settings.providers import IdentityProvider

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFE = 60
# What a thumbprint is made of (RFC 7638, 3.2).
THUMBPRINT = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y")}


def public_key(provider: IdentityProvider) -> dict[str, Any]:
    """Return the public half of our key as a JSON Web Key, for the provider to know us by."""
    key = _private_key(provider)
    public = key.public_key()
    algorithm = jwt.get_algorithm_by_name("RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256")
    numbers: dict[str, Any] = algorithm.to_jwk(public, as_dict=True)
    members = {name: numbers[name] for name in THUMBPRINT[numbers["kty"]]}
    canonical = json.dumps(members, sort_keys=True, separators=(",", ":")).encode()
    thumbprint = jwt.utils.base64url_encode(hashlib.sha256(canonical).digest()).decode()
    return members | {"kid": thumbprint, "use": "sig"}


def client_assertion(provider: IdentityProvider, document: dict[str, Any]) -> str:
    """Sign a statement of who we are, for this provider, for one minute (RFC 7523)."""
    now = int(time.time())
    issuer_wanted = provider.assertion_audience == "issuer"
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer if issuer_wanted else document["token_endpoint"],
        "jti": secrets.token_urlsafe(32),
        "iat": now,
        "nbf": now,
        "exp": now + LIFE,
    }
    known_as = {"kid": public_key(provider)["kid"]}
    return jwt.encode(claims, _private_key(provider), algorithm=_algorithm(provider, document), headers=known_as)


def _algorithm(provider: IdentityProvider, document: dict[str, Any]) -> str:
    if not isinstance(_private_key(provider), rsa.RSAPrivateKey):
        return "ES256"
    return "PS256" if "PS256" in document.get("token_endpoint_auth_signing_alg_values_supported", []) else "RS256"


def _private_key(provider: IdentityProvider) -> Any:
    try:
        return provider.private_key()
    except (OSError, TypeError, ValueError) as unusable:
        raise NotProven(f"our private key can't be used: {unusable}") from unusable
