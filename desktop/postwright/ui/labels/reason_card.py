"""Why more copies are needed. It stands in the panel, and Esc leaves it. Prints nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from postwright.domain.print_record import REPRINT_REASONS
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, choice, chosen
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel


class ReasonCard(Section):
    """`given` carries one of REPRINT_REASONS; `left` asks to print nothing."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        words = PlainLabel(
            self.tr("Two parcels with one label pay for only one of them. Tear the older copy up."), wrap=True
        )
        self.box = choice(tuple(REPRINT_REASONS.items()))
        self.go = BusyButton("", icon_name="print")
        self.leave = Button(self.tr("Not now"))
        self.go.clicked.connect(lambda: self.given.emit(chosen(self.box)))
        self.leave.clicked.connect(self.left)
        self.field = Field(self.tr("Why is another copy needed?"), self.box)
        self.add(self.field, words, row(self.leave, self.go, None))
        self.hide()

    def show_question(self, button: str, *, asking: bool) -> None:
        """`button` says all that it does: "Print copy 2"."""
        appears = asking and self.isHidden()
        self.go.show_state(button, enabled=True, busy=False)
        self.setVisible(asking)
        if appears:
            self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
