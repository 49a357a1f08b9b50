"""The program's own icons, recoloured with the scheme and sharp at every scale. Holds no others."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from postwright import assets
from postwright.ui.theme import tokens


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = assets.text(f"icons/{name}.svg").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, name: str, colour: str, where: QRect) -> None:
    """Draw an icon in a colour such as "#1B4B9B"."""
    _renderer(name, colour).render(painter, QRectF(where))


class _Engine(QIconEngine):
    """Asks for the colour when it paints, so that a change of scheme needs no new icons."""

    def __init__(self, name: str, token: str, on_token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._on_token = on_token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._on_token if state is QIcon.State.On else self._token
        if mode is QIcon.Mode.Disabled:
            token = "faint"
        paint(painter, self._name, str(getattr(tokens(), token)), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


def icon(name: str, token: str = "text", on_token: str = "") -> QIcon:
    """An icon such as "print" in the colour of a token such as "on_accent", and of another while it is on."""
    return QIcon(_Engine(name, token, on_token or token))
