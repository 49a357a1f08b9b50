"""A program that died while it mailed sends what never left, once, and asks about what may have left."""

from __future__ import annotations

import pytest

from tests.fakes.smtp_script import SmtpScript, scripted
from tests.faults.mailing import Cell, die, put_one
from tests.faults.outside import DONE, IN_DOUBT, Terminal, assert_sound
from tests.faults.sampling import drawn
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("M1")]


CELLS = [
    *(Cell(step, 0, "waiting") for step in ("220", "EHLO", "MAIL", "RCPT", "DATA")),
    Cell("in the mail", 0, "waiting"),
    Cell("before the mail is taken", 0, "waiting", at_server=False),
    Cell("after the mail is taken", 0, "in_doubt", at_server=False),
    Cell(".", 1, "in_doubt"),
    Cell("before the end is written", 1, "in_doubt", at_server=False),
    Cell("after the end is written", 1, "sent", at_server=False),
]


@pytest.mark.parametrize(
    "cell", drawn(CELLS, 4, lambda cell: (cell.state, cell.taken)), ids=lambda cell: cell.point
)
def test_a_mail_that_was_killed_is_sent_once_in_the_end_or_asked_about(world: World, cell: Cell) -> None:
    script, terminal = SmtpScript(), Terminal(world)
    with scripted(script) as setup:
        put_one(world, setup)
        die(world, script, setup, cell)
        assert len(script.mails) == cell.taken
        listed = terminal.run("outbox", "list")
        assert [one["state"] for one in listed.result] == [cell.state]
        assert listed.code == (IN_DOUBT if cell.state == "in_doubt" else DONE)
        for _ in range(2):
            assert terminal.run("outbox", "send").code == DONE
        assert len(script.mails) == (1 if cell.state == "waiting" else cell.taken)
        if cell.state == "in_doubt":
            terminal.run("outbox", "again", "1")
            assert [one["state"] for one in terminal.run("outbox", "send").result] == ["sent"]
            assert len(script.mails) == cell.taken + 1
            assert len(set(script.mails)) == 1, "a second one is the same mail, and known as such by its id"
    assert_sound(terminal)
