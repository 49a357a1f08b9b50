"""Dress the program and change its look while it runs: font, palette and style sheet. Stores no choice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from postwright import assets
from postwright.domain.preferences import Theme
from postwright.ui.palette import palette
from postwright.ui.style import DARK, LIGHT, Tokens, Type, sheet

FAMILY = "Inter"
_WEIGHTS = ("Regular", "Medium", "SemiBold")
# Desktops set their text at 12 to 14 px; only a font larger than that was enlarged by someone.
_USUAL_PIXELS = 14
_LARGEST = 2.0


class Look(QObject):
    """The one look of the program. `changed` tells those that paint for themselves."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.tokens = LIGHT
        self.choice = Theme.SYSTEM
        self._application = application
        self._sizes = Type.grown(_growth(application.font()))
        application.setStyle(QStyleFactory.create("Fusion"))
        for weight in _WEIGHTS:
            QFontDatabase.addApplicationFont(str(assets.path(f"fonts/Inter-{weight}.otf")))
        application.setFont(_font(self._sizes))
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._put(LIGHT)

    def choose(self, choice: Theme) -> None:
        """Light, dark, or as the system says."""
        self.choice = choice
        wanted = _wanted(choice)
        if wanted is not self.tokens:
            self._put(wanted)

    def _system_changed(self) -> None:
        self.choose(self.choice)

    def _put(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(sheet(tokens, self._sizes))
        self.changed.emit()


def look() -> Look | None:
    """The look of the running program, or None before it was put on."""
    application = QApplication.instance()
    return None if application is None else application.findChild(Look)


def tokens() -> Tokens:
    """The colours now."""
    found = look()
    return LIGHT if found is None else found.tokens


def put_on(application: QApplication, choice: Theme = Theme.SYSTEM) -> Look:
    """Dress the program; a second call only changes the choice."""
    found = look() or Look(application)
    found.choose(choice)
    return found


def _wanted(choice: Theme) -> Tokens:
    if choice is Theme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice is Theme.DARK else LIGHT


def _growth(system: QFont) -> float:
    return min(max(QFontInfo(system).pixelSize() / _USUAL_PIXELS, 1.0), _LARGEST)


def _font(sizes: Type) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(sizes.body)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, so that columns of money stand straight
    return font
