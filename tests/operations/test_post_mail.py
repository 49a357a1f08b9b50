"""A mail waits on the disk until the mail server takes it, leaves once, and what may have left is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from postwright.domain import mail_record
from postwright.domain.faults import FaultKind, MailFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailRecord, MailState
from postwright.domain.preferences import MailSetup
from postwright.operations.post_mail import Postman, deliver_due, put_in_outbox
from postwright.operations.void_label import void_label
from tests.fakes.mail_server import Post, serving
from tests.operations.shops import MAILS, Shop

ANN = "ann@example.com"
SENDER = replace(MAILS, sender="shop@juniper.example")
NOWHERE = replace(SENDER, host="127.0.0.1", port=9)


@pytest.fixture
def label_id(shop: Shop) -> str:
    return shop.bought_paperless().id


def put(shop: Shop, label_id: str, recipient: str = ANN) -> MailRecord:
    return put_in_outbox(shop.post(SENDER), label_id, LetterKind.QR, recipient, Language.ENGLISH)


def postman(shop: Shop, setup: MailSetup = NOWHERE, *, practice: bool = False) -> Postman:
    return Postman(shop.mails, replace(setup, sender=SENDER.sender), practice, shop.now)


def kind_of(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises(MailFault) as caught:
        deed()
    return caught.value.kind


def test_a_mail_is_sent_once_and_counted(shop: Shop, label_id: str) -> None:
    waiting = put(shop, label_id)
    assert (waiting.state, waiting.recipient) == (MailState.WAITING, ANN)
    server = Post()
    with serving(server) as setup:
        (sent,) = deliver_due(postman(shop, setup))
        assert deliver_due(postman(shop, setup)) == ()
    assert (sent.state, sent.attempts, sent.detail) == (MailState.SENT, 1, "OK")
    (envelope,) = server.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("shop@juniper.example", [ANN])
    assert envelope.content == shop.mails.content(waiting.id)
    assert shop.labels.get(label_id).mailed == 1


def test_a_practice_mail_reaches_nobody_and_says_so(shop: Shop, label_id: str) -> None:
    put(shop, label_id)
    server = Post()
    with serving(server) as setup:
        (kept,) = deliver_due(postman(shop, setup, practice=True))
    assert server.taken == []
    assert (kept.state, kept.detail) == (MailState.SENT, mail_record.PRACTICE)


def test_a_mail_about_a_label_that_was_voided_meanwhile_is_called_off(shop: Shop, label_id: str) -> None:
    put(shop, label_id)
    void_label(shop.till(), label_id, now=shop.now())
    server = Post()
    with serving(server) as setup:
        (called_off,) = deliver_due(postman(shop, setup))
    assert server.taken == []
    assert (called_off.state, called_off.detail) == (MailState.CANCELLED, mail_record.LABEL_VOIDED)


def test_without_a_server_everything_waits_and_it_is_said_once(shop: Shop, label_id: str) -> None:
    waiting = put(shop, label_id)
    nothing = postman(shop, MailSetup())
    assert kind_of(lambda: deliver_due(nothing)) is FaultKind.MAIL_NOT_SET_UP
    assert shop.mails.get(waiting.id) == waiting
