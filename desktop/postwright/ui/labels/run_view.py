"""The strip of a run of labels and the bar of the ticked ones. Draw the screen; decide nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from postwright.ui import keys
from postwright.ui.labels.reason_card import ReasonCard
from postwright.ui.labels.run_strip import RunStrip
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import choice, chosen
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel, restyle
from postwright.ui.widgets.tone_list import ToneList

_ICONS = {"plain": ("print", "muted"), "done": ("done", "done"), "waiting": ("waiting", "waiting")}


class RunView(QFrame):
    """What a person does about the run: pause, go on from a place, skip, stop, say what came out."""

    toggled = Signal()
    from_place = Signal(int)
    skipped = Signal()
    stopped = Signal()
    came_out = Signal()
    nothing_out = Signal()
    again = Signal()
    turned = Signal()
    reason_given = Signal(str)
    reason_left = Signal()
    retried = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self._asked: tuple[object, ...] = ()
        self._places: tuple[tuple[str, str], ...] = ()
        self.icon = IconLabel("print", "muted", 20)
        self.headline = PlainLabel(role="strong", wrap=True)
        self.sentence = PlainLabel(wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.failed = ToneList(self.tr("Labels that were not printed"))
        self.reason = ReasonCard()
        self._make_buttons()
        self._answers = row(self.out, self.nothing, self.print_again, None, self.turn)
        self._buttons = row(
            self.from_words, self.places, self.go_on, self.pause, self.skip, None,
            self.retry, self.close_result, self.stop,
        )  # fmt: skip
        words = column(
            self.headline, self.sentence, self.bar, self.failed, self._answers, self.reason, self._buttons,
            spacing=6,
        )  # fmt: skip
        box = row(self.icon, words, spacing=12)
        box.setAlignment(self.icon, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        box.setContentsMargins(12, 10, 12, 10)
        self.setLayout(box)
        self.hide()

    def _make_buttons(self) -> None:
        self.pause = Button(self.tr("Pause"), icon_name="pause")
        self.pause.setToolTip(keys.tip("pause"))
        self.from_words = PlainLabel(self.tr("Go on from"), role="muted")
        self.places = choice((("", ""),))
        self.places.setAccessibleName(self.tr("Go on from which label"))
        self.places.setMinimumWidth(260)
        self.from_words.setBuddy(self.places)
        self.go_on = BusyButton(self.tr("Go on"), kind="primary", icon_name="print")
        self.go_on.setToolTip(keys.tip("pause"))
        self.skip = Button("")
        self.stop = Button(self.tr("Stop"), icon_name="close")
        self.stop.setToolTip(self.tr("Print no other label of this run. The sheet in hand is finished."))
        self.out = BusyButton(self.tr("It came out"), kind="plain", icon_name="done")
        self.nothing = BusyButton(self.tr("Nothing came out"), kind="plain")
        self.nothing.setToolTip(self.tr("It waits again, and is printed when you go on."))
        self.print_again = Button(self.tr("Print it again…"))
        self.turn = Button("", icon_name="arrow-right")
        self.retry = Button("", kind="primary", icon_name="print")
        self.close_result = Button(self.tr("Close"))
        for button, signal in (
            (self.pause, self.toggled), (self.skip, self.skipped), (self.stop, self.stopped),
            (self.out, self.came_out), (self.nothing, self.nothing_out), (self.print_again, self.again),
            (self.turn, self.turned),
            (self.retry, self.retried), (self.close_result, self.closed),
        ):  # fmt: skip
            button.clicked.connect(signal)
        self.go_on.clicked.connect(self._go_on)
        self.reason.given.connect(self.reason_given)
        self.reason.left.connect(self.reason_left)

    def _go_on(self) -> None:
        place = chosen(self.places)
        if place:
            self.from_place.emit(int(place))

    def show_strip(self, strip: RunStrip | None, *, asking_again: bool) -> None:
        """Show how far it is. Sends nothing."""
        if strip is None:
            self.hide()
            return
        self.icon.show_icon(*_ICONS[strip.tone])
        restyle(self, "tone", strip.tone)
        self.headline.setText(strip.headline)
        self.sentence.setText(strip.sentence)
        self.sentence.setVisible(bool(strip.sentence) and not asking_again)
        self.bar.setRange(0, max(strip.total, 1))
        self.bar.setValue(strip.settled)
        self.bar.setAccessibleName(strip.headline)
        self.bar.setVisible(not strip.ended and not asking_again)
        self.failed.show_lines(strip.lines)
        self._show_buttons(strip, asking_again=asking_again)
        place = strip.doubt.place if strip.doubt else 0
        self.reason.show_question(self.tr("Print label %d again") % place, asking=asking_again)
        self.setAccessibleName(strip.headline)
        self.show()
        asked = (strip.question, strip.unread)
        if asked != self._asked:
            self._asked = asked
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _show_buttons(self, strip: RunStrip, *, asking_again: bool) -> None:
        doubtful = strip.answerable is not None and not asking_again
        for button in (self.out, self.nothing, self.print_again):
            button.setVisible(doubtful)
        # Away from the answers, so that a hand that presses once more presses nothing.
        self.turn.setText(strip.turn_text)
        self.turn.setVisible(bool(strip.turn_text))
        places = strip.places
        if places != self._places:
            self._places = places
            self.places.clear()
            for place, words in places:
                self.places.addItem(words, place)
        for part in (self.from_words, self.places, self.go_on):
            part.setVisible(bool(places) and not asking_again)
        self.pause.setVisible(strip.going)
        self.pause.setEnabled(strip.can_pause)
        self.skip.setText(strip.skip_text)
        self.skip.setVisible(strip.can_skip)
        self._place_stop(self._answers if strip.doubt else self._buttons)
        self.stop.setVisible(not strip.ended and not asking_again)
        self.stop.setEnabled(strip.can_stop)
        self.retry.setText(strip.retry_text)
        self.retry.setVisible(bool(strip.retry_ids))
        self.close_result.setVisible(strip.ended)

    def _place_stop(self, line: QHBoxLayout) -> None:
        """Beside the answers while there are some: below them it would often stand alone."""
        if line.indexOf(self.stop) < 0:
            for other in (self._answers, self._buttons):
                other.removeWidget(self.stop)
            line.addWidget(self.stop)


class TickedBar(QWidget):
    """Under the list while labels are ticked: one button that says all that it does, and why where asked."""

    print_wanted = Signal()
    reason_given = Signal(str)
    reason_left = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = PlainLabel(role="small", wrap=True)
        self.clear = Button(self.tr("Untick all"), kind="quiet")
        self.print = BusyButton("", icon_name="print")
        self.print.setToolTip(keys.tip("print"))
        self.reason = ReasonCard()
        self.print.clicked.connect(self.print_wanted)
        self.clear.clicked.connect(self.cleared)
        self.reason.given.connect(self.reason_given)
        self.reason.left.connect(self.reason_left)
        line = row(self.hint, self.clear, self.print)
        line.setStretch(0, 1)
        self.setLayout(column(self.reason, line, spacing=8))
        self.hide()

    def show_screen(self, screen: LabelsScreen) -> None:
        """Say what pressing it prints. Sends nothing."""
        self.hint.setText(screen.ticked_hint)
        self.print.show_state(
            self.tr("Beginning…") if screen.beginning else screen.ticked_text,
            enabled=screen.can_print_ticked,
            busy=screen.beginning,
        )
        self.setVisible(screen.shows_bar)
        self.reason.show_question(screen.ticked_text, asking=screen.asking_run)
