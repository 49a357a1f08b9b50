"""What a shop switched on is mailed by itself, to the right one, at a decent hour; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.automatic_mail import AutomaticMail, automatic_mail, kinds_on
from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.money import Money
from postwright.domain.preferences import MailSetup, NoticeWhen, Origin
from postwright.domain.shipment import Delivery
from postwright.domain.void import VoidState
from tests.domain.samples import CUSTOMER, CUSTOMER_TEXT, SENDER, SENDER_TEXT, SHIPMENT

# A Sunday noon in Portland; the parcel leaves on Monday.
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
PORTLAND = ZoneInfo("America/Los_Angeles")
LABEL = Label(
    "se-9", "se-8", "9400111899563821705427", "completed", "se-1", "ground", "package", Money(761), NOW,
    date(2026, 11, 23),
)  # fmt: skip
ENTRY = LabelEntry(LABEL, SHIPMENT, "draft-1", "purchase-1")
ORIGINS = (Origin("Shop", SENDER_TEXT),)
AT_ONCE = MailSetup(tracking_notice=NoticeWhen.AT_PURCHASE)
THAT_DAY = MailSetup(tracking_notice=NoticeWhen.SHIP_DATE)
RETURNS = MailSetup(return_by_mail=True)
RETURN = replace(
    ENTRY,
    label=replace(LABEL, is_return=True),
    shipment=replace(SHIPMENT, ship_to=SENDER, ship_from=CUSTOMER, is_return=True),
)


def mail(entry: LabelEntry, setup: MailSetup, now: datetime = NOW) -> AutomaticMail | None:
    return automatic_mail(entry, setup, ORIGINS, now)


def test_nothing_is_mailed_by_itself_unless_the_shop_switched_it_on() -> None:
    assert kinds_on(MailSetup()) == frozenset()
    assert (mail(ENTRY, MailSetup()), mail(RETURN, MailSetup())) == (None, None)
    assert kinds_on(THAT_DAY) == {LetterKind.TRACKING}
    assert kinds_on(replace(AT_ONCE, return_by_mail=True)) == {LetterKind.TRACKING, LetterKind.RETURN_LABEL}


def test_the_addressee_is_told_at_once_or_on_the_morning_of_the_ship_date() -> None:
    assert mail(ENTRY, AT_ONCE) == AutomaticMail(LetterKind.TRACKING, "ann@example.com")
    morning = datetime(2026, 11, 23, 8, tzinfo=PORTLAND)
    assert mail(ENTRY, THAT_DAY) == AutomaticMail(LetterKind.TRACKING, "ann@example.com", morning)
    assert mail(ENTRY, THAT_DAY, morning) == AutomaticMail(LetterKind.TRACKING, "ann@example.com")


def test_where_the_carrier_names_no_ship_date_the_order_s_counts() -> None:
    found = mail(replace(ENTRY, label=replace(LABEL, ship_date=None)), THAT_DAY)
    assert found is not None
    assert found.not_before == datetime(2026, 11, 23, 8, tzinfo=PORTLAND)


@pytest.mark.parametrize(
    "entry",
    [
        RETURN,
        replace(ENTRY, void_state=VoidState.REQUESTED),
        replace(ENTRY, alarms=("The carrier holds 2 labels for this parcel.",)),
        replace(ENTRY, shipment=replace(SHIPMENT, ship_to=replace(CUSTOMER, email=""))),
        replace(ENTRY, label=replace(LABEL, tracking_number="")),
        replace(ENTRY, shipment=replace(SHIPMENT, ship_to=SENDER, ship_from=CUSTOMER)),
    ],
)
def test_nobody_is_told_of_a_return_a_void_label_a_doubtful_one_or_a_parcel_to_the_shop(
    entry: LabelEntry,
) -> None:
    assert mail(entry, AT_ONCE) is None


def test_the_customer_gets_the_label_of_a_printed_return_and_no_other() -> None:
    assert mail(RETURN, RETURNS) == AutomaticMail(LetterKind.RETURN_LABEL, "ann@example.com")
    assert mail(ENTRY, RETURNS) is None
    for delivery, scheme in ((Delivery.QR, "paperless"), (Delivery.BOTH, "label_and_paperless")):
        label = replace(RETURN.label, display_scheme=scheme)
        code = replace(RETURN, label=label, shipment=replace(RETURN.shipment, delivery=delivery))
        assert mail(code, RETURNS) is None
    nobody = replace(RETURN.shipment, ship_from=replace(CUSTOMER, email=""))
    assert mail(replace(RETURN, shipment=nobody), RETURNS) is None


def test_a_label_that_either_side_calls_a_return_is_one() -> None:
    for entry in (
        replace(RETURN, label=LABEL),
        replace(RETURN, shipment=replace(RETURN.shipment, is_return=False)),
    ):
        found = mail(entry, RETURNS)
        assert found is not None
        assert found.kind is LetterKind.RETURN_LABEL


def test_a_shop_with_no_saved_place_tells_every_addressee() -> None:
    assert automatic_mail(ENTRY, AT_ONCE, (), NOW) is not None
    assert automatic_mail(ENTRY, AT_ONCE, (Origin("Home", CUSTOMER_TEXT),), NOW) is None
