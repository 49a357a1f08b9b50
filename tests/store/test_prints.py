"""Every copy is counted before it leaves, and one that was cut off is never called printed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.print_record import PrintEvent, PrintRecord, PrintState
from postwright.domain.printing_profile import Language
from postwright.domain.void import VoidEvent
from postwright.store.prints import NewPrint
from postwright.store.sqlite_faults import Conflict
from tests.store.shop import Shop


def begin(shop: Shop, label_id: str, reason: str = "") -> PrintRecord:
    (record,) = shop.prints.begin(
        NewPrint(label_id, "Zebra", Language.ZPL, "tcp:zebra", reason=reason, proof="read back")
    )
    return record


def test_a_copy_is_on_the_disk_before_it_leaves(shop: Shop) -> None:
    label = shop.bought()
    record = begin(shop, label.label_id)
    assert (record.copy, record.state, record.printer, record.proof) == (
        1,
        PrintState.SENDING,
        "Zebra",
        "read back",
    )
    shop.close()
    shop.open()
    assert shop.prints.of_label(label.label_id) == (record,)
    assert shop.labels.get(label.label_id).prints == 1


@pytest.mark.parametrize(
    "events",
    [
        (),
        (PrintEvent.TAKEN,),
        (PrintEvent.TAKEN, PrintEvent.DONE),
        (PrintEvent.SEEN,),
        (PrintEvent.DOUBTED,),
        (PrintEvent.NOT_OUT, PrintEvent.SEEN),
    ],
)
def test_a_second_copy_needs_a_reason(shop: Shop, events: tuple[PrintEvent, ...]) -> None:
    label = shop.bought()
    record = begin(shop, label.label_id)
    for event in events:
        shop.prints.record(record.id, event)
    with pytest.raises(BadInput) as caught:
        begin(shop, label.label_id, reason="  ")
    assert caught.value.kind is FaultKind.REASON_NEEDED
    again = begin(shop, label.label_id, reason="damaged")
    assert (again.copy, again.reason) == (2, "damaged")
    assert shop.labels.get(label.label_id).prints == 2


def test_a_copy_that_put_nothing_on_paper_does_not_count(shop: Shop) -> None:
    label = shop.bought()
    failed = shop.prints.record(begin(shop, label.label_id).id, PrintEvent.NOT_OUT, "no such printer")
    again = begin(shop, label.label_id)
    assert again.copy == 1
    assert shop.prints.of_label(label.label_id) == (failed, again)
    assert shop.labels.get(label.label_id).prints == 1


def test_copies_that_are_asked_for_at_once_have_numbers_of_their_own(shop: Shop) -> None:
    label = shop.bought()
    with ThreadPoolExecutor(4) as pool:
        records = list(pool.map(lambda _: begin(shop, label.label_id, reason="jam"), range(8)))
    assert sorted(record.copy for record in records) == list(range(1, 9))


def test_a_label_of_somebody_else_is_not_printed(shop: Shop) -> None:
    with pytest.raises(BadInput) as caught:
        begin(shop, "se-other")
    assert caught.value.kind is FaultKind.LABEL_UNKNOWN


def test_a_print_that_was_cut_off_may_have_come_out(shop: Shop) -> None:
    label = shop.bought()
    cut_off = begin(shop, label.label_id)
    shop.prints.record(begin(shop, label.label_id, reason="jam").id, PrintEvent.TAKEN)
    assert shop.prints.interrupted() == ()  # it is this run's own and still under way
    shop.close()
    shop.open()
    mine = begin(shop, label.label_id, reason="lost")
    (found,) = shop.prints.interrupted()
    assert (found.id, found.state) == (cut_off.id, PrintState.MAYBE)
    assert shop.prints.interrupted() == ()
    assert shop.prints.doubtful() == (found,)
    assert shop.prints.record(mine.id, PrintEvent.TAKEN).state is PrintState.HANDED_OVER


@pytest.mark.parametrize(
    ("event", "state"), [(PrintEvent.SEEN, PrintState.SEEN), (PrintEvent.NOT_OUT, PrintState.FAILED)]
)
def test_the_operator_has_the_last_word_on_a_print_in_doubt(
    shop: Shop, event: PrintEvent, state: PrintState
) -> None:
    record = begin(shop, shop.bought().label_id)
    shop.prints.record(record.id, PrintEvent.DOUBTED, "the line went dead")
    ended = shop.prints.record(record.id, event, "seen by the operator")
    assert (ended.state, ended.detail) == (state, "seen by the operator")
    assert shop.prints.doubtful() == ()
    with pytest.raises(Conflict):
        shop.prints.record(record.id, PrintEvent.SENDING)


@pytest.mark.parametrize(
    "events", [(), (VoidEvent.LOST,), (VoidEvent.APPROVED,)], ids=["sent", "in doubt", "requested"]
)
def test_a_label_that_is_being_given_back_is_not_counted_as_printed(
    shop: Shop, events: tuple[VoidEvent, ...]
) -> None:
    label_id = shop.bought().label_id
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, *events):
        shop.voids.record(label_id, event)
    with pytest.raises(PaperFault) as caught:
        begin(shop, label_id)
    assert caught.value.kind is FaultKind.LABEL_VOIDED
    assert shop.prints.of_label(label_id) == ()


def test_a_label_whose_refund_was_denied_can_be_printed(shop: Shop) -> None:
    label_id = shop.bought().label_id
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, VoidEvent.REFUSED):
        shop.voids.record(label_id, event)
    assert begin(shop, label_id).copy == 1
