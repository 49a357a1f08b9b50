"""The doctor says what is wrong with a shop in words, also with one that cannot be opened or is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from postwright.domain.preferences import Mode
from postwright.instance import claim
from postwright.store.backups import back_up, folder_of
from tests.commands.terminal import Terminal

NOW = datetime.now(UTC)


def wrong(terminal: Terminal, *words: str) -> dict[str, str]:
    """The parts in which something is wrong, with what is said of them."""
    said = terminal("doctor", *words)
    found = {part["part"]: part["detail"] for part in said.result if not part["ok"]}
    assert said.code == (1 if found else 0)
    return found


def change(terminal: Terminal, *statements: str) -> None:
    with closing(sqlite3.connect(terminal.database, isolation_level=None)) as connection:
        for name in ("purchase_event", "void_event", "request_event"):
            connection.execute(f"DROP TRIGGER IF EXISTS {name}_no_update")
        for statement in statements:
            assert connection.execute(statement).rowcount == 1


CHANGES = {
    "a line of the book": ("UPDATE purchase_event SET at = '2020' WHERE seq = 2", "Books", "Line 2"),
    "the number of the newest line": ("UPDATE purchase SET version = 99", "Books", "cannot|follow|newest"),
    "a price": ("UPDATE label SET cost_minor = 1", "Money", "differs"),
    "a document": ("UPDATE document SET content = x'00' WHERE kind = 'pdf'", "Documents", "fetched again"),
    "a void": ("UPDATE void_request SET state = 'denied'", "Requests", "does not follow"),
    "a voided label": ("UPDATE label SET voided = 0", "Requests", "Do not use it"),
    "a pickup": (
        "INSERT INTO request_event VALUES (99, 'pickup', 77, '2026', 'booked', '')", "Requests", "pickup 77"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_behind_the_shops_back_is_named(terminal: Terminal, name: str) -> None:
    label = terminal.label()
    assert terminal("void", label).code == 0
    assert wrong(terminal) == {}
    statement, part, words = CHANGES[name]
    change(terminal, statement)
    found = wrong(terminal, "--deep")
    if name != "the number of the newest line":
        assert words in found[part]
    assert found.keys() <= {part}


def test_a_request_that_stands_otherwise_than_its_events_say_is_named(terminal: Terminal) -> None:
    terminal.label()
    change(
        terminal,
        "INSERT INTO scan_form_request (id, state, asked_at, updated_at, detail, request)"
        " VALUES (1, 'sent', '', '', '', '')",
        "INSERT INTO request_event VALUES (99, 'scan_form', 1, '2026', 'made', '')",
    )
    assert "The scan form 1 is kept as sent" in wrong(terminal)["Requests"]


def test_a_shop_that_cannot_be_opened_is_examined_as_far_as_it_goes(terminal: Terminal) -> None:
    terminal.label()
    terminal.forget_copies()
    back_up(terminal.database, NOW)
    terminal.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    found = wrong(terminal)
    assert "restore --newest" in found["Data"]
    parts = {part["part"]: part["detail"] for part in terminal("doctor").result}
    assert "1 kept, the newest sound one of" in parts["Copies"]


@pytest.mark.parametrize("harm", ["", "damaged"])
def test_a_shop_that_is_open_in_a_window_is_examined_by_a_copy(terminal: Terminal, harm: str) -> None:
    terminal.label()
    if harm:
        terminal.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    before = terminal.database.read_bytes()
    with claim(terminal.folder):
        found = wrong(terminal)
        parts = {part["part"]: part["detail"] for part in terminal("doctor").result}
    assert "a copy of its data was checked" in parts["Lock"]
    assert terminal.database.read_bytes() == before
    assert found.keys() == ({"Data"} if harm else set())
    assert harm or "every row matches" in parts["Books"]


def test_copies_that_failed_or_went_bad_are_told(terminal: Terminal) -> None:
    terminal.label()
    terminal.forget_copies()
    good = back_up(terminal.database, NOW - timedelta(hours=1))
    bad = back_up(terminal.database, NOW)
    bad.path.write_bytes(b"spoilt")
    assert wrong(terminal) == {}
    assert "1 damaged" in wrong(terminal, "--deep")["Copies"]
    good.path.write_bytes(b"spoilt")
    assert "None is sound" in wrong(terminal)["Copies"]
    (folder_of(terminal.database) / "trouble.txt").write_text("2026-11-22 disk_full", "utf-8")
    assert "disk_full" in wrong(terminal)["Copies"]


def test_an_old_copy_is_told(terminal: Terminal) -> None:
    terminal.label()
    terminal.forget_copies()
    back_up(terminal.database, NOW - timedelta(days=8))
    assert "It is old" in wrong(terminal)["Copies"]


def test_a_proxy_is_shown_without_the_password_in_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://user:secret@proxy.example:8080")
    said = terminal("doctor")
    assert "https over proxy.example:8080" in str(said.result)
    assert "secret" not in said.out


def test_a_live_shop_without_a_keyring_is_told(terminal: Terminal) -> None:
    terminal.set_up(mode=Mode.LIVE)
    found = wrong(terminal)
    assert "no safe place for passwords" in found["Keyring"] + found["Data"]
