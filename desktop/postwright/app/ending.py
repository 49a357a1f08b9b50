"""See the lanes of a shop to their end while the event loop turns, then close the shop. Cuts nothing off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

if TYPE_CHECKING:
    from postwright.app.session import Session
    from postwright.jobs.lanes import Lanes
    from postwright.ui.finishing import FinishingWindow
    from postwright.ui.window import MainWindow

_LOOK_EVERY_MS = 20
# Nobody needs to be told of what ends sooner.
A_MOMENT_MS = 600
# A question to the carrier or a keyring that waits for a person holds the program up no longer than this.
ERRANDS_MS = 3000
# A mail server's last word is worth more: without it nobody knows whether the mail left. One that stays
# silent leaves a doubt, which the outbox shows at the next start.
MAIL_MS = 10_000


class Ending(QObject):
    """Begin it when the window was told to close, so that what was typed has reached the desk lane.

    `over` is sent once, when one may go on: money, what was typed and prints have ended however long that
    took, and errands and mails have ended or had their time. `cleared` is whether these have ended too. Until
    they have, their shop, window and threads are kept, since they still use them.
    """

    over = Signal()

    def __init__(
        self, lanes: Lanes, window: MainWindow | None, session: Session | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.cleared = False
        self._lanes = lanes
        self._window = window
        self._session = session
        self._told: FinishingWindow | None = None
        self._is_over = self._heard_all = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Start nothing more, save what was typed."""
        if self._session is not None:
            self._session.close()
            self._session.shop.pacer.stop()
        self._lanes.stop()
        self._since.start()
        self._timer.start()

    def show(self) -> None:
        """Bring to the front what says that something is still going on."""
        if self._told is None:
            from postwright.ui.finishing import FinishingWindow  # most endings take less than a moment

            self._told = FinishingWindow(purchase=self._lanes.money.busy, mail=self._lanes.mail.busy)
        self._told.show()
        self._told.raise_()

    def _look(self) -> None:
        if self._lanes.ended:
            self._end()
        elif self._is_over:
            return
        elif self._since.hasExpired(self._patience) and self._lanes.only_errands_left:
            self._go_on()
        elif self._told is None and self._since.hasExpired(A_MOMENT_MS):
            self.show()

    @property
    def _patience(self) -> int:
        """For what may be left behind."""
        return MAIL_MS if self._lanes.mail.busy else ERRANDS_MS

    def _end(self) -> None:
        if not self._heard_all:  # the last answers are on their way to the window's thread
            self._heard_all = True
            return
        self._timer.stop()
        if self._session is not None:
            self._session.shop.close()
        for one in (self._window, self._session, self._lanes):
            if one is not None:
                one.deleteLater()
        self._window = self._session = None
        self.cleared = True
        if not self._is_over:
            self._go_on()

    def _go_on(self) -> None:
        self._is_over = True
        if self._told is not None:
            self._told.close()
            self._told.deleteLater()
            self._told = None
        self.over.emit()
