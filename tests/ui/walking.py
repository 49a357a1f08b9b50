"""Walk over everything in a window: can it be reached, named, read in full, and is every text plain."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from postwright.ui.widgets.text import ElidedLabel

_INSIDE = (QComboBox, QAbstractScrollArea)


def visible(window: QWidget) -> list[QWidget]:
    """Every widget that can be seen."""
    return [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]


def unnamed(window: QWidget) -> list[str]:
    """What can hold the focus but has no name for those who hear the window."""
    return [
        describe(one)
        for one in visible(window)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not (one.accessibleName() or _text(one))
    ]


def _text(one: QWidget) -> str:
    return one.text() if isinstance(one, QAbstractButton) else ""


def formatted(window: QWidget) -> list[str]:
    """Labels whose text could be read as markup."""
    return [
        describe(one)
        for one in window.findChildren(QLabel)
        if one.textFormat() is not Qt.TextFormat.PlainText
    ]


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons that have less room than their text needs."""
    return [describe(one) for one in visible(window) if _too_small(one)]


def _too_small(one: QWidget) -> bool:
    if isinstance(one, ElidedLabel) or not isinstance(one, QLabel | QAbstractButton) or not one.text():
        return False
    if isinstance(one, QLabel):
        needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
        wide = 0 if one.wordWrap() else one.sizeHint().width()
        return one.height() < needed or one.width() < wide
    text = one.fontMetrics().size(0, one.text())
    return one.width() < text.width() or one.height() < text.height()


def outside(window: QWidget) -> list[str]:
    """What sticks out of the thing it stands in, unless that scrolls."""
    return [describe(one) for one in visible(window) if _sticks_out(one, window)]


def _sticks_out(one: QWidget, window: QWidget) -> bool:
    parent = one.parentWidget()
    if one.isWindow() or parent is None or _scrolls(parent, window) or _part_of(one):
        return False
    corner = one.mapTo(parent, QPoint(0, 0))
    right, bottom = corner.x() + one.width(), corner.y() + one.height()
    return min(corner.x(), corner.y()) < 0 or right > parent.width() or bottom > parent.height()


def _scrolls(parent: QWidget, window: QWidget) -> bool:
    return isinstance(parent.parentWidget(), QScrollArea) and parent is not window


def _part_of(one: QWidget) -> bool:
    """Pieces that Qt itself puts inside a list or a field."""
    parent = one.parentWidget()
    return isinstance(parent, (*_INSIDE, QLineEdit)) or isinstance(one.parentWidget(), QAbstractScrollArea)


def tab_order(window: QWidget) -> list[QWidget]:
    """What Tab reaches, from the first to the last."""
    found: list[QWidget] = []
    one = window.nextInFocusChain()
    while one is not None and one is not window:
        if one.isVisibleTo(window) and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found


def describe(one: QWidget) -> str:
    text = one.text() if isinstance(one, QLabel | QAbstractButton) else one.accessibleName()
    return f"{type(one).__name__} {one.objectName()!r} {text!r} {one.size().toTuple()}"
