"""The rail at the left: a button for each panel, a badge where a person must act. Narrow, icons alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGraphicsOpacityEffect, QPushButton, QWidget

from postwright.ui import keys
from postwright.ui.icons import icon
from postwright.ui.panel import PanelSpec
from postwright.ui.style import RAIL_NARROW, RAIL_WIDTH
from postwright.ui.widgets.layout import column
from postwright.ui.widgets.text import PlainLabel

_PALE = 0.5


class RailButton(QPushButton):
    """A panel's button. Its badge is a number and is read aloud with its name."""

    def __init__(self, spec: PanelSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = spec.title
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setIcon(icon(spec.icon, "muted", "accent_text"))
        self.setIconSize(QSize(20, 20))
        self.setToolTip(keys.tip(spec.shortcut, spec.title))
        self._badge = PlainLabel(role="badge", parent=self)
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._badge.hide()
        self._narrow = False
        self.show_badge(0)
        self.show_narrow(False)

    def show_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setText("" if narrow else f"  {self._title}")
        self._place()

    def show_badge(self, count: int) -> None:
        self._badge.setText(str(count) if count < 100 else "99+")
        self._badge.setVisible(count > 0)
        words = self.tr("%s, %d waiting") % (self._title, count)
        self.setAccessibleName(words if count else self._title)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._badge.sizeHint()
        high = max(20, size.height())
        wide = max(size.width(), high)
        right, top = (0, 0) if self._narrow else (8, (self.height() - high) // 2)
        self._badge.setGeometry(self.width() - wide - right, top, wide, high)


class Rail(QFrame):
    """`wanted` carries the key of the panel whose button was pressed."""

    wanted = Signal(str)

    def __init__(self, specs: Sequence[PanelSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Rail")
        self.setAccessibleName(self.tr("Panels"))
        self.places = {spec.shortcut: spec.title for spec in specs}
        self._buttons = {spec.key: RailButton(spec) for spec in specs}
        group = QButtonGroup(self)
        group.setExclusive(True)
        for key, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(partial(self._press, key))
        upper = [self._buttons[spec.key] for spec in specs if not spec.at_end]
        lower = [self._buttons[spec.key] for spec in specs if spec.at_end]
        box = column(*upper, None, *lower, spacing=4)
        box.setContentsMargins(8, 12, 8, 12)
        self.setLayout(box)
        self.setFixedWidth(RAIL_WIDTH)

    def changeEvent(self, event: QEvent) -> None:
        """Pale while it is switched off, icons and words alike."""
        super().changeEvent(event)
        if event.type() is not QEvent.Type.EnabledChange:
            return
        if self.isEnabled():
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
            return
        pale = QGraphicsOpacityEffect(self)
        pale.setOpacity(_PALE)
        self.setGraphicsEffect(pale)

    def _press(self, key: str) -> None:
        self.wanted.emit(key)

    def show_current(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def show_badge(self, key: str, count: int) -> None:
        if key in self._buttons:
            self._buttons[key].show_badge(count)

    def show_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(RAIL_NARROW if narrow else RAIL_WIDTH)
        for button in self._buttons.values():
            button.show_narrow(narrow)

    def take_focus(self) -> None:
        """To the button of the panel in front."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus()
