"""Lines with an icon, a sentence and a word, one under the other. Shows them; holds no state of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from postwright.ui.tone_line import ToneLine
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel, plain_tip

_ICONS = {"done": ("done", "done"), "waiting": ("waiting", "waiting"), "trouble": ("trouble", "trouble")}
_PLAIN = ("info", "muted")
_ROLES = {"done": "done", "waiting": "waiting", "trouble": "trouble"}


class _Line(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("", size=16)
        self._text = PlainLabel(wrap=True)
        self._word = PlainLabel()
        self._below = PlainLabel(role="small", wrap=True)
        first = row(self._text, self._word, spacing=8)
        first.setStretch(0, 1)
        first.setAlignment(self._word, Qt.AlignmentFlag.AlignTop)
        box = row(self._icon, column(first, self._below, spacing=0), spacing=8)
        box.setStretch(1, 1)
        box.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(box)

    def show_line(self, line: ToneLine) -> None:
        self._icon.show_icon(*_ICONS.get(line.tone, _PLAIN))
        self._text.setText(line.text)
        self._word.setText(line.word)
        self._word.set_role(_ROLES.get(line.tone, "muted"))
        self._word.setVisible(bool(line.word))
        self._below.setText(line.below)
        self._below.setVisible(bool(line.below))
        self.setToolTip(plain_tip(line.tip))
        self.setAccessibleName(line.spoken)


class ToneList(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines: tuple[ToneLine, ...] = ()
        self._rows: list[_Line] = []
        self._box = column(spacing=6)
        self.setLayout(self._box)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is read aloud, line by line."""
        return tuple(line.spoken for line in self.lines)

    def show_lines(self, lines: tuple[ToneLine, ...]) -> None:
        """Show these; the same lines twice change nothing."""
        if lines != self.lines:
            self.lines = lines
            while len(self._rows) < len(lines):
                made = _Line()
                self._rows.append(made)
                self._box.addWidget(made)
            while len(self._rows) > len(lines):
                gone = self._rows.pop()
                gone.hide()
                gone.deleteLater()
            for line, shown in zip(lines, self._rows, strict=True):
                shown.show_line(line)
        self.setVisible(bool(lines))
