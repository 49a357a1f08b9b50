"""The database knows where each parcel is, and about which USPS is to be asked now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.parcel_watch import Stage, news_of, order
from postwright.domain.print_record import PrintEvent
from postwright.domain.printing_profile import Language
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidEvent
from postwright.store.parcels_under_way import ParcelsUnderWay
from postwright.store.prints import NewPrint
from tests.domain.samples import SHIPMENT
from tests.rules import RULES
from tests.store.shop import NOON, Shop

RULE = RULES.tracking
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# The labels are bought on a Sunday, to leave on Monday.
TODAY = SHIPMENT.ship_date
ON_ITS_WAY = TrackingStatus(NOON, "IT", first_scan_at=NOON, last_event_at=NOON, scans=1)
DELIVERED = replace(ON_ITS_WAY, status_code="DE", delivered_at=NOON + DAY)


def parcels_of(shop: Shop) -> ParcelsUnderWay:
    return ParcelsUnderWay(shop.database, shop.clock)


def due(shop: Shop) -> tuple[str, int]:
    return parcels_of(shop).due(RULE)


def bought(
    shop: Shop, status: TrackingStatus | None = None, next_at: datetime | None = None, **changes: Any
) -> str:
    label = shop.bought(**changes)
    if status is not None:
        parcels_of(shop).keep(label.label_id, status, next_at)
    return label.label_id


def under_way(shop: Shop, limit: int = 200) -> list[str]:
    return [entry.id for entry in parcels_of(shop).under_way(RULE, limit)]


def test_an_answer_comes_along_with_its_label_wherever_it_is_read(shop: Shop) -> None:
    status = TrackingStatus(
        NOON, "EX", "ADDRESS_QUERY", "Odd", NOON, NOON + HOUR, "Undeliverable · Scranton", None,
        NOON + DAY, NOON, 3, 1, "It is slow.",
    )  # fmt: skip
    label_id = bought(shop, status)
    assert shop.labels.get(label_id).status == status
    assert shop.labels.recent()[0].status == status
    parcels_of(shop).keep(label_id, DELIVERED, None)
    shop.close()
    shop.open()
    assert shop.labels.get(label_id).status == DELIVERED
    assert shop.labels.get(bought(shop)).status is None


def test_a_label_that_is_not_kept_has_no_way(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        parcels_of(shop).keep("se-0", ON_ITS_WAY, None)
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN


def test_usps_is_first_asked_on_the_day_that_a_label_leaves(shop: Shop) -> None:
    label_id = bought(shop)
    shop.clock.at = NOON + 6 * HOUR
    assert due(shop) == ("", 0)
    shop.clock.at = NOON + 12 * HOUR
    assert due(shop) == (label_id, 1)


def test_usps_is_not_asked_about_a_label_that_was_bought_within_the_hour(shop: Shop) -> None:
    label_id = bought(shop, order=shop.order("", replace(SHIPMENT, ship_date=date(2026, 11, 22))))
    shop.clock.at = NOON + 3 * HOUR
    assert due(shop) == ("", 0)
    shop.clock.at = NOON + 5 * HOUR
    assert due(shop) == (label_id, 1)


def test_who_was_asked_about_is_due_again_at_the_time_that_was_set_and_a_restart_asks_none_again(
    shop: Shop,
) -> None:
    shop.clock.at = NOON - DAY
    label_id = bought(shop, ON_ITS_WAY, NOON + 8 * HOUR)
    shop.clock.at = NOON + 7 * HOUR
    shop.close()
    shop.open()
    assert due(shop) == ("", 0)
    shop.clock.at = NOON + 8 * HOUR
    assert due(shop) == (label_id, 1)


def test_an_answer_from_a_clock_that_was_set_back_since_counts_for_nothing(shop: Shop) -> None:
    ahead = replace(ON_ITS_WAY, asked_at=NOON + 30 * DAY)
    label_id = bought(shop, ahead, NOON + 31 * DAY)
    bought(shop, replace(ahead, delivered_at=NOON), None)
    assert due(shop) == (label_id, 1)


def test_the_one_that_waits_longest_is_asked_about_first(shop: Shop) -> None:
    shop.clock.at = NOON - 2 * DAY
    known = bought(shop, ON_ITS_WAY, NOON + 20 * HOUR)
    fresh = bought(shop)
    shop.clock.at = NOON + DAY
    assert due(shop) == (fresh, 2)
    parcels_of(shop).keep(fresh, ON_ITS_WAY, NOON + 22 * HOUR)
    assert due(shop) == (known, 2)


def test_nobody_asks_about_a_parcel_that_is_delivered_void_or_two_months_old(shop: Shop) -> None:
    bought(shop, DELIVERED, None)
    for state in (VoidEvent.APPROVED, VoidEvent.LOST):
        for status, next_at in ((None, None), (ON_ITS_WAY, NOON)):
            _void(shop, bought(shop, status, next_at), state)
    bought(shop, voided=True)
    shop.clock.at = NOON + 2 * DAY
    assert due(shop) == ("", 0)
    bought(shop)
    bought(shop, ON_ITS_WAY, NOON)
    shop.clock.at = NOON + 63 * DAY
    assert due(shop) == ("", 0)


def test_a_label_whose_void_was_refused_is_followed_again(shop: Shop) -> None:
    label_id = bought(shop)
    _void(shop, label_id, VoidEvent.REFUSED)
    shop.clock.at = NOON + 2 * DAY
    assert due(shop) == (label_id, 1)


def test_what_left_is_listed_with_exceptions_first_and_deliveries_last(shop: Shop) -> None:
    moving = replace(ON_ITS_WAY, last_event_at=NOON + 5 * DAY)
    statuses = {
        Stage.DELIVERED: DELIVERED,
        Stage.MOVING: moving,
        Stage.STALE: TrackingStatus(NOON + 5 * DAY, "NY"),
        Stage.WAITING: replace(moving, status_code="AT"),
        Stage.STILL: ON_ITS_WAY,
        Stage.EXCEPTION: replace(moving, detail_code="RETURN_TO_SENDER"),
    }
    ids = {stage: bought(shop, status) for stage, status in statuses.items()}
    bought(shop)
    bought(shop, TrackingStatus(NOON + 5 * DAY, misses=1, trouble="USPS did not answer."))
    later = bought(shop, replace(DELIVERED, delivered_at=NOON + 3 * DAY))
    bought(shop, order=shop.order("", replace(SHIPMENT, ship_date=TODAY + 30 * DAY)))
    _void(shop, bought(shop, moving), VoidEvent.APPROVED)
    shop.clock.at = NOON + 7 * DAY
    wanted = [ids[stage] for stage in sorted(set(ids) - {Stage.DELIVERED})]
    listed = parcels_of(shop).under_way(RULE)
    assert {one.id for one in listed} == {*wanted, ids[Stage.DELIVERED], later}
    told = order(news_of(one, shop.clock(), RULE) for one in listed)
    assert [one.entry.id for one in told] == [*wanted, later, ids[Stage.DELIVERED]]
    assert set(under_way(shop, limit=6)) == {*wanted, later}
    assert parcels_of(shop).count(RULE) == {
        Stage.DELIVERED: 2, Stage.MOVING: 1, Stage.STALE: 1, Stage.WAITING: 1, Stage.STILL: 1,
        Stage.EXCEPTION: 1, Stage.UNSCANNED: 3,
    }  # fmt: skip


def test_a_code_that_usps_prints_is_late_only_once_the_shop_printed_it_itself(shop: Shop) -> None:
    both = replace(SHIPMENT, delivery=Delivery.BOTH)
    order_of_both = shop.order("", both)
    asked = TrackingStatus(NOON + 5 * DAY, "NY")
    label_id = bought(shop, asked, order=order_of_both, display_scheme="label_and_paperless")
    shop.clock.at = NOON + 7 * DAY
    assert under_way(shop) == []
    (begun,) = shop.prints.begin(NewPrint(label_id, "Zebra", Language.ZPL))
    shop.prints.record(begun.id, PrintEvent.TAKEN)
    assert under_way(shop) == [label_id]


def test_after_two_months_a_parcel_is_under_way_no_more(shop: Shop) -> None:
    bought(shop, ON_ITS_WAY)
    shop.clock.at = NOON + 61 * DAY
    assert (under_way(shop), parcels_of(shop).count(RULE)) == ([], {})


def _void(shop: Shop, label_id: str, end: VoidEvent) -> None:
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, end):
        shop.voids.record(label_id, event)
