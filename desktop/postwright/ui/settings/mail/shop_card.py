"""The card of the Mail page about the shop itself: who writes, where answers go, page and language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from postwright.domain.letter import Language
from postwright.domain.preferences import MailSetup
from postwright.ui.settings.cards import card, small
from postwright.ui.settings.mail.screen import LANGUAGES, MailScreen
from postwright.ui.widgets.field import Field, choice, choose, chosen, line
from postwright.ui.widgets.layout import column, row


class ShopCard(QWidget):
    """Its fields are saved as they are typed; `fields` are what is listened to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shop_name = Field(self.tr("Shop name, as customers read it"), line())
        self.sent_from = Field(self.tr("Sent from"), line("shop@example.com"))
        self.reply_to = Field(self.tr("Answers go to, if elsewhere"), line())
        self.website = Field(self.tr("Your website"), line("https://shop.example.com"))
        self.language = choice(tuple((one.value, words) for one, words in LANGUAGES.items()))
        self.language_field = Field(self.tr("Language of the mails"), self.language)
        self.fields = (self.shop_name, self.sent_from, self.reply_to, self.website, self.language_field)
        hint = small(
            self.tr(
                "Links in your mails may lead to USPS and to your website, and nowhere else. It needs https."
            )
        )
        page = row(self.website, self.language_field)
        page.setStretch(0, 1)
        shop = card(self.tr("The shop"), self.shop_name, row(self.sent_from, self.reply_to), page, hint)
        self.setLayout(column(shop))

    def show_problems(self, screen: MailScreen) -> None:
        for field, name in (
            (self.sent_from, "sender"),
            (self.reply_to, "reply_to"),
            (self.website, "website"),
        ):
            field.show_problem(screen.problem(name))

    def filled(self, setup: MailSetup) -> MailSetup:
        """The setup with what the fields say."""
        return replace(
            setup,
            shop_name=text_of(self.shop_name),
            sender=text_of(self.sent_from),
            reply_to=text_of(self.reply_to),
            website=text_of(self.website),
            language=Language(chosen(self.language)),
        )

    def write(self, setup: MailSetup) -> None:
        """Put the setup into the fields."""
        put(self.shop_name, setup.shop_name)
        put(self.sent_from, setup.sender)
        put(self.reply_to, setup.reply_to)
        put(self.website, setup.website)
        choose(self.language, setup.language.value)


def text_of(field: Field) -> str:
    """What stands in a line of text, without the blanks around it."""
    return str(field.editor.property("text")).strip()


def put(field: Field, text: str) -> None:
    """Write into a line of text, unless it says so already."""
    if field.editor.property("text") != text:
        field.editor.setProperty("text", text)
