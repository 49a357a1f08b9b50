"""Take what the scanner on the packing table typed: mark the label as on its parcel, or say what is wrong."""

from __future__ import annotations

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import SCANNED, PrintEvent
from postwright.domain.scan_back import Scanned, ScanVerdict, ScanWord, judge, read_scan, to_mark
from postwright.operations.hand_over import Press
from postwright.operations.print_run import end_if_through


def scan_back(press: Press, text: str, *, expected: str = "", run_id: int | None = None) -> ScanWord:
    """What the scan means; a label on its parcel is marked as seen.

    `expected` is the id or tracking number of the label that belongs on the parcel at hand; with `run_id`,
    the label must be one of that run. Raises BadInput: LABEL_UNKNOWN for another `expected`, RUN_UNKNOWN.
    """
    awaited = _label(press, expected) if expected else None
    if expected and awaited is None:
        raise BadInput(FaultKind.LABEL_UNKNOWN, expected)
    of_run = {item.label_id for item in press.runs.get(run_id).items} if run_id is not None else None
    code = read_scan(text)
    entry = press.labels.by_tracking(code.tracking_number) if code else None
    found = _scanned(press, entry) if entry else None
    strange = found is not None and of_run is not None and found.label_id not in of_run
    word = judge(code, found, expected=_scanned(press, awaited) if awaited else None, strange=strange)
    if found is not None and word.verdict is ScanVerdict.ON_PARCEL:
        _mark(press, found)
    return word


def _mark(press: Press, found: Scanned) -> None:
    """A label that was never printed here was printed from a saved file, and is a copy too."""
    copy = to_mark(found.prints)
    if copy is None:
        press.prints.found(found.label_id)
    else:
        end_if_through(press, press.prints.record(copy.id, PrintEvent.SEEN, SCANNED))


def _label(press: Press, text: str) -> LabelEntry | None:
    if entry := press.labels.by_tracking(text):
        return entry
    return press.labels.get(text) if press.labels.knows(text) else None


def _scanned(press: Press, entry: LabelEntry) -> Scanned:
    return Scanned(
        label_id=entry.id,
        who=entry.shipment.ship_to.who,
        is_void=entry.is_void,
        prints=press.prints.of_label(entry.id),
    )
