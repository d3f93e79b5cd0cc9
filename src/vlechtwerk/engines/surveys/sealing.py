"""Answers that nobody can read before their round is closed: sealed to a public key, all of one length.

X25519 with a key made for each message, HKDF-SHA-256 and ChaCha20-Poly1305 (RFC 7748, 5869, 8439). A sealed answer
holds no name, no moment and no number, and its length says nothing of what is in it.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
# The first byte: in which way the rest is written.
_VERSION = b"\x01"
_COUNT = 4
# Each message has a key of its own, so that the same number is never used twice with one key.
_NONCE = bytes(12)
_LABEL = b"vlechtwerk sealed answer 1"


class Unreadable(Exception):
    """This was not sealed for this key and this round, or was changed afterwards."""


def make_key_pair() -> tuple[bytes, bytes]:
    """Return a new private key and its public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """Return the public key that belongs to a private one; raises `ValueError` for another length."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def seal(content: bytes, public_key: bytes, *, length: int, about: bytes) -> bytes:
    """Return content in bytes that only the private key opens, tied to what it is `about`, as many for each `length`.

    Raises `ValueError` for content that is longer than `length`.
    """
    if len(content) > length:
        raise ValueError("An answer is longer than all answers of its round.")
    own = X25519PrivateKey.generate()
    own_public = own.public_key().public_bytes_raw()
    key = _key(own.exchange(X25519PublicKey.from_public_bytes(public_key)), own_public, public_key)
    padded = len(content).to_bytes(_COUNT, "big") + content.ljust(length, b"\0")
    return _VERSION + own_public + ChaCha20Poly1305(key).encrypt(_NONCE, padded, about)


def open_sealed(sealed: bytes, private_key: bytes, *, about: bytes) -> bytes:
    """Return what `seal` was given; raises `Unreadable`."""
    own_public, locked = sealed[1 : 1 + KEY_BYTES], sealed[1 + KEY_BYTES :]
    if sealed[:1] != _VERSION or len(own_public) < KEY_BYTES:
        raise Unreadable
    private = X25519PrivateKey.from_private_bytes(private_key)
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(own_public))
        key = _key(shared, own_public, private.public_key().public_bytes_raw())
        padded = ChaCha20Poly1305(key).decrypt(_NONCE, locked, about)
    except (InvalidTag, ValueError):
        raise Unreadable from None
    return padded[_COUNT : _COUNT + int.from_bytes(padded[:_COUNT], "big")]


def _key(shared: bytes, own_public: bytes, public_key: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=own_public + public_key, info=_LABEL).derive(shared)
