"""The card below a list: what is known of the row that one stands on, and what may be done. Decides nothing.

No button of it answers to Enter: a scanner sends one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import ElidedLabel, PlainLabel

_ICONS = {"done": "done", "waiting": "waiting", "trouble": "trouble"}
_LOUD = 24


class DeedCard(QFrame):
    """`wanted` carries the key of the row and the deed. Hidden while there is no row."""

    wanted = Signal(str, str)

    def __init__(
        self,
        words: Mapping[str, str],
        icons: Mapping[str, str],
        dangerous: frozenset[str],
        icon_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self._key = ""
        self._usual = icon_name
        self.title = PlainLabel(role="strong", wrap=True)
        self.below = ElidedLabel(role="muted")
        self.text = PlainLabel(wrap=True)
        self.detail = PlainLabel(role="small", wrap=True)
        self.buttons = {
            deed: BusyButton(
                "", kind="danger" if deed in dangerous else "plain", icon_name=icons.get(deed, "")
            )
            for deed in words
        }
        self._words = words
        for deed, button in self.buttons.items():
            button.clicked.connect(partial(self._want, deed))
        self._mark = IconLabel(icon_name, "muted", _LOUD)
        deeds = row(*(one for deed, one in self.buttons.items() if deed not in dangerous), None,
                    *(one for deed, one in self.buttons.items() if deed in dangerous), spacing=8)  # fmt: skip
        body = column(self.title, self.below, self.text, self.detail, spacing=4)
        body.addSpacing(8)
        body.addLayout(deeds)
        box = row(self._mark, body, spacing=16)
        box.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(box)
        self.hide()

    def show_words(self, key: str, title: str, below: str, text: str, detail: str, tone: str) -> None:
        """What is known."""
        self._key = key
        self.title.setText(title)
        self.below.setText(below)
        self.text.setText(text)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self._mark.show_icon(_ICONS.get(tone, self._usual), tone or "muted")

    def show_deeds(self, deeds: tuple[str, ...], *, busy: bool) -> None:
        """What may be done. Nothing while something is being done."""
        for deed, button in self.buttons.items():
            button.setVisible(deed in deeds)
            button.show_state(self._words[deed], enabled=not busy and deed in deeds, busy=False)

    def _want(self, deed: str) -> None:
        self.wanted.emit(self._key, deed)
