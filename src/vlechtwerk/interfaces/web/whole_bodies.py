"""Hold what is sent to its announced length: what was cut off on its way is not taken for all of it."""

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

Answer = Callable[[dict[str, Any], Any], Iterable[bytes]]


class WholeBody:
    """The body of a request, which fails when it ends too early; the web server says nothing of that itself."""

    def __init__(self, body: BinaryIO, announced: int) -> None:
        self._body = body
        self._left = announced

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes: as many as asked, or all that are left."""
        came = self._counted(self._body.read(size), size)
        # A form without files is read at once, and what came in half is short and not empty.
        while self._left > 0 and (size < 0 or len(came) < size):
            came += self._counted(self._body.read(size - len(came) if size >= 0 else -1), size)
        return came

    def readline(self, size: int = -1) -> bytes:
        """Return the next line."""
        return self._counted(self._body.readline(size), size)

    def _counted(self, came: bytes, size: int) -> bytes:
        self._left -= len(came)
        if not came and size != 0 and self._left > 0:
            raise ConnectionError("The body ended before all of it was there.")
        return came


def with_whole_bodies(answer: Answer) -> Answer:
    """Return the application that reads each body to its end or not at all."""

    def answer_whole(asked: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        announced = asked.get("CONTENT_LENGTH") or "0"
        asked["wsgi.input"] = WholeBody(asked["wsgi.input"], int(announced) if announced.isdigit() else 0)
        return answer(asked, start_response)

    return answer_whole
