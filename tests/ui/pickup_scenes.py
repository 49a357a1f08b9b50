"""The Pickups panel in every state that a person meets. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from postwright.domain.pickup import PickupState
from postwright.domain.pickup_note import Spot
from postwright.domain.pickup_plan import PickupPlan, WhyNot
from postwright.ui.panel import Panel
from tests.ui import plausible
from tests.ui.pickups.dock import FAIR, NOW, DockPanel, piece, place, plan, visit

Make = Callable[[], tuple[Panel, Callable[[], None]]]
FRIDAY = date(2026, 11, 27)


def scene(
    held: PickupPlan, now: datetime = NOW, act: Callable[[DockPanel], object] = lambda dock: None
) -> Make:
    def make() -> tuple[Panel, Callable[[], None]]:
        dock = DockPanel(held, now)
        return dock.panel, lambda: dock.show(act)

    return make


PIECES = (
    piece(0),
    piece(1),
    piece(2, insured=5000),
    piece(4, ship_date=date(2026, 11, 25)),
    piece(6, days_ago=2, was_on=3),
    piece(7, ship_date=FRIDAY),
)
PLAIN = (piece(0), piece(2), piece(3))
BOOKED = plausible.pickup_entry(1, labels=("se-5000", "se-5001", "se-5002"))
DOUBT = replace(
    plausible.pickup_entry(2, state=PickupState.IN_DOUBT), detail="The answer of the carrier was lost."
)
CANCELLING = replace(
    plausible.pickup_entry(3, state=PickupState.CANCELLING), detail="The answer of the carrier was lost."
)
OTHER_DAY = plausible.pickup_entry(4, day=FRIDAY, booked=date(2026, 11, 25), labels=("se-5001", "se-5002"))
OVER = plausible.pickup_entry(5, day=date(2026, 11, 21), labels=("se-5000", "se-5001"))
ELSEWHERE = replace(plausible.pickup_entry(6, labels=("se-5000", "se-1")), elsewhere=True)
ALL = (BOOKED, DOUBT, CANCELLING, OTHER_DAY, ELSEWHERE)
LEFT_OUT = ((WhyNot.ON_PICKUP, 3), (WhyNot.QR_ONLY, 1), (WhyNot.RETURN, 1))
VISITS = (
    visit(BOOKED, voided=1), visit(DOUBT), visit(CANCELLING), visit(OTHER_DAY, voided=2),
    visit(ELSEWHERE, unknown=1), visit(OVER, scanned=1),
)  # fmt: skip
WEDNESDAY = NOW + timedelta(days=1)
LATE = datetime(2026, 11, 25, 0, 30, tzinfo=plausible.PACIFIC)
LONG = tuple(
    replace(
        one,
        entry=replace(
            one.entry,
            shipment=replace(
                one.entry.shipment,
                ship_to=replace(one.entry.shipment.ship_to, name="Bartholomew Featherstonehaugh von " * 4),
            ),
        ),
    )
    for one in PIECES
)


def lower(dock: DockPanel) -> None:
    """Down to the pickups."""
    bar = dock.panel.view.whole.verticalScrollBar()
    bar.setValue(bar.maximum())


PICKUPS: dict[str, Make] = {
    "pickups-empty": scene(plan(place())),
    "pickups-usual": scene(plan(place(*PIECES, left_out=LEFT_OUT), visits=(visit(OVER, scanned=1),))),
    "pickups-booked": scene(
        plan(place(*PIECES[:2], entries=(BOOKED,), left_out=LEFT_OUT[:1]), visits=(visit(BOOKED),))
    ),
    "pickups-all-booked": scene(
        plan(place(entries=(BOOKED,), left_out=LEFT_OUT[:1]), visits=(visit(BOOKED), visit(OVER, scanned=2)))
    ),
    "pickups-two-places": scene(
        plan(place(*PIECES), place(piece(9, at=FAIR), name="Book fair", at=FAIR)),
        act=lambda dock: dock.panel.presenter.choosing.spot(Spot.SIDE),
    ),
    "pickups-holiday": scene(plan(place(*PLAIN, now=WEDNESDAY)), WEDNESDAY),
    "pickups-late": scene(plan(place(*PLAIN, now=LATE)), LATE),
    "pickups-warned": scene(plan(place(piece(0, pounds=71), piece(2, insured=5000)))),
    "pickups-many": scene(plan(place(*PIECES[:1], entries=ALL), visits=VISITS)),
    "pickups-many-low": scene(plan(place(entries=ALL), visits=VISITS), act=lower),
    "pickups-doubt": scene(plan(place(*PLAIN, entries=(DOUBT,)), visits=(visit(DOUBT),))),
    "pickups-cancel": scene(
        plan(place(entries=(BOOKED,)), visits=(visit(BOOKED),)),
        act=lambda dock: dock.panel.presenter.asking.ask_cancel(1),
    ),
    "pickups-asking": scene(plan(place(*PIECES)), act=lambda dock: dock.panel.presenter.asking.schedule()),
    "pickups-problems": scene(
        plan(place(*PIECES)),
        act=lambda dock: (
            dock.panel.presenter.choosing.contact(
                replace(dock.panel.presenter.screen.contact, phone="12", name="")
            ),
            dock.panel.presenter.asking.schedule(),
        ),
    ),
    "pickups-long": scene(plan(place(*LONG, name="A very long name of a warehouse " * 2), visits=VISITS[:1])),
}
