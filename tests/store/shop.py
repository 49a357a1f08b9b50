"""One shop's records for the tests of the store: a clock that is set by hand, orders and their labels."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from postwright.domain.barcode import make_impb
from postwright.domain.label import Document, DocumentKind, DocumentLink, Label
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailEvent, MailRecord
from postwright.domain.money import Money
from postwright.domain.purchase import Bought, Order, Purchase, Sending
from postwright.domain.shipment import Shipment
from postwright.store.database import Database, open_database
from postwright.store.drafts import Drafts
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.mails import Mails
from postwright.store.pickups import Pickups
from postwright.store.prints import Prints
from postwright.store.refunds import Refunds
from postwright.store.voids import Voids
from tests.domain.samples import ORDER, SHIPMENT
from tests.rules import RULES

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PDF = Document(DocumentKind.PDF, b"%PDF-1.4 a label")
MAIL = b"From: shop@example.com\r\nTo: ann@example.com\r\n\r\nYour code.\r\n"


@dataclass
class Clock:
    """Goes on by a second whenever it is asked, so that the order of things shows."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Shop:
    """Every part of the store on one file."""

    path: Path
    clock: Clock = field(default_factory=Clock)
    count: int = 0

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.database: Database = open_database(self.path)
        self.ledger = Ledger(self.database, self.clock)
        self.drafts = Drafts(self.database, self.clock)
        self.labels = Labels(self.database, self.clock)
        self.voids = Voids(self.database, self.clock, RULES)
        self.pickups = Pickups(self.database, self.clock)
        self.refunds = Refunds(self.database, self.clock, RULES)
        self.prints = Prints(self.database, self.clock)
        self.mails = Mails(self.database, self.clock)

    def put_mail(self, label_id: str, recipient: str = "", **more: Any) -> MailRecord:
        """A mail about a label, in the outbox. Each has an id of its own, and somebody of its own."""
        self.count += 1
        recipient = recipient or ("ann@example.com" if self.count == 1 else f"ann+{self.count}@example.com")
        given = {"kind": LetterKind.QR, "subject": "Your QR code", "content": MAIL,
                 "message_id": f"<{self.count}@example.com>", **more}  # fmt: skip
        return self.mails.put(label_id, recipient=recipient, **given)

    def mailed(self, label_id: str, event: MailEvent = MailEvent.TAKEN, **more: Any) -> MailRecord:
        """A mail that was tried, and how that ended."""
        record = self.put_mail(label_id, **more)
        self.mails.take(record.id)
        return self.mails.ended(record.id, event)

    def close(self) -> None:
        self.database.close()

    def order(self, draft_id: str = "", shipment: Shipment = SHIPMENT) -> Order:
        return replace(
            ORDER,
            id=uuid4().hex,
            draft_id=draft_id or uuid4().hex,
            shipment=shipment,
            created_at=self.clock(),
        )

    def label_for(self, order: Order, **changes: Any) -> Label:
        """The carrier's report of the label of an order; every label has a number of its own."""
        self.count += 1
        label = Label(
            label_id=f"se-{self.count}",
            shipment_id=f"se-s{self.count}",
            tracking_number=make_impb(service_type="001", source="11", mailer="899563821", serial=self.count),
            status="completed",
            carrier_id=order.carrier_id,
            service_code=order.service_code,
            package_code=order.package_code,
            cost=Money(761),
            created_at=self.clock(),
            external_id=order.id,
            links=(DocumentLink(DocumentKind.PDF, "https://api.example.com/v1/downloads/1"),),
            raw='{"label_id": "se-1"}',
        )
        return replace(label, **changes)

    def sent(self, order: Order | None = None) -> Purchase:
        return self.ledger.record(self.ledger.intend(order or self.order()), Sending())

    def bought(
        self, order: Order | None = None, documents: tuple[Document, ...] = (), **changes: Any
    ) -> Label:
        purchase = self.sent(order)
        label = self.label_for(purchase.order, **changes)
        self.ledger.record(purchase, receipt_of(label), documents, label)
        return label


def receipt_of(label: Label) -> Bought:
    return Bought(label.label_id, label.shipment_id, label.tracking_number, label.cost)
