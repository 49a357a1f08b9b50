"""Have the carrier asked, a few times a day, what became of refunds and which labels it voided by itself.

When it is time is the database's to say, so that a restart asks about nothing again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.bookkeeping import refund_desk
from postwright.operations.look_at_refunds import RefundNews, is_due, look_at_refunds

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket
    from postwright.shop import Shop

# The first look waits until the shop is drawn, and until codes and parcels were looked at.
FIRST_MS = 20_000
# Whether it is time: days may have gone by while the computer slept.
ROUND_MS = 900_000


class RefundFollowing(QObject):
    """`errands` is the lane of small calls; `changed` hears that something is known now, `tell` a sentence
    about each label that nobody here voided.
    """

    def __init__(
        self,
        shop: Shop,
        errands: Submit,
        online: Callable[[], bool],
        changed: Callable[[], None],
        tell: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._errands = errands
        self._online = online
        self._changed = changed
        self._tell = tell
        self._asked: Ticket | None = None
        self._closed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From here on it looks by itself."""
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Ask where it is time; offline nobody is asked, and the next round comes by itself."""
        if self._asked is not None or self._closed:
            return
        self._timer.start(ROUND_MS)
        if self._online():
            self._asked = self._errands(partial(_look, self._shop), self._heard, self._not_heard)

    def close(self) -> None:
        """Ask no more, and hear no late answer."""
        self._closed = True
        self._timer.stop()
        if self._asked is not None:
            self._asked.withdraw()
            self._asked = None

    def _heard(self, news: RefundNews) -> None:
        self._asked = None
        for sentence in news.told:
            self._tell(sentence)
        if news.changed:
            self._changed()

    def _not_heard(self, _: object) -> None:
        """The carrier is in trouble; what is known is shown."""
        self._asked = None


def _look(shop: Shop) -> RefundNews:
    desk = refund_desk(shop)
    return look_at_refunds(desk) if is_due(desk) else RefundNews()
