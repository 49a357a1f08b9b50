"""The End of day panel in every state that a person meets. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from postwright.domain.form_request import FormState
from postwright.domain.scan_form import LeftOut
from postwright.ui.end_of_day.deeds import DayBook, NextPickup
from postwright.ui.panel import Panel
from tests.ui import plausible
from tests.ui.end_of_day.counter import (
    CLOSES,
    NOW,
    OFF,
    Closing,
    ClosingPanel,
    book,
    day,
    elsewhere,
    form,
    parcels,
    request,
)

Make = Callable[[], tuple[Panel, Callable[[], None]]]
TOMORROW = date(2026, 11, 25)
LEFT_OUT = (LeftOut("se-5003", "A manifest takes labels of its own day only."),)
REFUSED = "The label is on a manifest already."
LATE = tuple(plausible.entry(number, days_ago=2 + number % 3) for number in range(40, 49))


def scene(
    held: DayBook, now: datetime = NOW, act: Callable[[Closing], object] = lambda closing: None
) -> Make:
    def make() -> tuple[Panel, Callable[[], None]]:
        closing = ClosingPanel(held, now)

        def look() -> None:
            closing.look()
            act(closing)

        return closing.panel, look

    return make


def long_names() -> DayBook:
    name = "Bartholomew Featherstonehaugh von und zu " * 4
    on = tuple(
        replace(one, shipment=replace(one.shipment, ship_to=replace(one.shipment.ship_to, name=name)))
        for one in parcels(5)
    )
    return book(day(on, OFF, unused=on[:4]))


def tick_off(closing: Closing) -> None:
    closing.presenter.tick_labels(frozenset(one.id for one in closing.screen.on[2:]))


FAILED = (
    request(4, FormState.REFUSED, count=100, detail=REFUSED),
    request(3, FormState.IN_DOUBT, count=500, making=True),
    request(2, FormState.IN_DOUBT, count=500),
)
MADE = day((), OFF, forms=(request(2, FormState.MADE, form(2, 39), count=39),))
SEVERAL = request(3, FormState.MADE, form(3, 12), form(4, 2, day=TOMORROW), count=14)
THEIRS = request(2, FormState.MADE, form(2, 3), count=3)
ELSEWHERE = replace(THEIRS, wish=replace(THEIRS.wish, elsewhere=True))
EARLIER = (request(1, FormState.MADE, form(1, 17, at=NOW - timedelta(days=1)), count=17),)

DAYS: dict[str, Make] = {
    "end-of-day-empty": scene(book(pickup=None)),
    "end-of-day-three": scene(book(day(parcels(3), OFF), pickup=NextPickup(TOMORROW), forms=EARLIER)),
    "end-of-day-usual": scene(
        book(day(parcels(42), OFF, unused=parcels(42)[3:6]), day(elsewhere(3)), forms=EARLIER, late=LATE[:2])
    ),
    "end-of-day-600": scene(book(day(parcels(600), OFF))),
    "end-of-day-soon": scene(book(day(parcels(42), OFF)), CLOSES - timedelta(minutes=42)),
    "end-of-day-last": scene(book(day(parcels(3))), CLOSES - timedelta(seconds=40)),
    "end-of-day-over": scene(book(day(parcels(3), OFF), late=LATE), CLOSES + timedelta(minutes=5)),
    "end-of-day-tomorrow": scene(
        book(day(parcels(3), ship_date=TOMORROW, closes=CLOSES + timedelta(days=1)))
    ),
    "end-of-day-taken-off": scene(book(day(parcels(7), OFF)), act=tick_off),
    "end-of-day-making": scene(book(day(parcels(42))), act=lambda closing: closing.presenter.make()),
    "end-of-day-closed": scene(book(MADE, forms=(*MADE.forms, *EARLIER))),
    "end-of-day-another": scene(book(replace(MADE, on=parcels(2)), forms=EARLIER)),
    "end-of-day-troubled": scene(book(day(parcels(3), OFF, forms=FAILED))),
    "end-of-day-left-out": scene(
        book(day(parcels(1), forms=(request(5, FormState.MADE, count=11, left_out=LEFT_OUT),)))
    ),
    "end-of-day-elsewhere": scene(book(day((), OFF, forms=(ELSEWHERE, SEVERAL)))),
    "end-of-day-long": scene(long_names()),
    "end-of-day-sheet": scene(
        book(MADE), act=lambda closing: (closing.presenter.show_form("se-f2"), closing.lane.run_all())
    ),
}
