"""The postage accounts of a key, one row each: which one pays, what is on it, how to disconnect it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from postwright.ui.settings.account.screen import AccountRow
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel

_INDENT = 30


class AccountList(QWidget):
    """Built anew only when the accounts changed."""

    chosen = Signal(str)
    disconnect_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QRadioButton] = {}
        self._rows: tuple[AccountRow, ...] = ()
        self._lines: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._box = column(spacing=8)
        self.setLayout(self._box)

    def show_rows(self, rows: tuple[AccountRow, ...]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        for old in self._lines:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {}
        self._lines = [self._line(one) for one in rows]
        for made in self._lines:
            self._box.addWidget(made)

    def _line(self, one: AccountRow) -> QWidget:
        button = QRadioButton(one.name.replace("&", "&&"))
        button.setChecked(one.chosen)
        button.setEnabled(one.usable)
        button.setAccessibleName(f"{one.name}, {one.balance}")
        button.clicked.connect(lambda: self.chosen.emit(one.carrier_id))
        self._group.addButton(button)
        self.buttons[one.carrier_id] = button
        detail = PlainLabel(one.detail, role="small" if one.usable else "problem", wrap=True)
        detail.setIndent(_INDENT)
        balance = PlainLabel(one.balance, role="strong")
        balance.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cut = Button(self.tr("Disconnect…"), kind="quiet", small=True)
        cut.setAccessibleName(self.tr("Disconnect %s") % one.name)
        cut.clicked.connect(lambda: self.disconnect_wanted.emit(one.carrier_id))
        made = QWidget()
        box = row(column(button, detail, spacing=0), balance, cut, spacing=16)
        box.setStretch(0, 1)
        made.setLayout(box)
        return made
