"""The fields of one printer profile. Gives back the profile that they describe; checks nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from postwright.domain.printer_setup import DARKNESS, SPEEDS, TURNS, at_density, on_stock, sized, turned
from postwright.domain.printing_profile import DENSITIES, Language, Layout, PrinterProfile
from postwright.domain.stock import STOCKS, stock_of, upright
from postwright.ui.settings.cards import card, padded, small
from postwright.ui.settings.pause import Pause
from postwright.ui.settings.printers.screen import LANGUAGES
from postwright.ui.widgets.field import Field, choice, choose, chosen, line
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import Part, column, row
from postwright.ui.widgets.text import PlainLabel

_CUSTOM = "custom"
_MOST_MOVED = 300


class ProfileForm(QWidget):
    """`written` after each edit, when the person pauses or leaves the field."""

    written = Signal(PrinterProfile)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = PrinterProfile("", "")
        self._writing = False
        self.name = Field(self.tr("Name"), line())
        self.port = Field(self.tr("How it is reached"), line("tcp:192.168.1.20:9100"))
        self.language = choice(tuple((one.value, words) for one, words in LANGUAGES.items()))
        self.dpi = choice(tuple((str(one), f"{one} dpi") for one in DENSITIES))
        self.stock = choice((*((one.code, one.words) for one in STOCKS), (_CUSTOM, self.tr("Another size"))))
        self.turn = choice(tuple((str(degrees), words) for degrees, words in TURNS.items()))
        one, two = self.tr("One label on a sheet"), self.tr("Two labels on a sheet")
        self.layouts = choice(((Layout.ONE.value, one), (Layout.TWO.value, two)))
        self.wide, self.high = _inches(), _inches()
        self.offset_x, self.offset_y = _whole(-_MOST_MOVED, _MOST_MOVED), _whole(-_MOST_MOVED, _MOST_MOVED)
        own = self.tr("Printer's own")
        self.darkness = _whole(DARKNESS[0] - 1, DARKNESS[-1], own)
        self.speed = _whole(SPEEDS[0] - 1, SPEEDS[-1], own)
        self.carrier_zpl = QCheckBox(self.tr("Use the carrier's own ZPL where it fits"))
        self._pause = Pause(self)
        self._pause.over.connect(self._tell)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self._choices = {
            self.language: Field(self.tr("Language"), self.language),
            self.dpi: Field(self.tr("Density"), self.dpi),
            self.stock: Field(self.tr("Paper"), self.stock),
            self.turn: Field(self.tr("Turned"), self.turn),
            self.layouts: Field(self.tr("Labels"), self.layouts),
        }
        self._custom = QWidget()
        self._custom.setLayout(
            _pair(Field(self.tr("Width, inches"), self.wide), Field(self.tr("Height, inches"), self.high))
        )
        moved = _pair(
            Field(self.tr("Move right, dots"), self.offset_x),
            Field(self.tr("Move down, dots"), self.offset_y),
        )
        self.paper_problem = PlainLabel(role="problem", wrap=True)
        self.burning_card = card(
            self.tr("Burning"),
            _pair(Field(self.tr("Darkness"), self.darkness), Field(self.tr("Speed"), self.speed)),
            small(
                self.tr(
                    "Darkness is added to what the printer is set to: −30 is lighter, 30 darker. Speed is in "
                    "inches a second; slower prints fine bars better."
                )
            ),
            self.carrier_zpl,
            small(
                self.tr(
                    "It is sent as it is after a check, where density, size and place need no change. "
                    "Otherwise the label is drawn here."
                )
            ),
        )
        fields = self._choices
        self.setLayout(
            column(
                card("", self.name, self.port, _pair(fields[self.language], fields[self.dpi])),
                card(
                    self.tr("Paper"),
                    _pair(fields[self.stock], fields[self.turn]),
                    self._custom,
                    fields[self.layouts],
                    self.paper_problem,
                    moved,
                ),
                self.burning_card,
                spacing=16,
            )
        )

    def _listen(self) -> None:
        for field in (self.name, self.port):
            field.edited.connect(self._pause.start)
            field.left.connect(self._pause.flush)
        for field in self._choices.values():
            field.edited.connect(self._chosen)
        for spin in (self.wide, self.high, self.offset_x, self.offset_y, self.darkness, self.speed):
            spin.valueChanged.connect(self._spun)
            spin.editingFinished.connect(self._pause.flush)
        self.carrier_zpl.clicked.connect(self._chosen)

    def _spun(self) -> None:
        if not self._writing:
            self._pause.start()

    def _chosen(self) -> None:
        """A choice counts at once, and decides which fields there are."""
        self._pause.start()
        self._pause.flush()

    def _tell(self) -> None:
        """Say what the fields describe, and show what follows from it, such as a place that is forgotten."""
        made = self.profile()
        self._profile = made
        self._write_numbers(made)
        self._fit(made)
        self.written.emit(made)

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def write(self, profile: PrinterProfile) -> None:
        """Fill the fields. Sends nothing."""
        self._profile = profile
        self.name.editor.setProperty("text", profile.name)
        self.port.editor.setProperty("text", profile.port)
        choose(self.language, profile.language.value)
        choose(self.dpi, str(profile.dpi))
        stock = stock_of(profile)
        choose(self.stock, stock.code if stock else _CUSTOM)
        choose(self.turn, str(profile.rotation))
        choose(self.layouts, profile.layout.value)
        self.carrier_zpl.setChecked(profile.carrier_zpl)
        self._write_numbers(profile)
        self._fit(profile)

    def _write_numbers(self, profile: PrinterProfile) -> None:
        self._writing = True
        width, height = upright(profile)
        self.wide.setValue(width)
        self.high.setValue(height)
        self.offset_x.setValue(profile.offset_x)
        self.offset_y.setValue(profile.offset_y)
        self.darkness.setValue(self.darkness.minimum() if profile.darkness is None else profile.darkness)
        self.speed.setValue(self.speed.minimum() if profile.speed is None else profile.speed)
        self._writing = False

    def _fit(self, profile: PrinterProfile) -> None:
        """Show the fields that this profile has a use for."""
        stock = stock_of(profile)
        show_part(self._custom, chosen(self.stock) == _CUSTOM)
        show_part(self._choices[self.layouts], stock is not None and len(stock.layouts) > 1)
        show_part(self.burning_card, profile.language is Language.ZPL)

    def profile(self) -> PrinterProfile:
        """What the fields say."""
        darkness, speed = self.darkness.value(), self.speed.value()
        made = replace(
            self._profile,
            name=str(self.name.editor.property("text")),
            port=str(self.port.editor.property("text")),
            language=Language(chosen(self.language)),
            layout=Layout(chosen(self.layouts)),
            offset_x=self.offset_x.value(),
            offset_y=self.offset_y.value(),
            darkness=None if darkness == self.darkness.minimum() else darkness,
            speed=None if speed == self.speed.minimum() else speed,
            carrier_zpl=self.carrier_zpl.isChecked(),
        )
        made = turned(at_density(made, int(chosen(self.dpi))), int(chosen(self.turn)))
        stock = next((one for one in STOCKS if one.code == chosen(self.stock)), None)
        return on_stock(made, stock) if stock else sized(made, self.wide.value(), self.high.value())


def _pair(left: Part, right: Part) -> QHBoxLayout:
    """Two fields of the same width beside each other."""
    box = row(left, right, spacing=16)
    box.setStretch(0, 1)
    box.setStretch(1, 1)
    return box


def _inches() -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setRange(1.0, 17.0)
    spin.setSingleStep(0.25)
    spin.setDecimals(2)
    return padded(spin)


def _whole(least: int, most: int, own: str = "") -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setSpecialValueText(own)
    return padded(spin)
