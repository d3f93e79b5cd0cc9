"""A real mail server for tests: it takes what is sent over SMTP, or refuses it, and keeps what it took."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """What the server took."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        # What it answers instead of taking a message.
        self.refusal = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # its name
        """Take a message, or refuse it."""
        if self.refusal:
            return self.refusal
        message = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]  # bytes
        self.taken.append((list(envelope.rcpt_tos), message))  # type: ignore[arg-type]  # the policy makes it so
        return "250 Taken"

    def texts_to(self, address: str) -> list[str]:
        """Return the plain text of every message to an address."""
        return [str(mail.get_body(("plain",)).get_content()) for to, mail in self.taken if address in to]  # type: ignore[union-attr]  # it has one


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def mail_server(settings: Any) -> Iterator[Mailbox]:
    """Let mail go to a real server for as long as this lasts."""
    box = Mailbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    try:
        yield box
    finally:
        server.stop()
