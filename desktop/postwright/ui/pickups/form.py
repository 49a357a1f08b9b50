"""Whom the carrier may ask, where the parcels stand, and the note. Says what was typed; checks nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from postwright.ui.pickups.screen import PLACES, Contact, PickupsScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel

_NOTE_HEIGHT = 76
_ACROSS = 3


class PickupForm(Section):
    """`note_written` and `contact_written` while a person types; the program's own writing sends nothing."""

    contact_written = Signal(object)
    place_chosen = Signal(str)
    note_written = Signal(str)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = Field(self.tr("Name"), line())
        self.phone = Field(self.tr("Phone"), line())
        self.email = Field(self.tr("E-mail"), line())
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note_field = Field(self.tr("Note: where they stand, how many, how heavy"), self.note)
        self.go = BusyButton("", icon_name="pickups")
        self.go.setProperty("large", True)
        self._form = 0
        self._writing = False
        self._make_places()
        self.add(self.name, row(self.phone, self.email), self._places, self.note_field, self.go)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for field in (self.name, self.phone, self.email):
            field.edited.connect(self._contact)
        self.note.textChanged.connect(self._noted)
        self.go.clicked.connect(self.asked)

    def _make_places(self) -> None:
        self.buttons: dict[str, QPushButton] = {}
        self.group = QButtonGroup(self)
        self.group.setExclusive(False)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, (key, (words, _)) in enumerate(PLACES.items()):
            button = Button(words, small=True)
            button.setCheckable(True)
            button.clicked.connect(lambda checked, key=key: self.place_chosen.emit(key if checked else ""))
            grid.addWidget(button, place // _ACROSS, place % _ACROSS)
            self.buttons[key] = button
        self._places = QWidget()
        label = PlainLabel(self.tr("Where they stand"), role="label")
        self._places.setLayout(column(label, grid, spacing=4))

    def show_screen(self, screen: PickupsScreen) -> None:
        """Show it all; the fields only when the form is a new one."""
        if screen.form != self._form:
            self._form = screen.form
            self._write(screen)
        for field, name in ((self.name, "name"), (self.phone, "phone"), (self.email, "email")):
            field.show_problem(screen.problem(name))
        for key, button in self.buttons.items():
            button.setChecked(key == screen.place)
        text = self.tr("Asking…") if screen.scheduling else screen.schedule_text
        self.go.show_state(text, enabled=screen.can_schedule, busy=screen.scheduling)

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
