"""Bind what the window reminds of to the operations. Decides nothing."""

from __future__ import annotations

from postwright.domain.reminder import Reminder
from postwright.operations.remind import FAMILY, Reminded, remind
from postwright.operations.remind import put_off as put_off_until_tomorrow
from postwright.shop import Shop
from postwright.store.marks import Marks


def look(shop: Shop) -> Reminded:
    """All that there is to be reminded of, by the shop's clock; reads the database only."""
    found: tuple[Reminder, ...] = ()
    return remind(found, Marks(shop.database, FAMILY), shop.now())


def put_off(shop: Shop, key: str) -> None:
    put_off_until_tomorrow(Marks(shop.database, FAMILY), key, shop.now(), shop.zone())
