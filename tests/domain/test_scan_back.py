"""A scan on the packing table proves a print, and sounds the alarm for a label that must not be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from postwright.domain.barcode import LabelCode
from postwright.domain.print_record import SAID_SO, SCANNED, PrintRecord, PrintState
from postwright.domain.printing_profile import Language
from postwright.domain.scan_back import Scanned, ScanVerdict, judge, read_scan, to_mark

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PIC = "9400111899561234567892"
CODE = LabelCode(PIC)


def copy(number: int, state: PrintState) -> PrintRecord:
    seen_at = NOON if state is PrintState.SEEN else None
    return PrintRecord(number, "se-1", number, "Desk", Language.ZPL, state, NOON, seen_at=seen_at)


ANN = Scanned("se-1", "Ann", False, (copy(1, PrintState.HANDED_OVER),))
BOB = Scanned("se-2", "Bob", False)


@pytest.mark.parametrize(
    "typed",
    [
        PIC,
        f" {PIC}\r",
        f"42010001{PIC}",
        f"42010001\x1d{PIC}",
        f"]C1420100011234\x1d{PIC}",
        f"]C142010001~1{PIC}",
        f"(420)10001({PIC[:2]}){PIC[2:]}",
    ],
)
def test_a_shipping_barcode_is_read_however_the_scanner_types_it(typed: str) -> None:
    code = read_scan(typed)
    assert code is not None
    assert code.tracking_number == PIC


def test_mail_abroad_and_practice_labels_are_read_too() -> None:
    assert read_scan("lz123456785us") == LabelCode("LZ123456785US")
    assert read_scan(f"SAMPLE-{PIC}") == LabelCode(PIC, sample=True)
    assert read_scan(f"sample-42010001{PIC}") == LabelCode(PIC, "10001", sample=True)


@pytest.mark.parametrize(
    "typed", ["", "4006381333931", "https://example.com", PIC[:-1] + "3", f"420100019{PIC}"]
)
def test_anything_else_is_no_label(typed: str) -> None:
    assert read_scan(typed) is None
    assert judge(read_scan(typed), None).verdict is ScanVerdict.NOT_A_LABEL


def test_a_label_is_on_its_parcel() -> None:
    word = judge(CODE, ANN)
    assert (word.verdict, word.label_id, word.is_alarm) == (ScanVerdict.ON_PARCEL, "se-1", False)
    assert word.sentence == "On its parcel: Ann."
    assert judge(CODE, ANN, expected=ANN).verdict is ScanVerdict.ON_PARCEL


def test_a_label_on_another_parcel_is_an_alarm_that_names_both() -> None:
    word = judge(CODE, ANN, expected=BOB)
    assert (word.verdict, word.is_alarm) == (ScanVerdict.WRONG_PARCEL, True)
    assert word.sentence == "STOP. This label is for Ann. The parcel goes to Bob. Swap the labels."


def test_a_label_of_another_batch_is_an_alarm() -> None:
    word = judge(CODE, ANN, strange=True)
    assert (word.verdict, word.is_alarm) == (ScanVerdict.WRONG_PARCEL, True)


def test_a_void_label_is_an_alarm_even_on_its_own_parcel() -> None:
    word = judge(CODE, replace(ANN, is_void=True), expected=ANN)
    assert (word.verdict, word.is_alarm) == (ScanVerdict.VOID, True)


def test_a_label_that_is_not_ours_is_told() -> None:
    word = judge(CODE, None)
    assert (word.verdict, word.label_id) == (ScanVerdict.UNKNOWN, "")
    assert word.sentence.startswith("9400 1118 9956")


def test_a_second_scan_of_one_copy_is_told_with_its_time() -> None:
    word = judge(CODE, replace(ANN, prints=(copy(1, PrintState.SEEN),)))
    assert (word.verdict, word.is_alarm) == (ScanVerdict.ALREADY, False)
    assert "was scanned before, on Nov 22 at " in word.sentence
    old = replace(copy(1, PrintState.SEEN), seen_at=None)
    assert "was scanned before. One" in judge(CODE, replace(ANN, prints=(old,))).sentence


def test_a_reprint_tells_that_the_earlier_copy_was_on_a_parcel() -> None:
    prints = (copy(1, PrintState.SEEN), copy(2, PrintState.DONE))
    word = judge(CODE, replace(ANN, prints=prints))
    assert word.verdict is ScanVerdict.ON_PARCEL
    assert word.sentence.endswith("An earlier copy was on a parcel too; tear that one up.")


@pytest.mark.parametrize(
    ("states", "marked"),
    [
        ((), None),
        ((PrintState.SENDING,), 1),
        ((PrintState.HANDED_OVER, PrintState.MAYBE), 2),
        ((PrintState.HANDED_OVER, PrintState.FAILED), 1),
        ((PrintState.HANDED_OVER, PrintState.SEEN), None),
        ((PrintState.SEEN, PrintState.FAILED), None),
        ((PrintState.RENDERED, PrintState.FAILED), 2),
        ((PrintState.RENDERED,), None),
    ],
)
def test_a_scan_proves_the_newest_copy_that_can_be_on_paper(
    states: tuple[PrintState, ...], marked: int | None
) -> None:
    found = to_mark(tuple(copy(number, state) for number, state in enumerate(states, start=1)))
    assert (found.id if found else None) == marked


def test_a_copy_that_a_person_only_saw_come_out_can_still_be_scanned_onto_its_parcel() -> None:
    said = replace(copy(1, PrintState.SEEN), detail=SAID_SO)
    assert to_mark((said,)) is said
    scanned = replace(copy(1, PrintState.SEEN), detail=SCANNED)
    assert to_mark((scanned,)) is None
