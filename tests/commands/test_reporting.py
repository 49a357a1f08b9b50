"""`report` and `refunds`: what a month came to, and the money that is waited for, at the terminal."""

from __future__ import annotations

import csv
from typing import Any

from tests.commands.terminal import Terminal


def void(terminal: Terminal) -> str:
    label = terminal.label()
    assert terminal("void", label).code == 0
    return label


def only(terminal: Terminal, *options: str) -> dict[str, Any]:
    (found,) = terminal("refunds", *options).result["refunds"]
    assert isinstance(found, dict)
    return found


def test_a_month_is_reported_with_its_parts_and_what_they_mean(terminal: Terminal) -> None:
    terminal.set_up()
    void(terminal)
    terminal.label()
    found = terminal("report", "--month", "2026-11").result
    paid, *inner = found["figures"]
    cents = [round(float(one["amount"]["amount"]) * 100) for one in inner]
    assert sum(cents) == round(float(paid["amount"]["amount"]) * 100) > 0
    assert (found["month"], found["zone"], found["final"]) == ("2026-11", "America/Los_Angeles", False)
    words = terminal.words("report").out
    assert words.startswith("November 2026\nPaid")
    assert "The month begins and ends at midnight, Los Angeles time." in words


def test_a_report_with_losses_says_why_and_what_to_do(terminal: Terminal) -> None:
    label = void(terminal)
    terminal("refunds", "--denied", label, "--why", "Stamps.com says that it was used")
    words = terminal.words("report").out
    assert "Refunds that were denied cost most. Void before the parcel is handed in" in words


def test_a_month_is_written_as_a_table(terminal: Terminal) -> None:
    void(terminal)
    file = terminal.files / "month.csv"
    assert terminal("report", "--csv", str(file)).result["file"] == str(file)
    assert "Wrote 1 label of November 2026" in terminal.words("report", "--csv", str(file)).out
    with open(file, encoding="utf-8-sig", newline="") as stream:
        assert [one["What became of it"] for one in csv.DictReader(stream)] == ["Voided in time"]


def test_what_is_no_month_and_what_has_not_begun_is_refused(terminal: Terminal) -> None:
    terminal.set_up()
    assert terminal("report", "--month", "soon").told == (2, "month_unusable", "bad_input")
    assert terminal("report", "--month", "2027-01").told == (2, "month_unusable", "bad_input")


def test_a_refund_is_listed_with_its_dates(terminal: Terminal) -> None:
    terminal.set_up()
    assert "No refund is waited for." in terminal.words("refunds").out
    label = void(terminal)
    found = only(terminal)
    assert (found["label"], found["state"], found["expected_by"]) == (label, "asked", "2026-12-20")
    assert "expected between Sun 13 Dec and Sun 20 Dec" in terminal.words("refunds").out


def test_what_came_is_entered_and_taken_back(terminal: Terminal) -> None:
    label = void(terminal)
    terminal("practice", "clock", "--days", "22")
    assert only(terminal, "--credited", f"{label}=1.25", "--day", "2026-12-13")["state"] == "credited"
    assert only(terminal, "--reopen", label)["state"] == "asked"
    assert only(terminal, "--credited", f"{label}=1.25")["day"] == "2026-12-14"
    assert terminal("refunds", "--denied", label).told == (2, "refund_moved_on", "bad_input")


def test_what_cannot_be_entered_is_refused(terminal: Terminal) -> None:
    label = void(terminal)
    for options in (
        ("--credited", f"{label}=soon"),
        ("--credited", label),
        ("--credited", f"{label}=1.25", "--day", "soon"),
        ("--credited", f"{label}=999.99"),
    ):
        assert terminal("refunds", *options).told == (2, "refund_amount", "bad_input")
    assert terminal("refunds", "--agree", label).told == (2, "refund_moved_on", "bad_input")
    assert terminal("refunds", "--agree", terminal.label()).told == (2, "refund_moved_on", "bad_input")


def test_the_carriers_report_is_looked_at_and_refund_assist_is_left(terminal: Terminal) -> None:
    label = terminal.label()
    terminal("practice", "switch", 'schema="2026"', "refund_assist=true")
    terminal("practice", "clock", "--days", "22")
    assert only(terminal, "--look")["state"] == "scheduled"
    assert only(terminal, "--opt-out", label)["state"] == "excluded"


def test_a_label_that_the_carrier_voided_by_itself_is_told(terminal: Terminal) -> None:
    terminal.label()
    terminal("practice", "switch", 'schema="2026"', "refund_assist=true")
    terminal("practice", "clock", "--days", "27")
    assert "Refund Assist voided the unused label" in terminal.words("refunds", "--look").out


def test_a_balance_that_rose_is_agreed_to_or_was_other_money(terminal: Terminal) -> None:
    first = void(terminal)
    terminal("practice", "clock", "--days", "10")
    terminal.label()
    terminal("practice", "clock", "--days", "12")
    terminal.label()
    assert "this refund" in only(terminal)["proposal"]
    assert only(terminal, "--other-money", first)["proposal"] is None


def test_agreeing_to_a_balance_makes_it_a_credit(terminal: Terminal) -> None:
    label = void(terminal)
    terminal("practice", "clock", "--days", "10")
    terminal.label()
    terminal("practice", "clock", "--days", "12")
    terminal.label()
    assert (only(terminal, "--agree", label)["state"], only(terminal)["how"]) == ("credited", "balance")
