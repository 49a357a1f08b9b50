"""Batches: gather shipments, change, process, follow. Processing spends money and is asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from postwright.carrier.calls.group import CallGroup, Listing, each_once, given
from postwright.carrier.from_wire import batches as read
from postwright.carrier.line import CHANGE, MAKE, READ, SPEND, segment
from postwright.carrier.reply import Reply
from postwright.carrier.to_wire.batches import batch_body, members_body, process_body
from postwright.carrier.wire import batches as wire
from postwright.domain.batch import Batch, BatchLabels, BatchProblem, checked_own_id

_PATH = "/v1/batches"


class BatchCalls(CallGroup):
    """Calls about batches. Their shipments must all name the same warehouse (api.md 19)."""

    def create(
        self,
        shipment_ids: Sequence[str] = (),
        *,
        rate_ids: Sequence[str] = (),
        external_id: str = "",
        notes: str = "",
        process: BatchLabels | None = None,
    ) -> Batch:
        """Gather shipments, and rates that were given. With `process` the labels are bought at once.

        A lost answer is looked up with `by_external_id`, so whoever processes at once has to name one.
        Raises BadInput(OUT_OF_LIMITS), and sends nothing, without it and for one of another form than
        `checked_own_id` allows.
        """
        if external_id or process is not None:
            checked_own_id(external_id)
        body = batch_body(shipment_ids, rate_ids, external_id, notes, process)
        return self._one(self._line.ask("POST", _PATH, MAKE if process is None else SPEND, body=body))

    def read(self, batch_id: str) -> Batch:
        return self._one(self._line.ask("GET", f"{_PATH}/{segment(batch_id)}", READ))

    def by_external_id(self, external_id: str) -> Batch | None:
        """None only where the carrier itself says there is none. Raises Lost for another order's batch."""
        path = f"{_PATH}/external_batch_id/{segment(external_id)}"
        reply = self._outside("external_batch_id", external_id, path)
        return self._one(reply) if reply else None

    def find(
        self,
        *,
        status: str = "",
        number: str = "",
        created_from: datetime | None = None,
        created_to: datetime | None = None,
        processed_from: datetime | None = None,
        processed_to: datetime | None = None,
        sort_by: str = "created_at",
        newest_first: bool = False,
    ) -> tuple[Batch, ...]:
        """All pages, oldest first; each batch once. Sorted by ship_date, processed_at or created_at."""
        query = {"sort_dir": "desc" if newest_first else "asc", "sort_by": sort_by} | given(
            status=status,
            batch_number=number,
            created_at_start=created_from,
            created_at_end=created_to,
            processed_at_start=processed_from,
            processed_at_end=processed_to,
        )
        found = self._all(Listing(_PATH, "batches", wire.Batch, self._batch), query)
        return each_once(found, lambda batch: batch.batch_id)

    def add(self, batch_id: str, shipment_ids: Sequence[str] = (), *, rate_ids: Sequence[str] = ()) -> None:
        body = members_body(shipment_ids, rate_ids)
        self._line.ask("POST", f"{_PATH}/{segment(batch_id)}/add", CHANGE, body=body)

    def remove(
        self, batch_id: str, shipment_ids: Sequence[str] = (), *, rate_ids: Sequence[str] = ()
    ) -> None:
        body = members_body(shipment_ids, rate_ids)
        self._line.ask("POST", f"{_PATH}/{segment(batch_id)}/remove", CHANGE, body=body)

    def update(self, batch_id: str) -> None:
        """The description gives this call no body (api.md 19)."""
        self._line.ask("PUT", f"{_PATH}/{segment(batch_id)}", CHANGE)

    def delete(self, batch_id: str) -> None:
        self._line.ask("DELETE", f"{_PATH}/{segment(batch_id)}", CHANGE)

    def process(self, batch_id: str, labels: BatchLabels) -> None:
        """Buy the labels of all its shipments; follow it with `read`, and its labels with `labels.find`.

        Raises NotSent and Refused (nothing was begun) or Lost (perhaps it was).
        """
        path = f"{_PATH}/{segment(batch_id)}/process/labels"
        self._line.ask("POST", path, SPEND, body=process_body(labels))

    def problems(self, batch_id: str) -> tuple[BatchProblem, ...]:
        """Why shipments got no label. This list alone spells its page size without a stroke (api.md 1)."""
        path = f"{_PATH}/{segment(batch_id)}/errors"
        return self._all(Listing(path, "errors", wire.Problem, read.problem, size_name="pagesize"), {})

    def _one(self, reply: Reply) -> Batch:
        return self._the_one(reply, wire.Batch, self._batch)

    def _batch(self, reply: wire.Batch, text: str) -> Batch:
        return read.batch(reply, text, self._now())
