"""Over the list of labels: all of them, or only what is under way. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import row
from postwright.ui.widgets.text import plain_tip


class WayBar(QWidget):
    """Two buttons of which one is pressed. `wanted` says whether only what is under way shall be listed."""

    wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all = Button(self.tr("All labels"), small=True)
        self.under_way = Button(self.tr("Under way"), small=True, icon_name="track")
        self.group = QButtonGroup(self)
        for button, on in ((self.all, False), (self.under_way, True)):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, on=on: self.wanted.emit(on))
            self.group.addButton(button)
        self.setLayout(row(self.all, self.under_way, None, spacing=8))

    def show_screen(self, screen: LabelsScreen) -> None:
        """Press the one that is shown. Sends nothing."""
        (self.under_way if screen.under_way else self.all).setChecked(True)
        self.under_way.setToolTip(plain_tip(screen.tracking_words))
