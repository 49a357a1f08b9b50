"""One of each paper, with names of many alphabets and some that are too long. Holds no test."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import qrcode

from postwright.domain.cost_report import Share
from postwright.domain.cost_words import Figure
from postwright.domain.money import Money
from postwright.domain.papers import (
    EndOfDaySheet,
    ListedParcel,
    MonthPaper,
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
MONTH = MonthPaper(
    HEAD,
    "November 2026",
    "As of Thu 31 Dec 2026, 6:12 pm PST.",
    (
        (
            "Postage of the month",
            (
                Figure("Paid", Share(212, Money(212_344)), "The price of every label bought in the month."),
                Figure("Used", Share(209, Money(209_299)), "USPS has scanned the parcel.", inner=True),
                Figure("Missed", Share(3, Money(3045)), "Never scanned, and not voided in time.", inner=True),
            ),
        ),
        ("Beside them", (Figure("Reprints", Share(7), "Copies beyond a label's first. No postage."),)),
    ),
    Money(3045),
    ("$30.45 lost: missed $30.45.", "Look at Voids once a week, and void what will not leave."),
    (("Sep 2026", Money(0)), ("Oct 2026", Money(1522)), ("Nov 2026", Money(3045))),
    (
        "The month begins and ends at midnight, Los Angeles time.",
        "Missed: never scanned when USPS was asked.",
    ),
)
PAPERS: dict[PaperKind, Paper] = {
    PaperKind.PACKING_SLIP: SLIP,
    PaperKind.RECEIPT: RECEIPT,
    PaperKind.QR_CARD: CARD,
    PaperKind.PICKUP_LIST: PICKUP,
    PaperKind.END_OF_DAY: DAY,
    PaperKind.MONTH_REPORT: MONTH,
}
