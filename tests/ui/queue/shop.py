"""A queue that remembers what was done to it, and lanes that wait for the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from postwright import assets
from postwright.domain.advice import Action
from postwright.domain.approval import Approval
from postwright.domain.catalogue import read_catalogue
from postwright.domain.draft import Draft
from postwright.domain.faults import Fault
from postwright.domain.money import Money
from postwright.domain.preferences import Mode
from postwright.operations.results import (
    BatchItem,
    BatchPlan,
    ParcelBought,
    ParcelEnd,
    ParcelPriced,
    QueueRow,
    Standing,
)
from postwright.ui.queue.deeds import Deeds, Listener, QueueLanes
from postwright.ui.queue.presenter import QueuePresenter
from postwright.ui.queue.screen import QueueScreen
from tests.fakes.lane import HeldLane
from tests.ui import plausible

if TYPE_CHECKING:
    from postwright.ui.queue.deeds import PriceEnd

CATALOGUE = read_catalogue(assets.text("carrier/usps.json"))
TODAY = date(2026, 11, 24)


@dataclass
class Batch:
    """A batch that goes on when the test says so."""

    items: tuple[BatchItem, ...]
    heard: Listener
    stops: int = 0

    def stop(self) -> None:
        self.stops += 1

    def bought(self, draft_id: str, number: int = 0) -> None:
        self.heard.begun(draft_id)
        self.end(draft_id, ParcelBought(plausible.entry(number)))

    def end(self, draft_id: str, end: ParcelEnd) -> None:
        self.heard.ended(draft_id, end)


@dataclass
class Shop:
    """`plans` are answered one after the other, the last for ever; without one the rows are summed. Set
    `fault` and every deed on a lane fails with it.
    """

    held: list[QueueRow] = field(default_factory=lambda: list(plausible.queue_rows()))
    standing_now: Standing = field(default_factory=plausible.standing)
    done: list[tuple[object, ...]] = field(default_factory=list)
    plans: list[BatchPlan] = field(default_factory=list)
    prices: dict[str, PriceEnd] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    went: list[Action] = field(default_factory=list)
    fault: Fault | None = None
    mode: Mode = Mode.LIVE

    @property
    def batch(self) -> Batch:
        return self.batches[-1]

    def did(self, deed: str) -> list[tuple[object, ...]]:
        return [one for one in self.done if one[0] == deed]

    def note(self, *what: object) -> None:
        self.done.append(what)
        if self.fault is not None:
            raise self.fault

    def rows(self) -> tuple[QueueRow, ...]:
        if self.fault is not None:
            raise self.fault
        return tuple(self.held)

    def plan(self, ids: tuple[str, ...]) -> BatchPlan:
        self.note("plan", ids)
        if self.plans:
            found = self.plans.pop(0) if len(self.plans) > 1 else self.plans[0]
            return replace(found, parcels=tuple(one for one in found.parcels if one.record.id in ids))
        return plausible.plan_of(tuple(row for row in self.held if row.record.id in ids))

    def begin(self, ids: tuple[str, ...], answers: Mapping[str, tuple[str, ...]]) -> tuple[BatchItem, ...]:
        self.note("begin", ids, dict(answers))
        return plausible.batch_items(tuple(row for row in self.held if row.record.id in ids))

    def run(self, items: tuple[BatchItem, ...], heard: Listener) -> Batch:
        self.done.append(("run", tuple(one.draft_id for one in items)))
        self.batches.append(Batch(items, heard))
        return self.batch

    def price(self, draft_id: str) -> PriceEnd:
        self.note("price", draft_id)
        row = next(row for row in self.held if row.record.id == draft_id)
        return self.prices.get(draft_id) or ParcelPriced(row.record, Money(500))

    def approve(self, draft_id: str, draft: Draft, approval: Approval) -> None:
        self.note("approve", draft_id, draft, approval)

    def deeds(self) -> Deeds:
        return Deeds(
            rows=self.rows,
            edit=lambda one: self.note("edit", one),
            remove=lambda one: self.note("remove", one),
            restore=lambda one: self.note("restore", one),
            unqueue=lambda one: self.note("unqueue", one),
            approve=self.approve,
            price=self.price,
            plan=self.plan,
            answer_leaving=lambda asked, today: self.note("leaves", asked.place, today),
            begin=self.begin,
            run=self.run,
            preferences=lambda: replace(plausible.preferences(), mode=self.mode),
            standing=lambda: self.standing_now,
            catalogue=CATALOGUE,
            today=lambda: TODAY,
            show_label=lambda one: self.note("show label", one),
            show_labels=lambda ids: self.note("show labels", *ids),
            open_void=lambda one: self.note("open void", one),
            go=self.went.append,
        )


class Desk:
    """A presenter with its lanes and all that it ever showed."""

    def __init__(self, shop: Shop | None = None) -> None:
        self.shop = shop or Shop()
        self.lane, self.errands = HeldLane(Fault), HeldLane(Fault)
        self.shown: list[QueueScreen] = []
        self.told: list[str] = []
        self.presenter = QueuePresenter(
            self.shop.deeds(),
            QueueLanes(self.lane, self.errands),
            self.shown.append,
            announce=lambda: self.told.append("changed"),
        )
        self.buying = self.presenter.buying
        self.look()

    @property
    def screen(self) -> QueueScreen:
        return self.shown[-1]

    def run(self) -> None:
        """Let everything that waits run, and what follows from it."""
        while self.lane.held or self.errands.held:
            self.lane.run_all()
            self.errands.run_all()

    def look(self) -> None:
        self.presenter.load()
        self.run()

    def sum_up(self) -> QueueScreen:
        """The first press of Buy, with its prices."""
        self.buying.summarise()
        self.run()
        return self.screen

    def buy(self) -> Batch:
        """From the first press to the batch under way."""
        self.sum_up()
        self.buying.confirm()
        self.buying.buy()
        self.run()
        return self.shop.batch

    def press(self) -> None:
        assert self.screen.notice
        self.presenter.act(self.screen.notice.action)
