"""What the system says of its network while the program runs. Asks nobody, and is believed little."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from postwright.app.standing import Hint, StandingKeeper

_log = logging.getLogger(__name__)
_Reach = QNetworkInformation.Reachability


def hint_of(reach: QNetworkInformation.Reachability, *, portal: bool) -> Hint:
    """Only what is said without a doubt. "Local" and "site" are also said of networks with a strict wall."""
    if reach == _Reach.Disconnected:
        return Hint.OFFLINE
    if portal:
        return Hint.SIGN_IN
    return Hint.ONLINE if reach == _Reach.Online else Hint.UNKNOWN


class NetworkHint(QObject):
    """Made on the window's thread after the first paint. Where no backend of Qt fits the system, or a frozen
    program came without one, it says UNKNOWN for ever.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        found = QNetworkInformation.loadDefaultBackend()
        self._source = QNetworkInformation.instance() if found else None
        if self._source is None:
            _log.info("the system says nothing of its network")
            return
        _log.info("the system's word on its network comes from %s", self._source.backendName())
        self._source.reachabilityChanged.connect(self._heard)
        self._source.isBehindCaptivePortalChanged.connect(self._heard)

    def tell(self, keeper: StandingKeeper) -> None:
        """Say what it is now, and whatever comes."""
        self.changed.connect(keeper.hinted)
        keeper.hinted(self.hint())

    def hint(self) -> Hint:
        """As of now."""
        if self._source is None:
            return Hint.UNKNOWN
        return hint_of(self._source.reachability(), portal=self._source.isBehindCaptivePortal())

    @Slot()
    def _heard(self) -> None:
        self.changed.emit(self.hint())
