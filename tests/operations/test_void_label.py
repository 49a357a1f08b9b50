"""Giving labels back: tracking first, one request, and "refund requested" is all that is ever known."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, NotSent, Refused
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidAnswer, VoidEvent, VoidState
from postwright.operations import void_label as voiding
from postwright.operations.results import Voided
from postwright.operations.void_label import Till, settle_voids, void_label, void_many, voidable
from postwright.practice.faults import Fault as Trouble
from postwright.store.voids import Voids
from tests.carrier.answers import refusal
from tests.operations.shops import NOON, Shop, Window
from tests.rules import RULES


def void(shop: Shop, label_id: str) -> Voided:
    return void_label(shop.till(), label_id, now=shop.now())


def refused_void(shop: Shop, label_id: str) -> FaultKind:
    with pytest.raises(BadInput) as caught:
        void(shop, label_id)
    return caught.value.kind


def lose_void(shop: Shop, kind: Literal["drop_before", "drop_after"]) -> str:
    label_id = shop.bought().id
    shop.practice.faults.add(Trouble(kind, "/v1/labels/*/void", "PUT"))
    voided = void(shop, label_id)
    assert (voided.state, voided.sentence) == (VoidState.IN_DOUBT, voiding.DOUBTFUL)
    return label_id


def asked(shop: Shop, label_id: str) -> int:
    return shop.wire.count(f"PUT /v1/labels/{label_id}/void")


def test_a_label_that_was_not_used_is_given_back(shop: Shop) -> None:
    label_id = shop.bought().id
    voided = void(shop, label_id)
    assert (voided.state, voided.sentence) == (VoidState.REQUESTED, voiding.REQUESTED)
    assert shop.labels.get(label_id).is_void
    assert shop.live_labels() == ()
    assert "refunded" not in voided.sentence.lower()


def test_a_scanned_label_is_not_voided_blindly(shop: Shop) -> None:
    label_id = shop.bought().id
    shop.practice.mail(label_id)
    shop.later(hours=1)
    voided = void(shop, label_id)
    assert (voided.state, voided.sentence, voided.answer) == (VoidState.DENIED, voiding.SCANNED, None)
    assert (asked(shop, label_id), shop.voids.state(label_id)) == (0, None)


def test_what_usps_says_before_a_void_is_kept(shop: Shop) -> None:
    label_id = shop.bought().id
    void(shop, label_id)
    status = shop.labels.get(label_id).status
    assert status is not None
    assert (status.words, status.asked_at) == ("Label made, not yet at USPS", shop.now())


def test_a_scan_that_was_heard_of_before_is_not_forgotten_by_a_void(shop: Shop) -> None:
    label_id = shop.bought().id
    scanned = TrackingStatus(shop.now(), "AC", first_scan_at=shop.now())
    shop.parcels.keep(label_id, scanned, None)
    assert void(shop, label_id).sentence == voiding.SCANNED
    assert asked(shop, label_id) == 0


@pytest.mark.parametrize("kind", ["error_502", "drop_before"])
def test_without_word_about_scans_no_refund_is_asked(
    shop: Shop, kind: Literal["error_502", "drop_before"]
) -> None:
    label_id = shop.bought().id
    shop.practice.faults.add(Trouble(kind, "/v1/labels/*/track", "GET", count=3))
    with pytest.raises(NotSent):
        void(shop, label_id)
    assert (asked(shop, label_id), shop.labels.get(label_id).is_void) == (0, False)


def test_a_label_is_voided_once(shop: Shop) -> None:
    label_id = shop.bought().id
    void(shop, label_id)
    assert refused_void(shop, label_id) is FaultKind.LABEL_VOIDED
    assert asked(shop, label_id) == 1


def test_after_28_days_nothing_is_asked(shop: Shop) -> None:
    label_id = shop.bought().id
    shop.later(days=28)
    assert refused_void(shop, label_id) is FaultKind.VOID_TOO_LATE
    assert asked(shop, label_id) == 0


def test_a_label_of_nobody_cannot_be_voided(shop: Shop) -> None:
    assert refused_void(shop, "se-404") is FaultKind.LABEL_UNKNOWN


def test_a_denial_is_told_with_the_carrier_s_reason_and_may_be_asked_again(shop: Shop) -> None:
    label_id = shop.bought().id
    denial = {"approved": False, "message": "No.", "reason_code": "contact_carrier"}
    path = f"/v1/labels/{label_id}/void"
    shop.wire.answer("PUT", path, lambda _: voiding_answer(denial))
    voided = void(shop, label_id)
    assert (voided.state, voided.sentence) == (
        VoidState.DENIED,
        "The carrier asks to be spoken to about this label. Call Stamps.com with its tracking number."
        ' The carrier says: "No."',
    )
    shop.wire.answer("PUT", path, shop.wire.passed_on)
    assert void(shop, label_id).state is VoidState.REQUESTED


def voiding_answer(body: object) -> httpx.Response:
    return httpx.Response(200, json=body)


def test_a_label_that_was_voided_elsewhere_counts_as_void(shop: Shop) -> None:
    label_id = shop.bought().id
    shop.carrier.labels.void(label_id)
    assert void(shop, label_id).state is VoidState.REQUESTED


def test_a_refused_request_leaves_the_label_good(shop: Shop) -> None:
    label_id = shop.bought().id
    shop.wire.answer("PUT", f"/v1/labels/{label_id}/void", lambda _: refusal(400))
    with pytest.raises(Refused):
        void(shop, label_id)
    entry = shop.labels.get(label_id)
    assert (entry.is_void, entry.can_void, entry.void_state) == (False, True, VoidState.DENIED)


def test_a_request_that_never_left_leaves_the_label_good(shop: Shop) -> None:
    label_id = shop.bought().id

    def unplugged(_: httpx.Request) -> httpx.Response:
        raise ConnectionRefusedError("no network")

    shop.wire.answer("PUT", f"/v1/labels/{label_id}/void", unplugged)
    with pytest.raises(NotSent):
        void(shop, label_id)
    entry = shop.labels.get(label_id)
    assert (entry.is_void, entry.can_void, entry.void_state) == (False, True, VoidState.INTENDED)


# ---------------------------------------------------------------- doubt


def test_a_void_whose_answer_was_lost_is_settled_by_reading(shop: Shop) -> None:
    label_id = lose_void(shop, "drop_after")
    assert shop.labels.get(label_id).is_void
    assert settle_voids(shop.till()) == 1
    assert shop.voids.state(label_id) is VoidState.REQUESTED
    assert asked(shop, label_id) == 1
    assert settle_voids(shop.till()) == 0


def test_a_void_that_did_not_arrive_may_be_asked_again(shop: Shop) -> None:
    label_id = lose_void(shop, "drop_before")
    assert settle_voids(shop.till()) == 0
    assert shop.labels.get(label_id).can_void
    assert void(shop, label_id).state is VoidState.REQUESTED


def test_a_doubtful_void_stays_while_the_carrier_cannot_be_asked(shop: Shop) -> None:
    label_id = lose_void(shop, "drop_after")
    shop.practice.set_offline(True)
    assert settle_voids(shop.till()) == 0
    assert shop.voids.state(label_id) is VoidState.IN_DOUBT


@pytest.mark.parametrize(("days", "left"), [(27, VoidState.IN_DOUBT), (28, VoidState.DENIED)])
def test_a_doubt_that_outlives_the_days_for_voiding_ends(shop: Shop, days: int, left: VoidState) -> None:
    label_id = lose_void(shop, "drop_before")
    now = shop.later(days=days)
    settle_voids(shop.till(), now=now, stale_before=now)
    assert shop.voids.state(label_id) is left
    assert shop.labels.get(label_id).is_void is (left is VoidState.IN_DOUBT)


def test_a_void_that_another_program_settles_meanwhile_is_no_conflict(shop: Shop) -> None:
    label_id = lose_void(shop, "drop_after")

    def answer(request: httpx.Request) -> httpx.Response:
        shop.voids.record(label_id, VoidEvent.APPROVED)
        return shop.wire.passed_on(request)

    shop.wire.answer("GET", f"/v1/labels/{label_id}", answer)
    assert settle_voids(shop.till()) == 0
    assert shop.voids.state(label_id) is VoidState.REQUESTED


def cut_off(shop: Shop) -> str:
    """A void that was under way when the program ended."""
    label_id = shop.bought().id
    shop.voids.intend(label_id)
    shop.voids.record(label_id, VoidEvent.SENDING)
    return label_id


def test_a_void_that_is_under_way_is_left_alone(shop: Shop) -> None:
    label_id = cut_off(shop)
    assert settle_voids(shop.till()) == 0
    assert settle_voids(shop.till(), stale_before=NOON.replace(hour=11)) == 0
    assert shop.voids.state(label_id) is VoidState.SENT


def test_a_void_cut_off_by_a_crash_is_no_dead_end(shop: Shop) -> None:
    label_id = cut_off(shop)
    assert settle_voids(shop.till(), stale_before=shop.now()) == 0
    assert shop.voids.state(label_id) is VoidState.IN_DOUBT
    assert void(shop, label_id).state is VoidState.REQUESTED


def test_a_void_cut_off_after_it_arrived_is_found(shop: Shop) -> None:
    label_id = cut_off(shop)
    shop.carrier.labels.void(label_id)
    assert settle_voids(shop.till(), stale_before=shop.now()) == 1
    assert shop.voids.state(label_id) is VoidState.REQUESTED


# ---------------------------------------------------------------- several


def test_several_are_asked_one_after_the_other_and_each_says_how_it_ended(shop: Shop) -> None:
    good, scanned, gone = (shop.bought().id for _ in range(3))
    shop.practice.mail(scanned)
    void(shop, gone)
    done = void_many(shop.till(), (good, scanned, gone), now=shop.now())
    assert [one.state for one in done] == [VoidState.REQUESTED, VoidState.DENIED, VoidState.DENIED]
    assert [one.sentence for one in done] == [
        voiding.REQUESTED, voiding.SCANNED, "This label was voided."
    ]  # fmt: skip


def test_a_refusal_among_several_is_told_with_the_carrier_s_words(shop: Shop) -> None:
    first, second = shop.bought().id, shop.bought().id
    shop.wire.answer("PUT", f"/v1/labels/{first}/void", lambda _: refusal(400, message="Not today."))
    done = void_many(shop.till(), (first, second), now=shop.now())
    assert [one.sentence for one in done] == ['The carrier said no. "Not today."', voiding.REQUESTED]


def test_one_alone_raises_what_stopped_it(shop: Shop) -> None:
    label_id = shop.bought().id
    void(shop, label_id)
    with pytest.raises(BadInput):
        void_many(shop.till(), (label_id,), now=shop.now())


def test_going_offline_stops_the_asking(shop: Shop) -> None:
    ids = tuple(shop.bought().id for _ in range(3))

    def unplugged(request: httpx.Request) -> httpx.Response:
        reply = shop.wire.passed_on(request)
        shop.practice.set_offline(True)
        return reply

    shop.wire.answer("PUT", f"/v1/labels/{ids[0]}/void", unplugged)
    done = void_many(shop.till(), ids, now=shop.now())
    assert [one.label_id for one in done] == list(ids)
    assert [one.sentence for one in done] == [voiding.REQUESTED, voiding.NOT_SENT, voiding.NOT_SENT]
    assert shop.wire.count(f"GET /v1/labels/{ids[2]}/track") == 0


def test_offline_from_the_start_asks_nothing(shop: Shop) -> None:
    ids = (shop.bought().id, shop.bought().id)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        void_many(shop.till(), ids, now=shop.now())


def test_the_soonest_last_day_stands_on_top_and_what_is_asked_below(shop: Shop) -> None:
    oldest = shop.bought().id
    shop.later(days=1)
    middle = shop.bought().id
    shop.later(days=1)
    newest = shop.bought().id
    void(shop, oldest)
    found = voidable(shop.labels, shop.now(), RULES.void)
    assert [row.entry.id for row in found] == [middle, newest, oldest]
    assert [row.window.days_left for row in found] == [26, 27, 25]


def test_closing_the_program_asks_for_no_further_refund(shop: Shop) -> None:
    ids = tuple(shop.bought().id for _ in range(2))
    asked = [f"PUT /v1/labels/{label_id}/void" for label_id in ids]
    till = replace(shop.till(), closing=lambda: shop.wire.count(asked[0]) > 0)
    first, second = void_many(till, ids, now=shop.now())
    assert (first.state, second.state) == (VoidState.REQUESTED, VoidState.INTENDED)
    assert second.sentence == "Postwright was closed. Nothing was asked; the label stays as it was."
    assert (shop.wire.count(asked[1]), shop.voids.state(ids[1])) == (0, None)


def till_of(shop: Shop, window: Window) -> Till:
    """What the other program voids with, on the same database and for the same account."""
    return replace(shop.till(), labels=window.labels, voids=window.voids)


@pytest.mark.parametrize("answered", [True, False])
def test_two_programs_that_void_a_label_at_once_ask_once(shop: Shop, answered: bool) -> None:
    label_id = shop.bought().id
    other = shop.second_window()
    first = shop.till()

    def meanwhile(request: httpx.Request) -> httpx.Response:
        """While the first one waits for USPS, the other voids the label, or has just sent its request."""
        if shop.wire.count(f"GET {request.url.path}") == 1:
            if answered:
                void_label(till_of(shop, other), label_id, now=shop.now())
            else:
                other.voids.intend(label_id)
                other.voids.record(label_id, VoidEvent.SENDING)
        return shop.wire.passed_on(request)

    shop.wire.answer("GET", f"/v1/labels/{label_id}/track", meanwhile)
    with pytest.raises(BadInput) as caught:
        void_label(first, label_id, now=shop.now())
    assert caught.value.kind is (FaultKind.LABEL_VOIDED if answered else FaultKind.STILL_IN_DOUBT)
    assert asked(shop, label_id) == (1 if answered else 0)
    other.database.close()


class Late(Voids):
    """A second program that wrote the void down a moment after the first one, which then sent it."""

    def __init__(self, window: Window, shop: Shop, ends: bool) -> None:
        super().__init__(window.database, shop.now, RULES)
        self._shop, self._ends = shop, ends

    def intend(self, label_id: str) -> VoidState:
        state = super().intend(label_id)
        self._shop.voids.record(label_id, VoidEvent.SENDING)
        if self._ends:
            self._shop.voids.record(label_id, VoidEvent.APPROVED, answer=VoidAnswer(True))
        return state


@pytest.mark.parametrize(
    ("ends", "kind"), [(True, FaultKind.LABEL_VOIDED), (False, FaultKind.STILL_IN_DOUBT)][:]
)
def test_of_two_programs_that_wrote_a_void_down_at_once_one_asks(
    shop: Shop, ends: bool, kind: FaultKind
) -> None:
    label_id = shop.bought().id
    other = shop.second_window()
    late = replace(shop.till(), voids=Late(other, shop, ends))
    with pytest.raises(BadInput) as caught:
        void_label(late, label_id, now=shop.now())
    assert (caught.value.kind, asked(shop, label_id)) == (kind, 0)
    other.database.close()


def test_a_look_that_saw_the_void_before_its_answer_came_is_no_trouble(shop: Shop) -> None:
    label_id = shop.bought().id
    path = f"/v1/labels/{label_id}/void"

    def meanwhile(request: httpx.Request) -> httpx.Response:
        response = shop.wire.passed_on(request)
        shop.later(hours=1)
        assert settle_voids(shop.till(), stale_before=shop.now()) == 1
        return response

    shop.wire.answer("PUT", path, meanwhile)
    voided = void(shop, label_id)
    assert (voided.state, voided.sentence) == (VoidState.REQUESTED, voiding.REQUESTED)
    assert shop.voids.state(label_id) is VoidState.REQUESTED
