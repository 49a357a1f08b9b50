"""Which labels are ticked to be printed together, and the reason for those that were printed before."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.print_record import REPRINT_REASONS
from postwright.ui.labels.deeds import Stage
from postwright.ui.labels.screen import can_go_on_paper


class Picking:
    """`begin` prints these in this order, with the reason for those that have a copy already."""

    def __init__(self, stage: Stage, begin: Callable[[tuple[str, ...], str], None]) -> None:
        self._stage = stage
        self._begin = begin

    def tick(self, label_ids: frozenset[str]) -> None:
        """Exactly these."""
        self._stage.show(ticked=label_ids, asking_run=False)

    def tick_all(self) -> None:
        """Every label that can go on paper, or none when all of them are ticked."""
        screen = self._stage.screen
        every = frozenset(one.id for one in screen.entries if can_go_on_paper(one))
        self.tick(frozenset() if screen.ticked >= every else every)

    def print(self) -> None:
        """Begin at once, or ask why some are printed again that went to a printer before."""
        screen = self._stage.screen
        if not screen.can_print_ticked:
            return
        if screen.ticked_again:
            self._stage.show(asking_run=True, notice=None)
        else:
            self._begin(self._wanted, "")

    def print_again(self, reason: str) -> None:
        """The reason was given."""
        screen = self._stage.screen
        if screen.asking_run and screen.can_print_ticked and reason in REPRINT_REASONS:
            self._begin(self._wanted, reason)

    def leave(self) -> None:
        """Print nothing."""
        self._stage.show(asking_run=False)

    @property
    def _wanted(self) -> tuple[str, ...]:
        return tuple(one.id for one in self._stage.screen.to_print)
