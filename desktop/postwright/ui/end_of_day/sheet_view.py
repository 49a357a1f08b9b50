"""The picture of one form, as it is printed, with the way back. Draws it; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.ui.end_of_day.form_cards import ask_place
from postwright.ui.end_of_day.screen import EndOfDayScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pictures import SheetPreview
from postwright.ui.widgets.text import PlainLabel


class SheetView(QWidget):
    """`back_wanted` leads back to the day."""

    back_wanted = Signal()
    print_wanted = Signal()
    place_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(self.tr("Back"), icon_name="undo")
        self.title = PlainLabel(role="strong", wrap=True)
        self.about = PlainLabel(role="muted", wrap=True)
        self.print = Button(self.tr("Print"), kind="primary", icon_name="print")
        self.save = Button(self.tr("Save as PDF…"))
        self._form = ""
        self.picture = SheetPreview()
        self.back.clicked.connect(self.back_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self._save)
        words = column(self.title, self.about, spacing=2)
        head = row(self.back, words, self.save, self.print, spacing=16)
        head.setStretch(1, 1)
        box = column(head, self.picture, spacing=12)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.back)

    def show_screen(self, screen: EndOfDayScreen) -> None:
        card = screen.sheet_card
        if card is None:
            return
        self.title.setText(card.title)
        self.about.setText(card.about)
        self.picture.show_png(screen.picture, card.title)
        self._form = card.form_id
        self.print.setVisible(bool(screen.printer))
        for button in (self.print, self.save):
            button.setEnabled(not screen.sending)

    def _save(self) -> None:
        path = ask_place(self, self._form)
        if path:
            self.place_chosen.emit(self._form, path)
