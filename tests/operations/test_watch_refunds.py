"""A refund is followed until the carrier or a person says what became of the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.refund_watch import How, RefundState, RefundWatch
from postwright.operations.look_at_refunds import is_due, look_at_refunds
from postwright.operations.void_label import void_label
from postwright.operations.watch_refunds import (
    confirm,
    credited,
    denied,
    is_other_money,
    opt_out,
    refunds,
    reopen,
)
from tests.domain.samples import SHIPMENT
from tests.operations.shops import PRIORITY, Shop

NEW_FORM = {"schema": "2026"}
ASSIST = {"schema": "2026", "refund_assist": True}


def voided(shop: Shop, entry: LabelEntry | None = None) -> LabelEntry:
    entry = entry or shop.bought()
    void_label(shop.till(), entry.id, now=shop.now())
    return shop.labels.get(entry.id)


def only(shop: Shop) -> RefundWatch:
    (found,) = refunds(shop.refund_desk())
    return found


def note_balance(shop: Shop) -> None:
    shop.balances.note(*shop.carrier.accounts.find())


def refused(deed: object, *args: object) -> FaultKind:
    assert callable(deed)
    with pytest.raises(BadInput) as caught:
        deed(*args)
    return caught.value.kind


def test_a_void_begins_a_refund_with_its_dates(shop: Shop) -> None:
    entry = voided(shop)
    watch = only(shop)
    assert (watch.id, watch.state, watch.amount) == (entry.id, RefundState.ASKED, entry.label.cost)
    assert (watch.expected_from, watch.expected_by) == (date(2026, 12, 13), date(2026, 12, 20))
    assert [one.state for one in shop.refunds.history(entry.id)] == ["asked"]


def test_a_void_of_before_rows_were_kept_is_waited_for_too(shop: Shop) -> None:
    entry = shop.bought()
    shop.labels.refresh(replace(entry.label, voided=True, voided_at=shop.now()))
    assert (only(shop).state, only(shop).amount) == (RefundState.ASKED, entry.label.cost)
    assert credited(shop.refund_desk(), entry.id, Money(100), date(2026, 11, 22)).amount == Money(100)


def test_the_carriers_report_of_the_credit_is_believed(shop: Shop) -> None:
    shop.practice.set_switches(**NEW_FORM)
    entry = voided(shop)
    assert look_at_refunds(shop.refund_desk()).changed == 1  # it says now that it is under way
    assert "under way" in only(shop).detail
    shop.later(days=22)
    assert look_at_refunds(shop.refund_desk()).changed == 1
    watch = only(shop)
    assert (watch.state, watch.how, watch.amount) == (RefundState.CREDITED, How.CARRIER, entry.label.cost)
    assert watch.day == date(2026, 12, 14)
    assert look_at_refunds(shop.refund_desk()).changed == 0


def test_the_carriers_report_that_it_is_rejected_is_believed(shop: Shop) -> None:
    shop.practice.set_switches(**NEW_FORM, refund_decided="rejected")
    voided(shop)
    shop.later(days=22)
    look_at_refunds(shop.refund_desk())
    assert (only(shop).state, only(shop).how) == (RefundState.DENIED, How.CARRIER)


def test_a_rejected_refund_is_denied_though_the_carrier_calls_the_label_good_again(shop: Shop) -> None:
    shop.practice.set_switches(**NEW_FORM, refund_decided="rejected")
    voided(shop)
    shop.later(days=22)

    def good_again(request: httpx.Request) -> httpx.Response:
        page = shop.wire.passed_on(request).json()
        for label in page["labels"]:
            label |= {"voided": False, "voided_at": None, "status": "completed"}
        return httpx.Response(200, json=page)

    shop.wire.answer("GET", "/v1/labels", good_again)
    assert look_at_refunds(shop.refund_desk()).changed == 1
    assert only(shop).state is RefundState.DENIED


def test_a_report_that_was_heard_says_nothing_against_what_a_person_entered_since(shop: Shop) -> None:
    shop.practice.set_switches(**NEW_FORM, refund_decided="rejected")
    entry = voided(shop)
    shop.later(days=22)
    look_at_refunds(shop.refund_desk())
    reopen(shop.refund_desk(), entry.id)
    look_at_refunds(shop.refund_desk())
    assert only(shop).state is RefundState.ASKED


def test_where_the_carrier_reports_nothing_the_refund_stays_asked_for_and_gets_late(shop: Shop) -> None:
    voided(shop)
    shop.later(days=29)
    look_at_refunds(shop.refund_desk())
    watch = only(shop)
    assert watch.state is RefundState.ASKED
    assert watch.is_overdue(shop.now().date())


def test_a_rise_of_the_balance_is_a_proposal_until_a_person_believes_it(shop: Shop) -> None:
    entry = voided(shop)
    shop.later(hours=1)
    note_balance(shop)
    shop.later(days=22)
    note_balance(shop)
    watch = only(shop)
    assert watch.state is RefundState.ASKED
    assert watch.proposal is not None
    (believed,) = confirm(shop.refund_desk(), watch.proposal)
    assert (believed.state, believed.how, believed.amount) == (
        RefundState.CREDITED,
        How.BALANCE,
        entry.label.cost,
    )
    assert refused(confirm, shop.refund_desk(), watch.proposal) is FaultKind.REFUND_MOVED_ON


def test_other_money_is_not_proposed_again(shop: Shop) -> None:
    voided(shop)
    shop.later(hours=1)
    note_balance(shop)
    shop.later(days=22)
    note_balance(shop)
    proposal = only(shop).proposal
    assert proposal is not None
    is_other_money(shop.refund_desk(), proposal)
    assert only(shop).proposal is None
    assert refused(confirm, shop.refund_desk(), proposal) is FaultKind.REFUND_MOVED_ON
    assert only(shop).state is RefundState.ASKED


def test_a_purchase_meanwhile_does_not_hide_the_credit(shop: Shop) -> None:
    voided(shop)
    shop.later(hours=1)
    note_balance(shop)
    shop.later(days=10)
    shop.buy(shop.order(key=PRIORITY))
    shop.later(days=12)
    note_balance(shop)
    assert only(shop).proposal is not None


def test_what_came_back_is_entered_by_hand_and_taken_back(shop: Shop) -> None:
    entry = voided(shop)
    shop.later(days=23)
    desk = shop.refund_desk()
    watch = credited(desk, entry.id, entry.label.cost, date(2026, 12, 14))
    assert (watch.state, watch.how, watch.day) == (RefundState.CREDITED, How.HAND, date(2026, 12, 14))
    assert refused(denied, desk, entry.id, "no") is FaultKind.REFUND_MOVED_ON
    assert reopen(desk, entry.id).state is RefundState.ASKED
    watch = denied(desk, entry.id, " Stamps.com says that it was used. ")
    assert (watch.state, watch.detail) == (RefundState.DENIED, "Stamps.com says that it was used.")
    assert [one.state for one in shop.refunds.history(entry.id)] == [
        "asked",
        "credited",
        "reopened",
        "denied",
    ]


@pytest.mark.parametrize(
    ("amount", "day"),
    [
        (Money(0), date(2026, 11, 22)),
        (Money(99_999), date(2026, 11, 22)),
        (Money(100, "cad"), date(2026, 11, 22)),
        (Money(100), date(2026, 11, 21)),
        (Money(100), date(2026, 11, 23)),
    ],
)
def test_what_cannot_have_come_back_is_not_written_down(shop: Shop, amount: Money, day: date) -> None:
    entry = voided(shop)
    assert refused(credited, shop.refund_desk(), entry.id, amount, day) is FaultKind.REFUND_AMOUNT


def test_a_label_that_was_not_voided_has_no_refund_to_enter(shop: Shop) -> None:
    entry = shop.bought()
    desk = shop.refund_desk()
    assert refused(denied, desk, entry.id, "no") is FaultKind.REFUND_MOVED_ON
    assert refused(reopen, desk, entry.id) is FaultKind.REFUND_MOVED_ON
    assert refused(opt_out, desk, entry.id) is FaultKind.REFUND_MOVED_ON


def test_a_refund_that_was_asked_for_by_hand_is_never_called_off(shop: Shop) -> None:
    entry = voided(shop)
    assert refused(opt_out, shop.refund_desk(), entry.id) is FaultKind.REFUND_MOVED_ON
    assert shop.wire.count(f"POST /v1/labels/{entry.id}/cancel_refund") == 0


def test_refund_assist_is_noticed_when_it_is_scheduled(shop: Shop) -> None:
    shop.practice.set_switches(**ASSIST)
    entry = shop.bought()
    shop.later(days=21, hours=1)
    look_at_refunds(shop.refund_desk())
    watch = only(shop)
    assert (watch.state, watch.by_assist) == (RefundState.SCHEDULED, True)
    assert watch.amount == Money(entry.label.cost.minor * 70 // 100)


def test_voiding_a_scheduled_label_by_hand_asks_for_all_of_its_price(shop: Shop) -> None:
    shop.practice.set_switches(**ASSIST)
    entry = shop.bought()
    shop.later(days=21, hours=1)
    look_at_refunds(shop.refund_desk())
    voided(shop, entry)
    watch = only(shop)
    assert (watch.state, watch.by_assist, watch.amount) == (RefundState.ASKED, False, entry.label.cost)


def test_a_label_that_refund_assist_voided_is_noticed_told_and_never_printed(shop: Shop) -> None:
    shop.practice.set_switches(**ASSIST)
    entry = shop.bought()
    shop.later(days=27)
    news = look_at_refunds(shop.refund_desk())
    assert news.told == (
        f"Refund Assist voided the unused label for {SHIPMENT.ship_to.who}. Do not use it any more.",
    )
    assert shop.labels.get(entry.id).is_void
    watch = only(shop)
    assert (watch.state, watch.by_assist) == (RefundState.ASKED, True)
    assert watch.amount == Money(entry.label.cost.minor * 70 // 100)
    assert look_at_refunds(shop.refund_desk()).told == ()


def test_a_label_that_was_voided_elsewhere_is_noticed_and_told(shop: Shop) -> None:
    entry = shop.bought()
    shop.carrier.labels.void(entry.id)
    news = look_at_refunds(shop.refund_desk())
    assert "was voided elsewhere" in news.told[0]
    assert (shop.labels.get(entry.id).is_void, only(shop).amount) == (True, entry.label.cost)


def test_a_label_of_another_program_is_nobodys_news(shop: Shop) -> None:
    order = shop.order()
    other = shop.carrier.labels.buy(order, display_scheme="label").label
    shop.carrier.labels.void(other.label_id)
    assert look_at_refunds(shop.refund_desk()).told == ()


def test_a_scheduled_label_is_taken_out_of_refund_assist(shop: Shop) -> None:
    shop.practice.set_switches(**ASSIST)
    entry = shop.bought()
    shop.later(days=21, hours=1)
    look_at_refunds(shop.refund_desk())
    assert opt_out(shop.refund_desk(), entry.id).state is RefundState.EXCLUDED
    shop.later(days=6)
    assert look_at_refunds(shop.refund_desk()).told == ()
    assert not shop.labels.get(entry.id).is_void


def test_a_reply_without_refund_details_is_believed_too_when_it_took_the_label_out(shop: Shop) -> None:
    shop.practice.set_switches(**ASSIST)
    entry = shop.bought()
    shop.later(days=21, hours=1)
    look_at_refunds(shop.refund_desk())
    shop.practice.set_switches(schema="2024")
    assert opt_out(shop.refund_desk(), entry.id).state is RefundState.EXCLUDED


def test_after_a_lost_answer_the_next_look_tells_whether_it_was_taken_out(shop: Shop) -> None:
    shop.practice.set_switches(**ASSIST)
    entry = shop.bought()
    shop.later(days=21, hours=1)
    look_at_refunds(shop.refund_desk())

    def lost(request: httpx.Request) -> httpx.Response:
        shop.wire.passed_on(request)
        raise httpx.ReadTimeout("nothing came", request=request)

    shop.wire.answer("POST", f"/v1/labels/{entry.id}/cancel_refund", lost)
    with pytest.raises(Lost):
        opt_out(shop.refund_desk(), entry.id)
    assert only(shop).state is RefundState.SCHEDULED
    look_at_refunds(shop.refund_desk())
    assert only(shop).state is RefundState.EXCLUDED


def test_a_void_of_ours_that_is_in_doubt_is_left_to_its_own_settling(shop: Shop) -> None:
    entry = shop.bought()

    def lost(request: httpx.Request) -> httpx.Response:
        shop.wire.passed_on(request)
        raise httpx.ReadTimeout("nothing came", request=request)

    shop.wire.answer("PUT", f"/v1/labels/{entry.id}/void", lost)
    voided(shop, entry)
    assert look_at_refunds(shop.refund_desk()).changed == 0
    assert refunds(shop.refund_desk()) == ()


def test_the_carrier_is_asked_every_six_hours(shop: Shop) -> None:
    assert is_due(shop.refund_desk())
    look_at_refunds(shop.refund_desk())
    assert not is_due(shop.refund_desk())
    shop.later(hours=6)
    assert is_due(shop.refund_desk())
    assert shop.wire.count("GET /v1/labels") == 2


def test_a_look_of_a_clock_that_was_ahead_puts_off_no_other(shop: Shop) -> None:
    desk = shop.refund_desk()
    look_at_refunds(replace(desk, now=lambda: shop.now() + timedelta(days=365)))
    assert is_due(desk)
    look_at_refunds(desk)
    assert not is_due(desk)


def test_what_ended_goes_out_of_sight_and_what_is_open_stays(shop: Shop) -> None:
    first, second = voided(shop), voided(shop)
    credited(shop.refund_desk(), first.id, Money(100), date(2026, 11, 22))
    shop.later(days=61)
    assert [one.id for one in refunds(shop.refund_desk())] == [second.id]
    assert len(shop.refunds.watched()) == 2


def test_a_label_that_is_not_kept_is_unknown(shop: Shop) -> None:
    assert refused(denied, shop.refund_desk(), "se-none", "no") is FaultKind.LABEL_UNKNOWN


def test_a_credit_that_is_known_leaves_the_rest_of_a_rise_to_the_open_refund(shop: Shop) -> None:
    first, second = voided(shop), voided(shop, shop.buy(shop.order(key=PRIORITY)).entry)
    shop.later(hours=1)
    note_balance(shop)
    shop.later(days=22)
    credited(shop.refund_desk(), first.id, first.label.cost, shop.now().date())
    note_balance(shop)
    open_one = next(one for one in refunds(shop.refund_desk()) if one.is_open)
    assert open_one.proposal is not None
    assert open_one.proposal.label_ids == (second.id,)
    assert open_one.proposal.amount == second.label.cost


def test_nothing_is_proposed_where_no_refund_is_open(shop: Shop) -> None:
    entry = voided(shop)
    credited(shop.refund_desk(), entry.id, entry.label.cost, shop.now().date())
    assert only(shop).proposal is None
