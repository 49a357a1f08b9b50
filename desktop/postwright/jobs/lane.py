"""One worker thread that runs one call at a time and answers on the window's. Never cuts a call off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from postwright.jobs.ticket import Submit, T, Ticket

__all__ = ["Lane", "StandIn", "Submit", "Ticket", "Worker"]

# What a caller is told instead of a bug, in its own kind of fault; None for an error it expects.
StandIn = Callable[[Exception], Exception | None]


class Worker(QObject):
    """Lives on the lane's thread."""

    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.closing = False

    @Slot(object)
    def run(self, ticket: Ticket) -> None:
        """Make the call, unless the lane is closing: QThread.quit() still delivers calls already posted."""
        if self.closing:
            return
        if not ticket.withdrawn:
            try:
                ticket.result = ticket.work()
            except Exception as error:  # the one place: whatever it is must reach the window's thread
                ticket.error = error
        self.finished.emit(ticket)

    @Slot()
    def leave(self) -> None:
        """End the thread after the calls that were posted before this one."""
        self.thread().quit()


class Lane(QObject):
    """A thread with a name. Submit from the window's thread; `done` and `failed` are called there.

    `stand_in` sorts errors: None means that the error is a fault which `failed` understands. Anything else
    is a bug, which `bug` announces; `failed` is told the fault it returned, so that nobody waits for ever.
    """

    answered = Signal(object)
    bug = Signal(object)
    _submitted = Signal(object)
    _last = Signal()

    def __init__(self, name: str, stand_in: StandIn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stand_in = stand_in
        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self._worker = Worker()
        self._worker.moveToThread(self._thread)
        self._submitted.connect(self._worker.run)
        self._last.connect(self._worker.leave)
        self._worker.finished.connect(self._deliver)  # the only connection between threads in the program
        self._thread.start()

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Any], None],
        *,
        name: str = "",
    ) -> Ticket:
        """Run the work after what was handed in before it."""
        ticket = Ticket(work, done, failed, name)
        self.take(ticket)
        return ticket

    def take(self, ticket: Ticket) -> None:
        """Run a ticket that was made elsewhere."""
        self._submitted.emit(ticket)

    @Slot(object)
    def _deliver(self, ticket: Ticket) -> None:
        try:
            self._tell(ticket)
        finally:
            self.answered.emit(ticket)

    def _tell(self, ticket: Ticket) -> None:
        if ticket.error is None:
            ticket.tell()
            return
        stand_in = self._stand_in(ticket.error)
        if stand_in is not None:
            self.bug.emit(ticket.error)
        ticket.tell_failure(stand_in or ticket.error)

    def stop(self) -> None:
        """Start nothing more; a call in flight goes on."""
        self._worker.closing = True
        self._thread.quit()

    def drain(self) -> None:
        """Run what was handed in so far, then end."""
        self._last.emit()

    def wait(self, milliseconds: int = -1) -> bool:
        """Whether the thread has ended, waiting that long for a call in flight, or without limit."""
        return self._thread.wait(milliseconds) if milliseconds >= 0 else self._thread.wait()

    def close(self) -> None:
        """Let a call in flight finish and start nothing more."""
        self.stop()
        self.wait()
