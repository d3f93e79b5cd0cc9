"""Whether an ID token proves what it says: signature, issuer, audience, moment, nonce and level of assurance."""

import hmac
import time
from collections.abc import Mapping
from typing import Any

import jwt

from vlechtwerk.interfaces.web.account.oidc.discovery import NotProven
from vlechtwerk.settings.providers import IdentityProvider

# Signatures with a key pair only: neither "none" nor a shared secret can be chosen by whoever made the token.
ALGORITHMS = ("PS256", "RS256", "ES256", "PS384", "RS384", "ES384", "PS512", "RS512", "ES512")
NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")
# Clocks differ; a token is asked for by ourselves, so it is fresh.
LEEWAY, OLDEST = 30, 600


def proven_claims(
    provider: IdentityProvider, tokens: Mapping[str, Any], keys: dict[str, Any], nonce: str
) -> dict[str, Any]:
    """Return the claims of the ID token among these tokens; raise `NotProven` at the first thing that is not right."""
    token = tokens.get("id_token")
    if not isinstance(token, str):
        raise NotProven("no ID token")
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(header, keys),
            algorithms=ALGORITHMS,
            issuer=provider.issuer,
            audience=provider.client_id,
            leeway=LEEWAY,
            options={"require": list(NEEDED)},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as broken:
        raise NotProven(f"ID token refused: {broken}") from broken
    _refuse_another_recipient(provider, claims)
    if not (nonce and hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode())):
        raise NotProven("ID token with another nonce")
    if claims["iat"] < time.time() - OLDEST:
        raise NotProven("ID token made too long ago")
    _refuse_another_access_token(header["alg"], claims, tokens)
    # Of the level only `acr` speaks; `amr` names means, and says nothing of how well they were checked.
    if claims.get("acr") not in provider.acr_values:
        raise NotProven(f"level of assurance {claims.get('acr')!r} is too low")
    return claims


def _key(header: Mapping[str, Any], keys: dict[str, Any]) -> Any:
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    if "kid" in header:
        usable = [key for key in usable if key.key_id == header["kid"]]
    if len(usable) != 1:
        raise NotProven("ID token signed with an unknown key")
    return usable[0].key


def _refuse_another_recipient(provider: IdentityProvider, claims: Mapping[str, Any]) -> None:
    # OpenID Connect Core 1.0, 3.1.3.7: with more recipients the token names for whom it was made.
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise NotProven("ID token made for another client")


def _refuse_another_access_token(algorithm: str, claims: Mapping[str, Any], tokens: Mapping[str, Any]) -> None:
    if "at_hash" not in claims:
        return
    digest = jwt.get_algorithm_by_name(algorithm).compute_hash_digest(str(tokens.get("access_token")).encode())
    half = jwt.utils.base64url_encode(digest[: len(digest) // 2])
    if not hmac.compare_digest(half, str(claims["at_hash"]).encode()):
        raise NotProven("ID token with another access token")
