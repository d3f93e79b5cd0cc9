"""The keys of each provider, numbered, in one file that only its owner reads."""

import base64
import fcntl
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_KEY_BYTES = 32
_VERSION = 1


class KeyRingUnsafe(Exception):
    """The file with keys can be read by others, or is no such file; nothing was read or written."""


class Tampered(Exception):
    """What is stored is not what was encrypted for this provider and document: changed, cut off or exchanged."""


class KeyMissing(Tampered):
    """There is no key with this number for this provider: the header was changed, or the file with keys lost one."""


class KeyRing:
    """Keys of 256 bits per provider, numbered from 1; the highest number is the current one.

    Whoever has the file can read every document, and without it no document can be read again: keep a copy apart.
    Safe for several processes and threads: each change is made under a lock, to the file as it is then.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Read the file, or make it with mode 0600 when it isn't there; raises `KeyRingUnsafe`.

        With `create=False` a file that isn't there raises `FileNotFoundError`: once there are documents, a fresh file
        would only hide that the keys are lost.
        """
        self.path = path
        self._lock = Lock()
        if create and not path.exists():
            with self._changing():
                pass
        self._keys = self._read()

    def __repr__(self) -> str:
        return f"KeyRing({str(self.path)!r})"

    def current(self, provider: str) -> tuple[int, bytes]:
        """Return the number and key to encrypt with; the first use of a provider makes its key 1."""
        with self._lock:
            self._keys = self._read()
            if provider not in self._keys:
                with self._changing() as keys:
                    keys.setdefault(provider, {1: secrets.token_bytes(_KEY_BYTES)})
            number = max(self._keys[provider])
            return number, self._keys[provider][number]

    def key(self, provider: str, number: int) -> bytes:
        """Return the key to decrypt with; raises `KeyMissing`."""
        with self._lock:
            found = self._keys.get(provider, {}).get(number)
            if found is None:
                # Another process may have turned the key over since.
                self._keys = self._read()
                found = self._keys.get(provider, {}).get(number)
        if found is None:
            raise KeyMissing(f"There is no key {number} for {provider}.")
        return found

    def rotate(self, provider: str) -> int:
        """Add a new key and return its number; what was encrypted before stays readable with its own key.

        Raises `KeyMissing` when there is no key yet to take over from.
        """
        with self._lock, self._changing() as keys:
            held = keys.get(provider, {})
            if not held:
                raise KeyMissing(f"There is no key for {provider}.")
            number = max(held) + 1
            held[number] = secrets.token_bytes(_KEY_BYTES)
        return number

    @contextmanager
    def _changing(self) -> Iterator[dict[str, dict[int, bytes]]]:
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            keys = self._read() if self.path.exists() else {}
            yield keys
            self._write(keys)
            self._keys = keys

    def _read(self) -> dict[str, dict[int, bytes]]:
        try:
            with self.path.open(encoding="utf-8") as file:
                found = os.fstat(file.fileno())
                if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) & 0o077:
                    raise KeyRingUnsafe(f"{self.path} must be a file that only its owner may read (mode 0600).")
                written = json.load(file)
            if written["version"] != _VERSION:
                raise KeyRingUnsafe(f"{self.path} is of another version.")
            keys = {
                provider: {int(number): base64.b64decode(key, validate=True) for number, key in numbered.items()}
                for provider, numbered in written["keys"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # Not the error itself: it may repeat what it read.
            raise KeyRingUnsafe(f"{self.path} holds no keys ({type(error).__name__}).") from None
        if any(len(key) != _KEY_BYTES for numbered in keys.values() for key in numbered.values()):
            raise KeyRingUnsafe(f"{self.path} holds a key of another length.")
        return keys

    def _write(self, keys: dict[str, dict[int, bytes]]) -> None:
        written = {
            provider: {str(number): base64.b64encode(key).decode() for number, key in sorted(numbered.items())}
            for provider, numbered in sorted(keys.items())
        }
        fresh = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"version": _VERSION, "keys": written}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
