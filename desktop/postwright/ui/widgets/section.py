"""A titled ground for things that belong together, and the page that an empty panel shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from postwright.ui.style import GRID
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import Part, column, fill, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel


class Section(QFrame):
    """A card with a title, actions beside the title, and a body to fill."""

    def __init__(self, title: str = "", *actions: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self.title = PlainLabel(title, role="strong")
        self.body: QVBoxLayout = column(spacing=GRID)
        box = column(spacing=12)
        box.setContentsMargins(16, 12, 16, 16)
        if title or actions:
            box.addLayout(row(self.title, None, *actions))
        box.addLayout(self.body)
        self.setLayout(box)

    def add(self, *parts: Part) -> Section:
        """Put parts into the body, one under the other."""
        fill(self.body, parts)
        return self


_MODEST = 160
# Words about a field stand below it, and appear when a purchase was tried: two lines and a little air.
_ROUND_A_FIELD = 64
# Layouts within layouts settle one turn of the event loop after the other.
_SETTLED_AFTER = 200


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down, never sideways, and is as wide as what it holds needs."""

    def __init__(
        self, *parts: Part, spacing: int = 12, widest: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._part: QWidget | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED_AFTER)
        self._settling.timeout.connect(self._scroll_to_focus)
        self._body = QWidget()
        self._body.setObjectName("ScrollBody")
        self._body.setLayout(column(*parts, None, spacing=spacing))
        if widest:
            # Not the parts themselves: their height would be worked out for a width that they never get.
            self._body.setMaximumWidth(widest)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds has grown or shrunk, so the room it asks for has too."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if self._settling.isActive() and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._scroll_to_focus()
        return super().eventFilter(watched, event)

    def reveal_focus(self) -> None:
        """Show what has the focus with the words around it, which may be only just appearing."""
        self._part = None
        self._settling.start()
        self._scroll_to_focus()

    def reveal(self, part: QWidget) -> None:
        """Show a part of it that may be only just appearing."""
        self._part = part
        self._settling.start()
        self._scroll_to_focus()

    def _scroll_to_focus(self) -> None:
        wanted = self._part or self.window().focusWidget()
        if wanted is not None and self._body.isAncestorOf(wanted):
            self.ensureWidgetVisible(wanted, 0, _ROUND_A_FIELD)

    def sizeHint(self) -> QSize:
        """Not its whole height: in a layout with wrapped text Qt makes every hint a minimum."""
        whole = self._body.sizeHint()
        return QSize(whole.width(), min(whole.height(), _MODEST))

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._body.minimumSizeHint().width() + bar, 64)


class EmptyState(QWidget):
    """One sentence that says what will stand here, and the one action that fills it."""

    acted = Signal()

    def __init__(
        self, sentence: str, action: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sentence = PlainLabel(sentence, role="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMaximumWidth(420)
        self.sentence.setMinimumWidth(320)
        self.button = Button(action, kind="plain")
        self.button.clicked.connect(self.acted)
        icon = row(None, IconLabel(icon_name, "faint", 32), None) if icon_name else None
        box = column(None, spacing=16, margin=24)
        if icon is not None:
            box.addLayout(icon)
        fill(box, (row(None, self.sentence, None), row(None, self.button, None), None))
        self.setLayout(box)
        self.button.setVisible(bool(action))
