"""Ask printers and spoolers what became of what they took, and take a person's word. Prints nothing.

Their word makes a print DONE, never seen. A job that nobody knows any more may be lost or may have come out.
What found no room in the book when a print ended is written down here too.
"""

from __future__ import annotations

import time
from datetime import timedelta

from postwright.domain.print_record import SAID_SO, PrintEvent, PrintRecord, PrintState
from postwright.domain.print_run import ItemState, RunState
from postwright.operations.hand_over import Press
from postwright.operations.print_run import end_if_through
from postwright.printing.handover import JobEnd, JobWord
from postwright.printing.ports import follow
from postwright.store.sqlite_faults import Conflict

# Spoolers keep old jobs for a while at most; what they have not told by then is for the scanner to tell.
_FOR = timedelta(days=3)
_MOST = 40
# Labels wait on the same lane meanwhile, and one silent port may take seconds beyond this.
_SECONDS = 2.0
# The Windows spooler forgets a job as soon as it is through with it, so that this proves nothing.
_FORGETS = "windows:"
_UNKNOWN = "The print system does not know this job any more. The label may have come out, or be lost. Look."
_ABORTED = "The print system gave up. A part of the label may have come out. Look."


def follow_prints(press: Press) -> tuple[PrintRecord, ...]:
    """The prints of which something new is known. Takes seconds at most; the rest is asked the next time, and
    a port that does not answer is not asked about the next print of it. Raises Environment.
    """
    end = time.monotonic() + _SECONDS
    changed, silent = _write_down(press), set[str]()
    for record in press.prints.to_follow(_FOR, _MOST):
        if time.monotonic() > end:
            break
        if record.port in silent:
            continue
        word = follow(record.port, record.job)
        if word.end is JobEnd.NO_ANSWER:
            silent.add(record.port)
            continue
        found = _followed(press, record, word)
        if found != record:
            changed.append(found)
    return tuple(changed)


def still_followed(press: Press) -> bool:
    """Whether some printer or spooler may have more to tell, or something waits to be written down."""
    return bool(press.unwritten.ends or press.prints.to_follow(_FOR, 1))


def _write_down(press: Press) -> list[PrintRecord]:
    """The ends that could not be written down before. A person's word of the copy came first, perhaps."""
    written = []
    for print_id, (event, detail) in list(press.unwritten.ends.items()):
        try:
            record = press.prints.record(print_id, event, detail)
        except Conflict:
            record = press.prints.get(print_id)
        else:
            _wait_again(press, record)
        del press.unwritten.ends[print_id]
        written.append(record)
    return written


def _followed(press: Press, record: PrintRecord, word: JobWord) -> PrintRecord:
    match word.end:
        case JobEnd.DONE:
            return press.prints.record(record.id, PrintEvent.DONE, word.words)
        case JobEnd.ABORTED:
            return press.prints.record(record.id, PrintEvent.DOUBTED, word.words or _ABORTED)
        case JobEnd.UNKNOWN if record.port.startswith(_FORGETS):
            return press.prints.note(record.id, word.words, ended=True)
        case JobEnd.UNKNOWN:
            return press.prints.record(record.id, PrintEvent.DOUBTED, word.words or _UNKNOWN)
        case _:
            return press.prints.note(record.id, word.words) if word.words else record


def answer_print(press: Press, print_id: int, came_out: bool) -> PrintRecord:
    """The operator looked: the copy lies there, or it does not and may be printed as if never sent. In a run
    that is still open it waits again; a run with nothing left to print or to doubt has ended.

    Raises BadInput(PRINT_UNKNOWN), and Conflict for a print that is not in doubt.
    """
    if came_out:
        seen = press.prints.record(print_id, PrintEvent.SEEN, SAID_SO)
        end_if_through(press, seen)
        return seen
    record = press.prints.record(print_id, PrintEvent.NOT_OUT, "Nothing came out, says the operator.")
    _wait_again(press, record)
    return record


def _wait_again(press: Press, record: PrintRecord) -> None:
    """What certainly did not come out waits again, in a run that is still open."""
    if record.run_id is None or record.state is not PrintState.FAILED:
        return
    run = press.runs.get(record.run_id)
    item = run.items[record.place - 1]
    if run.state is not RunState.ENDED and item.print_id == record.id:
        press.runs.set_items(run.id, [item.place], ItemState.WAITING, record.detail, reason=item.reason)
