"""What stands on papers, what size they have, and which printer takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.money import Money
from postwright.domain.papers import (
    EndOfDaySheet,
    ListedParcel,
    PaperHead,
    PaperKind,
    PaperPlace,
    PaperSize,
    PickupList,
    ServiceSum,
    hour_words,
    paper_place,
    size_of,
    year_words,
)
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.weight import Weight

ZEBRA = PrinterProfile("Zebra", "tcp:zebra", Language.ZPL)
OFFICE = PrinterProfile("Office", "cups:Office", width=8.5, height=11)
EUROPE = PrinterProfile("Europe", "cups:Europe", width=8.27, height=11.69)
LYING = PrinterProfile("Lying", "cups:Lying", width=11, height=8.5, rotation=90)


def parcel(service: str, cents: int, form: str = "") -> ListedParcel:
    return ListedParcel("Ann Lee", "Scranton PA", service, Weight.of(ounces=8), "94", Money(cents), form)


@pytest.mark.parametrize(
    ("profile", "size"),
    [
        (ZEBRA, PaperSize.LABEL),
        (OFFICE, PaperSize.LETTER),
        (EUROPE, PaperSize.A4),
        (LYING, PaperSize.LETTER),
        (replace(ZEBRA, height=8.0), PaperSize.LABEL),
    ],
)
def test_a_printer_takes_the_largest_paper_that_its_stock_holds(
    profile: PrinterProfile, size: PaperSize
) -> None:
    assert size_of(profile) is size
    assert size.fits(profile)


def test_a_letter_does_not_fit_a_label_and_a_label_fits_a_letter() -> None:
    assert not PaperSize.LETTER.fits(ZEBRA)
    assert PaperSize.LABEL.fits(OFFICE)


@pytest.mark.parametrize("kind", sorted(set(PaperKind) - {PaperKind.QR_CARD}))
def test_lists_and_slips_go_to_the_printer_with_sheets(kind: PaperKind) -> None:
    assert paper_place(Preferences(printers=(ZEBRA, OFFICE)), kind) == PaperPlace(OFFICE, PaperSize.LETTER)
    assert paper_place(Preferences(printers=(ZEBRA,)), kind) == PaperPlace(ZEBRA, PaperSize.LABEL)


def test_the_card_for_the_counter_comes_from_the_label_printer() -> None:
    both = Preferences(printers=(OFFICE, ZEBRA), default_printer="Zebra")
    assert paper_place(both, PaperKind.QR_CARD) == PaperPlace(ZEBRA, PaperSize.LABEL)


def test_without_a_printer_a_paper_has_no_place() -> None:
    assert paper_place(Preferences(), PaperKind.RECEIPT) is None


def test_days_and_hours_say_year_and_zone() -> None:
    assert year_words(date(2026, 11, 24)) == "Tue 24 Nov 2026"
    pacific = ZoneInfo("America/Los_Angeles")
    assert hour_words(datetime(2026, 11, 24, 18, 5, tzinfo=UTC), pacific) == "10:05 am PST"
    assert hour_words(datetime(2026, 11, 24, 20, 5, tzinfo=UTC), pacific) == "12:05 pm PST"


SHEET = EndOfDaySheet(
    PaperHead(("Juniper Goods",)), "Desk", date(2026, 11, 23), "now",
    (parcel("Priority Mail", 900, "A"), parcel("Ground Advantage", 761, "A"), parcel("Priority Mail", 100)),
)  # fmt: skip


def test_a_day_is_summed_up_by_service() -> None:
    assert SHEET.services == (
        ServiceSum("Ground Advantage", 1, Money(761)),
        ServiceSum("Priority Mail", 2, Money(1000)),
    )
    assert SHEET.postage == Money(1761)
    assert SHEET.weight == Weight.of(ounces=24)
    assert SHEET.forms == ("A",)
    assert SHEET.without_form == 1


def test_a_parcel_on_no_form_says_so_where_others_are_on_one() -> None:
    assert [one.note for one in SHEET.told] == ["", "", "On no SCAN form"]


def test_with_several_forms_each_parcel_says_on_which_it_is() -> None:
    two = replace(SHEET, parcels=(parcel("P", 1, "A"), parcel("P", 1, "B")))
    assert [one.note for one in two.told] == ["Form A", "Form B"]


def test_without_any_form_no_parcel_speaks_of_one() -> None:
    assert [one.note for one in replace(SHEET, parcels=(parcel("P", 1),)).told] == [""]


def test_a_pickup_weighs_what_its_parcels_weigh() -> None:
    picked = PickupList(PaperHead(()), 1, "Monday", "Booked.", SHEET.parcels)
    assert picked.weight == Weight.of(ounces=24)
    assert replace(picked, parcels=()).weight == Weight.of()
