"""Which identity providers of partners people may sign in through: one JSON file that an administrator writes."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from vlechtwerk.settings import environment

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

SHORTEST_RSA_KEY = 2048
TEXTS = ("id", "name", "issuer", "client_id", "private_key_file")
LISTS = ("acr_values", "email_domains")
MAY_LACK = ("further_origins", "assertion_audience")


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """An identity provider of a partner, and what we hold it to."""

    id: str
    name: str
    issuer: str
    client_id: str
    private_key_file: Path
    # The levels of assurance that are high enough, the most wanted first.
    acr_values: tuple[str, ...]
    # Whose addresses it speaks for: no partner can sign in as somebody of another.
    email_domains: tuple[str, ...]
    # Sites that the browser passes through on its way, beside the issuer's own.
    further_origins: tuple[str, ...] = ()
    # Whom our signed statement is addressed to: newer software wants the issuer, older the address of the tokens.
    assertion_audience: Literal["issuer", "token_endpoint"] = "issuer"

    @property
    def origins(self) -> tuple[str, ...]:
        """Return the sites that a browser may be sent on to when someone signs in."""
        issuer = urlsplit(self.issuer)
        return (f"{issuer.scheme}://{issuer.netloc}", *self.further_origins)

    def private_key(self) -> "PrivateKeyTypes":
        """Read the key with which we prove who we are; raise when there is none that is strong enough."""
        # Imported here: most commands never need it.
        from cryptography.hazmat.primitives.asymmetric import ec, rsa

        key = _loaded(self.private_key_file.read_bytes())
        if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= SHORTEST_RSA_KEY:
            return key
        if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
            return key
        raise ValueError(f"a key is RSA of at least {SHORTEST_RSA_KEY} bits, or elliptic on P-256")


@lru_cache(maxsize=8)
def _loaded(pem: bytes) -> "PrivateKeyTypes":
    """Load a key once: whether its numbers are sound takes a tenth of a second to tell."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return load_pem_private_key(pem, password=None)


def read_identity_providers(name: str) -> tuple[IdentityProvider, ...]:
    """Read the file; no name means that nobody signs in through a partner."""
    if not name:
        return ()
    file = Path(name)
    try:
        listed = json.loads(file.read_text())
    except (OSError, ValueError) as broken:
        raise _wrong(f"names a file that can't be read as JSON: {broken}") from broken
    if not isinstance(listed, list):
        raise _wrong("names a file that holds no list of identity providers.")
    providers = tuple(_read(entry, file.parent) for entry in listed)
    if len({provider.id for provider in providers}) < len(providers):
        raise _wrong("names two identity providers with one id.")
    return providers


def refuse_unsafe(providers: tuple[IdentityProvider, ...]) -> None:
    """Refuse a provider that is reached without encryption, and one without a key of ours."""
    for provider in providers:
        if not all(address.startswith("https://") for address in (provider.issuer, *provider.origins)):
            raise _wrong(f"names {provider.id!r} with an address that is not https.")
        try:
            provider.private_key()
        except (OSError, TypeError, ValueError) as unusable:
            raise _wrong(f"names {provider.id!r} without a usable private key: {unusable}") from unusable


def _read(entry: Any, folder: Path) -> IdentityProvider:
    if not isinstance(entry, dict):
        raise _wrong("holds an identity provider that is no object.")
    about = f"holds an identity provider ({entry.get('id', 'without id')!r}) in which"
    if unknown := sorted(entry.keys() - {*TEXTS, *LISTS, *MAY_LACK}):
        raise _wrong(f"{about} {', '.join(unknown)} is not known.")
    for field in TEXTS:
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            raise _wrong(f"{about} {field} is no text.")
    for field in (*LISTS, "further_origins"):
        values = entry.get(field, [] if field in MAY_LACK else None)
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            raise _wrong(f"{about} {field} is no list of texts.")
        if not values and field in LISTS:
            raise _wrong(f"{about} {field} is empty.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", entry["id"]):
        raise _wrong(f"{about} the id is not made of small letters, digits and hyphens.")
    if entry.get("assertion_audience", "issuer") not in ("issuer", "token_endpoint"):
        raise _wrong(f"{about} assertion_audience is neither issuer nor token_endpoint.")
    for address in (entry["issuer"], *entry.get("further_origins", [])):
        if not re.fullmatch(r"https?://[^\s/;,?#]+(/[^\s;,?#]*)?", address):
            raise _wrong(f"{about} {address!r} is no address.")
    return IdentityProvider(
        id=entry["id"],
        name=entry["name"].strip(),
        issuer=entry["issuer"],
        client_id=entry["client_id"],
        private_key_file=folder / entry["private_key_file"],
        acr_values=tuple(entry["acr_values"]),
        email_domains=tuple(domain.lower().removeprefix("@") for domain in entry["email_domains"]),
        further_origins=tuple(entry.get("further_origins", ())),
        assertion_audience=entry.get("assertion_audience", "issuer"),
    )


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{environment.OIDC_PROVIDERS.name} {what}")
