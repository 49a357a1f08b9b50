"""A wrong clock of this computer is found out from the carrier's replies, and told in words."""

from __future__ import annotations

import ssl
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from postwright.carrier.clock_watch import ClockWatch
from postwright.carrier.pace import Pacer
from postwright.domain.faults import Fault, FaultKind, NotSent
from postwright.domain.sentences import sentence
from tests.carrier.answers import NOW, Clock, Desk, carrier, label, ok
from tests.domain.samples import ORDER


def watch(ahead: timedelta) -> ClockWatch:
    found = ClockWatch()
    found.heard({"date": format_datetime(NOW - ahead, usegmt=True)}, NOW)
    return found


@pytest.mark.row("C")
@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(), ""),
        (timedelta(minutes=5), ""),
        (timedelta(minutes=-5), ""),
        (timedelta(minutes=10), "10 minutes ahead"),
        (timedelta(minutes=-10), "10 minutes behind"),
        (timedelta(hours=5), "5 hours ahead"),
        (timedelta(days=-7305), "7305 days behind"),
    ],
)
def test_more_than_five_minutes_are_told(ahead: timedelta, words: str) -> None:
    found = watch(ahead)
    assert (found.words, found.is_wrong) == (words, bool(words))


@pytest.mark.parametrize("date", ["", "yesterday", "Sun, 99 Nov 2026 12:00:00 GMT", "0"])
def test_a_reply_without_a_usable_date_says_nothing(date: str) -> None:
    found = watch(timedelta(minutes=10))
    found.heard({"date": date}, NOW)
    found.heard({}, NOW)
    assert found.words == "10 minutes ahead"


def test_a_date_without_a_zone_is_taken_as_that_of_greenwich() -> None:
    found = ClockWatch()
    found.heard({"date": "Sun, 22 Nov 2026 11:30:00 -0000"}, NOW)
    assert found.words == "30 minutes ahead"


@pytest.mark.row("C")
def test_a_failed_greeting_is_put_down_to_a_clock_that_is_known_to_be_wrong() -> None:
    def insecure() -> httpx.ConnectError:
        error = httpx.ConnectError("certificate verify failed")
        error.__cause__ = ssl.SSLCertVerificationError("certificate has expired")
        return error

    dated = {"date": format_datetime(NOW + timedelta(days=800), usegmt=True)}
    clock = Clock()
    pacer = Pacer(now=clock.now, wait=clock.wait)
    desk = Desk(insecure(), httpx.Response(200, json={"carriers": []}, headers=dated), insecure())
    client = carrier(desk, pacer=pacer)
    faults: list[Fault] = []
    for _ in range(3):
        try:
            client.accounts.find()
        except NotSent as fault:
            faults.append(fault)
    assert [fault.kind for fault in faults] == [FaultKind.INSECURE, FaultKind.CLOCK_WRONG]
    said = sentence(faults[1])
    assert said.happened == "The clock of this computer is wrong."
    assert said.means == "Nothing was bought."
    assert said.quotation.startswith("It is 800 days behind.")


@pytest.mark.row("C")
@pytest.mark.parametrize(("ahead", "bought"), [(timedelta(hours=-11), True), (timedelta(hours=13), False)])
def test_nothing_is_bought_on_a_day_that_may_be_another_one(ahead: timedelta, bought: bool) -> None:
    dated = {"date": format_datetime(NOW - ahead, usegmt=True)}
    accounts = httpx.Response(200, json={"carriers": []}, headers=dated)
    desk = Desk(accounts, ok(label()) if bought else accounts)
    client = carrier(desk)
    client.accounts.find()
    if bought:
        client.labels.buy(ORDER)
        return
    with pytest.raises(NotSent) as caught:
        client.labels.buy(ORDER)
    assert (caught.value.kind, len(desk.asked)) == (FaultKind.CLOCK_WRONG, 1)
    client.accounts.find()  # questions are still asked, so that a clock that was set is noticed
