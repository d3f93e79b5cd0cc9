"""A QDPX file as a zip: one project, and the texts beside it; never more of it than is bearable, nothing outside it."""

import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO
from urllib.parse import unquote

from vlechtwerk.engines.coding.mistakes import Place, unreadable

MEGABYTE = 1024 * 1024
MOST_PARTS = 20_000
MOST_PROJECT = 256 * MEGABYTE
MOST_TEXT = 16 * MEGABYTE
MOST_TEXTS = 256 * MEGABYTE
# Texts shrink to a fiftieth at most; a bomb of zeros to a thousandth.
MOST_RATIO, FREE_OF_RATIO = 150, 4 * MEGABYTE
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_PROJECT = ".qde"
_SOURCES = "sources/"
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\0|(^|/)\.\.(/|$)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/*")
# What Mac OS puts into archives beside the files.
_BESIDE = re.compile(r"(^|/)(__MACOSX/|\._)")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, KeyError, RuntimeError)

Progress = Callable[[int, int], None]


class Archive:
    """An opened QDPX file; use as a context. Raises `Unreadable` for what is no such file."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN:
            raise unreadable("not_zip") from None
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise unreadable("too_many_files", most=MOST_PARTS)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in parts:
            self._keep(part)
        self._folded = {name.casefold(): part for name, part in self._parts.items()}
        self.project = self._only_project()
        self._base = self.project.filename.replace("\\", "/").rpartition("/")[0]
        self._used = {id(self.project)}
        self._left = MOST_TEXTS

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_how: object) -> None:
        self._zip.close()

    def _keep(self, part: zipfile.ZipInfo) -> None:
        # Some programs on Windows part folders with the sign of their own system.
        name = part.orig_filename.replace("\\", "/")
        place = Place(file=part.filename)
        if _UNSAFE_NAME.search(name) or stat.S_ISLNK(part.external_attr >> 16):
            raise unreadable("path_tricks", place)
        if part.flag_bits & 0x1:
            raise unreadable("encrypted", place)
        if name in self._parts:
            raise unreadable("file_twice", place)
        self._parts[name] = part

    def _only_project(self) -> zipfile.ZipInfo:
        found = [
            part
            for name, part in self._parts.items()
            if name.casefold().endswith(_PROJECT) and not _BESIDE.search(name)
        ]
        if not found:
            raise unreadable("no_project")
        if len(found) > 1:
            raise unreadable("two_projects", Place(file=found[1].filename), names=", ".join(p.filename for p in found))
        return found[0]

    def open_project(self, progress: Progress | None = None) -> "Guarded":
        """Return the project's XML as a stream that ends with `Unreadable` where it grows beyond bearing."""
        return Guarded(self._zip, self.project, MOST_PROJECT, progress)

    def is_inside(self, address: str) -> bool:
        """Tell whether an address can only point into this file: `internal://` or a bare name."""
        scheme = _SCHEME.match(address)
        return scheme is None or scheme[1].lower() == "internal"

    def find(self, address: str) -> zipfile.ZipInfo | None:
        """Return the file that an address points at: `internal://`, `relative://` or a bare name, in any folder."""
        name = address if (scheme := _SCHEME.match(address)) is None else address[scheme.end() :]
        name = name.replace("\\", "/").lstrip("/")
        base = f"{self._base}/" if self._base else ""
        for one in dict.fromkeys((name, unquote(name), name.rpartition("/")[2])):
            for folder in (base + _SOURCES, base, _SOURCES, ""):
                found = self._parts.get(folder + one) or self._folded.get((folder + one).casefold())
                if one and found is not None and not found.is_dir():
                    return found
        return None

    def named(self, name: str) -> zipfile.ZipInfo:
        """Return a file by the name that the archive gives it; raises `KeyError`."""
        return self._zip.getinfo(name)

    def at(self, index: int) -> zipfile.ZipInfo:
        """Return a file by its number in the archive; raises `IndexError`."""
        return self._zip.infolist()[index]

    def index(self, part: zipfile.ZipInfo) -> int:
        """Return the number of a file in the archive."""
        return self._zip.infolist().index(part)

    def use(self, part: zipfile.ZipInfo | None) -> None:
        """Note that a file is accounted for, so that it is not told again at the end."""
        self._used.add(id(part))

    def text(self, part: zipfile.ZipInfo) -> tuple[str, bool]:
        """Return a text exactly, without its byte order mark, and whether it had one; raises `Unreadable`."""
        self.use(part)
        content = Guarded(self._zip, part, min(MOST_TEXT, self._left)).read()
        self._left -= len(content)
        marked = content.startswith(BYTE_ORDER_MARK)
        try:
            return content.decode("utf-8").removeprefix("\ufeff"), marked
        except UnicodeDecodeError as wrong:
            raise unreadable("not_utf8", Place(file=part.filename), byte=wrong.start) from None

    def unused(self) -> list[zipfile.ZipInfo]:
        """Return the files that hold something and that nothing in the project points at."""
        return [
            part
            for name, part in self._parts.items()
            if id(part) not in self._used and part.file_size and not part.is_dir() and not _BESIDE.search(name)
        ]


class Guarded:
    """A file of the archive, read in pieces and counted."""

    def __init__(
        self, archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, progress: Progress | None = None
    ) -> None:
        self._place = Place(file=part.filename)
        self._part, self._progress = part, progress
        self._most = most
        self._count = 0
        self._check(part.file_size)
        try:
            self._opened = archive.open(part)
        except _BROKEN:
            raise unreadable("file_broken", self._place) from None

    def _check(self, size: int) -> None:
        if size > self._most:
            raise unreadable("file_too_large", self._place, most=self._most // MEGABYTE)
        if size > max(FREE_OF_RATIO, self._part.compress_size * MOST_RATIO):
            raise unreadable("zip_bomb", self._place, most=MOST_RATIO)

    def __enter__(self) -> "Guarded":
        return self

    def __exit__(self, *_how: object) -> None:
        self._opened.close()

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; all of them when no size is given."""
        # Never more at a time than may still come: a header that lies about its size costs nothing.
        asked = self._most - self._count + 1 if size < 0 else size
        try:
            piece = self._opened.read(asked)
        except _BROKEN:
            raise unreadable("file_broken", self._place) from None
        self._count += len(piece)
        self._check(self._count)
        if self._progress is not None and piece:
            self._progress(min(self._count, self._part.file_size), self._part.file_size)
        return piece
