"""Something that is odd, in a sentence with its answers: an icon, whom it is about, buttons under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel


class SentenceRow(QFrame):
    """`narrow`: the buttons stand in two columns instead of one row."""

    def __init__(
        self, icon: str, token: str, *buttons: Button, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.icon = IconLabel(icon, token, 18)
        self.who = PlainLabel(role="strong", wrap=True)
        self.words = PlainLabel(wrap=True)
        answers = _in_two(buttons) if narrow else row(*buttons, None)
        words = column(self.who, self.words, answers, spacing=4)
        box = row(self.icon, words, spacing=12)
        box.setAlignment(self.icon, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        box.setContentsMargins(0, 8, 0, 8)
        self.setLayout(box)

    def write(self, who: str, words: str) -> None:
        """Say it; `who` may be left out."""
        self.who.setText(who)
        self.who.setVisible(bool(who))
        self.words.setText(words)


def _in_two(buttons: tuple[Button, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    grid.setColumnStretch(2, 1)
    for place, button in enumerate(buttons):
        grid.addWidget(button, place // 2, place % 2)
    return grid
