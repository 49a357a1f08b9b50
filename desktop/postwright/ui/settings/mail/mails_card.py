"""The card of the Mail page about what is mailed, when, and how long a QR code is taken to be good."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from postwright.domain.preferences import MailSetup, NoticeWhen
from postwright.domain.qr_validity import LONGEST
from postwright.ui.settings.cards import card, padded, small
from postwright.ui.settings.mail.screen import MOST_WATCH_DAYS, NOTICES, MailScreen
from postwright.ui.widgets.buttons import Button
from postwright.ui.widgets.field import Field, choice, choose, chosen
from postwright.ui.widgets.layout import column, row

_DAYS = 176


class MailsCard(QWidget):
    """QR codes, what else goes by mail, and the way to the texts."""

    texts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.qr_days, self.watch_days = padded(QSpinBox()), padded(QSpinBox())
        self.qr_days.setRange(0, LONGEST)
        self.watch_days.setRange(1, MOST_WATCH_DAYS)
        for days in (self.qr_days, self.watch_days):
            days.setSuffix(self.tr(" days"))
            days.setFixedWidth(_DAYS)
        self.qr_days_field = Field(self.tr("A QR code is taken to be good for"), self.qr_days)
        self.watch_field = Field(self.tr("List a code that nobody has used after"), self.watch_days)
        self.validity = small("")
        self.notice = choice(tuple((one.value, words) for one, words in NOTICES.items()))
        self.notice_field = Field(self.tr("Mail the customer a tracking number"), self.notice)
        self.returns = QCheckBox(self.tr("Mail the customer a return label as a PDF when it is bought"))
        self.by_itself = small("")
        self.texts = Button(self.tr("Edit the texts…"), icon_name="mail")
        self.numbers = (self.qr_days, self.watch_days)
        self._arrange()
        self.texts.clicked.connect(self.texts_wanted)

    def _arrange(self) -> None:
        self.setLayout(
            column(
                card(
                    self.tr("QR codes"),
                    row(self.qr_days_field, self.watch_field, None, spacing=24),
                    self.validity,
                ),
                card(
                    self.tr("Also by mail"),
                    self.notice_field,
                    self.returns,
                    self.by_itself,
                ),
                card(
                    self.tr("What the mails say"),
                    row(self.texts, None),
                    small(
                        self.tr("Ours are ready to be used. Change them as you like, in English and Spanish.")
                    ),
                ),
                spacing=16,
            )
        )

    def show_screen(self, screen: MailScreen) -> None:
        """Everything but what is chosen. Sends nothing."""
        known = screen.known_days
        self.qr_days.setSpecialValueText(
            self.tr("%d days, as known") % known if known else self.tr("As known")
        )
        self.validity.setText(screen.validity_words)
        self.validity.setVisible(bool(screen.validity_words))
        self.by_itself.setText(screen.by_itself)

    def filled(self, setup: MailSetup) -> MailSetup:
        """The setup with what is chosen here."""
        return replace(
            setup,
            qr_days=self.qr_days.value(),
            watch_days=self.watch_days.value(),
            tracking_notice=NoticeWhen(chosen(self.notice)),
            return_by_mail=self.returns.isChecked(),
        )

    def write(self, setup: MailSetup) -> None:
        """Put the setup into the fields."""
        self.qr_days.setValue(setup.qr_days if setup.qr_days <= LONGEST else 0)
        self.watch_days.setValue(setup.watch_days)
        choose(self.notice, setup.tracking_notice.value)
        self.returns.setChecked(setup.return_by_mail)
