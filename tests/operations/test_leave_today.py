"""Labels after the cut-off, or after the day's SCAN form, leave on the next day unless somebody says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postwright.domain.day_end import origin_key
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.form_request import FormState
from postwright.domain.ship_day import WhyOver, leaves_today, read_waiting, rolled_words
from postwright.domain.shipment import Shipment
from postwright.operations.guard import Counter
from postwright.operations.leave_today import FAMILY, Calendar, answer, ship_days
from postwright.operations.make_scan_form import Tray, make_scan_form, settle_forms
from postwright.operations.plan_batch import plan_batch
from postwright.operations.run_queue import run_queue
from postwright.operations.sell import sell
from postwright.practice.faults import Fault
from postwright.store.marks import Marks
from tests.domain.samples import DRAFT, SENDER_TEXT
from tests.operations.shops import GROUND, Shop
from tests.rules import RULES

HERE = str(origin_key(SENDER_TEXT))
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
# In California, where the sample shop is.
MORNING = datetime(2026, 11, 23, 17, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


@pytest.fixture
def calendar(shop: Shop) -> Calendar:
    shop.practice.clock.set(MORNING)
    return Calendar(shop.forms, Marks(shop.database, FAMILY), RULES.form, shop.now)


def counter(shop: Shop, calendar: Calendar) -> Counter:
    return replace(shop.counter(), days=lambda: ship_days(calendar))


def tray(shop: Shop) -> Tray:
    return Tray(shop.labels, shop.forms, shop.carrier, RULES.form)


def shipped(shop: Shop, calendar: Calendar) -> Shipment:
    found = read_waiting(DRAFT, shop.catalogue, shop.now(), days=ship_days(calendar))
    assert isinstance(found, Shipment)
    return found


def form_of_today(shop: Shop, calendar: Calendar) -> None:
    run = run_queue(counter(shop, calendar), only=(shop.queued().id,))
    assert run.bought[0].shipment.ship_date == MONDAY
    assert make_scan_form(tray(shop), (run.bought[0].id,)).state is FormState.MADE


def test_a_queue_that_runs_in_the_evening_moves_its_parcels_on_and_says_so(
    shop: Shop, calendar: Calendar
) -> None:
    shop.queued()
    shop.practice.clock.set(EVENING)
    run = run_queue(counter(shop, calendar))
    assert [entry.shipment.ship_date for entry in run.bought] == [TUESDAY]
    assert run.rolled[0].endswith("Ship date was Mon 23 Nov; it leaves Tue 24 Nov.")


def test_after_the_form_of_the_day_later_labels_leave_tomorrow(shop: Shop, calendar: Calendar) -> None:
    form_of_today(shop, calendar)
    assert ship_days(calendar).closed == {(HERE, MONDAY)}
    shop.later(hours=1)
    run = run_queue(counter(shop, calendar), only=(shop.queued().id,))
    assert [entry.shipment.ship_date for entry in run.bought] == [TUESDAY]


def test_a_form_in_doubt_closes_its_day_until_it_is_known_that_there_is_none(
    shop: Shop, calendar: Calendar
) -> None:
    entry = shop.bought()
    shop.practice.set_switches(manifest_day="ship_date")
    shop.practice.faults.add(Fault("drop_before", "/v1/manifests", "POST"))
    assert make_scan_form(tray(shop), (entry.id,)).state is FormState.IN_DOUBT
    day = (HERE, entry.shipment.ship_date)
    assert day in ship_days(calendar).closed
    now = shop.later(minutes=15)
    settle_forms(tray(shop), now=now, stale_before=now)
    assert day not in ship_days(calendar).closed


def test_it_is_asked_once_a_day_and_either_answer_holds(shop: Shop, calendar: Calendar) -> None:
    form_of_today(shop, calendar)
    question = leaves_today(DRAFT, shop.now(), ship_days(calendar))
    assert question is not None
    assert (question.why, question.instead) == (WhyOver.FORM_MADE, TUESDAY)
    answer(calendar, question, today=False)
    assert leaves_today(DRAFT, shop.now(), ship_days(calendar)) is None
    assert shipped(shop, calendar).ship_date == TUESDAY
    answer(calendar, question, today=True)
    assert leaves_today(DRAFT, shop.now(), ship_days(calendar)) is None
    assert (shipped(shop, calendar).ship_date, rolled_words(shipped(shop, calendar))) == (MONDAY, "")
    shop.practice.clock.set(datetime(2026, 11, 25, 6, tzinfo=UTC))
    assert leaves_today(DRAFT, shop.now(), ship_days(calendar)) is not None


def test_the_sum_of_a_batch_asks_once_for_each_place(shop: Shop, calendar: Calendar) -> None:
    there = replace(SENDER_TEXT, line1="9 Elsewhere")
    ids = [shop.queued(draft=draft).id for draft in (DRAFT, DRAFT, replace(DRAFT, sender=there))]
    assert plan_batch(counter(shop, calendar), ids).leaving == ()
    shop.practice.clock.set(EVENING)
    plan = plan_batch(counter(shop, calendar), ids)
    assert [one.place for one in plan.leaving] == [HERE, str(origin_key(there))]
    assert sum("it leaves Tue 24 Nov" in words for words in plan.odd) == 3
    answer(calendar, plan.leaving[0], today=True)
    again = plan_batch(counter(shop, calendar), ids)
    assert [one.place for one in again.leaving] == [str(origin_key(there))]
    assert sum("it leaves Tue 24 Nov" in words for words in again.odd) == 1


def test_what_was_priced_before_nine_is_not_bought_after_it(shop: Shop, calendar: Calendar) -> None:
    draft = shop.drafts.new(DRAFT)
    shipment = shipped(shop, calendar)
    quote = shop.quoted(shipment)
    shop.practice.clock.set(EVENING)
    with pytest.raises(BadInput) as caught:
        sell(counter(shop, calendar), shop.archive(), draft.id, shipment, quote, GROUND)
    assert caught.value.kind is FaultKind.STALE_QUOTE
    assert shop.wire.purchases == 0
