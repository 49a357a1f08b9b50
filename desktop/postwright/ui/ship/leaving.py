"""Whether the parcel on the table leaves today after all, once for its place and day. Buys nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from postwright.domain.ship_day import LeavesToday
from postwright.ui.change import Change
from postwright.ui.ship.deeds import ShipDeeds, ShipLanes
from postwright.ui.ship.table import Table


class Leaving:
    """`ask_again` asks for prices of the day that was chosen."""

    def __init__(
        self, deeds: ShipDeeds, lanes: ShipLanes, table: Table, ask_again: Callable[[], None]
    ) -> None:
        self._deeds = deeds
        self._lanes = lanes
        self._table = table
        self._ask_again = ask_again

    def answer(self, question: LeavesToday, today: bool) -> None:
        """Keep it, for this parcel and all others of the place and the day."""
        if self._table.screen.can_edit:
            work = partial(self._deeds.answer_leaving, question, today)
            self._lanes.desk(work, self._answered, self._table.failed, name="Keeping the ship date")

    def look_again(self) -> None:
        """A SCAN form was made, or answered elsewhere: other days may be over by now."""
        self._lanes.desk(self._deeds.look_at_days, self._looked, lambda _: None)

    def _answered(self, _: object) -> None:
        self._deeds.announce(Change(forms=True))
        self._ask_again()

    def _looked(self, _: object) -> None:
        if self._table.screen.form:
            self._ask_again()
