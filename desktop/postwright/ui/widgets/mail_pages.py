"""A mail looked at in five ways: desktop, phone, without pictures, dark, as text. Opens no link."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QTabBar, QWidget

from postwright.ui.mail_look import Look
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.mail_preview import DESKTOP, PHONE, MailPreview
from postwright.ui.widgets.steady import steady
from postwright.ui.widgets.text import ElidedLabel, PlainLabel


class MailPages(QWidget):
    """`looked` carries the Look that a person turned to. `below` is the line that says where a link leads."""

    looked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leads_to = ""
        self._mail: tuple[str, tuple[bytes, ...]] = ("", ())
        self.subject = ElidedLabel(role="strong")
        self.tabs = steady(QTabBar())
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("How the mail is looked at"))
        for look, words in (
            (Look.DESKTOP, self.tr("Desktop")),
            (Look.PHONE, self.tr("Phone")),
            (Look.BLOCKED, self.tr("No pictures")),
            (Look.DARK, self.tr("Dark")),
            (Look.TEXT, self.tr("Text")),
        ):
            self.tabs.setTabData(self.tabs.addTab(words), look.value)
        self.preview = MailPreview()
        self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.plain.setTabChangesFocus(True)
        self.plain.setAccessibleName(self.tr("The mail as plain text"))
        self.nothing = PlainLabel(role="muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        for page in (self.preview, self.plain, self.nothing):
            self.stack.addWidget(page)
        self.link = ElidedLabel(role="small")
        self.below = row(self.link)
        box = column(self.subject, self.tabs, self.stack, self.below)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.tabs.currentChanged.connect(self._turned)
        self.preview.pointed.connect(self._point)
        self._draw()

    @property
    def look(self) -> Look:
        return Look(self.tabs.tabData(self.tabs.currentIndex()))

    def turn(self, look: Look) -> None:
        """Look at it in that way. Sends nothing."""
        blocked = self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(list(Look).index(look))
        self.tabs.blockSignals(blocked)
        self._draw()

    def show_mail(self, subject: str, html: str, text: str, pictures: tuple[bytes, ...]) -> None:
        """Show this mail; the same one twice changes nothing."""
        self._mail = (html, pictures)
        self.subject.setText(subject)
        if self.plain.toPlainText() != text:
            self.plain.setPlainText(text)
        self._draw()

    def show_nothing(self, words: str, subject: str = "") -> None:
        """Say why there is no mail to be seen."""
        self._mail = ("", ())
        self.subject.setText(subject)
        self.nothing.setText(words)
        self._draw()

    def _draw(self) -> None:
        html, pictures = self._mail
        look = self.look
        self.preview.show_mail(
            html,
            pictures,
            width=PHONE if look is Look.PHONE else DESKTOP,
            dark=look is Look.DARK,
            blocked=look is Look.BLOCKED,
        )
        shown = self.plain if look is Look.TEXT else self.preview
        self.stack.setCurrentWidget(shown if html else self.nothing)
        if not html and self.leads_to:
            self.lead("")

    def _turned(self, place: int) -> None:
        self._draw()
        self.looked.emit(self.look.value)

    def _point(self, address: str) -> None:
        """The last link that was stood on stays, so that what is offered about it can be reached."""
        if address:
            self.lead(address)

    def lead(self, address: str) -> None:
        """Say where a link leads, or nothing."""
        self.leads_to = address
        self.link.setText(self.tr("Leads to %s") % address if address else "")
