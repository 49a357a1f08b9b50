"""The amber strips that stand over every panel: in practice, where the shop can be looked at only, and after
it was opened from a copy. They cannot be closed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel, plain_tip


class PracticeStrip(QFrame):
    """`connect_wanted` leads to the real account; `online_wanted` switches the practice network."""

    connect_wanted = Signal()
    online_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PracticeStrip")
        self._online = True
        words = PlainLabel(self.tr("Practice. Nothing is bought, and no label is valid."))
        self._switch = Button("", kind="plain", small=True)
        connect = Button(self.tr("Connect your account"), kind="plain", small=True)
        self._switch.clicked.connect(lambda: self.online_wanted.emit(not self._online))
        connect.clicked.connect(self.connect_wanted)
        box = row(IconLabel("practice", "waiting", 18), words, None, self._switch, connect)
        box.setContentsMargins(16, 6, 12, 6)
        self.setLayout(box)
        self.show_online(True)

    def show_online(self, online: bool) -> None:
        """Offer the other state."""
        self._online = online
        self._switch.setText(self.tr("Go offline") if online else self.tr("Go online"))
        tip = (
            self.tr("Try what happens when the network is gone")
            if online
            else self.tr("Bring the practice network back")
        )
        self._switch.setToolTip(plain_tip(tip))


class LookingStrip(QFrame):
    """Says why nothing can be bought or kept, or what was learnt after a copy was opened. Else hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PracticeStrip")
        self._words = PlainLabel(wrap=True)
        box = row(IconLabel("lock", "waiting", 18), self._words)
        box.setStretch(1, 1)
        box.setContentsMargins(16, 6, 12, 6)
        self.setLayout(box)
        self.hide()

    def show_reason(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))
