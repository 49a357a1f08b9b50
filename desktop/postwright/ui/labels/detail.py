"""The chosen label: its picture, what can be done with it, what is known of it. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from postwright.domain.label import DocumentKind
from postwright.domain.letter import LetterKind
from postwright.ui import keys
from postwright.ui.labels.entry_words import documents
from postwright.ui.labels.papers import KINDS
from postwright.ui.labels.reason_card import ReasonCard
from postwright.ui.labels.screen import COMPARE, MAILS, LabelsScreen
from postwright.ui.widgets.banner import ConfirmBar
from postwright.ui.widgets.buttons import BusyButton, Button
from postwright.ui.widgets.facts import Facts
from postwright.ui.widgets.label_pages import LabelPages
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.papers_button import PapersButton
from postwright.ui.widgets.pill import StatusPill
from postwright.ui.widgets.section import Section
from postwright.ui.widgets.text import PlainLabel, plain_tip
from postwright.ui.widgets.tone_list import ToneList

PICTURE = QSize(200, 300)


class LabelDetail(QWidget):
    """Everything about one label, from the picture down to the latest scan."""

    print_wanted = Signal()
    mail_wanted = Signal(str)
    track_wanted = Signal()
    save_wanted = Signal(str)
    void_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = LabelPages(PICTURE)
        self.state = StatusPill()
        self.proof = PlainLabel(role="small", wrap=True)
        self.proved = StatusPill()
        self.hint = PlainLabel(role="small", wrap=True)
        self._make_buttons()
        self.reason = ReasonCard()
        self.question = ConfirmBar()
        self.alarms = PlainLabel(role="trouble", wrap=True)
        self.facts = Facts()
        self.checks = ToneList(self.tr("What the proof measured"))
        self.proof_card = Section(self.tr("Proof")).add(self.proof, self.checks)
        self.copies = ToneList(self.tr("Copies of this label"))
        self.copies_card = Section(self.tr("Copies")).add(self.copies)
        self.scans = PlainLabel(wrap=True)
        self.scan_card = Section(self.tr("What USPS says")).add(self.scans)
        side = column(
            row(self.state, None),
            row(self.proved, None),
            self.print,
            self.mail,
            self.track,
            self.save,
            self.papers,
            self.back,
            self.void,
            self.hint,
            None,
        )
        top = row(self.picture, side, spacing=16)
        top.setStretch(1, 1)
        card = Section().add(self.alarms, top, self.facts)
        card.body.setSpacing(12)
        below = (self.copies_card, self.proof_card)
        for one in (card, self.reason, self.scan_card, *below):
            # Wrapped text may need more room than a card asks for by itself.
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setLayout(column(self.question, self.reason, self.scan_card, card, *below, spacing=12))

    def _make_buttons(self) -> None:
        self.print = BusyButton(self.tr("Print"), icon_name="print")
        self.print.setToolTip(keys.tip("print"))
        self.mail = Button(self.tr("Mail…"), icon_name="mail")
        self.mail.setToolTip(keys.tip("mail"))
        self.letters = self._make_letters(QMenu(self.mail))
        self.track = Button(self.tr("Track"), icon_name="track")
        self.save = Button(self.tr("Save…"), icon_name="folder")
        self.void = Button(self.tr("Void…"), kind="danger", icon_name="voids")
        self.void.setToolTip(keys.tip("void"))
        self.back = Button(self.tr("Return label…"))
        self._back = (
            self.tr("Return label…"),
            self.tr("Opens Ship with the parcel on its way back: from the customer to you."),
        )
        self._again = (
            self.tr("Correct and buy again"),
            self.tr("Opens Ship with the parcel of this void label as it was typed."),
        )
        self.documents = QMenu(self.save)
        self.kinds: dict[DocumentKind, QAction] = {}
        for kind, words in (
            (DocumentKind.PDF, self.tr("PDF, to print anywhere")),
            (DocumentKind.ZPL, self.tr("ZPL, for label printers")),
            (DocumentKind.PNG, self.tr("Picture (PNG)")),
            (DocumentKind.FORM, self.tr("Customs form (PDF)")),
        ):
            self.kinds[kind] = self.offer(words, partial(self.save_wanted.emit, kind.value))
        self.save.setMenu(self.documents)
        self.papers = PapersButton(self.tr("Slip, receipt…"), KINDS)
        self.print.clicked.connect(self.print_wanted)
        self.track.clicked.connect(self.track_wanted)
        self.void.clicked.connect(self.void_wanted)
        self.back.clicked.connect(self.return_wanted)

    def _make_letters(self, menu: QMenu) -> dict[LetterKind, QAction]:
        """One action for each kind of mail; a tool tip says why one is switched off."""
        made = {}
        for kind, words in MAILS:
            made[kind] = QAction(self.tr(words), menu)
            made[kind].triggered.connect(partial(self.mail_wanted.emit, kind.value))
            menu.addAction(made[kind])
        menu.setToolTipsVisible(True)
        self.mail.setMenu(menu)
        return made

    def offer(self, words: str, deed: Callable[[], object]) -> QAction:
        """One more document of the chosen label in the menu."""
        action = QAction(words, self.documents)
        action.triggered.connect(lambda: deed())
        self.documents.addAction(action)
        return action

    def show_screen(self, screen: LabelsScreen) -> None:
        """Show the chosen label. Sends nothing."""
        self.setVisible(screen.has_choice)
        sheet = screen.sheet
        self.picture.show_pages(sheet.pages if sheet else (), self.tr("Picture of the label"))
        for document, action in self.kinds.items():
            action.setVisible(document in documents(screen.entry))
        self.state.show_state(screen.state_text, screen.state_tone)
        self.proof.setText(sheet.proof if sheet else self.tr("Drawing…") if screen.drawing else "")
        self.proof.set_role("trouble" if sheet and not sheet.proved else "body")
        self.proved.show_state(*screen.proved)
        self.proved.setVisible(bool(screen.proved[0]))
        self.proof_card.setVisible(bool(self.proof.text()))
        self.checks.show_lines(screen.checks)
        self.hint.setText(screen.print_hint)
        self.hint.setVisible(bool(screen.print_hint))
        text = self.tr("Sending…") if screen.printing else screen.print_text
        self.print.show_state(text, enabled=screen.can_print, busy=screen.printing)
        for kind, words, reason in screen.mails:
            self.letters[kind].setEnabled(not reason)
            self.letters[kind].setToolTip(plain_tip(reason or self.tr(words)))
        possible = any(not reason for _, _, reason in screen.mails)
        self.mail.setEnabled(possible)
        self.mail.setToolTip(plain_tip(keys.tip("mail") if possible else screen.no_mail(LetterKind.QR)))
        self.papers.show_papers(screen.papers, screen.chosen)
        self.void.setEnabled(screen.can_void)
        self.back.setEnabled(screen.can_return or screen.can_correct)
        words, tip = self._again if screen.can_correct else self._back
        self.back.setText(words)
        self.back.setToolTip(plain_tip(tip))
        self.alarms.setText("\n".join(screen.alarms))
        self.alarms.setVisible(bool(screen.alarms))
        copy = self.tr("Print copy %d") % screen.next_copy
        self.reason.show_question(copy, asking=screen.asking_reason)
        self._ask_compared(asking=screen.asking_compared)
        self.facts.show_facts(screen.facts)
        self.copies.show_lines(screen.copies)
        self.copies_card.setVisible(bool(screen.copies))
        self.scans.setText("\n".join(screen.tracking_lines))
        self.scan_card.setVisible(bool(screen.tracking_lines))

    def _ask_compared(self, *, asking: bool) -> None:
        if not asking:
            self.question.hide()
        elif self.question.isHidden():
            self.question.ask(self.tr(COMPARE), self.tr("Print it"), self.tr("Not now"))
