"""A program that mails, and dies or hears nothing at one point of it."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from postwright.domain.letter import Language, LetterKind
from postwright.domain.preferences import MailSetup, Preferences
from postwright.operations.post_mail import put_in_outbox
from postwright.paths import DataFolder
from postwright.settings_file import save
from tests.fakes.smtp_script import SmtpScript, Wire, scripted
from tests.faults import buyer
from tests.faults.world import KILLED, World

if TYPE_CHECKING:
    from tests.faults.probes import Bench


@dataclass(frozen=True)
class Cell:
    """A point of death, how many whole mails the server has then, and what the program says of the mail."""

    point: str
    taken: int
    state: str
    at_server: bool = True


def put_one(world: World, setup: MailSetup) -> None:
    """A label that was bought, and a mail about it in the outbox of a shop that knows the mail server."""
    assert world.host.run(world.job("buy")) == buyer.DONE
    (charge,) = world.carrier.charges()
    save(DataFolder(world.folder).settings_file, Preferences(mail=setup))
    with world.restarted() as shop:
        post = replace(shop.post(), setup=setup)
        put_in_outbox(post, charge["label_id"], LetterKind.TRACKING, "ann@example.com", Language.ENGLISH)


class Grave:
    """Ends the process that speaks to the server, from the server's side."""

    def __init__(self, *, in_the_mail: bool) -> None:
        self.process: SimpleQueue[int] = SimpleQueue()
        self._in_the_mail = in_the_mail

    def __call__(self, wire: Wire) -> None:
        if self._in_the_mail:
            wire.say(b"354 go on\r\n")
            wire.line()
        os.kill(self.process.get(timeout=60), signal.SIGKILL)
        wire.close()


def die(world: World, script: SmtpScript, setup: MailSetup, cell: Cell, weakness: str = "") -> None:
    """Carry the outbox, and die at that point."""
    grave = Grave(in_the_mail=cell.point == "in the mail")
    if cell.at_server:
        script.replies["DATA" if cell.point == "in the mail" else cell.point] = grave
    process = world.host.start(world.job("mail", argv=[str(setup.port)], point=cell.point, weakness=weakness))
    grave.process.put(process)
    assert world.host.end_of(process) == KILLED
    script.replies.clear()


def killed_mailing(bench: Bench) -> None:
    """Whoever is killed when the server has the whole mail asks before it is sent again."""
    script = SmtpScript()
    with scripted(script) as setup:
        put_one(bench.world, setup)
        die(bench.world, script, setup, Cell(".", 1, "in_doubt"), bench.weakness)
        bench.terminal.run("outbox", "send", minutes=600)
        assert [one["state"] for one in bench.terminal.run("outbox", "list").result] == ["in_doubt"]
        assert len(script.mails) == 1


def unanswered_mail(bench: Bench) -> None:
    """A server that has the whole mail and says nothing to it is not given it again."""
    script = SmtpScript({".": Wire.close})
    with scripted(script) as setup:
        put_one(bench.world, setup)
        for minutes in (0, 600):
            bench.terminal.run("outbox", "send", minutes=minutes)
        assert len(script.mails) == 1
        assert [one["state"] for one in bench.terminal.run("outbox", "list").result] == ["in_doubt"]
