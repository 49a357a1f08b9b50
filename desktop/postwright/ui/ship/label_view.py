"""The right column after buying: the label at its true shape, proved, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from postwright.domain.letter import LetterKind
from postwright.domain.print_record import REPRINT_REASONS
from postwright.ui import keys
from postwright.ui.scan.view import ScanField
from postwright.ui.ship.screen import LabelCard, ShipScreen
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.field import choice, chosen
from postwright.ui.widgets.label_pages import LabelPages
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pill import IconLabel
from postwright.ui.widgets.text import PlainLabel
from postwright.ui.widgets.tone_list import ToneList


class LabelView(QFrame):
    """`printed(reason)`, `mailed`, `voided` and `finished` say what a person wants done."""

    printed = Signal(str)
    mailed = Signal()
    voided = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Section")
        self._title = PlainLabel(role="heading", wrap=True)
        self._tracking = PlainLabel(role="muted").selectable()
        self._alarms = PlainLabel(role="trouble", wrap=True)
        self.picture = LabelPages()
        self._proof_icon = IconLabel("done", "done", 16)
        self._proof = PlainLabel(role="small", wrap=True)
        self.checks = ToneList(self.tr("What the proof measured"))
        self.copies = ToneList(self.tr("Copies of this label"))
        self.scan = ScanField()
        self.print = BusyButton("", icon_name="print")
        self.print.setToolTip(keys.tip("print"))
        self.print.clicked.connect(lambda: self.printed.emit(""))
        self.next = Button(self.tr("Next parcel"), icon_name="arrow-right")
        self.next.setToolTip(keys.tip("next"))
        self.next.clicked.connect(self.finished)
        self._mail = Button(self.tr("QR mail"), icon_name="mail")
        self._mail.setToolTip(keys.tip("mail"))
        self._mail.clicked.connect(self.mailed)
        self._void = Button(self.tr("Void"), kind="danger", icon_name="voids")
        self._void.setToolTip(keys.tip("void"))
        self._void.clicked.connect(self.voided)
        self._reasons = choice(tuple(REPRINT_REASONS.items()))
        self._reasons.setAccessibleName(self.tr("Why print it again"))
        self._again = Button(self.tr("Print again"))
        self._again.clicked.connect(lambda: self.printed.emit(chosen(self._reasons)))
        self._why = QWidget()
        self._why_asked = False
        self._head = QWidget()
        self._rest = QWidget()
        self._grid = QGridLayout()
        self._arrange()

    def _arrange(self) -> None:
        why = PlainLabel(self.tr("Why print it again?"), role="label")
        why.setBuddy(self._reasons)
        self._why.setLayout(column(why, self._reasons, row(None, self._again), spacing=4))
        self._why.hide()
        proof = row(self._proof_icon, self._proof, spacing=6)
        proof.setStretch(1, 1)
        proof.setAlignment(self._proof_icon, Qt.AlignmentFlag.AlignTop)
        deeds = row(self.print, self._mail, None, self._void)
        self._head.setLayout(column(self._title, self._tracking, self._alarms, spacing=2))
        self._rest.setLayout(column(proof, self.checks, self.copies, self._why, deeds, self.scan, self.next))
        self._grid.setSpacing(12)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.lie_beside(False)

    def lie_beside(self, beside: bool) -> None:
        """In a wide and low room the label stands beside its words, else between them."""
        grid = self._grid
        for part in (self._head, self.picture, self._rest):
            grid.removeWidget(part)
        if beside:
            grid.addWidget(self.picture, 0, 0, 3, 1)
            grid.addWidget(self._head, 0, 1)
            grid.addWidget(self._rest, 2, 1)
        else:
            grid.addWidget(self._head, 0, 0)
            grid.addWidget(self.picture, 1, 0)
            grid.addWidget(self._rest, 2, 0)
        grid.setRowStretch(1, 1)

    def render_screen(self, screen: ShipScreen) -> None:
        card = screen.label
        if card is None:
            return
        self._title.setText(self.tr("Bought · %s · %s") % (card.cost, card.service))
        self._tracking.setText(card.tracking)
        self._tracking.setAccessibleName(self.tr("Tracking number %s") % card.tracking)
        self._alarms.setText("\n".join(card.alarms))
        self._alarms.setVisible(bool(card.alarms))
        self._show_picture(card)
        words = self.tr("Print again") if card.prints else self.tr("Print")
        self.print.show_state(
            self.tr("Printing…") if card.printing else words, enabled=card.can_print, busy=card.printing
        )
        self.print.setVisible(card.paper and not card.reason_asked)
        self.print.set_kind("plain" if card.prints else "primary")
        self.next.set_kind("primary" if card.prints or not card.paper else "plain")
        by_code = card.letter is LetterKind.QR
        self._mail.setText(self.tr("QR mail") if by_code else self.tr("Mail the label"))
        self._mail.setVisible(card.letter is not None)
        self._why.setVisible(card.reason_asked)
        if card.reason_asked and not self._why_asked:
            self._reasons.setFocus()
        self._why_asked = card.reason_asked
        # What is asked, or was just scanned, needs the room.
        asked, told = card.reason_asked, bool(screen.scan.headline)
        self.checks.show_lines(() if asked or told else card.odd_checks)
        self.copies.show_lines(() if told else card.copies[: 1 if asked else 2])
        self.scan.setVisible(card.paper and not asked)

    def _show_picture(self, card: LabelCard) -> None:
        self.picture.setVisible(card.paper)
        self.picture.show_pages(card.pages, self.tr("The label for %s") % card.recipient)
        if not card.paper:
            text, icon, token = self.tr("Mail the QR code: the post office prints the label."), "qr", "muted"
        elif card.proof:
            text = card.proof
            icon, token = ("done", "done") if card.proved else ("trouble", "trouble")
        else:
            text, icon, token = self.tr("Proving the label…"), "waiting", "muted"
        self._proof.setText(text)
        self._proof_icon.show_icon(icon, token)
