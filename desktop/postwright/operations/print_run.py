"""Print many labels in the order given. One sheet a call, so that it can be paused; guesses nothing after a
crash, and prints nothing a second time by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from postwright.carrier.client import CarrierClient
from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.print_record import REPRINT_REASONS, PrintRecord
from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState, stops_the_run
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.sentences import Deed, sentence
from postwright.domain.stock import places
from postwright.operations.hand_over import Press
from postwright.operations.print_sheet import Laid, Ready, Wanted, lay, make_ready, send
from postwright.store.print_runs import NewItem
from postwright.store.sqlite_faults import Conflict

_ON_PAPER = (ItemState.SENT, ItemState.MAYBE)


def begin_run(
    press: Press, label_ids: Sequence[str], profile: PrinterProfile, *, reason: str = ""
) -> PrintRun:
    """Write down which labels are to be printed, in this order; nothing is printed yet. One named twice is
    printed once. `reason` is why those are printed again that were printed before.

    Raises BadInput(LABEL_UNKNOWN), also for no label at all.
    """
    entries = [press.labels.get(label_id) for label_id in dict.fromkeys(label_ids)]
    if not entries:
        raise BadInput(FaultKind.LABEL_UNKNOWN)
    items = [
        NewItem(entry.id, entry.shipment.ship_to.who, entry.label.tracking_number, reason)
        for entry in entries
    ]
    return press.runs.begin(profile, items)


def print_next(press: Press, carrier: CarrierClient | None, run_id: int) -> PrintRun:
    """Print the next sheet of a run that is not paused, and give the run as it stands then.

    A label that cannot be printed is named and left out. A printer that cannot take one pauses the run.
    """
    run = press.runs.get(run_id)
    if run.state is not RunState.RUNNING:
        return run
    profile = press.runs.profile(run_id)
    try:
        ready = _fill(press, carrier, run, profile)
        if ready:
            _print(press, run_id, lay(press, ready, profile), profile)
    except Fault as fault:  # of the printer or its paper: what is wrong with a label was seen to
        return press.runs.move(run_id, RunState.PAUSED, told(fault))
    run = press.runs.get(run_id)
    return run if run.waiting else press.runs.move(run_id, RunState.ENDED)


def pause_run(press: Press, run_id: int) -> PrintRun:
    """Stop after the sheet that is being sent. Raises BadInput(RUN_NOT_OPEN) for one that has ended."""
    _open(press, run_id)
    return press.runs.move(run_id, RunState.PAUSED)


def resume_run(
    press: Press,
    run_id: int,
    from_place: int | None = None,
    *,
    reason: str = "",
    profile: PrinterProfile | None = None,
) -> PrintRun:
    """Go on with what waits; or from a place on, with everything there once more, whatever waits before it
    being left out. That may be done to a run that has ended, too. A profile takes the place of the run's own.

    Raises BadInput: REASON_NEEDED where something is printed again that is, or may be, on paper;
    RUN_NOT_OPEN for one that has ended.
    """
    run = press.runs.get(run_id)
    if from_place is None:
        _open(press, run_id)
    else:
        after = [item for item in run.items if item.place >= from_place]
        again = [item for item in after if item.state in _ON_PAPER]
        if again and reason not in REPRINT_REASONS:
            raise BadInput(FaultKind.REASON_NEEDED)
        before = [item.place for item in run.waiting if item.place < from_place]
        press.runs.leave_out(run_id, before)
        press.runs.set_items(run_id, _places(after), ItemState.WAITING, reason=reason)
    return press.runs.move(run_id, RunState.RUNNING, profile=profile)


def skip_item(press: Press, run_id: int, place: int) -> PrintRun:
    """Leave out a label that waits. One that does not wait stays as it is."""
    _open(press, run_id)
    return press.runs.leave_out(run_id, [place])


def end_run(press: Press, run_id: int) -> PrintRun:
    """Print nothing more of it; what waits is left out."""
    run = press.runs.get(run_id)
    press.runs.leave_out(run_id, _places(run.waiting))
    return press.runs.move(run_id, RunState.ENDED)


def end_if_through(press: Press, seen: PrintRecord) -> None:
    """A paused run of which nothing is left to print or to doubt has ended. Left paused it would offer
    nothing but Stop, and every scan of another label would be called a wrong parcel.
    """
    if seen.run_id is None:
        return
    run = press.runs.get(seen.run_id)
    if run.state is RunState.PAUSED and not run.waiting and not run.doubtful:
        press.runs.move(run.id, RunState.ENDED)


def open_runs(press: Press) -> tuple[PrintRun, ...]:
    """The runs that have not ended. One that an earlier start of the program left going is paused, and the
    label that it was at may have come out.
    """
    press.prints.interrupted()
    press.runs.cut_off()
    return press.runs.open()


def _fill(
    press: Press, carrier: CarrierClient | None, run: PrintRun, profile: PrinterProfile
) -> tuple[Ready, ...]:
    """As many labels as a sheet holds, drawn. Those that cannot be printed are named and passed over."""
    ready: list[Ready] = []
    for item in run.waiting:
        if len(ready) == max(1, len(places(profile))):
            break
        try:
            wanted = Wanted(item.label_id, item.reason, run.id, item.place)
            ready.append(make_ready(press, wanted, profile, carrier))
        except Fault as fault:
            if stops_the_run(fault.kind):
                raise
            press.runs.set_items(run.id, [item.place], ItemState.FAILED, told(fault), reason=item.reason)
    return tuple(ready)


def _print(press: Press, run_id: int, laid: Laid, profile: PrinterProfile) -> None:
    for wanted, why in laid.left_out:
        press.runs.set_items(run_id, [wanted.place], ItemState.FAILED, why, reason=wanted.reason)
    if not laid.copies:
        return
    try:
        send(press, laid, profile)
    except Conflict:  # another window is at this run too, and was first
        return
    except Fault as fault:
        if stops_the_run(fault.kind):
            _let_wait(press, run_id, laid, fault)
            raise
        # Given back or printed elsewhere while it was drawn: nothing was sent, and the fault names which.
        for copy in laid.copies:
            if copy.label_id == fault.detail:
                press.runs.set_items(run_id, [copy.place], ItemState.FAILED, told(fault), reason=copy.reason)


def _let_wait(press: Press, run_id: int, laid: Laid, fault: Fault) -> None:
    """What certainly did not come out waits again, with why. What may have come out does not."""
    items = press.runs.get(run_id).items
    for copy in laid.copies:
        if items[copy.place - 1].state is ItemState.FAILED:
            press.runs.set_items(run_id, [copy.place], ItemState.WAITING, told(fault), reason=copy.reason)


def told(fault: Fault) -> str:
    """A fault in one line of a list."""
    return sentence(fault, Deed.LOOK).line


def _open(press: Press, run_id: int) -> None:
    if press.runs.get(run_id).state is RunState.ENDED:
        raise BadInput(FaultKind.RUN_NOT_OPEN)


def _places(items: Sequence[RunItem]) -> list[int]:
    return [item.place for item in items]
