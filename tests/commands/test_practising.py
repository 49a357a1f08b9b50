"""`practice clock|mail|switch|ledger`: a month goes by at the terminal, and a real account is left alone."""

from __future__ import annotations

import pytest

from postwright.domain.preferences import Mode, Preferences
from postwright.server import KEY_VARIABLE, URL_VARIABLE
from postwright.settings_file import save
from tests.commands.terminal import Terminal


@pytest.mark.parametrize(
    ("options", "then"),
    [
        ((), "2026-11-22T12:00:00+00:00"),
        (("--days", "28"), "2026-12-20T12:00:00+00:00"),
        (("--until", "form"), "2026-11-23T05:00:00+00:00"),
        (("--until", "pickup"), "2026-11-23T08:00:00+00:00"),
        (("--days", "1", "--until", "form"), "2026-11-24T05:00:00+00:00"),
    ],
)
def test_the_clock_is_moved_on(terminal: Terminal, options: tuple[str, ...], then: str) -> None:
    terminal.set_up()
    assert terminal("practice", "clock", *options).result == {"now": then}


def test_the_clock_is_told_in_words_and_comes_back(terminal: Terminal) -> None:
    terminal.set_up()
    assert terminal.words("practice", "clock").out == "It is Sun 22 Nov 2026, 04:00 at the origin.\n"
    moved = terminal("practice", "clock", "--today").result["now"]
    assert moved != "2026-11-22T12:00:00+00:00"
    assert terminal("practice", "clock", "--days", "99999").told == (2, "practice_refused", "bad_input")


def test_a_parcel_is_handed_in_and_can_no_longer_be_voided(terminal: Terminal) -> None:
    label = terminal.label()
    assert terminal("practice", "mail", label, "--story", "eaten").told[1] == "practice_refused"
    assert terminal("practice", "mail", label, "--story", "lost").result == {"label": label, "story": "lost"}
    assert terminal("void", label).code == 1


def test_a_void_is_credited_three_weeks_later(terminal: Terminal) -> None:
    label = terminal.label()
    assert terminal("void", label).code == 0
    terminal("practice", "clock", "--days", "22")
    charges = terminal("practice", "ledger").result
    assert [one["kind"] for one in charges] == ["opening", "purchase", "refund"]
    assert charges[1]["amount"]["amount"] == f"-{charges[2]['amount']['amount']}"
    assert len(terminal.words("practice", "ledger").out.splitlines()) == 3


def test_a_habit_is_taken_on(terminal: Terminal) -> None:
    assert terminal("practice", "switch").result["refund_assist"] is False
    changed = terminal("practice", "switch", "refund_assist=true", "void_scanned=ignore", "manifest_polls=2")
    assert (changed.result["refund_assist"], changed.result["manifest_polls"]) == (True, 2)
    assert 'void_scanned = "ignore"' in terminal.words("practice", "switch").out
    assert terminal("practice", "switch", "schema=2026").result["schema"] == "2026"
    assert terminal("practice", "switch", "gravity=1").told == (2, "practice_refused", "bad_input")


def test_a_real_account_is_not_played_with(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "http://127.0.0.1:1")
    monkeypatch.setenv(KEY_VARIABLE, "TEST_key")
    terminal.folder.mkdir(exist_ok=True)
    save(terminal.folder / "settings.json", Preferences(mode=Mode.LIVE))
    for command in (("clock", "--days", "1"), ("ledger",), ("switch",)):
        assert terminal("practice", *command).told == (2, "practice_only", "bad_input")
