"""The right side of the studio: the mail that the text makes, with whose facts, and ways to see it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from postwright.ui.mail_texts.screen import MailTextsScreen
from postwright.ui.widgets.buttons import BusyButton
from postwright.ui.widgets.field import Field, choice, choose, chosen, offer
from postwright.ui.widgets.layout import column, row
from postwright.ui.widgets.mail_pages import MailPages
from postwright.ui.widgets.text import PlainLabel, plain_tip


class LookSide(QWidget):
    """`label_chosen` carries the id of a label, or nothing for a parcel that is made up."""

    label_chosen = Signal(str)
    browse_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = MailPages()
        self.label = choice(())
        self.label_field = Field(self.tr("Shown with"), self.label)
        self.note = PlainLabel(role="waiting", wrap=True)
        self.browse = BusyButton("", kind="plain", icon_name="arrow-right")
        self.test = BusyButton("", kind="plain", icon_name="mail")
        box = column(self.label_field, self.note, self.pages, row(None, self.browse, self.test))
        box.setStretch(2, 1)
        self.setLayout(box)
        self.label.activated.connect(lambda: self.label_chosen.emit(chosen(self.label)))
        self.browse.clicked.connect(self.browse_wanted)
        self.test.clicked.connect(self.test_wanted)

    def render_screen(self, screen: MailTextsScreen) -> None:
        """Show the mail. Sends nothing."""
        offer(self.label, screen.parcels)
        choose(self.label, screen.label_id)
        look = screen.look
        if look is None:
            self.pages.show_nothing(screen.no_look)
        else:
            self.pages.show_mail(look.subject, look.html, look.text, look.pictures)
        self.note.setText(screen.look_note)
        self.note.setVisible(bool(screen.look_note))
        self.browse.show_state(
            self.tr("Open in the browser"), enabled=screen.can_browse, busy=screen.browsing
        )
        words = self.tr("Sending…") if screen.testing else self.tr("Send me a test")
        self.test.show_state(words, enabled=screen.can_test, busy=screen.testing)
        self.test.setToolTip(plain_tip(screen.test_tip))
