"""Report what a month's labels came to, and the months before it to compare. Asks nobody, changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from postwright.domain.barcode import in_fours
from postwright.domain.cost_report import CostReport, Likely, report, twins
from postwright.domain.cost_words import (
    FATE_TITLES,
    REFUND_TITLES,
    cause_words,
    definitions,
    figures,
    lost_words,
    other_figures,
    refund_figures,
)
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_fate import Fate, PaidLabel
from postwright.domain.money import Money
from postwright.domain.month import Month
from postwright.domain.papers import MonthPaper, PaperHead, made_words
from postwright.domain.postal_rules import PostalRules
from postwright.domain.spreadsheet import Cell, sheet
from postwright.domain.time_zone import zone_of
from postwright.printing.file_port import write_file
from postwright.store.costs import CostRow, Costs

# How many months stand beside each other in the chart.
SHOWN = 6
_HEAD = (
    "Label", "Tracking number", "Service", "To", "Order", "Bought", "Paid", "Currency", "What became of it",
    "Second label", "Refund", "Came back or expected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """What reports are made from. `zone` is where the shop's months begin and end."""

    costs: Costs
    rules: PostalRules
    zone: tzinfo
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Reported:
    """A month with those before it, the oldest first and the month itself last. `first` is the oldest month
    that holds a label, `latest` the month that it is now.
    """

    report: CostReport
    months: tuple[CostReport, ...]
    first: Month
    latest: Month


def report_costs(office: Office, month: Month | None = None) -> Reported:
    """Report on a month; without one, on the present month. Raises BadInput(MONTH_UNUSABLE) for one that has
    not begun.
    """
    now = office.now()
    latest = Month.of(now, office.zone)
    wanted = month or latest
    if wanted > latest:
        raise BadInput(FaultKind.MONTH_UNUSABLE, f"{wanted.words} has not begun.", field="month")
    oldest = office.costs.first()
    first = min(Month.of(oldest, office.zone), latest) if oldest else latest
    months = tuple(_report(office, wanted.plus(-back), now) for back in reversed(range(SHOWN)))
    return Reported(months[-1], months, first, latest)


def export_month(office: Office, month: Month, path: Path) -> str:
    """Write one line for each label of the month as a table for spreadsheets; the sentence says what was
    written. Raises BadInput(MONTH_UNUSABLE), and Environment when the file cannot be written.
    """
    now = office.now()
    if month > Month.of(now, office.zone):
        raise BadInput(FaultKind.MONTH_UNUSABLE, f"{month.words} has not begun.", field="month")
    rows = _rows(office, month)
    paid = _paid(rows)
    table = [_line(row, one, one.fate(now, office.rules.void)) for row, one in zip(rows, paid, strict=True)]
    # The mark in front tells spreadsheets that the text is UTF-8.
    write_file(path, sheet(_HEAD, table).encode("utf-8-sig"))
    return f"Wrote {len(table)} {'label' if len(table) == 1 else 'labels'} of {month.words} to {path}."


def month_paper(office: Office, head: PaperHead, month: Month) -> MonthPaper:
    """The report as a paper. Raises BadInput(MONTH_UNUSABLE) for a month that has not begun."""
    found = report_costs(office, month)
    told, rules = found.report, office.rules
    return MonthPaper(
        head,
        month.words,
        made_words(told.made_at, office.zone),
        (
            ("Postage of the month", figures(told, rules)),
            ("Refunds", refund_figures(told, rules)),
            ("Beside them", other_figures(told)),
        ),
        told.lost,
        tuple(dict.fromkeys((lost_words(told), " ".join(cause_words(told)).strip()))),
        tuple((one.month.short, one.lost) for one in found.months),
        definitions(told, rules),
    )


def _report(office: Office, month: Month, now: datetime) -> CostReport:
    start, end = month.start(office.zone), month.end(office.zone)
    return report(
        month,
        str(office.zone),
        _paid(_rows(office, month)),
        now,
        office.rules.void,
        reprints=office.costs.reprints(start, end),
        came_in=office.costs.came_in(start, end),
        is_running=now < end,
    )


def _rows(office: Office, month: Month) -> tuple[CostRow, ...]:
    return office.costs.bought(month.start(office.zone), month.end(office.zone))


def _paid(rows: Sequence[CostRow]) -> list[PaidLabel]:
    seconds = twins([Likely(one.label_id, one.created_at, one.shipment, one.scanned) for one in rows])
    return [
        PaidLabel(
            label_id=row.label_id,
            cost=row.cost,
            created_at=row.created_at,
            zone=zone_of(row.shipment.ship_from.state),
            voided=row.voided,
            void_state=row.void_state,
            scanned=row.scanned,
            asked_at=row.asked_at,
            refund=row.refund,
            refunded=row.refunded,
            twin=row.label_id in seconds,
        )
        for row in rows
    ]


def _line(row: CostRow, paid: PaidLabel, fate: Fate) -> tuple[Cell, ...]:
    shipment = row.shipment
    back: Money | None = paid.refunded if fate is Fate.GIVEN_BACK else None
    return (
        # In fours, since a spreadsheet keeps only the first fifteen digits of a number.
        row.label_id, in_fours(row.tracking), row.service_code, shipment.ship_to.who,
        shipment.order_reference, row.created_at.astimezone(paid.zone).strftime("%Y-%m-%d %H:%M"),
        row.cost.amount, row.cost.currency.upper(), FATE_TITLES[fate], "yes" if paid.twin else "no",
        REFUND_TITLES[row.refund] if row.refund and back else "", back.amount if back else None,
    )  # fmt: skip
