"""What the Reports panel shows: a month's figures with what they count, and the months before. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from postwright.domain.cost_report import Cause, CostReport
from postwright.domain.cost_words import (
    CAUSE_TITLES,
    NOTHING_LOST,
    Figure,
    cause_words,
    definitions,
    figures,
    lost_words,
    other_figures,
    refund_figures,
)
from postwright.domain.money import Money
from postwright.domain.papers import made_words
from postwright.domain.postal_rules import PostalRules
from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice

if TYPE_CHECKING:
    from postwright.operations.report_costs import Reported


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One month of the chart: what was lost, by cause. `words` is all of it as a sentence."""

    key: str
    label: str
    parts: tuple[tuple[Cause, Money], ...]
    total: Money
    current: bool
    words: str


@dataclass(frozen=True, slots=True)
class ReportsScreen:
    """Everything shown. `zone` is where the shop's months begin and end, `saving` that a table is written."""

    found: Reported | None = None
    rules: PostalRules | None = None
    zone: tzinfo = UTC
    looking: bool = False
    saving: bool = False
    papers: PaperChoice = field(default_factory=PaperChoice)
    notice: Notice | None = None

    @property
    def report(self) -> CostReport | None:
        return self.found.report if self.found else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report in any month that can be shown."""
        found = self.found
        return (
            found is not None
            and not any(one.paid.count or one.left_out or one.came_in.count for one in found.months)
            and found.first == found.latest
        )

    @property
    def month(self) -> str:
        return str(self.report.month) if self.report else ""

    @property
    def month_words(self) -> str:
        return self.report.month.words if self.report else ""

    @property
    def line(self) -> str:
        """Under the title: as of when, and whether it is over."""
        report = self.report
        if report is None or self.is_empty:
            return ""
        made = made_words(report.made_at, self.zone)
        return f"So far, a{made[1:]}" if report.is_running else made

    @property
    def can_go_back(self) -> bool:
        found = self.found
        return found is not None and found.report.month > found.first

    @property
    def can_go_on(self) -> bool:
        found = self.found
        return found is not None and found.report.month < found.latest

    @property
    def columns(self) -> tuple[ChartColumn, ...]:
        if self.found is None:
            return ()
        current = self.found.report.month
        return tuple(
            ChartColumn(
                key=str(one.month),
                label=one.month.short,
                parts=tuple((cause, one.causes[cause].amount) for cause in Cause),
                total=one.lost,
                current=one.month == current,
                words=f"{one.month.words}: {lost_words(one)}",
            )
            for one in self.found.months
        )

    @property
    def legend(self) -> tuple[Cause, ...]:
        """The causes that occur in the chart."""
        months = self.found.months if self.found else ()
        return tuple(cause for cause in Cause if any(one.causes[cause].amount.minor for one in months))

    @property
    def lost(self) -> str:
        return str(self.report.lost) if self.report else ""

    @property
    def is_loss(self) -> bool:
        return self.report is not None and self.report.lost.minor > 0

    @property
    def lost_title(self) -> str:
        return f"Lost in {self.month_words}" if self.report else ""

    @property
    def lost_lines(self) -> tuple[str, ...]:
        """What of it has which cause."""
        if self.report is None or not self.is_loss:
            return (NOTHING_LOST,)
        causes = self.report.causes
        return tuple(
            f"{causes[cause].amount} · {CAUSE_TITLES[cause]}" for cause in Cause if causes[cause].amount.minor
        )

    @property
    def advice(self) -> str:
        """What cost most, and what to do about it; empty where nothing was lost."""
        if self.report is None or not self.is_loss:
            return ""
        return " ".join(cause_words(self.report))

    @property
    def tables(self) -> tuple[tuple[Figure, ...], tuple[Figure, ...], tuple[Figure, ...]]:
        """Postage, refunds, and what stands beside them."""
        if self.report is None or self.rules is None:
            return (), (), ()
        report, rules = self.report, self.rules
        return figures(report, rules), refund_figures(report, rules), other_figures(report)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the figures rest on."""
        if self.report is None or self.rules is None:
            return ()
        return definitions(self.report, self.rules)
