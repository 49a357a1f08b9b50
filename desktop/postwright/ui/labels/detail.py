"""The chosen label: its picture, what can be done with it, what is known of it. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from postwright.domain.label import DocumentKind
from postwright.domain.print_record import REPRINT_REASONS
from postwright.ui import keys
from postwright.ui.labels.screen import COMPARE, LabelsScreen, copy_words
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.facts import Facts
from postwright.ui.widgets.field import Field, choice, chosen
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.pictures import LabelPreview
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel

PICTURE = QSize(200, 300)


class ReasonCard(Section):
    """Why one more copy is needed. It stands in the panel, and Esc leaves it."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        words = PlainLabel(
            self.tr("Two parcels with one label pay for only one of them. Tear the older copy up."), wrap=True
        )
        self.box = choice(tuple(REPRINT_REASONS.items()))
        self.go = BusyButton("", icon_name="print")
        self.leave = Button(self.tr("Not now"))
        self.go.clicked.connect(lambda: self.given.emit(chosen(self.box)))
        self.leave.clicked.connect(self.left)
        self.field = Field(self.tr("Why is another copy needed?"), self.box)
        self.add(self.field, words, row(self.leave, self.go, None))
        self.hide()

    def show_copy(self, copy: int, *, asking: bool) -> None:
        appears = asking and self.isHidden()
        self.go.show_state(self.tr("Print copy %d") % copy, enabled=True, busy=False)
        self.setVisible(asking)
        if appears:
            self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class LabelDetail(QWidget):
    """Everything about one label, from the picture down to the latest scan."""

    print_wanted = Signal()
    mail_wanted = Signal()
    track_wanted = Signal()
    save_wanted = Signal(str)
    void_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = LabelPreview()
        self.picture.setFixedSize(PICTURE)
        self.state = StatusPill()
        self.proof = PlainLabel(role="small", wrap=True)
        self.hint = PlainLabel(role="small", wrap=True)
        self._make_buttons()
        self.reason = ReasonCard()
        self.question = ConfirmBar()
        self.alarms = PlainLabel(role="trouble", wrap=True)
        self.facts = Facts()
        self.copies = PlainLabel(role="small", wrap=True)
        self.scans = PlainLabel(wrap=True)
        self.scan_card = Section(self.tr("What USPS says")).add(self.scans)
        side = column(
            row(self.state, None),
            self.print,
            self.mail,
            self.track,
            self.save,
            self.back,
            self.void,
            self.hint,
            None,
            self.proof,
        )
        top = row(self.picture, side, spacing=16)
        top.setStretch(1, 1)
        card = Section().add(self.alarms, top, self.facts, self.copies)
        card.body.setSpacing(12)
        for one in (card, self.reason, self.scan_card):
            # Wrapped text may need more room than a card asks for by itself.
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setLayout(column(self.question, self.reason, self.scan_card, card, spacing=12))

    def _make_buttons(self) -> None:
        self.print = BusyButton(self.tr("Print"), icon_name="print")
        self.print.setToolTip(keys.tip("print"))
        self.mail = Button(self.tr("QR mail"), icon_name="mail")
        self.mail.setToolTip(keys.tip("mail"))
        self.track = Button(self.tr("Track"), icon_name="track")
        self.save = Button(self.tr("Save…"), icon_name="folder")
        self.void = Button(self.tr("Void…"), kind="danger", icon_name="voids")
        self.void.setToolTip(keys.tip("void"))
        self.back = Button(self.tr("Return label…"))
        self.back.setToolTip(self.tr("Opens Ship with the parcel on its way back: from the customer to you."))
        menu = QMenu(self.save)
        for kind, words in (
            (DocumentKind.PDF, self.tr("PDF, to print anywhere")),
            (DocumentKind.ZPL, self.tr("ZPL, for label printers")),
            (DocumentKind.PNG, self.tr("Picture (PNG)")),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, kind=kind: self.save_wanted.emit(kind.value))
            menu.addAction(action)
        self.save.setMenu(menu)
        self.print.clicked.connect(self.print_wanted)
        self.mail.clicked.connect(self.mail_wanted)
        self.track.clicked.connect(self.track_wanted)
        self.void.clicked.connect(self.void_wanted)
        self.back.clicked.connect(self.return_wanted)

    def show_screen(self, screen: LabelsScreen) -> None:
        """Show the chosen label. Sends nothing."""
        self.setVisible(screen.has_choice)
        sheet = screen.sheet
        self.picture.show_png(sheet.png if sheet else b"", self.tr("Picture of the label"))
        self.state.show_state(screen.state_text, screen.state_tone)
        self.proof.setText(sheet.proof if sheet else self.tr("Drawing…") if screen.drawing else "")
        self.hint.setText(screen.print_hint)
        self.hint.setVisible(bool(screen.print_hint))
        text = self.tr("Sending…") if screen.printing else screen.print_text
        self.print.show_state(text, enabled=screen.can_print, busy=screen.printing)
        self.mail.setEnabled(screen.can_mail)
        self.void.setEnabled(screen.can_void)
        self.back.setEnabled(screen.can_return)
        self.alarms.setText("\n".join(screen.alarms))
        self.alarms.setVisible(bool(screen.alarms))
        self.reason.show_copy(screen.next_copy, asking=screen.asking_reason)
        self._ask_compared(asking=screen.asking_compared)
        self.facts.show_facts(screen.facts)
        self.copies.setText("\n".join(map(copy_words, screen.prints)))
        self.copies.setVisible(bool(screen.prints))
        self.scans.setText("\n".join(screen.tracking_lines))
        self.scan_card.setVisible(bool(screen.tracking_lines))

    def _ask_compared(self, *, asking: bool) -> None:
        if not asking:
            self.question.hide()
        elif self.question.isHidden():
            self.question.ask(self.tr(COMPARE), self.tr("Print it"), self.tr("Not now"))
