"""The card for queueing: a rule for the service, a tolerance for this parcel. Spends and decides nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from postwright.ui import keys
from postwright.ui.ship.later import Later
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import Field, choice, choose, chosen, line, offer
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import Line, PlainLabel

_SHORT = 72


class LaterView(QWidget):
    """`written` carries the card, `queued` says to queue the parcel, `left` to put the card away."""

    written = Signal(Later)
    queued = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._later = Later()
        self._form = -1
        self.rule = choice(())
        self.more, self.per_cent = line("$0.25", width=_SHORT), line("0", width=_SHORT, most=4)
        self._rule = Field(self.tr("Buy later"), self.rule)
        self._more = Field(self.tr("May rise by"), self.more)
        self._per_cent = Field(self.tr("or per cent"), self.per_cent)
        self.limit = PlainLabel(role="small", wrap=True)
        self.problem = PlainLabel(role="problem", wrap=True)
        self.leave = Button(self.tr("Not now"), small=True)
        self.queue = Button(self.tr("Queue"), small=True)
        self.queue.setToolTip(keys.tip("queue"))
        for field in (self._rule, self._more, self._per_cent):
            field.edited.connect(self._wrote)
        self.leave.clicked.connect(self.left)
        self.queue.clicked.connect(self.queued)
        numbers = row(self._more, self._per_cent, None, spacing=12)
        buttons = row(None, self.leave, self.queue)
        self.setLayout(
            column(Line(), self._rule, numbers, self.limit, self.problem, buttons, Line(), spacing=8)
        )

    def render_screen(self, screen: ShipScreen) -> None:
        later = screen.later
        self.setVisible(later is not None and screen.can_edit)
        if later is None:
            self._form = -1
            return
        self._later = later
        offer(self.rule, screen.later_rules)
        choose(self.rule, later.rule)
        if later.form != self._form:
            self._form = later.form
            self.more.setText(later.more)
            self.per_cent.setText(later.per_cent)
        self.limit.setText(screen.later_limit)
        self.limit.setVisible(bool(screen.later_limit))
        self.problem.setText(screen.later_problem)
        self.problem.setVisible(bool(screen.later_problem))
        self.queue.setEnabled(not screen.later_problem)

    def begin(self) -> None:
        """The card came up."""
        self.rule.setFocus()

    def _wrote(self) -> None:
        typed = replace(
            self._later, rule=chosen(self.rule), more=self.more.text(), per_cent=self.per_cent.text()
        )
        self.written.emit(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner ends what it reads with Enter; here that only moves on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
