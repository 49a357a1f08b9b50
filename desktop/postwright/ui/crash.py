"""Take what is not an expected fault to a person and to the log. Shows no values of variables."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel

_log = logging.getLogger(__name__)
_MOST_LINES = 400


class CrashHook(QObject):
    """Stands in for sys.excepthook. An exception in a slot arrives on the thread where it happened, so
    the report is sent as text to a slot of this object, which lives on the window's thread.

    `redact` takes secrets and customers out of the text before it is shown or copied.
    """

    _happened = Signal(str)

    def __init__(self, redact: Callable[[str], str], log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redact = redact
        self._log_file = log_file
        self._dialog: CrashDialog | None = None
        self._before = sys.excepthook
        self._happened.connect(self._show)

    def install(self) -> None:
        """Take over from now on."""
        sys.excepthook = self._caught

    def remove(self) -> None:
        """Give the hook back to whoever had it."""
        sys.excepthook = self._before

    def report(self, error: BaseException) -> None:
        """Show a bug that was caught elsewhere, such as on a lane."""
        _log.error("a bug", exc_info=error)
        text = "".join(traceback.format_exception(error))
        self._happened.emit(self._redact(text))

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.report(error)

    @Slot(str)
    def _show(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.add(text)
            return
        self._dialog = CrashDialog(text, self._log_file, QApplication.activeWindow())
        self._dialog.finished.connect(self._gone)
        self._dialog.open()

    def _gone(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog that is open now."""
        return self._dialog


class CrashDialog(QDialog):
    """What happened, what to do, the report to copy, and where the log is."""

    def __init__(self, report: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong in Postwright"))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setMaximumBlockCount(_MOST_LINES)
        self._report.setAccessibleName(self.tr("Report"))
        heading = PlainLabel(self.tr("Something went wrong in Postwright"), role="heading")
        words = PlainLabel(
            self.tr(
                "This is a mistake in the program, not yours. What you typed is kept. If you were buying "
                "a label, look at Labels and Attention before you buy it again."
            ),
            wrap=True,
        )
        where = PlainLabel(self.tr("The log is at %s") % log_file, role="small", wrap=True).selectable()
        copy = Button(self.tr("Copy the report"), icon_name="copy")
        copy.clicked.connect(self._copy)
        go_on = Button(self.tr("Continue"), kind="primary")
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        self.setLayout(
            column(heading, words, self._report, where, row(copy, None, go_on), spacing=12, margin=16)
        )
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(640, 420)

    @property
    def report(self) -> str:
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """Another mistake while this is open."""
        self._report.appendPlainText(report)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report)
