"""A small window that says what still has to end while the program closes or changes shops. Stops nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from postwright.ui.widgets.layout import column
from postwright.ui.widgets.text import PlainLabel

_WIDTH = 360


class FinishingWindow(QWidget):
    """Shown in place of the main window. Closing it only hides it."""

    def __init__(self, *, purchase: bool, mail: bool = False) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Postwright"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        said, why = self.tr("Finishing…"), ""
        if purchase:
            said = self.tr("Finishing a purchase…")
            why = self.tr("Its answer is waited for, so that no label is paid and lost.")
        elif mail:
            said = self.tr("Finishing a mail…")
            why = self.tr("The mail server's answer is waited for a moment, so that nobody gets it twice.")
        self.label = PlainLabel(said)
        self.why = PlainLabel(why, wrap=True)
        self.why.setVisible(bool(why))
        self.setLayout(column(self.label, self.why, spacing=6, margin=24))
        self.setFixedWidth(_WIDTH)
