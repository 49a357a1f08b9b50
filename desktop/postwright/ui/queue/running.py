"""The batch under way: a line for each parcel, changed as news of it comes. Starts it once, buys nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postwright.ui.queue.batch import OPEN, Batch, BatchLine, LineState
from postwright.ui.queue.deeds import Deeds, Stage
from postwright.ui.queue.ends import line_after
from postwright.ui.queue.screen import Step
from postwright.ui.queue.summary import Summary, who_of

if TYPE_CHECKING:
    from postwright.operations.results import BatchItem, ParcelEnd
    from postwright.ui.queue.deeds import UnderWay


class Running:
    """Listens to the batch. What was begun and not told of any more when it is over was not tried."""

    def __init__(
        self, stage: Stage, deeds: Deeds, *, announce: Callable[[], None], reload: Callable[[], None]
    ) -> None:
        self._stage = stage
        self._deeds = deeds
        self._announce = announce
        self._reload = reload
        self._under_way: UnderWay | None = None
        self._places: dict[str, int] = {}
        self._stop_wanted = False

    def prepare(self, summary: Summary) -> None:
        """Show every parcel of the sum as waiting."""
        lines = tuple(
            BatchLine(one.record.id, who_of(one), one.record.approval.limit)
            for one in summary.parcels
            if one.record.approval is not None
        )
        self._places = {line.draft_id: place for place, line in enumerate(lines)}
        self._stop_wanted = False
        self._stage.show(step=Step.RUNNING, batch=Batch(lines), summary=None, notice=None)

    def start(self, items: tuple[BatchItem, ...]) -> None:
        """Hand it over to the lanes; a Stop that came before is passed on."""
        self._under_way = self._deeds.run(items, self)
        if self._stop_wanted:
            self._under_way.stop()

    def stop(self) -> None:
        """Begin no other."""
        batch = self._stage.screen.batch
        if self._stage.screen.step is not Step.RUNNING or batch is None or not batch.can_stop:
            return
        self._stop_wanted = True
        self._stage.show(batch=replace(batch, stopping=True))
        if self._under_way is not None:
            self._under_way.stop()

    # ------------------------------------------------------------ news

    def begun(self, draft_id: str) -> None:
        self._change(draft_id, lambda line: replace(line, state=LineState.BUYING))

    def ended(self, draft_id: str, end: ParcelEnd) -> None:
        self._change(draft_id, lambda line: line_after(line, end))

    def _change(self, draft_id: str, change: Callable[[BatchLine], BatchLine]) -> None:
        batch, place = self._stage.screen.batch, self._places.get(draft_id)
        if batch is not None and place is not None:
            self._stage.show(batch=batch.with_line(place, change(batch.lines[place])))

    def over(self, stopped: str) -> None:
        """The result stays until it is closed."""
        self._under_way = None
        batch = self._stage.screen.batch
        if batch is not None:
            lines = tuple(
                replace(line, state=LineState.LEFT) if line.state in OPEN else line for line in batch.lines
            )
            done = Batch(lines, over=True, stopped=stopped)
            self._stage.show(step=Step.RESULT, batch=done)
        self._announce()
        self._reload()
