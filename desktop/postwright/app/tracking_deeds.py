"""Bind what panels may ask about the way of parcels to the operations. Decides nothing."""

from __future__ import annotations

from contextlib import suppress

from postwright.domain.faults import Environment
from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import ParcelNews, pace_words
from postwright.domain.tracking import Tracking
from postwright.operations.follow_parcels import ask_about, tracked, under_way
from postwright.operations.remind import LOOKED, looked_at
from postwright.shop import Shop
from postwright.store.marks import Marks
from postwright.ui.labels.deeds import TrackDeeds


def track_deeds(shop: Shop) -> TrackDeeds:
    def ask(label_id: str) -> Tracking:
        return ask_about(shop.tracker(), label_id)

    def listed() -> tuple[LabelEntry, ...]:
        found = under_way(shop.tracker())
        with suppress(Environment):  # a reminder that stays is better than a list that does not come
            looked_at(Marks(shop.database, LOOKED), found)
        return tuple(one.entry for one in found)

    def news(entries: tuple[LabelEntry, ...]) -> tuple[ParcelNews, ...]:
        return tracked(shop.tracker(), entries)

    def words() -> str:
        return pace_words(shop.rules.tracking, follows=shop.preferences.follow_parcels)

    return TrackDeeds(ask=ask, under_way=listed, news=news, words=words)
