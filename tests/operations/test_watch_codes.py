"""USPS is asked gently whether a QR code was used, and what nobody used is listed while it is worth money."""

from __future__ import annotations

import re

import httpx

from postwright.domain.preferences import MailSetup
from postwright.domain.qr_watch import CodeState, UnusedCode
from postwright.operations.follow_parcels import ask_next
from postwright.operations.watch_codes import Lookout, watch_codes
from postwright.store.code_watch import CodeWatch
from tests.operations.shops import Shop
from tests.rules import RULES

AS_AT_FIRST = MailSetup()
TRACK = re.compile(r"GET /v1/labels/.+/track")


def lookout(shop: Shop, setup: MailSetup = AS_AT_FIRST) -> Lookout:
    return Lookout(
        CodeWatch(shop.database, shop.now),
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
    ask_next(shop.tracker())
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
    assert ask_all(shop) == 3
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
    shop.later(days=2)
    assert ask_all(shop) == 1
    assert listed(shop) == ()
    shop.later(days=9)
    ask_all(shop)
    assert listed(shop) == ()


def test_the_scans_of_another_parcel_prove_nothing(shop: Shop) -> None:
    entry, other = shop.bought_paperless(), shop.bought()
    shop.practice.mail(other.id)
    shop.later(days=4)

    def strange(request: httpx.Request) -> httpx.Response:
        answer = shop.wire.passed_on(request)
        return httpx.Response(200, json=answer.json() | {"tracking_number": other.label.tracking_number})

    shop.wire.answer("GET", f"/v1/labels/{entry.id}/track", strange)
    assert ask_all(shop) == 2
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
    shop.later(days=2)
    ask_all(shop)
    assert listed(shop) == ()
