"""Draws the Parcels page: nine rows, one for each digit key. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from postwright.domain.preferences import ParcelPreset
from postwright.ui.settings.cards import card
from postwright.ui.settings.parcels.screen import DIGITS, ParcelsScreen
from postwright.ui.settings.pause import Pause
from postwright.ui.widgets.field import choice, choose, chosen, line
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.text import PlainLabel, restyle

_NUMBERS = ("pounds", "ounces", "length", "width", "height")
_NUMBER_WIDTH = 46
_NAME_WIDTH = 128


class PresetRow(QObject):
    """The fields of one digit; they stand in the grid of the page."""

    written = Signal(ParcelPreset)

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.digit = digit
        self.key = PlainLabel(str(digit), role="strong")
        self.name = line(most=40)
        self.name.setMinimumWidth(_NAME_WIDTH)
        self.package: QComboBox = choice(())
        self.numbers = {name: line(width=_NUMBER_WIDTH, most=6) for name in _NUMBERS}
        self.problem = PlainLabel(role="problem", wrap=True)
        self.problem.hide()
        self._pause = Pause(self)
        self._pause.over.connect(lambda: self.written.emit(self.preset()))
        self._wanted = ""
        self._name(self.name, self.tr("name"))
        self._name(self.package, self.tr("package"))
        for name, edit in self.numbers.items():
            self._name(edit, name)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        for edit in (self.name, *self.numbers.values()):
            edit.textEdited.connect(self._pause.start)
            edit.editingFinished.connect(self._pause.flush)
        self.package.activated.connect(self._package_chosen)

    def _name(self, widget: QWidget, what: str) -> None:
        widget.setAccessibleName(self.tr("Preset %d: %s") % (self.digit, what))

    def _package_chosen(self) -> None:
        self._wanted = chosen(self.package)
        self._pause.start()
        self._pause.flush()

    def flush(self) -> None:
        self._pause.flush()

    def offer(self, packages: tuple[tuple[str, str], ...]) -> None:
        """The package types to choose from."""
        self.package.clear()
        for code, words in packages:
            self.package.addItem(words, code)
        choose(self.package, self._wanted)

    def write(self, preset: ParcelPreset) -> None:
        """Fill the fields. Sends nothing."""
        self._wanted = preset.package_code
        self.name.setText(preset.name)
        self.name.setCursorPosition(0)
        choose(self.package, preset.package_code)
        for name, edit in self.numbers.items():
            edit.setText(getattr(preset, name))

    def preset(self) -> ParcelPreset:
        """What the fields say. A package type that is not offered any more stays as it was."""
        texts = {name: edit.text().strip() for name, edit in self.numbers.items()}
        return ParcelPreset(self.digit, self.name.text().strip(), self._wanted or "package", **texts)

    def show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        for edit in self.numbers.values():
            restyle(edit, "wrong", bool(sentence))


class ParcelsView(QWidget):
    """The grid of nine rows."""

    written = Signal(ParcelPreset)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self._packages: tuple[tuple[str, str], ...] = ()
        self.rows = {digit: PresetRow(digit, self) for digit in DIGITS}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        heads = ("", "Name", "Package", "lb", "oz", "Long", "Wide", "High")
        for place, words in enumerate(heads):
            grid.addWidget(PlainLabel(words, role="label"), 0, place)
        for digit, preset in self.rows.items():
            line_number = 2 * digit - 1
            fields: tuple[QLineEdit | QComboBox, ...] = (
                preset.name,
                preset.package,
                *preset.numbers.values(),
            )
            grid.addWidget(preset.key, line_number, 0)
            for place, field in enumerate(fields):
                grid.addWidget(field, line_number, place + 1)
            grid.addWidget(preset.problem, line_number + 1, 1, 1, 7)
            preset.written.connect(self.written)
        hint = PlainLabel(
            self.tr(
                "In Ship, a digit fills these in while no field has the focus. Leave blank what differs."
            ),
            role="muted",
            wrap=True,
        )
        self.setLayout(column(card("", hint, grid)))

    def render_screen(self, screen: ParcelsScreen) -> None:
        """Show it all; the fields only when they must be written anew. Sends nothing."""
        if screen.packages != self._packages:
            self._packages = screen.packages
            for preset in self.rows.values():
                preset.offer(screen.packages)
        if screen.form != self._form:
            self._form = screen.form
            for digit, preset in self.rows.items():
                preset.write(screen.preset(digit))
        for digit, preset in self.rows.items():
            preset.show_problem(screen.problem(digit))

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        for preset in self.rows.values():
            preset.flush()
