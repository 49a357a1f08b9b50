"""Draws the Origins page and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from postwright.domain.draft import AddressText
from postwright.ui.settings.cards import card
from postwright.ui.settings.choice_list import ChoiceList
from postwright.ui.settings.origins.screen import OriginsScreen
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.address_form import AddressForm
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import EmptyState

_LIST = 168


class OriginsView(QWidget):
    """The places at the left, the chosen one at the right."""

    picked = Signal(int)
    add_wanted = Signal()
    renamed = Signal(str)
    written = Signal(AddressText)
    default_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self.list = ChoiceList(self.tr("Origins"))
        self.list.setFixedWidth(_LIST)
        self.add = Button(self.tr("Add an origin"), icon_name="plus")
        self.name = line()
        self.name_field = Field(self.tr("Your word for this place"), self.name)
        self.address = AddressForm(self.tr("Origin"))
        self.usual = Button(self.tr("Make it usual"))
        self.remove = Button(self.tr("Remove"), kind="quiet", icon_name="trash")
        form = card("", self.name_field, self.address, row(self.usual, None, self.remove))
        full = QWidget()
        box = row(column(self.list, self.add), column(form, None), spacing=16)
        box.setStretch(1, 1)
        full.setLayout(box)
        self.empty = EmptyState(
            self.tr("The places that your parcels leave from stand here. One is enough to begin."),
            self.tr("Add an origin"),
            "addresses",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack))
        self._connect()

    def _connect(self) -> None:
        self._names, self._lines = Pause(self), Pause(self)
        self.list.picked.connect(self._pick)
        self.add.clicked.connect(self._add)
        self.empty.acted.connect(self._add)
        self.name_field.edited.connect(self._names.start)
        self.name_field.left.connect(self._names.flush)
        self.address.edited.connect(self._lines.start)
        self.address.left.connect(lambda _: self._lines.flush())
        self._names.over.connect(lambda: self.renamed.emit(self.name.text()))
        self._lines.over.connect(lambda: self.written.emit(self.address.values()))
        self.usual.clicked.connect(self.default_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def render_screen(self, screen: OriginsScreen) -> None:
        """Show it all; the fields only when another place was chosen. Sends nothing."""
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        usual = next((place for place in range(len(screen.origins)) if screen.is_default(place)), -1)
        self.list.show_lines(screen.lines, screen.chosen, usual)
        if screen.form != self._form and screen.origin is not None:
            self._form = screen.form
            self.name.setText(screen.origin.name)
            self.address.set_values(screen.origin.address)
        self.name_field.show_problem(screen.name_problem)
        self.address.show_problems(
            {one.field.removeprefix("origin."): one.sentence for one in screen.problems}
        )
        self.usual.setEnabled(screen.can_make_default)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._names.flush()
        self._lines.flush()

    def _pick(self, place: int) -> None:
        self.flush()
        self.picked.emit(place)

    def _add(self) -> None:
        self.flush()
        self.add_wanted.emit()
        self.name.setFocus()
        self.name.selectAll()
