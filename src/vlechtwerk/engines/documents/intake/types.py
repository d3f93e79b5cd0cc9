"""What an uploaded file is: the closed list of kinds that are taken in, and the proof that a file is one of them."""

import stat
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, Self

from vlechtwerk.engines.documents.confined.running import Failed, run_confined
from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode

__all__ = ["MOST_MEGABYTES", "MediaType", "NotTaken", "NotTakenCode", "sniff"]

MOST_MEGABYTES = 100
# What one reading of a file may take: seconds of processor time, megabytes of memory.
MOST_SECONDS, MOST_MEMORY = 30, 1024
READER = "vlechtwerk.engines.documents.intake.reading"
_HEAD = 4096


class MediaType(Enum):
    """A kind of file that is taken in; its value is the MIME type. `label` is a name, the same in every language."""

    extensions: tuple[str, ...]
    label: str
    _opening: bytes

    PDF = "application/pdf", (".pdf",), "PDF", b"%PDF-"
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        "Word",
        b"PK\x03\x04",
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",), "Excel", b"PK\x03\x04"
    HTML = "text/html", (".html", ".htm"), "HTML", b""
    EML = "message/rfc822", (".eml",), "E-mail (EML)", b""
    MSG = "application/vnd.ms-outlook", (".msg",), "Outlook (MSG)", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    TEXT = "text/plain", (".txt",), "Text", b""
    CSV = "text/csv", (".csv",), "CSV", b""
    PNG = "image/png", (".png",), "PNG", b"\x89PNG\r\n\x1a\n"
    JPEG = "image/jpeg", (".jpg", ".jpeg"), "JPEG", b"\xff\xd8\xff"

    def __new__(cls, mime: str, extensions: tuple[str, ...] = (), label: str = "", opening: bytes = b"") -> Self:
        """Make a member whose value is its MIME type."""
        member = object.__new__(cls)
        member._value_ = mime
        member.extensions = extensions
        member.label = label
        member._opening = opening
        return member

    @property
    def mime(self) -> str:
        """Return the MIME type."""
        return str(self.value)

    def opens(self, head: bytes) -> bool:
        """Tell whether a file of this kind can begin with these bytes."""
        if self._opening:
            return head.startswith(self._opening) or (self.is_office and head.startswith(MediaType.MSG._opening))
        known = any(kind._opening and head.startswith(kind._opening) for kind in MediaType)
        return not known and (b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")))

    @property
    def is_office(self) -> bool:
        """Tell whether it is a zip of XML parts; locked with a password such a file is an OLE file instead."""
        return self in (MediaType.DOCX, MediaType.XLSX)


_WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm")
_TAKEN = ", ".join(extension for kind in MediaType for extension in kind.extensions)


def sniff(path: Path, file_name: str, *, megabytes: int = MOST_MEGABYTES) -> MediaType:
    """Return what the file is, proven by opening it in a confined process; `file_name` is the name it came with.

    Raises `NotTaken` for whatever may not come in, whatever the bytes. Takes a quarter to half a second.
    """
    head = _head(path, megabytes)
    claimed = _claimed(file_name, head)
    if not claimed.opens(head):
        raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected=claimed.label, found=_looks_like(head))
    ask_reader("prove", path, claimed)
    return claimed


def ask_reader(task: str, path: Path, media_type: MediaType, *, more: tuple[str, ...] = ()) -> dict[str, object]:
    """Return what the confined reader answers to a task (prove or read); raises `NotTaken`."""
    try:
        with path.open("rb") as file:
            arguments = [task, media_type.mime, *more]
            answer = run_confined(READER, arguments, file, seconds=MOST_SECONDS, megabytes=MOST_MEMORY)
    except Failed as failed:
        codes = {"time": NotTakenCode.TOO_SLOW, "memory": NotTakenCode.TOO_MUCH_MEMORY}
        raise NotTaken(codes.get(failed.why, NotTakenCode.BROKEN)) from None
    except OSError:
        raise NotTaken(NotTakenCode.BROKEN) from None
    if "not_taken" in answer:
        raise _refusal(answer)
    return answer


def _refusal(answer: dict[str, Any]) -> NotTaken:
    try:
        return NotTaken(NotTakenCode(answer["not_taken"]), **answer["details"])
    except (KeyError, ValueError, TypeError):
        # A parser that was taken over may answer anything.
        return NotTaken(NotTakenCode.BROKEN)


def _head(path: Path, megabytes: int) -> bytes:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise NotTaken(NotTakenCode.BROKEN)
        # By its size alone: a file with holes of gigabytes is never read.
        _check_size(found.st_size, megabytes)
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        raise NotTaken(NotTakenCode.BROKEN) from None


def _check_size(size: int, megabytes: int) -> None:
    if size > megabytes * 1024 * 1024:
        raise NotTaken(NotTakenCode.TOO_LARGE, most_megabytes=megabytes, size=size)
    if size == 0:
        raise NotTaken(NotTakenCode.EMPTY)


def _claimed(file_name: str, head: bytes) -> MediaType:
    name = file_name.strip().lower()
    if name.endswith(_WITH_MACROS):
        raise NotTaken(NotTakenCode.MACROS)
    for kind in MediaType:
        if name.endswith(kind.extensions):
            return kind
    raise NotTaken(NotTakenCode.UNKNOWN_TYPE, taken=_TAKEN, found=_looks_like(head))


def _looks_like(head: bytes) -> str:
    """Return an extension that the bytes remind of, or nothing; only ever a hint to the reader."""
    # Here, as it reads its whole table on import, and the confined processes don't need it.
    import puremagic

    with suppress(Exception):  # an answer to any bytes whatsoever is not promised
        return str(puremagic.from_string(head))
    return ""
