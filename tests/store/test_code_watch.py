"""What USPS said of a QR code is remembered, and so is what took its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label import Label
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailEvent
from postwright.domain.qr_watch import WATCHED_FOR
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidEvent
from postwright.store.code_watch import CodeWatch
from postwright.store.parcels_under_way import ParcelsUnderWay
from tests.domain.samples import SHIPMENT
from tests.store.shop import NOON, Shop

PAPERLESS = replace(SHIPMENT, delivery=Delivery.QR)


def watch_of(shop: Shop) -> CodeWatch:
    return CodeWatch(shop.database, shop.clock)


def with_code(shop: Shop, draft_id: str = "", **changes: Any) -> Label:
    return shop.bought(shop.order(draft_id, PAPERLESS), display_scheme="paperless", **changes)


def watched(shop: Shop) -> tuple[str, ...]:
    return tuple(code.entry.id for code in watch_of(shop).watched())


def voided(shop: Shop, label_id: str) -> None:
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, VoidEvent.APPROVED):
        shop.voids.record(label_id, event)


def test_labels_with_a_code_are_watched_the_oldest_first(shop: Shop) -> None:
    shop.bought()
    first, second = with_code(shop), with_code(shop)
    assert watched(shop) == (first.label_id, second.label_id)


def test_a_label_is_watched_until_six_weeks_are_over(shop: Shop) -> None:
    label = with_code(shop)
    shop.clock.at = label.created_at + WATCHED_FOR - timedelta(minutes=1)
    assert watched(shop) == (label.label_id,)
    shop.clock.at = label.created_at + WATCHED_FOR
    assert watched(shop) == ()


def test_what_was_voided_is_watched_no_more(shop: Shop) -> None:
    label = with_code(shop)
    voided(shop, label.label_id)
    assert watched(shop) == ()


def test_what_usps_said_is_told_and_a_scan_ends_the_watch(shop: Shop) -> None:
    label = with_code(shop)
    watch, parcels = watch_of(shop), ParcelsUnderWay(shop.database, shop.clock)
    assert (watch.get(label.label_id).asked_at, watch.get(label.label_id).news) == (None, "")
    parcels.keep(label.label_id, TrackingStatus(NOON, "NY"), None)
    (code,) = watch.watched()
    assert (code.asked_at, code.news) == (NOON, "Label made, not yet at USPS")
    parcels.keep(label.label_id, TrackingStatus(NOON, "AC", first_scan_at=NOON), None)
    assert watched(shop) == ()
    shop.close()
    shop.open()
    assert watched(shop) == ()


def test_a_code_knows_its_first_and_its_last_mail_that_was_taken(shop: Shop) -> None:
    label = with_code(shop)
    assert watch_of(shop).get(label.label_id).mails == 0
    shop.mailed(label.label_id, MailEvent.REFUSED)
    shop.mailed(label.label_id, kind=LetterKind.TRACKING)
    assert watch_of(shop).get(label.label_id).first_mailed is None
    shop.mailed(label.label_id)
    shop.mails.note_own_program(label.label_id, LetterKind.QR, "", "Your QR code")
    code = watch_of(shop).get(label.label_id)
    assert code.mails == 2
    assert code.first_mailed is not None
    assert code.last_mailed is not None
    assert NOON < code.first_mailed < code.last_mailed


def test_what_takes_its_place_is_the_label_of_its_new_draft(shop: Shop) -> None:
    label = with_code(shop)
    watch_of(shop).replace(label.label_id, "again")
    assert watch_of(shop).get(label.label_id).draft_id == "again"
    assert watch_of(shop).get(label.label_id).replaced_by == ""
    other = with_code(shop)
    newer = with_code(shop, "again")
    (old, _, _) = watch_of(shop).watched()
    assert (old.entry.id, old.replaced_by) == (label.label_id, newer.tracking_number)
    assert watch_of(shop).get(other.label_id).replaced_by == ""


def test_a_label_that_was_voided_takes_no_ones_place(shop: Shop) -> None:
    label = with_code(shop)
    watch_of(shop).replace(label.label_id, "again")
    voided(shop, with_code(shop, "again").label_id)
    assert watch_of(shop).get(label.label_id).replaced_by == ""


def test_a_label_that_is_not_kept_is_not_watched(shop: Shop) -> None:
    watch = watch_of(shop)
    for ask in (
        lambda: watch.get("se-0"),
        lambda: watch.replace("se-0", "again"),
    ):
        with pytest.raises(BadInput) as caught:
            ask()
        assert caught.value.kind is FaultKind.LABEL_UNKNOWN
