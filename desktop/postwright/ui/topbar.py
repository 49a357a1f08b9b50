"""The bar above the panels: find, how the shop stands in words, the balance as of a time, the look."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from postwright.domain.money import Money
from postwright.ui import keys
from postwright.ui.find_box import Find, FindBox
from postwright.ui.icons import icon
from postwright.ui.theme import tokens
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.text import PlainLabel, plain_tip
from postwright.ui.words import clock_words, moment_words


class TopBar(QFrame):
    """`theme_wanted` says that the person wants the other look, `keys_wanted` the sheet of keys."""

    theme_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.find_box = FindBox(find)
        self.state = StatusPill()
        self.balance = PlainLabel(role="strong")
        self.as_of = PlainLabel(role="small")
        self._theme = _tool("", "")
        self._keys = _tool("keyboard", keys.tip("keys"))
        self._theme.clicked.connect(self.theme_wanted)
        self._keys.clicked.connect(self.keys_wanted)
        box = row(
            self.find_box, None, self.state, self.balance, self.as_of, self._keys, self._theme, spacing=12
        )
        box.setStretch(0, 3)
        box.setContentsMargins(16, 8, 12, 8)
        self.setLayout(box)
        self.state.hide()
        self.show_theme()
        keys.bind("theme", self, self.theme_wanted.emit)

    def show_online(self, *, online: bool, since: datetime, practice: bool, problem: str = "") -> None:
        """Practice comes before online, since it says that nothing is bought."""
        if not online:
            self.state.show_state(self.tr("Offline since %s") % clock_words(since), "waiting", "offline")
        elif practice:
            self.state.show_state(self.tr("Practice"), "waiting", "practice")
        else:
            self.state.show_state(self.tr("Online"), "done", "online")
        self.state.setToolTip(plain_tip(problem))
        self.state.show()

    def show_balance(self, balance: Money | None, as_of: datetime | None, today: bool = True) -> None:
        """The money on the account at a time; nothing where it is not known."""
        self.balance.setText("" if balance is None else str(balance))
        when = "" if as_of is None else (clock_words(as_of) if today else moment_words(as_of))
        self.as_of.setText(self.tr("as of %s") % when if when else "")

    def show_theme(self) -> None:
        """Offer the look that is not shown now."""
        dark = tokens().name == "dark"
        words = self.tr("Light colours") if dark else self.tr("Dark colours")
        self._theme.setIcon(icon("sun" if dark else "moon", "muted"))
        self._theme.setToolTip(keys.tip("theme", words))
        self._theme.setAccessibleName(words)


def _tool(icon_name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIconSize(QSize(20, 20))
    if icon_name:
        button.setIcon(icon(icon_name, "muted"))
    button.setToolTip(plain_tip(words))
    button.setAccessibleName(words)
    return button
