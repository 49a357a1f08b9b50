"""Ask the printers now and then what became of what they took, while something is on its way to paper.

Prints nothing, and asks nobody while nothing is handed over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.operations.follow_prints import follow_prints, still_followed

if TYPE_CHECKING:
    from postwright.domain.print_record import PrintRecord
    from postwright.jobs.lanes import Pool
    from postwright.jobs.ticket import Ticket
    from postwright.shop import Shop

# A label takes a second or two. A queue that stands still for an hour is asked once a minute.
SOON_MS, SELDOM_MS = 2_000, 60_000


class Following(QObject):
    """`wake` it after each print. It sleeps again when no printer has anything left to tell.

    `prints` is the lane that sends: a sheet that waits there goes first.
    """

    def __init__(self, shop: Shop, prints: Pool, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._prints = prints
        self._changed = changed
        self._asked: Ticket | None = None
        self._timer = QTimer(self, interval=SOON_MS)
        self._timer.timeout.connect(self.look)

    @property
    def awake(self) -> bool:
        return self._timer.isActive()

    def wake(self) -> None:
        """Something was handed to a printer, perhaps."""
        if not self.awake or self._timer.interval() != SOON_MS:
            self._timer.start(SOON_MS)

    def look(self) -> None:
        """One question at a time, and none while something is being printed."""
        if self._asked is None and not self._prints.busy:
            self._asked = self._prints.submit(partial(_look, self._shop), self._heard, self._not_heard)

    def close(self) -> None:
        """Hear no more."""
        self._timer.stop()
        if self._asked is not None:
            self._asked.withdraw()
            self._asked = None

    def _heard(self, found: tuple[tuple[PrintRecord, ...], bool]) -> None:
        changed, more = found
        self._asked = None
        if not more:
            self._timer.stop()
        elif not changed:
            self._timer.start(min(2 * self._timer.interval(), SELDOM_MS))
        if changed:
            self._changed()

    def _not_heard(self, _: object) -> None:
        """What could not be written down, on a full disk perhaps, is tried again now and then."""
        self._asked = None
        self._timer.start(SELDOM_MS)


def _look(shop: Shop) -> tuple[tuple[PrintRecord, ...], bool]:
    press = shop.press()
    return follow_prints(press), still_followed(press)
