"""A QR code that nobody used is listed with its days, and with what can still be done for its money."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.qr_watch import CodeState, UnusedCode, WatchedCode, unused
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from tests.domain.samples import SHIPMENT
from tests.rules import RULES

# A Sunday noon in Portland.
BOUGHT = datetime(2026, 11, 22, 20, tzinfo=UTC)
DAY = timedelta(days=1)
LABEL = Label(
    "se-9",
    "se-8",
    "9400111899563821705427",
    "completed",
    "se-1",
    "ground",
    "package",
    Money(761),
    BOUGHT,
    display_scheme="paperless",
)
ENTRY = LabelEntry(LABEL, replace(SHIPMENT, delivery=Delivery.QR), "draft-1", "purchase-1")
MAILED = WatchedCode(ENTRY, first_mailed=BOUGHT, last_mailed=BOUGHT, mails=1)


def listed(code: WatchedCode, days: int, watch_days: int = 3) -> UnusedCode | None:
    return unused(code, now=BOUGHT + days * DAY, watch_days=watch_days, valid_days=7, rule=RULES.void)


def shown(code: WatchedCode, days: int) -> UnusedCode:
    found = listed(code, days)
    assert found is not None
    return found


def test_a_code_is_listed_once_it_was_not_used_for_three_days() -> None:
    assert [day for day in range(6) if listed(MAILED, day)] == [3, 4, 5]
    assert listed(MAILED, 3, watch_days=4) is None


def test_the_days_count_on_the_calendar_of_the_origin() -> None:
    just_after_midnight = datetime(2026, 11, 25, 8, 1, tzinfo=UTC)
    found = unused(MAILED, now=just_after_midnight, watch_days=3, valid_days=7, rule=RULES.void)
    assert found is not None
    assert found.days == 3


def test_a_code_mailed_days_after_it_was_bought_counts_from_the_mail() -> None:
    later = replace(MAILED, first_mailed=BOUGHT + 2 * DAY, last_mailed=BOUGHT + 2 * DAY)
    assert listed(later, 4) is None
    assert shown(later, 5).days == 3


def test_the_one_who_has_the_code_of_a_return_is_its_sender() -> None:
    assert ENTRY.customer == SHIPMENT.ship_to
    back = replace(ENTRY, shipment=replace(ENTRY.shipment, is_return=True))
    assert back.customer == SHIPMENT.ship_from
    assert replace(ENTRY, label=replace(LABEL, is_return=True)).customer == SHIPMENT.ship_from


def test_a_second_mail_begins_no_new_wait_and_is_told() -> None:
    again = replace(MAILED, mails=2, last_mailed=BOUGHT + 3 * DAY)
    found = shown(again, 4)
    assert found.mailed_at == BOUGHT + 3 * DAY
    assert found.since_words == "mailed 4 days ago, mailed again since"


def test_a_code_that_never_was_mailed_counts_from_its_purchase() -> None:
    found = shown(WatchedCode(ENTRY), 3)
    assert (found.mailed_at, found.since_words) == (None, "bought 3 days ago")
    assert found.advice.startswith("It was not mailed from here yet. If it stays unused, void it by ")


@pytest.mark.parametrize("days", [(0, "mailed today"), (1, "mailed yesterday"), (2, "mailed 2 days ago")])
def test_it_is_said_since_when(days: tuple[int, str]) -> None:
    found = listed(MAILED, days[0], watch_days=0)
    assert found is not None
    assert found.since_words == days[1]


@pytest.mark.parametrize(
    "code",
    [
        replace(MAILED, entry=replace(ENTRY, status=TrackingStatus(BOUGHT, "AC", first_scan_at=BOUGHT))),
        replace(MAILED, entry=replace(MAILED.entry, void_state=VoidState.REQUESTED)),
        replace(MAILED, entry=replace(MAILED.entry, void_state=VoidState.IN_DOUBT)),
        replace(MAILED, entry=replace(MAILED.entry, label=replace(LABEL, voided=True))),
        replace(MAILED, entry=replace(ENTRY, label=replace(LABEL, display_scheme="label"))),
    ],
)
def test_what_was_used_or_voided_or_has_no_code_is_not_listed(code: WatchedCode) -> None:
    assert listed(code, 5) is None


def test_a_label_with_a_code_beside_the_paper_is_watched_too() -> None:
    label = replace(LABEL, display_scheme="label_and_paperless")
    both = replace(ENTRY, label=label, shipment=replace(SHIPMENT, delivery=Delivery.BOTH))
    assert listed(WatchedCode(both), 3) is not None


def test_a_code_beside_a_printed_label_is_watched_only_where_somebody_got_it() -> None:
    label = replace(LABEL, display_scheme="label_and_paperless")
    both = replace(ENTRY, label=label, shipment=replace(SHIPMENT, delivery=Delivery.BOTH), prints=1)
    assert listed(WatchedCode(both), 3) is None
    assert listed(replace(MAILED, entry=both), 3) is not None


def test_two_weeks_after_its_money_is_lost_it_is_history() -> None:
    assert listed(MAILED, 41) is not None
    assert listed(MAILED, 42) is None


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        (3, CodeState.RUNNING, "ends in 4 days"),
        (5, CodeState.RUNNING, "ends in 2 days"),
        (6, CodeState.ENDING, "ends tomorrow"),
        (7, CodeState.ENDING, "ends today"),
        (8, CodeState.ENDED, "ended yesterday"),
        (10, CodeState.ENDED, "ended 3 days ago"),
    ],
)
def test_until_when_it_works_is_said_in_days(day: int, state: CodeState, words: str) -> None:
    found = shown(MAILED, day)
    assert found.valid_until == date(2026, 11, 29)
    assert (found.state, found.state_words) == (state, words)


@pytest.mark.parametrize(
    ("day", "advice"),
    [
        (3, "Send it again if the mail may be lost. If it stays unused, void it by Sat 19 Dec"),
        (6, "Send it again today, or call the customer. If it stays unused, void it by Sat 19 Dec"),
        (8, "If the parcel is still wanted, make a new code. Void this one by Sat 19 Dec"),
        (26, "If the parcel is still wanted, make a new code. Void this one by tomorrow"),
        (27, "If the parcel is still wanted, make a new code. Void this one today"),
    ],
)
def test_each_row_says_what_to_do_for_its_money(day: int, advice: str) -> None:
    found = shown(MAILED, day)
    assert found.last_void_day == date(2026, 12, 19)
    assert found.advice == f"{advice} to ask for its $7.61 back."


def test_after_the_last_day_to_void_it_is_said_that_the_money_is_lost() -> None:
    lost = "Its 28 days for voiding ended on Sat 19 Dec. The $7.61 cannot be asked back any more."
    assert shown(MAILED, 28).advice == lost
    assert shown(replace(MAILED, replaced_by="9400111899563821700000"), 28).advice == lost


def test_a_replaced_code_says_by_which_label_and_that_it_is_to_be_voided() -> None:
    found = shown(replace(MAILED, draft_id="d", replaced_by="9400111899563821701234"), 8)
    assert found.advice == (
        "Replaced by the label ending in 1234, void this one by Sat 19 Dec to ask for its $7.61 back."
    )
    assert found.draft_id == "d"


def test_a_code_whose_void_was_not_approved_says_so() -> None:
    denied = replace(MAILED, entry=replace(MAILED.entry, void_state=VoidState.DENIED))
    advice = "The carrier did not approve its void. Look at it in Voids by Sat 19 Dec; it cost $7.61."
    assert shown(denied, 8).advice == advice


def test_what_usps_said_is_told_and_that_it_was_not_asked_yet() -> None:
    assert shown(MAILED, 3).news_words == "USPS has not been asked yet"
    status = TrackingStatus(BOUGHT + 3 * DAY, "NY")
    asked = replace(MAILED, entry=replace(ENTRY, status=status))
    assert shown(asked, 3).news_words == "USPS: Label made, not yet at USPS"
    assert shown(asked, 3).asked_at == BOUGHT + 3 * DAY
