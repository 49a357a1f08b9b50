"""A button whose menu prints or saves the papers of one thing. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from postwright.domain.file_name import file_name
from postwright.domain.papers import PaperKind
from postwright.ui.papers import NAMES, PaperChoice
from postwright.ui.widgets.buttons import Button


class PapersButton(Button):
    """For each kind: print it, where a printer takes it, and save it. `send_wanted` carries the kind,
    `place_chosen` the kind and the file.
    """

    send_wanted = Signal(str)
    place_chosen = Signal(str, str)

    def __init__(
        self, text: str, kinds: tuple[PaperKind, ...], *, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon_name="" if small else "print", small=small, parent=parent)
        self._of = ""
        self.sends: dict[PaperKind, QAction] = {}
        self.saves: dict[PaperKind, QAction] = {}
        menu = QMenu(self)
        for kind in kinds:
            # Made here: what addAction makes PySide soon took for deleted, while it still stood in the menu.
            self.sends[kind], self.saves[kind] = QAction(self), QAction(self)
            self.saves[kind].setText(self.tr("Save the %s as PDF…") % NAMES[kind])
            menu.addActions([self.sends[kind], self.saves[kind]])
            self.sends[kind].triggered.connect(lambda _=False, kind=kind: self.send_wanted.emit(kind.value))
            self.saves[kind].triggered.connect(lambda _=False, kind=kind: self.ask_place(kind))
        self.setMenu(menu)

    def show_papers(self, choice: PaperChoice, of: str) -> None:
        """Which printer each goes to; `of` becomes a part of the name of a saved file."""
        self._of = of
        for kind, action in self.sends.items():
            printer = choice.printers.get(kind, "")
            action.setText(
                self.tr("Print the %(paper)s on %(printer)s") % {"paper": NAMES[kind], "printer": printer}
            )
            action.setVisible(bool(printer))
        self.setEnabled(not choice.making)

    def ask_place(self, kind: PaperKind) -> None:
        """Where to write it; a dialog of the system, whose place it is."""
        name = file_name(kind.value, self._of, suffix="pdf")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the paper"), name, "PDF (*.pdf)")
        if path:
            self.place_chosen.emit(kind.value, path)
