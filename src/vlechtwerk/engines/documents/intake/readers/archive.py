"""Look through a zip before any program opens it: how much it unpacks to, what it calls its parts, what hides in it."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode

MEGABYTE = 1024 * 1024
MOST_PARTS = 10_000
MOST_UNZIPPED = 512 * MEGABYTE
# Real workbooks shrink to a thirtieth at most; a bomb of zeros to a thousandth.
MOST_RATIO, FREE_OF_RATIO = 150, 16 * MEGABYTE
MOST_DEPTH = 1
_PIECE = 256 * 1024
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|\0|(^|/)\.\.(/|$)")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Between the header and the contents of a part stand 30 bytes and its name, at least.
_HEADER = 30


@dataclass
class _Budget:
    """What may still be unpacked, shared by an archive and the archives in it."""

    parts: int = MOST_PARTS
    unzipped: int = MOST_UNZIPPED

    def spend(self, parts: int, unzipped: int) -> None:
        self.parts -= parts
        self.unzipped -= unzipped
        if self.parts < 0 or self.unzipped < 0:
            raise NotTaken(NotTakenCode.ZIP_BOMB, most_parts=MOST_PARTS, most_megabytes=MOST_UNZIPPED // MEGABYTE)


def check_archive(file: BinaryIO, look: Callable[[zipfile.ZipFile], None]) -> None:
    """Unpack everything once without keeping it, counting; call `look` on it and on each archive inside it.

    Raises `NotTaken`.
    """
    try:
        _check(file, look, _Budget(), 0)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, KeyError):
        raise NotTaken(NotTakenCode.BROKEN) from None


def _check(file: BinaryIO, look: Callable[[zipfile.ZipFile], None], budget: _Budget, depth: int) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        budget.spend(len(parts), 0)
        _check_names(parts)
        _check_sizes(parts)
        inner = [part for part in parts if _count(archive, part, budget)]
        look(archive)
        for part in inner:
            if depth >= MOST_DEPTH:
                raise NotTaken(NotTakenCode.NESTED_TOO_DEEP, part=part.filename)
            _check(io.BytesIO(archive.read(part)), look, budget, depth + 1)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        mode = part.external_attr >> 16
        name = part.filename.casefold()
        # The name as written may differ from the name after reading: a NUL ends it early.
        if _UNSAFE_NAME.search(part.orig_filename) or _UNSAFE_NAME.search(name) or name in seen or stat.S_ISLNK(mode):
            raise NotTaken(NotTakenCode.PATH_TRICKS, part=part.filename)
        if part.flag_bits & 0x1:
            raise NotTaken(NotTakenCode.ENCRYPTED)
        if part.compress_type not in _METHODS:
            raise NotTaken(NotTakenCode.BROKEN, part=part.filename)
        seen.add(name)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    zipped = unzipped = end = 0
    # What stands before the first part may be another archive, which another program would open instead.
    if min((part.header_offset for part in parts), default=1) > 0:
        raise NotTaken(NotTakenCode.BROKEN)
    for part in sorted(parts, key=lambda one: one.header_offset):
        zipped += part.compress_size
        unzipped += part.file_size
        # Parts that share their bytes make a small file large.
        if part.header_offset < end:
            raise NotTaken(NotTakenCode.ZIP_BOMB, part=part.filename)
        end = part.header_offset + _HEADER + part.compress_size
    if unzipped > MOST_UNZIPPED or unzipped > max(FREE_OF_RATIO, zipped * MOST_RATIO):
        raise NotTaken(NotTakenCode.ZIP_BOMB, most_megabytes=MOST_UNZIPPED // MEGABYTE, most_ratio=MOST_RATIO)


def _count(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> bool:
    """Unpack a part and tell whether it is an archive itself."""
    first = b""
    for piece in pieces(archive, part):
        first = first or piece[:4]
        budget.spend(0, len(piece))
    return first == b"PK\x03\x04"


def pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the contents of a part, bit by bit; a wrong checksum raises `BadZipFile` at the end."""
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            yield piece
