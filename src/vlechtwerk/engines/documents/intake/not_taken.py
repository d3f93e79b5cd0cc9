"""Why a file is not taken in: a closed list, each with what is wrong and what to do."""

from enum import StrEnum
from typing import Self


class NotTakenCode(StrEnum):
    """The reasons; `sentence` is in English, with named places (%(name)s) for the details."""

    sentence: str

    EMPTY = "empty", "The file is empty. Choose the file again; it may still have been saving."
    UNKNOWN_TYPE = (
        "unknown_type",
        "This kind of file is not taken in. Save it as %(taken)s, and try again.",
    )
    TYPE_DIFFERS = (
        "type_differs",
        "The name says %(expected)s, but the contents do not. Open it in its own program and save it again.",
    )
    ENCRYPTED = "encrypted", "The file is locked with a password. Remove the password and try again."
    MACROS = "macros", "The file holds macros, which can run by themselves. Save it without macros (.docx or .xlsx)."
    TOO_LARGE = "too_large", "The file is larger than %(most_megabytes)d MB. Split it or make its pictures smaller."
    ZIP_BOMB = (
        "zip_bomb",
        "The file unpacks to far more than it should. Open it in its own program, save it under a new name, try again.",
    )
    PATH_TRICKS = (
        "path_tricks",
        "Parts inside the file have names that point outside it. Do not open it; ask the sender for a new copy.",
    )
    XML_ENTITIES = (
        "xml_entities",
        "The file defines its own entities, which can fetch other files. Save it anew in its own program.",
    )
    EXTERNAL_REFERENCE = (
        "external_reference",
        "The file fetches something from elsewhere when it opens, such as a template or a linked picture. "
        "Break the links in its own program and try again.",
    )
    NESTED_TOO_DEEP = (
        "nested_too_deep",
        "Files are packed within files too deeply. Take out the inner ones and add them one by one.",
    )
    BROKEN = "broken", "The file is damaged or incomplete. Open it in its own program, save it again, and try again."
    TOO_SLOW = "too_slow", "Reading the file takes too long. Split it into smaller files."
    TOO_MUCH_MEMORY = "too_much_memory", "Reading the file takes too much memory. Split it into smaller files."

    def __new__(cls, code: str, sentence: str = "") -> Self:
        """Make a member that is its own code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member


class NotTaken(Exception):
    """The file does not come in: `code` says why, `details` fill the places in its sentence and say more.

    `details` holds text and whole numbers only; text may come from the file, so escape it where it is shown.
    """

    def __init__(self, code: NotTakenCode, **details: str | int) -> None:
        self.code = code
        self.details: dict[str, str | int] = details
        super().__init__(code.sentence % details)
