"""The account's balance is evidence for a person: shown, asked about, recorded; it decides nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postwright.domain.balance_evidence import Says
from postwright.domain.decision import By, Decision
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.purchase import Order, Purchase, State
from postwright.operations.results import Doubt
from postwright.operations.settle import doubts, evidence_of, it_does_not_exist, settle
from postwright.operations.void_label import void_label
from postwright.paying import PayingAccount
from postwright.store.balances import Balances
from postwright.store.database import open_database
from tests.operations.shops import NOON, RULE, Shop
from tests.operations.test_settle import charged_unheard, swallowed


def see(shop: Shop) -> None:
    shop.balances.note(*shop.carrier.accounts.find())


def look(shop: Shop) -> None:
    now = shop.now()
    settle(shop.ledger, shop.labels, shop.carrier, now=now, stale_before=now, balances=shop.balances)


def doubt_of(shop: Shop) -> Doubt:
    (doubt,) = doubts(shop.ledger, now=shop.now(), rule=RULE, balances=shop.balances)
    return doubt


def deny(shop: Shop, order: Order, *, despite: bool = False) -> Purchase:
    return it_does_not_exist(
        shop.ledger,
        order.id,
        now=shop.now(),
        rule=RULE,
        balances=shop.balances,
        despite_balance=despite,
    )


def hidden_charge(shop: Shop) -> Order:
    """A label that was charged for, which the carrier lists nowhere for two hours."""
    see(shop)
    shop.practice.set_switches(lookup_delay_seconds=7200)
    order = charged_unheard(shop)
    for minutes in (11, 1):
        shop.later(minutes=minutes)
        look(shop)
    return order


def test_every_look_remembers_the_balance(shop: Shop) -> None:
    order = swallowed(shop)
    look(shop)
    assert [one.at for one in shop.balances.seen(order.carrier_id, NOON)] == [NOON]


def test_an_account_that_is_asked_for_its_balance_is_remembered(shop: Shop) -> None:
    account = PayingAccount(shop.carrier, lambda: "", shop.balances.note).look()
    (seen,) = shop.balances.seen(account.carrier_id, NOON)
    assert seen.balance == account.balance


def test_an_account_is_shown_even_if_its_balance_cannot_be_kept(shop: Shop) -> None:
    def full(_: object) -> None:
        raise Environment(FaultKind.DISK_FULL)

    assert PayingAccount(shop.carrier, lambda: "", full).look().carrier_id


def test_a_balance_that_fell_by_the_price_must_be_seen_before_it_is_denied(shop: Shop) -> None:
    order = hidden_charge(shop)
    doubt = doubt_of(shop)
    assert (doubt.can_deny, doubt.balance_speaks_for_it) == (True, True)
    with pytest.raises(BadInput) as caught:
        deny(shop, order)
    assert caught.value.kind is FaultKind.BALANCE_SPEAKS_FOR_IT
    assert shop.purchase(order).state is State.IN_DOUBT
    assert deny(shop, order, despite=True).state is State.INTENDED
    decided = [line.entry for line in shop.ledger.lines(order.id) if isinstance(line.entry, Decision)]
    assert decided == [
        Decision(
            By.OPERATOR,
            "There is no such label, although the balance speaks for a charge.",
            ("2 looks found nothing.", doubt.balance.sentence if doubt.balance else ""),
        )
    ]


def test_a_balance_that_did_not_fall_is_recorded_with_the_denial(shop: Shop) -> None:
    see(shop)
    order = swallowed(shop)
    for minutes in (11, 1):
        shop.later(minutes=minutes)
        look(shop)
    assert not doubt_of(shop).balance_speaks_for_it
    deny(shop, order)
    (decided,) = [line.entry for line in shop.ledger.lines(order.id) if isinstance(line.entry, Decision)]
    assert decided.what == "There is no such label."
    assert decided.evidence[1].endswith("That speaks against a charge.")


def test_another_parcel_that_was_bought_meanwhile_explains_the_fall(shop: Shop) -> None:
    see(shop)
    order = swallowed(shop)
    shop.later(minutes=1)
    shop.bought()
    shop.later(minutes=2)
    see(shop)
    found = evidence_of(shop.ledger, shop.purchase(order), shop.balances, shop.now())
    assert found is not None
    assert found.says is Says.NOT_CHARGED


def test_a_refund_that_was_asked_for_leaves_the_balance_open(shop: Shop) -> None:
    label = shop.bought()
    shop.later(minutes=1)
    see(shop)
    shop.practice.set_switches(lookup_delay_seconds=7200)
    order = charged_unheard(shop)
    shop.later(minutes=1)
    void_label(shop.till(), label.id, now=shop.now())
    (charge, credit) = shop.balances.movements(order.carrier_id, NOON, but=order.id)
    assert (charge.amount, credit.amount.minor) == (label.label.cost, -label.label.cost.minor)
    assert credit.latest is None


def test_what_other_accounts_paid_explains_nothing(shop: Shop) -> None:
    label = shop.bought()
    void_label(shop.till(), label.id, now=shop.now())
    assert shop.balances.movements("se-other", NOON) == ()
    assert shop.balances.seen("se-other", NOON) == ()


def test_no_account_leaves_no_trace(shop: Shop) -> None:
    shop.balances.note()
    assert shop.balances.seen(shop.account(), NOON) == ()


def test_a_look_that_cannot_keep_the_balance_still_finds_the_label(shop: Shop) -> None:
    order = charged_unheard(shop)
    gone = open_database(shop.folder / "gone.db")
    gone.path.unlink()  # the disk takes nothing more
    broken = Balances(gone, shop.now)
    now = shop.now()
    with pytest.raises(Environment):
        broken.note(*shop.carrier.accounts.find())
    settle(shop.ledger, shop.labels, shop.carrier, now=now, stale_before=now, balances=broken)
    gone.close()
    assert shop.purchase(order).state is State.BOUGHT


def test_without_balances_nothing_is_said_about_them(shop: Shop) -> None:
    order = swallowed(shop)
    assert evidence_of(shop.ledger, shop.purchase(order), None, shop.now()) is None
    fresh = shop.ledger.intend(shop.order())
    found = evidence_of(shop.ledger, fresh, shop.balances, shop.now() + timedelta(hours=1))
    assert found is not None
    assert found.says is Says.NOTHING
