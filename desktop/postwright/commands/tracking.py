"""The command about where parcels are: what is known of those under way, or what USPS says of one now."""

from __future__ import annotations

from argparse import Namespace

from postwright.commands.answer import Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.parcel_watch import ParcelNews, pace_words
from postwright.domain.tracking import TrackingEvent
from postwright.operations.follow_parcels import ask_about, ask_next, tracked, under_way
from postwright.shop import Shop


def track(args: Namespace) -> Answer:
    """`track [LABEL] [--ask]`: the parcels under way, what needs a look first; or one, asked about now."""
    with opened(args) as shop:
        if args.label:
            return _one(shop, args.label)
        due = args.ask
        while due:
            due = ask_next(shop.tracker()).left
        news = under_way(shop.tracker())
        pace = pace_words(shop.rules.tracking, follows=shop.preferences.follow_parcels)
    lines = tuple(map(_line, news)) or ("No parcel is under way.",)
    return Answer([_document(one) for one in news], (*lines, "", pace))


def _one(shop: Shop, text: str) -> Answer:
    entry = find_entry(shop, text)
    found = ask_about(shop.tracker(), entry.id)
    (news,) = tracked(shop.tracker(), (shop.labels.get(entry.id),))
    told = (_line(news), *filter(None, (news.line,)), *map(_scan, found.events))
    return Answer(_document(news) | {"events": [_event(one) for one in found.events]}, told)


def _line(news: ParcelNews) -> str:
    entry, scan = news.entry, f"  {news.last_event}" if news.last_event else ""
    return f"{entry.id}  {entry.label.tracking_number}  {news.words:<26}  {entry.shipment.ship_to.who}{scan}"


def _scan(event: TrackingEvent) -> str:
    return "  ".join(filter(None, (f"{event.at:%Y-%m-%d %H:%M} UTC", event.description, event.place)))


def _event(event: TrackingEvent) -> dict[str, object]:
    return {"at": event.at, "description": event.description, "place": event.place}


def _document(news: ParcelNews) -> dict[str, object]:
    entry, status = news.entry, news.status
    return {
        "label": entry.id,
        "tracking_number": entry.label.tracking_number,
        "to": entry.shipment.ship_to.who,
        "stage": news.stage.name.lower(),
        "words": news.words,
        "advice": news.line,
        "status_code": news.status_code,
        "still_days": news.still_days,
        "last_event": news.last_event,
        "last_event_at": news.since,
        "first_scan_at": status.first_scan_at if status else None,
        "estimated_at": status.estimated_at if status else None,
        "delivered_at": status.delivered_at if status else None,
        "asked_at": status.asked_at if status else None,
    }
