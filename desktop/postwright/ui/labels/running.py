"""Many labels, one sheet after the other, in the order shown. Goes on past nothing that may have come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from postwright.domain.faults import Fault
from postwright.domain.print_record import REPRINT_REASONS
from postwright.domain.print_run import PrintRun, RunState
from postwright.ui.asking import Asking
from postwright.ui.labels.deeds import LabelsLanes, RunDeeds, Stage
from postwright.ui.labels.run_strip import RunStrip
from postwright.ui.notice import notice_of

_NAME = "Printing labels"


class Running:
    """One sheet for each call of the prints lane, so that closing the window cuts none of them in two.

    `rested` is called whenever printing stops: the list is read again and the other panels are told.
    """

    def __init__(
        self, stage: Stage, deeds: RunDeeds, lanes: LabelsLanes, *, rested: Callable[[], None]
    ) -> None:
        self._stage = stage
        self._deeds = deeds
        self._lanes = lanes
        self._rested = rested
        self._looking = Asking(lanes.desk)

    @property
    def strip(self) -> RunStrip | None:
        return self._stage.screen.strip

    # ------------------------------------------------------------ beginning

    def begin(self, label_ids: tuple[str, ...], reason: str = "") -> None:
        """Print these in this order; `reason` is for those that have a copy already."""
        self._stage.show(beginning=True, asking_run=False, notice=None)
        work = partial(self._deeds.begin, label_ids, reason)
        self._lanes.prints(work, self._begun, self._failed, name=_NAME)

    def _begun(self, run: PrintRun) -> None:
        self._stage.hold(beginning=False, ticked=frozenset())
        self._go_on(run)

    def retry(self) -> None:
        """Once more, those that failed."""
        strip = self.strip
        if strip is not None and strip.retry_ids and not self._stage.screen.beginning:
            reasons = [item.reason for item in strip.failed if item.reason]
            self.begin(strip.retry_ids, reasons[0] if reasons else "")

    # ------------------------------------------------------------ under way

    def _go_on(self, run: PrintRun) -> None:
        """What comes after a sheet, or after a person's word."""
        strip = self.strip
        pausing, stopping = (strip.pausing, strip.stopping) if strip else (False, False)
        if run.state is not RunState.RUNNING:
            self._rest(run)
        elif stopping or not run.waiting:
            self._do(run, partial(self._deeds.end, run.id))
        elif pausing:
            self._do(run, partial(self._deeds.pause, run.id))
        else:
            self._do(run, partial(self._deeds.print_next, run.id))

    def _do(self, run: PrintRun, work: Callable[[], PrintRun]) -> None:
        strip = self.strip
        before = strip if strip is not None and strip.run.id == run.id else RunStrip(run)
        self._stage.show(strip=replace(before, run=run, busy=True), asking_again=False)
        self._lanes.prints(work, self._go_on, self._failed, name=_NAME)

    def _rest(self, run: PrintRun) -> None:
        self._stand(run, beginning=False)
        self._rested()

    def _stand(self, run: PrintRun, **also: bool) -> None:
        strip = RunStrip(run).after(self.strip)
        self._stage.show(
            strip=strip, asking_again=self._stage.screen.asking_again and not strip.unread, **also
        )

    def _failed(self, fault: Fault) -> None:
        """What stands is read again: the book knows how far it is."""
        strip = self.strip
        at_rest = replace(strip, busy=False) if strip else None
        self._stage.again = self.look
        self._stage.show(beginning=False, notice=notice_of(fault), strip=at_rest)
        self._rested()
        self.look()

    def _hold(self, run: PrintRun) -> None:
        """It says that it goes on, but nobody prints it: it waits for a person."""
        self._lanes.prints(partial(self._deeds.pause, run.id), self._rest, self._not_found)

    # ------------------------------------------------------------ a person's word

    def toggle(self) -> None:
        """Pause after the sheet in hand, or go on with the first that waits."""
        strip = self.strip
        if strip is not None and strip.can_pause:
            self._stage.show(strip=replace(strip, pausing=True))
        elif strip is not None and strip.can_resume:
            self._resume(None, "")

    def go_on_from(self, place: int) -> None:
        """From any of the places that are offered; those before it are left out."""
        strip = self.strip
        if strip is not None and str(place) in dict(strip.places):
            self._resume(place, "")

    def again(self) -> None:
        """The one that may have come out is wanted once more: why."""
        if self.strip is not None and self.strip.answerable is not None:
            self._stage.show(asking_again=True)

    def print_again(self, reason: str) -> None:
        """The reason was given."""
        strip = self.strip
        if (
            self._stage.screen.asking_again
            and strip is not None
            and strip.doubt
            and reason in REPRINT_REASONS
        ):
            self._resume(strip.doubt.place, reason)

    def leave(self) -> None:
        """Do not print it again."""
        self._stage.show(asking_again=False)

    def turn(self) -> None:
        """A person turns to the question that came after another one."""
        if self.strip is not None and self.strip.turn_text:
            self._stage.show(strip=replace(self.strip, unread=False))

    def came_out(self, did: bool) -> None:
        """A person has looked: it did, or nothing did and it waits again."""
        strip = self.strip
        asked = strip.answerable if strip is not None else None
        if strip is not None and asked is not None and asked.print_id is not None:
            self._do(strip.run, partial(self._deeds.came_out, strip.run.id, asked.print_id, did))

    def skip(self) -> None:
        """Leave the next one out."""
        strip = self.strip
        if strip is not None and strip.can_skip:
            place = strip.run.waiting[0].place
            self._do(strip.run, partial(self._deeds.skip, strip.run.id, place))

    def stop(self) -> None:
        """Print no other of this run; the sheet in hand ends."""
        strip = self.strip
        if strip is None or not strip.can_stop:
            return
        if strip.busy:
            self._stage.show(strip=replace(strip, stopping=True))
        else:
            self._do(strip.run, partial(self._deeds.end, strip.run.id))

    def put_away(self) -> None:
        """The result was read."""
        if self.strip is not None and self.strip.ended:
            self._stage.show(strip=None)
            self.look()

    def _resume(self, place: int | None, reason: str) -> None:
        strip = self.strip
        if strip is not None and not strip.busy:
            self._do(strip.run, partial(self._deeds.resume, strip.run.id, place, reason))

    # ------------------------------------------------------------ what stands

    def look(self) -> None:
        """A run that was cut off is offered here."""
        if self.strip is None or not self.strip.busy:
            self._looking.ask(self._deeds.standing, self._found, self._not_found)

    def _found(self, runs: tuple[PrintRun, ...]) -> None:
        strip = self.strip
        if strip is not None and (strip.busy or (strip.ended and not runs)):
            return
        run = runs[-1] if runs else None  # what was begun last lies on the table
        if run is not None and run.state is RunState.RUNNING:
            self._hold(run)
        elif run is not None:
            self._stand(run)
        else:
            self._stage.show(strip=None)

    def _not_found(self, fault: Fault) -> None:
        self._stage.show(notice=notice_of(fault))

    def close(self) -> None:
        self._looking.drop()
