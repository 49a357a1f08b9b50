"""Draws what was lost month by month as columns, with every sum in figures. Decides nothing.

Colour never stands alone: causes differ in their pattern too, and the legend, the tool tip and the
description for screen readers say the same in words.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from postwright.domain.cost_report import Cause
from postwright.domain.money import Money
from postwright.ui.reports.screen import ChartColumn
from postwright.ui.theme import tokens
from postwright.ui.widgets.text import plain_tip

_TOKENS = {
    Cause.MISSED: "trouble",
    Cause.DUPLICATES: "trouble",
    Cause.DENIED: "waiting",
    Cause.KEPT: "waiting",
}
_STRIPED = frozenset({Cause.DUPLICATES, Cause.KEPT})
_ABOVE, _BELOW, _WIDEST = 40, 28, 72
_RING = 2


def fill(painter: QPainter, where: QRectF, cause: Cause) -> None:
    """The ground of a cause: plain, or striped where another one has the same colour."""
    colour = QColor(getattr(tokens(), _TOKENS[cause]))
    if cause not in _STRIPED:
        painter.fillRect(where, colour)
        return
    painter.fillRect(where, QColor(getattr(tokens(), f"{_TOKENS[cause]}_soft")))
    painter.fillRect(where, QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))


class Swatch(QWidget):
    """A small square with the ground of a cause, for the legend."""

    def __init__(self, cause: Cause, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cause = cause
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), self._cause)
        painter.end()


class LossChart(QWidget):
    """`chosen` carries the key of a month that was pressed, or gone to with the arrow keys."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[ChartColumn, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Lost, month by month"))

    def sizeHint(self) -> QSize:
        return QSize(420, 176)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 176)

    def show_columns(self, columns: tuple[ChartColumn, ...]) -> None:
        if columns != self.columns:
            self.columns = columns
            self.setAccessibleDescription(" ".join(one.words for one in columns))
            self.update()

    # ------------------------------------------------------------ where things are

    def _slot(self, place: int) -> QRect:
        wide = self.width() / max(1, len(self.columns))
        return QRect(round(place * wide), 0, round(wide), self.height())

    def column_at(self, point: QPointF) -> ChartColumn | None:
        """The month under a point."""
        found = (one for place, one in enumerate(self.columns) if self._slot(place).contains(point.toPoint()))
        return next(found, None)

    # ------------------------------------------------------------ pressed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self.column_at(event.position())
        if column is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(column.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        place = next((number for number, one in enumerate(self.columns) if one.current), None)
        if step is None or place is None:
            super().keyPressEvent(event)
        elif 0 <= place + step < len(self.columns):
            self.chosen.emit(self.columns[place + step].key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            column = self.column_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(column.words) if column else "", self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((one.total.minor for one in self.columns), default=0)
        foot = self.height() - _BELOW
        painter.fillRect(QRectF(0, foot, self.width(), 1), QColor(tokens().border))
        for place, column in enumerate(self.columns):
            self._paint_column(painter, column, self._slot(place), foot, most)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().focus), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_column(
        self, painter: QPainter, column: ChartColumn, slot: QRect, foot: int, most: int
    ) -> None:
        wide = min(_WIDEST, slot.width() // 2)
        left = slot.x() + (slot.width() - wide) / 2
        if column.current:
            ground = QRectF(slot.x() + 2, 4, slot.width() - 4, self.height() - 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().accent_soft))
            painter.drawRoundedRect(ground, 6, 6)
            painter.fillRect(QRectF(slot.x() + 2, foot, slot.width() - 4, 1), QColor(tokens().border))
        top = float(foot)
        for cause, amount in column.parts:
            high = _height(amount, most, foot - _ABOVE)
            top -= high
            if high:
                fill(painter, QRectF(left, top, wide, high), cause)
        self._write(painter, column, slot, top, foot)

    def _write(self, painter: QPainter, column: ChartColumn, slot: QRect, top: float, foot: int) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if column.current else QFont.Weight.Normal)
        font.setPixelSize(max(11, self.font().pixelSize() - 2))
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens().accent_text if column.current else tokens().muted))
        painter.drawText(QRectF(slot.x(), foot + 2, slot.width(), _BELOW - 4), middle, column.label)
        painter.setPen(QColor(tokens().text if column.total.minor else tokens().faint))
        amount = str(column.total) if column.total.minor else "–"
        painter.drawText(QRectF(slot.x(), top - 20, slot.width(), 18), middle, amount)


def _height(amount: Money, most: int, room: int) -> float:
    """As high as its share of the most; what there is at all can be seen."""
    return max(2.0, room * amount.minor / most) if amount.minor > 0 and most > 0 else 0.0
