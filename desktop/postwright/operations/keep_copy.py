"""Make the routine copy of the shop, and find out by it whether the shop itself is damaged."""

from __future__ import annotations

from datetime import datetime

from postwright.domain.faults import Environment, FaultKind
from postwright.store.backups import Copy, back_up_when_due
from postwright.store.database import Database
from postwright.store.soundness import unsound_in_use


def keep_copy(database: Database, now: datetime) -> Copy | None:
    """None when no copy is due. Raises Environment for one that could not be made.

    A copy that is not sound may be the fault of the disk it was written to. Where the shop is not sound
    either, nothing is written to it any more, and the next opening asks for a copy to be opened.
    """
    try:
        return back_up_when_due(database.path, now)
    except Environment as fault:
        if fault.kind is FaultKind.DATABASE_DAMAGED and (found := unsound_in_use(database.path)):
            database.stop(found[0])
        raise
