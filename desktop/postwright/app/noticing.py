"""Have the mails queued that the shop wants sent by themselves, soon after something was bought or switched.

One pass at a time, beside everything else: no purchase waits for it, and what it missed it makes up for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postwright.domain.sentences import Deed, sentence
from postwright.operations.queue_notices import Noticeboard, Noticed, Unwritten, queue_notices
from postwright.store.automatic_mails import AutomaticMails

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit, Ticket
    from postwright.shop import Shop

# A batch buys label after label; the notices of many are written in one pass.
SOON_MS = 2_000


class Noticing(QObject):
    """`wake` it when labels or settings changed. `queued` hears that something waits in the outbox, `news`
    of a mail that could not be written, once for each label.
    """

    def __init__(
        self,
        shop: Shop,
        errands: Submit,
        queued: Callable[[], None],
        news: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._errands = errands
        self._queued = queued
        self._news = news
        self._told: set[tuple[str, str]] = set()
        self._under_way: Ticket | None = None
        self._again = self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self._begin)

    def wake(self) -> None:
        """Something may lack its mail."""
        if self._under_way is not None:
            self._again = True
        elif not (self._closed or self._timer.isActive()):
            self._timer.start()

    def close(self) -> None:
        """Begin no more passes, hear no more."""
        self._closed = True
        self._timer.stop()
        if self._under_way is not None:
            self._under_way.withdraw()
            self._under_way = None

    def _begin(self) -> None:
        self._under_way = self._errands(partial(_pass, self._shop), self._heard, self._not_heard)

    def _heard(self, noticed: Noticed) -> None:
        self._end()
        if noticed.queued or noticed.called_off:
            self._queued()
        for one in noticed.unwritten:
            if (one.entry.id, one.kind) not in self._told:
                self._told.add((one.entry.id, one.kind))
                self._news(_words(one))

    def _not_heard(self, _: object) -> None:
        """A disk that is full is told elsewhere; what is lacking stays so until the next pass."""
        self._end()

    def _end(self) -> None:
        self._under_way = None
        if self._again:
            self._again = False
            self.wake()


def _pass(shop: Shop) -> Noticed:
    sandbox = shop.kind not in {"live", "practice"}
    kept = AutomaticMails(shop.database, shop.now)
    return queue_notices(Noticeboard(shop.post(), kept, shop.now, sandbox))


def _words(one: Unwritten) -> str:
    """Who gets no mail, and why."""
    return f"{one.entry.customer.who} gets no mail by itself. {sentence(one.fault, Deed.LOOK).happened}"
