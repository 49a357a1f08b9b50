"""Whom the carrier may ask, where the parcels stand, and the note. Says what was typed; checks nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from postwright.domain.pickup_note import SPOTS, Spot
from postwright.ui.pickups.screen import Contact, PickupsScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel

_NOTE_HEIGHT = 64
_ACROSS = 3


class PickupForm(Section):
    """`note_written` and `contact_written` while a person types; the program's own writing sends nothing."""

    contact_written = Signal(object)
    spot_chosen = Signal(object)
    note_written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = Field(self.tr("Name"), line())
        self.phone = Field(self.tr("Phone"), line())
        self.email = Field(self.tr("E-mail"), line())
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note_field = Field(self.tr("Note: where they stand, how many, how heavy"), self.note)
        self._form = 0
        self._writing = False
        self._make_spots()
        self.add(row(self.name, self.phone), self.email, self._spots, self.note_field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for field in (self.name, self.phone, self.email):
            field.edited.connect(self._contact)
        self.note.textChanged.connect(self._noted)

    def _make_spots(self) -> None:
        self.buttons: dict[Spot, QPushButton] = {}
        self.group = QButtonGroup(self)
        self.group.setExclusive(False)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number, (spot, (words, _)) in enumerate(SPOTS.items()):
            button = Button(words, small=True)
            button.setCheckable(True)
            button.clicked.connect(lambda on, spot=spot: self.spot_chosen.emit(spot if on else None))
            grid.addWidget(button, number // _ACROSS, number % _ACROSS)
            self.buttons[spot] = button
        self._spots = QWidget()
        label = PlainLabel(self.tr("Where they stand"), role="label")
        self._spots.setLayout(column(label, grid, spacing=4))

    def show_screen(self, screen: PickupsScreen) -> None:
        """Show it all; the fields only when the form is a new one."""
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen)
        for field, name in ((self.name, "name"), (self.phone, "phone"), (self.email, "email")):
            field.show_problem(screen.problem(name))
        self.note_field.show_problem(screen.problem("note") or screen.note_problem)
        for spot, button in self.buttons.items():
            button.setChecked(spot == screen.spot)

    def contact(self) -> Contact:
        """What stands in the fields."""
        return Contact(*(_text(field) for field in (self.name, self.phone, self.email)))

    def _write(self, screen: PickupsScreen) -> None:
        self._writing = True
        contact = screen.contact
        for field, text in (
            (self.name, contact.name),
            (self.phone, contact.phone),
            (self.email, contact.email),
        ):
            if _text(field) != text:
                field.editor.setProperty("text", text)
                field.editor.setProperty("cursorPosition", 0)
        if self.note.toPlainText() != screen.note:
            self.note.setPlainText(screen.note)
        self._writing = False

    def _contact(self) -> None:
        self.contact_written.emit(self.contact())

    def _noted(self) -> None:
        if not self._writing:
            self.note_written.emit(self.note.toPlainText())


def _text(field: Field) -> str:
    return str(field.editor.property("text"))
