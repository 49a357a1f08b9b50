"""What goes on by itself while a shop is open: prints and parcels are followed, mails carried, and the
operator is reminded.

Each of them decides for itself whether there is anything to do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from postwright.app import reminder_deeds
from postwright.app.following import Following
from postwright.app.form_following import FormFollowing
from postwright.app.noticing import Noticing
from postwright.app.outbox_deeds import rounds
from postwright.app.posting import Posting
from postwright.app.refund_following import RefundFollowing
from postwright.app.reminding import Reminding
from postwright.app.watching import Watching
from postwright.ui.change import Change

if TYPE_CHECKING:
    from postwright.jobs.lanes import Lanes
    from postwright.operations.remind import Reminded
    from postwright.secret_store import SecretStore
    from postwright.shop import Shop


class Background(QObject):
    """`announce` is told what changed and by whom, `tell` a sentence for the bottom line, `show` what the
    operator is reminded of.
    """

    def __init__(
        self,
        shop: Shop,
        lanes: Lanes,
        secrets: SecretStore,
        online: Callable[[], bool],
        announce: Callable[[Change, object], None],
        tell: Callable[[str], None],
        show: Callable[[Reminded], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._announce = announce
        self._following = Following(shop, lanes.prints, self._prints_changed, self)
        self.watching = Watching(shop, lanes.errands.submit, online, self._parcels_changed, self)
        self._forms = FormFollowing(shop, lanes.errands.submit, online, self._forms_changed, self)
        self._noticing = Noticing(shop, lanes.errands.submit, self._mails_changed, tell, self)
        self.refunds = RefundFollowing(shop, lanes.errands.submit, online, self._refunds_changed, tell, self)
        self.posting = Posting(rounds(shop, secrets), lanes, self._mails_moved, online, self)
        self.reminding = Reminding(
            partial(reminder_deeds.look, shop), partial(reminder_deeds.put_off, shop),
            lanes.errands.submit, show, self,
        )  # fmt: skip

    def start(self) -> None:
        """From here on it goes on by itself."""
        self._following.wake()
        self.watching.start()
        self._forms.wake()
        self._noticing.wake()
        self.posting.wake()
        self.refunds.start()
        self.reminding.wake()

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
            self.refunds.look()
        if change.forms:
            self._forms.wake()
        if change.labels or change.settings:
            self._noticing.wake()
        if change.settings:
            self.posting.settings_changed()
        if change.mails and origin is not self.posting:
            self.posting.wake()
        if change.labels or change.forms or change.settings or change.tracking:
            self.reminding.wake()

    def close(self) -> None:
        """Begin nothing more and hear no late answers."""
        for one in (
            self._following,
            self.watching,
            self._forms,
            self._noticing,
            self.refunds,
            self.posting,
            self.reminding,
        ):
            one.close()

    def _prints_changed(self) -> None:
        self._announce(Change(prints=True), None)

    def _refunds_changed(self) -> None:
        self._announce(Change(labels=True, money=True), None)

    def _forms_changed(self) -> None:
        self._announce(Change(forms=True), None)

    def _parcels_changed(self) -> None:
        self._announce(Change(tracking=True), None)

    def _mails_changed(self) -> None:
        self._announce(Change(mails=True), None)

    def _mails_moved(self) -> None:
        self._announce(Change(mails=True), self.posting)
