"""Draws the printers that were found, and the line for an address. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from postwright.ui.settings.cards import card, small
from postwright.ui.settings.printers.deeds import FoundPrinterRow
from postwright.ui.settings.printers.screen import PrintersScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import ElidedLabel, PlainLabel


class FoundCard(QWidget):
    """One step sets a printer up: its button, or its address."""

    use_wanted = Signal(int)
    address_given = Signal(str)
    look_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[FoundPrinterRow, ...], str] = ((), "")
        self._form = 0
        self.found_line = PlainLabel(role="muted", wrap=True)
        self._rows = column(spacing=8)
        self.uses: list[BusyButton] = []
        self._lines: list[QWidget] = []
        self.look = BusyButton("", kind="plain", icon_name="refresh")
        editor = line("192.168.1.20", most=200)
        self.address = Field(self.tr("A printer that is not listed"), editor)
        self.use_address = BusyButton(self.tr("Use this printer"), kind="plain")
        # As high as the field's own label, so that the button stands beside its line.
        beside = column(PlainLabel(" ", role="label"), self.use_address, None, spacing=4)
        typed = row(self.address, beside, spacing=16)
        typed.setStretch(0, 1)
        self.close_button = Button(self.tr("Close"), kind="quiet")
        hint = self.tr(
            "Its address on the network, or a USB device such as /dev/usb/lp0. Language, density and paper "
            "are recognised where the printer tells them."
        )
        self.setLayout(
            column(
                card(
                    self.tr("Find a printer"),
                    self.found_line,
                    self._rows,
                    typed,
                    small(hint),
                    row(self.look, None, self.close_button),
                )
            )
        )
        self.look.clicked.connect(self.look_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self.use_address.clicked.connect(self._give)
        assert isinstance(editor, QLineEdit)
        editor.returnPressed.connect(self._give)

    def _give(self) -> None:
        self.address_given.emit(str(self.address.editor.property("text")))

    def render_screen(self, screen: PrintersScreen) -> None:
        """Show it all; the address only when it is to be written anew. Sends nothing."""
        show_part(self, screen.shows_finding)
        self.close_button.setVisible(not screen.is_empty)
        self.found_line.setText(screen.found_line)
        self.found_line.setVisible(bool(screen.found_line))
        words = self.tr("Look again") if screen.looked else self.tr("Look for printers")
        self.look.show_state(words, enabled=True, busy=screen.finding)
        self.address.show_problem(screen.address_problem)
        if screen.address_form != self._form:
            self._form = screen.address_form
            self.address.editor.setProperty("text", "")
        typed = bool(screen.setting_up) and all(one.port != screen.setting_up for one in screen.found)
        words = self.tr("Asking…") if typed else self.tr("Use this printer")
        self.use_address.show_state(words, enabled=not screen.setting_up, busy=typed)
        if screen.found != self._shown[0]:
            self._make_rows(screen.found)
        self._shown = (screen.found, screen.setting_up)
        for one, use in zip(screen.found, self.uses, strict=True):
            busy = one.port == screen.setting_up
            words = self.tr("Asking…") if busy else self.tr("Use this printer")
            use.show_state(words, enabled=not screen.setting_up, busy=busy)
            use.setAccessibleName(self.tr("Use %s").replace("%s", one.name))

    def _make_rows(self, found: tuple[FoundPrinterRow, ...]) -> None:
        for old in self._lines:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.uses, self._lines = [], []
        for place, one in enumerate(found):
            use = BusyButton("", kind="plain")
            use.clicked.connect(lambda _=False, place=place: self.use_wanted.emit(place))
            made = QWidget()
            state = ElidedLabel(f"{one.state} · {one.port}" if one.state else one.port, role="small")
            box = row(column(ElidedLabel(one.name), state, spacing=0), use, spacing=16)
            box.setStretch(0, 1)
            made.setLayout(box)
            self._rows.addWidget(made)
            self.uses.append(use)
            self._lines.append(made)
