"""What is done about copies of the shop: one is made while the program runs, and opened when it is needed."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.ui.rescue.panel import RescuePanel
from postwright.ui.rescue.presenter import RescueDeeds

if TYPE_CHECKING:
    from pathlib import Path

    from postwright.app.program import Program
    from postwright.server import Server
    from postwright.shop import Shop

_log = logging.getLogger(__name__)
RESCUABLE = frozenset({FaultKind.DATABASE_DAMAGED, FaultKind.DATABASE_GONE})


def rescue(program: Program, fault: Fault, server: Server | None) -> RescuePanel:
    """The page for a shop that could not be opened."""
    from postwright.operations.restore_shop import good_copy_of, restore_newest, what_is_wrong
    from postwright.shop_opening import DATABASE_NAME

    def path() -> Path:
        return program.folder.shop_folder(server.kind if server else "practice") / DATABASE_NAME

    def find() -> datetime | None:
        """None also where the shop itself is sound, and something beside it is not."""
        return good_copy_of(path()) if _is_rescuable(what_is_wrong(path())) else None

    def restore() -> str:
        return restore_newest(path(), datetime.now(UTC)).sentence

    look = partial(program.open_at, server, look=fault.kind)
    return RescuePanel(
        program.lanes.errands.submit, RescueDeeds(find, restore, program.open_shop, look), fault
    )


def _is_rescuable(fault: Environment | None) -> bool:
    return fault is not None and fault.kind in RESCUABLE


def keep_copies(program: Program, shop: Shop) -> None:
    """Copy the shop if it is time. On an errands lane: on the desk's, what is typed would wait for it."""
    from postwright.operations.keep_copy import keep_copy

    def failed(fault: Fault) -> None:
        _log.warning("no copy of the shop was made: %s", fault)
        if shop.database.closed_for is FaultKind.DATABASE_DAMAGED:
            program.reopen()

    if shop.database.closed_for is None:
        program.lanes.errands.submit(lambda: keep_copy(shop.database, shop.now()), lambda _: None, failed)
