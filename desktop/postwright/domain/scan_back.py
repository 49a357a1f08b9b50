"""What a scan on the packing table means: the label is on its parcel, or must not be. Does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from postwright.domain.barcode import LabelCode, in_fours, read_label_code
from postwright.domain.print_record import PrintRecord, PrintState


class ScanVerdict(StrEnum):
    """What is known after a scan."""

    ON_PARCEL = "on_parcel"
    ALREADY = "already"
    WRONG_PARCEL = "wrong_parcel"
    VOID = "void"
    UNKNOWN = "unknown"
    NOT_A_LABEL = "not_a_label"


# Somebody may be about to mail it: sound, colour and words.
_ALARMS = frozenset({ScanVerdict.WRONG_PARCEL, ScanVerdict.VOID})


@dataclass(frozen=True, slots=True)
class ScanWord:
    """The answer to one scan, in words for the person at the table."""

    verdict: ScanVerdict
    label_id: str
    sentence: str

    @property
    def is_alarm(self) -> bool:
        return self.verdict in _ALARMS


@dataclass(frozen=True, slots=True)
class Scanned:
    """The label that has the scanned number: whose it is, whether it is void, and its prints so far."""

    label_id: str
    who: str
    is_void: bool
    prints: tuple[PrintRecord, ...] = ()


def read_scan(text: str) -> LabelCode | None:
    """The number in what the scanner typed. None for anything but a shipping barcode."""
    # Scanners send the start of a GS1 symbol as ]C1 and FNC1 as a control character or a sign of their own.
    bare = text.strip().removeprefix("]C1").removeprefix("]C0").replace("~1", "").replace("\x1e", "")
    return read_label_code(bare.strip("\x02\x03\x04").upper())


def judge(
    code: LabelCode | None, found: Scanned | None, *, expected: Scanned | None = None, strange: bool = False
) -> ScanWord:
    """What the scan means. `expected` is the label of the parcel that lies on the table; `strange` says that
    the label belongs to none of the parcels at hand.
    """
    if code is None:
        return ScanWord(ScanVerdict.NOT_A_LABEL, "", "This is no shipping barcode. Scan the long one.")
    if found is None:
        words = f"{in_fours(code.tracking_number)} is not a label of this shop."
        return ScanWord(ScanVerdict.UNKNOWN, "", words)
    if found.is_void:
        words = f"STOP. This label for {found.who} is void. Take it off the parcel and tear it up."
        return ScanWord(ScanVerdict.VOID, found.label_id, words)
    if expected is not None and expected.label_id != found.label_id:
        words = f"STOP. This label is for {found.who}. The parcel goes to {expected.who}. Swap the labels."
        return ScanWord(ScanVerdict.WRONG_PARCEL, found.label_id, words)
    if strange:
        words = f"STOP. This label for {found.who} is not one of those just printed. Check the parcel."
        return ScanWord(ScanVerdict.WRONG_PARCEL, found.label_id, words)
    return _on_parcel(found)


def _on_parcel(found: Scanned) -> ScanWord:
    seen = [one for one in found.prints if one.on_parcel]
    if not seen or to_mark(found.prints) is not None:
        earlier = " An earlier copy was on a parcel too; tear that one up." if seen else ""
        return ScanWord(ScanVerdict.ON_PARCEL, found.label_id, f"On its parcel: {found.who}.{earlier}")
    words = (
        f"The label for {found.who} was scanned before{_at(seen[-1].seen_at)}. One label pays for one parcel."
    )
    return ScanWord(ScanVerdict.ALREADY, found.label_id, words)


def _at(at: datetime | None) -> str:
    return f", on {at.astimezone():%b %d at %H:%M}" if at else ""


def to_mark(prints: tuple[PrintRecord, ...]) -> PrintRecord | None:
    """The copy that a scan proves: the newest on paper, or else one that was thought not to have come out."""
    on_paper = [one for one in prints if one.counts]
    if on_paper:
        return None if on_paper[-1].on_parcel else on_paper[-1]
    failed = [one for one in prints if one.state is PrintState.FAILED]
    return failed[-1] if failed else None
