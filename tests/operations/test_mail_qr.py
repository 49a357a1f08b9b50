"""The QR mail: one mail for one wish, to the one who hands the parcel in, and doubt is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from postwright import assets
from postwright.domain.draft import AddressText
from postwright.domain.faults import BadInput, FaultKind, Lost, MailFault, PaperFault
from postwright.domain.preferences import MailSetup, Origin
from postwright.domain.shipment import Delivery
from postwright.operations import mail_qr
from postwright.operations.mail_qr import Post, customer_of
from postwright.operations.send_test import send_test
from postwright.operations.void_label import void_label
from postwright.paperless.customer_mail import Templates
from postwright.store.mails import MailState
from tests.domain.samples import CUSTOMER, SENDER, SENDER_TEXT, SHIPMENT
from tests.operations.shops import Shop
from tests.paperless import test_delivery as mail_server

TEMPLATES = Templates(html=assets.text("mail/qr.html.j2"), text=assets.text("mail/qr.txt.j2"))
DESK = Origin("Desk", SENDER_TEXT)


@pytest.fixture
def post(shop: Shop) -> Post:
    return Post(shop.labels, shop.mails, TEMPLATES, MailSetup("Juniper Goods"), (DESK,), practice=False)


@pytest.fixture
def label_id(shop: Shop) -> str:
    return shop.bought_paperless().id


def kind_of(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises((BadInput, PaperFault, MailFault)) as caught:
        deed()
    fault = caught.value
    assert isinstance(fault, BadInput | PaperFault | MailFault)
    return fault.kind


def states(post: Post, label_id: str) -> list[tuple[str, str]]:
    return [(mail.recipient, mail.state) for mail in post.mails.of_label(label_id)]


# ---------------------------------------------------------------- what is shown


def test_the_customer_s_code_and_mail_are_shown(post: Post, label_id: str) -> None:
    seen = mail_qr.show(post, label_id)
    assert seen.qr_png.startswith(b"\x89PNG")
    assert seen.broker_id == post.labels.get(label_id).label.broker_id
    assert seen.recipient == "ann@example.com"
    assert seen.broker_id in seen.text
    assert seen.broker_id in seen.print_link
    assert "18702" in seen.office_link


def test_another_address_may_be_written(post: Post, label_id: str) -> None:
    assert mail_qr.show(post, label_id, "bob@example.com").recipient == "bob@example.com"


def test_a_label_to_be_printed_has_no_mail(shop: Shop, post: Post) -> None:
    assert kind_of(lambda: mail_qr.show(post, shop.bought().id)) is FaultKind.NOT_PAPERLESS


def test_a_void_label_is_mailed_to_nobody(shop: Shop, post: Post, label_id: str) -> None:
    void_label(shop.till(), label_id, now=shop.now())
    assert kind_of(lambda: mail_qr.show(post, label_id)) is FaultKind.LABEL_VOIDED


def test_without_code_and_number_there_is_nothing_to_mail(shop: Shop, post: Post) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    shop.practice.lose_next_purchase_reply()
    order = shop.order(shipment=replace(SHIPMENT, delivery=Delivery.QR))
    with pytest.raises(Lost):
        shop.buy(order)
    (found,) = shop.look_up()
    assert found.entry is not None
    label_id = found.entry.id
    assert kind_of(lambda: mail_qr.show(post, label_id)) is FaultKind.QR_MISSING
    shown = mail_qr.keep_broker_id(post, label_id, " xyzz ypjk ")
    assert (shown.broker_id, shown.qr_png) == ("XYZZYPJK", b"")


def test_a_number_read_under_the_code_is_kept(shop: Shop, post: Post) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    label_id = shop.bought_paperless().id
    assert mail_qr.show(post, label_id).print_link == ""
    shown = mail_qr.keep_broker_id(post, label_id, "xyzz ypjk")
    assert shown.broker_id == post.labels.get(label_id).label.broker_id == "XYZZYPJK"


@pytest.mark.parametrize("text", ["", "SHORT12", "ELEVENCHARS", "XYZZY-PJK", "ÄÖÜÄÖÜÄÖ"])
def test_what_can_be_no_number_is_not_kept(post: Post, label_id: str, text: str) -> None:
    before = post.labels.get(label_id)
    with pytest.raises(BadInput) as caught:
        mail_qr.keep_broker_id(post, label_id, text)
    assert (caught.value.kind, caught.value.field) == (FaultKind.QR_MISSING, "broker_id")
    assert post.labels.get(label_id) == before


# ---------------------------------------------------------------- who gets it


def test_a_parcel_from_the_shop_is_for_the_customer() -> None:
    assert customer_of(SHIPMENT, (DESK,), is_return=False) == CUSTOMER
    assert customer_of(SHIPMENT, (), is_return=False) == CUSTOMER


def test_a_parcel_from_elsewhere_is_handed_in_by_the_one_there() -> None:
    from_customer = replace(SHIPMENT, ship_from=CUSTOMER, ship_to=SENDER)
    assert customer_of(from_customer, (DESK,), is_return=False) == CUSTOMER
    other = Origin("Other", AddressText(line1="1 Elsewhere Rd", postal_code="10001"))
    assert customer_of(SHIPMENT, (other,), is_return=False) == SENDER


def test_a_return_is_handed_in_by_the_customer() -> None:
    assert customer_of(replace(SHIPMENT, ship_from=CUSTOMER), (), is_return=True) == CUSTOMER


# ---------------------------------------------------------------- sending


def test_a_mail_is_sent_once_and_counted(post: Post, label_id: str) -> None:
    server = mail_server.Post()
    with mail_server.serving(server) as setup:
        said = mail_qr.send_mail(replace(post, setup=setup), label_id, "bob@example.com", None)
    assert said == "Handed to 127.0.0.1 for bob@example.com."
    assert [envelope.rcpt_tos for envelope in server.taken] == [["bob@example.com"]]
    assert states(post, label_id) == [("bob@example.com", MailState.SENT)]
    assert post.labels.get(label_id).mailed == 1


def test_without_an_address_it_goes_to_the_customer_and_says_so(post: Post, label_id: str) -> None:
    server = mail_server.Post()
    with mail_server.serving(server) as setup:
        said = mail_qr.send_mail(replace(post, setup=setup), label_id, "", None)
    assert said == "Handed to 127.0.0.1 for ann@example.com."
    assert states(post, label_id) == [("ann@example.com", MailState.SENT)]


def test_a_mail_that_was_refused_does_not_count(post: Post, label_id: str) -> None:
    server = mail_server.Post()
    server.answers["RCPT"] = "550 No such person"
    with mail_server.serving(server) as setup:
        sending = replace(post, setup=setup)
        assert kind_of(lambda: mail_qr.send_mail(sending, label_id, "", None)) is FaultKind.MAIL_REFUSED
    assert states(post, label_id) == [("ann@example.com", MailState.FAILED)]
    assert post.labels.get(label_id).mailed == 0


def test_a_mail_that_may_have_been_sent_is_kept_as_a_doubt(post: Post, label_id: str) -> None:
    server = mail_server.Post()
    server.answers["DATA"] = "hang up"
    with mail_server.serving(server) as setup:
        sending = replace(post, setup=setup)
        assert kind_of(lambda: mail_qr.send_mail(sending, label_id, "", None)) is FaultKind.MAIL_IN_DOUBT
    assert states(post, label_id) == [("ann@example.com", MailState.IN_DOUBT)]


def test_an_address_that_is_none_is_not_even_counted(post: Post, label_id: str) -> None:
    ready = replace(post, setup=MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=9))
    assert kind_of(lambda: mail_qr.send_mail(ready, label_id, "ann@", None)) is FaultKind.MAIL_ADDRESS
    assert states(post, label_id) == []


def test_without_a_mail_server_nothing_is_sent(post: Post, label_id: str) -> None:
    assert kind_of(lambda: mail_qr.send_mail(post, label_id, "", None)) is FaultKind.MAIL_NOT_SET_UP


def test_a_practice_mail_is_never_sent(post: Post, label_id: str) -> None:
    ready = MailSetup("Shop", "shop@example.com", host="127.0.0.1", port=9)
    practising = replace(post, setup=ready, practice=True)
    assert kind_of(lambda: mail_qr.send_mail(practising, label_id, "", None)) is FaultKind.MAIL_NOT_SET_UP
    assert mail_qr.show(practising, label_id).text.startswith("PRACTICE. This mail ships nothing")


def test_a_mail_is_saved_for_another_mail_program(post: Post, label_id: str, tmp_path: Path) -> None:
    said = mail_qr.save(post, label_id, "", tmp_path / "ann.eml")
    assert said.startswith("Saved as ann.eml.")
    saved = message_from_bytes((tmp_path / "ann.eml").read_bytes(), policy=default)
    assert saved["To"] == "Ann Lee <ann@example.com>"
    assert states(post, label_id) == []


# ---------------------------------------------------------------- the test mail


def test_the_test_mail_carries_no_customer_s_data() -> None:
    server = mail_server.Post()
    with mail_server.serving(server) as setup:
        assert send_test(setup, "me@example.com", None) == "Handed to 127.0.0.1 for me@example.com."
    (envelope,) = server.taken
    assert isinstance(envelope.content, bytes)
    assert message_from_bytes(envelope.content, policy=default)["Subject"] == "Postwright can send mail"


def test_the_test_mail_needs_a_server() -> None:
    assert kind_of(lambda: send_test(MailSetup(), "me@example.com", None)) is FaultKind.MAIL_NOT_SET_UP
