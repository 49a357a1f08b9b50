"""The line at the bottom: the printer, what is wrong, and the work that goes on, by name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.text import ElidedLabel


class BottomLine(QFrame):
    """Says what goes on; pressing it lists everything when there is more than one thing.

    `called_off` says that the person does not want to wait for the carrier any longer. What was bought while
    nobody looked stays until it is read: `news_read`.
    """

    called_off = Signal()
    news_read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("BottomLine")
        self._names: tuple[str, ...] = ()
        self._problem = ""
        self._wait = 0
        self.printer = ElidedLabel()
        self.notice = ElidedLabel()
        self.notice.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.notice.hide()
        self.cancel = Button(self.tr("Stop waiting"), kind="quiet", small=True)
        self.cancel.clicked.connect(self.called_off)
        self.cancel.hide()
        self.news = Button("", kind="quiet", small=True, icon_name="check")
        self.news.clicked.connect(self._read)
        self.news.hide()
        self.work = Button("", kind="quiet", small=True)
        self.work.clicked.connect(self._list)
        self.work.hide()
        box = row(self.printer, self.notice, self.news, self.cancel, self.work, spacing=16)
        box.setStretch(0, 1)
        box.setStretch(1, 2)
        box.setContentsMargins(16, 2, 12, 2)
        self.setLayout(box)
        self.setMinimumHeight(32)

    def show_printer(self, text: str) -> None:
        self.printer.setText(text)

    def show_problem(self, text: str) -> None:
        """What is wrong with the connection, in a sentence; "" when nothing is."""
        self._problem = text
        self._show_notice()

    def show_news(self, text: str) -> None:
        """What came of work that nobody waited for; said aloud, and kept until it is pressed."""
        if text:
            self.news.setText(text)
            self.news.setToolTip(self.tr("Open the queue"))
            self.news.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self.news, QAccessible.Event.Alert))

    def _read(self) -> None:
        self.news.hide()
        self.news_read.emit()

    def show_wait(self, seconds: float) -> None:
        """The carrier asked for so much time; 0 when nobody waits."""
        self._wait = int(-(-seconds // 1))
        self.cancel.setVisible(bool(self._wait))
        self._show_notice()

    def show_work(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.work.setVisible(bool(names))
        if not names:
            return
        more = self.tr(" and %d more") % (len(names) - 1) if len(names) > 1 else ""
        self.work.setText(f"{names[0]}{more} …")
        self.work.setAccessibleName(self.tr("Going on: %s") % ", ".join(names))

    def _show_notice(self) -> None:
        words = self.tr("Waiting for the carrier, %d s") % self._wait if self._wait else self._problem
        if words != self.notice.whole:
            self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def _list(self) -> None:
        menu = QMenu(self)
        for name in self._names:
            menu.addAction(name).setEnabled(False)
        corner = self.work.mapToGlobal(self.work.rect().topLeft())
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))
