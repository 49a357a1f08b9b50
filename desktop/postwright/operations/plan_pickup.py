"""Gather what a pickup could take from each place, on which day USPS comes there, and what stands already.

Reads the database only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from postwright.domain.address import Address
from postwright.domain.catalogue import Catalogue
from postwright.domain.day_end import OriginKey, origin_key
from postwright.domain.draft import AddressText
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry, PickupState
from postwright.domain.pickup_day import coming, week_of
from postwright.domain.pickup_plan import (
    Door,
    PickupPlace,
    PickupPlan,
    Piece,
    Visit,
    WhyNot,
    door_of,
    missed_labels,
    taken_labels,
    why_not,
)
from postwright.domain.postal_rules import PickupRule
from postwright.domain.preferences import Origin
from postwright.domain.time_zone import zone_of
from postwright.store.leaving_labels import LeavingLabels
from postwright.store.pickups import Pickups


@dataclass(frozen=True, slots=True)
class PickupDesk:
    """What planning reads. `origins` are the saved places, the usual one first; `account` is the one that
    labels are bought with.
    """

    labels: LeavingLabels
    pickups: Pickups
    catalogue: Catalogue
    rule: PickupRule
    origins: tuple[Origin, ...] = ()
    account: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What holds for all places."""

    desk: PickupDesk
    now: datetime
    entries: tuple[PickupEntry, ...]
    taken: frozenset[str]
    missed: Mapping[str, int]


def plan(desk: PickupDesk, *, now: datetime) -> PickupPlan:
    """The usual place, and every other one that parcels wait at or that USPS comes to."""
    entries = desk.pickups.of_late()
    known = _Known(desk, now, entries, taken_labels(entries, now), missed_labels(entries, now))
    at_doors: dict[Door, list[LabelEntry]] = {}
    for one in desk.labels.around(now):
        at_doors.setdefault(door_of(one), []).append(one)
    usual = desk.origins[0] if desk.origins else None
    if usual is not None and not any(door.origin == origin_key(usual.address) for door in at_doors):
        at_doors[_usual_door(usual.address, desk.account)] = []
    places = [_place(known, door, found) for door, found in at_doors.items()]
    order = {origin_key(one.address): number for number, one in enumerate(desk.origins)}
    places.sort(key=lambda place: (order.get(place.door.origin, len(order)), place.key))
    shown = places[:1] + [place for place in places[1:] if place.is_busy]
    return PickupPlan(tuple(shown), _visits(known), desk.rule)


def _usual_door(address: AddressText, account: str) -> Door:
    return Door(origin_key(address), " ".join(address.line2.split()).upper(), account)


def _place(known: _Known, door: Door, found: list[LabelEntry]) -> PickupPlace:
    address: Address | AddressText
    if found:
        address = found[0].shipment.ship_from
    else:
        address = known.desk.origins[0].address
    zone = zone_of(address.state)
    told = coming(known.now, zone, known.desk.rule)
    reasons = {one.id: why_not(one, known.taken) for one in found}
    left_out = Counter(why for why in reasons.values() if why is not None)
    here = [one for one in found if reasons[one.id] not in {WhyNot.RETURN, WhyNot.SCANNED}]
    return PickupPlace(
        door=door,
        name=place_name(known.desk.origins, door.origin, address),
        address=address,
        zone=zone,
        coming=told,
        pieces=tuple(_piece(known, one) for one in found if reasons[one.id] is None),
        left_out=tuple((why, left_out[why]) for why in WhyNot if left_out[why]),
        week=week_of(
            told,
            Counter(one.ship_date for one in here),
            _days(known, door.origin, booked=True),
            _days(known, door.origin, booked=False),
        ),
    )


def _piece(known: _Known, one: LabelEntry) -> Piece:
    service = known.desk.catalogue.service(one.label.service_code)
    premium = service is not None and service.premium
    return Piece(one, premium, known.missed.get(one.id, 0))


def _days(known: _Known, origin: OriginKey, *, booked: bool) -> dict[date, tuple[int, ...]]:
    """The pickups that stand at a place, by their days: those that are booked, or those that may be."""
    days: dict[date, tuple[int, ...]] = {}
    for entry in reversed(known.entries):
        comes = entry.is_standing and not entry.is_over(known.now)
        if entry.origin == str(origin) and comes and (entry.state is PickupState.BOOKED) is booked:
            days[entry.day] = (*days.get(entry.day, ()), entry.id)
    return days


def place_name(origins: Iterable[Origin], key: OriginKey, address: Address | AddressText | None) -> str:
    """The shop's own word for a place; its street where it has none."""
    named = next((one.name for one in origins if origin_key(one.address) == key), "")
    return named or (f"{address.line1}, {address.city}" if address else str(key))


def _visits(known: _Known) -> tuple[Visit, ...]:
    wanted = dict.fromkeys(label_id for entry in known.entries for label_id in entry.request.label_ids)
    found = known.desk.labels.of(tuple(wanted))
    return tuple(_visit(known, entry, found) for entry in known.entries)


def _visit(known: _Known, entry: PickupEntry, found: Mapping[str, LabelEntry]) -> Visit:
    ids, place = entry.request.label_ids, entry.request.place
    labels = tuple(found[label_id] for label_id in ids if label_id in found)
    name = place_name(known.desk.origins, origin_key(place), place) if place else ""
    return Visit(entry, name, labels, len(ids) - len(labels))
