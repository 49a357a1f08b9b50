"""A label that was bought, and its documents. Copies of the request are kept apart, since the API returns
no address.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from postwright.domain.display_scheme import honoured
from postwright.domain.money import Money
from postwright.domain.refund import Refund
from postwright.domain.shipment import Delivery


class DocumentKind(StrEnum):
    """What a stored document is. QR images are never sent to a label printer."""

    PDF = "pdf"
    ZPL = "zpl"
    PNG = "png"
    QR = "qr"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a document as the carrier gave them."""

    kind: DocumentKind
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """Where a document can be fetched. The address is a secret (it is postage): `repr` hides it."""

    kind: DocumentKind
    href: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A label as the carrier reports it (api.md 10.4). `raw` is the reply as JSON text.

    `broker_id_from` says where the Label ID stood (domain/qr_code.py), `broker_notes` what is odd about it.
    Older replies lack the confirmation, the tracking address, the kind of void and the refund.
    """

    label_id: str
    shipment_id: str
    tracking_number: str
    status: str
    carrier_id: str
    service_code: str
    package_code: str
    cost: Money
    created_at: datetime
    ship_date: date | None = None
    external_id: str = ""
    ship_to_name: str = ""
    ship_to_postal_code: str = ""
    voided: bool = False
    voided_at: datetime | None = None
    is_return: bool = False
    international: bool = False
    display_scheme: str = ""
    broker_id: str = ""
    broker_id_from: str = ""
    broker_notes: tuple[str, ...] = ()
    broker_instructions: str = ""
    links: tuple[DocumentLink, ...] = ()
    external_order_id: str = ""
    outbound_label_id: str = ""
    batch_id: str = ""
    layout: str = ""
    confirmation: str = ""
    charge_event: str = ""
    rma_number: str = ""
    tracking_url: str = ""
    void_type: str = ""
    refund: Refund | None = None
    raw: str = field(default="", repr=False)

    def link(self, kind: DocumentKind) -> DocumentLink | None:
        return next((link for link in self.links if link.kind is kind), None)

    def delivery(self, asked: Delivery) -> Delivery:
        """How it was delivered, where `asked` is how it was asked for."""
        has_code = bool(self.broker_id or self.link(DocumentKind.QR))
        return honoured(asked, self.display_scheme, has_code=has_code)


@dataclass(frozen=True, slots=True)
class BoughtLabel:
    """A label with the documents that came along in the same reply."""

    label: Label
    documents: tuple[Document, ...] = ()


def mismatches(label: Label, *, carrier_id: str, service_code: str, limit: Money) -> tuple[str, ...]:
    """How a bought label differs from what was asked; each is a sentence. Empty when it is what was asked."""
    found = []
    if label.carrier_id and label.carrier_id != carrier_id:
        found.append("The label belongs to another carrier account than the one asked.")
    if label.service_code != service_code:
        found.append(f"The label is for {label.service_code}, but {service_code} was asked.")
    if label.cost > limit:
        found.append(f"The label cost {label.cost}, which is more than the {limit} allowed.")
    if not label.tracking_number:
        found.append("The label has no tracking number.")
    return tuple(found)
