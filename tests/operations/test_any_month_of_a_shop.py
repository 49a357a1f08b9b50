"""Any life of a shop, drawn by chance: lost replies, leaps of the clock, every refund. The books agree."""

from __future__ import annotations

from contextlib import suppress
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.pickup import PickupState
from postwright.operations.leave_today import answer
from postwright.operations.schedule_pickup import cancel_pickup
from postwright.operations.watch_refunds import opt_out
from postwright.practice.faults import Fault as Trouble
from tests.faults.sampling import few
from tests.operations.living import SENDER_ZONE, Living
from tests.operations.shops import Shop
from tests.rules import RULES

WHICH = st.integers(0, 10**6)
LOSSES = st.sampled_from(["drop_before", "drop_after", "truncate", "error_500", "too_many"])
SPENDING = st.sampled_from(
    [
        ("POST", "/v1/labels"),
        ("PUT", "/v1/labels/*/void"),
        ("POST", "/v1/labels/*/cancel_refund"),
        ("POST", "/v1/pickups"),
        ("POST", "/v1/manifests"),
    ]
)
SWITCHES = st.sampled_from(
    [
        {"refund_decided": "rejected"},
        {"refund_decided": "approved"},
        {"manifest_polls": 2},
        {"manifest_polls": 0},
        {"manifest_leaves_out": True},
        {"pickup_comes": False},
        {"void_manifested": "accept"},
        {"manifest_day": "ship_date"},
    ]
)


class Life(RuleBasedStateMachine):
    """What an operator and a bad network can do. A deed that fails is told, and the books are right."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._shop = Shop(Path(self._folder.name))
        self._shop.practice.set_switches(schema="2026", refund_assist=True, rate_limit=0)
        self._living = Living(self._shop)

    def teardown(self) -> None:
        self._shop.close()
        self._folder.cleanup()

    def _one(self, which: int) -> LabelEntry | None:
        entries = self._living.entries()
        return entries[which % len(entries)] if entries else None

    # -------------------------------------------------------- what happens

    @rule(count=st.integers(1, 3))
    def buy(self, count: int) -> None:
        with suppress(Fault):
            self._living.buy(count)

    @rule(which=WHICH)
    def void(self, which: int) -> None:
        if entry := self._one(which):
            with suppress(Fault):
                self._living.void(entry.id)

    @rule(which=WHICH, story=st.sampled_from(["delivered", "returned", "lost", "accepted"]))
    def hand_in(self, which: int, story: str) -> None:
        if (entry := self._one(which)) and not entry.is_void:
            self._shop.practice.mail(entry.id, story)

    @rule(which=WHICH, count=st.integers(1, 3))
    def book(self, which: int, count: int) -> None:
        wanted = [entry for entry in self._living.entries() if not entry.is_void][: count + which % 2]
        with suppress(Fault):
            self._living.book(wanted)

    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        booked = [one for one in self._shop.pickups.all() if one.state is PickupState.BOOKED]
        if booked:
            with suppress(Fault):
                cancel_pickup(self._shop.dock(), booked[which % len(booked)].id, now=self._shop.now())

    @rule()
    def close_the_day(self) -> None:
        with suppress(Fault):
            self._living.close()

    @rule(today=st.booleans())
    def say_whether_it_leaves_today(self, today: bool) -> None:
        question = self._living.question()
        if question:
            answer(self._living.calendar, question, today=today)

    @rule(which=WHICH)
    def opt_out(self, which: int) -> None:
        if entry := self._one(which):
            with suppress(Fault):
                opt_out(self._shop.refund_desk(), entry.id)

    @rule(days=st.sampled_from([1, 2, 8, 22]))
    def let_days_pass(self, days: int) -> None:
        self._shop.later(days=days)

    @rule(form=st.booleans())
    def let_it_become_late(self, form: bool) -> None:
        """On to the hour until which forms are made, or pickups changed."""
        hour, zone = (RULES.form.until, SENDER_ZONE) if form else (time(2), RULES.pickup.zone)
        self._shop.practice.clock.forward_to(hour, zone)

    @rule(call=SPENDING, kind=LOSSES)
    def lose(self, call: tuple[str, str], kind: str) -> None:
        """The next of such calls ends badly."""
        self._shop.practice.faults.clear()
        self._shop.practice.faults.add(Trouble(kind, call[1], call[0]))  # type: ignore[arg-type]

    @rule(changes=SWITCHES)
    def behave(self, changes: dict[str, object]) -> None:
        self._shop.practice.set_switches(**changes)

    @rule()
    def follow(self) -> None:
        self._living.track()

    # -------------------------------------------------------- what is always so

    @invariant()
    def the_books_agree(self) -> None:
        """Once everything in doubt was looked up, as it is every minute, and the refunds were."""
        self._living.settle()
        self._living.look()
        self._living.assert_the_books_agree()

    @invariant()
    def nothing_is_there_that_nobody_asked_for(self) -> None:
        """Labels, standing pickups and forms of the carrier are those of our books, or in doubt there."""
        known = {entry.pickup.pickup_id for entry in self._shop.pickups.all() if entry.pickup}
        doubtful = [one for one in self._shop.pickups.all() if one.pickup is None]
        there = {one.pickup_id for one in self._shop.carrier.pickups.find()}
        assert len(there - known) <= len(doubtful)


Life.TestCase.settings = settings(max_examples=few(5, 20), stateful_step_count=few(12, 25), deadline=None)
TestAnyLife = Life.TestCase
