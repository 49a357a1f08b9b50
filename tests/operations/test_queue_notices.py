"""What the shop wants mailed by itself is put into the outbox once for each label, whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from postwright.domain.automatic_mail import LATEST
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import Language, LetterKind
from postwright.domain.mail_record import MailRecord, MailState
from postwright.domain.preferences import MailSetup, NoticeWhen
from postwright.domain.shipment import Delivery
from postwright.operations.post_mail import put_in_outbox
from postwright.operations.queue_notices import Noticeboard, Noticed, queue_notices
from postwright.operations.void_label import void_label
from postwright.store.automatic_mails import AutomaticMails
from postwright.store.looking import open_or_look
from postwright.store.mails import Mails
from tests.domain.samples import CUSTOMER, SENDER, SHIPMENT
from tests.operations.shops import MAILS, Shop, Window

SERVED = replace(MAILS, host="mail.example.com", sender="shop@example.com")
AT_PURCHASE = replace(SERVED, tracking_notice=NoticeWhen.AT_PURCHASE)
SHIP_DATE = replace(SERVED, tracking_notice=NoticeWhen.SHIP_DATE)
RETURNS = replace(SERVED, return_by_mail=True)
# A customer needs a phone number to send.
BACK = replace(SHIPMENT, ship_to=SENDER, ship_from=replace(CUSTOMER, phone="570-555-0100"), is_return=True)


def queued(
    shop: Shop,
    setup: MailSetup,
    window: Window | None = None,
    *,
    practice: bool = False,
    sandbox: bool = False,
) -> Noticed:
    """One pass, of this program or of another one on the same shop."""
    post = shop.post(setup, practice=practice)
    through = window or shop
    post = replace(post, labels=through.labels, mails=through.mails)
    kept = AutomaticMails(through.database, shop.now)
    return queue_notices(Noticeboard(post, kept, shop.now, sandbox))


def switched_on(shop: Shop, setup: MailSetup) -> None:
    """The pass with which the program learns of the setting."""
    assert queued(shop, setup) == Noticed()


def mails_of(shop: Shop, entry: LabelEntry) -> tuple[MailRecord, ...]:
    return shop.mails.of_label(entry.id)


def test_a_customer_is_told_once_that_the_parcel_is_on_its_way(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    entry = shop.bought()
    (record,) = queued(shop, AT_PURCHASE).queued
    assert (record.kind, record.recipient, record.state) == (
        LetterKind.TRACKING,
        "ann@example.com",
        MailState.WAITING,
    )
    assert shop.mails.due(shop.now()) == (record,)
    assert queued(shop, AT_PURCHASE) == Noticed()
    assert mails_of(shop, entry) == (record,)


def test_the_mail_links_to_usps_and_names_the_number(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    number = shop.bought().label.tracking_number
    (record,) = queued(shop, AT_PURCHASE).queued
    text = plain_text(shop, record)
    assert "https://tools.usps.com/go/TrackConfirmAction" in text
    assert f"tLabels={number}" in text


def plain_text(shop: Shop, record: MailRecord) -> str:
    mail = message_from_bytes(shop.mails.take(record.id), policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_nothing_is_mailed_by_itself_until_it_is_switched_on(shop: Shop) -> None:
    before = shop.bought()
    assert queued(shop, SERVED) == Noticed()
    switched_on(shop, AT_PURCHASE)
    assert mails_of(shop, before) == ()


def test_however_often_the_program_starts_again_there_is_one_notice(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    entry = shop.bought()
    for _ in range(3):
        window = shop.second_window()
        queued(shop, AT_PURCHASE, window)
        window.database.close()
    assert len(mails_of(shop, entry)) == 1


def test_what_was_bought_while_no_program_looked_is_made_up_for_within_a_week(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    stale = shop.bought()
    shop.practice.clock.advance(LATEST)
    fresh = shop.bought(replace(SHIPMENT, ship_date=shop.now().date()))
    assert [one.label_id for one in queued(shop, AT_PURCHASE).queued] == [fresh.id]
    assert mails_of(shop, stale) == ()


def test_on_the_ship_date_the_notice_leaves_at_eight_in_the_morning_at_the_origin(shop: Shop) -> None:
    switched_on(shop, SHIP_DATE)
    shop.bought()
    (record,) = queued(shop, SHIP_DATE).queued
    # Eight o'clock in Portland.
    assert record.not_before == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert shop.mails.due(shop.now()) == ()
    shop.later(days=1, hours=4)
    assert shop.mails.due(shop.now()) == (record,)


def test_a_label_that_is_voided_before_its_notice_left_takes_it_along(shop: Shop) -> None:
    switched_on(shop, SHIP_DATE)
    entry = shop.bought()
    queued(shop, SHIP_DATE)
    void_label(shop.till(), entry.id, now=shop.now())
    (record,) = queued(shop, SHIP_DATE).called_off
    assert mails_of(shop, entry) == (record,)
    assert (record.state, record.detail) == (
        MailState.CANCELLED,
        "The label was voided, so the mail was not sent.",
    )
    assert shop.mails.next_due() is None
    assert queued(shop, SHIP_DATE) == Noticed()


def test_a_mail_of_any_kind_about_a_voided_label_is_called_off_with_everything_switched_off(
    shop: Shop,
) -> None:
    kept, gone = shop.bought_paperless(), shop.bought_paperless()
    records = [put_in_outbox(shop.post(SERVED), one.id, LetterKind.QR, "ann@example.com", Language.ENGLISH)
               for one in (kept, gone)]  # fmt: skip
    void_label(shop.till(), gone.id, now=shop.now())
    assert [one.id for one in queued(shop, SERVED).called_off] == [records[1].id]
    assert shop.mails.due(shop.now()) == (records[0],)


def test_a_label_that_is_voided_before_anybody_looked_gets_no_notice(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    entry = shop.bought()
    void_label(shop.till(), entry.id, now=shop.now())
    assert queued(shop, AT_PURCHASE) == Noticed()
    assert mails_of(shop, entry) == ()


def test_a_notice_that_was_cancelled_by_a_person_is_not_written_again(shop: Shop) -> None:
    switched_on(shop, SHIP_DATE)
    entry = shop.bought()
    (record,) = queued(shop, SHIP_DATE).queued
    shop.mails.cancel(record.id)
    assert queued(shop, SHIP_DATE) == Noticed()
    assert len(mails_of(shop, entry)) == 1


def test_a_mail_with_the_code_does_not_take_the_place_of_the_notice(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    entry = shop.bought_paperless()
    shop.mails.note_own_program(entry.id, LetterKind.QR, "ann@example.com", "Your code")
    assert [one.kind for one in queued(shop, AT_PURCHASE).queued] == [LetterKind.TRACKING]


def test_switched_off_and_on_again_it_begins_anew(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    assert queued(shop, SERVED) == Noticed()
    between = shop.bought()
    switched_on(shop, AT_PURCHASE)
    after = shop.bought()
    assert [one.label_id for one in queued(shop, AT_PURCHASE).queued] == [after.id]
    assert mails_of(shop, between) == ()


def test_from_at_purchase_to_the_ship_date_nothing_is_told_twice(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    shop.bought()
    assert len(queued(shop, AT_PURCHASE).queued) == 1
    assert queued(shop, SHIP_DATE) == Noticed()


def test_a_printed_return_is_mailed_as_the_page_that_was_looked_at(shop: Shop) -> None:
    switched_on(shop, RETURNS)
    entry = shop.bought(BACK)
    shop.bought()
    shop.bought(replace(BACK, delivery=Delivery.QR))
    (record,) = queued(shop, RETURNS).queued
    assert (record.label_id, record.kind, record.recipient) == (
        entry.id,
        LetterKind.RETURN_LABEL,
        "ann@example.com",
    )
    mail = message_from_bytes(shop.mails.take(record.id), policy=default)
    (page,) = (part for part in mail.walk() if part.get_content_type() == "application/pdf")
    content = page.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.startswith(b"%PDF-")


def test_one_mail_that_cannot_be_written_keeps_no_other_back(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    wrong = shop.bought(replace(SHIPMENT, ship_to=replace(CUSTOMER, email="ann@example..com")))
    right = shop.bought()
    noticed = queued(shop, AT_PURCHASE)
    assert [one.label_id for one in noticed.queued] == [right.id]
    (unwritten,) = noticed.unwritten
    assert (unwritten.entry.id, unwritten.fault.kind) == (wrong.id, FaultKind.MAIL_ADDRESS)


def test_where_nothing_can_be_written_the_pass_ends_and_the_next_one_makes_up_for_it(shop: Shop) -> None:
    switched_on(shop, AT_PURCHASE)
    shop.bought()
    shut = open_or_look(shop.database.path, FaultKind.READ_ONLY)
    post = replace(shop.post(AT_PURCHASE), mails=Mails(shut, shop.now))
    with pytest.raises(Environment):
        queue_notices(Noticeboard(post, AutomaticMails(shut, shop.now), shop.now))
    shut.close()
    assert len(queued(shop, AT_PURCHASE).queued) == 1


def test_without_a_mail_server_nothing_piles_up_and_nothing_is_lost(shop: Shop) -> None:
    unserved = replace(MAILS, tracking_notice=NoticeWhen.AT_PURCHASE)
    switched_on(shop, unserved)
    shop.bought()
    assert queued(shop, unserved) == Noticed()
    assert len(queued(shop, AT_PURCHASE).queued) == 1


def test_in_practice_a_notice_is_written_without_a_server(shop: Shop) -> None:
    unserved = replace(MAILS, tracking_notice=NoticeWhen.AT_PURCHASE)
    switched_on(shop, unserved)
    shop.bought()
    assert len(queued(shop, unserved, practice=True).queued) == 1


def test_of_a_sandbox_label_nobody_is_told(shop: Shop) -> None:
    assert queued(shop, AT_PURCHASE, sandbox=True) == Noticed()
    shop.bought()
    assert queued(shop, AT_PURCHASE, sandbox=True) == Noticed()
