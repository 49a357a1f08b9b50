"""A state as a word with an icon on a soft ground. Never a colour alone."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from postwright.ui.icons import paint
from postwright.ui.theme import tokens
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.text import PlainLabel, restyle

# tone -> icon, unless another is asked for
TONES = {"plain": "", "accent": "", "done": "done", "waiting": "waiting", "trouble": "trouble"}
_TOKENS = {"plain": "muted", "accent": "accent_text"}


class IconLabel(QWidget):
    """An icon that stands for itself, in the colour of a token."""

    def __init__(
        self, name: str, token: str = "muted", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self.setFixedSize(QSize(size, size))

    def show_icon(self, name: str, token: str) -> None:
        self._name = name
        self._token = token
        self.setVisible(bool(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        paint(painter, self._name, str(getattr(tokens(), self._token)), self.rect())
        painter.end()


class StatusPill(QFrame):
    """A word on a soft ground; tones are plain, accent, done, waiting and trouble."""

    def __init__(
        self, text: str = "", tone: str = "plain", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Pill")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = PlainLabel(text)
        self._icon = IconLabel("", size=14)
        box = row(self._icon, self._label, spacing=4)
        box.setContentsMargins(8, 2, 8, 2)
        self.setLayout(box)
        self.show_state(text, tone, icon_name)

    @property
    def text(self) -> str:
        return self._label.text()

    def show_state(self, text: str, tone: str = "plain", icon_name: str = "") -> None:
        self._label.setText(text)
        self._icon.show_icon(icon_name or TONES[tone], _TOKENS.get(tone, tone))
        restyle(self, "tone", tone)
        restyle(self._label, "tone", tone)
        self.setAccessibleName(text)
