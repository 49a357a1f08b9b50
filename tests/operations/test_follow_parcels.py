"""USPS is asked about one parcel at a time, gently, and what it said is there for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest

from postwright.domain.faults import BadInput, FaultKind, Lost, NotSent, Refused
from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import Stage
from postwright.operations.follow_parcels import Asked, ask_about, ask_next, stayed, tracked, under_way
from postwright.operations.void_label import void_label
from tests.carrier.answers import refusal
from tests.domain.samples import SHIPMENT
from tests.operations.shops import Shop

TRACK = re.compile(r"GET /v1/labels/(.+)/track")


def question(shop: Shop) -> str:
    """The label that is asked about now, if any."""
    before = len(shop.wire.asked)
    ask_next(shop.tracker())
    found = (TRACK.fullmatch(one) for one in shop.wire.asked[before:])
    return "".join(one[1] for one in found if one)


def questions(shop: Shop) -> Iterator[str]:
    """Those that are due now, one after the other."""
    while asked := question(shop):
        yield asked


def words(shop: Shop, entry: LabelEntry) -> str:
    (news,) = tracked(shop.tracker(), [shop.labels.get(entry.id)])
    return news.words


def test_one_label_is_asked_about_at_a_time_and_each_once_in_a_while(shop: Shop) -> None:
    entries = [shop.bought() for _ in range(3)]
    shop.later(hours=21)
    steps = [ask_next(shop.tracker()) for _ in range(4)]
    assert steps == [Asked(True, 2), Asked(True, 1), Asked(True, 0), Asked()]
    asked = {found[1] for one in shop.wire.asked if (found := TRACK.fullmatch(one))}
    assert asked == {entry.id for entry in entries}
    shop.later(hours=3, minutes=59)
    assert list(questions(shop)) == []
    shop.later(minutes=1)
    assert len(list(questions(shop))) == 3


def test_an_answer_that_says_nothing_new_changes_nothing(shop: Shop) -> None:
    shop.bought()
    shop.later(days=1)
    assert ask_next(shop.tracker()).changed
    shop.later(days=1)
    assert ask_next(shop.tracker()) == Asked(changed=False, left=0)


def test_a_parcel_is_followed_to_the_door_and_asked_about_no_more(shop: Shop) -> None:
    entry = shop.bought()
    shop.later(hours=20)
    shop.practice.mail(entry.id)
    told = []
    for _ in range(12):
        shop.later(hours=12)
        list(questions(shop))
        told.append(words(shop, entry))
    assert list(dict.fromkeys(told)) == [
        "On its way", "Out for delivery", "Delivered",
    ]  # fmt: skip
    asked = len(shop.wire.asked)
    for _ in range(60):
        shop.later(days=1)
        list(questions(shop))
    assert len(shop.wire.asked) == asked


def test_a_parcel_that_lives_its_sixty_days_is_asked_about_less_and_less(shop: Shop) -> None:
    entry = shop.bought()
    shop.practice.mail(entry.id, "lost")
    asked = []
    for hour in range(0, 70 * 24, 4):
        shop.later(hours=4)
        asked += [hour / 24 for _ in questions(shop)]
    waits = [after - before for before, after in pairwise(asked)]
    assert max(waits[:3]) < 1 < 7 < waits[-1]
    assert len(asked) < 40
    assert max(asked) < 60
    assert words(shop, entry) == "Not followed any more"


@pytest.mark.parametrize(
    ("story", "days", "said", "stage"),
    [
        ("exception", 5, "Address problem", Stage.EXCEPTION),
        ("lost", 9, "Not moving for 8 days", Stage.STILL),
        ("delayed", 4.5, "Delayed on its way", Stage.MOVING),
        ("returned", 5, "Delivery was tried", Stage.WAITING),
        ("returned", 10, "Coming back", Stage.EXCEPTION),
        ("returned", 20, "Returned to the sender", Stage.DELIVERED),
    ],
)
def test_every_way_of_a_parcel_has_its_words(
    shop: Shop, story: str, days: float, said: str, stage: Stage
) -> None:
    entry = shop.bought()
    shop.practice.mail(entry.id, story)
    shop.later(days=days)
    list(questions(shop))
    (news,) = under_way(shop.tracker())
    assert (news.words, news.stage) == (said, stage)


def test_what_needs_a_look_is_listed_first_and_what_did_not_leave_is_told(shop: Shop) -> None:
    stayed_here, fine, wrong = shop.bought(), shop.bought(), shop.bought()
    shop.practice.mail(fine.id)
    shop.practice.mail(wrong.id, "exception")
    shop.bought(replace(SHIPMENT, ship_date=SHIPMENT.ship_date + timedelta(days=7)))
    shop.later(days=5)
    list(questions(shop))
    news = under_way(shop.tracker())
    assert [one.entry.id for one in news] == [wrong.id, stayed_here.id, fine.id]
    assert "USPS has not scanned it" in news[1].line
    assert [one.entry.id for one in stayed(shop.tracker())] == [stayed_here.id]


def test_what_stands_in_a_shop_is_known_to_its_other_windows_and_after_a_restart(shop: Shop) -> None:
    entry = shop.bought()
    shop.practice.mail(entry.id)
    shop.later(days=1)
    list(questions(shop))
    other = shop.second_window()
    before = len(shop.wire.asked)
    assert ask_next(shop.tracker(other)) == Asked()
    assert len(shop.wire.asked) == before
    assert other.labels.get(entry.id).is_scanned
    other.database.close()


def test_nobody_is_asked_about_a_voided_label(shop: Shop) -> None:
    void_label(shop.till(), shop.bought().id, now=shop.now())
    shop.later(days=3)
    assert question(shop) == ""


def test_asking_by_hand_asks_whether_it_is_due_or_not_and_counts(shop: Shop) -> None:
    entry = shop.bought()
    assert ask_about(shop.tracker(), entry.id).unscanned
    shop.practice.mail(entry.id)
    assert not ask_about(shop.tracker(), entry.id).unscanned
    assert shop.labels.get(entry.id).is_scanned
    shop.later(hours=3)
    assert question(shop) == ""
    with pytest.raises(BadInput):
        ask_about(shop.tracker(), "se-0")


def test_offline_nothing_is_remembered_and_the_rest_is_left(shop: Shop) -> None:
    entry = shop.bought()
    shop.later(days=3)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        ask_next(shop.tracker())
    assert shop.labels.get(entry.id).status is None
    shop.practice.set_offline(False)
    assert question(shop) == entry.id


def test_with_a_key_that_is_refused_nothing_is_learned_about_any_label(shop: Shop) -> None:
    entry = shop.bought()
    shop.later(days=3)
    shop.wire.answer("GET", f"/v1/labels/{entry.id}/track", lambda _: refusal(401))
    with pytest.raises(Refused) as caught:
        ask_next(shop.tracker())
    assert caught.value.kind is FaultKind.KEY_REFUSED
    assert shop.labels.get(entry.id).status is None


def test_where_no_answer_comes_the_rest_is_left_and_another_label_goes_first_the_next_time(
    shop: Shop,
) -> None:
    silent, other = shop.bought(), shop.bought()
    shop.later(days=3)
    shop.wire.answer("GET", f"/v1/labels/{silent.id}/track", lambda _: refusal(500))
    with pytest.raises(Lost):
        ask_next(shop.tracker())
    assert shop.labels.get(silent.id).status is not None
    assert list(questions(shop)) == [other.id]


def test_a_label_that_the_carrier_cannot_track_keeps_no_other_from_being_asked_about(shop: Shop) -> None:
    lost, other = shop.bought(), shop.bought()
    shop.later(days=3)
    shop.wire.answer("GET", f"/v1/labels/{lost.id}/track", lambda _: refusal(404))
    assert list(questions(shop)) == [lost.id, other.id]
    status = shop.labels.get(lost.id).status
    assert status is not None
    assert (status.misses, bool(status.trouble)) == (1, True)


def test_the_scans_of_another_parcel_prove_nothing(shop: Shop) -> None:
    entry, other = shop.bought(), shop.bought()
    shop.practice.mail(other.id)
    shop.later(days=4)

    def strange(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        return httpx.Response(200, json=answer.json() | {"tracking_number": other.label.tracking_number})

    shop.wire.answer("GET", f"/v1/labels/{entry.id}/track", strange)
    list(questions(shop))
    assert not shop.labels.get(entry.id).is_scanned
    assert shop.labels.get(other.id).is_scanned
