"""Bind what panels may ask about the way of parcels to the operations. Decides nothing."""

from __future__ import annotations

from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import ParcelNews, pace_words
from postwright.domain.tracking import Tracking
from postwright.operations.follow_parcels import ask_about, tracked, under_way
from postwright.shop import Shop
from postwright.ui.labels.deeds import TrackDeeds


def track_deeds(shop: Shop) -> TrackDeeds:
    def ask(label_id: str) -> Tracking:
        return ask_about(shop.tracker(), label_id)

    def listed() -> tuple[LabelEntry, ...]:
        return tuple(one.entry for one in under_way(shop.tracker()))

    def news(entries: tuple[LabelEntry, ...]) -> tuple[ParcelNews, ...]:
        return tracked(shop.tracker(), entries)

    return TrackDeeds(ask=ask, under_way=listed, news=news, words=pace_words(shop.rules.tracking))
