"""The test mail goes out as a real one does, and names no customer."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.preferences import MailSetup
from postwright.operations.send_test import send_test
from tests.fakes.mail_server import Post, serving


def test_the_test_mail_carries_no_customer_s_data() -> None:
    server = Post()
    with serving(server) as setup:
        assert send_test(setup, "me@example.com", None) == "Handed to 127.0.0.1 for me@example.com."
    (envelope,) = server.taken
    assert isinstance(envelope.content, bytes)
    assert message_from_bytes(envelope.content, policy=default)["Subject"] == "Postwright can send mail"


def test_the_test_mail_needs_a_server() -> None:
    with pytest.raises(MailFault) as caught:
        send_test(MailSetup(), "me@example.com", None)
    assert caught.value.kind is FaultKind.MAIL_NOT_SET_UP
