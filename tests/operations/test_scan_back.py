"""A scan at the packing table is written down as seen; a wrong label on a parcel is never."""

from __future__ import annotations

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import PrintEvent, PrintRecord, PrintState
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.scan_back import ScanVerdict
from postwright.operations.print_run import begin_run
from postwright.operations.scan_back import scan_back
from postwright.operations.void_label import void_label
from postwright.store.prints import ELSEWHERE, NewPrint
from tests.operations.shops import Shop

ZEBRA = PrinterProfile("Zebra", "tcp:127.0.0.1:9", Language.ZPL)


def barcode(entry: LabelEntry) -> str:
    """What a scanner types for a practice label."""
    return f"SAMPLE-42080202\x1d{entry.label.tracking_number}\r"


def sent(shop: Shop, entry: LabelEntry, reason: str = "") -> PrintRecord:
    (begun,) = shop.prints.begin(NewPrint(entry.id, "Zebra", Language.ZPL, reason=reason))
    return shop.prints.record(begun.id, PrintEvent.TAKEN)


def last(shop: Shop, entry: LabelEntry) -> PrintRecord:
    return shop.prints.of_label(entry.id)[-1]


def test_a_scanned_label_is_on_its_parcel_and_its_print_was_seen(shop: Shop) -> None:
    entry = shop.bought()
    sent(shop, entry)
    for expected in ("", entry.id, entry.label.tracking_number):
        word = scan_back(shop.press(), barcode(entry), expected=expected)
        assert word.label_id == entry.id
        assert not word.is_alarm
    record = last(shop, entry)
    assert (record.state, record.seen_at is not None) == (PrintState.SEEN, True)
    assert [step.state for step in shop.prints.history(record.id)] == ["sending", "handed_over", "seen"]


def test_a_second_scan_is_told_and_changes_nothing(shop: Shop) -> None:
    entry = shop.bought()
    sent(shop, entry)
    assert scan_back(shop.press(), barcode(entry)).verdict is ScanVerdict.ON_PARCEL
    seen = last(shop, entry)
    assert scan_back(shop.press(), barcode(entry)).verdict is ScanVerdict.ALREADY
    assert last(shop, entry) == seen


def test_a_label_on_another_parcel_sounds_and_is_not_marked(shop: Shop) -> None:
    mine, other = shop.bought(), shop.bought()
    sent(shop, other)
    word = scan_back(shop.press(), barcode(other), expected=mine.id)
    assert (word.verdict, word.is_alarm) == (ScanVerdict.WRONG_PARCEL, True)
    assert last(shop, other).state is PrintState.HANDED_OVER


def test_a_label_that_is_not_of_the_run_at_hand_sounds(shop: Shop) -> None:
    mine, other = shop.bought(), shop.bought()
    sent(shop, mine)
    press = shop.press()
    run = begin_run(press, [mine.id], ZEBRA)
    assert scan_back(press, barcode(other), run_id=run.id).is_alarm
    assert scan_back(press, barcode(mine), run_id=run.id).verdict is ScanVerdict.ON_PARCEL


def test_a_void_label_on_a_parcel_sounds(shop: Shop) -> None:
    entry = shop.bought()
    sent(shop, entry)
    void_label(shop.till(), entry.id, now=shop.now())
    word = scan_back(shop.press(), barcode(entry), expected=entry.id)
    assert (word.verdict, word.is_alarm) == (ScanVerdict.VOID, True)
    assert last(shop, entry).state is PrintState.HANDED_OVER


def test_what_is_no_label_of_ours_changes_nothing(shop: Shop) -> None:
    entry = shop.bought()
    stranger = entry.label.tracking_number[:-2]
    assert scan_back(shop.press(), stranger).verdict is ScanVerdict.NOT_A_LABEL
    assert scan_back(shop.press(), "9400111899561234567892").verdict is ScanVerdict.UNKNOWN
    assert shop.prints.recent() == ()


def test_a_scan_ends_a_doubt_and_brings_back_what_was_given_up(shop: Shop) -> None:
    for event in (PrintEvent.DOUBTED, PrintEvent.NOT_OUT):
        entry = shop.bought()
        (begun,) = shop.prints.begin(NewPrint(entry.id, "Zebra", Language.ZPL))
        shop.prints.record(begun.id, event)
        assert scan_back(shop.press(), barcode(entry)).verdict is ScanVerdict.ON_PARCEL
        assert last(shop, entry).state is PrintState.SEEN
        assert shop.labels.get(entry.id).prints == 1


def test_a_scan_is_believed_while_the_port_still_waits_for_the_printer(shop: Shop) -> None:
    entry = shop.bought()
    (begun,) = shop.prints.begin(NewPrint(entry.id, "Zebra", Language.ZPL))
    scan_back(shop.press(), barcode(entry))
    assert shop.prints.record(begun.id, PrintEvent.TAKEN, job="7").state is PrintState.SEEN
    assert last(shop, entry).job == "7"


def test_a_label_printed_from_a_saved_file_is_a_copy_too(shop: Shop) -> None:
    entry = shop.bought()
    assert scan_back(shop.press(), barcode(entry)).verdict is ScanVerdict.ON_PARCEL
    record = last(shop, entry)
    assert (record.printer, record.state, record.copy) == (ELSEWHERE, PrintState.SEEN, 1)
    assert shop.labels.get(entry.id).prints == 1


def test_the_parcel_at_hand_must_be_one_of_ours(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        scan_back(shop.press(), barcode(shop.bought()), expected="se-unknown")
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN
