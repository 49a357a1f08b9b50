"""The mails and QR codes of the small shop on its evening in November, in every state. Not real."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from postwright.domain.faults import Fault
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import CUT_OFF, MailRecord, MailState
from postwright.domain.qr_validity import QrValidity
from postwright.domain.qr_watch import UnusedCode, WatchedCode, unused
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from postwright.operations.list_mails import MailRow
from postwright.ui.outbox.mails_told import MailDeed
from postwright.ui.outbox.presenter import Deeds
from postwright.ui.outbox.screen import Outbox
from tests.rules import RULES
from tests.ui import plausible

NOW = plausible.NOW
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SUBJECTS = {
    LetterKind.QR: "Your QR code for shipping with USPS",
    LetterKind.TRACKING: "Your parcel from Juniper Books is on its way",
    LetterKind.RETURN_LABEL: "Your return label from Juniper Books",
}


def mail(
    number: int,
    state: MailState = MailState.WAITING,
    *,
    kind: LetterKind = LetterKind.QR,
    ago: timedelta = 4 * MINUTE,
    attempts: int = 0,
    next_in: timedelta | None = None,
    planned: bool = False,
    detail: str = "",
) -> MailRow:
    """A mail about the numbered person's label."""
    held = plausible.entry(number, prints=0, delivery=Delivery.QR)
    record = MailRecord(
        id=number + 1,
        label_id=held.id,
        kind=kind,
        recipient=held.shipment.ship_to.email,
        subject=SUBJECTS[kind],
        state=state,
        created_at=NOW - ago,
        at=NOW - ago,
        attempts=attempts,
        next_at=None if next_in is None else NOW + next_in,
        detail=detail,
        message_id=f"<{number}@juniper.example>",
        not_before=NOW + next_in if planned and next_in is not None else None,
    )
    return MailRow(record, held)


def mails() -> tuple[MailRow, ...]:
    """One of each."""
    refused = "The mail server did not take the mail: "
    no_such_box = f"{refused}550 5.1.1 <priya@example.com>: Recipient address rejected: User unknown"
    notice, label = LetterKind.TRACKING, LetterKind.RETURN_LABEL
    return (
        mail(0, MailState.SENT, ago=2 * DAY, attempts=1),
        mail(
            1,
            MailState.WAITING,
            attempts=2,
            next_in=14 * MINUTE,
            detail="The mail server cannot be reached: Connection refused",
        ),
        mail(2, MailState.REFUSED, ago=38 * MINUTE, attempts=1, detail=no_such_box),
        mail(3, MailState.IN_DOUBT, ago=9 * MINUTE, attempts=1, detail=CUT_OFF),
        mail(
            4,
            MailState.GIVEN_UP,
            kind=label,
            ago=DAY,
            attempts=9,
            detail="The mail server does not take this mail yet: 451 Try later",
        ),
        mail(5, MailState.WAITING, kind=notice, ago=MINUTE, next_in=DAY, planned=True),
        mail(6, MailState.CANCELLED, ago=3 * DAY),
        mail(7, MailState.OWN_PROGRAM, ago=4 * DAY),
    )


VALIDITY = QrValidity(
    7, date(2026, 11, 22), "Stamps.com, QR codes for returns", "USPS itself confirms no number of days"
)


def code(
    number: int, *, bought: int, mailed: int | None = None, valid: int = 14, replaced_by: str = ""
) -> UnusedCode:
    """A code of the numbered person, bought and mailed so many days ago."""
    bare = plausible.entry(number, days_ago=bought, prints=0, mailed=1, delivery=Delivery.QR)
    held = replace(bare, status=TrackingStatus(NOW, "NY"))
    at, mails = (None, 0) if mailed is None else (NOW - mailed * DAY, 1)
    code = WatchedCode(held, first_mailed=at, last_mailed=at, mails=mails, replaced_by=replaced_by)
    source = VALIDITY.words(valid)
    found = unused(code, now=NOW, watch_days=3, valid_days=valid, rule=RULES.void, validity=source)
    assert found is not None
    return found


def codes() -> tuple[UnusedCode, ...]:
    """Running, ending tomorrow, ended while it can be voided, replaced, and too late for everything."""
    return (
        code(0, bought=5, mailed=5),
        code(1, bought=13, mailed=12),
        code(2, bought=26, mailed=26),
        code(3, bought=16, mailed=16, replaced_by="9400111899563821304002"),
        code(4, bought=30, mailed=29),
    )


@dataclass
class Mailroom:
    """What the panel sees of a shop, and what it was asked to do."""

    rows: tuple[MailRow, ...] = field(default_factory=mails)
    unused: tuple[UnusedCode, ...] = field(default_factory=codes)
    host: str = "smtp.example.com"
    practice: bool = False
    fault: Fault | None = None
    too_late: bool = False
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def outbox(self) -> Outbox:
        return Outbox(self.rows, NOW, self.host, self.practice)

    def _note(self, *what: object) -> None:
        self.asked.append(what)
        if self.fault is not None:
            raise self.fault

    def settle(self, mail_id: int, deed: MailDeed) -> Outbox:
        self._note(deed, mail_id)
        states = {
            MailDeed.ARRIVED: MailState.SENT,
            MailDeed.CANCEL: MailState.CANCELLED,
            MailDeed.PUT_ASIDE: MailState.CANCELLED,
        }
        state = MailState.SENDING if self.too_late else states.get(deed, MailState.WAITING)
        self.rows = tuple(
            replace(row, record=replace(row.record, state=state)) if row.record.id == mail_id else row
            for row in self.rows
        )
        return self.outbox()

    def said(self, what: str, sentence: str, about: object) -> str:
        self._note(what, about)
        return sentence

    def deeds(self) -> Deeds:
        return Deeds(
            look=self.outbox,
            codes=lambda: self.unused,
            settle=self.settle,
            own_program=lambda one: self.said("own", "Your mail program has it.", one),
            mail_again=lambda one: self.said("again", "It is in the outbox.", one),
            new_code=lambda one: self.said("new", "d-new", one),
            ask_usps=lambda: self.asked.append(("usps",)),
            open_label=lambda one: self.asked.append(("label", one)),
            open_mail=lambda one, kind: self.asked.append(("mail", one, kind)),
            open_void=lambda one: self.asked.append(("void", one)),
            open_draft=lambda one: self.asked.append(("draft", one)),
        )


def voided(one: UnusedCode) -> UnusedCode:
    return replace(one, entry=replace(one.entry, void_state=VoidState.REQUESTED))
