"""The coming week as seven cells: post or none, what leaves, which pickups stand. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from postwright.ui.pickups.told import DayCell
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import ElidedLabel, PlainLabel, plain_tip, restyle

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ICONS = {
    "done": ("pickups", "done"),
    "waiting": ("waiting", "waiting"),
    "accent": ("calendar", "accent_text"),
}
_ROLES = {"done": "done", "waiting": "waiting", "accent": "accent", "plain": "small"}


class DayButton(Button):
    """One day. `looked_at` when it gets the focus or is pressed; arrow keys lead to its neighbours."""

    looked_at = Signal(str)
    moved = Signal(int)
    ended = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", kind="day", parent=parent)
        self.day = ""
        self._title = PlainLabel(role="strong")
        self._today = PlainLabel(self.tr("Today"), role="small")
        self._leaving = ElidedLabel(role="small")
        self._icon = IconLabel("", size=16)
        self._word = ElidedLabel(role="small")
        # All cells are laid out alike, with an icon or without.
        self._word.setMinimumHeight(max(self._word.fontMetrics().height(), self._icon.height()))
        state = row(self._icon, self._word, spacing=4)
        state.setStretch(1, 1)
        first = row(self._title, None, self._today, spacing=4)
        self._inside = column(first, self._leaving, state, spacing=2)
        self._inside.setContentsMargins(10, 8, 8, 8)
        self.setLayout(self._inside)
        for part in (self._title, self._today, self._leaving, self._icon, self._word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.looked_at.emit(self.day))

    def show_cell(self, cell: DayCell) -> None:
        self.day = cell.day
        self._title.setText(cell.title)
        self._today.setVisible(cell.today)
        self._leaving.setText(cell.leaving)
        self._word.setText(cell.word)
        self._word.set_role(_ROLES[cell.tone])
        self._icon.show_icon(*_ICONS.get(cell.tone, ("", "muted")))
        restyle(self, "tone", cell.tone)
        self.setAccessibleName(cell.spoken)
        self.setToolTip(plain_tip(cell.spoken))

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self._inside.minimumSize().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in _ENDS:
            self.ended.emit(_ENDS[key])
        else:
            super().keyPressEvent(event)


class WeekStrip(QWidget):
    """One stop of the Tab key: the arrow keys, Home and End go from day to day. `day_pressed`: somebody wants
    to see what stands on it.
    """

    day_chosen = Signal(str)
    day_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The coming week"))
        self.days: list[DayButton] = []
        self._box = row(spacing=8)
        self.line = PlainLabel(role="muted", wrap=True)
        self.setLayout(column(self._box, self.line, spacing=6))

    def show_cells(self, cells: tuple[DayCell, ...], line: str, chosen: str) -> None:
        """Show these days, and the words about the one that is told of."""
        while len(self.days) < len(cells):
            self._add()
        days = [cell.day for cell in cells]
        current = chosen if chosen in days else next(iter(days), "")
        for button, cell in zip(self.days, cells, strict=True):
            button.show_cell(cell)
            here = cell.day == current
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            restyle(button, "chosen", chosen == cell.day)
        self.line.setText(line)
        self.setVisible(bool(cells))

    def _add(self) -> None:
        button = DayButton()
        place = len(self.days)
        button.looked_at.connect(self.day_chosen)
        button.clicked.connect(lambda: self.day_pressed.emit(button.day))
        button.moved.connect(lambda step: self._go(max(place + step, 0)))
        button.ended.connect(lambda end: self._go(end % len(self.days)))
        self.days.append(button)
        self._box.addWidget(button, 1)

    def _go(self, place: int) -> None:
        if place < len(self.days):
            self.days[place].setFocus(Qt.FocusReason.OtherFocusReason)
