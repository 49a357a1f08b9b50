"""The code as the customer shows it, its Label ID in characters, until when it is good. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.field import Field, line
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pictures import QrView
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel

_QR = 240
_LONGEST_ID = 16


class CodeCard(Section):
    """Hidden where the mail has no code, or where none may be shown any more."""

    id_written = Signal(str)
    id_kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._form = 0
        self.qr = QrView()
        self.qr.setFixedSize(_QR, _QR)
        self.spelled = PlainLabel(role="heading").selectable()
        self.remarks = PlainLabel(role="waiting", wrap=True)
        self.hint = PlainLabel(role="small", wrap=True)
        self.id_field = Field(self.tr("Label ID"), line("XXXXXXXX", most=_LONGEST_ID))
        self.id_keep = BusyButton("", kind="plain")
        beside = column(PlainLabel(" ", role="label"), self.id_keep, None, spacing=4)
        self.typed_id = QWidget()
        self.typed_id.setLayout(row(self.id_field, beside))
        self.hand_in = PlainLabel(role="strong")
        self.validity = PlainLabel(role="small", wrap=True)
        self.add(
            row(None, self.qr, None), row(None, self.spelled, None), self.remarks, self.hint, self.typed_id,
            row(None, self.hand_in, None), self.validity,
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.id_field.edited.connect(lambda: self.id_written.emit(str(self.id_field.editor.property("text"))))
        self.id_keep.clicked.connect(self.id_kept)

    def show_screen(self, screen: QrMailScreen) -> None:
        """Show the code of the label. Sends nothing."""
        self.setVisible(screen.is_code)
        if screen.form != self._form:
            self._form = screen.form
            self.id_field.editor.setProperty("text", screen.broker_id)
        self.qr.show_png(screen.picture, self.tr("QR code"))
        self.qr.setVisible(bool(screen.picture) or screen.sheet is None)
        self.spelled.setText(screen.id_spelled)
        self.spelled.setAccessibleName(self.tr("Label ID %s") % screen.id_spelled)
        self.spelled.setVisible(bool(screen.id_spelled))
        for label, text in (
            (self.remarks, "\n".join(screen.remarks)),
            (self.hint, screen.id_hint),
            (self.hand_in, screen.hand_in_by),
            (self.validity, screen.validity),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.typed_id.setVisible(screen.asks_id)
        self.id_keep.show_state(self.tr("Keep"), enabled=screen.can_save_id, busy=screen.saving_id)
