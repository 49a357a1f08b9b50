"""USPS is asked gently whether a QR code was used, and what nobody used is listed while it is worth money."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import pytest

from postwright.domain.faults import FaultKind, Lost, NotSent, Refused
from postwright.domain.preferences import MailSetup
from postwright.domain.qr_watch import CodeState, UnusedCode
from postwright.operations.void_label import void_label
from postwright.operations.watch_codes import Asked, Lookout, ask_next, watch_codes
from postwright.store.code_watch import CodeWatch
from tests.carrier.answers import refusal
from tests.operations.shops import Shop
from tests.rules import RULES

AS_AT_FIRST = MailSetup()
TRACK = re.compile(r"GET /v1/labels/.+/track")


def lookout(shop: Shop, setup: MailSetup = AS_AT_FIRST) -> Lookout:
    return Lookout(
        CodeWatch(shop.database, shop.now),
        shop.carrier,
        setup,
        shop.catalogue.qr_validity,
        shop.now,
        RULES.void,
    )


def ask_all(shop: Shop) -> int:
    """Ask about every code that is due; how many questions that took."""
    asked = 0
    while question(shop):
        asked += 1
    return asked


def question(shop: Shop) -> str:
    """The one question that is asked now, if any."""
    before = len(shop.wire.asked)
    ask_next(lookout(shop))
    return "".join(one for one in shop.wire.asked[before:] if TRACK.fullmatch(one))


def listed(shop: Shop, setup: MailSetup = AS_AT_FIRST) -> tuple[str, ...]:
    return tuple(code.entry.id for code in watch_codes(lookout(shop, setup)))


def the_code(shop: Shop) -> UnusedCode:
    (code,) = watch_codes(lookout(shop))
    return code


def test_a_code_that_nobody_used_for_three_days_is_listed_the_oldest_first(shop: Shop) -> None:
    first = shop.bought_paperless()
    shop.later(hours=1)
    second = shop.bought_paperless()
    shop.bought()
    shop.later(days=2)
    assert listed(shop) == ()
    shop.later(days=1)
    assert ask_all(shop) == 2
    assert listed(shop) == (first.id, second.id)
    said = {code.news_words for code in watch_codes(lookout(shop))}
    assert said == {"USPS: Label made, not yet at USPS"}


def test_a_code_that_was_used_at_the_counter_is_never_listed(shop: Shop) -> None:
    entry = shop.bought_paperless()
    shop.later(days=2, hours=20)
    shop.practice.mail(entry.id, "counter")
    assert ask_all(shop) == 1
    shop.later(days=1)
    assert listed(shop) == ()


def test_that_the_carrier_calls_a_fresh_label_in_transit_is_no_scan(shop: Shop) -> None:
    entry = shop.bought_paperless()
    assert '"tracking_status":"in_transit"' in shop.carrier.labels.read(entry.id).raw.replace(" ", "")
    shop.later(days=4)
    ask_all(shop)
    assert listed(shop) == (entry.id,)


def test_a_scan_takes_a_listed_code_off_the_list_for_good(shop: Shop) -> None:
    entry = shop.bought_paperless()
    shop.later(days=4)
    ask_all(shop)
    assert listed(shop) == (entry.id,)
    shop.practice.mail(entry.id)
    shop.later(hours=6)
    assert ask_next(lookout(shop)) == Asked(changed=True, left=0)
    assert listed(shop) == ()
    shop.later(days=2)
    assert ask_all(shop) == 0


def test_one_label_is_asked_about_at_a_time_and_each_again_after_six_hours(shop: Shop) -> None:
    entries = [shop.bought_paperless() for _ in range(3)]
    shop.later(days=3)
    steps = [ask_next(lookout(shop)) for _ in range(4)]
    assert [step.left for step in steps] == [2, 1, 0, 0]
    asked = {one for one in shop.wire.asked if TRACK.fullmatch(one)}
    assert asked == {f"GET /v1/labels/{entry.id}/track" for entry in entries}
    shop.later(hours=5, minutes=59)
    assert ask_all(shop) == 0
    shop.later(minutes=1)
    assert ask_all(shop) == 3


def test_after_a_restart_nobody_is_asked_again_within_the_six_hours(shop: Shop) -> None:
    entry = shop.bought_paperless()
    shop.later(days=3)
    ask_all(shop)
    again = shop.second_window()
    watch = replace(lookout(shop), codes=CodeWatch(again.database, shop.now))
    before = len(shop.wire.asked)
    assert ask_next(watch) == Asked()
    assert len(shop.wire.asked) == before
    assert [code.entry.id for code in watch_codes(watch)] == [entry.id]
    again.database.close()


def test_nobody_is_asked_about_a_voided_label_a_printed_one_or_a_fresh_code(shop: Shop) -> None:
    void_label(shop.till(), shop.bought_paperless().id, now=shop.now())
    shop.bought()
    shop.later(days=3)
    shop.bought_paperless()
    before = len(shop.wire.asked)
    assert ask_next(lookout(shop)) == Asked()
    assert len(shop.wire.asked) == before


def test_what_waited_longest_is_asked_about_first(shop: Shop) -> None:
    first = shop.bought_paperless()
    shop.later(days=3)
    ask_all(shop)
    second = shop.bought_paperless()
    shop.later(days=2)
    asked = [question(shop), question(shop)]
    assert asked == [f"GET /v1/labels/{one.id}/track" for one in (second, first)]


def test_offline_nothing_is_remembered_and_the_rest_is_left(shop: Shop) -> None:
    shop.bought_paperless()
    shop.later(days=3)
    shop.practice.set_offline(True)
    with pytest.raises(NotSent):
        ask_next(lookout(shop))
    assert the_code(shop).news_words == "USPS has not been asked yet"
    shop.practice.set_offline(False)
    assert ask_all(shop) == 1


def test_with_a_key_that_is_refused_nothing_is_learned_about_any_label(shop: Shop) -> None:
    entry = shop.bought_paperless()
    shop.later(days=3)
    shop.wire.answer("GET", f"/v1/labels/{entry.id}/track", lambda _: refusal(401))
    with pytest.raises(Refused) as caught:
        ask_next(lookout(shop))
    assert caught.value.kind is FaultKind.KEY_REFUSED
    assert the_code(shop).asked_at is None


def test_where_no_answer_comes_the_rest_is_left_and_another_label_goes_first_the_next_time(
    shop: Shop,
) -> None:
    silent, other = shop.bought_paperless(), shop.bought_paperless()
    shop.later(days=3)
    shop.wire.answer("GET", f"/v1/labels/{silent.id}/track", lambda _: refusal(500))
    with pytest.raises(Lost):
        ask_next(lookout(shop))
    assert question(shop) == f"GET /v1/labels/{other.id}/track"
    assert ask_all(shop) == 0


def test_a_label_that_the_carrier_cannot_track_keeps_no_other_from_being_asked_about(shop: Shop) -> None:
    lost, other = shop.bought_paperless(), shop.bought_paperless()
    shop.later(days=3)
    shop.wire.answer("GET", f"/v1/labels/{lost.id}/track", lambda _: refusal(404))
    assert ask_all(shop) == 2
    assert listed(shop) == (lost.id, other.id)
    assert watch_codes(lookout(shop))[0].news


def test_the_scans_of_another_parcel_prove_nothing(shop: Shop) -> None:
    entry, other = shop.bought_paperless(), shop.bought()
    shop.practice.mail(other.id)
    shop.later(days=4)

    def strange(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        return httpx.Response(200, json=answer.json() | {"tracking_number": other.label.tracking_number})

    shop.wire.answer("GET", f"/v1/labels/{entry.id}/track", strange)
    assert ask_all(shop) == 1
    assert listed(shop) == (entry.id,)


def test_the_days_of_the_settings_decide(shop: Shop) -> None:
    entry = shop.bought_paperless()
    shop.later(days=1)
    assert listed(shop, MailSetup(watch_days=1)) == (entry.id,)
    (code,) = watch_codes(lookout(shop, MailSetup(watch_days=1, qr_days=2)))
    assert code.state_words == "ends tomorrow"
    assert code.validity.startswith("Taken to be valid for 2 days, as set in Settings.")
    (known,) = watch_codes(lookout(shop, MailSetup(watch_days=1)))
    assert known.state_words == "ends in 6 days"
    assert "Stamps.com, QR codes for returns, as of 22 Nov 2026" in known.validity


def test_weeks_can_be_lived_through_until_the_code_and_then_its_money_are_lost(shop: Shop) -> None:
    shop.bought_paperless()
    shop.later(days=8)
    assert the_code(shop).state is CodeState.ENDED
    assert "Void this one by" in the_code(shop).advice
    shop.later(days=20)
    assert "cannot be asked back any more" in the_code(shop).advice
    shop.later(days=14)
    assert watch_codes(lookout(shop)) == ()


def test_whether_a_counter_takes_a_code_after_its_end_is_not_known_so_the_carrier_refuses_none(
    shop: Shop,
) -> None:
    entry = shop.bought_paperless()
    shop.later(days=10)
    ask_all(shop)
    assert the_code(shop).state is CodeState.ENDED
    shop.practice.mail(entry.id, "counter")
    shop.later(hours=6)
    ask_all(shop)
    assert listed(shop) == ()
