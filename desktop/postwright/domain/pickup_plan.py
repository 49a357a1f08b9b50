"""What a pickup could take along and what stands already: pieces, places, visits. Asks and reads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from postwright.domain.address import Address
from postwright.domain.day_end import OriginKey, origin_key
from postwright.domain.draft import AddressText
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupEntry, PickupState
from postwright.domain.pickup_day import Coming, WeekDay
from postwright.domain.postal_rules import PickupRule
from postwright.domain.shipment import Delivery


class WhyNot(StrEnum):
    """Why a good label is not offered for a pickup."""

    ON_PICKUP = "on_pickup"
    SCANNED = "scanned"
    QR_ONLY = "qr_only"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Piece:
    """A label that could go along. `premium`: of a class for which USPS comes free of charge. `was_on` is the
    number of a pickup that is over and after which nobody scanned it; 0 for none.
    """

    entry: LabelEntry
    premium: bool
    was_on: int = 0

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def is_insured(self) -> bool:
        value = self.entry.shipment.parcel.insured_value
        return value is not None and value.minor > 0

    def is_too_heavy(self, rule: PickupRule) -> bool:
        return self.entry.shipment.parcel.weight.pounds > rule.most_pounds

    def goes_along(self, told: Coming) -> bool:
        """Whether it is chosen without being asked: it leaves between today and the day of the pickup."""
        return not self.was_on and told.today <= self.entry.ship_date <= told.day


@dataclass(frozen=True, slots=True)
class Door:
    """What all labels of one pickup share: the place to the line, and the account (api.md 16)."""

    origin: OriginKey
    line2: str
    carrier_id: str

    def __str__(self) -> str:
        return "|".join((str(self.origin), self.line2, self.carrier_id))


@dataclass(frozen=True, slots=True)
class PickupPlace:
    """One door that parcels leave from, with all that could go along and the week to come. `name` is the
    shop's own word for it.
    """

    door: Door
    name: str
    address: Address | AddressText
    zone: tzinfo
    coming: Coming
    pieces: tuple[Piece, ...]
    left_out: tuple[tuple[WhyNot, int], ...]
    week: tuple[WeekDay, ...]

    @property
    def key(self) -> str:
        return str(self.door)

    @property
    def city(self) -> str:
        return self.address.city

    @property
    def is_busy(self) -> bool:
        """Whether parcels wait here, or USPS comes."""
        return bool(self.pieces) or any(day.pickups or day.doubtful for day in self.week)


@dataclass(frozen=True, slots=True)
class Visit:
    """A pickup that was asked for, with what is known here of its labels. `unknown` counts labels that were
    not bought here.
    """

    entry: PickupEntry
    name: str
    labels: tuple[LabelEntry, ...]
    unknown: int = 0

    @property
    def voided(self) -> int:
        """How many of its labels were voided since, or may be."""
        return sum(one.is_void for one in self.labels)

    @property
    def good(self) -> int:
        """How many parcels USPS is to take along."""
        return len(self.entry.request.label_ids) - self.voided

    @property
    def scanned(self) -> int:
        return sum(one.is_scanned and not one.is_void for one in self.labels)

    def comes(self, now: datetime) -> bool:
        """Whether USPS may still come for it."""
        return self.entry.is_standing and not self.entry.is_over(now)


@dataclass(frozen=True, slots=True)
class PickupPlan:
    """All places, in the order of the saved origins, and the pickups of late, newest first."""

    places: tuple[PickupPlace, ...]
    visits: tuple[Visit, ...]
    rule: PickupRule

    def place(self, key: str) -> PickupPlace | None:
        """The place of that key; where it is gone or was never named, the first one where parcels wait."""
        named = [one for one in self.places if one.key == key]
        return next(iter((*named, *[one for one in self.places if one.pieces], *self.places)), None)


def door_of(entry: LabelEntry) -> Door:
    """Where a label's parcel is fetched."""
    sender = entry.shipment.ship_from
    return Door(origin_key(sender), " ".join(sender.line2.split()).upper(), entry.label.carrier_id)


def why_not(entry: LabelEntry, taken: frozenset[str]) -> WhyNot | None:
    """What stands against offering it. Voided ones are no labels any more and not asked about."""
    if entry.label.is_return or entry.shipment.is_return:
        return WhyNot.RETURN
    if entry.is_scanned:
        return WhyNot.SCANNED
    if entry.id in taken:
        return WhyNot.ON_PICKUP
    return WhyNot.QR_ONLY if entry.delivery is Delivery.QR else None


def taken_labels(entries: Iterable[PickupEntry], now: datetime) -> frozenset[str]:
    """The labels that are on a pickup, or may be."""
    return frozenset(one for entry in entries if entry.holds(now) for one in entry.request.label_ids)


def missed_labels(entries: Iterable[PickupEntry], now: datetime) -> dict[str, int]:
    """Labels of booked pickups that are over, each with the number of the newest of these."""
    over = [entry for entry in entries if entry.state is PickupState.BOOKED and entry.is_over(now)]
    ordered = sorted(over, key=lambda entry: (entry.day, entry.id))
    return {label_id: entry.id for entry in ordered for label_id in entry.request.label_ids}
