"""An identity provider for tests: it holds us to what it registered, and can be told to lie about anything."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from vlechtwerk.interfaces.web.account.oidc.client_key import public_key
from vlechtwerk.settings.providers import IdentityProvider

SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"
HIGH = "http://eidas.europa.eu/LoA/high"
LOW = "http://eidas.europa.eu/LoA/low"
CLIENT = "vlechtwerk"


@cache
def key_pair(number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def write_key(file: Path) -> Path:
    """Write our own key as an administrator would."""
    as_pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key_pair(1).private_bytes(*as_pem))
    return file


class FakeProvider:
    """What a provider keeps: how it was asked, what it answers."""

    def __init__(self, address: str, key_file: Path) -> None:
        self.known = IdentityProvider(
            id="polder",
            name="Polderdienst",
            issuer=address,
            client_id=CLIENT,
            private_key_file=key_file,
            acr_values=(HIGH, SUBSTANTIAL),
            email_domains=("example.org",),
        )
        self.asked: dict[str, str] = {}
        self.token_requests: list[dict[str, str]] = []
        self.lies: dict[str, Any] = {}
        self.discovery_lies: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.algorithm, self.key_number = "RS256", 0
        self.headers = {"kid": "first"}
        self.key_lies: dict[str, Any] = {}

    def discovery(self) -> dict[str, Any]:
        address = self.known.issuer
        return {
            "issuer": address,
            "authorization_endpoint": f"{address}/authorize",
            "token_endpoint": f"{address}/token",
            "jwks_uri": f"{address}/keys",
            "userinfo_endpoint": f"{address}/userinfo",
            "token_endpoint_auth_signing_alg_values_supported": ["RS256", "PS256"],
        } | self.discovery_lies

    def keys(self) -> dict[str, Any]:
        as_key = jwt.get_algorithm_by_name("RS256").to_jwk(key_pair(0).public_key(), as_dict=True)
        return {"keys": [as_key | {"kid": "first", "use": "sig"} | self.key_lies]}

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.known.issuer,
            "sub": "subject-of-bram",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": self.asked["nonce"],
            "acr": SUBSTANTIAL,
            "email": "bram@example.org",
            "email_verified": True,
        } | self.lies
        told = {name: value for name, value in claims.items() if value is not None}
        key = {"none": None, "HS256": b"x" * 32}.get(self.algorithm, key_pair(self.key_number))
        return jwt.encode(told, key, algorithm=self.algorithm, headers=self.headers)

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Answer a request for tokens as strictly as the profile asks."""
        self.token_requests.append(form)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if challenge.rstrip(b"=").decode() != self.asked["code_challenge"] or form.get("code") != "the-code":
            return None
        ours = jwt.PyJWK(public_key(self.known), algorithm="PS256")
        jwt.decode(form["client_assertion"], ours, algorithms=["PS256"], audience=self.known.issuer, issuer=CLIENT)
        return {"access_token": "a-token", "token_type": "Bearer", "id_token": self.id_token()}

    def answer(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        if path == "/token":
            return self.token(form)
        pages = {"/.well-known/openid-configuration": self.discovery, "/keys": self.keys}
        return self.userinfo if path == "/userinfo" else pages[path]()


@contextmanager
def running(key_file: Path) -> Iterator[FakeProvider]:
    """Serve a provider on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(provider.answer(self.path, {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(provider.answer(self.path, {name: value[0] for name, value in parse_qs(body).items()}))

        def _answer(self, content: dict[str, Any] | None) -> None:
            self.send_response(400 if content is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content or {"error": "invalid_grant"}).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    provider = FakeProvider(f"http://localhost:{server.server_port}", key_file)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def asked_in(location: str) -> dict[str, str]:
    """Return the parameters of the address that a browser is sent to."""
    return {name: value[0] for name, value in parse_qs(urlsplit(location).query).items()}
