"""The end of one day at one origin: what goes on its SCAN form, what does not and why, and until when.

Holds values only: what a day holds is gathered by `operations/close_day.py`. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from postwright.domain.address import Address
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft import AddressText
from postwright.domain.form_request import UNSETTLED, FormEntry, FormState
from postwright.domain.label_entry import LabelEntry
from postwright.domain.postal_rules import FormRule
from postwright.domain.shipment import Delivery


class WhyOff(StrEnum):
    """Why a label is not on the form that is made next."""

    VOIDED = "voided"
    OTHER_DAY = "other_day"
    ON_FORM = "on_form"
    MAY_BE_ON_FORM = "may_be_on_form"
    GLOBALPOST = "globalpost"
    RETURN = "return"
    PAPERLESS = "paperless"

    @property
    def words(self) -> str:
        """In a list: "2 void, 1 of another day"."""
        return _WHY[self]


_WHY = {
    WhyOff.VOIDED: "void",
    WhyOff.OTHER_DAY: "of another day",
    WhyOff.ON_FORM: "on a form already",
    WhyOff.MAY_BE_ON_FORM: "perhaps on a form",
    WhyOff.GLOBALPOST: "abroad by GlobalPost",
    WhyOff.RETURN: "from a customer",
    WhyOff.PAPERLESS: "by a QR code that nobody used yet",
}


@dataclass(frozen=True, slots=True, order=True)
class OriginKey:
    """A place that parcels leave from: the five digits of its ZIP code, and its first address line."""

    postal_code: str
    line1: str

    def __str__(self) -> str:
        return f"{self.postal_code} {self.line1}"


def origin_key(address: Address | AddressText) -> OriginKey:
    """Two addresses with the same key are one place to the carrier."""
    return OriginKey(address.postal_code.strip()[:5], " ".join(address.line1.split()).upper())


@dataclass(frozen=True, slots=True)
class DayEnd:
    """One origin and one ship date. `on` goes on the form, `off` does not; `unused` are those of `on` that
    look unused, to be voided first. `forms` are the requests of this day, newest first.
    """

    origin: OriginKey
    ship_date: date
    on: tuple[LabelEntry, ...]
    off: tuple[tuple[LabelEntry, WhyOff], ...]
    unused: tuple[LabelEntry, ...]
    closes_at: datetime
    forms: tuple[FormEntry, ...] = ()

    @property
    def labels(self) -> tuple[LabelEntry, ...]:
        """All of them, those that go on the form first."""
        return (*self.on, *(entry for entry, _ in self.off))

    def left(self, now: datetime) -> timedelta:
        """The time until its forms close; below nothing once they did. Counted over a change of the clocks:
        two times of one zone would be subtracted as they stand on the wall.
        """
        return self.closes_at.astimezone(UTC) - now.astimezone(UTC)


def held(entry: FormEntry) -> tuple[str, ...]:
    """The labels that are on the forms of a request, or may be."""
    if entry.state is FormState.MADE:
        return tuple(label_id for form in entry.forms for label_id in form.label_ids)
    return entry.wish.label_ids if entry.state in UNSETTLED else ()


def on_forms(forms: Iterable[FormEntry]) -> dict[str, WhyOff]:
    """Which labels are on a form, and which may be."""
    known: dict[str, WhyOff] = {}
    for entry in forms:
        if entry.state is FormState.MADE:
            known |= dict.fromkeys(held(entry), WhyOff.ON_FORM)
        else:
            known = dict.fromkeys(held(entry), WhyOff.MAY_BE_ON_FORM) | known
    return known


def why_off(entry: LabelEntry, day: date, taken: Mapping[str, WhyOff], catalogue: Catalogue) -> WhyOff | None:
    """Why a label is not on the form of that day; None where it goes on it. What concerns the label itself
    comes before what concerns the day.
    """
    service = catalogue.service(entry.label.service_code)
    if entry.is_void:
        return WhyOff.VOIDED
    if entry.id in taken:
        return taken[entry.id]
    if entry.label.is_return or entry.shipment.is_return:
        return WhyOff.RETURN
    if service is not None and not service.scan_form:
        return WhyOff.GLOBALPOST
    if entry.delivery is Delivery.QR:
        return WhyOff.PAPERLESS
    return WhyOff.OTHER_DAY if entry.ship_date != day else None


def sort_day(
    entries: Sequence[LabelEntry],
    forms: Sequence[FormEntry],
    origin: OriginKey,
    day: date,
    catalogue: Catalogue,
    rule: FormRule,
) -> DayEnd:
    """Every label stands on exactly one side, with exactly one reason. There must be at least one: the zone
    of the hour by which the form is made is that of the labels' origin.
    """
    taken = on_forms(forms)
    sides = [(entry, why_off(entry, day, taken, catalogue)) for entry in entries]
    on = tuple(entry for entry, why in sides if why is None)
    ids = {entry.id for entry in entries}
    return DayEnd(
        origin=origin,
        ship_date=day,
        on=on,
        off=tuple((entry, why) for entry, why in sides if why is not None),
        unused=tuple(entry for entry in on if not entry.prints and not entry.is_scanned),
        closes_at=datetime.combine(day, rule.until, entries[0].zone),
        forms=tuple(one for one in forms if ids & set(one.wish.label_ids)),
    )


def parts(label_ids: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """The labels split into as many requests as the rule asks for, each label once, in their order."""
    each = tuple(dict.fromkeys(label_ids))
    return tuple(each[at : at + most] for at in range(0, len(each), most))
