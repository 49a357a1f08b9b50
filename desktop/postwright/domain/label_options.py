"""What a label is asked to look like and how it is paid, apart from the shipment. Knows which of it excludes
which.
"""

from __future__ import annotations

from dataclasses import dataclass

from postwright.domain.label import DocumentKind
from postwright.domain.shipment import Delivery

THERMAL = "4x6"
LETTER = "letter"


@dataclass(frozen=True, slots=True)
class LabelPaper:
    """A document and its layout. Raises ValueError for a pair that the carrier does not draw.

    ZPL is 4x6 alone; a letter sheet is a PDF alone (api.md 10.2, 26 row 12).
    """

    document: DocumentKind = DocumentKind.PDF
    layout: str = THERMAL

    def __post_init__(self) -> None:
        if self.layout != THERMAL and self.document is DocumentKind.ZPL:
            raise ValueError("ZPL is drawn as 4x6 alone")
        if self.layout == LETTER and self.document is not DocumentKind.PDF:
            raise ValueError("a letter sheet is a PDF")


@dataclass(frozen=True, slots=True)
class LabelLook:
    """What every way of buying a label takes. `display_scheme` is the word for labels without paper."""

    paper: LabelPaper = LabelPaper()
    delivery: Delivery = Delivery.LABEL
    display_scheme: str = "paperless"


@dataclass(frozen=True, slots=True)
class LabelExtras:
    """What a purchase with its shipment and a return take, and no other (api.md 10.1, 10.8).

    `charge_event` is when the carrier charges; what USPS does with another word than its default is not known
    (api.md 28, point 6).
    """

    image_id: str = ""
    charge_event: str = "carrier_default"
    rma_number: str = ""


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """Says that a purchase with its shipment is a return, of a label where one is known."""

    outbound_label_id: str = ""
