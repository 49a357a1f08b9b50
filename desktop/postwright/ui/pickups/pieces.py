"""The labels that could go along, with a choice of which are shown. Says what was ticked; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from postwright.domain.pickup_plan import Piece
from postwright.ui.labels.entry_words import place_words
from postwright.ui.pickups.screen import SHOWN, PickupsScreen
from postwright.ui.pickups.told import marks_of
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.field import choice, choose, chosen
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.table import Column, Row
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.words import code_words

_COLUMNS = (
    Column("Goes along"),
    Column("Service", width=168),
    Column("Marks", width=136),
    Column("Weight", right=True, width=88),
)
_SERVICE = 1
_HEIGHT = 216
# Who it is for comes before the service, which the tool tip names too.
_WIDE = 680
_CHOICE_WIDTH = 176


class PieceList(QWidget):
    """`ticked` carries the keys of the rows that are shown and ticked."""

    ticked = Signal(frozenset)
    only_chosen = Signal(str)
    all_wanted = Signal()
    none_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only = choice(SHOWN)
        self.only.setMinimumWidth(_CHOICE_WIDTH)
        self.only.setAccessibleName(self.tr("Which labels are shown"))
        self.only.activated.connect(lambda: self.only_chosen.emit(chosen(self.only)))
        self.all = Button(self.tr("All"), small=True)
        self.all.setAccessibleName(self.tr("Choose all labels that are shown"))
        self.all.clicked.connect(self.all_wanted)
        self.none = Button(self.tr("None"), small=True)
        self.none.setAccessibleName(self.tr("Choose none of the labels that are shown"))
        self.none.clicked.connect(self.none_wanted)
        self.table = DataTable(_COLUMNS, self.tr("Labels for the pickup"), checkable=True)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(_HEIGHT)
        self.table.ticked.connect(lambda: self.ticked.emit(frozenset(self.table.ticks)))
        self.left_out = PlainLabel(role="small", wrap=True)
        tools = row(self.only, None, self.all, self.none, spacing=8)
        box = column(tools, self.table, self.left_out, spacing=8)
        box.setStretch(1, 1)
        self.setLayout(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_SERVICE, event.size().width() < _WIDE)

    def show_screen(self, screen: PickupsScreen) -> None:
        """Show it all. Sends nothing."""
        choose(self.only, screen.only)
        self.table.set_rows(tuple(_row(piece, screen) for piece in screen.shown_pieces))
        self.table.set_ticks(screen.chosen)
        self.left_out.setText(screen.left_out_line)
        self.left_out.setVisible(bool(screen.left_out_line))


def _row(piece: Piece, screen: PickupsScreen) -> Row:
    entry, place, plan = piece.entry, screen.place, screen.plan
    marks = marks_of(piece, place.coming, plan.rule) if place and plan else None
    cells = (
        f"{entry.shipment.ship_to.who}, {place_words(entry)}",
        code_words(entry.label.service_code),
        marks.marks if marks else "",
        str(entry.shipment.parcel.weight),
    )
    tip = "\n".join(filter(None, (cells[0], cells[1], cells[2])))
    return Row(piece.id, cells, ("", "muted", marks.tone if marks else "", ""), tip)
