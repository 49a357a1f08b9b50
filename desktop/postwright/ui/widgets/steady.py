"""Fields in a page that scrolls: the wheel turns the page, not a value that nobody meant to change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget


class _Still(QObject):
    """Takes the wheel away from a field that has not the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def steady(widget: QWidget) -> None:
    """Make every list and number field within the widget steady."""
    still = _Still(widget)
    for kind in (QComboBox, QSpinBox, QDoubleSpinBox):
        for field in widget.findChildren(kind):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(still)
