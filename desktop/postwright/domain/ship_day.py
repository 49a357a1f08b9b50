"""The day on which a parcel leaves: a date that has passed moves to the next postal day, and it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from postwright.domain.approval import WhenPast
from postwright.domain.buying_rules import RULES, BuyingRules
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import Draft, Problem
from postwright.domain.draft_reading import read_draft
from postwright.domain.postal_calendar import day_words, postal_day_on_or_after
from postwright.domain.shipment import Shipment
from postwright.domain.time_zone import zone_of


def origin_day(draft: Draft, now: datetime) -> date:
    """Today where the parcel leaves from."""
    return now.astimezone(zone_of(draft.sender.state)).date()


def rolled(draft: Draft, now: datetime) -> Draft:
    """The draft with a ship date that is past moved to the next postal day, so that no label is made for
    yesterday.
    """
    if passed(draft, now) is None:
        return draft
    return replace(draft, ship_date=postal_day_on_or_after(origin_day(draft, now)).isoformat())


def passed(draft: Draft, now: datetime) -> date | None:
    """The ship date that was typed, if it is past."""
    try:
        day = date.fromisoformat(draft.ship_date.strip())
    except ValueError:
        return None
    return day if day < origin_day(draft, now) else None


def read_waiting(
    draft: Draft,
    catalogue: Catalogue,
    now: datetime,
    rules: BuyingRules = RULES,
    when_past: WhenPast = WhenPast.ROLL,
) -> Shipment | tuple[Problem, ...]:
    """The shipment of a draft that waited, or its problems. It keeps the day that has passed; with ASK, such
    a day is a problem.
    """
    before = passed(draft, now)
    moved = rolled(draft, now) if when_past is WhenPast.ROLL else draft
    found = read_draft(moved, catalogue, origin_day(draft, now), rules)
    if before is None or not isinstance(found, Shipment):
        return found
    return replace(found, rolled_from=before)


def rolled_words(shipment: Shipment) -> str:
    """ "Ship date was Fri 20 Nov; it leaves Mon 23 Nov.", or nothing."""
    if shipment.rolled_from is None:
        return ""
    return f"Ship date was {day_words(shipment.rolled_from)}; it leaves {day_words(shipment.ship_date)}."
