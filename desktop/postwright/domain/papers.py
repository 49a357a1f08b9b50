"""The other papers of a packing table: what stands on each, and what size it has. No paper is a label.

Postage stands on none of them but as an amount: nothing here can be mailed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from postwright.domain.cost_words import Figure
from postwright.domain.money import Money, total
from postwright.domain.postal_calendar import day_words
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.stock import SLACK, upright
from postwright.domain.weight import Weight

# A sheet at least so wide is for reading; a label printer's stock is narrower.
_SHEET_WIDTH = 8.0


class PaperKind(StrEnum):
    """Which paper."""

    PACKING_SLIP = "packing-slip"
    RECEIPT = "receipt"
    QR_CARD = "qr-card"
    PICKUP_LIST = "pickup-list"
    END_OF_DAY = "end-of-day"
    MONTH_REPORT = "month-report"


class PaperSize(StrEnum):
    """What it is printed on."""

    LETTER = "letter"
    A4 = "a4"
    LABEL = "4x6"

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height; A4 is 210 x 297 mm."""
        return {"letter": (8.5, 11.0), "a4": (8.27, 11.69), "4x6": (4.0, 6.0)}[self.value]

    def fits(self, profile: PrinterProfile) -> bool:
        """Whether a page of this size fits on the printer's stock."""
        stock = upright(profile)
        return all(side <= room + SLACK for side, room in zip(self.inches, stock, strict=True))


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """A printer for papers, and the size that it holds."""

    profile: PrinterProfile
    size: PaperSize


def size_of(profile: PrinterProfile) -> PaperSize:
    """The largest paper that the printer's stock holds; letter before A4 where both would fit."""
    if not _has_sheets(profile):
        return PaperSize.LABEL
    return PaperSize.LETTER if PaperSize.LETTER.fits(profile) else PaperSize.A4


def paper_place(preferences: Preferences, kind: PaperKind) -> PaperPlace | None:
    """Where a paper goes by itself: the first printer with sheets, else the label printer.

    What goes along to the counter fits a label, so that it comes from the label printer that stands beside
    the parcel. None where no printer is set up: then the paper is saved.
    """
    own = preferences.printer
    sheets = next(filter(_has_sheets, preferences.printers), None)
    first, second = (own, sheets) if kind is PaperKind.QR_CARD else (sheets, own)
    profile = first or second
    return PaperPlace(profile, size_of(profile)) if profile else None


def _has_sheets(profile: PrinterProfile) -> bool:
    return upright(profile)[0] >= _SHEET_WIDTH


def year_words(day: date) -> str:
    """ "Tue 24 Nov 2026": a paper is read years later."""
    return f"{day_words(day)} {day.year}"


def hour_words(at: datetime, zone: tzinfo) -> str:
    """ "10:42 am PST", by the clocks of the place."""
    there = at.astimezone(zone)
    noon = "am" if there.hour < 12 else "pm"
    return f"{there.hour % 12 or 12}:{there.minute:02d} {noon} {there.tzname()}"


def made_words(at: datetime, zone: tzinfo) -> str:
    """As of when the figures of a report are."""
    return f"As of {year_words(at.astimezone(zone).date())}, {hour_words(at, zone)}."


def weighed(weights: tuple[Weight, ...]) -> Weight:
    """All of them together."""
    return Weight(sum((one.ounces for one in weights), Weight.of().ounces))


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper says of itself. `shop` are the lines of the shop's name and address."""

    shop: tuple[str, ...]
    practice: bool = False


@dataclass(frozen=True, slots=True)
class PackedItem:
    """One line of contents."""

    description: str
    quantity: int


@dataclass(frozen=True, slots=True)
class PackingSlip:
    """What lies in the parcel with the goods. No price stands on it: a parcel may be a present."""

    head: PaperHead
    ship_to: tuple[str, ...]
    ship_date: date
    service: str
    package: str
    weight: Weight
    tracking_number: str
    order: str = ""
    references: tuple[str, ...] = ()
    items: tuple[PackedItem, ...] = ()
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the postage of one label cost. `status` says what became of it since, where something did."""

    head: PaperHead
    label_id: str
    day: date
    bought: str
    ship_from: tuple[str, ...]
    ship_to: tuple[str, ...]
    ship_date: date
    service: str
    package: str
    weight: Weight
    tracking_number: str
    postage: Money
    confirmation: str = ""
    insured_value: Money | None = None
    order: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class QrCard:
    """What a customer hands in at the counter with the parcel. `picture` is the carrier's own QR code; the
    links are those of the USPS guide.
    """

    head: PaperHead
    label_id: str
    office_link: str
    print_link: str = ""
    picture: bytes = field(default=b"", repr=False)
    customer: str = ""
    ship_to: str = ""
    order: str = ""
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class ListedParcel:
    """One parcel of a list. `form` is the number of the SCAN form that it is on; `note` stands with it."""

    who: str
    place: str
    service: str
    weight: Weight
    tracking_number: str
    postage: Money = field(default_factory=lambda: Money(0))
    form: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PickupList:
    """Which parcels the carrier takes along. `state` says whether the pickup is booked."""

    head: PaperHead
    number: int
    when: str
    state: str
    parcels: tuple[ListedParcel, ...]
    confirmation: str = ""
    contact: tuple[str, ...] = ()
    notes: str = ""
    left_out: int = 0

    @property
    def weight(self) -> Weight:
        return weighed(tuple(one.weight for one in self.parcels))


@dataclass(frozen=True, slots=True)
class ServiceSum:
    """How many parcels of one service, and their postage."""

    service: str
    count: int
    postage: Money


@dataclass(frozen=True, slots=True)
class EndOfDaySheet:
    """The parcels that leave one place on one day. `origin` is the shop's own word for it; `left_out` says
    which labels of that day are void.
    """

    head: PaperHead
    origin: str
    day: date
    made: str
    parcels: tuple[ListedParcel, ...]
    left_out: int = 0

    @property
    def forms(self) -> tuple[str, ...]:
        """The numbers of its SCAN forms, each once."""
        return tuple(dict.fromkeys(one.form for one in self.parcels if one.form))

    @property
    def without_form(self) -> int:
        return sum(not one.form for one in self.parcels)

    @property
    def postage(self) -> Money:
        return total([one.postage for one in self.parcels])

    @property
    def weight(self) -> Weight:
        return weighed(tuple(one.weight for one in self.parcels))

    @property
    def services(self) -> tuple[ServiceSum, ...]:
        """By name."""
        names = sorted({one.service for one in self.parcels})
        return tuple(self._sum(name) for name in names)

    @property
    def told(self) -> tuple[ListedParcel, ...]:
        """The parcels, each with what the head of the sheet does not say of it: on which of several forms it
        is, why it goes on none, or that it is on none though others are.
        """
        if not self.forms:
            return self.parcels
        alone = len(self.forms) == 1
        return tuple(
            one if one.note else replace(one, note=_form_note(one.form, alone=alone)) for one in self.parcels
        )

    def _sum(self, service: str) -> ServiceSum:
        own = [one.postage for one in self.parcels if one.service == service]
        return ServiceSum(service, len(own), total(own))


def _form_note(form: str, *, alone: bool) -> str:
    if not form:
        return "On no SCAN form"
    return "" if alone else f"Form {form}"


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """What a month's labels came to: its tables by title, and what was lost month by month."""

    head: PaperHead
    month: str
    made: str
    parts: tuple[tuple[str, tuple[Figure, ...]], ...]
    lost: Money
    told: tuple[str, ...]
    months: tuple[tuple[str, Money], ...]
    notes: tuple[str, ...]


Paper = PackingSlip | Receipt | QrCard | PickupList | EndOfDaySheet | MonthPaper
