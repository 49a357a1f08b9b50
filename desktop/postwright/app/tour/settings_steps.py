"""The steps of the tour in the settings: mail is set up, and a text of a mail is changed, seen and used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.app.tour.person import StepFailed
from postwright.domain.letter import Language, LetterKind
from postwright.paperless.letter_shelf import LetterShelf
from postwright.ui.settings.screen import Page

if TYPE_CHECKING:
    from postwright.app.tour.stage import Tour

_GREETING = "Good day from Juniper Goods.\n\n"


def settings(tour: Tour) -> str:
    tour.go("settings")
    tour.person.picture("settings")
    return "Looked at the settings."


def mail_setup(tour: Tour) -> str:
    """Say who writes to customers, and from where."""
    tour.session.routes.open_settings(Page.MAIL)
    person = tour.person
    person.wait("the page is read", lambda: person.sees_text("Taken to be valid for"))
    person.type("Shop name, as customers read it", "Juniper Goods")
    person.type("Your website", "https://juniper.example")
    person.type("Sent from", "juniper@gmail.com")
    person.wait("the provider is known", lambda: person.sees("Fill in Gmail"))
    person.press("Fill in Gmail")
    person.wait("it is saved", lambda: tour.program.keeper.preferences().mail.host == "smtp.gmail.com")
    # What is saved is announced, and the window then wears the colours of the settings again.
    person.wait("the work is done", lambda: not tour.program.lanes.working())
    person.settle()
    person.picture("settings-mail")
    return "Set up mail from juniper@gmail.com; nothing was connected to."


def mail_texts(tour: Tour) -> str:
    """Change what customers read, see it on a phone, and use it."""
    person = tour.person
    person.press("Edit the texts…")
    person.wait("the mail is drawn", lambda: person.sees_text("Practice: QR code for your parcel"))
    person.write_into("Text of the mail", _GREETING)
    person.wait("it is looked at", lambda: person.can_press("Use this text"))
    person.picture("mail-texts")
    person.press("Use this text")
    shelf = LetterShelf(tour.program.folder.letters)
    person.wait("it is used", lambda: shelf.is_own(LetterKind.QR, Language.ENGLISH))
    if not shelf.in_use(LetterKind.QR, Language.ENGLISH).body.startswith(_GREETING):
        raise StepFailed("customers get another text than the one that was typed")
    person.press("Back")
    return "Changed the text of the QR mail and used it."
