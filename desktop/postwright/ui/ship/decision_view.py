"""The right column before buying: who, what, when, how much, how; and one button that says it all."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from postwright.domain.draft import Draft
from postwright.ui import keys
from postwright.ui.ship.guard_view import GuardView
from postwright.ui.ship.later_view import LaterView
from postwright.ui.ship.screen import ShipScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.leaving_row import LeavingRow
from postwright.ui.widgets.text import ElidedLabel, MoneyLabel, PlainLabel, plain_tip


class DecisionView(QFrame):
    """`pressed`, `kept`, `finished` say what to do with the parcel, `delivery` how the label gets there."""

    pressed = Signal()
    kept = Signal()
    finished = Signal()
    later_wanted = Signal()
    delivery = Signal(object)
    limit = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self._draft = Draft()
        self._tries = self._pointed = 0
        self._who = PlainLabel(role="strong", wrap=True)
        self._where = PlainLabel(wrap=True)
        self._what = PlainLabel(wrap=True)
        self._when = PlainLabel(role="muted", wrap=True)
        self._service = PlainLabel(role="strong", wrap=True)
        self._price = MoneyLabel(role="amount")
        self._made_of = PlainLabel(role="small", wrap=True)
        self._risen = PlainLabel(role="waiting", wrap=True)
        self.leaving = LeavingRow()
        self.guards = GuardView()
        self.later = LaterView()
        self._ways = {
            "label": QRadioButton(self.tr("Printed label")),
            "qr": QRadioButton(self.tr("QR code")),
            "both": QRadioButton(self.tr("Both")),
        }
        self._said = PlainLabel(role="small", wrap=True)
        self._warned = PlainLabel(role="waiting", wrap=True)
        group = QButtonGroup(self)
        for button in self._ways.values():
            group.addButton(button)
            button.clicked.connect(self._chose)
        self._limit_edit = line("$0.00")
        self._limit = Field(self.tr("Pay at most"), self._limit_edit)
        self._limit_edit.textEdited.connect(self.limit)
        self.button = BusyButton("")
        self.button.setProperty("large", True)
        self.button.setToolTip(keys.tip("buy"))
        self.button.clicked.connect(self.pressed)
        self._keep = Button(self.tr("Keep as draft"), kind="quiet", small=True)
        self._keep.setToolTip(keys.tip("keep"))
        self._keep.clicked.connect(self.kept)
        self._later = Button(self.tr("Queue for later"), kind="quiet", small=True)
        self._later.setToolTip(keys.tip("queue"))
        self._later.clicked.connect(self.later_wanted)
        self._next = Button(self.tr("Next parcel"), kind="quiet", small=True, icon_name="arrow-right")
        self._next.setToolTip(keys.tip("next"))
        self._next.clicked.connect(self.finished)
        self._state = ElidedLabel(role="small")
        self._arrange()

    def _arrange(self) -> None:
        words = PlainLabel(self.tr("How it gets there"), role="label")
        self._delivery = QWidget()
        ways = row(*self._ways.values(), None, spacing=4)
        self._delivery.setLayout(column(words, ways, self._said, self._warned, spacing=4))
        price = row(self._service, self._price)
        price.setStretch(0, 1)
        box = column(
            column(self._who, self._where, self._what, self._when, spacing=2),
            price,
            self._made_of,
            self._risen,
            self.leaving,
            self._delivery,
            self._limit,
            self.later,
            self.guards,
            self.button,
            self._end(),
            spacing=8,
        )
        box.setContentsMargins(16, 12, 16, 8)
        self.setLayout(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _end(self) -> QHBoxLayout:
        end = row(self._state, self._later, self._keep, self._next)
        end.setStretch(0, 1)
        return end

    def render_screen(self, screen: ShipScreen) -> None:
        self._draft = screen.draft
        decision = screen.decision
        self._who.setText(decision.who or self.tr("No parcel yet"))
        for label, text in (
            (self._where, decision.where),
            (self._what, decision.what),
            (self._when, decision.when),
            (self._service, decision.service),
            (self._price, decision.price),
            (self._made_of, decision.made_of),
            (self._risen, screen.risen),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        for code, button in self._ways.items():
            button.setChecked(code == screen.draft.delivery)
            button.setEnabled(screen.can_edit and (code == "label" or not screen.codes.refusal))
        self._say(screen)
        self._limit.setVisible(screen.limit_needed and screen.can_edit)
        self._limit.show_problem(screen.limit_problem)
        over = screen.in_doubt or screen.settled
        self.button.show_state(screen.button, enabled=screen.can_press, busy=bool(screen.busy))
        self.button.set_kind("plain" if screen.draft.is_blank or screen.unanswered else "primary")
        self.leaving.show_question(screen.leaving if screen.can_edit else None)
        self._delivery.setVisible(not screen.guards)
        self.guards.show_guards(screen.guards if screen.can_edit else ())
        opened = screen.later is not None and self.later.isHidden()
        self.later.render_screen(screen)
        self._later.setVisible(not over)
        self._later.setEnabled(screen.can_queue and screen.later is None)
        if opened:
            self.later.begin()
        self._keep.setVisible(not over)
        self._next.setVisible(over)
        self._keep.setEnabled(screen.can_edit and not screen.draft.is_blank)
        self._state.setText(self.tr("Draft kept") if screen.kept else "")
        if screen.tries != self._tries:
            self._tries = screen.tries
            if screen.limit_problem:
                self._limit_edit.setFocus()
        if screen.pointed != self._pointed:
            self._pointed = screen.pointed
            self.guards.point()

    def _say(self, screen: ShipScreen) -> None:
        """What comes next, or why there is no choice; a disabled button tells it too."""
        self._said.setText(screen.delivery_said)
        self._said.setVisible(bool(screen.delivery_said))
        self._warned.setText("\n".join(screen.delivery_warnings))
        self._warned.setVisible(bool(screen.delivery_warnings))
        for code, button in self._ways.items():
            refused = screen.codes.refusal if code != "label" else ""
            button.setToolTip(plain_tip(refused))
            button.setAccessibleDescription(refused)

    def _chose(self) -> None:
        code = next(code for code, button in self._ways.items() if button.isChecked())
        self.delivery.emit(replace(self._draft, delivery=code))
