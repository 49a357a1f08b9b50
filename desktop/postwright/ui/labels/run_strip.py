"""A run of labels as its strip shows it: how far it is, what failed, what a person may do now. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import count_words

# A strip is no list: what else failed is in the choice of where to go on, and in the labels themselves.
_MOST = 4


@dataclass(frozen=True, slots=True)
class RunStrip:
    """`busy`: a sheet is at the printer's door. `pausing`, `stopping`: a person asked for that meanwhile.
    `unread`: the question took another one's place, and is not answered before a person turns to it.
    """

    run: PrintRun
    busy: bool = False
    pausing: bool = False
    stopping: bool = False
    unread: bool = False

    def after(self, before: RunStrip | None) -> RunStrip:
        """This strip in the place of another. A hand that was about to answer the one must not answer the
        other: its buttons would be the same.
        """
        was, now = before.question if before else None, self.question
        swapped = was is not None and now is not None and (was != now or (before or self).unread)
        return replace(self, unread=swapped)

    @property
    def question(self) -> tuple[int, int] | None:
        """Which label is asked about: its run and its place."""
        return (self.run.id, self.doubt.place) if self.doubt else None

    @property
    def answerable(self) -> RunItem | None:
        """The label whose question can be answered now."""
        return None if self.unread or self.busy else self.doubt

    @property
    def turn_text(self) -> str:
        """What leads to a question that is not open yet, and "" where none is."""
        return f"Go to label {self.doubt.place}" if self.doubt and self.unread and not self.busy else ""

    @property
    def ended(self) -> bool:
        return self.run.state is RunState.ENDED

    @property
    def going(self) -> bool:
        """Whether it prints by itself now."""
        return self.run.state is RunState.RUNNING

    @property
    def waits(self) -> bool:
        return self.run.state is RunState.PAUSED and not self.busy

    @property
    def total(self) -> int:
        return len(self.run.items)

    @property
    def settled(self) -> int:
        """How many need no more waiting for."""
        return self.total - self.run.count(ItemState.WAITING)

    @property
    def doubt(self) -> RunItem | None:
        """What may have come out, and somebody must look: nothing goes on past it unseen."""
        doubtful = self.run.doubtful
        return doubtful[-1] if doubtful and not self.going else None

    @property
    def failed(self) -> tuple[RunItem, ...]:
        return tuple(item for item in self.run.items if item.state is ItemState.FAILED)

    @property
    def headline(self) -> str:
        printer = self.run.printer
        if self.ended:
            sent = self.run.count(ItemState.SENT)
            if sent == self.total:
                return f"{count_words(self.total, 'label')} handed to {printer}"
            return f"{sent} of {self.total} handed to {printer}"
        if self.doubt is not None and self.unread:
            return f"Label {self.doubt.place} may have come out, too."
        if self.doubt is not None:
            return f"Label {self.doubt.place} may have come out. Look there."
        at = min(self.settled + 1, self.total)
        if self.stopping:
            return f"Stopping after {at} of {self.total} · {printer}"
        if self.pausing:
            return f"Pausing after {at} of {self.total} · {printer}"
        return f"{'Printing' if self.going else 'Paused at'} {at} of {self.total} · {printer}"

    @property
    def tone(self) -> str:
        if self.doubt is not None:
            return "waiting"
        if self.ended:
            return "waiting" if self.failed else "done"
        return "plain" if self.going else "waiting"

    @property
    def sentence(self) -> str:
        """Why it waits, or what to do now that it is over."""
        if self.doubt is not None and self.unread:
            return "The question before is answered. Go to this one when you are at the printer."
        if self.doubt is not None:
            item = self.doubt
            why = f" {item.problem}" if item.problem else ""
            return f"It is for {item.who}.{why} Two parcels with one label pay for only one of them."
        if self.ended:
            left = self.run.count(ItemState.SKIPPED)
            said = [f"{count_words(left, 'label')} left out."] if left else []
            if self.run.count(ItemState.SENT):
                said.append("Scan each label once it is on its parcel.")
            return " ".join(said)
        if self.going or not self.run.problem:
            return ""
        return self.run.problem

    @property
    def lines(self) -> tuple[ToneLine, ...]:
        """What was not printed, by name, with its reason."""
        failed = self.failed
        told = [
            ToneLine("trouble", f"{item.place}. {item.who}", "Not printed", below=item.problem)
            for item in failed[:_MOST]
        ]
        if len(failed) > _MOST:
            told.append(
                ToneLine("trouble", f"and {count_words(len(failed) - _MOST, 'other')}", "Not printed")
            )
        return tuple(told)

    @property
    def can_pause(self) -> bool:
        return self.going and not self.pausing and not self.stopping and bool(self.run.waiting)

    @property
    def can_resume(self) -> bool:
        """Whether it can go on with the next: not while something may have come out and nobody has looked."""
        return self.waits and self.doubt is None and bool(self.run.waiting)

    @property
    def can_skip(self) -> bool:
        return self.can_resume

    @property
    def can_stop(self) -> bool:
        return not self.ended and not self.stopping

    @property
    def skip_text(self) -> str:
        return f"Skip {self.run.waiting[0].place}" if self.run.waiting else "Skip this one"

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """From where it can go on, with whom each label is for. The one in doubt is asked about apart."""
        doubt = self.doubt.place if self.doubt else 0
        items = {item.place: item for item in self.run.items}
        if not self.waits:
            return ()
        return tuple(
            (str(place), f"{place}. {items[place].who}") for place in self.run.offers if place != doubt
        )

    @property
    def retry_ids(self) -> tuple[str, ...]:
        """The labels that failed, once it is over."""
        return tuple(item.label_id for item in self.failed) if self.ended else ()

    @property
    def retry_text(self) -> str:
        count = len(self.retry_ids)
        return "Print the one that failed" if count == 1 else f"Print the {count} that failed"
