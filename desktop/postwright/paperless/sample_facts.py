"""A parcel that does not exist, to look at a text with before a customer gets it. Its code opens nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from postwright.domain.letter import LetterFacts, LetterKind
from postwright.paperless.instructions import office_link, print_link
from postwright.paperless.qr import qr_png

_LABEL_ID = "XYZZYPJK"
_NUMBER = "9400100000000000000001"
# As the USPS guide writes its example.
_ZIP = "18702"


@cache
def _code() -> bytes:
    return qr_png("SAMPLE: THIS CODE SHIPS NOTHING")


def sample(kind: LetterKind, shop: LetterFacts | None = None) -> LetterFacts:
    """Everything that a mail of this kind may tell. `shop` brings the shop's own name, website and logo."""
    told = replace(
        shop or LetterFacts(shop_name="Juniper Goods", reply_to="help@juniper.example"),
        customer_name="Ann Lee",
        order="A-1001",
        service="Ground Advantage",
        ship_date=date(2026, 11, 24),
        tracking_number=_NUMBER,
        tracking_link=f"https://tools.usps.com/go/TrackConfirmAction?tLabels={_NUMBER}",
        is_return=kind is LetterKind.RETURN_LABEL,
    )
    if kind is LetterKind.RETURN_LABEL:
        return replace(told, pdf=b"%PDF-")
    if kind is LetterKind.TRACKING:
        return told
    return replace(
        told,
        ship_to_name="Bob Ray",
        label_id=_LABEL_ID,
        office_link=office_link(_ZIP),
        print_link=print_link(_LABEL_ID, _ZIP),
        valid_until=date(2026, 12, 1),
        qr_png=_code(),
        tracking_number="",
        tracking_link="",
    )
