"""Buy and print labels in practice while the window's event loop is watched. Started by bench_gaps.py.

`lanes`: the operations on the lanes and nothing else; `window`: the whole program with its window open;
`batch`: the program with the Queue in front, which buys what was queued.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from postwright.app.archive_deeds import print_on_default
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.program import Program
from postwright.domain.approval import Approval
from postwright.domain.money import Money
from postwright.domain.ship_day import read_waiting
from postwright.domain.shipment import Shipment
from postwright.jobs.lanes import Lanes
from postwright.jobs.lock import Lock
from postwright.operations.price_queue import price_parcel
from postwright.operations.quote import quote
from postwright.operations.results import Purchased
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.practice.app import practice_app
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.change import Change
from postwright.ui.queue.panel import QueuePanel
from postwright.ui.queue.screen import Step
from tests.domain.samples import DRAFT

TICK_MS = 8
IDLE_MS = 3000
SERVICE = "usps_ground_advantage"
RICH = 10_000_000


class Meter(QObject):
    """Notes how long the event loop let a timer of 8 ms wait: milliseconds between two ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def taken(self) -> list[float]:
        """The gaps since the last time."""
        found, self.gaps = self.gaps, []
        return found


class Work(QObject):
    """Buys so many drafts on the money lanes, prints each on the print lane, and then says so."""

    def __init__(
        self, shop: Shop, lanes: Lanes, told: Callable[[Change], None], ended: Callable[[], None]
    ) -> None:
        super().__init__()
        self._shop = shop
        self._lanes = lanes
        self._told = told
        self._ended = ended
        self._left = 0

    def start(self, count: int) -> None:
        self._left = count
        for _ in range(count):
            self._lanes.money.submit(self._buy, self._bought, failed, name="Buying a label")

    def _buy(self) -> Purchased:
        shop, draft_id = self._shop, self._shop.drafts.new(DRAFT).id
        shipment = read_waiting(DRAFT, shop.catalogue, shop.now(), days=shop.days.now())
        assert isinstance(shipment, Shipment), shipment
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
        rate = found.of_service(SERVICE, "")
        assert rate is not None
        return sell(shop.counter(), shop.archive(), draft_id, shipment, found, rate.key)

    def _bought(self, purchased: Purchased) -> None:
        self._told(Change(drafts=True, labels=True, money=True))
        assert purchased.entry is not None
        label_id = purchased.entry.id
        self._lanes.prints.submit(
            lambda: print_on_default(self._shop, label_id, ""), self._printed, failed, name="Printing"
        )

    def _printed(self, _: object) -> None:
        self._told(Change(labels=True))
        self._left -= 1
        if not self._left:
            self._ended()


def failed(error: Exception) -> NoReturn:
    sys.stderr.write(f"{type(error).__name__}: {error}\n")
    os._exit(1)


class Batch(QObject):
    """Queues so many parcels with a price, and has the Queue panel buy them as a person would."""

    def __init__(self, program: Program, ended: Callable[[], None]) -> None:
        super().__init__()
        assert program.session is not None
        assert program.window is not None
        self._shop = program.session.shop
        self._lanes = program.lanes
        self._ended = ended
        program.window.go("queue")
        panel = program.window.panel("queue")
        assert isinstance(panel, QueuePanel)
        self._panel = panel
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self._look)

    def prepare(self, count: int, ready: Callable[[], None]) -> None:
        """Put the parcels into the queue and ask their prices, so that nothing but buying is measured."""

        def work() -> None:
            for number in range(count):
                to = replace(DRAFT.to, name=f"Ann Lee {number}")
                held = self._shop.drafts.new(replace(DRAFT, to=to))
                self._shop.drafts.queue(held.id, Approval(SERVICE, "package", Money(2000)))
                price_parcel(self._shop.counter(), held.id)

        def prepared(_: None) -> None:
            self._panel.shown()
            ready()

        self._lanes.money.submit(work, prepared, failed, name="Queueing")

    def start(self, count: int) -> None:
        assert len(self._panel.presenter.screen.to_buy) == count
        self._panel.presenter.buying.summarise()
        self._timer.start()

    def _look(self) -> None:
        presenter = self._panel.presenter
        screen = presenter.screen
        if screen.step is Step.SUMMARY and screen.summary is not None and not screen.summary.checking:
            for question in screen.summary.questions:
                if not question.answered:
                    presenter.buying.answer(question.key)
            presenter.buying.confirm()
            presenter.buying.buy()
        elif screen.step is Step.RESULT and screen.batch is not None:
            self._timer.stop()
            if screen.batch.bought != len(screen.batch.lines):
                failed(Exception(screen.batch.headline + " " + screen.batch.means))
            self._ended()


class Run(QObject):
    """Idle, then the work; the gaps of both go to standard output. `start` begins the work."""

    def __init__(self, start: Callable[[], None]) -> None:
        super().__init__()
        self._start = start
        self._meter = Meter()
        self._pauses = Pauses()
        self._idle: list[float] = []
        self._begun = 0.0

    def rest(self) -> None:
        """What came before has ended."""
        QTimer.singleShot(500, self._meter.taken)
        QTimer.singleShot(500 + IDLE_MS, self._begin)

    def _begin(self) -> None:
        self._idle = self._meter.taken()
        self._begun = time.perf_counter()
        self._pauses.longest = 0.0
        self._start()

    def end(self) -> None:
        seconds = time.perf_counter() - self._begun
        found = {"idle": self._idle, "busy": self._meter.taken(), "seconds": seconds}
        sys.stdout.write(json.dumps({**found, "collection": self._pauses.longest}))
        sys.stdout.flush()
        os._exit(0)


class Pauses:
    """The longest garbage collection, which stops every thread: milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._begun = 0.0
        gc.callbacks.append(self._heard)

    def _heard(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._begun = time.perf_counter()
        else:
            self.longest = max(self.longest, (time.perf_counter() - self._begun) * 1000)


def one_by_one(shop: Shop, lanes: Lanes, told: Callable[[Change], None], count: int) -> list[QObject]:
    """One label to warm up, idle, then the others."""
    run = Run(lambda: work.start(count))
    work = Work(shop, lanes, told, run.end)
    first = Work(shop, lanes, told, run.rest)
    first.start(1)
    return [run, work, first]


def on_lanes(folder: DataFolder, application: QApplication, count: int) -> None:
    keeper = PreferencesKeeper(folder.settings_file)
    lanes = Lanes(lambda error: error)
    shop = open_shop(folder, keeper.preferences, server=None, lock=Lock())
    _keep(application, one_by_one(shop, lanes, lambda _: None, count))


def in_the_window(folder: DataFolder, application: QApplication, count: int, *, batch: bool) -> None:
    program = Program(folder, application)
    program.open()

    def look() -> None:
        session = program.session
        if session is None or program.window is None or not program.window.stack.count():
            QTimer.singleShot(100, look)
        elif batch:
            _keep(application, by_batch(program, count))
        else:
            _keep(application, one_by_one(session.shop, program.lanes, session.announce, count))

    look()


def by_batch(program: Program, count: int) -> list[QObject]:
    run = Run(lambda: work.start(count))
    work = Batch(program, run.end)
    work.prepare(count, run.rest)
    return [run, work]


def _keep(application: QApplication, held: list[QObject]) -> None:
    for one in held:
        one.setParent(application)


def main() -> None:
    application = QApplication(sys.argv[:1])
    folder, count = DataFolder(Path(sys.argv[2])), int(sys.argv[3])
    # The rate limit would spread the work over a minute and flatter us.
    carrier = practice_app(folder.shop_folder("practice") / "carrier")
    carrier.set_switches(rate_limit=0)
    carrier.adjust_balance(RICH)
    if sys.argv[1] == "lanes":
        on_lanes(folder, application, count)
    else:
        in_the_window(folder, application, count, batch=sys.argv[1] == "batch")
    application.exec()


if __name__ == "__main__":
    main()
