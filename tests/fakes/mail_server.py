"""A mail server on this computer: takes mails, remembers what it saw, and answers what a test wants."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from postwright.domain.preferences import MailSecurity, MailSetup


def hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class Post:
    """A mail server's mind: what it took, what it saw, and what it answers."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.called_by = ""
        self.answers: dict[str, str] = {}

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = self.called_by = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.get("DATA", "250 OK")
        if answer == "hang up":
            hang_up(server)
        if answer.startswith(("250", "hang up")):
            self.taken.append(envelope)
        return answer


def check_password(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    right = (data.login, data.password) == (b"shop", b"right")
    return AuthResult(success=right, handled=False)


def free_port() -> int:
    """A port of this computer on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def serving(post: Post, port: int = 0, **options: Any) -> Iterator[MailSetup]:
    """The server on this computer, and the setup that speaks to it without encryption."""
    port = port or free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=port, security=MailSecurity.NONE)
    finally:
        controller.stop()
