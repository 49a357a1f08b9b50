"""Print the chosen label: the first copy at once, any later one with its reason. Refuses a void label."""

from __future__ import annotations

from collections.abc import Callable

from postwright.domain.faults import Fault, FaultKind
from postwright.domain.print_record import COMPARED, REPRINT_REASONS, PrintRecord
from postwright.ui.labels.deeds import Deeds, LabelsLanes, Stage
from postwright.ui.notice import notice_of
from postwright.ui.print_words import print_notice


class Printing:
    """`reload` reads the list and the chosen label again; `announce` tells the other panels."""

    def __init__(
        self,
        stage: Stage,
        deeds: Deeds,
        lanes: LabelsLanes,
        *,
        announce: Callable[[], None],
        reload: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._deeds = deeds
        self._lanes = lanes
        self._announce = announce
        self._reload = reload

    def print(self) -> None:
        """Ask the reason of a second copy first, and for a label that differs from its order whether a
        person has compared the two.
        """
        screen = self._stage.screen
        if not screen.can_print:
            return
        if screen.is_reprint:
            self._stage.show(asking_reason=True, notice=None)
        elif screen.must_compare:
            self._stage.show(asking_compared=True, notice=None)
        else:
            self._send("")

    def print_compared(self) -> None:
        """A person has compared the label with its parcel and wants it printed."""
        if self._stage.screen.can_print and self._stage.screen.asking_compared:
            self._send(COMPARED)

    def reprint(self, reason: str) -> None:
        """Print one more copy for one of REPRINT_REASONS."""
        screen = self._stage.screen
        if screen.can_print and screen.asking_reason and reason in REPRINT_REASONS:
            self._send(reason)

    def leave(self) -> None:
        """Print nothing."""
        self._stage.show(asking_reason=False, asking_compared=False)

    def _send(self, reason: str) -> None:
        label_id = self._stage.screen.chosen
        self._stage.show(printing=True, asking_reason=False, asking_compared=False, notice=None)
        self._lanes.prints(
            lambda: self._deeds.print_label(label_id, reason),
            self._sent,
            self._not_sent,
            name="Sending a label to the printer",
        )

    def _sent(self, record: PrintRecord) -> None:
        self._stage.show(printing=False, notice=print_notice(record))
        self._announce()
        self._reload()

    def _not_sent(self, fault: Fault) -> None:
        # Asked for a reason we did not know was needed: another window printed it meanwhile.
        asking = fault.kind is FaultKind.REASON_NEEDED
        self._stage.again = self.print
        self._stage.show(printing=False, asking_reason=asking, notice=notice_of(fault))
        self._announce()
