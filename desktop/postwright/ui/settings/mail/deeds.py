"""What the Mail page may ask for. The password is handed on and kept nowhere here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postwright.domain.mail_provider import MailProvider
    from postwright.domain.qr_validity import QrValidity


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What the page shows beside the settings: the providers known, the dated figure, the logo as a PNG."""

    providers: tuple[MailProvider, ...]
    validity: QrValidity
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class MailDeeds:
    """`test` sends to the shop itself and answers with a sentence; `choose_logo` takes a file's path."""

    facts: Callable[[], MailFacts]
    keep_password: Callable[[str], None]
    test: Callable[[], str]
    choose_logo: Callable[[str], bytes]
    remove_logo: Callable[[], None]
