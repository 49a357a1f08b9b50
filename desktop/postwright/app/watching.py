"""Have USPS asked, now and then, where parcels are, and whether the QR codes that customers hold were used.
Asks about one label at a time.

Which is due is the database's to say, so that a restart asks about none again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.operations.follow_parcels import Asked, ask_next

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket
    from postwright.shop import Shop

# The first look waits until the shop is drawn and its balance is known.
FIRST_MS = 10_000
# A label is asked about every few hours; which ones these are changes with the hour.
ROUND_MS = 3_600_000
# Between two labels, so that rates and prices never wait for a watch.
BETWEEN_MS = 4_000
# A round over hundreds of labels takes an hour, and what it brings shall show before its end.
TELL_EVERY = 15


class Watching(QObject):
    """`errands` is the lane of small calls; `changed` hears of what a round brings, and of its end."""

    def __init__(
        self,
        shop: Shop,
        errands: Submit,
        online: Callable[[], bool],
        changed: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._errands = errands
        self._online = online
        self._changed = changed
        self._asked: Ticket | None = None
        self._closed = False
        self._untold = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From here on it looks by itself."""
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Begin a round, or go on with one. Offline nobody is asked; the next round comes by itself."""
        if self._asked is not None or self._closed:
            return
        if not self._online():
            self._timer.start(ROUND_MS)
            return
        self._timer.stop()
        work = partial(_ask, self._shop)
        self._asked = self._errands(work, self._heard, self._not_heard)

    def close(self) -> None:
        """Hear no more."""
        self._closed = True
        self._timer.stop()
        if self._asked is not None:
            self._asked.withdraw()
            self._asked = None

    def _heard(self, asked: Asked) -> None:
        self._asked = None
        self._untold += asked.changed
        if not asked.left:
            self._end_round()
            return
        self._timer.start(BETWEEN_MS)
        if self._untold >= TELL_EVERY:
            self._tell()

    def _not_heard(self, _: object) -> None:
        """The carrier is in trouble or cannot be reached; what is known is shown."""
        self._end_round()

    def _end_round(self) -> None:
        """Days have gone by too, so the list is shown anew whatever was heard."""
        self._asked = None
        self._timer.start(ROUND_MS)
        self._tell()

    def _tell(self) -> None:
        self._untold = 0
        self._changed()


def _ask(shop: Shop) -> Asked:
    """Nobody is asked where the shop does not want to pay for questions."""
    if not shop.preferences.follow_parcels:
        return Asked()
    return ask_next(shop.tracker())
