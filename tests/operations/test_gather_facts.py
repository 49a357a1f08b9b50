"""What a mail may tell about a label: what is known, and nothing about one that must not be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from postwright.domain.faults import BadInput, FaultKind, MailFault, PaperFault
from postwright.domain.letter import LetterFacts, LetterKind
from postwright.domain.mail_recipient import MailRecipient, Role
from postwright.domain.preferences import MailSetup
from postwright.domain.shipment import Delivery
from postwright.operations.fetch_documents import complete
from postwright.operations.gather_facts import Post, facts_of, recipient_of, valid_until
from postwright.operations.void_label import void_label
from tests.domain.samples import CUSTOMER, SENDER, SHIPMENT
from tests.operations.shops import MAILS, Shop

TO = MailRecipient(Role.OTHER, "Bo Diaz", "bo@example.com", "10001")
LEAVES = replace(CUSTOMER, phone="570-555-0100")
BACK = replace(SHIPMENT, ship_from=LEAVES, ship_to=SENDER, is_return=True)


@pytest.fixture
def post(shop: Shop) -> Post:
    return shop.post()


def kind_of(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises((BadInput, PaperFault, MailFault)) as caught:
        deed()
    fault = caught.value
    assert isinstance(fault, BadInput | PaperFault | MailFault)
    return fault.kind


def test_the_office_is_near_the_one_who_hands_it_in_and_printing_asks_where_it_leaves(
    shop: Shop, post: Post
) -> None:
    entry = shop.bought_paperless()
    facts = facts_of(post, entry.id, LetterKind.QR, TO)
    code = entry.label.broker_id
    assert facts.office_link == (
        "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=10001"
    )
    assert facts.print_link == f"https://tools.usps.com/label-broker.htm?LabelID={code}&zip=97204"
    assert (facts.label_id, facts.customer_name, facts.ship_to_name) == (code, "Bo Diaz", "Ann Lee")
    assert facts.qr_png.startswith(b"\x89PNG")
    assert (facts.order, facts.shop_name, facts.is_return) == ("1001", "Juniper Goods", False)


def test_a_mail_about_a_sandboxs_label_says_that_it_ships_nothing(shop: Shop, post: Post) -> None:
    entry = shop.bought_paperless()
    told = {
        (practice, sandbox): facts_of(
            replace(post, practice=practice, sandbox=sandbox), entry.id, LetterKind.QR, TO
        ).practice
        for practice in (True, False)
        for sandbox in (True, False)
    }
    assert told == {(True, True): True, (True, False): True, (False, True): True, (False, False): False}


def test_nobody_is_told_that_a_parcel_goes_to_themselves(shop: Shop, post: Post) -> None:
    entry = shop.bought_paperless()
    addressee = recipient_of(post, entry, LetterKind.QR, "ann@EXAMPLE.com")
    assert addressee.role is Role.ADDRESSEE
    assert facts_of(post, entry.id, LetterKind.QR, addressee).ship_to_name == ""


def test_the_days_of_validity_are_the_dated_figure_or_the_shop_s_own(shop: Shop, post: Post) -> None:
    entry = shop.bought_paperless()
    assert shop.catalogue.qr_validity.days == 7
    assert valid_until(post, entry) == date(2026, 11, 28)  # bought on the 22nd; the 29th is a Sunday
    own = shop.post(replace(MAILS, qr_days=3))
    assert valid_until(own, entry) == date(2026, 11, 25)
    assert facts_of(own, entry.id, LetterKind.QR, TO).valid_until == date(2026, 11, 25)


def test_a_shop_without_a_name_is_called_as_it_stands_on_the_label(shop: Shop) -> None:
    entry = shop.bought_paperless()
    nameless = shop.post(MailSetup(sender="shop@juniper.example", website="juniper.example"))
    facts = facts_of(nameless, entry.id, LetterKind.QR, TO)
    assert (facts.shop_name, facts.reply_to) == ("Juniper Goods", "shop@juniper.example")
    assert facts.website == "juniper.example"


def test_a_wrong_zip_is_named(shop: Shop, post: Post) -> None:
    entry = shop.bought_paperless()
    with pytest.raises(BadInput) as caught:
        facts_of(post, entry.id, LetterKind.QR, replace(TO, zip_code="1000"))
    assert (caught.value.kind, caught.value.field) == (FaultKind.MAIL_ADDRESS, "office_zip")


def test_a_tracking_notice_needs_no_code(shop: Shop, post: Post) -> None:
    entry = shop.bought()
    facts = facts_of(post, entry.id, LetterKind.TRACKING, recipient_of(post, entry, LetterKind.TRACKING))
    number = entry.label.tracking_number
    assert facts.tracking_link == f"https://tools.usps.com/go/TrackConfirmAction?tLabels={number}"
    assert (facts.tracking_number, facts.customer_name) == (number, "Ann Lee")
    assert (facts.label_id, facts.qr_png, facts.office_link, facts.valid_until) == ("", b"", "", None)


def test_a_return_s_label_goes_along_as_the_pdf_that_was_kept(shop: Shop, post: Post) -> None:
    entry = shop.bought(BACK)
    complete(shop.archive(), entry.id)
    to = recipient_of(post, entry, LetterKind.RETURN_LABEL)
    facts = facts_of(post, entry.id, LetterKind.RETURN_LABEL, to)
    assert (to.role, to.email) == (Role.SENDER, CUSTOMER.email)
    assert facts.pdf.startswith(b"%PDF-")
    assert facts.is_return
    assert facts_of(post, entry.id, LetterKind.TRACKING, to).pdf == b""


def test_a_return_s_code_is_the_customer_s(shop: Shop, post: Post) -> None:
    entry = shop.bought(replace(BACK, delivery=Delivery.QR))
    to = recipient_of(post, entry, LetterKind.QR)
    facts = facts_of(post, entry.id, LetterKind.QR, to)
    assert (to.role, facts.customer_name, facts.ship_to_name) == (Role.SENDER, "Ann Lee", SENDER.who)
    assert facts.office_link.endswith("address=18702")
    assert facts.print_link.endswith("zip=18702")


def test_another_address_is_somebody_else_near_the_likeliest(shop: Shop, post: Post) -> None:
    entry = shop.bought_paperless()
    other = recipient_of(post, entry, LetterKind.QR, " bo@example.com ")
    assert other == MailRecipient(Role.OTHER, email="bo@example.com", zip_code="97204")
    assert recipient_of(post, entry, LetterKind.QR).role is Role.SHOP


def facts(post: Post, label_id: str, kind: LetterKind) -> LetterFacts:
    return facts_of(post, label_id, kind, TO)


def test_each_kind_says_why_there_is_none(shop: Shop, post: Post) -> None:
    printed, coded = shop.bought(), shop.bought_paperless()
    back = shop.bought(replace(BACK, delivery=Delivery.QR))
    for label_id, kind, reason in (
        (printed.id, LetterKind.QR, FaultKind.NOT_PAPERLESS),
        (printed.id, LetterKind.RETURN_LABEL, FaultKind.NOT_A_RETURN),
        (back.id, LetterKind.RETURN_LABEL, FaultKind.QR_ONLY),
    ):
        assert kind_of(lambda label_id=label_id, kind=kind: facts(post, label_id, kind)) is reason
    void_label(shop.till(), coded.id, now=shop.now())
    for kind in LetterKind:
        assert kind_of(lambda kind=kind: facts(post, coded.id, kind)) is FaultKind.LABEL_VOIDED
