"""What the Mail page shows: the shop's mail server and what is wrong with it. Never the password. No Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postwright.domain.draft import Problem
from postwright.domain.preferences import MailSecurity, MailSetup

SECURITIES = {
    MailSecurity.STARTTLS: "STARTTLS, usually port 587",
    MailSecurity.TLS: "TLS, usually port 465",
    MailSecurity.NONE: "None, for a server on this computer",
}
PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}
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

    @property
    def problems(self) -> tuple[Problem, ...]:
        return mail_problems(self.setup)

    def problem(self, name: str) -> str:
        """What is wrong with one field, or nothing."""
        return next((one.sentence for one in self.problems if one.field == name), "")

    @property
    def can_test(self) -> bool:
        return self.setup.can_send and not self.problems and not self.testing
