"""One box that finds anything: panels, commands, labels. Asks elsewhere for what it does not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from postwright.ui import icons, keys
from postwright.ui.theme import tokens
from postwright.ui.widgets.focus import can_hold
from postwright.ui.widgets.layout import column

WAIT = 150
_MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found. `run` goes there."""

    title: str
    detail: str
    icon: str
    run: Callable[[], None]


Tell = Callable[[tuple[Found, ...]], None]
# Looks for a text and tells what was found, now or later.
Find = Callable[[str, Tell], None]


class FindBox(QLineEdit):
    """Shows what was found under itself as a person types; Enter goes to the first, the arrows to others.

    Another panel in front, however it came there, ends the search; Esc gives the focus back.
    """

    typed = Signal(str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._found: tuple[Found, ...] = ()
        self.setProperty("find", True)
        self.setPlaceholderText(self.tr("Find a label, a person, a command"))
        self.setAccessibleName(self.tr("Find"))
        self.setToolTip(keys.tip("find"))
        self.setMaximumWidth(480)
        self.setMinimumWidth(160)
        self._list = QListWidget()
        self._list.setProperty("plain", True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setIconSize(QSize(18, 18))
        self._list.itemClicked.connect(self._go)
        self._popup: QFrame | None = None
        self._before: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(lambda _: self._timer.start())

    def start(self) -> None:
        """Take the focus and mark the text."""
        before = self.window().focusWidget()
        if before is not self:
            self._before = before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_found(self, found: tuple[Found, ...]) -> None:
        """List what was found."""
        self._found = found[:_MOST]
        self._list.clear()
        for one in self._found:
            text = f"{one.title}   ·   {one.detail}" if one.detail else one.title
            self._list.addItem(QListWidgetItem(icons.icon(one.icon, "muted"), text))
        if not self._found:
            item = QListWidgetItem(self.tr("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._open()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        where = self.rect().adjusted(10, 0, 0, 0)
        where.setSize(QSize(18, 18))
        where.moveTop((self.height() - 18) // 2)
        icons.paint(painter, "search", tokens().muted, where)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % max(self._list.count(), 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def _ask(self) -> None:
        text = self.text().strip()
        if not text:
            self._close()
            return
        self._find(text, lambda found: self._answered(text, found))

    def _answered(self, text: str, found: tuple[Found, ...]) -> None:
        if text == self.text().strip() and self.hasFocus():
            self.show_found(found)

    def _go(self) -> None:
        place = self._list.currentRow()
        chosen = self._found[place] if self._popup_open() and 0 <= place < len(self._found) else None
        if chosen is not None:
            self._leave()
            chosen.run()

    def _leave(self) -> None:
        """Forget what was typed; the focus goes back to where it was, or to the panel in front."""
        self._forget()
        if not self.hasFocus():
            return
        before, self._before = self._before, None
        if before is not None and can_hold(before):
            before.setFocus()
            return
        self.clearFocus()
        stack = self.window().findChild(QStackedWidget)
        if stack is not None and (panel := stack.currentWidget()) is not None:
            panel.setFocus()

    def _forget(self) -> None:
        self._timer.stop()
        self.clear()
        self._found = ()
        self._close()

    def _popup_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _open(self) -> None:
        window = self.window()
        if self._popup is None:
            self._popup = QFrame(window)
            self._popup.setObjectName("Popup")
            self._popup.setLayout(column(self._list, margin=4))
            self._watch()
            stack = window.findChild(QStackedWidget)
            if stack is not None:
                stack.currentChanged.connect(self._panel_changed)
        self._place(self._popup)
        self._popup.show()
        self._popup.raise_()

    def _panel_changed(self) -> None:
        if self.text():
            self._before = None
            self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something around the box moved or changed its size; the list stays under the box."""
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        if moved and self._popup is not None and self._popup.isVisible():
            self._place(self._popup)
        return False

    def _watch(self) -> None:
        around: QWidget | None = self
        while around is not None:
            around.installEventFilter(self)
            around = None if around.isWindow() else around.parentWidget()

    def _place(self, popup: QFrame) -> None:
        window = self.window()
        rows = min(self._list.count(), _MOST)
        height = rows * max(self._list.sizeHintForRow(0), 32) + 14
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        room = window.width() - corner.x() - 8
        popup.setGeometry(corner.x(), corner.y(), min(max(self.width(), 420), room), height)

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()
