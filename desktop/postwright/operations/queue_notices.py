"""Put the mails into the outbox that the shop wants sent by themselves: one of a kind for each label.

What is lacking is read from the database each time, so that a crash loses none and a restart doubles none,
and no purchase waits for it. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from postwright.domain.automatic_mail import AutomaticMail, automatic_mail, kinds_on
from postwright.domain.faults import Environment, Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailRecord
from postwright.operations.mail_qr import Post
from postwright.operations.post_mail import put_in_outbox
from postwright.store.automatic_mails import AutomaticMails


@dataclass(frozen=True, slots=True)
class Noticeboard:
    """What queueing needs. `sandbox` labels carry no parcel: nobody is told of them."""

    post: Post
    kept: AutomaticMails
    now: Callable[[], datetime]
    sandbox: bool = False


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A label whose mail could not be written, and why."""

    entry: LabelEntry
    kind: LetterKind
    fault: Fault


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was put into the outbox now, what could not be, and what was called off with its label."""

    queued: tuple[MailRecord, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()
    called_off: tuple[MailRecord, ...] = ()


def queue_notices(board: Noticeboard) -> Noticed:
    """One pass. Raises Environment, which would keep every mail from being written."""
    post, setup = board.post, board.post.setup
    wanted: frozenset[LetterKind] = frozenset() if board.sandbox else kinds_on(setup)
    called_off = post.mails.call_off_void()
    board.kept.switch(wanted)
    # Without a server the outbox would fill up with what nobody asked for; it is made up for later.
    if not (setup.can_send or post.practice):
        return Noticed(called_off=called_off)
    queued: list[MailRecord] = []
    unwritten: list[Unwritten] = []
    for entry, mail in _lacking(board, wanted):
        try:
            queued.append(_put(post, entry, mail))
        except Environment:
            raise
        except Fault as fault:
            unwritten.append(Unwritten(entry, mail.kind, fault))
    return Noticed(tuple(queued), tuple(unwritten), called_off)


def _lacking(board: Noticeboard, kinds: frozenset[LetterKind]) -> Iterator[tuple[LabelEntry, AutomaticMail]]:
    post = board.post
    for kind in sorted(kinds):
        for entry in board.kept.lacking(kind):
            mail = automatic_mail(entry, post.setup, post.origins, board.now())
            if mail is not None and mail.kind is kind:
                yield entry, mail


def _put(post: Post, entry: LabelEntry, mail: AutomaticMail) -> MailRecord:
    language = post.setup.language
    return put_in_outbox(post, entry.id, mail.kind, mail.recipient, language, not_before=mail.not_before)
