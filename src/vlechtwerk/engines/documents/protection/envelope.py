"""Encrypt a document with a key of its own, and that key with the key of its provider.

A file is: 5 bytes magic, 1 byte version, 4 bytes number of the provider's key, 40 bytes wrapped key of the document,
7 bytes opening of the nonces; then pieces of 1 MiB, each with 16 bytes more as its seal (AES-256-GCM). The nonce of a
piece is the opening, its number (4 bytes) and whether it is the last (1 byte): so that no piece can be left out, cut
off, moved or repeated. Sealed along with each piece: the header, the provider and what the document is.
"""

import secrets
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from vlechtwerk.engines.documents.protection.keys import KeyMissing, KeyRing, KeyRingUnsafe, Tampered

__all__ = [
    "KeyMissing",
    "KeyRing",
    "KeyRingUnsafe",
    "Tampered",
    "decrypt",
    "encrypt",
]

PIECE = 1024 * 1024
_SEAL = 16
_MAGIC, _VERSION = b"VLWRK", 1
_HEADER = struct.Struct(">5sBI40s7s")


def encrypt(source: BinaryIO, target: BinaryIO, *, ring: KeyRing, provider: str, about: bytes) -> None:
    """Write the encrypted source to the target, a mebibyte at a time; `about` says which document it is."""
    number, wrapping = ring.current(provider)
    own = AESGCM.generate_key(bit_length=256)
    opening = secrets.token_bytes(7)
    header = _HEADER.pack(_MAGIC, _VERSION, number, aes_key_wrap(wrapping, own), opening)
    sealing, along = AESGCM(own), _along(header, provider, about)
    target.write(header)
    for count, (piece, last) in enumerate(_pieces(source, PIECE)):
        target.write(sealing.encrypt(_nonce(opening, count, last), piece, along))


def decrypt(source: BinaryIO, *, ring: KeyRing, provider: str, about: bytes) -> Iterator[bytes]:
    """Yield the document in pieces of a mebibyte, each after its seal was proven.

    Raises `Tampered`; at once where the header is wrong, else at the piece that is: what was yielded before is sound,
    but a file that was cut off shows only at its end. Raises `KeyMissing`, which is a
    `Tampered`, where the ring has no key of that number.
    """
    header = _exactly(source, _HEADER.size)
    if len(header) < _HEADER.size:
        raise Tampered("The header is incomplete.")
    magic, version, number, wrapped, opening = _HEADER.unpack(header)
    if magic != _MAGIC or version != _VERSION:
        raise Tampered("This was not encrypted here.")
    try:
        own = aes_key_unwrap(ring.key(provider, number), wrapped)
    except InvalidUnwrap:
        raise Tampered("The key of the document does not fit the provider's key.") from None
    return _opened(source, AESGCM(own), opening, _along(header, provider, about))


def _opened(source: BinaryIO, sealing: AESGCM, opening: bytes, along: bytes) -> Iterator[bytes]:
    for count, (piece, last) in enumerate(_pieces(source, PIECE + _SEAL)):
        try:
            opened = sealing.decrypt(_nonce(opening, count, last), piece, along)
        except (InvalidTag, ValueError):
            raise Tampered(f"Piece {count + 1} is not what was encrypted.") from None
        # Only an empty document has an empty piece.
        if opened:
            yield opened


def _along(header: bytes, provider: str, about: bytes) -> bytes:
    named = provider.encode()
    # With its length: or provider and document could be parted elsewhere.
    return header + struct.pack(">I", len(named)) + named + about


def _nonce(opening: bytes, count: int, last: bool) -> bytes:
    return opening + struct.pack(">IB", count, last)


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    piece = _exactly(source, size)
    while True:
        following = _exactly(source, size) if len(piece) == size else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _exactly(source: BinaryIO, size: int) -> bytes:
    """Return that many bytes, or all that are left: a stream may give fewer at a time."""
    pieces: list[bytes] = []
    while size and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
