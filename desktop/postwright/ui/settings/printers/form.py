"""The fields of one printer profile. Gives back the profile that they describe; checks nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from postwright.domain.printing_profile import DENSITIES, Language, PrinterProfile
from postwright.ui.settings.cards import padded
from postwright.ui.settings.pause import Pause
from postwright.ui.settings.printers.screen import DARKNESS, LANGUAGES, SPEEDS
from postwright.ui.widgets.field import Field, choice, choose, chosen, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.steady import steady


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
        self.wide, self.high = _inches(), _inches()
        self.offset_x, self.offset_y = _whole(-200, 200), _whole(-200, 200)
        own = self.tr("Printer's own")
        self.darkness = _whole(-1, DARKNESS[-1], own)
        self.speed = _whole(SPEEDS[0] - 1, SPEEDS[-1], own)
        self._choices = (Field(self.tr("Language"), self.language), Field(self.tr("Density"), self.dpi))
        self._pause = Pause(self)
        self._pause.over.connect(lambda: self.written.emit(self.profile()))
        self._arrange()
        self._listen()
        steady(self)

    def _arrange(self) -> None:
        self.setLayout(
            column(
                self.name,
                self.port,
                row(*self._choices),
                row(
                    Field(self.tr("Label width, inches"), self.wide),
                    Field(self.tr("Label height, inches"), self.high),
                ),
                row(
                    Field(self.tr("Move right, dots"), self.offset_x),
                    Field(self.tr("Move down, dots"), self.offset_y),
                ),
                row(Field(self.tr("Darkness"), self.darkness), Field(self.tr("Speed"), self.speed)),
            )
        )

    def _listen(self) -> None:
        for field in (self.name, self.port, *self._choices):
            field.edited.connect(self._pause.start)
            field.left.connect(self._pause.flush)
        for spin in (self.wide, self.high, self.offset_x, self.offset_y, self.darkness, self.speed):
            spin.valueChanged.connect(self._spun)
            spin.editingFinished.connect(self._pause.flush)

    def _spun(self) -> None:
        if not self._writing:
            self._pause.start()

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()

    def write(self, profile: PrinterProfile) -> None:
        """Fill the fields. Sends nothing."""
        self._writing = True
        self._profile = profile
        self.name.editor.setProperty("text", profile.name)
        self.port.editor.setProperty("text", profile.port)
        choose(self.language, profile.language.value)
        choose(self.dpi, str(profile.dpi))
        self.wide.setValue(profile.width)
        self.high.setValue(profile.height)
        self.offset_x.setValue(profile.offset_x)
        self.offset_y.setValue(profile.offset_y)
        self.darkness.setValue(-1 if profile.darkness is None else profile.darkness)
        self.speed.setValue(self.speed.minimum() if profile.speed is None else profile.speed)
        self._writing = False

    def profile(self) -> PrinterProfile:
        """What the fields say."""
        darkness, speed = self.darkness.value(), self.speed.value()
        return replace(
            self._profile,
            name=str(self.name.editor.property("text")),
            port=str(self.port.editor.property("text")),
            language=Language(chosen(self.language)),
            dpi=int(chosen(self.dpi)),
            width=self.wide.value(),
            height=self.high.value(),
            offset_x=self.offset_x.value(),
            offset_y=self.offset_y.value(),
            darkness=None if darkness < 0 else darkness,
            speed=None if speed == self.speed.minimum() else speed,
        )


def _inches() -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setRange(1.0, 8.5)
    spin.setSingleStep(0.25)
    spin.setDecimals(2)
    return padded(spin)


def _whole(least: int, most: int, own: str = "") -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setSpecialValueText(own)
    return padded(spin)
