"""The end of a day: an origin is one place, however its address was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from postwright.domain.day_end import DayEnd, OriginKey, WhyOff, origin_key
from postwright.domain.draft import AddressText
from tests.ui import plausible


def test_an_origin_is_one_place_however_it_was_written() -> None:
    shop = origin_key(plausible.SHOP)
    typed = AddressText(line1="1824  se hawthorne blvd ", postal_code="97214-0001", state="OR")
    assert origin_key(typed) == shop
    assert origin_key(replace(plausible.SHOP, line1="1 Main St")) != shop
    assert str(OriginKey("97214", "1 MAIN ST")) == "97214 1 MAIN ST"


def test_a_day_names_all_its_labels_those_of_the_form_first() -> None:
    one, other = plausible.entry(0), plausible.entry(1)
    day = DayEnd(
        origin_key(plausible.SHOP),
        date(2026, 11, 24),
        (one,),
        ((other, WhyOff.VOIDED),),
        (),
        datetime(2026, 11, 25, 5, tzinfo=UTC),
    )
    assert day.labels == (one, other)
