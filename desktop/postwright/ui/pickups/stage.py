"""What the parts of the Pickups panel share: the screen, and how it is shown. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from postwright.domain.pickup_note import note_for
from postwright.ui.pickups.screen import PickupsScreen


class Stage:
    """One screen at a time. A note that the person changed is theirs: it is not written over any more."""

    def __init__(self, render: Callable[[PickupsScreen], None], now: Callable[[], datetime]) -> None:
        self.screen = PickupsScreen()
        self.own_note = False
        self.now = now
        self._render = render

    def show(self, **changes: Any) -> None:
        """Show the screen with these changes."""
        self.put(replace(self.screen, **changes))

    def put(self, screen: PickupsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def written_note(self, screen: PickupsScreen) -> str:
        """The note that the program writes for what is chosen."""
        weights = [piece.entry.shipment.parcel.weight for piece in screen.chosen_pieces]
        return note_for(weights, screen.spot)

    def noted(self, screen: PickupsScreen) -> PickupsScreen:
        """With the note that goes with what is chosen, unless it is the person's own."""
        note = self.written_note(screen)
        if self.own_note or note == screen.note:
            return screen
        return replace(screen, note=note, form=screen.form + 1)
