"""The mail of the page as it will be read, and the way to try one of its links. Opens nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.ui.qr_mail.screen import QrMailScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.mail_pages import MailPages


class MailSide(MailPages):
    """`link_tried` carries where a link of the mail leads."""

    link_tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.try_link = Button(self.tr("Open"), kind="quiet", small=True)
        self.try_link.setAccessibleName(self.tr("Open the link in the browser"))
        self.try_link.hide()
        self.below.addWidget(self.try_link)
        self.below.setStretch(0, 1)
        self.try_link.clicked.connect(lambda: self.link_tried.emit(self.leads_to))

    def show_screen(self, screen: QrMailScreen) -> None:
        """Draw the mail as it is looked at. Sends nothing."""
        self.turn(screen.look)
        self.tabs.setVisible(not screen.closed)
        if screen.text:
            self.show_mail(screen.subject, screen.html, screen.text, screen.pictures)
        else:
            waits = self.tr("The mail stands here when it can be written.")
            self.show_nothing("" if screen.closed else waits, screen.subject)

    def lead(self, address: str) -> None:
        super().lead(address)
        self.try_link.setVisible(bool(address))
