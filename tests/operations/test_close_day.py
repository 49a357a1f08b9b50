"""A day is closed part by part: each label on one form, and what failed is asked for without doubling."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postwright.domain.day_end import DayEnd, WhyOff, origin_key
from postwright.domain.faults import BadInput, FaultKind, Refused
from postwright.domain.form_request import FormEntry, FormState, FormWish
from postwright.operations.close_day import ask_again, close_day, days_open
from postwright.operations.make_scan_form import Tray, make_scan_form
from postwright.operations.notice_forms import notice_forms
from postwright.operations.void_label import void_label
from postwright.practice.faults import Fault as Trouble
from tests.carrier.answers import refusal
from tests.domain.samples import SHIPMENT
from tests.operations.shops import Shop
from tests.rules import RULES

MAKING = "POST /v1/manifests"


def tray(shop: Shop, most: int = 500) -> Tray:
    return Tray(shop.labels, shop.forms, shop.carrier, replace(RULES.form, most_labels=most))


def today(shop: Shop) -> DayEnd:
    """The one day that is open."""
    (day,) = days_open(tray(shop), shop.catalogue, now=shop.now())
    return day


def ids(day: DayEnd) -> tuple[str, ...]:
    return tuple(entry.id for entry in day.on)


def is_closed(shop: Shop, day: date) -> bool:
    """Whether labels that are bought now roll on to a later day (decided by `ship_day`)."""
    days = shop.forms.closed_days(shop.now() - timedelta(days=8))
    return (str(origin_key(SHIPMENT.ship_from)), day.isoformat()) in days


def trouble(shop: Shop, kind: str, times: int = 1) -> None:
    for _ in range(times):
        shop.practice.faults.add(Trouble(kind, "/v1/manifests", "POST"))  # type: ignore[arg-type]


def refuse_nth(shop: Shop, nth: int = 1) -> None:
    """The carrier refuses the nth form that it is asked for from now on, and makes the others."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return refusal(400, message="Not now.") if len(asked) == nth else shop.wire.passed_on(request)

    shop.wire.answer("POST", "/v1/manifests", answer)


def test_where_nothing_leaves_no_day_is_open(shop: Shop) -> None:
    assert days_open(tray(shop), shop.catalogue, now=shop.now()) == ()


def test_a_day_holds_what_leaves_on_it_and_says_what_does_not(shop: Shop) -> None:
    good, void = shop.bought().id, shop.bought().id
    void_label(shop.till(), void, now=shop.now())
    day = today(shop)
    assert ids(day) == (good,)
    assert [(entry.id, why) for entry, why in day.off] == [(void, WhyOff.VOIDED)]
    zone = day.on[0].zone
    assert day.closes_at == datetime.combine(day.ship_date, RULES.form.until, zone)


def test_a_day_that_is_past_is_not_open_any_more(shop: Shop) -> None:
    shop.bought()
    assert today(shop)
    shop.later(days=2)
    assert days_open(tray(shop), shop.catalogue, now=shop.now()) == ()


def test_closing_a_day_makes_its_form_and_says_so_from_then_on(shop: Shop) -> None:
    shop.bought(), shop.bought()
    day = today(shop)
    assert not is_closed(shop, day.ship_date)
    (made,) = close_day(tray(shop), day, ids(day))
    assert (made.state, made.wish.group, made.wish.ship_date) == (FormState.MADE, "", day.ship_date)
    assert is_closed(shop, day.ship_date)
    assert not is_closed(shop, day.ship_date + timedelta(days=1))
    after = today(shop)
    assert (after.on, after.forms) == ((), (made,))
    assert {why for _, why in after.off} == {WhyOff.ON_FORM}


def test_however_many_labels_are_on_forms_the_days_that_are_closed_are_known(shop: Shop) -> None:
    label = shop.bought()
    with shop.database.read() as connection:
        own = connection.connection.dbapi_connection
        assert isinstance(own, sqlite3.Connection)
        own.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 500)
    strangers = tuple(f"se-{number}" for number in range(500))
    for form in (strangers, (label.id,)):
        shop.forms.record(shop.forms.intend(FormWish(form)), FormState.SENT)
    assert is_closed(shop, label.ship_date)


def test_what_is_bought_after_the_form_goes_on_a_second_one(shop: Shop) -> None:
    shop.bought()
    close_day(tray(shop), today(shop), ids(today(shop)))
    late = shop.bought().id
    assert ids(today(shop)) == (late,)
    (second,) = close_day(tray(shop), today(shop), (late,))
    assert second.forms[0].label_ids == (late,)


def test_more_labels_than_one_request_takes_are_split_and_each_is_on_one_form(shop: Shop) -> None:
    for _ in range(5):
        shop.bought()
    day = today(shop)
    parts = close_day(tray(shop, most=2), day, ids(day))
    assert [len(part.forms[0].label_ids) for part in parts] == [2, 2, 1]
    held = [one for part in parts for one in part.forms[0].label_ids]
    assert sorted(held) == sorted(ids(day))
    assert len({part.wish.group for part in parts}) == 1
    assert parts[0].wish.group


def test_after_a_part_that_failed_no_more_are_asked_for_and_their_labels_wait(shop: Shop) -> None:
    for _ in range(4):
        shop.bought()
    day = today(shop)
    making = tray(shop, most=1)
    close_day(making, day, ids(day)[:1])
    refuse_nth(shop, 2)
    parts = close_day(making, today(shop), ids(today(shop)))
    assert [part.state for part in parts] == [FormState.MADE, FormState.REFUSED]
    assert len(ids(today(shop))) == 2


def test_where_the_first_part_fails_its_reason_is_told(shop: Shop) -> None:
    shop.bought()
    trouble(shop, "drop_before")
    day = today(shop)
    (doubt,) = close_day(tray(shop), day, ids(day))
    assert doubt.state is FormState.IN_DOUBT
    with pytest.raises(BadInput) as caught:
        close_day(tray(shop), day, ids(day))
    assert caught.value.kind is FaultKind.FORM_IN_DOUBT


def test_a_label_of_another_day_is_not_put_on_this_form(shop: Shop) -> None:
    shop.bought()
    with pytest.raises(BadInput) as caught:
        close_day(tray(shop), today(shop), ("se-0",))
    assert caught.value.kind is FaultKind.FORM_INCOMPLETE
    assert shop.wire.count(MAKING) == 0


def test_a_form_that_failed_is_asked_for_again_once_the_list_lacks_it(shop: Shop) -> None:
    label = shop.bought().id
    refuse_nth(shop)
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (label,))
    (again,) = ask_again(tray(shop), shop.forms.all()[0].id, now=shop.now())
    assert (again.state, again.wish.tries) == (FormState.MADE, 2)
    assert shop.forms.all()[1].state is FormState.REFUSED


def test_a_form_that_failed_but_was_made_is_found_and_not_asked_for_again(shop: Shop) -> None:
    label = shop.bought().id
    trouble(shop, "drop_after")
    entry = make_scan_form(tray(shop), (label,))
    shop.forms.record(entry.id, FormState.REFUSED)
    (found,) = ask_again(tray(shop), entry.id, now=shop.now())
    assert (found.id, found.state, found.forms[0].label_ids) == (entry.id, FormState.MADE, (label,))
    assert shop.wire.count(MAKING) == 1


def test_a_doubt_is_looked_up_and_nothing_is_asked_for_before_it_is_settled(shop: Shop) -> None:
    label = shop.bought().id
    trouble(shop, "drop_before")
    entry = make_scan_form(tray(shop), (label,))
    (still,) = ask_again(tray(shop), entry.id, now=shop.now())
    assert still.state is FormState.IN_DOUBT
    (made,) = ask_again(tray(shop), entry.id, now=shop.later(minutes=11))
    assert (made.state, made.wish.label_ids) == (FormState.MADE, (label,))


def test_what_was_voided_or_put_on_another_form_meanwhile_is_not_asked_for_again(shop: Shop) -> None:
    one, other = shop.bought().id, shop.bought().id
    refuse_nth(shop)
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (one, other))
    failed = shop.forms.all()[0].id
    void_label(shop.till(), one, now=shop.now())
    make_scan_form(tray(shop), (other,))
    (left,) = ask_again(tray(shop), failed, now=shop.now())
    assert left.state is FormState.REFUSED
    assert shop.wire.count(MAKING) == 2


def test_asking_again_leaves_out_what_is_on_a_form_and_what_may_be_on_one(shop: Shop) -> None:
    made, doubtful, left = (shop.bought().id for _ in range(3))
    refuse_nth(shop)
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (made, doubtful, left))
    failed = shop.forms.all()[0].id
    make_elsewhere(shop, made)
    trouble(shop, "drop_before")
    make_scan_form(tray(shop), (doubtful,))
    *_, again = ask_again(tray(shop), failed, now=shop.now())
    assert again.wish.label_ids == (left,)


def test_asking_again_leaves_out_what_is_on_the_carriers_list_beside_a_doubt(shop: Shop) -> None:
    label, doubtful = shop.bought().id, shop.bought().id
    refuse_nth(shop)
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (label,))
    failed = shop.forms.all()[0]
    trouble(shop, "drop_before")
    make_scan_form(tray(shop), (doubtful,))
    make_elsewhere(shop, label, doubtful)
    asked = shop.wire.count(MAKING)
    assert ask_again(tray(shop), failed.id, now=shop.now()) == (failed,)
    assert shop.wire.count(MAKING) == asked


def test_two_programs_that_checked_at_once_ask_for_one_form(shop: Shop) -> None:
    label = shop.bought()
    wish = make_scan_form(tray(shop), (shop.bought().id,)).wish
    both = [shop.forms.intend(replace(wish, label_ids=(label.id,))) for _ in range(2)]
    shop.forms.begin(both[0])
    with pytest.raises(BadInput) as caught:
        shop.forms.begin(both[1])
    assert caught.value.kind is FaultKind.FORM_IN_DOUBT
    assert shop.forms.get(both[1]).state is FormState.REFUSED


def test_what_was_written_down_and_never_asked_for_is_asked_for_again(shop: Shop) -> None:
    label = shop.bought().id
    number = shop.forms.intend(FormWish((label,)))
    (made,) = ask_again(tray(shop), number, now=shop.now())
    assert (made.state, made.wish.label_ids) == (FormState.MADE, (label,))
    assert shop.forms.get(number).detail == "The program ended before it was asked for."


# ------------------------------------------------------------ what other programs make


def make_elsewhere(shop: Shop, *label_ids: str) -> str:
    """Somebody makes a form at the carrier's own pages; its id."""
    (form,) = shop.carrier.manifests.make(label_ids).forms
    return form.form_id


def noticed(shop: Shop) -> tuple[FormEntry, ...]:
    return notice_forms(tray(shop), since=shop.now().date())


def test_a_form_that_another_program_made_of_our_labels_is_noticed_once(shop: Shop) -> None:
    label = shop.bought().id
    form_id = make_elsewhere(shop, label)
    assert ids(today(shop)) == (label,)
    (entry,) = noticed(shop)
    assert (entry.state, entry.wish.elsewhere, entry.forms[0].form_id) == (FormState.MADE, True, form_id)
    assert noticed(shop) == ()
    day = today(shop)
    assert (day.on, day.forms) == ((), (entry,))
    assert [why for _, why in day.off] == [WhyOff.ON_FORM]
    assert is_closed(shop, day.ship_date)
    assert [event.state for event in shop.forms.history(entry.id)] == ["made"]


def test_two_looks_at_once_keep_a_form_of_another_program_once(shop: Shop) -> None:
    label = shop.bought()
    make_elsewhere(shop, label.id)
    (form,) = shop.carrier.manifests.find(label_ids=(label.id,))
    other = shop.second_window()
    kept = [forms.take_in(form, "97214 HERE") for forms in (shop.forms, other.forms)]
    other.database.close()
    assert kept[0] is not None
    assert kept[1] is None
    assert len(shop.forms.all()) == 1


def test_a_form_of_labels_that_are_not_ours_is_not_kept(shop: Shop) -> None:
    with TemporaryDirectory() as folder:
        label = shop.bought().id
        make_elsewhere(shop, label)
        stranger = Shop(Path(folder))
        forms = Tray(stranger.labels, stranger.forms, shop.carrier, RULES.form)
        assert notice_forms(forms, since=shop.now().date()) == ()
        assert stranger.forms.all() == ()
        stranger.close()


def test_a_form_in_doubt_is_left_to_be_settled(shop: Shop) -> None:
    label = shop.bought().id
    trouble(shop, "drop_after")
    entry = make_scan_form(tray(shop), (label,))
    assert noticed(shop) == ()
    assert shop.forms.get(entry.id).state is FormState.IN_DOUBT


def test_a_form_that_counted_as_refused_is_believed_once_it_is_on_the_list(shop: Shop) -> None:
    label, other = shop.bought().id, shop.bought().id
    trouble(shop, "drop_after")
    entry = make_scan_form(tray(shop), (label,))
    shop.forms.record(entry.id, FormState.REFUSED)
    make_elsewhere(shop, other)
    found = {one.id: one.wish.elsewhere for one in noticed(shop)}
    assert found == {entry.id: False, entry.id + 1: True}
    assert shop.forms.get(entry.id).state is FormState.MADE
    assert ids(today(shop)) == ()


def test_what_was_never_asked_for_explains_no_form_of_another_program(shop: Shop) -> None:
    label = shop.bought().id
    number = shop.forms.intend(FormWish((label,)))
    make_elsewhere(shop, label)
    (taken_in,) = noticed(shop)
    assert taken_in.wish.elsewhere
    assert shop.forms.get(number).state is FormState.INTENDED


def test_asking_again_takes_in_the_larger_form_that_another_program_made(shop: Shop) -> None:
    label, other = shop.bought().id, shop.bought().id
    refuse_nth(shop)
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (label,))
    form_id = make_elsewhere(shop, label, other)
    (taken_in,) = ask_again(tray(shop), shop.forms.all()[0].id, now=shop.now())
    assert (taken_in.wish.elsewhere, taken_in.forms[0].form_id) == (True, form_id)
    assert ids(today(shop)) == ()


@pytest.mark.parametrize(("minutes", "elsewhere"), [(10, False), (11, True)])
def test_a_form_that_is_older_than_a_refused_request_did_not_come_of_it(
    shop: Shop, minutes: int, elsewhere: bool
) -> None:
    theirs, left = shop.bought().id, shop.bought().id
    make_elsewhere(shop, theirs)
    shop.later(minutes=minutes)
    refuse_nth(shop)
    with pytest.raises(Refused):
        make_scan_form(tray(shop), (theirs, left))
    (found,) = noticed(shop)
    assert found.wish.elsewhere is elsewhere
    assert ids(today(shop)) == (left,)


def test_closing_a_day_asks_only_for_what_no_other_program_put_on_a_form(shop: Shop) -> None:
    theirs, ours = shop.bought().id, shop.bought().id
    day = today(shop)
    make_elsewhere(shop, theirs)
    other, made = close_day(tray(shop), day, ids(day))
    assert (other.wish.elsewhere, other.forms[0].label_ids) == (True, (theirs,))
    assert (made.wish.elsewhere, made.forms[0].label_ids) == (False, (ours,))


def test_a_day_that_another_program_closed_is_not_asked_for_again(shop: Shop) -> None:
    label = shop.bought().id
    day = today(shop)
    make_elsewhere(shop, label)
    shop.wire.asked.clear()
    (other,) = close_day(tray(shop), day, ids(day))
    assert other.wish.elsewhere
    assert shop.wire.count(MAKING) == 0


def test_a_list_that_cannot_be_read_holds_no_form_up(shop: Shop) -> None:
    label = shop.bought().id
    shop.wire.answer("GET", "/v1/manifests", lambda _: refusal(400, message="Not now."))
    day = today(shop)
    (made,) = close_day(tray(shop), day, (label,))
    assert made.state is FormState.MADE


def test_a_day_without_a_label_for_the_form_is_not_asked_for(shop: Shop) -> None:
    shop.bought()
    with pytest.raises(BadInput) as caught:
        close_day(tray(shop), today(shop), ())
    assert caught.value.kind is FaultKind.FORM_INCOMPLETE
    assert shop.wire.count(MAKING) == 0


@given(st.lists(st.integers(0, 2), min_size=1, max_size=6), st.integers(1, 4))
@settings(max_examples=6, deadline=None)
def test_however_a_day_is_split_and_refused_no_label_is_on_two_forms(refused: list[int], most: int) -> None:
    with TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        for _ in refused:
            shop.bought()
        for nth in refused:
            day = today(shop)
            if not day.on:
                break
            if nth:
                refuse_nth(shop, nth)
            with suppress(Refused):
                close_day(tray(shop, most), day, ids(day))
        listed = [one for form in shop.carrier.manifests.find() for one in form.label_ids]
        held = [one for entry in shop.forms.all() for form in entry.forms for one in form.label_ids]
        assert len(listed) == len(set(listed))
        assert sorted(held) == sorted(listed)
        shop.close()
