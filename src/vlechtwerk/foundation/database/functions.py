"""Take functions out of the files of SQL, for a migration that brings them up to date."""

import re
from importlib.resources import files


def functions_of(package: str, file: str, *names: str) -> str:
    """Return statements that replace functions by what a file of a package says of them now.

    Raises `LookupError` when the file has no such function.
    """
    text = files(package).joinpath(file).read_text()
    return "\n".join(_replacing(text, name) for name in names)


def _replacing(text: str, name: str) -> str:
    found = re.search(rf"^create (function {name}\(.*?\$\$;)$", text, re.DOTALL | re.MULTILINE)
    if found is None:
        raise LookupError(name)
    return f"create or replace {found.group(1)}"
