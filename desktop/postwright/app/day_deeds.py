"""Bind what the End of day panel may ask for to the operations. Decides nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from postwright.domain.day_end import DayEnd, origin_key
from postwright.domain.form_request import FormEntry
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupState
from postwright.domain.pickup_day import coming
from postwright.domain.void import void_window
from postwright.operations.close_day import ask_again, close_day, days_open
from postwright.operations.follow_parcels import stayed
from postwright.operations.print_form import form_place, print_form, save_form, show_form
from postwright.shop import Shop
from postwright.stationery import form_desk
from postwright.ui.end_of_day.deeds import DayBook, Deeds, NextPickup

# Forms that stand below those of the day; older ones are listed by the command line.
_FORMS_SHOWN_FOR = timedelta(days=14)


def day_deeds(shop: Shop) -> Deeds:
    def close(day: DayEnd, label_ids: tuple[str, ...]) -> tuple[FormEntry, ...]:
        return close_day(shop.tray(), day, label_ids)

    def again(number: int) -> tuple[FormEntry, ...]:
        return ask_again(shop.tray(), number, now=shop.now())

    def printer() -> str:
        place = form_place(shop.preferences)
        return place.profile.name if place else ""

    def save(form_id: str, path: str) -> str:
        return save_form(shop.tray(), form_id, Path(path))

    return Deeds(
        look=partial(look, shop),
        close=close,
        again=again,
        picture=lambda form_id: show_form(form_desk(shop), form_id),
        printer=printer,
        send=lambda form_id: print_form(form_desk(shop), form_id, partial(form_place, shop.preferences)),
        save=save,
    )


def look(shop: Shop) -> DayBook:
    """What leaves from today on, the forms of late, and whom USPS fetches it from; the database only."""
    now = shop.now()
    return DayBook(
        days_open(shop.tray(), shop.catalogue, now=now),
        shop.rules.form,
        shop.forms.since(now - _FORMS_SHOWN_FOR),
        _late(shop, now),
        {origin_key(one.address): one.name for one in shop.preferences.origins},
        _next_pickup(shop),
    )


def _late(shop: Shop, now: datetime) -> tuple[LabelEntry, ...]:
    """Labels whose day is over unscanned, while they can still be given back."""
    late = (one.entry for one in stayed(shop.tracker()))
    return tuple(entry for entry in late if entry.can_void and _days_left(shop, entry, now) >= 0)


def _days_left(shop: Shop, entry: LabelEntry, now: datetime) -> int:
    return void_window(entry.label.created_at, now, entry.zone, shop.rules.void).days_left


def _next_pickup(shop: Shop) -> NextPickup:
    """The pickup that comes next, else the day on which one could."""
    now = shop.now()
    booked = [
        (entry.day, len(entry.request.label_ids))
        for entry in shop.pickups.of_late()
        if entry.state is PickupState.BOOKED and entry.holds(now)
    ]
    return NextPickup(*min(booked)) if booked else NextPickup(coming(now, shop.zone(), shop.rules.pickup).day)
