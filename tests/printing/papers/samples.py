"""One of each paper, with names of many alphabets and some that are too long. Holds no test."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import qrcode

from postwright.domain.money import Money
from postwright.domain.papers import (
    EndOfDaySheet,
    ListedParcel,
    PackedItem,
    PackingSlip,
    Paper,
    PaperHead,
    PaperKind,
    PickupList,
    QrCard,
    Receipt,
)
from postwright.domain.weight import Weight

MONDAY = date(2026, 11, 23)
SHOP = ("Juniper Goods", "500 SW Alder St", "Portland OR 97204")
HEAD, PRACTICE = PaperHead(SHOP), PaperHead(SHOP, practice=True)
TO = ("Ann Lee", "12 Main St", "Apt 4", "Scranton PA 18702")
TRACKING = "9400111899563821070542"
WEIGHT = Weight.of(pounds=1, ounces=4)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän Maximiliane von Hohenlohe-Schillingsfürst"
NAMES = ("Ann Lee", LONG, "王小明", "Ελένη Παπαδοπούλου", "Łukasz Żółć", "Иван Петров", "Søren Kierkegård")
CODE = "https://tools.usps.com/label-broker.htm?id=XYZZYPJK"
OFFICE = "https://tools.usps.com/find-location.htm?locationType=po&serviceType=lbroretail&address=18702"
AT_HOME = "https://tools.usps.com/label-broker.htm?LabelID=XYZZYPJK&zip=18702"


def qr_png(text: str = CODE, *, module: int = 10) -> bytes:
    """A picture as the carrier sends one."""
    code = qrcode.QRCode(border=4, box_size=module)
    code.add_data(text)
    out = BytesIO()
    code.make_image().save(out)
    return out.getvalue()


def parcels(count: int, *, form: str = "") -> tuple[ListedParcel, ...]:
    """Every fifth is on no form."""
    return tuple(
        ListedParcel(
            NAMES[number % len(NAMES)],
            "Scranton PA 18702",
            "USPS Ground Advantage" if number % 3 else "USPS Priority Mail Express",
            Weight.of(pounds=number % 4, ounces=4 + number % 9),
            str(int(TRACKING) + number),
            Money(761 + 137 * number),
            form if number % 5 else "",
        )
        for number in range(count)
    )


SLIP = PackingSlip(
    HEAD,
    TO,
    MONDAY,
    "USPS Ground Advantage",
    "Package",
    WEIGHT,
    TRACKING,
    order="1001",
    references=("ORDER 1001", "GIFT"),
    items=(PackedItem("Hand-knitted scarf, blue", 2), PackedItem("Tea, 100 g", 1)),
)
RECEIPT = Receipt(
    PRACTICE,
    "se-28529731",
    date(2026, 11, 22),
    "Sun 22 Nov 2026, 10:42 am PST",
    SHOP,
    TO,
    MONDAY,
    "USPS Ground Advantage",
    "Package",
    WEIGHT,
    TRACKING,
    Money(761),
    confirmation="Signature",
    insured_value=Money(5000),
    order="1001",
    status="This label is void. A refund was asked for.",
)
CARD = QrCard(HEAD, "XYZZYPJK", OFFICE, AT_HOME, qr_png(), "Ann Lee", "Juniper Goods", "1001")
PICKUP = PickupList(
    PRACTICE,
    7,
    "Mon 23 Nov 2026, 8:00 am to 5:00 pm PST",
    "Booked.",
    parcels(12),
    "WTC123456789",
    ("Jo Juniper", "503-555-0100"),
    "At the side door. 12 packages.",
)
DAY = EndOfDaySheet(
    HEAD, "Desk", MONDAY, "Mon 23 Nov 2026, 6:12 pm PST", parcels(12, form="9475711899563821070542"), 2
)
PAPERS: dict[PaperKind, Paper] = {
    PaperKind.PACKING_SLIP: SLIP,
    PaperKind.RECEIPT: RECEIPT,
    PaperKind.QR_CARD: CARD,
    PaperKind.PICKUP_LIST: PICKUP,
    PaperKind.END_OF_DAY: DAY,
}
