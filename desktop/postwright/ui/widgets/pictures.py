"""Pictures that must be seen as they are: a label in its true shape and a QR code. Scale, never redraw."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from postwright.ui.theme import tokens

_PAPER = QColor("#FFFFFF")
_LABEL_SHAPE = (4, 6)
_SHEET_SHAPE = (17, 22)


class _Picture(QWidget):
    """A picture on white paper, as large as the room and its shape allow."""

    def __init__(self, shape: tuple[int, int], smooth: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._transformation = (
            Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation
        )
        self._png = b""
        self._source = QPixmap()
        self._fitted = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    @property
    def is_empty(self) -> bool:
        return self._source.isNull()

    def show_png(self, png: bytes, name: str) -> None:
        """Show the picture, or plain paper for no bytes; `name` is what is read aloud."""
        self.setAccessibleName(name)
        if png == self._png:
            return
        self._png = png
        self._source = QPixmap()
        self._fitted = QPixmap()
        if png:
            self._source.loadFromData(png)
        self.update()

    def paper(self) -> QRect:
        """Where the paper lies, in the middle at its true shape."""
        wide, high = self._shape
        unit = min(self.width() / wide, self.height() / high)
        size = QSize(int(unit * wide), int(unit * high))
        return QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())

    def minimumSizeHint(self) -> QSize:
        wide, high = self._shape
        return QSize(40 * wide, 40 * high)

    def sizeHint(self) -> QSize:
        wide, high = self._shape
        return QSize(72 * wide, 72 * high)

    def paintEvent(self, event: QPaintEvent) -> None:
        where = self.paper()
        painter = QPainter(self)
        painter.fillRect(where, _PAPER)
        if not self._source.isNull():
            self._fit(where)
            self._place(painter, where)
        painter.setPen(QPen(QColor(tokens().border), 1))
        painter.drawRect(where.adjusted(0, 0, -1, -1))
        painter.end()

    def _fit(self, where: QRect) -> None:
        ratio = self.devicePixelRatioF()
        wanted = where.size() * ratio
        if self._fitted.isNull() or self._fitted.size() != self._target(wanted):
            self._fitted = self._source.scaled(
                self._target(wanted), Qt.AspectRatioMode.KeepAspectRatio, self._transformation
            )
            self._fitted.setDevicePixelRatio(ratio)

    def _target(self, wanted: QSize) -> QSize:
        return self._source.size().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio)

    def _place(self, painter: QPainter, where: QRect) -> None:
        size = self._fitted.deviceIndependentSize()
        left = where.x() + (where.width() - size.width()) / 2
        top = where.y() + (where.height() - size.height()) / 2
        painter.drawPixmap(int(left), int(top), self._fitted)


class LabelPreview(_Picture):
    """A 4x6 label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_LABEL_SHAPE, True, parent)


class SheetPreview(_Picture):
    """A sheet of letter paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_SHEET_SHAPE, True, parent)

    def minimumSizeHint(self) -> QSize:
        return QSize(170, 220)

    def sizeHint(self) -> QSize:
        return QSize(510, 660)


class QrView(_Picture):
    """A QR code, scaled by whole dots so that its edges stay hard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((1, 1), False, parent)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def sizeHint(self) -> QSize:
        return QSize(240, 240)

    def _target(self, wanted: QSize) -> QSize:
        side = max(self._source.width(), 1)
        times = max(min(wanted.width(), wanted.height()) // side, 1)
        if side > wanted.width():
            return super()._target(wanted)
        return QSize(side * times, self._source.height() * times)
