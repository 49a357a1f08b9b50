"""What the labels of a span of time cost and what became of them, read in a few looks. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from postwright.domain.cost_report import CURRENCY, Reprints, Share
from postwright.domain.money import Money
from postwright.domain.refund_watch import RefundState
from postwright.domain.shipment import Shipment
from postwright.domain.void import VoidState
from postwright.store.database import Database
from postwright.store.label_rows import ON_PAPER
from postwright.store.schema import LABEL, PARCEL_WATCH, PRINT_JOB, REFUND, VOID_REQUEST
from postwright.store.value_json import from_json, read_stamp, stamp


@dataclass(frozen=True, slots=True)
class CostRow:
    """One label that was bought, with what is known of it. `asked_at` is when USPS last answered about it,
    `refunded` what came or may be expected.
    """

    label_id: str
    tracking: str
    service_code: str
    cost: Money
    created_at: datetime
    voided: bool
    shipment: Shipment
    void_state: VoidState | None
    scanned: bool
    asked_at: datetime | None
    refund: RefundState | None
    refunded: Money | None


class Costs:
    """Reads for reports. `start` belongs to a span, `end` does not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bought(self, start: datetime, end: datetime) -> tuple[CostRow, ...]:
        """Every label bought then, oldest first."""
        watch, refund = PARCEL_WATCH.c, REFUND.c
        wanted: Select[Any] = (
            select(
                LABEL.c.label_id, LABEL.c.tracking, LABEL.c.service_code, LABEL.c.cost_minor,
                LABEL.c.currency.label("cost_currency"), LABEL.c.created_at, LABEL.c.voided,
                LABEL.c.shipment, VOID_REQUEST.c.state.label("void_state"),
                watch.asked_at, watch.misses, watch.first_scan_at, refund.state.label("refund_state"),
                refund.amount_minor, refund.currency,
            )
            .select_from(
                LABEL.outerjoin(VOID_REQUEST, VOID_REQUEST.c.label_id == LABEL.c.label_id)
                .outerjoin(PARCEL_WATCH, watch.label_id == LABEL.c.label_id)
                .outerjoin(REFUND, refund.label_id == LABEL.c.label_id)
            )
            .where(LABEL.c.created_at >= stamp(start), LABEL.c.created_at < stamp(end))
            .order_by(LABEL.c.created_at, LABEL.c.label_id)
        )  # fmt: skip
        with self._database.read() as connection:
            return tuple(_cost_row(row) for row in connection.execute(wanted))

    def first(self) -> datetime | None:
        """When the oldest label was bought."""
        with self._database.read() as connection:
            found = connection.execute(select(func.min(LABEL.c.created_at))).scalar()
        return read_stamp(found) if found else None

    def reprints(self, start: datetime, end: datetime) -> Reprints:
        """Copies beyond the first that went to a printer then, by reason."""
        then = (PRINT_JOB.c.at >= stamp(start), PRINT_JOB.c.at < stamp(end))
        wanted = (
            select(PRINT_JOB.c.reason, func.count().label("copies"))
            .where(*then, PRINT_JOB.c.copy > 1, PRINT_JOB.c.state.in_(ON_PAPER))
            .group_by(PRINT_JOB.c.reason)
            .order_by(PRINT_JOB.c.reason)
        )
        with self._database.read() as connection:
            return Reprints(tuple((row.reason, row.copies) for row in connection.execute(wanted)))

    def came_in(self, start: datetime, end: datetime) -> Share:
        """What was credited then, of labels of any time."""
        then = (REFUND.c.seen_at >= stamp(start), REFUND.c.seen_at < stamp(end))
        ours = (REFUND.c.state == RefundState.CREDITED.value, REFUND.c.currency == CURRENCY)
        cents = func.coalesce(func.sum(REFUND.c.amount_minor), 0)
        with self._database.read() as connection:
            row = connection.execute(select(func.count(), cents).where(*then, *ours)).one()
        return Share(int(row[0]), Money(int(row[1]), CURRENCY))


def _cost_row(row: Row[Any]) -> CostRow:
    return CostRow(
        label_id=row.label_id,
        tracking=row.tracking,
        service_code=row.service_code,
        cost=Money(row.cost_minor, row.cost_currency),
        created_at=read_stamp(row.created_at),
        voided=bool(row.voided),
        shipment=from_json(Shipment, row.shipment),
        void_state=VoidState(row.void_state) if row.void_state else None,
        scanned=row.first_scan_at is not None,
        asked_at=read_stamp(row.asked_at) if row.asked_at and not row.misses else None,
        refund=RefundState(row.refund_state) if row.refund_state else None,
        refunded=Money(row.amount_minor, row.currency) if row.refund_state else None,
    )
