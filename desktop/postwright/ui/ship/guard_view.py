"""What must be answered before this parcel is bought, above the button. Each answer is a press of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from postwright.ui.ship.screen import GuardLine
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.focus import hand_over
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.section import ScrollColumn
from postwright.ui.widgets.sentence_row import SentenceRow


class GuardRow(SentenceRow):
    """One guard. The label that was bought before can be printed again or voided instead."""

    def __init__(self, guard: GuardLine, reprint: Callable[[str], None], void: Callable[[str], None]) -> None:
        self.guard = guard
        self.reprint, self.void = Button("", small=True), Button("", small=True)
        self.buy = Button("", small=True)
        super().__init__("waiting", "waiting", self.reprint, self.void, self.buy, narrow=True)
        self.reprint.setText(self.tr("Reprint it"))
        self.void.setText(self.tr("Void the old"))
        self.reprint.clicked.connect(lambda: reprint(self.guard.label_id))
        self.void.clicked.connect(lambda: void(self.guard.label_id))
        for button in (self.reprint, self.void):
            button.setVisible(bool(guard.label_id))
        self.buy.setCheckable(True)
        self.write("", guard.sentence)
        self.show_guard(guard)

    def show_guard(self, guard: GuardLine) -> None:
        self.guard = guard
        self.buy.setText(guard.yes)
        self.buy.setChecked(guard.answered)
        self.buy.setAccessibleName(f"{guard.sentence} {guard.yes}")
        token = "done" if guard.answered else "waiting"
        self.icon.show_icon(token, token)


class GuardView(ScrollColumn):
    """`answered` carries the key of a guard, the others the label that was bought before. As tall as what is
    asked; where there is less room it scrolls, so that the button below stays in sight.
    """

    answered = Signal(str)
    reprinted = Signal(str)
    voided = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._box = column(spacing=0)
        super().__init__(self._box, spacing=0, parent=parent)
        self.rows: list[GuardRow] = []
        self.hide()

    def sizeHint(self) -> QSize:
        whole = self._box.totalHeightForWidth(max(self.viewport().width(), 1)) if self.rows else 0
        return QSize(super().sizeHint().width(), whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # narrower words are taller

    def show_guards(self, guards: tuple[GuardLine, ...]) -> None:
        """Show exactly these. A new one is announced, and the focus does not stand on buying."""
        if [row.guard.key for row in self.rows] != [guard.key for guard in guards]:
            self._rebuild(guards)
        for row, guard in zip(self.rows, guards, strict=True):
            row.show_guard(guard)

    def _rebuild(self, guards: tuple[GuardLine, ...]) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            hand_over(self)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [GuardRow(guard, self.reprinted.emit, self.voided.emit) for guard in guards]
        for row in self.rows:
            row.buy.clicked.connect(lambda _=False, row=row: self.answered.emit(row.guard.key))
            self._box.addWidget(row)
        self.setVisible(bool(guards))
        self.setAccessibleName(" ".join(guard.sentence for guard in guards))
        if guards:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def point(self) -> None:
        """To the first that is not answered: what avoids the purchase comes before what makes it."""
        row = next((row for row in self.rows if not row.guard.answered), None)
        if row is not None:
            self.ensureWidgetVisible(row)
            (row.reprint if row.reprint.isVisible() else row.buy).setFocus()
