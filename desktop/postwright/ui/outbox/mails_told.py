"""What each mail of the outbox says, and what a person may do about it. No Qt, no deeds.

"Sent" means that the mail server took it. Whether anybody read it is known to nobody here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import PRACTICE, UNDER_WAY, WANTS_A_PERSON, MailRecord, MailState
from postwright.ui.words import clock_words, count_words, day_words, moment_words

if TYPE_CHECKING:
    from postwright.operations.list_mails import MailRow

KINDS = {
    LetterKind.QR: "QR code",
    LetterKind.TRACKING: "Tracking notice",
    LetterKind.RETURN_LABEL: "Return label",
}
DOUBT = "We don't know whether this mail left. Ask the customer, or send it again: they may get it twice."
_LABEL_SAFE = "The label is not affected."


class MailDeed(StrEnum):
    """What a person may do about a mail."""

    SEND_NOW = "send_now"
    SEND_AGAIN = "send_again"
    ARRIVED = "arrived"
    CORRECT = "correct"
    OWN_PROGRAM = "own_program"
    CANCEL = "cancel"
    PUT_ASIDE = "put_aside"
    OPEN_LABEL = "open_label"


WORDS = {
    MailDeed.SEND_NOW: "Send now",
    MailDeed.ARRIVED: "It arrived",
    MailDeed.CORRECT: "Correct the address",
    MailDeed.SEND_AGAIN: "Send again",
    MailDeed.OWN_PROGRAM: "Open in my mail program",
    MailDeed.OPEN_LABEL: "Open label",
    MailDeed.CANCEL: "Do not send",
    MailDeed.PUT_ASIDE: "Put it aside",
}
# Those that change the outbox; the others lead to another panel or program.
CHANGING = frozenset(
    {MailDeed.SEND_NOW, MailDeed.SEND_AGAIN, MailDeed.ARRIVED, MailDeed.CANCEL, MailDeed.PUT_ASIDE}
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What decides whether mails can leave now. `host` is the mail server, empty where none is set up."""

    now: datetime
    host: str = ""
    online: bool = True
    practice: bool = False

    @property
    def needs_server(self) -> bool:
        return not self.host and not self.practice


@dataclass(frozen=True, slots=True)
class MailCard:
    """The mail that a person stands on. `detail` is what is known beside it, such as the server's words."""

    mail_id: int
    title: str
    to: str
    text: str
    detail: str = ""
    tone: str = ""
    deeds: tuple[MailDeed, ...] = ()
    busy: bool = False


def sorted_rows(rows: tuple[MailRow, ...]) -> tuple[MailRow, ...]:
    """What waits for a person first, then what waits for a server; the newest first among equals."""
    newest = sorted(rows, key=lambda row: (row.record.at, row.record.id), reverse=True)
    return tuple(sorted(newest, key=lambda row: _place(row.record.state)))


def _place(state: MailState) -> int:
    if state in WANTS_A_PERSON:
        return 0
    return 1 if state in UNDER_WAY else 2


def state_words(record: MailRecord, given: Conditions) -> str:
    """The state in a few words, for the list."""
    if record.state is MailState.WAITING:
        return _waiting_words(record, given)
    if record.state is MailState.SENT and given.practice:
        return "Practice: sent to nobody"
    return {
        MailState.SENDING: "Being sent",
        MailState.SENT: "Sent",
        MailState.REFUSED: "Refused by the server",
        MailState.GIVEN_UP: "Never left",
        MailState.IN_DOUBT: "May have left",
        MailState.CANCELLED: "Called off",
        MailState.OWN_PROGRAM: "In your mail program",
    }[record.state]


def _waiting_words(record: MailRecord, given: Conditions) -> str:
    if given.needs_server:
        return "Waits for a mail server"
    if record.is_planned and _is_later(record, given):
        return f"Waits until {near(record.next_at, given.now)}"
    if not given.online and not given.practice:
        return "Waits for the network"
    if _is_later(record, given):
        return f"Next try {near(record.next_at, given.now)}"
    return "Waiting"


def near(at: datetime | None, now: datetime) -> str:
    """The time of today, the day of any other."""
    if at is None:
        return ""
    today = at.astimezone().date() == now.astimezone().date()
    return clock_words(at) if today else day_words(at.astimezone().date())


def _is_later(record: MailRecord, given: Conditions) -> bool:
    return record.next_at is not None and record.next_at > given.now


def tone(state: MailState) -> str:
    """The colour beside the words."""
    if state is MailState.SENT:
        return "done"
    if state in (MailState.REFUSED, MailState.GIVEN_UP):
        return "trouble"
    return "waiting" if state is MailState.IN_DOUBT else ""


def mail_card(row: MailRow, given: Conditions, *, busy: bool = False) -> MailCard:
    """All that is known of one mail, and what may be done."""
    record = row.record
    return MailCard(
        mail_id=record.id,
        title=f"{KINDS[record.kind]} for {row.entry.customer.who}",
        to=f"To {record.recipient} · {record.subject}",
        text=_text(record, given),
        detail="" if record.detail == PRACTICE else record.detail,
        tone=tone(record.state),
        deeds=deeds_for(record, given),
        busy=busy,
    )


def _text(record: MailRecord, given: Conditions) -> str:
    if record.state is MailState.WAITING:
        return _waiting_text(record, given)
    if record.state is MailState.SENT and given.practice:
        return "Practice: the mail was written and kept here, and sent to nobody."
    at, tries = moment_words(record.at), count_words(record.attempts, "time")
    return {
        MailState.SENDING: "It is being handed to the mail server.",
        MailState.SENT: f"Sent, noted on {at}. Whether it was read is not known here.",
        MailState.REFUSED: "The mail server does not take this mail. It was not sent and is not tried again. "
        f"{_LABEL_SAFE} Correct the address, or send it again when the reason is gone.",
        MailState.GIVEN_UP: f"It was tried {tries} and never left. {_LABEL_SAFE} "
        "Send it again when the mail server takes mails.",
        MailState.IN_DOUBT: DOUBT,
        MailState.CANCELLED: f"It was called off on {at} and is not sent.",
        MailState.OWN_PROGRAM: f"It was handed to your mail program on {at}. "
        "Whether you sent it from there is not known here.",
    }[record.state]


def _waiting_text(record: MailRecord, given: Conditions) -> str:
    if given.needs_server:
        return (
            "No mail server is set up. The mail is kept here until there is one. "
            "You can also send it with your own mail program."
        )
    if record.is_planned and _is_later(record, given) and record.next_at is not None:
        return f"It leaves on {day_words(record.next_at.astimezone().date())}, as planned."
    tried = (
        f"It was tried {count_words(record.attempts, 'time')} and did not leave. " if record.attempts else ""
    )
    if not given.online and not given.practice:
        return f"{tried}This computer is offline. It is sent by itself when the network is back."
    if record.next_at is not None and _is_later(record, given):
        return f"{tried}It is tried again by itself on {moment_words(record.next_at)}."
    return f"{tried}It is sent in a moment."


def deeds_for(record: MailRecord, given: Conditions) -> tuple[MailDeed, ...]:
    """What may be done about it, the likeliest first. Nothing while it is being sent."""
    own = () if given.practice else (MailDeed.OWN_PROGRAM,)
    deeds: tuple[MailDeed, ...] = ()
    if record.state is MailState.WAITING:
        now = () if given.needs_server else (MailDeed.SEND_NOW,)
        deeds = (*now, MailDeed.CORRECT, *own, MailDeed.CANCEL)
    elif record.state is MailState.IN_DOUBT:
        deeds = (MailDeed.ARRIVED, MailDeed.SEND_AGAIN)
    elif record.state is MailState.REFUSED:
        deeds = (MailDeed.CORRECT, MailDeed.SEND_AGAIN, *own, MailDeed.PUT_ASIDE)
    elif record.state is MailState.GIVEN_UP:
        deeds = (MailDeed.SEND_AGAIN, MailDeed.CORRECT, *own, MailDeed.PUT_ASIDE)
    return (*deeds, MailDeed.OPEN_LABEL)
