"""A shop's labels over some months, added up by the real rules, and a panel to show them. Holds no test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from postwright.domain.cost_report import CostReport, Reprints, Share, report
from postwright.domain.faults import Fault
from postwright.domain.label_fate import PaidLabel
from postwright.domain.money import Money
from postwright.domain.month import Month
from postwright.domain.refund_watch import RefundState
from postwright.operations.report_costs import SHOWN, Reported
from postwright.ui.reports.panel import ReportsPanel
from postwright.ui.reports.presenter import Deeds
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui.papers import Drawer
from tests.ui.plausible import NOW, PACIFIC

NOVEMBER = Month(2026, 11)
_PRICES = (505, 761, 812, 943, 1120, 1380, 2245)


def label(month: Month, number: int, cents: int = 0, **more: object) -> PaidLabel:
    at = month.start(PACIFIC) + timedelta(days=1 + number % 20, hours=10)
    paid = PaidLabel(f"se-{month}-{number}", Money(cents or _PRICES[number % len(_PRICES)]), at, PACIFIC)
    return PaidLabel(**{name: getattr(paid, name) for name in PaidLabel.__slots__} | more)  # type: ignore[arg-type]  # a label's own fields


def used(month: Month, count: int) -> list[PaidLabel]:
    return [label(month, number, scanned=True) for number in range(count)]


def void(month: Month, first: int, state: RefundState, back: int | None = None) -> PaidLabel:
    refunded = None if back is None else Money(back)
    return label(month, first, 761, voided=True, refund=state, refunded=refunded)


def missed(month: Month, number: int, cents: int, *, twin: bool = False) -> PaidLabel:
    return label(month, number, cents, asked_at=NOW + timedelta(days=60), twin=twin)


def shop_of(months: int = SHOWN) -> dict[Month, list[PaidLabel]]:
    """Months of ordinary work, with a mistake or two in most."""
    held = {NOVEMBER.plus(-back): used(NOVEMBER.plus(-back), 212 - 17 * back) for back in range(months)}
    for back, sums in ((1, (1380, 2245)), (2, (761,)), (4, (1120, 943, 812))):
        month = NOVEMBER.plus(-back)
        if month in held:
            held[month] += [missed(month, 300 + place, cents) for place, cents in enumerate(sums)]
            held[month] += [missed(month, 400, 943, twin=True), void(month, 410, RefundState.DENIED)]
            held[month] += [void(month, 420, RefundState.CREDITED, 532)]
    held[NOVEMBER] += [void(NOVEMBER, 500, RefundState.ASKED), void(NOVEMBER, 501, RefundState.CREDITED, 761)]
    held[NOVEMBER] += [label(NOVEMBER, number) for number in range(510, 516)]
    return held


@dataclass
class Books:
    """Answers as the operations do. A fault happens instead of whatever is asked."""

    labels: dict[Month, list[PaidLabel]] = field(default_factory=shop_of)
    latest: Month = NOVEMBER
    now: datetime = NOW
    fault: Fault | None = None
    asked: list[Month | None] = field(default_factory=list)
    saved: list[tuple[Month, str]] = field(default_factory=list)
    drawer: Drawer = field(default_factory=Drawer)

    def report(self, month: Month | None) -> Reported:
        self.asked.append(month)
        if self.fault is not None:
            raise self.fault
        wanted = month or self.latest
        months = tuple(self._month(wanted.plus(-back)) for back in reversed(range(SHOWN)))
        return Reported(months[-1], months, min(self.labels, default=self.latest), self.latest)

    def _month(self, month: Month) -> CostReport:
        held: Sequence[PaidLabel] = self.labels.get(month, ())
        copies = Reprints((("damaged", 2), ("jam", 5))) if held else Reprints()
        came = Share(3, Money(2054)) if held else Share()
        return report(
            month, str(PACIFIC), held, self.now, RULES.void, reprints=copies, came_in=came,
            is_running=month == self.latest,
        )  # fmt: skip

    def export(self, month: Month, path: str) -> str:
        if self.fault is not None:
            raise self.fault
        self.saved.append((month, path))
        return f"Wrote 212 labels of {month.words} to {path}."

    def deeds(self) -> Deeds:
        return Deeds(self.report, self.export, lambda: PACIFIC, RULES, self.drawer.deeds())


class BooksPanel:
    """The panel on a lane that runs when it is told to."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.lane = HeldLane(Fault)
        self.went: list[object] = []
        self.panel = ReportsPanel(
            self.lane, books.deeds(), go=self.went.append, begin=lambda: self.went.append("ship")
        )
        self.presenter = self.panel.presenter

    def look(self) -> None:
        self.panel.shown()
        self.lane.run_all()

    def back(self, months: int = 1) -> None:
        for _ in range(months):
            self.presenter.step(-1)
            self.lane.run_all()
