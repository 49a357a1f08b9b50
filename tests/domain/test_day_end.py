"""The end of a day: an origin is one place, however its address was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright import assets
from postwright.domain.catalogue import read_catalogue
from postwright.domain.day_end import DayEnd, OriginKey, WhyOff, held, origin_key, parts, sort_day
from postwright.domain.draft import AddressText
from postwright.domain.form_request import FormEntry, FormState, FormWish
from postwright.domain.label_entry import LabelEntry
from postwright.domain.scan_form import FormAnswer, ScanForm
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.plausible import NOW


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


DAY = date(2026, 11, 24)
CATALOGUE = read_catalogue(assets.text("carrier/usps.json"))
PACIFIC = plausible.entry(0).zone


def leaving(number: int, day: date = DAY, **how: object) -> LabelEntry:
    """A label of the shop that names that day."""
    held = plausible.entry(number, **how)
    return replace(held, label=replace(held.label, ship_date=day))


def asked(state: FormState, *label_ids: str) -> FormEntry:
    """A request for a form of these labels; one that was made holds them all."""
    form = ScanForm("f1", "9475", DAY, NOW, label_ids)
    answer = FormAnswer((form,)) if state is FormState.MADE else None
    return FormEntry(1, FormWish(label_ids), state, NOW, answer)


def sorted_day(entries: Sequence[LabelEntry], forms: Sequence[FormEntry] = ()) -> DayEnd:
    return sort_day(entries, forms, origin_key(plausible.SHOP), DAY, CATALOGUE, RULES.form)


def test_a_form_closes_by_the_hour_of_the_rule_at_the_origin() -> None:
    assert sorted_day([leaving(0)]).closes_at == datetime(2026, 11, 24, 21, tzinfo=PACIFIC)


def test_a_good_label_of_the_day_goes_on_the_form_and_an_unprinted_one_is_named_unused() -> None:
    printed, unprinted = leaving(0, prints=1), leaving(1, prints=0)
    day = sorted_day([printed, unprinted])
    assert day.on == (printed, unprinted)
    assert day.unused == (unprinted,)
    assert day.off == ()


def test_each_label_that_is_not_on_the_form_says_why() -> None:
    void = leaving(0, void_state=VoidState.REQUESTED)
    later = leaving(1, date(2026, 11, 25))
    code = leaving(2, delivery=Delivery.QR)
    made, doubtful, back, abroad = leaving(3), leaving(4), leaving(5), leaving(6)
    back = replace(back, shipment=replace(back.shipment, is_return=True))
    abroad = replace(abroad, label=replace(abroad.label, service_code="globalpost_economy"))
    forms = (asked(FormState.MADE, made.id), asked(FormState.IN_DOUBT, doubtful.id, made.id))
    day = sorted_day([void, later, code, made, doubtful, back, abroad], forms)
    assert day.on == ()
    assert dict((entry.id, why) for entry, why in day.off) == {
        void.id: WhyOff.VOIDED,
        later.id: WhyOff.OTHER_DAY,
        code.id: WhyOff.PAPERLESS,
        made.id: WhyOff.ON_FORM,
        doubtful.id: WhyOff.MAY_BE_ON_FORM,
        back.id: WhyOff.RETURN,
        abroad.id: WhyOff.GLOBALPOST,
    }
    assert day.forms == forms


@pytest.mark.parametrize("state", [FormState.INTENDED, FormState.REFUSED])
def test_a_form_that_was_not_made_holds_no_label(state: FormState) -> None:
    label = leaving(0)
    assert held(asked(state, label.id)) == ()
    assert sorted_day([label], (asked(state, label.id),)).on == (label,)


def test_the_day_of_a_label_is_the_one_that_it_names() -> None:
    unnamed = leaving(0)
    unnamed = replace(unnamed, label=replace(unnamed.label, ship_date=None))
    assert unnamed.ship_date == unnamed.shipment.ship_date
    assert leaving(0).ship_date == DAY


def test_every_reason_has_words_of_its_own() -> None:
    assert len({why.words for why in WhyOff}) == len(WhyOff)


def test_what_usps_has_scanned_is_not_unused_though_it_was_never_printed_here() -> None:
    scanned = replace(leaving(0, prints=0), status=TrackingStatus(NOW, "AC", first_scan_at=NOW, scans=1))
    assert sorted_day([scanned]).unused == ()


def of_kind(number: int, kind: str) -> LabelEntry:
    """A label of each kind that a day can hold."""
    if kind == "later":
        return leaving(number, date(2026, 11, 25))
    if kind == "void":
        return leaving(number, void_state=VoidState.REQUESTED)
    if kind == "code":
        return leaving(number, delivery=Delivery.QR)
    one = leaving(number, prints=number % 2)
    if kind == "return":
        return replace(one, shipment=replace(one.shipment, is_return=True))
    if kind == "abroad":
        return replace(one, label=replace(one.label, service_code="globalpost_economy"))
    return one


KINDS = st.lists(
    st.sampled_from(["good", "later", "void", "code", "return", "abroad"]), min_size=1, max_size=12
)


@given(KINDS, st.data())
def test_every_label_stands_on_exactly_one_side_with_exactly_one_reason(
    kinds: list[str], data: st.DataObject
) -> None:
    entries = [of_kind(number, kind) for number, kind in enumerate(kinds)]
    some = st.sets(st.sampled_from([one.id for one in entries]))
    states = data.draw(st.lists(st.sampled_from(list(FormState)), max_size=3))
    forms = [asked(state, *sorted(data.draw(some))) for state in states]
    day = sorted_day(entries, forms)
    assert sorted(one.id for one in day.labels) == sorted(one.id for one in entries)
    assert len(day.labels) == len(day.on) + len(day.off)
    taken = {one for form in forms for one in held(form)}
    assert not taken & {one.id for one in day.on}
    assert {one.id for one in day.on} == {
        one.id for one, kind in zip(entries, kinds, strict=True) if kind == "good" and one.id not in taken
    }
    assert set(day.unused) <= set(day.on)
    assert {one.id for one, why in day.off if why is WhyOff.VOIDED} == {
        one.id for one in entries if one.is_void
    }


HOURS = {"America/Los_Angeles": 8, "America/New_York": 5, "Pacific/Honolulu": 10, "Pacific/Guam": -10}


@pytest.mark.parametrize(("zone", "hours"), HOURS.items())
def test_nine_in_the_evening_is_by_the_clocks_of_the_origin(zone: str, hours: int) -> None:
    one = closing(date(2026, 11, 24), zone)
    assert one.left(datetime(2026, 11, 24, 21, tzinfo=UTC)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 7), 21), (date(2026, 3, 8), 20), (date(2026, 11, 1), 22)]
)
def test_the_time_that_is_left_counts_the_hour_that_the_clocks_skip_or_repeat(day: date, hours: int) -> None:
    zone = ZoneInfo("America/Los_Angeles")
    midnight = datetime.combine(day, time(), zone)
    left = closing(day, "America/Los_Angeles").left(midnight)
    assert left == closing(day, "America/Los_Angeles").left(midnight.astimezone(UTC))
    assert left == timedelta(hours=hours)


@given(
    st.sampled_from([*HOURS, "America/Phoenix", "America/Anchorage"]),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(-60_000, 60_000),
    st.integers(0, 3_000),
)
def test_the_time_that_is_left_falls_by_what_has_passed(zone: str, day: date, at: int, passed: int) -> None:
    one, span = closing(day, zone), timedelta(minutes=passed)
    now = datetime.combine(day, time(), UTC) + timedelta(minutes=at)
    assert one.left(now) - one.left((now + span).astimezone(ZoneInfo(zone))) == span


def closing(day: date, zone: str) -> DayEnd:
    """A day that ends at nine there."""
    at = datetime.combine(day, time(21), ZoneInfo(zone))
    return DayEnd(origin_key(plausible.SHOP), day, (), (), (), at)


@given(st.lists(st.integers(0, 40).map(str), max_size=60), st.integers(1, 9))
def test_parts_hold_each_label_once_and_none_is_too_large(ids: list[str], most: int) -> None:
    split = parts(ids, most)
    assert [one for part in split for one in part] == list(dict.fromkeys(ids))
    assert all(0 < len(part) <= most for part in split)
