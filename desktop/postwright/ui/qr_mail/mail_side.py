"""The mail as it will be read: on a desk, on a phone, with pictures blocked, in the dark, as text alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QTabBar, QWidget

from postwright.ui.qr_mail.screen import Look, QrMailScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.mail_preview import DESKTOP, PHONE, MailPreview
from postwright.ui.widgets.text import ElidedLabel, PlainLabel


class MailSide(QWidget):
    """`looked` carries a Look, `link_tried` where a link of the mail leads."""

    looked = Signal(str)
    link_tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leads_to = ""
        self.subject = ElidedLabel(role="strong")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
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
        self.pages = QStackedWidget()
        for page in (self.preview, self.plain, self.nothing):
            self.pages.addWidget(page)
        self.link = ElidedLabel(role="small")
        self.try_link = Button(self.tr("Open"), kind="quiet", small=True)
        self.try_link.setAccessibleName(self.tr("Open the link in the browser"))
        self.below = row(self.link, self.try_link)
        self.below.setStretch(0, 1)
        box = column(self.subject, self.tabs, self.pages, self.below)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.tabs.tabBarClicked.connect(self._pick)
        self.tabs.currentChanged.connect(self._pick)
        self.preview.pointed.connect(self._point)
        self.try_link.clicked.connect(lambda: self.link_tried.emit(self._leads_to))
        self._lead("")

    def show_screen(self, screen: QrMailScreen) -> None:
        """Draw the mail as it is looked at. Sends nothing."""
        self.subject.setText(screen.subject)
        place = [self.tabs.tabData(number) for number in range(self.tabs.count())].index(screen.look.value)
        blocked = self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(blocked)
        self.tabs.setVisible(not screen.closed)
        self.nothing.setText("" if screen.closed else self.tr("The mail stands here when it can be written."))
        if not screen.text:
            self._lead("")
            self.pages.setCurrentWidget(self.nothing)
            return
        if self.plain.toPlainText() != screen.text:
            self.plain.setPlainText(screen.text)
        self.preview.show_mail(
            screen.html,
            screen.pictures,
            width=PHONE if screen.look is Look.PHONE else DESKTOP,
            dark=screen.look is Look.DARK,
            blocked=screen.look is Look.BLOCKED,
        )
        self.pages.setCurrentWidget(self.plain if screen.look is Look.TEXT else self.preview)

    def _pick(self, number: int) -> None:
        if number >= 0:
            self.looked.emit(self.tabs.tabData(number))

    def _point(self, address: str) -> None:
        """The last link that was stood on stays, so that its button can be reached."""
        if address:
            self._lead(address)

    def _lead(self, address: str) -> None:
        self._leads_to = address
        self.link.setText(self.tr("Leads to %s") % address if address else "")
        self.try_link.setVisible(bool(address))
