"""The steps of the tour about giving labels back, being fetched, and the end of the day."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QTabWidget

from postwright.app.tour import parcels
from postwright.app.tour.person import StepFailed
from postwright.app.tour.stage import CTRL, SHIFT, Tour, buy_parcel, compose, confirm, next_parcel
from postwright.domain.postal_calendar import is_postal_day
from postwright.ui.change import Change
from postwright.ui.end_of_day.panel import EndOfDayPanel
from postwright.ui.rail import RailButton
from postwright.ui.reports.panel import ReportsPanel
from postwright.ui.voids.panel import VoidsPanel

# Half an hour after the window begins to remind of the day, as it is set at first.
_LATE = time(17, 30)


def void(tour: Tour) -> str:
    """Give the QR label back: asked once, with the focus on keeping."""
    entry = tour.newest()
    tour.go("ship")
    tour.person.keys(Qt.Key.Key_V, CTRL, SHIFT)
    tour.person.wait("the question stands", lambda: tour.person.sees("Keep"))
    tour.person.picture("voids")
    confirm(tour, "Void")
    tour.person.wait("the refund is asked for", lambda: tour.shop.labels.get(entry.id).is_void)
    tour.go("labels")
    tour.person.picture("labels")
    return f"Asked for the refund of {entry.label.tracking_number}."


def pickup(tour: Tour) -> str:
    tour.go("pickups")
    name = next(
        one.text()
        for one in tour.window.findChildren(QAbstractButton)
        if one.isVisible() and one.text().startswith("Ask for a pickup") and not isinstance(one, QCheckBox)
    )
    tour.person.press(name)
    tour.person.wait("the pickup is booked", lambda: any(one.pickup for one in tour.shop.pickups.all()))
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("pickups")
    booked = next(one.pickup for one in tour.shop.pickups.all() if one.pickup)
    return f"Booked {booked.confirmation_number}: the carrier said {booked.windows[0].start:%a %d %b}."


def reminder(tour: Tour) -> str:
    """Late in the afternoon, with three parcels bought and two of them printed, it reminds of the day."""
    _late_afternoon(tour)
    for parcel in (parcels.GIA, parcels.HUGO, parcels.IVY):
        next_parcel(tour)
        compose(tour, parcel)
        tour.person.press("Printed label")
        buy_parcel(tour)
        tour.person.wait("the label is proved", lambda: tour.ship.label and tour.ship.label.proved)
        if parcel is not parcels.IVY:
            tour.person.keys(Qt.Key.Key_P, CTRL)
            tour.person.wait("it is printed", lambda: tour.ship.label and tour.ship.label.prints == 1)
    said = tour.window.reminder
    tour.person.wait("the window reminds", lambda: said.said and said.said.place == "end-of-day")
    tour.person.picture("reminder")
    return said.sentence.text()


def _late_afternoon(tour: Tour) -> None:
    """Forward to half past five, where the parcels leave from, on a day with post."""
    practice, zone = tour.shop.practice, tour.shop.zone()
    if practice is None:
        raise StepFailed("this is no practice shop")
    practice.clock.forward_to(_LATE, zone)
    while not is_postal_day(tour.shop.now().astimezone(zone).date()):
        practice.clock.forward_to(_LATE, zone)
    tour.session.announce(
        Change(drafts=True, forms=True, labels=True, money=True, pickups=True, standing=True)
    )
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())


def end_of_day(tour: Tour) -> str:
    """Close the day: its form is made once, shown, and says when later labels leave."""
    tour.person.press("Close the day")
    panel = tour.window.panel("end-of-day")
    assert isinstance(panel, EndOfDayPanel)
    tour.person.wait("the day is read", lambda: panel.presenter.screen.can_make)
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("end-of-day")
    tour.person.press(panel.presenter.screen.make_text)
    tour.person.wait("the day is closed", lambda: panel.presenter.screen.is_closed)
    tour.person.wait("the rail says so", lambda: _has_no_badge(tour, "End of day"))
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("end-of-day-closed")
    card = panel.presenter.screen.day_cards[0]
    tour.person.press(f"Show: {card.title}")
    tour.person.wait("its sheet is drawn", lambda: panel.presenter.screen.picture)
    tour.person.picture("scan-form")
    tour.person.press("Back")
    return f"{card.title}: {panel.presenter.screen.countdown.hint}"


def _has_no_badge(tour: Tour, title: str) -> bool:
    """A badge is read aloud with the name of the place."""
    return any(button.accessibleName() == title for button in tour.window.findChildren(RailButton))


def refunds(tour: Tour) -> str:
    """What became of the label that was given back: asked for, and until when its money may be expected."""
    tour.go("voids")
    panel = tour.window.panel("voids")
    assert isinstance(panel, VoidsPanel)
    (tabs,) = (one for one in tour.window.findChildren(QTabWidget) if one.isVisible())
    tabs.setCurrentIndex(1)
    tour.person.wait("the refund is listed", lambda: panel.refunds.screen.rows)
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("refunds")
    return panel.refunds.screen.line


def reports(tour: Tour) -> str:
    """What the month came to."""
    tour.go("reports")
    panel = tour.window.panel("reports")
    assert isinstance(panel, ReportsPanel)
    tour.person.wait("the month is added up", lambda: panel.presenter.screen.report)
    tour.person.wait("the work is done", lambda: not tour.program.lanes.working())
    tour.person.picture("reports")
    return "Looked at the month."


STEPS = (refunds, reminder, end_of_day, reports)
