"""Bind what the window reminds of to the operations. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from postwright.domain.day_reminder import day_reminders
from postwright.domain.parcel_reminder import parcel_reminder
from postwright.domain.refund_reminder import refund_reminders
from postwright.domain.reminder import Reminder
from postwright.domain.void_reminder import void_reminder
from postwright.operations.close_day import days_open
from postwright.operations.remind import FAMILY, LOOKED, Reminded, in_trouble, remind, unused
from postwright.operations.remind import put_off as put_off_until_tomorrow
from postwright.shop import Shop
from postwright.store.marks import Marks


def look(shop: Shop) -> Reminded:
    """All that there is to be reminded of, by the shop's clock; reads the database only."""
    now = shop.now()
    return remind(_found(shop, now), Marks(shop.database, FAMILY), now)


def _found(shop: Shop, now: datetime) -> Iterator[Reminder]:
    setup = shop.preferences.reminders
    voids = void_reminder(unused(shop.tracker().parcels, shop.rules.void, now)) if setup.voids else None
    if voids is not None:
        yield voids
    if setup.voids:
        today = now.astimezone(shop.zone()).date()
        yield from refund_reminders(shop.refunds.watched(now), now, today, shop.rules)
    if setup.parcels:
        looked = Marks(shop.database, LOOKED)
        trouble = parcel_reminder(in_trouble(shop.tracker().parcels, looked, shop.rules.tracking))
        if trouble is not None:
            yield trouble
    if setup.day_end:
        yield from day_reminders(days_open(shop.tray(), shop.catalogue, now=now), setup, now)


def put_off(shop: Shop, key: str) -> None:
    put_off_until_tomorrow(Marks(shop.database, FAMILY), key, shop.now(), shop.zone())
