"""Look into an OLE file: Outlook messages, and office files that are locked with a password."""

from typing import BinaryIO

import olefile

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_ole(file: BinaryIO) -> bool:
    """Tell whether the file opens as an OLE file, and leave it at its start."""
    file.seek(0)
    found = file.read(len(_MAGIC)) == _MAGIC
    file.seek(0)
    return found


def entries(file: BinaryIO) -> list[list[str]]:
    """Return the paths of all streams and storages, and leave the file at its start; raises `NotTaken`."""
    try:
        with olefile.OleFileIO(file.read()) as opened:
            found = [[str(name) for name in path] for path in opened.listdir(streams=True, storages=True)]
    except MemoryError:
        raise
    except Exception:  # the reader of OLE files raises whatever it stumbles over
        raise NotTaken(NotTakenCode.BROKEN) from None
    finally:
        file.seek(0)
    return found


def is_locked(file: BinaryIO) -> bool:
    """Tell whether it holds an office file that is locked with a password."""
    return ["EncryptedPackage"] in entries(file)
