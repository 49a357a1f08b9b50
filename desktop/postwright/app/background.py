"""What goes on by itself while a shop is open: prints are followed, QR codes watched, mails carried.

Each of them decides for itself whether there is anything to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from postwright.app.following import Following
from postwright.app.noticing import Noticing
from postwright.app.outbox_deeds import rounds
from postwright.app.posting import Posting
from postwright.app.watching import Watching
from postwright.ui.change import Change

if TYPE_CHECKING:
    from postwright.jobs.lanes import Lanes
    from postwright.secret_store import SecretStore
    from postwright.shop import Shop


class Background(QObject):
    """`announce` is told what changed and by whom, `tell` a sentence for the bottom line."""

    def __init__(
        self,
        shop: Shop,
        lanes: Lanes,
        secrets: SecretStore,
        online: Callable[[], bool],
        announce: Callable[[Change, object], None],
        tell: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._announce = announce
        self._following = Following(shop, lanes.prints, self._prints_changed, self)
        self.watching = Watching(shop, lanes.errands.submit, online, self._mails_changed, self)
        self._noticing = Noticing(shop, lanes.errands.submit, self._mails_changed, tell, self)
        self.posting = Posting(rounds(shop, secrets), lanes, self._mails_moved, online, self)

    def start(self) -> None:
        """From here on it goes on by itself."""
        self._following.wake()
        self.watching.start()
        self._noticing.wake()
        self.posting.wake()

    def came_back(self) -> None:
        """The carrier answers again after an outage."""
        self.watching.look()
        self.posting.came_back()

    def wake(self, change: Change, origin: object) -> None:
        """Look at once at what the change may have brought."""
        if change.labels or change.prints:
            self._following.wake()
        if change.standing or change.settings:
            self.watching.look()
        if change.labels or change.settings:
            self._noticing.wake()
        if change.settings:
            self.posting.settings_changed()
        if change.mails and origin is not self.posting:
            self.posting.wake()

    def close(self) -> None:
        """Begin nothing more and hear no late answers."""
        for one in (self._following, self.watching, self._noticing, self.posting):
            one.close()

    def _prints_changed(self) -> None:
        self._announce(Change(prints=True), None)

    def _mails_changed(self) -> None:
        self._announce(Change(mails=True), None)

    def _mails_moved(self) -> None:
        self._announce(Change(mails=True), self.posting)
