"""Mail providers that shops commonly use, and how programs send through them. Connects nowhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from postwright.domain.preferences import MailSecurity, MailSetup


@dataclass(frozen=True, slots=True)
class MailProvider:
    """How one provider takes mail. Without a `host` it takes none from programs that log in by a password.

    `password` says which password is meant; `source` is the provider's own page of that.
    """

    name: str
    domains: frozenset[str]
    host: str
    port: int
    security: MailSecurity
    password: str
    source: str
    as_of: date

    @property
    def words(self) -> str:
        """What it takes, with where that is known from."""
        way = f"{self.name} takes mail at {self.host}, port {self.port}. " if self.host else ""
        return f"{way}{self.password} ({self.source}, as of {self.as_of:%d %b %Y}.)"

    def fits(self, setup: MailSetup) -> bool:
        """Whether the setup already says what this provider takes."""
        return (setup.host.strip().lower(), setup.port, setup.security) == (
            self.host, self.port, self.security,
        )  # fmt: skip

    def filled(self, setup: MailSetup) -> MailSetup:
        """The setup with this provider's server; a user name that was written stays."""
        return replace(
            setup,
            host=self.host,
            port=self.port,
            security=self.security,
            user=setup.user.strip() or setup.sender.strip(),
        )


def read_providers(text: str) -> tuple[MailProvider, ...]:
    """The table of `resources/mail/providers.json`."""
    table = json.loads(text)
    as_of = date.fromisoformat(table["as_of"])
    return tuple(
        MailProvider(
            name=one["name"],
            domains=frozenset(one["domains"]),
            host=one.get("host", ""),
            port=one.get("port", 0),
            security=MailSecurity(one.get("security", MailSecurity.STARTTLS)),
            password=one["password"],
            source=one["source"],
            as_of=as_of,
        )
        for one in table["providers"]
    )


def provider_of(sender: str, providers: tuple[MailProvider, ...]) -> MailProvider | None:
    """The provider of a mail address, by what stands behind its @."""
    domain = sender.strip().lower().rpartition("@")[2]
    return next((one for one in providers if domain in one.domains), None)
