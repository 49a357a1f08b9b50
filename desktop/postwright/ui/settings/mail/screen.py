"""What the Mail page shows: the shop's mail, its server, what is wrong with either. No password. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postwright.domain.automatic_mail import LATEST, kinds_on
from postwright.domain.draft import Problem
from postwright.domain.letter import Language
from postwright.domain.links import host_of
from postwright.domain.mail_provider import MailProvider, provider_of
from postwright.domain.preferences import MailSecurity, MailSetup, NoticeWhen
from postwright.ui.settings.mail.deeds import MailFacts

SECURITIES = {
    MailSecurity.STARTTLS: "STARTTLS, usually port 587",
    MailSecurity.TLS: "TLS, usually port 465",
    MailSecurity.NONE: "None, for a server on this computer",
}
PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}
LANGUAGES = {Language.ENGLISH: "English", Language.SPANISH: "Spanish (español)"}
NOTICES = {
    NoticeWhen.NEVER: "Never",
    NoticeWhen.AT_PURCHASE: "When the label is bought",
    NoticeWhen.SHIP_DATE: "On the day the parcel leaves",
}
MOST_WATCH_DAYS = 60
_OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def mail_problems(setup: MailSetup) -> tuple[Problem, ...]:
    """What would keep a mail from leaving. No server and no address is no problem: mail is not needed."""
    if not (setup.host or setup.sender or setup.reply_to or setup.user):
        return ()
    found = []
    if not setup.host.strip():
        found.append(Problem("host", "Write the name of the mail server, such as smtp.example.com."))
    if not _MAIL.fullmatch(setup.sender.strip()):
        found.append(Problem("sender", "Write the shop's mail address, such as shop@example.com."))
    if setup.reply_to.strip() and not _MAIL.fullmatch(setup.reply_to.strip()):
        found.append(Problem("reply_to", "Write one mail address, or leave it blank."))
    if setup.security is MailSecurity.NONE and setup.host.strip() not in _OWN_HOSTS:
        found.append(Problem("security", "Without protection only a server on this computer may be used."))
    return tuple(found)


def website_problem(website: str) -> str:
    """What is wrong with the shop's website; without one mails only name no page."""
    if not website.strip() or host_of(website):
        return ""
    return "Write one address that begins with https, such as https://shop.example.com, or leave it blank."


@dataclass(frozen=True, slots=True)
class MailScreen:
    """Everything shown. `form` grows when fields must be written anew, `cleared` when the password must go"""

    setup: MailSetup = field(default_factory=MailSetup)
    form: int = 0
    cleared: int = 0
    loaded: bool = False
    keeping: bool = False
    testing: bool = False
    password_note: str = ""
    password_problem: str = ""
    facts: MailFacts | None = None
    choosing_logo: bool = False
    logo_problem: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return mail_problems(self.setup)

    def problem(self, name: str) -> str:
        """What is wrong with one field, or nothing."""
        if name == "website":
            return website_problem(self.setup.website)
        return next((one.sentence for one in self.problems if one.field == name), "")

    @property
    def can_test(self) -> bool:
        return self.setup.can_send and not self.problems and not self.testing

    @property
    def provider(self) -> MailProvider | None:
        return provider_of(self.setup.sender, self.facts.providers) if self.facts else None

    @property
    def provider_words(self) -> str:
        return self.provider.words if self.provider else ""

    @property
    def offers_provider(self) -> str:
        """The name of the provider whose server can be filled in, or nothing."""
        provider = self.provider
        return provider.name if provider and provider.host and not provider.fits(self.setup) else ""

    @property
    def by_itself(self) -> str:
        """What leaves without a press, and what it waits for. Nothing of it is written without a server."""
        kinds = kinds_on(self.setup)
        if not kinds:
            return "Nothing is mailed by itself unless you choose it here."
        if self.setup.can_send:
            return "What you chose here leaves by itself. Everything else waits for you to mail it."
        return (
            "These mails leave through your mail server, and none is set up yet. "
            f"When one is, the labels of the last {LATEST.days} days get theirs."
        )

    @property
    def logo(self) -> bytes:
        return self.facts.logo if self.facts else b""

    @property
    def known_days(self) -> int:
        """How long a QR code is valid as far as is known; 0 before it was read."""
        return self.facts.validity.days if self.facts else 0

    @property
    def validity_words(self) -> str:
        return self.facts.validity.words(self.setup.qr_days) if self.facts else ""
