"""The steps of the tour about giving labels back, being fetched, and the end of the day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox

from postwright.app.tour.stage import CTRL, SHIFT, Tour, confirm


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
