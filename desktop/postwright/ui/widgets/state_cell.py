"""A cell of a table whose colour means something gets the icon that says the same: never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from postwright.ui.icons import icon
from postwright.ui.widgets.table import TupleModel

_ICONS = {"done": "done", "waiting": "waiting", "trouble": "trouble"}
_SIZE = QSize(16, 16)


class StateCell(QStyledItemDelegate):
    """For a column whose tones are done, waiting and trouble."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if not isinstance(model, TupleModel):
            return
        tones = model.rows[index.row()].tones
        tone = tones[index.column()] if index.column() < len(tones) else ""
        if tone in _ICONS:
            option.icon = icon(_ICONS[tone], tone)
            option.decorationSize = _SIZE
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
