"""Draws the card that calibrates a printer, and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from postwright.ui.settings.cards import card, small
from postwright.ui.settings.printers.screen import PrintersScreen
from postwright.ui.settings.printers.verdict import Verdict
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pictures import LabelPreview
from postwright.ui.widgets.text import PlainLabel

_PICTURE = (128, 192)


class CalibrateCard(QWidget):
    """Closed it says what the profile does; open it leads through printing, measuring and checking."""

    open_wanted = Signal()
    reset_wanted = Signal()
    print_wanted = Signal()
    written = Signal(tuple)
    work_wanted = Signal()
    undo_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self.setting = PlainLabel(wrap=True)
        self.open = Button(self.tr("Calibrate"), icon_name="ruler")
        self.picture = LabelPreview()
        self.picture.setFixedSize(*_PICTURE)
        self.print = BusyButton("", kind="plain", icon_name="print")
        self.fields = self._make_fields()
        self.work = BusyButton(self.tr("Work it out"))
        self.verdict = Verdict()
        self.undo = Button(self.tr("Undo"))
        self.close_button = Button(self.tr("Close"), kind="quiet")
        self._steps = QWidget()
        self._steps.setLayout(self._arrange())
        self.reset = Button(self.tr("Back to 100 %"), kind="quiet")
        head = row(self.setting, self.reset, self.open, spacing=16)
        head.setStretch(0, 1)
        self.setLayout(column(card(self.tr("Size and place"), head, self._steps)))
        self._listen()

    def _make_fields(self) -> tuple[Field, ...]:
        words = (
            self.tr("A: width of the frame"),
            self.tr("B: height of the frame"),
            self.tr("C: left edge to the frame"),
            self.tr("D: top edge to the frame"),
            self.tr("Box: a side of it"),
        )
        return tuple(Field(text, line(most=24)) for text in words)

    def _arrange(self) -> QGridLayout:
        steps = QGridLayout()
        steps.setContentsMargins(0, 8, 0, 0)
        steps.setHorizontalSpacing(16)
        steps.setVerticalSpacing(12)
        steps.setColumnStretch(0, 1)
        steps.setColumnStretch(1, 1)
        told = column(
            PlainLabel(self.tr("1. Print the target."), role="strong"),
            row(self.print, None),
            PlainLabel(self.tr("2. Take a real ruler."), role="strong"),
            small(
                self.tr(
                    "Measure from outer edge to outer edge. Write inches or millimetres: "
                    "2\u00a015/16, 2.94, 74.6\u00a0mm."
                )
            ),
            None,
        )
        top = row(self.picture, told, spacing=16)
        top.setStretch(1, 1)
        steps.addLayout(top, 0, 0, 1, 2)
        for place, field in enumerate(self.fields[:4]):
            steps.addWidget(field, 1 + place // 2, place % 2)
        steps.addWidget(self.fields[4], 3, 0)
        steps.addWidget(small(self.tr("The box is needed only where A or B is cut off by the paper.")), 3, 1)
        steps.addWidget(self.verdict, 4, 0, 1, 2)
        steps.addLayout(row(self.work, self.undo, None, self.close_button), 5, 0, 1, 2)
        return steps

    def _listen(self) -> None:
        self.open.clicked.connect(self._open)
        self.reset.clicked.connect(self.reset_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.work.clicked.connect(self.work_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        for field in self.fields:
            field.edited.connect(lambda: self.written.emit(self.texts()))
            editor = field.editor
            assert isinstance(editor, QLineEdit)
            editor.returnPressed.connect(self.work_wanted)

    def _open(self) -> None:
        self.open_wanted.emit()
        if not self._steps.isHidden():
            self.print.setFocus()

    def texts(self) -> tuple[str, ...]:
        """What stands in the fields, in the order of the measures."""
        return tuple(str(field.editor.property("text")) for field in self.fields)

    def render_screen(self, screen: PrintersScreen) -> None:
        """Show it all; the fields only when they are to be written anew. Sends nothing."""
        shown = screen.calibrating
        self.setting.setText(screen.setting)
        self.open.setVisible(not shown.open)
        self.reset.setVisible(not shown.open and screen.can_reset)
        self.open.setEnabled(screen.can_calibrate)
        show_part(self._steps, shown.open)
        self.picture.show_png(shown.picture, self.tr("The target as it will be printed"))
        words = (
            self.tr("Printing…")
            if shown.printing
            else self.tr("Print it again to check")
            if shown.changed
            else self.tr("Print the target")
        )
        self.print.show_state(words, enabled=screen.can_calibrate, busy=shown.printing)
        for place, field in enumerate(self.fields):
            field.editor.setProperty("placeholderText", shown.expected[place])
            field.show_problem(shown.problems[place])
            if shown.form != self._form:
                field.editor.setProperty("text", shown.texts[place])
        self._form = shown.form
        self.work.show_state(self.tr("Work it out"), enabled=shown.can_work_out, busy=False)
        self.verdict.show_words(shown.verdict, shown.tone)
        show_part(self.undo, shown.changed)
        self.close_button.setText(self.tr("Keep it") if shown.changed else self.tr("Close"))
