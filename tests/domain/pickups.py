"""Pickups, pieces and places of one plausible shop. Holds no test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from postwright.domain.address import Address
from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.pickup import (
    Pickup,
    PickupEntry,
    PickupRequest,
    PickupState,
    PickupWindow,
    asked_window,
)
from postwright.domain.pickup_plan import Piece, Visit
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from postwright.domain.weight import Weight
from tests.domain.samples import SENDER, SHIPMENT

PORTLAND = ZoneInfo("America/Los_Angeles")
CENTRAL = ZoneInfo("America/Chicago")
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 22, 12, tzinfo=PORTLAND)


def label(number: int = 1, *, ship_date: date | None = MONDAY) -> Label:
    return Label(
        f"se-{number}", f"se-s{number}", f"94{number:020}", "completed", "se-c1", "usps_ground_advantage",
        "package", Money(761), NOW, ship_date,
    )  # fmt: skip


def entry_of(
    number: int = 1,
    *,
    ship_date: date | None = MONDAY,
    void: VoidState | None = None,
    pounds: int = 1,
    insured: int = 0,
    scanned: bool = False,
) -> LabelEntry:
    parcel = replace(
        SHIPMENT.parcel,
        weight=Weight.of(pounds=pounds),
        insured_value=Money(insured) if insured else None,
    )
    return LabelEntry(
        label(number, ship_date=ship_date),
        replace(SHIPMENT, parcel=parcel),
        f"d{number}",
        f"p{number}",
        void,
        status=TrackingStatus(NOW, first_scan_at=NOW) if scanned else None,
    )


def piece(number: int = 1, *, premium: bool = False, was_on: int = 0, **more: object) -> Piece:
    return Piece(entry_of(number, **more), premium, was_on)  # type: ignore[arg-type]


def window(day: date = MONDAY, begins: int = 8, ends: int = 17, zone: ZoneInfo = PORTLAND) -> PickupWindow:
    at = datetime(day.year, day.month, day.day, tzinfo=zone)
    return PickupWindow(at.replace(hour=begins), at.replace(hour=ends))


def pickup_entry(
    state: PickupState = PickupState.BOOKED,
    *,
    number: int = 1,
    labels: tuple[str, ...] = ("se-1", "se-2"),
    place: Address | None = SENDER,
    zone: ZoneInfo = PORTLAND,
    asked: date = MONDAY,
    windows: tuple[PickupWindow, ...] | None = None,
    listed: tuple[str, ...] | None = None,
    problems: tuple[str, ...] = (),
) -> PickupEntry:
    """One that was asked for and, unless it is under way, has an answer."""
    request = PickupRequest(
        labels, "Ann", "503-555-0100", "ann@example.com", asked_window(asked, zone), "", place
    )
    given = Pickup(
        f"pik_{number}",
        labels if listed is None else listed,
        (window(asked, zone=zone),) if windows is None else windows,
        NOW,
        "WTC1",
        problems=problems,
    )
    answered = state in {PickupState.BOOKED, PickupState.CANCELLING, PickupState.CANCELLED}
    return PickupEntry(number, request, state, NOW, given if answered else None, changed_at=NOW)


def visit(
    state: PickupState = PickupState.BOOKED, *, voided: int = 0, scanned: int = 0, **more: object
) -> Visit:
    """Of two labels; the first ones are voided, the last ones scanned."""
    entry = pickup_entry(state, **more)  # type: ignore[arg-type]
    ids = entry.request.label_ids
    labels = tuple(
        entry_of(
            number,
            void=VoidState.REQUESTED if number <= voided else None,
            scanned=number > len(ids) - scanned,
        )
        for number in range(1, len(ids) + 1)
    )
    return Visit(entry, "Desk", labels)
