"""Words from outside at the terminal: they are printed and looked for, and order nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from postwright.server import KEY_VARIABLE, URL_VARIABLE
from tests.commands.terminal import NOON, Terminal
from tests.domain.samples import DRAFT
from tests.faults.nasty import SEARCHES, SHELL
from tests.faults.sampling import drawn

# Colours, a title, the clipboard, the line above, and what turns the writing around.
ORDERS = [
    "\x1b[31mZqa",
    "\x1b]0;root\x07Zqa",
    "\x1b]52;c;cm0=\x07Zqa",
    "\x9b1AZqa",
    "\rZqa",
    "\u202eZqa",
    "\x08Zqa",
]
NO_TEXT = "\udcff"  # a byte that is no UTF-8, as Python hands it over


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for variable in (URL_VARIABLE, KEY_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    opened = Terminal(tmp_path / "data", capsys)
    opened.practice.clock.freeze(NOON)
    return opened


@pytest.mark.row("X6")
def test_a_name_gives_the_terminal_no_orders(terminal: Terminal) -> None:
    for order in ORDERS:
        terminal.draft(to=replace(DRAFT.to, name=order), pounds="")
    said = terminal.words("queue", "list")
    assert said.out.count("Zqa") == len(ORDERS)
    assert not set("\x1b\x07\x08\x9b\r\u202e") & set(said.out)
    assert len(terminal("queue", "list").result) == len(ORDERS)


@pytest.mark.row("X6", "X8")
def test_whatever_is_looked_for_ends_in_a_sentence(terminal: Terminal) -> None:
    label = terminal.label()
    # No command line can hold the others.
    texts = [text for text in (*SEARCHES, *SHELL) if "\x00" not in text and "\ud800" not in text]
    for text in drawn(texts, 8, lambda _: ()):
        assert terminal("labels", f" {text}").code == 0
        for command in (("print", f" {text}"), ("void", f" {text}"), ("quote", f" {text}")):
            assert terminal(*command).code == 2
    assert [row["label"] for row in terminal("labels").result] == [label]


@pytest.mark.row("X6", "X7")
@pytest.mark.parametrize(
    "command", [("labels", NO_TEXT), ("print", NO_TEXT), ("buy", NO_TEXT, "--service", "x")]
)
def test_bytes_that_are_no_text_name_nothing(terminal: Terminal, command: tuple[str, ...]) -> None:
    said = terminal.words(*command)
    assert said.code == 2
    assert "is not text" in said.error
    assert "Traceback" not in said.error


@pytest.mark.row("X7")
def test_a_file_may_have_any_name_that_the_operator_gives_it(terminal: Terminal, tmp_path: Path) -> None:
    terminal.label()
    file = tmp_path / f"labels{NO_TEXT}.csv"
    assert terminal("labels", "--csv", str(file)).code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.row("X7")
def test_ten_thousand_letters_are_kept_and_named_as_too_many(terminal: Terminal) -> None:
    long = "W" * 10_000
    to = replace(
        DRAFT.to, name=long, company=long, line1=long, line2=long, city=long, email=f"{long}@example.com"
    )
    told = {"to": to, "reference1": long, "reference2": long, "order_reference": long, "pounds": long}
    draft = terminal.draft(**told)
    said = terminal("quote", draft)
    assert said.told == (2, "draft_incomplete", "bad_input")
    assert len(said.fault["message"]) < 400
    listed = terminal.words("queue", "list").out
    assert max(map(len, listed.splitlines())) < 400
