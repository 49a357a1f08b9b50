"""The queue on the command line: approvals, prices, the sum, answers, and taking parcels off."""

from __future__ import annotations

from typing import Any

import pytest

from postwright.practice.faults import Fault as Trouble
from tests.commands.terminal import GROUND, Terminal


def added(terminal: Terminal, *options: str, **changes: Any) -> dict[str, Any]:
    """The approval of a draft that was queued with these options."""
    said = terminal("queue", "add", terminal.draft(**changes), *options)
    assert said.code == 0, said
    found = said.result["approval"]
    assert isinstance(found, dict)
    return found


def out_of_order(terminal: Terminal) -> None:
    terminal.practice.faults.add(Trouble("error_502", "/v1/rates", "POST", count=9))


def keys(questions: list[dict[str, Any]]) -> list[str]:
    return [question["key"] for question in questions]


# ---------------------------------------------------------------- approving


def test_without_a_limit_the_price_is_asked_and_may_rise_a_little(terminal: Terminal) -> None:
    found = added(terminal)
    assert (found["service_code"], found["seen"]["amount"]) == ("cheapest", "12.87")
    assert (found["limit"]["amount"], found["basis"]["total"]["amount"]) == ("13.12", "12.87")
    assert "It costs $12.87 now." in terminal.words("queue", "add", terminal.draft()).out


@pytest.mark.parametrize(("room", "limit"), [("50", "13.37"), ("10%", "14.15"), ("0", "12.87")])
def test_how_far_a_price_may_rise_is_given_in_cents_or_per_cent(
    terminal: Terminal, room: str, limit: str
) -> None:
    assert added(terminal, "--tolerance", room)["limit"]["amount"] == limit


def test_with_a_limit_nothing_is_asked(terminal: Terminal) -> None:
    out_of_order(terminal)
    found = added(terminal, "--at-most", "9.00", "--service", "in-time", "--arrive-by", "2026-11-30")
    assert (found["service_code"], found["arrive_by"]) == ("cheapest_in_time", "2026-11-30")
    assert (found["limit"]["amount"], found["seen"]) == ("9.00", None)


def test_the_cheapest_in_time_is_found_by_its_day(terminal: Terminal) -> None:
    slow = added(terminal, "--service", "in-time", "--arrive-by", "2026-11-30")
    fast = added(terminal, "--service", "in-time", "--arrive-by", "2026-11-25")
    assert slow["basis"]["service_code"] == GROUND
    assert fast["basis"]["arrives"] <= "2026-11-25" < slow["basis"]["arrives"]
    late = terminal("queue", "add", terminal.draft(), "--service", "in-time", "--arrive-by", "2026-11-22")
    assert late.told == (2, "no_such_service", "bad_input")
    assert late.fault["quotation"].startswith("No service arrives by Sun 22 Nov any more; the earliest is")


@pytest.mark.parametrize(
    "options",
    [
        ("--service", "in-time"),
        ("--arrive-by", "tomorrow"),
        ("--tolerance", "a little"),
        ("--tolerance", "-5"),
        ("--at-most", "9x"),
    ],
)
def test_what_cannot_be_approved_is_told_with_its_option(
    terminal: Terminal, options: tuple[str, ...]
) -> None:
    said = terminal("queue", "add", terminal.draft(), *options)
    assert said.told == (2, "draft_incomplete", "bad_input")
    assert said.fault["field"].startswith("--")
    assert terminal("queue", "list").result[0]["state"] == "open"


# ---------------------------------------------------------------- prices and the sum


def test_prices_are_asked_for_what_has_none(terminal: Terminal) -> None:
    first, dear = terminal.queued(), terminal.queued("5.00")
    assert "the most that each may cost is counted" in terminal.words("queue", "run", "--dry").out
    found = terminal("queue", "price").result
    assert [(one["draft"], one["price"]["amount"]) for one in found["priced"]] == [(first, "12.87")]
    assert [(one["draft"], one["difference"]["amount"]) for one in found["handed_back"]] == [(dear, "7.87")]
    row = next(row for row in terminal("queue", "list").result if row["draft"] == first)
    assert row["price"]["amount"] == "12.87"
    assert "$12.87" in terminal.words("queue", "price").out
    assert terminal("labels").result == []


def test_prices_that_cannot_be_asked_are_told(terminal: Terminal) -> None:
    terminal.queued()
    out_of_order(terminal)
    said = terminal("queue", "price")
    assert said.code == 1
    assert said.result["stopped"].startswith("The carrier has trouble of its own.")


def test_an_empty_queue_has_no_prices(terminal: Terminal) -> None:
    assert terminal.words("queue", "price").out == "Nothing is queued.\n"


def test_a_dry_run_says_the_sum_and_buys_nothing(terminal: Terminal) -> None:
    terminal.queued()
    added(terminal, "--at-most", "20", ship_date="2026-11-20")
    terminal("queue", "price")
    found = terminal("queue", "run", "--dry").result
    assert (found["count"], found["total"]["amount"], found["at_most"]["amount"]) == (2, "25.74", "40.00")
    assert found["odd"] == ["Ann Lee 2: Ship date was Fri 20 Nov; it leaves Mon 23 Nov."]
    assert terminal.words("queue", "run", "--dry").out.startswith(
        "2 parcels for $25.74, at most $40.00. Nothing was bought."
    )
    assert terminal("labels").result == []


def test_running_the_queue_must_be_meant(terminal: Terminal) -> None:
    terminal.queued()
    assert terminal("queue", "run").code == 2
    assert "--once" in terminal.words("queue", "run").out
    assert terminal("labels").result == []


def test_a_ship_date_that_moved_is_told_of_the_label(terminal: Terminal) -> None:
    added(terminal, "--at-most", "20", ship_date="2026-11-20")
    said = terminal.words("queue", "run", "--once")
    assert "Ann Lee: Ship date was Fri 20 Nov; it leaves Mon 23 Nov." in said.out
    draft = terminal.draft(ship_date="2026-11-20")
    sold = terminal.words("buy", draft, "--service", GROUND)
    assert "Ship date was Fri 20 Nov; it leaves Mon 23 Nov." in sold.out


# ---------------------------------------------------------------- questions


def test_the_same_parcel_again_is_told_with_what_can_be_done(terminal: Terminal) -> None:
    label = terminal.label(order_reference="1")
    again = terminal("draft", "add", terminal.draft_file()).result["draft"]
    said = terminal.words("buy", again, "--service", GROUND)
    assert said.code == 2
    assert "You already bought a label like this for Ann Lee, just now, for $12.87." in said.error
    assert f"postwright print {label} --reason" in said.error
    assert f"postwright void {label}" in said.error
    assert f"--answer similar:{label}" in said.error
    answered = terminal("buy", again, "--service", GROUND, "--answer", f"similar:{label}")
    assert (answered.code, len(terminal("labels").result)) == (0, 2)


def test_a_queued_parcel_waits_for_its_answer(terminal: Terminal) -> None:
    label = terminal.label()
    again = terminal("draft", "add", terminal.draft_file()).result["draft"]
    assert terminal("queue", "add", again).code == 0
    found = terminal("queue", "run", "--once").result
    ((held,), left) = (found["held"], found["left"])
    assert (held["draft"], keys(held["questions"]), left) == (again, [f"similar:{label}"], 1)
    (row,) = terminal("queue", "list").result
    assert (row["waits_for"], keys(row["questions"])) == (
        "You already bought a label like this for Ann Lee, just now, for $12.87.", [f"similar:{label}"],
    )  # fmt: skip
    assert f"--answer similar:{label}" in terminal.words("queue", "run", "--once").out
    ran = terminal("queue", "run", "--once", "--answer", f"similar:{label}").result
    assert [one["draft"] for one in ran["bought"]] == [again]


def test_a_balance_that_is_too_low_stops_the_queue_with_its_question(terminal: Terminal) -> None:
    terminal.queued()
    terminal.practice.adjust_balance(-407_210 + 500)
    found = terminal("queue", "run", "--once").result
    assert (keys(found["questions"]), found["left"]) == (["balance:1287"], 1)
    tried = terminal("queue", "run", "--once", "--answer", "balance:1287").result
    assert tried["stopped"].startswith("The postage balance is too low.")
    assert tried["left"] == 1


# ---------------------------------------------------------------- off the queue


def test_a_parcel_goes_back_among_the_drafts_or_out_of_sight(terminal: Terminal) -> None:
    first, second = terminal.queued(), terminal.queued()
    assert terminal("queue", "unqueue", first).result == {"draft": first, "state": "open"}
    assert terminal("queue", "remove", second).result == {"draft": second, "state": "removed"}
    assert [row["state"] for row in terminal("queue", "list").result] == ["open"]
    assert terminal("queue", "run", "--once").result["bought"] == []
