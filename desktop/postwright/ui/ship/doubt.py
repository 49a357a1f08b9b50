"""A parcel of which nobody knew whether it was bought: look whether that is settled. Settles nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from postwright.domain.advice import Action
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import Fault
from postwright.ui.notice import Notice, Tone, done
from postwright.ui.ship.deeds import ShipDeeds, ShipLanes
from postwright.ui.ship.table import Table

_BOUGHT = replace(done("It was bought. The label is in Labels."), action=Action.OPEN_LABELS)
_NOT_BOUGHT = Notice(Tone.PLAIN, "It was not bought, and nothing was charged. You can buy it now.")


class Doubting:
    """`ask_again` asks for rates once more, where the parcel may be bought after all."""

    def __init__(
        self, deeds: ShipDeeds, lanes: ShipLanes, table: Table, *, ask_again: Callable[[], None]
    ) -> None:
        self._deeds = deeds
        self._lanes = lanes
        self._table = table
        self._ask_again = ask_again

    def look_again(self) -> None:
        """Something in the shop changed, so the doubt may be over."""
        draft_id = self._table.draft_id
        if self._table.screen.in_doubt and draft_id:
            work = partial(self._look, draft_id)
            self._lanes.desk(work, self._looked, self._not_looked, name="Looking whether it was bought")

    def _look(self, draft_id: str) -> tuple[DraftRecord, bool]:
        """An open draft says nothing of its purchase, so the ledger is asked as well."""
        record = self._deeds.load(draft_id)
        return record, record.state is DraftState.OPEN and self._deeds.is_free(draft_id)

    def _looked(self, found: tuple[DraftRecord, bool]) -> None:
        record, free = found
        table = self._table
        if not table.screen.in_doubt or record.id != table.draft_id:
            return
        if record.state is DraftState.DONE:
            table.show(in_doubt=False, settled=True, notice=_BOUGHT)
        elif free:
            table.show(in_doubt=False, notice=_NOT_BOUGHT)
            self._ask_again()

    def _not_looked(self, fault: Fault) -> None:
        """Then the doubt stands as it did, and so does what is said about it."""
