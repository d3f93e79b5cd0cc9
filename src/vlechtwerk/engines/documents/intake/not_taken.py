"""Why a file is not taken in: a closed list of codes; the words for people are the domain's."""

from enum import StrEnum


class NotTakenCode(StrEnum):
    """The reasons."""

    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown_type"
    TYPE_DIFFERS = "type_differs"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    TOO_LARGE = "too_large"
    ZIP_BOMB = "zip_bomb"
    PATH_TRICKS = "path_tricks"
    XML_ENTITIES = "xml_entities"
    EXTERNAL_REFERENCE = "external_reference"
    NESTED_TOO_DEEP = "nested_too_deep"
    BROKEN = "broken"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"


class NotTaken(Exception):
    """The file does not come in: `code` says why, `details` fill the places in its words and say more.

    `details` holds text and whole numbers only; text may come from the file, so escape it where it is shown.
    """

    def __init__(self, code: NotTakenCode, **details: str | int) -> None:
        self.code = code
        self.details: dict[str, str | int] = details
        super().__init__(code.value)
