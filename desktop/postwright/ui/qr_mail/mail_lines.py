"""The mails of a label in words: what became of each, when, to whom. No Qt, no clock.

"Sent" is never "delivered": the mail server took it, and more is not known.
"""

from __future__ import annotations

from collections.abc import Sequence

from postwright.domain.advice import Action
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import PRACTICE, SAID_SO, MailRecord, MailState
from postwright.ui.notice import Notice, Tone
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import clock_words, moment_words

_WORDS = {
    MailState.WAITING: ("Waiting", "waiting"),
    MailState.SENDING: ("Being sent", "waiting"),
    MailState.SENT: ("The mail server took it", "done"),
    MailState.REFUSED: ("Refused by the mail server", "trouble"),
    MailState.GIVEN_UP: ("Never left", "trouble"),
    MailState.IN_DOUBT: ("Perhaps sent", "waiting"),
    MailState.CANCELLED: ("Cancelled before it left", "plain"),
    MailState.OWN_PROGRAM: ("Given to your mail program", "plain"),
}
# What is known of a mail that no server took.
_SAID = {PRACTICE: ("Practice: kept here", "done"), SAID_SO: ("It arrived, as you said", "done")}
_KINDS = {LetterKind.TRACKING: "Tracking notice", LetterKind.RETURN_LABEL: "Return label"}
_ADDRESS = 38  # a longer one has no place to break in a narrow column
# A mail in one of these states has reached the customer, may have, or will.
_COUNTS = {MailState.WAITING, MailState.SENDING, MailState.SENT, MailState.IN_DOUBT, MailState.OWN_PROGRAM}
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def mail_line(record: MailRecord, number: int = 1) -> ToneLine:
    """One line of the history. `number` counts the mails of this kind that went or may have gone."""
    word, tone = _SAID.get(record.detail) or _WORDS[record.state]
    when = moment_words(record.at)
    again = f"Mail {number} of this label. " if number > 1 and record.state in _COUNTS else ""
    below = f"{again}{_next_try(record)}{'' if record.detail in _SAID else record.detail}".strip()
    to = shortened(record.recipient, _ADDRESS) or "an address chosen there"
    about = "" if record.kind is LetterKind.QR else f"{_KINDS[record.kind]}. "
    return ToneLine(tone, word, "", f"{about}{when}, to {to}. {below}".strip())


def history_lines(history: Sequence[MailRecord]) -> tuple[ToneLine, ...]:
    """The newest first, each with its number among those that went or may have gone."""
    lines, number = [], 0
    for record in history:
        number += record.state in _COUNTS
        lines.append(mail_line(record, number))
    return tuple(reversed(lines))


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and "…"."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def said_before(history: Sequence[MailRecord]) -> str:
    """That there was a mail already, and which one the next would be; empty for the first."""
    went = [record for record in history if record.state in _COUNTS]
    if not went:
        return ""
    last = went[-1]
    place = _ORDINALS[len(went)] if len(went) < len(_ORDINALS) else f"number {len(went) + 1}"
    if last.state in (MailState.WAITING, MailState.SENDING):
        return f"One is in the outbox since {moment_words(last.created_at)}; this is the {place}."
    done = "Perhaps mailed already" if last.state is MailState.IN_DOUBT else "Mailed already"
    if last.state is MailState.OWN_PROGRAM:
        done = "Given to your mail program already"
    if last.detail == PRACTICE:
        done = "A practice mail was kept already"
    return f"{done} on {moment_words(last.at)}; this is the {place}."


def posted_notice(record: MailRecord) -> Notice:
    """What happened to the mail that was just put into the outbox, as far as it is known."""
    to = f" for {record.recipient}" if record.recipient else ""
    match record.state:
        case MailState.SENT:
            took = f"The mail server took the mail{to} at {clock_words(record.at)}."
            return Notice(Tone.DONE, PRACTICE if record.detail == PRACTICE else took)
        case MailState.REFUSED:
            words = f"The mail server refused the mail{to}. It was not sent. Check the address."
            return Notice(Tone.TROUBLE, words, record.detail)
        case MailState.GIVEN_UP:
            words = f"The mail{to} never left. Send it again from Mail, or with your mail program."
            return Notice(Tone.TROUBLE, words, record.detail, Action.OPEN_MAIL)
        case MailState.IN_DOUBT:
            words = f"The connection broke while the mail{to} was handed over. It may have been sent."
            return Notice(
                Tone.WAITING, f"{words} Mail keeps it until you know.", record.detail, Action.OPEN_MAIL
            )
        case MailState.CANCELLED:
            return Notice(Tone.PLAIN, f"The mail{to} was cancelled before it left.")
        case _:
            return Notice(Tone.WAITING, f"The mail{to} is in the outbox. {_waits(record)}", record.detail)


def _waits(record: MailRecord) -> str:
    if record.state is MailState.SENDING:
        return "It is being sent."
    return _next_try(record).strip() or "It leaves as soon as the mail server can be reached."


def _next_try(record: MailRecord) -> str:
    if record.state is not MailState.WAITING or record.next_at is None:
        return ""
    if record.is_planned:
        return f"It leaves on {moment_words(record.next_at)}. "
    return f"It is tried again at {clock_words(record.next_at)}. "
