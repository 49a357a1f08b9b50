"""Looks at every widget of the program for text that could be read as markup. Drives nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QUrl
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from postwright.ui.widgets.mail_preview import MailPreview

# Qt's own label of tool tips; what it is given is looked at where it is given.
TIP = "qtooltip_label"
_MOST_ROWS = 200


def widgets() -> Iterator[QWidget]:
    """Every widget of every window, seen or not."""
    for window in QApplication.topLevelWidgets():
        yield window
        yield from window.findChildren(QWidget)


def found_wrong(name: str) -> list[str]:
    """What is not shown as it is, anywhere; `name` is the hostile text."""
    return [
        f"{type(one).__name__} {one.objectName()}: {why}" for one in widgets() for why in _wrong(one, name)
    ]


def _wrong(one: QWidget, name: str) -> Iterator[str]:
    if isinstance(one, QLabel) and _may_be_markup(one):
        yield f"its format is guessed: {one.text()!r}"
    if isinstance(one, QMessageBox) and one.textFormat() is not Qt.TextFormat.PlainText:
        yield "a box with a guessed format"
    if isinstance(one, QTextEdit) and not isinstance(one, MailPreview):
        yield "an editor that takes markup"
    if isinstance(one, QAbstractButton) and "& Co" in one.text().replace("&&", ""):
        yield f"a key is made of the name: {one.text()!r}"
    if isinstance(one, QAbstractItemView):
        yield from _wrong_items(one)
    for said in (one.accessibleName(), one.accessibleDescription(), one.windowTitle()):
        if "&lt;" in said:
            yield f"markup is read aloud: {said!r}"
    tips = [one.toolTip()]
    tips += [action.toolTip() for action in one.actions() if isinstance(one, QMenu) and one.toolTipsVisible()]
    yield from (f"a tool tip that loads or hides: {tip!r}" for tip in tips if not shown_plainly(tip))


def _may_be_markup(label: QLabel) -> bool:
    """A box has a label of Qt's own for its icon, which never has a text."""
    return (
        bool(label.text()) and label.objectName() != TIP and label.textFormat() is not Qt.TextFormat.PlainText
    )


def _wrong_items(view: QAbstractItemView) -> Iterator[str]:
    yield from (f"an item's tip loads or hides: {tip!r}" for tip in item_tips(view) if not shown_plainly(tip))


def item_tips(view: QAbstractItemView) -> Iterator[str]:
    for index in _indexes(view.model()):
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        if isinstance(tip, str):
            yield tip


def _indexes(model: QAbstractItemModel | None) -> Iterator[QModelIndex]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        yield from (model.index(row, column) for column in range(columns))


def texts() -> Iterator[str]:
    """Every text of the program that a person can read."""
    for one in widgets():
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            yield one.toPlainText()
        elif isinstance(one, QAbstractItemView):
            yield from (str(index.data()) for index in _indexes(one.model()))


class _Document(QTextDocument):
    """What a tool tip would be drawn with."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        self.asked.append(str(name))
        return None


def shown_plainly(tip: str) -> bool:
    """Whether a tool tip loads nothing, and shows every sign of what it was made from."""
    if not Qt.mightBeRichText(tip):
        return True
    document = _Document()
    document.setHtml(tip)
    document.size()
    again = Qt.convertFromPlainText(document.toPlainText(), Qt.WhiteSpaceMode.WhiteSpaceNormal)
    return not document.asked and again == tip
