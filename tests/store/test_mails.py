"""A mail is whole on the disk before it leaves, is in the hands of one program, and a doubt stays a doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from postwright.domain import mail_record
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailEvent, MailRecord, MailState
from postwright.domain.void import VoidEvent
from postwright.store.mail_list import LISTED
from postwright.store.mails import LONGEST_SENDING, Mails
from postwright.store.request_events import MAIL_SUBJECT, request_events
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import stamp
from tests.store.shop import MAIL, NOON, Shop

ANN = "ann@example.com"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def label_id(shop: Shop) -> str:
    return shop.bought().label_id


def restarted(shop: Shop) -> None:
    shop.close()
    shop.open()


def steps(shop: Shop, mail_id: int) -> list[str]:
    with shop.database.read() as connection:
        return [event.state for event in request_events(connection, MAIL_SUBJECT, mail_id)]


def fault_of(deed: Callable[[], object]) -> FaultKind:
    with pytest.raises((BadInput, PaperFault)) as caught:
        deed()
    assert isinstance(caught.value, BadInput | PaperFault)
    return caught.value.kind


# ---------------------------------------------------------------- before it leaves


def test_a_mail_is_whole_on_the_disk_before_it_leaves(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id, message_id="<one@example.com>")
    restarted(shop)
    assert shop.mails.of_label(label_id) == (record,)
    assert (record.state, record.attempts, record.next_at) == (MailState.WAITING, 0, None)
    assert (record.message_id, record.subject) == ("<one@example.com>", "Your QR code")
    assert shop.mails.take(record.id) == shop.mails.content(record.id) == MAIL


def test_a_mail_is_about_a_label_of_ours(shop: Shop) -> None:
    assert fault_of(lambda: shop.put_mail("se-other")) is FaultKind.LABEL_UNKNOWN


def test_nobody_is_sent_a_mail_twice_because_the_first_one_still_waits(shop: Shop, label_id: str) -> None:
    first = shop.put_mail(label_id, ANN)
    assert fault_of(lambda: shop.put_mail(label_id, "Ann@Example.com")) is FaultKind.MAIL_IN_OUTBOX
    shop.mails.take(first.id)
    assert fault_of(lambda: shop.put_mail(label_id, ANN)) is FaultKind.MAIL_IN_OUTBOX
    others = (
        shop.put_mail(label_id, "bob@example.com"),
        shop.put_mail(label_id, ANN, kind=LetterKind.TRACKING),
        shop.put_mail(shop.bought().label_id, ANN),
    )
    shop.mails.ended(first.id, MailEvent.TAKEN)
    second = shop.put_mail(label_id, ANN)
    assert shop.mails.due(NOON) == (*others, second)


def test_a_mail_does_not_leave_again_beside_the_one_that_took_its_place(shop: Shop, label_id: str) -> None:
    refused = shop.put_mail(label_id, ANN)
    shop.mails.ended(refused.id, MailEvent.REFUSED)
    instead = shop.put_mail(label_id, ANN)
    assert fault_of(lambda: shop.mails.again(refused.id)) is FaultKind.MAIL_IN_OUTBOX
    assert shop.mails.due(NOON) == (instead,)
    with pytest.raises(Conflict):
        shop.mails.again(instead.id)


def test_a_mail_that_is_not_there_is_told(shop: Shop) -> None:
    mails = shop.mails
    for deed in (mails.get, mails.content, mails.take, mails.cancel, mails.again, mails.hurry):
        assert fault_of(lambda: deed(9)) is FaultKind.MAIL_UNKNOWN  # noqa: B023 - called at once


def test_a_mail_in_hand_is_known_as_such_before_its_first_byte(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    shop.mails.take(record.id)
    restarted(shop)
    taken = shop.mails.get(record.id)
    assert (taken.state, taken.attempts) == (MailState.SENDING, 1)
    assert steps(shop, record.id) == ["waiting", "sending"]


def test_two_programs_that_want_one_mail_get_it_once(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    other = Shop(shop.path)
    shop.mails.take(record.id)
    with pytest.raises(Conflict):
        other.mails.take(record.id)
    with pytest.raises(Conflict):
        shop.mails.take(record.id)
    with pytest.raises(Conflict):
        other.mails.ended(record.id, MailEvent.TAKEN)
    assert shop.mails.ended(record.id, MailEvent.TAKEN).state is MailState.SENT
    other.close()


@pytest.mark.parametrize("events", [(), (VoidEvent.LOST,), (VoidEvent.APPROVED,)])
def test_a_mail_about_a_label_that_is_being_given_back_is_called_off(
    shop: Shop, label_id: str, events: tuple[VoidEvent, ...]
) -> None:
    record = shop.put_mail(label_id)
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, *events):
        shop.voids.record(label_id, event)
    assert fault_of(lambda: shop.mails.take(record.id)) is FaultKind.LABEL_VOIDED
    called_off = shop.mails.get(record.id)
    assert (called_off.state, called_off.detail) == (MailState.CANCELLED, mail_record.LABEL_VOIDED)
    assert (called_off.attempts, shop.mails.due(shop.clock.at)) == (0, ())


def test_a_mail_about_a_label_whose_refund_was_denied_leaves(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    shop.voids.intend(label_id)
    for event in (VoidEvent.SENDING, VoidEvent.REFUSED):
        shop.voids.record(label_id, event)
    assert shop.mails.take(record.id) == MAIL


# ---------------------------------------------------------------- how it ended


@pytest.mark.parametrize("event", [MailEvent.REFUSED, MailEvent.PUT_OFF])
def test_what_a_server_says_before_the_end_of_a_mail_counts_as_a_try(
    shop: Shop, label_id: str, event: MailEvent
) -> None:
    record = shop.put_mail(label_id)
    ended = shop.mails.ended(record.id, event, "no")
    assert (ended.attempts, ended.detail) == (1, "no")
    assert "sending" not in steps(shop, record.id)


def test_a_mail_that_was_not_taken_was_not_sent(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    with pytest.raises(Conflict):
        shop.mails.ended(record.id, MailEvent.TAKEN)
    assert shop.mails.get(record.id) == record


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (MailEvent.TAKEN, MailState.SENT), (MailEvent.REFUSED, MailState.REFUSED),
        (MailEvent.DOUBTED, MailState.IN_DOUBT),
    ],
)  # fmt: skip
def test_how_it_ended_is_kept_with_what_was_said(
    shop: Shop, label_id: str, event: MailEvent, state: MailState
) -> None:
    record = shop.put_mail(label_id)
    shop.mails.take(record.id)
    ended = shop.mails.ended(record.id, event, "250 OK")
    assert (ended.state, ended.detail) == (state, "250 OK")
    assert record.at < ended.at
    assert ended.created_at == record.created_at
    assert steps(shop, record.id) == ["waiting", "sending", state.value]
    assert shop.labels.get(label_id).mailed == (1 if state is MailState.SENT else 0)
    with pytest.raises(Conflict):
        shop.mails.take(record.id)


def test_the_codes_that_a_customer_has_are_counted_and_nothing_else(shop: Shop, label_id: str) -> None:
    shop.put_mail(label_id)
    shop.mailed(label_id, kind=LetterKind.TRACKING)
    shop.mailed(label_id, MailEvent.DOUBTED)
    shop.mails.note_own_program(label_id, LetterKind.TRACKING, "", "On its way")
    assert shop.labels.get(label_id).mailed == 0
    shop.mailed(label_id)
    given = shop.mails.note_own_program(label_id, LetterKind.QR, "ann@example.com", "Your QR code")
    assert shop.labels.get(label_id).mailed == 2
    assert (given.state, given.subject) == (MailState.OWN_PROGRAM, "Your QR code")
    assert fault_of(lambda: shop.mails.content(given.id)) is FaultKind.MAIL_FORGOTTEN


def test_a_mail_that_is_put_off_is_tried_again_later_and_given_up_after_days(
    shop: Shop, label_id: str
) -> None:
    record = shop.put_mail(label_id)
    waits: list[float] = []
    while record.state is MailState.WAITING:
        shop.mails.take(record.id)
        record = shop.mails.ended(record.id, MailEvent.PUT_OFF, "450 Greylisted")
        if record.next_at is not None:
            waits.append((record.next_at - record.at) / MINUTE)
            shop.clock.at = record.next_at
    assert waits[:6] == [1, 5, 15, 60, 240, 480]
    assert record.state is MailState.GIVEN_UP
    assert record.put_off_since is not None
    assert mail_record.PATIENCE <= record.at - record.put_off_since < mail_record.PATIENCE + 8 * HOUR
    assert (record.attempts, record.next_at) == (len(waits) + 1, None)
    assert shop.mails.due(shop.clock.at + 30 * DAY) == ()


def test_a_mail_that_waits_for_a_server_is_never_given_up(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    for _ in range(20):
        shop.mails.take(record.id)
        record = shop.mails.ended(record.id, MailEvent.PUT_OFF, "421 Closing", of_server=True)
        assert record.waits_for_server
        shop.clock.at += DAY
    assert record.state is MailState.WAITING


def test_where_the_server_cannot_be_used_all_that_is_due_waits_the_same_time(
    shop: Shop, label_id: str
) -> None:
    first, second, planned = (
        shop.put_mail(label_id), shop.put_mail(label_id),
        shop.put_mail(label_id, not_before=shop.clock.at + DAY),
    )  # fmt: skip
    held = shop.mails.hold_due("Connection refused")
    assert [one.id for one in held] == [first.id, second.id]
    assert {(one.next_at, one.detail, one.attempts) for one in held} == {
        (held[0].next_at, "Connection refused", 1)
    }
    assert shop.mails.get(planned.id) == planned
    assert shop.mails.due(shop.clock.at) == ()
    assert shop.mails.next_due() == held[0].next_at
    assert shop.mails.hold_due("Connection refused") == ()
    late = shop.put_mail(label_id)
    shop.clock.at += 2 * MINUTE
    again = shop.mails.hold_due("Connection refused")
    assert [(one.id, one.attempts) for one in again] == [(first.id, 2), (second.id, 2), (late.id, 2)]


def test_when_the_server_is_back_only_what_waited_for_it_is_hurried(shop: Shop, label_id: str) -> None:
    grey = shop.put_mail(label_id)
    shop.mails.take(grey.id)
    shop.mails.ended(grey.id, MailEvent.PUT_OFF, "450 Greylisted")
    held = shop.put_mail(label_id)
    planned = shop.put_mail(label_id, not_before=shop.clock.at + DAY)
    shop.mails.hold_due("Connection refused")
    shop.mails.hurry_all()
    assert [one.id for one in shop.mails.due(shop.clock.at)] == [held.id]
    assert shop.mails.get(planned.id).is_planned


def test_what_was_tried_less_often_goes_first(shop: Shop, label_id: str) -> None:
    stuck, fresh = shop.put_mail(label_id), shop.put_mail(label_id)
    shop.mails.take(stuck.id)
    shop.mails.ended(stuck.id, MailEvent.PUT_OFF, "The connection broke")
    assert [one.id for one in shop.mails.due(shop.clock.at + HOUR)] == [fresh.id, stuck.id]


# ---------------------------------------------------------------- doubts


def test_a_mail_that_was_in_hand_when_the_program_died_may_have_left(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    shop.mails.take(record.id)
    assert shop.mails.interrupted_at_start() == ()  # it is this run's own and still under way
    restarted(shop)
    (found,) = shop.mails.interrupted_at_start()
    assert (found.id, found.state, found.detail) == (record.id, MailState.IN_DOUBT, mail_record.CUT_OFF)
    assert shop.mails.interrupted_at_start() == ()
    assert shop.mails.doubtful() == (found,)
    assert shop.mails.due(shop.clock.at + 30 * DAY) == ()


def test_a_mail_that_is_in_hand_for_too_long_may_have_left(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    shop.mails.take(record.id)
    shop.clock.at += LONGEST_SENDING + MINUTE
    (found,) = shop.mails.interrupted_at_start()
    assert found.state is MailState.IN_DOUBT


@pytest.mark.parametrize(
    ("event", "state"),
    [(MailEvent.TAKEN, MailState.SENT), (MailEvent.PUT_OFF, MailState.WAITING)],
)
def test_a_program_that_was_thought_to_be_dead_has_the_last_word(
    shop: Shop, label_id: str, event: MailEvent, state: MailState
) -> None:
    record = shop.put_mail(label_id)
    other = Shop(shop.path)
    other.mails.take(record.id)
    assert [one.id for one in shop.mails.interrupted_at_start()] == [record.id]
    assert other.mails.ended(record.id, event).state is state
    other.close()


def test_its_word_comes_too_late_when_a_person_had_it_sent_again(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    other = Shop(shop.path)
    other.mails.take(record.id)
    shop.mails.interrupted_at_start()
    shop.mails.again(record.id)
    with pytest.raises(Conflict):
        other.mails.ended(record.id, MailEvent.TAKEN)
    other.close()


def test_a_mail_that_waits_in_a_copy_of_the_shop_may_have_left_since(shop: Shop, label_id: str) -> None:
    old = shop.put_mail(label_id)
    at = stamp(shop.clock())
    with shop.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO restoration VALUES (1, ?, ?, '', ?, '')", (at, at, at))
    new = shop.put_mail(label_id)
    (found,) = shop.mails.interrupted_at_start()
    assert (found.id, found.state, found.detail) == (old.id, MailState.IN_DOUBT, mail_record.FROM_A_COPY)
    assert shop.mails.interrupted_at_start() == ()
    shop.mails.again(old.id)
    assert shop.mails.interrupted_at_start() == ()
    assert [one.id for one in shop.mails.due(shop.clock.at)] == [old.id, new.id]


# ---------------------------------------------------------------- a person's word


def doubted(shop: Shop, label_id: str) -> MailRecord:
    return shop.mailed(label_id, MailEvent.DOUBTED)


def test_a_mail_in_doubt_that_arrived_was_sent(shop: Shop, label_id: str) -> None:
    settled = shop.mails.arrived(doubted(shop, label_id).id)
    assert (settled.state, settled.detail) == (MailState.SENT, mail_record.SAID_SO)
    assert shop.labels.get(label_id).mailed == 1


def test_a_mail_in_doubt_is_sent_again_byte_for_byte_by_a_persons_word(shop: Shop, label_id: str) -> None:
    doubt = doubted(shop, label_id)
    again = shop.mails.again(doubt.id)
    assert (again.state, again.attempts, again.message_id) == (MailState.WAITING, 0, doubt.message_id)
    assert shop.mails.take(doubt.id) == MAIL


def test_a_mail_that_was_given_up_has_three_days_again(shop: Shop, label_id: str) -> None:
    record = shop.mailed(label_id, MailEvent.PUT_OFF)
    shop.clock.at += 2 * mail_record.PATIENCE
    shop.mails.take(record.id)
    assert shop.mails.ended(record.id, MailEvent.PUT_OFF).state is MailState.GIVEN_UP
    shop.mails.again(record.id)
    shop.mails.take(record.id)
    assert shop.mails.ended(record.id, MailEvent.PUT_OFF).state is MailState.WAITING


def test_a_mail_that_is_called_off_does_not_leave(shop: Shop, label_id: str) -> None:
    record = shop.put_mail(label_id)
    assert shop.mails.cancel(record.id).state is MailState.CANCELLED
    with pytest.raises(Conflict):
        shop.mails.take(record.id)


@pytest.mark.parametrize("word", [Mails.cancel, Mails.again, Mails.arrived, Mails.hurry])
def test_a_word_about_a_mail_that_has_moved_on_changes_nothing(
    shop: Shop, label_id: str, word: Callable[[Mails, int], MailRecord]
) -> None:
    sent = shop.mailed(label_id)
    with pytest.raises(Conflict):
        word(shop.mails, sent.id)
    assert shop.mails.get(sent.id) == sent


def test_a_person_can_have_a_waiting_mail_sent_now(shop: Shop, label_id: str) -> None:
    planned = shop.put_mail(label_id, not_before=shop.clock.at + DAY)
    assert shop.mails.due(shop.clock.at) == ()
    assert shop.mails.hurry(planned.id).next_at is None
    assert [one.id for one in shop.mails.due(shop.clock.at)] == [planned.id]


# ---------------------------------------------------------------- what is listed and kept


def test_the_outbox_lists_what_is_open_and_what_ended_of_late_the_newest_first(
    shop: Shop, label_id: str
) -> None:
    sent, open_ = shop.mailed(label_id), shop.put_mail(label_id)
    refused = shop.mailed(label_id, MailEvent.REFUSED)
    assert [one.id for one in shop.mails.outbox()] == [refused.id, open_.id, sent.id]
    shop.clock.at += LISTED
    assert [one.id for one in shop.mails.outbox()] == [refused.id, open_.id]
    assert [one.id for one in shop.mails.doubtful()] == [refused.id]


def test_next_due_is_the_first_of_those_that_wait(shop: Shop, label_id: str) -> None:
    assert shop.mails.next_due() is None
    shop.mailed(label_id)
    assert shop.mails.next_due() is None
    planned = shop.put_mail(label_id, not_before=NOON + DAY)
    assert shop.mails.next_due() == planned.not_before
    now = shop.put_mail(label_id)
    assert shop.mails.next_due() == now.at


def test_a_mail_is_kept_for_a_month_after_its_end_and_then_only_that_it_was(
    shop: Shop, label_id: str
) -> None:
    sent, refused = shop.mailed(label_id), shop.mailed(label_id, MailEvent.REFUSED)
    waiting, doubt = shop.put_mail(label_id), doubted(shop, label_id)
    shop.clock.at += mail_record.KEPT - MINUTE
    assert shop.mails.forget() == 0
    shop.clock.at += HOUR
    assert shop.mails.forget() == 2
    assert shop.mails.get(sent.id) == sent
    for record in (sent, refused):
        assert fault_of(lambda: shop.mails.content(record.id)) is FaultKind.MAIL_FORGOTTEN  # noqa: B023 - called at once
    assert shop.mails.content(waiting.id) == shop.mails.content(doubt.id) == MAIL
    assert fault_of(lambda: shop.mails.again(refused.id)) is FaultKind.MAIL_FORGOTTEN
    assert shop.mails.get(refused.id) == refused
