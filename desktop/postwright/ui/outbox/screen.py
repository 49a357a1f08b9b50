"""What the Mail panel shows: the outbox, and QR codes that nobody used yet. No Qt, no deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.mail_record import WANTS_A_PERSON, MailState
from postwright.domain.qr_watch import CodeState
from postwright.ui.notice import Notice, Tone
from postwright.ui.outbox.codes_told import CodeCard, code_card
from postwright.ui.outbox.mails_told import (
    Conditions,
    MailCard,
    mail_card,
    sorted_rows,
)
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.domain.qr_watch import UnusedCode
    from postwright.operations.list_mails import MailRow


class Part(StrEnum):
    """The two halves of the panel."""

    OUTBOX = "outbox"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Outbox:
    """What the panel reads from the shop: the mails, and the mail server's name, if there is one."""

    rows: tuple[MailRow, ...]
    now: datetime
    host: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class OutboxScreen:
    """Everything shown. `busy` holds mails, `busy_codes` labels about which something is being done.
    `trouble` is what keeps all mails from leaving, such as a locked keyring; `hushed`: that was read.
    """

    part: Part = Part.OUTBOX
    outbox: Outbox | None = None
    codes: tuple[UnusedCode, ...] | None = None
    online: bool = True
    current: int = 0
    current_code: str = ""
    busy: frozenset[int] = frozenset()
    busy_codes: frozenset[str] = frozenset()
    notice: Notice | None = None
    trouble: Notice | None = None
    hushed: bool = False

    # ------------------------------------------------------------ the outbox

    @property
    def rows(self) -> tuple[MailRow, ...]:
        return sorted_rows(self.outbox.rows) if self.outbox else ()

    @property
    def given(self) -> Conditions | None:
        """Whether mails can leave now."""
        if self.outbox is None:
            return None
        return Conditions(self.outbox.now, self.outbox.host, self.online, self.outbox.practice)

    @property
    def is_empty(self) -> bool:
        return self.outbox is not None and not self.outbox.rows

    @property
    def card(self) -> MailCard | None:
        """The mail that the person stands on."""
        found = next((row for row in self.rows if row.record.id == self.current), None)
        if found is None or self.given is None:
            return None
        return mail_card(found, self.given, busy=found.record.id in self.busy)

    @property
    def wants_a_person(self) -> int:
        return sum(row.record.state in WANTS_A_PERSON for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.record.state is MailState.WAITING for row in self.rows)

    # ------------------------------------------------------------ unused codes

    @property
    def code_rows(self) -> tuple[UnusedCode, ...]:
        """The one whose code ends first stands first."""
        return tuple(sorted(self.codes or (), key=lambda code: (code.valid_until, code.entry.id)))

    @property
    def codes_empty(self) -> bool:
        return self.codes is not None and not self.codes

    @property
    def code(self) -> CodeCard | None:
        """The code that the person stands on."""
        found = next((one for one in self.code_rows if one.entry.id == self.current_code), None)
        return code_card(found, busy=found.entry.id in self.busy_codes) if found else None

    @property
    def ending(self) -> int:
        """How many codes end today or tomorrow, or have ended."""
        return sum(code.state is not CodeState.RUNNING for code in self.code_rows)

    # ------------------------------------------------------------ the frame

    @property
    def banner(self) -> Notice | None:
        """What was just done or went wrong; else why mails wait, if they do."""
        given, count = self.given, self.waiting
        if self.notice is not None or self.hushed or given is None or not count or given.practice:
            return self.notice
        wait = f"{count_words(count, 'mail')} {'waits' if count == 1 else 'wait'} here"
        if given.needs_server:
            words = f"No mail server is set up. {wait}, and none is lost."
            return Notice(Tone.WAITING, words, action=Action.MAIL_SETTINGS)
        if not given.online:
            return Notice(Tone.WAITING, f"This computer is offline. {wait} for the network.")
        return self.trouble

    @property
    def line(self) -> str:
        """Under the title: what waits for whom."""
        parts = []
        if self.wants_a_person:
            parts.append(f"{count_words(self.wants_a_person, 'mail')} to settle")
        if self.waiting:
            parts.append(f"{self.waiting} waiting")
        if self.ending:
            parts.append(f"{count_words(self.ending, 'QR code')} ending or ended")
        return " · ".join(parts)

    @property
    def codes_title(self) -> str:
        return f"Unused QR codes {len(self.codes)}" if self.codes else "Unused QR codes"

    @property
    def outbox_title(self) -> str:
        return f"Outbox {self.wants_a_person}" if self.wants_a_person else "Outbox"
