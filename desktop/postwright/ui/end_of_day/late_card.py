"""Labels whose ship date has passed unscanned, each with the way to void it. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from postwright.ui.end_of_day.screen import EndOfDayScreen
from postwright.ui.end_of_day.told import LateLine
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.focus import hand_over
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import ElidedLabel, PlainLabel


class _Late(QFrame):
    def __init__(self, line: LateLine, card: LateCard) -> None:
        super().__init__()
        who = ElidedLabel(line.who)
        day = PlainLabel(card.tr("for %s, not scanned") % line.day, role="waiting")
        correct = Button(card.tr("Void and correct…"), small=True)
        correct.setAccessibleName(card.tr("Void and correct the label for %s") % line.who)
        correct.clicked.connect(lambda: card.correct_wanted.emit(line.label_id))
        self.correct = correct
        box = row(who, day, correct, spacing=16)
        box.setStretch(0, 1)
        self.setLayout(box)


class LateCard(Section):
    """Hidden while there is none."""

    correct_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Not scanned, and their day is over"), parent=parent)
        self.words = PlainLabel(role="muted", wrap=True)
        self.rows: list[_Late] = []
        self._lines: tuple[LateLine, ...] = ()
        self._box = column(spacing=4)
        self.more = Button("", kind="quiet", small=True)
        self.more.clicked.connect(self.all_wanted)
        self.add(self.words, self._box, row(self.more, None))
        self.hide()

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """All that Tab reaches, from top to bottom."""
        return (*(line.correct for line in self.rows), self.more)

    def show_screen(self, screen: EndOfDayScreen) -> None:
        self.setVisible(bool(screen.late))
        self.words.setText(screen.late_words)
        self.more.setText(screen.late_more)
        self.more.setVisible(bool(screen.late_more))
        if screen.late == self._lines:
            return
        self._lines = screen.late
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            hand_over(self)
        for gone in self.rows:
            self._box.removeWidget(gone)
            gone.deleteLater()
        self.rows = [_Late(line, self) for line in screen.late]
        for made in self.rows:
            self._box.addWidget(made)
