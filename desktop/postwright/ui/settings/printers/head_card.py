"""Draws the card that checks a print head, and says what the person did. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postwright.ui.settings.cards import card, small
from postwright.ui.settings.pause import Pause
from postwright.ui.settings.printers.block_grid import BlockGrid
from postwright.ui.settings.printers.screen import HeadScreen, PrintersScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.focus import show_part
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.text import PlainLabel

_BLOCKS_ABREAST, _LINES_ABREAST = 10, 12


class HeadCard(QWidget):
    """Closed it says what is known of the head; open it leads through printing and marking gaps."""

    open_wanted = Signal()
    print_wanted = Signal()
    block_picked = Signal(int)
    line_toggled = Signal(int)
    written = Signal(str)
    save_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = 0
        self.known = PlainLabel(wrap=True)
        self.open = Button(self.tr("Check the head"), icon_name="search")
        self.print = BusyButton("", kind="plain", icon_name="print")
        self.blocks = BlockGrid(self.tr("Blocks of the ladder"), _BLOCKS_ABREAST)
        self.lines_words = PlainLabel(role="label")
        self.lines = BlockGrid(self.tr("Lines of the block"), _LINES_ABREAST)
        self.whole = Button(self.tr("The whole block"), small=True)
        self.gaps = Field(self.tr("Gaps, marked or typed"), line(self.tr("none, or 37.4, 52")))
        self.save = BusyButton("")
        self.close_button = Button(self.tr("Close"), kind="quiet")
        self._pause = Pause(self)
        self._steps = QWidget()
        self._steps.setLayout(self._arrange())
        head = row(self.known, self.open, spacing=16)
        head.setStretch(0, 1)
        self.setLayout(column(card(self.tr("Print head"), head, self._steps)))
        self._listen()

    def _arrange(self) -> QVBoxLayout:
        self._lines_part = QWidget()
        self._lines_part.setLayout(column(self.lines_words, self.lines, row(self.whole, None), spacing=4))
        box = column(
            PlainLabel(self.tr("1. Print the ladder."), role="strong"),
            row(self.print, None),
            PlainLabel(self.tr("2. Mark each gap."), role="strong"),
            small(
                self.tr(
                    "A dead dot leaves a white thread in the black band, and its stroke is missing in one "
                    "line. Go to its block, then press the line."
                )
            ),
            self.blocks,
            self._lines_part,
            self.gaps,
            row(self.save, None, self.close_button),
            spacing=12,
        )
        box.setContentsMargins(0, 8, 0, 0)
        return box

    def _listen(self) -> None:
        self.open.clicked.connect(self._open)
        self.print.clicked.connect(self.print_wanted)
        self.blocks.reached.connect(self.block_picked)
        self.blocks.pressed_on.connect(self.block_picked)
        self.lines.pressed_on.connect(self.line_toggled)
        self.whole.clicked.connect(lambda: self.line_toggled.emit(0))
        self.gaps.edited.connect(self._pause.start)
        self.gaps.left.connect(self._pause.flush)
        self._pause.over.connect(lambda: self.written.emit(str(self.gaps.editor.property("text"))))
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.close_wanted)

    def _open(self) -> None:
        self.open_wanted.emit()
        if not self._steps.isHidden():
            self.print.setFocus()

    def _save(self) -> None:
        self._pause.flush()
        self.save_wanted.emit()

    def render_screen(self, screen: PrintersScreen) -> None:
        """Show it all; the typed gaps only when they are to be written anew. Sends nothing."""
        shown = screen.head
        show_part(self, screen.shows_head)
        self.known.setText(screen.head_line)
        self.open.setVisible(not shown.open)
        show_part(self._steps, shown.open)
        if not shown.open:
            return
        words = self.tr("Printing…") if shown.printing else self.tr("Print the ladder")
        self.print.show_state(words, enabled=not screen.port_problem, busy=shown.printing)
        self.blocks.show_cells(shown.ladder.blocks, shown.blocks, shown.block, self.tr("Block"))
        self._render_lines(shown)
        self.gaps.show_problem(shown.problem)
        if shown.form != self._form:
            self._form = shown.form
            self.gaps.editor.setProperty("text", shown.text)
        self.save.show_state(shown.save_words, enabled=not shown.problem, busy=False)

    def _render_lines(self, shown: HeadScreen) -> None:
        show_part(self._lines_part, bool(shown.block))
        self.lines_words.setText(
            self.tr("Block %s: in which line is the stroke missing?").replace("%s", str(shown.block))
        )
        marked = frozenset(range(1, shown.lines_in_block + 1)) if 0 in shown.lines else shown.lines
        self.lines.show_cells(shown.lines_in_block, marked, 0, self.tr("Line"))
        whole = 0 in shown.lines
        self.whole.setText(self.tr("Not the whole block") if whole else self.tr("The whole block"))

    def flush(self) -> None:
        """Tell what was typed and not told yet."""
        self._pause.flush()
