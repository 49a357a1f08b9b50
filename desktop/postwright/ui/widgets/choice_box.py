"""A list to choose one thing from. A name wider than the box ends in "…" and is whole in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import plain_tip

_LETTERS = 8
# What the style sheet keeps free around the words, which Qt's own measure of the field leaves out.
_PADDING = 10
_LIST_EDGES = 48


class ChoiceBox(QComboBox):
    """Narrow in its row, and as wide as its longest name while it is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        steady(self)

    def fitted(self) -> str:
        """The current words as they are drawn."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room = field.width() - _PADDING
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.fitted()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        whole = self.currentText() if option.currentText != self.currentText() else ""
        if self.toolTip() != plain_tip(whole):
            self.setToolTip(plain_tip(whole))

    def showPopup(self) -> None:
        self.fit_list()
        super().showPopup()

    def fit_list(self) -> None:
        """Let the list be as wide as its longest name, within the window."""
        metrics = self.fontMetrics()
        names = [metrics.horizontalAdvance(self.itemText(place)) for place in range(self.count())]
        wide = max(names, default=0) + _LIST_EDGES
        self.view().setMinimumWidth(max(min(wide, self.window().width()), self.width()))
