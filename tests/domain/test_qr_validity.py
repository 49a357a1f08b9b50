"""How long a QR code is valid is a figure with a source and a date, never a promise."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from postwright import assets
from postwright.domain.catalogue import read_catalogue
from postwright.domain.qr_validity import QrValidity, hand_in_by, last_valid_day
from postwright.domain.tracking_page import tracking_page

KNOWN = QrValidity(7, date(2026, 11, 22), "Stamps.com, QR codes for returns", "USPS confirms no number")
NUMBER = "9400111899563821705427"
PAGE = f"https://tools.usps.com/go/TrackConfirmAction?tLabels={NUMBER}"


def test_the_figure_that_is_shipped_has_a_source_a_date_and_its_doubt() -> None:
    shipped = read_catalogue(assets.text("carrier/usps.json")).qr_validity
    assert (shipped.days, shipped.source) == (7, "Stamps.com, QR codes for returns")
    assert shipped.as_of >= date(2026, 11, 22)
    assert shipped.words(0) == (
        "Taken to be valid for 7 days (Stamps.com, QR codes for returns, as of 22 Nov 2026; "
        "USPS itself confirms no number of days)."
    )


@pytest.mark.parametrize(
    ("setting", "days"), [(0, 7), (7, 7), (14, 14), (60, 60), (61, 7), (-1, 7), (10**12, 7)]
)
def test_the_setting_wins_over_the_figure(setting: int, days: int) -> None:
    assert KNOWN.chosen(setting) == days


def test_a_number_of_days_of_the_shops_own_is_told_as_that_beside_the_figure() -> None:
    assert KNOWN.words(7) == KNOWN.words(0)
    assert KNOWN.words(1).startswith(
        "Taken to be valid for 1 day, as set in Settings. The figure known is 7 ("
    )


def test_the_days_are_counted_from_the_day_of_purchase_at_the_origin() -> None:
    evening = datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert last_valid_day(evening, ZoneInfo("America/Los_Angeles"), 7) == date(2026, 11, 29)
    assert last_valid_day(evening, UTC, 7) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("bought", "days", "told"),
    [
        (date(2026, 11, 23), 7, date(2026, 11, 30)),  # a Monday
        (date(2026, 11, 22), 7, date(2026, 11, 28)),  # not the Sunday, when counters are closed
        (date(2026, 11, 19), 7, date(2026, 11, 25)),  # not Thanksgiving Day
        (date(2026, 11, 28), 1, date(2026, 11, 28)),
        (date(2026, 12, 25), 2, date(2026, 12, 26)),
        (date(2023, 12, 24), 1, date(2023, 12, 25)),  # a Sunday and Christmas Day: nothing opens in time
    ],
)
def test_a_customer_is_told_the_last_day_on_which_a_counter_is_open(
    bought: date, days: int, told: date
) -> None:
    assert hand_in_by(datetime.combine(bought, time(12), UTC), UTC, days) == told


@pytest.mark.parametrize(
    "told",
    [
        "",
        f"http://tools.usps.com/go/TrackConfirmAction?tLabels={NUMBER}",
        f"https://tools.usps.com.evil.example/go/TrackConfirmAction?tLabels={NUMBER}",
        f"https://tools.usps.com@evil.example/go/TrackConfirmAction?tLabels={NUMBER}",
        f"https://tools.usps.com:8443/go/TrackConfirmAction?tLabels={NUMBER}",
        f"https://tools.usps.com/go/TrackConfirmAction?tLabels={NUMBER}&next=https://evil.example",
        "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111899563821705400",
        f"javascript:alert('{NUMBER}')",
    ],
)
def test_a_link_from_outside_that_is_not_that_page_of_usps_is_replaced(told: str) -> None:
    assert tracking_page(NUMBER, told) == PAGE


def test_the_carriers_own_link_to_that_page_is_kept() -> None:
    told = f"https://tools.usps.com/go/TrackConfirmAction.action?tLabels={NUMBER}"
    assert tracking_page("9400 1118 9956 3821 7054 27", told) == told


@pytest.mark.parametrize(
    "number", ["", "123", "94001118995638217054&next=evil", "9400111899563821705427" * 2]
)
def test_there_is_no_page_for_what_is_no_number(number: str) -> None:
    assert tracking_page(number) == ""
