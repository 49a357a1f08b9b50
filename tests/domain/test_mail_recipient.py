"""A code is proposed to the one who has the parcel, and never silently to the one whom it is addressed to."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.draft import AddressText
from postwright.domain.mail_recipient import Role, for_code, for_notice, for_return, is_saved_place
from postwright.domain.preferences import MailSetup, Origin
from tests.domain.samples import CUSTOMER, SENDER, SENDER_TEXT, SHIPMENT

DESK = Origin("Desk", SENDER_TEXT)
ELSEWHERE = Origin("Other", AddressText(line1="1 Elsewhere Rd", postal_code="10001"))
SETUP = MailSetup("Juniper Goods", "shop@juniper.example", reply_to="hello@juniper.example")


def test_a_parcel_from_the_shop_is_proposed_to_the_shop_itself() -> None:
    for origins in ((DESK,), ()):
        proposed = for_code(SHIPMENT, origins, SETUP, is_return=False)
        assert [one.role for one in proposed] == [Role.SHOP, Role.ADDRESSEE, Role.OTHER]
        assert proposed[0].name == "Juniper Goods"
        assert proposed[0].zip_code == SENDER.postal_code[:5]
        assert "without the parcel" in proposed[1].means
        assert proposed[1].email == CUSTOMER.email


def test_the_shop_s_own_mail_is_that_of_the_origin_or_of_the_settings() -> None:
    bare = replace(SHIPMENT, ship_from=replace(SENDER, email=""))
    own = replace(SHIPMENT, ship_from=replace(SENDER, email="desk@juniper.example"))
    assert for_code(own, (), SETUP, is_return=False)[0].email == "desk@juniper.example"
    assert for_code(bare, (), SETUP, is_return=False)[0].email == "hello@juniper.example"
    without = replace(SETUP, reply_to="")
    assert for_code(bare, (), without, is_return=False)[0].email == "shop@juniper.example"


def test_a_shop_without_a_name_is_called_as_its_origin() -> None:
    company = replace(SHIPMENT, ship_from=replace(SENDER, company="Juniper LLC"))
    person = replace(SHIPMENT, ship_from=replace(SENDER, company=""))
    assert for_code(company, (), MailSetup(), is_return=False)[0].name == "Juniper LLC"
    assert for_code(person, (), MailSetup(), is_return=False)[0].name == SENDER.name


def test_a_return_is_proposed_to_the_customer_alone() -> None:
    back = replace(SHIPMENT, ship_from=CUSTOMER, ship_to=SENDER)
    for shipment, is_return in ((back, True), (replace(back, is_return=True), False)):
        proposed = for_code(shipment, (DESK,), SETUP, is_return=is_return)
        assert [(one.role, one.email) for one in proposed] == [
            (Role.SENDER, CUSTOMER.email),
            (Role.OTHER, ""),
        ]


def test_a_parcel_from_elsewhere_is_proposed_to_the_one_there() -> None:
    proposed = for_code(SHIPMENT, (ELSEWHERE,), SETUP, is_return=False)
    assert [one.role for one in proposed] == [Role.SENDER, Role.ADDRESSEE, Role.OTHER]
    assert proposed[0].name == SENDER.who


def test_a_notice_goes_to_the_addressee_and_a_return_s_label_to_the_customer() -> None:
    assert [one.role for one in for_notice(SHIPMENT)] == [Role.ADDRESSEE, Role.OTHER]
    assert for_notice(SHIPMENT)[0].name == CUSTOMER.who
    back = replace(SHIPMENT, ship_from=CUSTOMER, ship_to=SENDER, is_return=True)
    assert for_return(back)[0].email == CUSTOMER.email
    assert for_return(back)[1].role is Role.OTHER


def test_a_place_of_the_shop_is_known_in_other_letters_and_blanks() -> None:
    loud = replace(SENDER, line1=f"  {SENDER.line1.upper().replace(' ', '  ')}", postal_code="97204-1234")
    assert is_saved_place(loud, (DESK,))
    assert for_code(replace(SHIPMENT, ship_from=loud), (DESK,), SETUP, is_return=False)[0].role is Role.SHOP
    assert not is_saved_place(CUSTOMER, (DESK,))
