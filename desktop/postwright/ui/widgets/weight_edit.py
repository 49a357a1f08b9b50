"""A weight in pounds and ounces with a padlock that keeps it for the next parcel. Judges no text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from postwright.ui.icons import icon
from postwright.ui.widgets.field import line
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.text import PlainLabel, plain_tip


class WeightEdit(QWidget):
    """Two inputs and a padlock. `edited` and `left` are sent for what a person does."""

    edited = Signal()
    left = Signal()

    def __init__(self, *, padlock: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pounds = line("0")
        self.ounces = line("0")
        self.pounds.setAccessibleName(self.tr("Weight, pounds"))
        self.ounces.setAccessibleName(self.tr("Weight, ounces"))
        self.padlock = QToolButton()
        self.padlock.setCheckable(True)
        self.padlock.setIconSize(QSize(18, 18))
        self.padlock.toggled.connect(self._locked)
        for one in (self.pounds, self.ounces):
            one.setMinimumWidth(48)
            one.textEdited.connect(self.edited)
            one.editingFinished.connect(self.left)
        lb, oz = PlainLabel("lb", role="muted"), PlainLabel("oz", role="muted")
        self.setLayout(row(self.pounds, lb, self.ounces, oz, self.padlock))
        self.padlock.setVisible(padlock)
        self.setFocusProxy(self.pounds)
        self._locked(False)

    @property
    def locked(self) -> bool:
        return self.padlock.isChecked()

    def toggle(self) -> None:
        """Open or close the padlock."""
        self.padlock.toggle()

    def set_texts(self, pounds: str, ounces: str) -> None:
        """Write both. Sends nothing."""
        self.pounds.setText(pounds)
        self.ounces.setText(ounces)

    def texts(self) -> tuple[str, str]:
        """What stands there: pounds, ounces."""
        return self.pounds.text(), self.ounces.text()

    def _locked(self, locked: bool) -> None:
        self.padlock.setIcon(icon("lock" if locked else "unlock", "accent_text" if locked else "muted"))
        words = (
            self.tr("This weight is kept for the next parcel")
            if locked
            else self.tr("Keep this weight for the next parcel")
        )
        self.padlock.setToolTip(plain_tip(f"{words} (F4)"))
        self.padlock.setAccessibleName(words)
