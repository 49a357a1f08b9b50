"""Let a second start raise the first one's window. Carries no data, and proves nothing: the folder's lock
does.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


def _name(folder: Path) -> str:
    return "postwright-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]


def ring(folder: Path) -> bool:
    """Ask the program that has the folder to show itself; whether it heard."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    heard = socket.waitForConnected(_PATIENCE_MS)
    socket.abort()
    return heard


class Doorbell(QObject):
    """Listens for later starts on the same data folder. Only this user's programs can reach it."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # We hold the folder's lock, so a socket file of that name was left by a program that died.
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))

    @Slot()
    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.abort()
            caller.deleteLater()
        self.rung.emit()

    def close(self) -> None:
        self._server.close()
