"""What is stored can be read with the provider's key only, and only as it was."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vlechtwerk.engines.documents.protection import envelope
from vlechtwerk.engines.documents.protection.envelope import (
    PIECE,
    KeyMissing,
    KeyRing,
    KeyRingUnsafe,
    Tampered,
    decrypt,
    encrypt,
)

SMALL = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
POLITIE, DOUANE, ABOUT = "politie", "douane", b"document 7"


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return KeyRing(tmp_path_factory.mktemp("keys") / "keys.json")


@pytest.fixture
def small_pieces() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelope, "PIECE", 8)
        yield


def seal(content: bytes, ring: KeyRing, provider: str = POLITIE) -> bytes:
    target = io.BytesIO()
    encrypt(io.BytesIO(content), target, ring=ring, provider=provider, about=ABOUT)
    return target.getvalue()


def unseal(sealed: bytes, ring: KeyRing, provider: str = POLITIE, about: bytes = ABOUT) -> bytes:
    return b"".join(decrypt(io.BytesIO(sealed), ring=ring, provider=provider, about=about))


def key_number(sealed: bytes) -> int:
    return int.from_bytes(sealed[6:10], "big")


@SMALL
@given(content=st.binary(max_size=200))
def test_any_bytes_come_back(small_pieces: None, ring: KeyRing, content: bytes) -> None:
    assert unseal(seal(content, ring), ring) == content


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5])
def test_any_size_comes_back(ring: KeyRing, size: int) -> None:
    content = os.urandom(size)
    sealed = seal(content, ring)
    assert len(sealed) == 57 + size + 16 * max(1, -(-size // PIECE))
    assert unseal(sealed, ring) == content


@SMALL
@given(content=st.binary(max_size=40), place=st.integers(min_value=0), change=st.integers(1, 255))
def test_any_changed_byte_is_noticed(
    small_pieces: None, ring: KeyRing, content: bytes, place: int, change: int
) -> None:
    sealed = bytearray(seal(content, ring))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(Tampered):
        unseal(bytes(sealed), ring)


@SMALL
@given(content=st.binary(max_size=40), kept=st.integers(min_value=0))
def test_any_cut_is_noticed(small_pieces: None, ring: KeyRing, content: bytes, kept: int) -> None:
    sealed = seal(content, ring)
    with pytest.raises(Tampered):
        unseal(sealed[: kept % len(sealed)], ring)


@SMALL
@given(more=st.binary(min_size=1, max_size=40))
def test_anything_put_behind_is_noticed(small_pieces: None, ring: KeyRing, more: bytes) -> None:
    with pytest.raises(Tampered):
        unseal(seal(bytes(16), ring) + more, ring)


def test_pieces_that_are_moved_repeated_or_exchanged_are_noticed(small_pieces: None, ring: KeyRing) -> None:
    one, other = seal(b"first---second--third", ring), seal(b"first---second--third", ring)
    head, first, second, rest = one[:57], one[57:81], one[81:105], one[105:]
    for mixed in (
        head + second + first + rest,
        head + first + first + rest,
        head + second + rest,
        other[:57] + one[57:],
    ):
        with pytest.raises(Tampered):
            unseal(mixed, ring)


def test_the_document_of_another_provider_or_another_document_does_not_open(ring: KeyRing) -> None:
    sealed = seal(b"x", ring)
    ring.current(DOUANE)
    for provider, about in ((DOUANE, ABOUT), (POLITIE, b"document 8"), ("nobody", ABOUT), (POLITIE + "d", ABOUT[1:])):
        with pytest.raises(Tampered):
            unseal(sealed, ring, provider, about)


def test_the_same_key_under_another_provider_does_not_open(tmp_path: Path) -> None:
    path, twin = tmp_path / "keys.json", POLITIE[::-1]
    KeyRing(path).current(POLITIE)
    written = json.loads(path.read_text())
    written["keys"][twin] = written["keys"][POLITIE]
    path.write_text(json.dumps(written))
    ring = KeyRing(path)
    with pytest.raises(Tampered):
        unseal(seal(b"x", ring), ring, twin)


def test_a_lost_file_with_keys_is_said_when_asked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        KeyRing(tmp_path / "keys.json", create=False)


def test_the_contents_are_not_in_what_is_stored(ring: KeyRing) -> None:
    content = b"canary" * 10
    assert b"canary" not in seal(content, ring)
    assert seal(content, ring) != seal(content, ring)


def test_a_turned_key_leaves_the_old_readable(ring: KeyRing) -> None:
    before = seal(b"old", ring, "kmar")
    assert ring.rotate("kmar") == 2
    after = seal(b"new", ring, "kmar")
    assert (key_number(before), key_number(after)) == (1, 2)
    again = KeyRing(ring.path)
    for sealed, content in ((before, b"old"), (after, b"new")):
        assert unseal(sealed, again, "kmar") == content


def test_key_of_who_has_none_is_not_turned(ring: KeyRing) -> None:
    with pytest.raises(KeyMissing):
        ring.rotate("nobody")


def test_two_processes_see_each_others_keys(tmp_path: Path) -> None:
    here, there = KeyRing(tmp_path / "keys.json"), KeyRing(tmp_path / "keys.json")
    assert here.current(POLITIE) == there.current(POLITIE)
    there.rotate(POLITIE)
    there.current(DOUANE)
    there.rotate(DOUANE)
    assert here.key(POLITIE, 2) == there.key(POLITIE, 2)
    assert here.current(DOUANE) == there.current(DOUANE)
    with pytest.raises(KeyMissing):
        here.key(POLITIE, 3)


def test_the_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring = KeyRing(path)
    _, key = ring.current(POLITIE)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(key) == 32
    assert repr(ring) == f"KeyRing({str(path)!r})"
    path.chmod(0o640)
    with pytest.raises(KeyRingUnsafe):
        KeyRing(path)


@pytest.mark.parametrize(
    "written", ["", "{}", '{"version": 2, "keys": {}}', json.dumps({"version": 1, "keys": {"a": {"1": "eA=="}}})]
)
def test_a_file_that_holds_no_keys_is_said_and_kept(tmp_path: Path, written: str) -> None:
    path = tmp_path / "keys.json"
    path.touch(0o600)
    path.write_text(written)
    with pytest.raises(KeyRingUnsafe):
        KeyRing(path)
    assert path.read_text() == written


class Trickle(io.BytesIO):
    """A stream that gives few bytes at a time, and remembers how many it was asked at most."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        self.most = max(self.most, size or 0)
        return super().read(min(size or 0, 300_000))


def test_it_streams_piece_by_piece(ring: KeyRing) -> None:
    content = os.urandom(5 * PIECE // 2)
    source, target = Trickle(content), io.BytesIO()
    encrypt(source, target, ring=ring, provider=POLITIE, about=ABOUT)
    sealed = Trickle(target.getvalue())
    pieces = list(decrypt(sealed, ring=ring, provider=POLITIE, about=ABOUT))
    assert b"".join(pieces) == content
    assert [len(piece) for piece in pieces] == [PIECE, PIECE, PIECE // 2]
    assert source.most <= PIECE
    assert sealed.most <= PIECE + 16


def test_a_wrong_header_is_said_before_anything_is_given(ring: KeyRing) -> None:
    with pytest.raises(Tampered):
        decrypt(io.BytesIO(b"%PDF-1.7 " + bytes(100)), ring=ring, provider=POLITIE, about=ABOUT)
