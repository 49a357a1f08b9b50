"""Commands about carrier pickups: plan, schedule, list, check, cancel."""

from __future__ import annotations

from argparse import Namespace

from postwright.commands.answer import DONE, IN_DOUBT, Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.pickup import DOUBTFUL, PickupEntry, PickupRequest, PickupState, asked_window
from postwright.domain.pickup_note import Spot, note_for
from postwright.domain.pickup_plan import PickupPlace, PickupPlan, door_of
from postwright.domain.pickup_words import (
    comes_words,
    difference_words,
    left_out_words,
    until_words,
    warnings,
    why_words,
    window_words,
)
from postwright.domain.postal_calendar import day_words
from postwright.operations.plan_pickup import PickupDesk, plan
from postwright.operations.schedule_pickup import cancel_pickup, schedule_pickup
from postwright.operations.settle import LONGEST_CALL
from postwright.operations.settle_everything import check_pickup
from postwright.operations.settle_pickups import look_at_pickups
from postwright.shop import Shop
from postwright.store.leaving_labels import LeavingLabels


def planned(args: Namespace) -> Answer:
    """`pickup plan`: the day USPS would come to each place, why, and which labels it could take."""
    with opened(args) as shop:
        found = _plan(shop)
    places = [place for place in found.places if not args.origin or _is_named(place, args.origin)]
    here = found.place(places[0].key if len(places) == 1 else "")
    if here is None or not places:
        raise _unclear(found, f"No place is called {args.origin}." if args.origin else "No origin is saved.")
    data = {**_place_document(here), "places": [_place_document(place) for place in places]}
    lines = [line for place in places for line in _place_lines(place, found)]
    return Answer(data, tuple(lines))


def _plan(shop: Shop) -> PickupPlan:
    own = shop.preferences
    origins = tuple(sorted(own.origins, key=lambda one: one != own.origin))
    desk = PickupDesk(
        LeavingLabels(shop.database), shop.pickups, shop.catalogue, shop.rules.pickup, origins, own.carrier_id
    )
    return plan(desk, now=shop.now())


def _place_document(place: PickupPlace) -> dict[str, object]:
    return {
        "place": place.name,
        "day": place.coming.day,
        "until": place.coming.until,
        "closed": [{"day": day, "why": why} for day, why in place.coming.closed],
        "labels": [piece.id for piece in place.pieces],
        "has_premium": any(piece.premium for piece in place.pieces),
        "not_offered": {why.value: count for why, count in place.left_out},
        "week": place.week,
    }


def _place_lines(place: PickupPlace, found: PickupPlan) -> list[str]:
    count = len(place.pieces)
    lines = [
        f"{comes_words(place.coming)} to {place.name}, for {count} label{'' if count == 1 else 's'}.",
        why_words(place.coming, found.rule),
        until_words(place.coming, found.rule, place.zone, place.city),
        *warnings(place.pieces, found.rule),
    ]
    return [*lines, *filter(None, (left_out_words(place.left_out),)), found.rule.dated.words]


def schedule(args: Namespace) -> Answer:
    """`pickup schedule LABEL …`: book one for the next postal day; the window the carrier gave is what
    counts.
    """
    with opened(args) as shop:
        found = _plan(shop)
        named = tuple(dict.fromkeys(find_entry(shop, text).id for text in args.labels))
        place = _place_of(shop, found, named, args.origin)
        going = (piece for piece in place.pieces if piece.goes_along(place.coming))
        ids = named or tuple(piece.id for piece in going)
        entry = schedule_pickup(shop.dock(), _request(shop, place, ids, args))
    return _answer(entry)


def _place_of(shop: Shop, found: PickupPlan, named: tuple[str, ...], origin: str | None) -> PickupPlace:
    """The place that the labels leave from, or the one of that name, or the only one."""
    if named:
        door = str(door_of(shop.labels.get(named[0])))
        fitting = [place for place in found.places if place.key == door]
    elif origin:
        fitting = [place for place in found.places if _is_named(place, origin)]
    else:
        fitting = [place for place in found.places if place.pieces]
        if not fitting:
            raise BadInput(FaultKind.PICKUP_INCOMPLETE, "No label waits for the carrier.", field="labels")
    if len(fitting) != 1:
        raise _unclear(found, "It is not clear which place USPS shall come to.")
    return fitting[0]


def _is_named(place: PickupPlace, origin: str) -> bool:
    return place.name.casefold() == origin.strip().casefold()


def _unclear(found: PickupPlan, why: str) -> BadInput:
    places = ", ".join(place.name for place in found.places)
    told = f"{why} Choose one with --from: {places}." if places else why
    return BadInput(FaultKind.PICKUP_INCOMPLETE, told, field="labels")


def _request(shop: Shop, place: PickupPlace, ids: tuple[str, ...], args: Namespace) -> PickupRequest:
    own, sender = shop.preferences, place.address
    weights = [shop.labels.get(label_id).shipment.parcel.weight for label_id in ids]
    written = note_for(weights, Spot(args.at) if args.at else None)
    return PickupRequest(
        label_ids=ids,
        contact_name=args.name or own.contact_name or sender.name,
        contact_phone=args.phone or own.contact_phone or sender.phone,
        contact_email=args.email or own.contact_email or sender.email,
        window=asked_window(place.coming.day, place.zone),
        notes=" ".join(part for part in (written, args.notes) if part),
    )


def listing(args: Namespace) -> Answer:
    """`pickup list`: every pickup that was asked for; with --look, also those of the carrier's own list."""
    with opened(args) as shop:
        if args.look:
            now = shop.now()
            look_at_pickups(shop.dock(), shop.paying.id(), now=now, stale_before=now - LONGEST_CALL)
        entries = shop.pickups.all()
    return Answer([_document(entry) for entry in entries], tuple(map(_line, entries)) or ("No pickup yet.",))


def check(args: Namespace) -> Answer:
    """`pickup check N`: look at one that is in doubt; asks for nothing a second time."""
    with opened(args) as shop:
        now = shop.now()
        check_pickup(shop.books(), args.pickup, now=now, stale_before=now - LONGEST_CALL)
        entry = shop.pickups.get(args.pickup)
    return _answer(entry)


def cancel(args: Namespace) -> Answer:
    """`pickup cancel N`: cancel a booked pickup."""
    with opened(args) as shop:
        entry = cancel_pickup(shop.dock(), args.pickup, now=shop.now())
    return _answer(entry)


def _answer(entry: PickupEntry) -> Answer:
    code = IN_DOUBT if entry.state in DOUBTFUL else DONE
    differs = difference_words(entry)
    return Answer(_document(entry), (_line(entry), *([differs] if differs else ())), code)


def _document(entry: PickupEntry) -> dict[str, object]:
    pickup = entry.pickup
    return {
        "pickup": entry.id,
        "state": entry.state,
        "day": entry.day,
        "labels": entry.request.label_ids,
        "asked_for": entry.request.window,
        "windows": pickup.windows if pickup else (),
        "carrier_id": pickup.pickup_id if pickup else "",
        "confirmation_number": pickup.confirmation_number if pickup else "",
        "origin": entry.origin,
        "elsewhere": entry.elsewhere,
        "notes": entry.request.notes,
    }


def _line(entry: PickupEntry) -> str:
    if entry.pickup is None:
        stands = "was not booked" if entry.state is PickupState.REFUSED else f"is {entry.state}"
        return f"Pickup {entry.id}, asked for {day_words(entry.day)}, {stands}. {entry.detail}".rstrip()
    where = f" in {entry.request.place.city}" if entry.request.place else ""
    elsewhere = " It was made elsewhere." if entry.elsewhere else ""
    return f"Pickup {entry.id} is {entry.state}: {window_words(entry.window)}{where}.{elsewhere}"
