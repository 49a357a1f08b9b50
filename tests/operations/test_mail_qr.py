"""The mail about a label: whom it is proposed to, why there is none, and that what leaves is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost, MailFault, PaperFault
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_recipient import Role
from postwright.domain.mail_record import MailState
from postwright.domain.shipment import Delivery
from postwright.operations import mail_qr
from postwright.operations.follow_parcels import ask_about
from postwright.operations.mail_qr import Post
from postwright.operations.mail_results import MailWish
from postwright.operations.post_mail import put_wish
from postwright.operations.void_label import void_label
from tests.domain.samples import CUSTOMER, SENDER, SHIPMENT
from tests.operations.shops import MAILS, Shop

SERVER = replace(MAILS, sender="shop@juniper.example", host="127.0.0.1", port=9)


@pytest.fixture
def post(shop: Shop) -> Post:
    return shop.post()


@pytest.fixture
def label_id(shop: Shop) -> str:
    return shop.bought_paperless().id


def kind_of(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises((BadInput, PaperFault, MailFault)) as caught:
        deed()
    fault = caught.value
    assert isinstance(fault, BadInput | PaperFault | MailFault)
    return fault.kind


def states(post: Post, label_id: str) -> list[tuple[str, MailState]]:
    return [(mail.recipient, mail.state) for mail in mail_qr.mail_sheet(post, label_id).history]


def wish(post: Post, label_id: str, address: str = "ann@example.com") -> MailWish:
    return mail_qr.wish_for(post, label_id, address=address)


# ---------------------------------------------------------------- what is shown


def test_the_code_its_id_and_its_last_day_are_shown(shop: Shop, post: Post, label_id: str) -> None:
    seen = mail_qr.mail_sheet(post, label_id)
    assert seen.picture.startswith(b"\x89PNG")
    assert seen.broker_id == post.labels.get(label_id).label.broker_id
    assert seen.valid_until is not None
    assert "as of" in seen.validity
    assert (seen.title, seen.order, seen.closed) == ("Ann Lee, 1001", "1001", "")
    assert (seen.server, seen.practice) == ("", False)


def test_the_mail_is_shown_as_it_would_leave(post: Post, label_id: str) -> None:
    draft = mail_qr.draft(post, wish(post, label_id))
    assert draft.fault is None
    assert draft.preview is not None
    code = post.labels.get(label_id).label.broker_id
    assert "data:image/png;base64," in draft.preview.html
    assert f"LabelID={code}" in draft.preview.text
    assert "address=18702" in draft.preview.text


def test_a_mail_that_cannot_be_written_says_why(post: Post, label_id: str) -> None:
    wrong = wish(post, label_id)
    draft = mail_qr.draft(post, replace(wrong, to=replace(wrong.to, zip_code="x")))
    assert draft.preview is None
    assert draft.fault is not None
    assert draft.fault.field == "office_zip"


def test_the_shop_s_language_is_the_first_one(shop: Shop, label_id: str) -> None:
    post = shop.post(replace(MAILS, language=Language.SPANISH))
    assert mail_qr.mail_sheet(post, label_id).language is Language.SPANISH
    assert wish(post, label_id).language is Language.SPANISH


def test_a_parcel_of_the_shop_is_proposed_to_the_shop(post: Post, label_id: str) -> None:
    seen = mail_qr.mail_sheet(post, label_id)
    assert [one.role for one in seen.recipients] == [Role.SHOP, Role.ADDRESSEE, Role.OTHER]
    assert mail_qr.wish_for(post, label_id).to == seen.recipients[0]
    assert seen.recipients[0].email == SENDER.email


def test_a_label_to_be_printed_is_closed_to_this_mail_and_open_to_another(shop: Shop, post: Post) -> None:
    label_id = shop.bought().id
    seen = mail_qr.mail_sheet(post, label_id)
    assert seen.closed.startswith("This label was bought to be printed, not as a QR code.")
    assert mail_qr.mail_sheet(post, label_id, LetterKind.TRACKING).closed == ""
    assert kind_of(lambda: mail_qr.write(post, wish(post, label_id))) is FaultKind.NOT_PAPERLESS


def test_a_void_label_shows_no_code_and_is_mailed_to_nobody(
    shop: Shop, post: Post, label_id: str, tmp_path: Path
) -> None:
    void_label(shop.till(), label_id, now=shop.now())
    seen = mail_qr.mail_sheet(post, label_id)
    assert (seen.picture, seen.broker_id, seen.valid_until) == (b"", "", None)
    assert seen.closed.startswith("This label was voided. Nothing is mailed about it.")
    ready = shop.post(SERVER)
    for deed in (
        lambda: put_wish(ready, wish(ready, label_id)),
        lambda: mail_qr.save(post, wish(post, label_id), tmp_path / "a.eml"),
        lambda: mail_qr.save_picture(post, label_id, tmp_path / "a.png"),
    ):
        assert kind_of(deed) is FaultKind.LABEL_VOIDED
    assert list(tmp_path.glob("a.*")) == []


def test_without_code_and_number_the_number_can_be_typed(shop: Shop, post: Post) -> None:
    shop.practice.set_switches(label_id_in="nowhere")
    shop.practice.lose_next_purchase_reply()
    order = shop.order(shipment=replace(SHIPMENT, delivery=Delivery.QR))
    with pytest.raises(Lost):
        shop.buy(order)
    (found,) = shop.look_up()
    assert found.entry is not None
    label_id = found.entry.id
    shop.wire.answer("GET", f"/v1/labels/{label_id}", shop.wire.passed_on)
    mail_qr.keep_broker_id(post, label_id, " xyzz ypjk ")
    assert mail_qr.mail_sheet(post, label_id).broker_id == "XYZZYPJK"


@pytest.mark.parametrize("text", ["", "SHORT12", "ELEVENCHARS", "ÄÖÜÄÖÜÄÖ"])
def test_what_can_be_no_number_is_not_kept(post: Post, label_id: str, text: str) -> None:
    before = post.labels.get(label_id)
    with pytest.raises(BadInput) as caught:
        mail_qr.keep_broker_id(post, label_id, text)
    assert (caught.value.kind, caught.value.field) == (FaultKind.QR_MISSING, "broker_id")
    assert post.labels.get(label_id) == before


def test_the_picture_is_saved_as_the_customer_gets_it(post: Post, label_id: str, tmp_path: Path) -> None:
    assert mail_qr.save_picture(post, label_id, tmp_path / "qr.png") == "Saved as qr.png."
    assert (tmp_path / "qr.png").read_bytes() == mail_qr.mail_sheet(post, label_id).picture


def test_a_code_that_was_replaced_or_used_says_so(shop: Shop, post: Post, label_id: str) -> None:
    assert mail_qr.mail_sheet(post, label_id).remarks == ()
    shop.practice.mail(label_id, "counter")
    ask_about(shop.tracker(), label_id)
    assert mail_qr.mail_sheet(post, label_id).remarks == (
        "USPS has scanned this parcel, so the code was used.",
    )
    newer = shop.bought_paperless()
    shop.codes.replace(label_id, newer.draft_id)
    (replaced, _) = mail_qr.mail_sheet(post, label_id).remarks
    number = newer.label.tracking_number
    assert replaced.startswith(f"This code was replaced by the label ending in {number[-4:]}. Mail that one")


def test_a_return_goes_to_the_customer(shop: Shop, post: Post) -> None:
    leaves = replace(CUSTOMER, phone="570-555-0100")
    back = replace(SHIPMENT, ship_from=leaves, ship_to=SENDER, is_return=True, delivery=Delivery.QR)
    label_id = shop.bought(back).id
    seen = mail_qr.mail_sheet(post, label_id)
    assert [one.role for one in seen.recipients] == [Role.SENDER, Role.OTHER]
    assert seen.recipients[0].email == "ann@example.com"


# ---------------------------------------------------------------- what leaves


def test_a_mail_in_practice_says_so(shop: Shop, label_id: str) -> None:
    practising = shop.post(practice=True)
    draft = mail_qr.draft(practising, wish(practising, label_id))
    assert draft.preview is not None
    assert "practice" in draft.preview.subject.lower()


def test_a_mail_is_saved_for_another_mail_program(post: Post, label_id: str, tmp_path: Path) -> None:
    said = mail_qr.save(post, wish(post, label_id), tmp_path / "ann.eml")
    assert said.startswith("Saved as ann.eml.")
    saved = message_from_bytes((tmp_path / "ann.eml").read_bytes(), policy=default)
    assert saved["To"] == "Ann Lee <ann@example.com>"
    assert saved["X-Unsent"] == "1"
    assert states(post, label_id) == []
