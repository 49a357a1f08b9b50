"""Two programs want the same parcel, or the same folder, and one of them may be dead."""

from __future__ import annotations

import os
import signal

import pytest

from tests.faults import buyer
from tests.faults.judging import assert_it_is_ours
from tests.faults.sampling import few
from tests.faults.world import KILLED, UNIX_ONLY, World, until

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("I4")]


@pytest.mark.parametrize("run", range(few(2, 5)))
def test_two_processes_that_buy_the_same_draft_at_once_pay_once(world: World, run: int) -> None:
    """Even where the lock of the folder fails, as it does on some network drives."""
    processes = [world.host.start(world.job("buy", locked=False)) for _ in range(2)]
    ends = sorted(world.host.end_of(process) for process in processes)
    assert ends == [buyer.DONE, buyer.BAD_INPUT]
    with world.restarted() as shop:
        bought = shop.ledger.live_for(world.draft)
        assert bought is not None
        assert_it_is_ours(shop, world, bought)


@pytest.mark.parametrize("point", ["before the intention", "before SENT"])
def test_a_buyer_that_was_overtaken_stops_before_it_asks(world: World, point: str) -> None:
    slow = world.host.start(world.job("buy", locked=False, point=point, halt=True))
    assert world.host.end_of(slow) == buyer.HALTED
    assert world.host.run(world.job("buy", locked=False)) == buyer.DONE
    os.kill(slow, signal.SIGCONT)
    assert world.host.end_of(slow) == buyer.BAD_INPUT
    with world.restarted() as shop:
        bought = shop.ledger.live_for(world.draft)
        assert bought is not None
        assert_it_is_ours(shop, world, bought)


@pytest.mark.parametrize("point", ["after SENT", "before the request", "before the outcome"])
def test_nobody_overtakes_a_buyer_that_has_sent_not_even_after_looking(world: World, point: str) -> None:
    slow = world.host.start(world.job("buy", locked=False, point=point, halt=True))
    assert world.host.end_of(slow) == buyer.HALTED
    assert world.host.run(world.job("settle", locked=False)) == buyer.DONE
    assert world.host.run(world.job("buy", locked=False)) == buyer.BAD_INPUT
    os.kill(slow, signal.SIGCONT)
    assert world.host.end_of(slow) == buyer.DONE
    with world.restarted() as shop:
        bought = shop.ledger.live_for(world.draft)
        assert bought is not None
        assert_it_is_ours(shop, world, bought)


@pytest.mark.row("I1", "I2")
def test_a_second_program_is_kept_out_while_the_first_one_buys(world: World) -> None:
    world.carrier.fail("delay", seconds=4)
    first = world.host.start(world.job("buy"))
    until(lambda: not world.carrier.ask("GET", "faults")["faults"], "the first buyer to ask")
    assert world.host.run(world.job("buy")) == buyer.ENVIRONMENT
    os.kill(first, signal.SIGKILL)
    assert world.host.end_of(first) == KILLED
    with world.restarted() as shop:  # the folder is free, though the carrier still works on the request
        (sent,) = shop.ledger.unsettled()
        assert sent.order.draft_id == world.draft
    assert world.host.run(world.job("buy")) == buyer.BAD_INPUT
    until(lambda: len(world.carrier.charges()) == 1, "the charge of the first buyer")
