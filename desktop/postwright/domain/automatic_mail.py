"""Which mail goes to a customer by itself, to whom and when. Nothing does unless the shop switched it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.mail_recipient import for_notice, for_return, is_saved_place
from postwright.domain.preferences import MailSetup, NoticeWhen, Origin
from postwright.domain.shipment import Delivery
from postwright.domain.tracking_page import tracking_page

# A customer who opens a mail at night looks for a parcel that has not left.
MORNING = time(8)
# A parcel is about to arrive by then, and its notice is no news.
LATEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AutomaticMail:
    """One mail to be put into the outbox; `not_before` is None for at once."""

    kind: LetterKind
    recipient: str
    not_before: datetime | None = None


def kinds_on(setup: MailSetup) -> frozenset[LetterKind]:
    """What the shop wants sent by itself."""
    tracking = {LetterKind.TRACKING} if setup.tracking_notice is not NoticeWhen.NEVER else set()
    return frozenset(tracking | ({LetterKind.RETURN_LABEL} if setup.return_by_mail else set()))


def automatic_mail(
    entry: LabelEntry, setup: MailSetup, origins: Sequence[Origin], now: datetime
) -> AutomaticMail | None:
    """The mail that a label calls for. None for one that is void, or that a person must compare with its
    order first.
    """
    if entry.is_void or entry.alarms:
        return None
    is_return = entry.label.is_return or entry.shipment.is_return
    return _return_label(entry, setup) if is_return else _notice(entry, setup, origins, now)


def _return_label(entry: LabelEntry, setup: MailSetup) -> AutomaticMail | None:
    """A QR code takes the place of the paper, and is mailed as such."""
    recipient = for_return(entry.shipment)[0].email
    if not (setup.return_by_mail and recipient and entry.delivery is Delivery.LABEL):
        return None
    return AutomaticMail(LetterKind.RETURN_LABEL, recipient)


def _notice(
    entry: LabelEntry, setup: MailSetup, origins: Sequence[Origin], now: datetime
) -> AutomaticMail | None:
    when, recipient = setup.tracking_notice, for_notice(entry.shipment)[0].email
    known = bool(recipient and tracking_page(entry.label.tracking_number))
    # A parcel that a customer sends to the shop is news to nobody there.
    if when is NoticeWhen.NEVER or not known or is_saved_place(entry.shipment.ship_to, origins):
        return None
    morning = datetime.combine(entry.ship_date, MORNING, entry.zone)
    waits = when is NoticeWhen.SHIP_DATE and now < morning
    return AutomaticMail(LetterKind.TRACKING, recipient, morning if waits else None)
