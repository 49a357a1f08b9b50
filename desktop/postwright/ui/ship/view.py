"""The Ship panel's three columns, which become two where it is narrow. Draws the screen; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from postwright.domain.draft import Draft
from postwright.ui.scan.view import ScanCard
from postwright.ui.ship.compose_view import ComposeView
from postwright.ui.ship.decision_view import DecisionView
from postwright.ui.ship.label_view import LabelView
from postwright.ui.ship.rates_view import RatesView
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.banner import Banner
from postwright.ui.widgets.layout import column, row

SAVE_AFTER = 300
ASK_AFTER = 400
# A window of 1180 pixels less its narrow rail.
NARROW = 1080
# The height of a line of the usual type; with larger type three columns need more room.
_USUAL_LINE = 17
_COMPOSE_WIDTH = (376, 460)
_END_WIDTH = (340, 420)
_ANY_WIDTH = 16_777_215


class ShipView(QWidget):
    """`edited(draft)` at every change; `save_due` and `ask_due` once the typing has paused."""

    edited = Signal(object)
    save_due = Signal()
    ask_due = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compose = ComposeView()
        self.rates = RatesView()
        self.decision = DecisionView()
        self.label = LabelView()
        self.banner = Banner()
        self.scan_card = ScanCard()
        self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bought = self._asked = False
        self._save = self._timer(SAVE_AFTER, self.save_due)
        self._ask = self._timer(ASK_AFTER, self.ask_due)
        self.compose.edited.connect(self._edited)
        self.compose.left.connect(self._left)
        self.decision.delivery.connect(self._edited)
        self.compose.setMinimumWidth(_COMPOSE_WIDTH[0])
        self.compose.setMaximumWidth(_COMPOSE_WIDTH[1])
        self._arrange()
        self.setFocusProxy(self.compose)

    def _timer(self, after: int, due: SignalInstance) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(due)
        return timer

    def _arrange(self) -> None:
        self._right.setSpacing(12)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.rates, 1)
        self._right.addWidget(self.decision)
        self._right.addWidget(self.label)
        self.label.hide()
        whole = row(self.compose, self._right, spacing=12)
        whole.setStretch(0, 4)
        whole.setStretch(1, 7)
        box = column(self.scan_card, self.banner, whole, spacing=12, margin=12)
        box.setStretch(2, 1)
        self.setLayout(box)
        self._fit()

    def render_screen(self, screen: ShipScreen) -> None:
        self.compose.render_screen(screen)
        self.rates.render_screen(screen)
        self.decision.render_screen(screen)
        self.label.render_screen(screen)
        self.banner.show_notice(screen.notice)
        self.scan_card.render_screen(screen.scan)
        asked = bool(screen.guards) or screen.later is not None or screen.scan.alarms
        if asked != self._asked:
            self._asked = asked
            self._fit()
        bought = screen.label is not None
        if bought != self._bought:
            self._bought = bought
            self.label.setVisible(bought)
            self.decision.setVisible(not bought)
            self._fit()
            (self.label.print if bought and self.label.print.isVisible() else self).setFocus()

    def flush(self) -> None:
        """What waited for a pause is due now."""
        if self._save.isActive():
            self._save.stop()
            self.save_due.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        growth = max(self.fontMetrics().height() / _USUAL_LINE, 1.0)
        narrow = self.width() < NARROW * growth
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._right.setDirection(direction)
        alone = not narrow or self._asked
        side = Qt.AlignmentFlag.AlignTop if alone else Qt.AlignmentFlag(0)
        self._right.setAlignment(self.decision, side)
        for end in (self.decision, self.label):
            end.setMinimumWidth(0 if narrow else _END_WIDTH[0])
            end.setMaximumWidth(_ANY_WIDTH if narrow else _END_WIDTH[1])
        self.label.lie_beside(narrow)
        # What is asked needs the room; the rate that it is about stands in the decision.
        self.rates.setVisible(not (narrow and (self._bought or self._asked)))

    def _edited(self, draft: Draft) -> None:
        self._save.start()
        self._ask.start()
        self.edited.emit(draft)

    def _left(self) -> None:
        self.flush()
