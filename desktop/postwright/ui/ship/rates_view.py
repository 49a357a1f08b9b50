"""The middle column: what each service asks. Old prices are faded, since nobody may buy them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from postwright.ui import keys
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import choice, choose, chosen, offer
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.rate_list import RateList
from postwright.ui.widgets.text import PlainLabel


class RatesView(QFrame):
    """`chosen(key)` for the rate a person went to, `arrive_by(day)` in ISO, `again` to ask anew."""

    chosen = Signal(str)
    arrive_by = Signal(str)
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self.list = RateList(self.tr("Rates"))
        self.list.chosen.connect(self.chosen)
        self._said = PlainLabel(role="muted", wrap=True)
        self._arrive = choice(())
        self._arrive.setAccessibleName(self.tr("Arrive by"))
        self._arrive.setToolTip(keys.tip("arrive_by"))
        self._arrive.activated.connect(lambda _: self.arrive_by.emit(chosen(self._arrive)))
        by = PlainLabel(self.tr("Arrive by"), role="label")
        by.setBuddy(self._arrive)
        self._again = Button("", kind="quiet", small=True, icon_name="refresh")
        self._again.setToolTip(keys.tip("refresh", self.tr("Ask for rates again")))
        self._again.setAccessibleName(self.tr("Ask for rates again"))
        self._again.clicked.connect(self.again)
        head = row(PlainLabel(self.tr("Rates"), role="strong"), None, by, self._arrive, self._again)
        box = column(head, self._said, self.list, None, spacing=8)
        box.setStretch(2, 1000)  # the list takes what is left; without it the words stay at the top
        box.setContentsMargins(16, 10, 16, 12)
        self.setLayout(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def render_screen(self, screen: ShipScreen) -> None:
        self.list.show_rates(screen.rates, screen.chosen, stale=screen.stale or not screen.can_edit)
        self._said.setText(screen.rates_said)
        self._said.setVisible(bool(screen.rates_said))
        self.list.setVisible(bool(screen.rates))
        offer(self._arrive, screen.lists.arrivals)
        choose(self._arrive, screen.arrive_by)
        self._again.setEnabled(screen.complete and screen.online and screen.can_edit and not screen.asking)

    def focus_on_arrival(self) -> None:
        """Open the list of days."""
        self._arrive.setFocus()
        self._arrive.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()  # a scanner ends what it reads with Enter; here it only moves on
            return
        super().keyPressEvent(event)
