"""Send a file with the fields of its form, as a browser does."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


def form_of(name: str, file: Path, fields: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return the body and the content type of a form with one file; a field with several values is repeated."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} can't be read: {error.strerror}.") from None
    boundary = secrets.token_hex(16)
    parts = []
    for field, value in fields.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            text = "true" if one is True else str(one)
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{text}\r\n'.encode())
    # The name of the file tells its kind; a quotation mark would end it.
    plain = file.name.replace('"', "").replace("\r", "").replace("\n", "")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{plain}"\r\n\r\n'.encode()
    return b"".join(
        [*parts, head, content, f"\r\n--{boundary}--\r\n".encode()]
    ), f"multipart/form-data; boundary={boundary}"
