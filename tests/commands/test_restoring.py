"""A damaged shop is opened from its newest good copy by one command, and the carrier fills in the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from postwright.practice.faults import Fault as Trouble
from postwright.store.backups import back_up
from tests.commands.terminal import GROUND, NOON, Terminal


def spoil(terminal: Terminal) -> None:
    terminal.database.write_bytes(b"spoilt " * 999)


@pytest.mark.row("D5")
def test_the_newest_copy_is_opened_and_what_was_bought_since_is_taken_in(terminal: Terminal) -> None:
    terminal.label()
    back_up(terminal.database, NOON)
    label = terminal.label(reference1="bought since")
    spoil(terminal)
    assert terminal("labels").told == (4, "database_damaged", "environment")
    said = terminal.words("restore", "--newest")
    assert said.code == 0
    assert "open from the copy of 22 Nov 2026" in said.out
    assert "1 label was bought after the copy was made and taken in." in said.out
    assert label in [row["label"] for row in terminal("labels").result]
    assert len(list(terminal.database.parent.glob("shop.db.damaged-*"))) == 1
    assert terminal("buy", terminal.draft(), "--service", GROUND).code == 0
    assert terminal("doctor").code == 0


def test_a_copy_that_cannot_be_compared_yet_buys_nothing(terminal: Terminal) -> None:
    draft = terminal.draft()
    back_up(terminal.database, NOON)
    assert terminal("buy", draft, "--service", GROUND).code == 0
    spoil(terminal)
    terminal.practice.faults.add(Trouble("error_500", "/v1/labels", "GET", count=99))
    said = terminal("restore", "--newest")
    assert "not yet compared" in said.result["compared"]
    assert terminal("buy", draft, "--service", GROUND).told == (4, "not_compared", "environment")
    assert [part["part"] for part in terminal("doctor").result if not part["ok"]] == ["Opened copy"]
    terminal.practice.faults.clear()
    assert terminal("settle").code == 0
    assert terminal("buy", draft, "--service", GROUND).told == (2, "already_bought", "bad_input")
    assert len([charge for charge in terminal.practice.ledger() if charge.kind == "purchase"]) == 1


def test_a_sound_shop_is_left_alone(terminal: Terminal) -> None:
    terminal.label()
    back_up(terminal.database, NOON)
    terminal.label(reference1="newer than the copy")
    said = terminal.words("restore", "--newest")
    assert (said.code, said.out) == (1, "The shop's database is sound. No copy was opened.\n")
    assert len(terminal("labels").result) == 2


def test_without_a_copy_nothing_is_changed(terminal: Terminal) -> None:
    terminal.label()
    terminal.forget_copies()
    spoil(terminal)
    assert terminal("restore", "--newest").told == (4, "no_good_copy", "environment")
    assert terminal.database.read_bytes().startswith(b"spoilt")
    assert terminal.words("restore", "--list").out == "There is no copy of the shop's database yet.\n"


def test_a_database_of_a_newer_program_is_not_replaced(terminal: Terminal) -> None:
    import sqlite3
    from contextlib import closing

    terminal.label()
    back_up(terminal.database, NOON)
    with closing(sqlite3.connect(terminal.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert terminal("restore", "--newest").told == (4, "database_newer", "environment")


def test_the_copies_are_listed_with_what_they_are_good_for(terminal: Terminal) -> None:
    terminal.label()
    terminal.forget_copies()
    at = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    back_up(terminal.database, NOON, "before-0003")
    back_up(terminal.database, at).path.write_bytes(b"spoilt")
    rows = terminal("restore", "--list").result
    assert [(row["reason"], row["sound"]) for row in rows] == [("routine", False), ("before-0003", True)]
    assert "before-0003" in terminal.words("restore", "--list").out


def test_the_first_command_of_some_hours_keeps_a_copy(terminal: Terminal) -> None:
    terminal.draft()
    (row,) = terminal("restore", "--list").result
    assert (row["reason"], row["sound"]) == ("routine", True)
    terminal.draft()
    assert len(terminal("restore", "--list").result) == 1
