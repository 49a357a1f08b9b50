"""Draws the Printers page and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from postwright.domain.printing_profile import PrinterProfile
from postwright.ui.settings.cards import card
from postwright.ui.settings.choice_list import ChoiceList
from postwright.ui.settings.printers.form import ProfileForm
from postwright.ui.settings.printers.screen import PrintersScreen
from postwright.ui.settings.screen import FoundPrinterRow
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.section import EmptyState
from postwright.ui.widgets.text import PlainLabel

_LIST = 168


class PrintersView(QWidget):
    """The profiles at the left, the chosen one at the right, printers that were found below."""

    picked = Signal(int)
    use_wanted = Signal(int)
    add_wanted = Signal()
    look_wanted = Signal()
    written = Signal(PrinterProfile)
    default_wanted = Signal()
    remove_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self._found: tuple[FoundPrinterRow, ...] = ()
        self.list = ChoiceList(self.tr("Printers"))
        self.list.setFixedWidth(_LIST)
        self.add = Button(self.tr("Add by address"), icon_name="plus")
        self.form = ProfileForm()
        self.test = BusyButton("", icon_name="print")
        self.usual = Button(self.tr("Make it usual"))
        self.remove = Button(self.tr("Remove"), kind="quiet", icon_name="trash")
        form = card("", self.form, row(self.test, self.usual, None, self.remove))
        full = QWidget()
        box = row(self.list, column(form, None), spacing=16)
        box.setStretch(1, 1)
        full.setLayout(box)
        self.empty = EmptyState(
            self.tr("The printers for your labels stand here. Look for one, or add it by its address."),
            self.tr("Look for printers"),
            "print",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack, self._found_card(), spacing=16))
        self._connect()

    def _found_card(self) -> QWidget:
        self.found_line = PlainLabel(role="muted", wrap=True)
        self.look = BusyButton("", kind="plain", icon_name="refresh")
        self._rows = column(spacing=8)
        self.uses: list[Button] = []
        self._lines: list[QWidget] = []
        return card(
            self.tr("Printers on this computer"), self.found_line, self._rows, row(self.look, self.add, None)
        )

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.add.clicked.connect(self._add)
        self.empty.acted.connect(self.look_wanted)
        self.look.clicked.connect(self.look_wanted)
        self.form.written.connect(self.written)
        self.test.clicked.connect(self._test)
        self.usual.clicked.connect(self.default_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def render_screen(self, screen: PrintersScreen) -> None:
        """Show it all; the fields only when another profile was chosen. Sends nothing."""
        self.stack.setCurrentIndex(1 if screen.is_empty else 0)
        usual = next((place for place in range(len(screen.profiles)) if screen.is_default(place)), -1)
        self.list.show_lines(screen.lines, screen.chosen, usual)
        if screen.form != self._form and screen.profile is not None:
            self._form = screen.form
            self.form.write(screen.profile)
        self.form.name.show_problem(screen.name_problem)
        self.form.port.show_problem(screen.port_problem)
        words = self.tr("Printing…") if screen.testing else self.tr("Print a test page")
        self.test.show_state(words, enabled=screen.can_test, busy=screen.testing)
        self.usual.setEnabled(screen.can_make_default)
        self.found_line.setText(screen.found_line)
        self.found_line.setVisible(bool(screen.found_line))
        self.look.show_state(self.tr("Look again"), enabled=True, busy=screen.finding)
        self._render_found(screen.found)

    def _render_found(self, found: tuple[FoundPrinterRow, ...]) -> None:
        if found == self._found:
            return
        self._found = found
        for old in self._lines:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.uses, self._lines = [], []
        for place, one in enumerate(found):
            use = Button(self.tr("Use it"), small=True)
            use.setAccessibleName(self.tr("Use %s") % one.name)
            use.clicked.connect(lambda _=False, place=place: self.use_wanted.emit(place))
            made = QWidget()
            words = column(
                PlainLabel(one.name), PlainLabel(f"{one.port} · {one.state}", role="small"), spacing=0
            )
            box = row(words, use, spacing=16)
            box.setStretch(0, 1)
            made.setLayout(box)
            self._rows.addWidget(made)
            self.uses.append(use)
            self._lines.append(made)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self.form.flush()

    def _pick(self, place: int) -> None:
        self.flush()
        self.picked.emit(place)

    def _add(self) -> None:
        self.flush()
        self.add_wanted.emit()
        self.form.name.setFocus()

    def _test(self) -> None:
        self.flush()
        self.test_wanted.emit()
