"""The batch in sight: each parcel with its own state, Stop while it runs, then the result. Only draws."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from postwright.ui.queue.batch import Batch, BatchLine, LineState
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.data_table import DataTable
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.state_cell import StateCell
from postwright.ui.widgets.table import Column, Row
from postwright.ui.widgets.text import PlainLabel

COLUMNS = (
    Column("To", width=168),
    Column("At most", right=True, width=84),
    Column("State", width=160),
    Column("What happened"),
)
_STATE = 2
# Eight lanes tell of twenty parcels a second where the carrier is quick; nobody reads faster than this.
NEWS_EVERY = 100
_TONES = {
    LineState.BOUGHT: "done",
    LineState.CAME_BACK: "trouble",
    LineState.IN_DOUBT: "waiting",
    LineState.LEFT: "muted",
    LineState.WAITING: "muted",
}


class BatchView(QFrame):
    """`stopped` asks to begin no other; `closed` puts the result away; the others lead to panels."""

    stopped = Signal()
    closed = Signal()
    labels_wanted = Signal()
    attention_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self._over: bool | None = None
        self._rows: dict[str, tuple[BatchLine, Row]] = {}
        self._due: Batch | None = None
        self._pause = QTimer(self, singleShot=True, interval=NEWS_EVERY)
        self._pause.timeout.connect(self._draw_due)
        self.headline = PlainLabel(role="heading", wrap=True)
        self.sums = PlainLabel(role="muted", wrap=True)
        self.means = PlainLabel(wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.table = DataTable(COLUMNS, self.tr("The parcels of this batch"), lines=2)
        self.table.setItemDelegateForColumn(_STATE, StateCell(self.table))
        self.stop = Button(self.tr("Stop after the ones under way"), icon_name="close")
        self.close_result = Button(self.tr("Close"))
        self.attention = Button(self.tr("Open Attention"))
        self.print = Button(self.tr("Print these"), kind="primary", icon_name="print")
        self.stop.clicked.connect(self.stopped)
        self.close_result.clicked.connect(self.closed)
        self.attention.clicked.connect(self.attention_wanted)
        self.print.clicked.connect(self.labels_wanted)
        words = column(self.headline, self.sums, spacing=2)
        buttons = row(self.stop, self.close_result, self.attention, self.print)
        head = row(words, buttons, spacing=16)
        head.setStretch(0, 1)
        head.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        box = column(head, self.means, self.bar, self.table, spacing=8)
        box.setStretch(3, 1)
        box.setContentsMargins(16, 12, 16, 16)
        self.setLayout(box)

    def show_batch(self, batch: Batch) -> None:
        """Show it: at once after a quiet moment and at every turn, else with the next news. Sends nothing."""
        if self._pause.isActive() and batch.over == self._over and batch.can_stop == self.stop.isEnabled():
            self._due = batch
            return
        self._draw(batch)
        self._pause.start()

    def _draw_due(self) -> None:
        due, self._due = self._due, None
        if due is not None:
            self._draw(due)
            self._pause.start()

    def _draw(self, batch: Batch) -> None:
        """Only lines that changed are drawn again."""
        self._due = None
        self.headline.setText(batch.headline)
        self.sums.setText(batch.sums)
        self.sums.setVisible(bool(batch.sums))
        self.means.setText(batch.means)
        self.means.setVisible(bool(batch.means))
        self.means.set_role("waiting" if batch.is_trouble else "body")
        self.bar.setRange(0, max(len(batch.lines), 1))
        self.bar.setValue(batch.settled)
        self.bar.setAccessibleName(batch.headline)
        self.table.set_rows(tuple(map(self._row, batch.lines)))
        self.stop.setEnabled(batch.can_stop)
        if batch.over != self._over:
            self._turn(batch)

    def _turn(self, batch: Batch) -> None:
        """From running to over, or to another batch."""
        self._over = batch.over
        self.bar.setVisible(not batch.over)
        self.stop.setVisible(not batch.over)
        self.close_result.setVisible(batch.over)
        self.print.setVisible(batch.over and bool(batch.bought))
        self.attention.setVisible(batch.over and bool(batch.in_doubt))
        self.setAccessibleName(batch.headline)
        self.begin()
        if batch.over:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def begin(self) -> None:
        """The focus stands on the list; neither stopping nor closing waits under the finger."""
        if self.isVisible():
            self.table.setFocus()

    def _row(self, line: BatchLine) -> Row:
        held = self._rows.get(line.draft_id)
        if held is not None and held[0] is line:
            return held[1]
        tone = "trouble" if line.alarmed else _TONES.get(line.state, "")
        made = Row(
            line.draft_id,
            (line.who, str(line.at_most), line.words, line.sentence),
            ("", "", tone, "trouble" if line.alarmed else ""),
            tip=f"{line.who}\n{line.sentence}" if line.sentence else line.who,
        )
        self._rows[line.draft_id] = (line, made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._over:
            self.closed.emit()
            return
        super().keyPressEvent(event)
