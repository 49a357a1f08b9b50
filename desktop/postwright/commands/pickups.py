"""Commands about carrier pickups: plan, schedule, list, cancel."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, time

from postwright.commands.answer import DONE, IN_DOUBT, Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.pickup import PickupEntry, PickupRequest, PickupState, PickupWindow
from postwright.operations.results import PickupPlan
from postwright.operations.schedule_pickup import cancel_pickup, plan, schedule_pickup
from postwright.shop import Shop

FROM, UNTIL = time(8, 0), time(17, 0)


def planned(args: Namespace) -> Answer:
    """`pickup plan`: the day USPS would come and which labels it could take."""
    with opened(args) as shop:
        found = _plan(shop)
    data = {
        "day": found.day,
        "labels": [entry.id for entry in found.labels],
        "has_premium": found.has_premium,
    }
    return Answer(data, (f"USPS would come on {found.day:%a %d %b} for {len(found.labels)} labels.",))


def _plan(shop: Shop) -> PickupPlan:
    return plan(
        shop.labels,
        shop.pickups,
        shop.catalogue,
        now=shop.now(),
        zone=shop.zone(),
        rule=shop.rules.pickup,
    )


def schedule(args: Namespace) -> Answer:
    """`pickup schedule LABEL …`: book one for the next postal day; the window the carrier gave is what
    counts.
    """
    with opened(args) as shop:
        found = _plan(shop)
        named = dict.fromkeys(find_entry(shop, text).id for text in args.labels)
        ids = tuple(named) or tuple(entry.id for entry in found.labels)
        window = PickupWindow(
            datetime.combine(found.day, FROM, shop.zone()), datetime.combine(found.day, UNTIL, shop.zone())
        )
        preferences, origin = shop.preferences, shop.preferences.origin
        request = PickupRequest(
            label_ids=ids,
            contact_name=args.name or preferences.contact_name or (origin.address.name if origin else ""),
            contact_phone=args.phone or preferences.contact_phone or (origin.address.phone if origin else ""),
            contact_email=args.email or preferences.contact_email or (origin.address.email if origin else ""),
            window=window,
            notes=args.notes or "",
        )
        entry = schedule_pickup(shop.dock(), request)
    return _answer(entry)


def _answer(entry: PickupEntry) -> Answer:
    code = IN_DOUBT if entry.state is PickupState.IN_DOUBT else DONE
    return Answer(_document(entry), (_line(entry),), code)


def _document(entry: PickupEntry) -> dict[str, object]:
    pickup = entry.pickup
    return {
        "pickup": entry.id,
        "state": entry.state,
        "labels": entry.request.label_ids,
        "asked_for": entry.request.window,
        "windows": pickup.windows if pickup else (),
        "carrier_id": pickup.pickup_id if pickup else "",
        "confirmation_number": pickup.confirmation_number if pickup else "",
    }


def _line(entry: PickupEntry) -> str:
    if entry.pickup is None or not entry.pickup.windows:
        return f"Pickup {entry.id} is {entry.state}."
    window = entry.pickup.windows[0]
    return f"Pickup {entry.id} is {entry.state}: {window.start:%a %d %b %H:%M} to {window.end:%H:%M %Z}."


def listing(args: Namespace) -> Answer:
    """`pickup list`: every pickup that was asked for."""
    with opened(args) as shop:
        entries = shop.pickups.all()
    return Answer([_document(entry) for entry in entries], tuple(map(_line, entries)) or ("No pickup yet.",))


def cancel(args: Namespace) -> Answer:
    """`pickup cancel N`: cancel a booked pickup."""
    with opened(args) as shop:
        entry = cancel_pickup(shop.dock(), args.pickup, now=shop.now())
    return _answer(entry)
