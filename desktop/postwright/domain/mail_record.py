"""What is known of one mail to a customer, the table of what may happen to it, and when it is tried again.

SENT means that the mail server took it, never that it was delivered. What may have left is not repeated
without a person's word. Sends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from postwright.domain.letter import LetterKind


class MailState(StrEnum):
    """Where a mail stands. SENDING: the dot that ends it may have left, which is when a server takes it.
    OWN_PROGRAM: handed to the operator's own mail program, which is all we know.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    IN_DOUBT = "in_doubt"
    CANCELLED = "cancelled"
    OWN_PROGRAM = "own_program"


class MailEvent(StrEnum):
    """What can happen to a mail. PUT_OFF, REFUSED and GAVE_UP are certain: it did not leave. ARRIVED and
    AGAIN are a person's word.
    """

    SENDING = "sending"
    TAKEN = "taken"
    PUT_OFF = "put_off"
    REFUSED = "refused"
    GAVE_UP = "gave_up"
    DOUBTED = "doubted"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
    AGAIN = "again"


# What the server says before the end of a mail finds it WAITING. A waiting one is doubted where the shop was
# opened from a copy: it may have left after that was made. The server's word on a mail in doubt counts also
# when it comes late, from a program that was thought to be dead.
NEXT: dict[MailState, dict[MailEvent, MailState]] = {
    MailState.WAITING: {
        MailEvent.SENDING: MailState.SENDING,
        MailEvent.PUT_OFF: MailState.WAITING,
        MailEvent.REFUSED: MailState.REFUSED,
        MailEvent.GAVE_UP: MailState.GIVEN_UP,
        MailEvent.CANCELLED: MailState.CANCELLED,
        MailEvent.DOUBTED: MailState.IN_DOUBT,
    },
    MailState.SENDING: {
        MailEvent.TAKEN: MailState.SENT,
        MailEvent.PUT_OFF: MailState.WAITING,
        MailEvent.REFUSED: MailState.REFUSED,
        MailEvent.GAVE_UP: MailState.GIVEN_UP,
        MailEvent.DOUBTED: MailState.IN_DOUBT,
    },
    MailState.IN_DOUBT: {
        MailEvent.TAKEN: MailState.SENT,
        MailEvent.PUT_OFF: MailState.WAITING,
        MailEvent.REFUSED: MailState.REFUSED,
        MailEvent.GAVE_UP: MailState.GIVEN_UP,
        MailEvent.ARRIVED: MailState.SENT,
        MailEvent.AGAIN: MailState.WAITING,
    },
    MailState.REFUSED: {MailEvent.AGAIN: MailState.WAITING, MailEvent.CANCELLED: MailState.CANCELLED},
    MailState.GIVEN_UP: {MailEvent.AGAIN: MailState.WAITING, MailEvent.CANCELLED: MailState.CANCELLED},
    MailState.SENT: {},
    MailState.CANCELLED: {},
    MailState.OWN_PROGRAM: {},
}
UNDER_WAY = frozenset({MailState.WAITING, MailState.SENDING})
WANTS_A_PERSON = frozenset({MailState.IN_DOUBT, MailState.REFUSED, MailState.GIVEN_UP})
# It was handed on: a customer whose mail is in one of these has it, as far as can be known here.
HANDED_ON = frozenset({MailState.SENT, MailState.OWN_PROGRAM})

# Why a mail was called off by itself, and what became of it in practice, as its detail.
LABEL_VOIDED = "The label was voided, so the mail was not sent."
PRACTICE = "Practice: kept here, sent to nobody."
FROM_A_COPY = "The shop was opened from a copy. The mail may have been sent after that copy was made."
CUT_OFF = "Postwright ended before the mail server answered."
# A person asked the customer.
SAID_SO = "It arrived, says the operator."

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
LONGEST_WAIT = timedelta(hours=8)
# Mail servers that put a mail off take it within hours (greylisting) or hardly at all.
PATIENCE = timedelta(days=3)
# So long the mail itself is kept after it ended, to be sent again or looked at; then only that it was.
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail. `at` is when its state changed last, `detail` what the other side or we said then.

    `attempts` counts the tries; `next_at` is when it is tried next, None for as soon as can be. `not_before`
    is the moment that it was planned for; `put_off_since` when the server first put this very mail off.
    """

    id: int
    label_id: str
    kind: LetterKind
    recipient: str
    subject: str
    state: MailState
    created_at: datetime
    at: datetime
    attempts: int = 0
    next_at: datetime | None = None
    detail: str = ""
    message_id: str = ""
    not_before: datetime | None = None
    put_off_since: datetime | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it waits for the moment that was chosen, and not for a server."""
        waits = self.state is MailState.WAITING
        return waits and self.not_before is not None and self.next_at == self.not_before

    @property
    def waits_for_server(self) -> bool:
        """Whether it waits because the server could not be used, and for no reason of its own."""
        waits = self.state is MailState.WAITING and self.next_at is not None
        return waits and not self.is_planned and self.put_off_since is None


def after(state: MailState, event: MailEvent) -> MailState | None:
    """The state after the event, or None for a pair that cannot be."""
    return NEXT[state].get(event)


def next_try(attempts: int, now: datetime) -> datetime:
    """When to try again after so many tries: 1, 5, 15, 60, 240 minutes later, then every 8 hours."""
    return now + (_WAITS[max(attempts, 1) - 1] if attempts <= len(_WAITS) else LONGEST_WAIT)


def put_off(record: MailRecord, now: datetime) -> MailEvent:
    """What it means that the server puts this mail off once more: another try, or none after three days."""
    since = record.put_off_since
    return MailEvent.GAVE_UP if since is not None and now - since >= PATIENCE else MailEvent.PUT_OFF


def is_due(record: MailRecord, now: datetime) -> bool:
    """Whether it may leave now. A wait that is longer than any was made by a clock that was wrong."""
    if record.state is not MailState.WAITING:
        return False
    if record.next_at is None or record.next_at <= now:
        return True
    return not record.is_planned and record.next_at - now > LONGEST_WAIT


def is_forgotten(record: MailRecord, now: datetime) -> bool:
    """Whether the mail itself is not needed any more; the record stays."""
    over = record.state not in UNDER_WAY and record.state is not MailState.IN_DOUBT
    return over and now - record.at > KEPT


def diagram() -> str:
    """The table as a Mermaid state diagram, for desktop/ARCHITECTURE.md."""
    lines = ["stateDiagram-v2", f"    [*] --> {MailState.WAITING.name}"]
    lines.append(f"    [*] --> {MailState.OWN_PROGRAM.name}")
    for state, exits in NEXT.items():
        lines += [f"    {state.name} --> {target.name}: {event.value}" for event, target in exits.items()]
    return "\n".join(lines)
