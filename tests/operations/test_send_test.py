"""The test mail is a real letter about a parcel that is made up, to the shop itself and to nobody else."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import Language, Letter, LetterFacts, LetterKind
from postwright.domain.preferences import MailSetup
from postwright.operations.edit_text import Studio, letter_of
from postwright.operations.send_test import send_test
from postwright.paperless.letter_shelf import LetterShelf
from tests.fakes import mail_server


def never(label_id: str, kind: LetterKind) -> LetterFacts:
    raise AssertionError("a test mail asks for no label")


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    setup = MailSetup("Juniper Books", "shop@example.com")
    studio = Studio(LetterShelf(tmp_path), setup, ZoneInfo("UTC"), never)
    return letter_of(studio, studio.shelf.in_use(LetterKind.QR, Language.ENGLISH))


def sent(letter: Letter, **changes: str) -> tuple[str, EmailMessage, list[str]]:
    """What was said, and the one mail with its recipients that reached the server."""
    server = mail_server.Post()
    with mail_server.serving(server) as setup:
        said = send_test(replace(setup, **changes), letter, None)  # type: ignore[arg-type] # texts
    (envelope,) = server.taken
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=default)
    assert isinstance(message, EmailMessage)
    return said, message, envelope.rcpt_tos


def test_the_test_is_the_qr_letter_marked_as_practice(letter: Letter) -> None:
    said, message, recipients = sent(letter)
    assert recipients == ["shop@example.com"]
    assert said == (
        "127.0.0.1 took a test mail for shop@example.com. Look for it there, also among the spam."
    )
    assert message["Subject"].startswith("Practice: QR code for your parcel")
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("PRACTICE.")
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert len(pictures) == 1


def test_the_test_goes_to_where_the_shop_reads_its_answers(letter: Letter) -> None:
    _, message, recipients = sent(letter, reply_to="desk@example.com")
    assert recipients == ["desk@example.com"]
    assert message["Reply-To"].addresses[0].addr_spec == "desk@example.com"


def test_without_a_server_nothing_is_tried(letter: Letter) -> None:
    with pytest.raises(MailFault) as caught:
        send_test(MailSetup(), letter, None)
    assert caught.value.kind is FaultKind.MAIL_NOT_SET_UP


@pytest.mark.parametrize(
    ("step", "answer", "kind"),
    [
        ("RCPT", "550 No such user", FaultKind.MAIL_REFUSED),
        ("DATA", "hang up", FaultKind.MAIL_IN_DOUBT),
    ],
)
def test_a_test_that_was_not_taken_says_so(letter: Letter, step: str, answer: str, kind: FaultKind) -> None:
    server = mail_server.Post()
    server.answers[step] = answer
    with mail_server.serving(server) as setup, pytest.raises(MailFault) as caught:
        send_test(setup, letter, None)
    assert caught.value.kind is kind
