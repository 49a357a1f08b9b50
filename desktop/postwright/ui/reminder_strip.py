"""The one strip that reminds, over every panel: what costs money or a day when it is forgotten. Decides
nothing; it says the first that is not about the panel in front.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from postwright.domain.reminder import Reminder, ReminderTone
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import ElidedLabel, PlainLabel, plain_tip, restyle

_ICONS = {
    ReminderTone.PLAIN: ("info", "accent_text"),
    ReminderTone.WAITING: ("waiting", "waiting"),
    ReminderTone.TROUBLE: ("trouble", "trouble"),
}


# Less of the detail says nothing.
_LEAST_DETAIL = 200


class ReminderStrip(QFrame):
    """`wanted` carries the place to go to, `part_wanted` before it what to open there; `put_off` the key of
    what shall be said again tomorrow.
    """

    wanted = Signal(str)
    part_wanted = Signal(str)
    put_off = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReminderStrip")
        self._reminders: tuple[Reminder, ...] = ()
        self._place = ""
        self._way_back: Reminder | None = None
        self._led_to = ""
        self.said: Reminder | None = None
        self._icon = IconLabel("waiting", "waiting", 18)
        self.sentence = PlainLabel(role="strong", wrap=True)
        self.detail = ElidedLabel()
        self._words = QWidget()
        self.more = PlainLabel(role="small")
        self.go = Button("", small=True)
        self.later = Button(self.tr("Later"), kind="quiet", small=True)
        self.later.setToolTip(self.tr("Say it again tomorrow"))
        self.go.clicked.connect(self._go)
        self.later.clicked.connect(self._later)
        words = row(self.sentence, self.detail, spacing=12)
        words.setStretch(1, 1)
        self._words.setLayout(words)
        box = row(self._icon, self._words, self.more, self.go, self.later, spacing=12)
        box.setStretch(1, 1)
        box.setContentsMargins(16, 6, 12, 6)
        self.setLayout(box)
        self.hide()

    def show_reminders(self, reminders: Sequence[Reminder]) -> None:
        """Say the first of these; none hides the strip."""
        self._reminders = tuple(reminders)
        self._say()

    def stand_at(self, place: str) -> None:
        """This panel is in front; it says itself what it is about, but for what stands in a part of it. A way
        back ends wherever one turns off.
        """
        self._place = place
        if place != self._led_to:
            self._way_back = None
        self._say()

    def lead_back(self, way: Reminder, led_to: str) -> None:
        """Offer the way back before all else, for as long as the person stays where they were led to."""
        self._way_back, self._led_to = way, led_to
        self._say()

    def _say(self) -> None:
        elsewhere = [one for one in self._reminders if one.place != self._place or one.part]
        if self._way_back is not None:
            elsewhere.insert(0, self._way_back)
        said = elsewhere[0] if elsewhere else None
        if said is None:
            self.said = None
            show_part(self, False)
            return
        others = len(elsewhere) - 1
        self.more.setText(self.tr("%d more") % others)
        self.more.setVisible(others > 0)
        if said != self.said:
            self._write(said)

    def _write(self, said: Reminder) -> None:
        is_news = self.said is None or self.said.key != said.key
        self.said = said
        self._icon.show_icon(*_ICONS[said.tone])
        self.sentence.setText(said.sentence)
        self.detail.setText(said.detail)
        self.go.setText(said.action)
        restyle(self, "tone", str(said.tone))
        self.setAccessibleName(f"{said.sentence} {said.detail}".strip())
        self.setToolTip(plain_tip(said.detail))
        self._fit()
        self.show()
        if is_news:  # a countdown that goes on is not read aloud each minute
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The detail stands beside the sentence where there is room for some of it, else in the tool tip."""
        self.sentence.ensurePolished()
        needed = self.sentence.fontMetrics().horizontalAdvance(self.sentence.text()) + 1
        room = self._words.width()
        beside = room - needed >= _LEAST_DETAIL
        self.detail.setVisible(beside)
        self.sentence.setMinimumWidth(needed if beside else 0)

    def _go(self) -> None:
        if self.said is not None:
            said = self.said
            if said.part:
                self.part_wanted.emit(said.part)
            self.wanted.emit(said.place)

    def _later(self) -> None:
        if self.said is not None and self.said is self._way_back:
            self._way_back = None
            self._say()
        elif self.said is not None:
            self.put_off.emit(self.said.key)
