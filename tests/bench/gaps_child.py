"""Buy and print labels in practice while the window's event loop is watched. Started by bench_gaps.py.

`lanes`: the operations on the lanes and nothing else; `window`: the whole program with its window open.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from postwright.app.archive_deeds import print_on_default
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.program import Program
from postwright.domain.draft_reading import read_draft
from postwright.domain.ship_day import origin_day
from postwright.domain.shipment import Shipment
from postwright.jobs.lanes import Lanes
from postwright.jobs.lock import Lock
from postwright.operations.quote import quote
from postwright.operations.results import Purchased
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.practice.app import practice_app
from postwright.shop import Shop, open_shop
from postwright.ui.change import Change
from tests.domain.samples import DRAFT

TICK_MS = 8
IDLE_MS = 3000
SERVICE = "usps_ground_advantage"


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
        shipment = read_draft(DRAFT, shop.catalogue, origin_day(DRAFT, shop.now()))
        assert isinstance(shipment, Shipment), shipment
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
        rate = found.of_service(SERVICE, "")
        assert rate is not None
        return sell(shop.counter(), shop.errands, draft_id, shipment, found, rate.key)

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


class Run(QObject):
    """One label to warm up, idle, then the work; the gaps of both go to standard output."""

    def __init__(self, shop: Shop, lanes: Lanes, told: Callable[[Change], None], count: int) -> None:
        super().__init__()
        self._count = count
        self._meter = Meter()
        self._pauses = Pauses()
        self._idle: list[float] = []
        self._begun = 0.0
        self._first = Work(shop, lanes, told, self._rest)
        self._work = Work(shop, lanes, told, self._end)
        self._first.start(1)

    def _rest(self) -> None:
        QTimer.singleShot(500, self._meter.taken)
        QTimer.singleShot(500 + IDLE_MS, self._begin)

    def _begin(self) -> None:
        self._idle = self._meter.taken()
        self._begun = time.perf_counter()
        self._pauses.longest = 0.0
        self._work.start(self._count)

    def _end(self) -> None:
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


def on_lanes(folder: DataFolder, application: QApplication, count: int) -> None:
    keeper = PreferencesKeeper(folder.settings_file)
    lanes = Lanes(lambda error: error)
    shop = open_shop(folder, keeper.preferences, server=None, lock=Lock())
    _keep(application, Run(shop, lanes, lambda _: None, count))


def in_the_window(folder: DataFolder, application: QApplication, count: int) -> None:
    program = Program(folder, application)
    program.open()

    def look() -> None:
        session = program.session
        if session is None or program.window is None or not program.window.stack.count():
            QTimer.singleShot(100, look)
            return
        _keep(application, Run(session.shop, program.lanes, session.announce, count))

    look()


def _keep(application: QApplication, run: Run) -> None:
    run.setParent(application)


def main() -> None:
    application = QApplication(sys.argv[:1])
    folder, count = DataFolder(Path(sys.argv[2])), int(sys.argv[3])
    # The rate limit would spread the work over a minute and flatter us.
    practice_app(folder.shop_folder("practice") / "carrier").set_switches(rate_limit=0)
    if sys.argv[1] == "lanes":
        on_lanes(folder, application, count)
    else:
        in_the_window(folder, application, count)
    application.exec()


if __name__ == "__main__":
    main()
