"""Draw one row of the list of rates: service and badges, then when and how, the price at the right edge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from postwright.ui.rate_line import RateLine
from postwright.ui.theme import tokens

_LINE = int(Qt.ItemDataRole.UserRole)
_PAD = 12
_BADGES = {"Cheapest": ("done", "done_soft")}
_BADGE = ("accent_text", "accent_soft")
_FADED = 0.4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RateRow(QStyledItemDelegate):
    """The painter of rows. `faded` while the prices are being asked again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.faded = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(option.font)
        lines = 3 if _third(index.data(_LINE)) else 2
        return QSize(200, metrics.height() * lines + 20)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: RateLine = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.faded:
            painter.setOpacity(_FADED)
        self._ground(painter, option, line)
        inside = option.rect.adjusted(_PAD, 8, -_PAD, -8)
        fonts = _Fonts(option.font)
        self._words(painter, inside, fonts, line, self._price(painter, inside, fonts, line) + _PAD)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, line: RateLine) -> None:
        colours = tokens()
        rect = QRectF(option.rect).adjusted(1, 1, -1, -2)
        states = QStyle.StateFlag
        selected = bool(option.state & states.State_Selected)
        if selected:
            painter.setBrush(QColor(colours.accent_soft))
            focused = bool(option.state & states.State_HasFocus)
            painter.setPen(
                QPen(QColor(colours.focus if focused else colours.accent_text), 2 if focused else 1)
            )
            painter.drawRoundedRect(rect, 6, 6)
            return
        if option.state & states.State_MouseOver and line.buyable:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _price(self, painter: QPainter, inside: QRect, fonts: _Fonts, line: RateLine) -> int:
        painter.setFont(fonts.price)
        painter.setPen(QColor(tokens().text if line.buyable else tokens().muted))
        where = QRect(inside)
        if not line.buyable:
            where.setHeight(QFontMetrics(fonts.body).height() + 4)  # the reason below needs the whole width
        painter.drawText(where, _RIGHT, line.price)
        return QFontMetrics(fonts.price).horizontalAdvance(line.price)

    def _words(self, painter: QPainter, inside: QRect, fonts: _Fonts, line: RateLine, price: int) -> None:
        colours = tokens()
        high = QFontMetrics(fonts.body).height()
        first = QRect(inside.x(), inside.y() + 2, inside.width() - price, high)
        painter.setFont(fonts.strong if line.buyable else fonts.body)
        painter.setPen(QColor(colours.text if line.buyable else colours.muted))
        metrics = QFontMetrics(fonts.strong)
        painter.drawText(
            first, _LEFT, metrics.elidedText(line.service, Qt.TextElideMode.ElideRight, first.width())
        )
        self._badges(painter, first, metrics.horizontalAdvance(line.service) + 8, fonts, line)
        painter.setFont(fonts.small)
        metrics = QFontMetrics(fonts.small)
        painter.setPen(QColor(colours.muted))
        if not line.buyable:
            first.setWidth(inside.width())
        for words in (line.detail, _third(line)):
            first.translate(0, high)
            painter.drawText(
                first, _LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, first.width())
            )

    def _badges(self, painter: QPainter, first: QRect, start: int, fonts: _Fonts, line: RateLine) -> None:
        metrics = QFontMetrics(fonts.badge)
        left = first.x() + start
        for mark in line.marks:
            width = metrics.horizontalAdvance(mark) + 12
            if left + width > first.right():
                return
            ink, ground = _BADGES.get(mark, _BADGE)
            high = metrics.height() + 4
            box = QRectF(left, first.center().y() - high / 2 + 1, width, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(tokens(), ground)))
            painter.drawRoundedRect(box, 9, 9)
            painter.setPen(QColor(getattr(tokens(), ink)))
            painter.setFont(fonts.badge)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
            left += width + 4


class _Fonts:
    """The four weights and sizes of a row, from the list's own font."""

    def __init__(self, body: QFont) -> None:
        self.body = body
        self.strong = _made(body, 1.0, QFont.Weight.DemiBold)
        self.price = _made(body, 16 / 14, QFont.Weight.DemiBold)
        self.small = _made(body, 13 / 14, QFont.Weight.Normal)
        self.badge = _made(body, 11 / 14, QFont.Weight.DemiBold)


def _made(body: QFont, factor: float, weight: QFont.Weight) -> QFont:
    font = QFont(body)
    font.setPixelSize(round(body.pixelSize() * factor))
    font.setWeight(weight)
    return font


def _third(line: RateLine) -> str:
    """The carrier's own box, what the price is made of and what the carrier warns of."""
    return " · ".join(part for part in (line.package, line.made_of, line.note) if part and line.buyable)
