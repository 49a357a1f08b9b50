"""Follow the SCAN forms that the carrier is making, so that they appear by themselves. Sleeps while there is
none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.operations.follow_forms import Followed, follow_forms

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket
    from postwright.shop import Shop

# A form takes seconds as a rule. One that takes long is asked about once a minute.
SOON_MS, SELDOM_MS = 5_000, 60_000


class FormFollowing(QObject):
    """`wake` it after each form that was asked for, and at the start. `changed` hears that one came."""

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
        self._pause = SOON_MS
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    @property
    def awake(self) -> bool:
        return self._timer.isActive()

    def wake(self) -> None:
        """A form was asked for, perhaps."""
        self._pause = SOON_MS
        if not self._closed and self._asked is None:
            self._timer.start(SOON_MS)

    def look(self) -> None:
        """One question at a time; offline it waits."""
        if self._asked is not None or self._closed:
            return
        if not self._online():
            self._timer.start(SELDOM_MS)
            return
        self._timer.stop()
        self._asked = self._errands(partial(_look, self._shop), self._heard, self._not_heard)

    def close(self) -> None:
        """Ask no more, and hear no late answer."""
        self._closed = True
        self._timer.stop()
        if self._asked is not None:
            self._asked.withdraw()
            self._asked = None

    def _heard(self, found: Followed) -> None:
        self._asked = None
        if found.left:
            self._timer.start(self._pause)
            self._pause = min(2 * self._pause, SELDOM_MS)
        if found.changed:
            self._changed()

    def _not_heard(self, _: object) -> None:
        """The carrier is in trouble; what is being made is asked about later."""
        self._asked = None
        self._timer.start(SELDOM_MS)


def _look(shop: Shop) -> Followed:
    return follow_forms(shop.tray(), now=shop.now())
