"""Fields that the mouse wheel does not change: it turns the page. A list is opened, a number typed."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

Field = TypeVar("Field", bound=QWidget)


class _Still(QObject):
    """Leaves the wheel to what the field lies in, also while the field has the focus: it still has it when
    a person who has chosen turns to the rest of the page.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def steady(field: Field) -> Field:
    """The same field; the wheel neither changes it nor gives it the focus."""
    if field.focusPolicy() is Qt.FocusPolicy.WheelFocus:
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_Still(field))
    return field
