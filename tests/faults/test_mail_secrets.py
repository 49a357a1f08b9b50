"""A mail server repeats the password in every answer; it stands in no file, no log, no outbox, no answer."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from postwright.domain.preferences import MailSecurity
from postwright.settings_file import load, save
from tests.fakes.smtp_script import Reply, SmtpScript, Wire, scripted
from tests.faults.canary_child import PASSWORD
from tests.faults.internet import API_HOST, Internet
from tests.faults.scenes import connected_shop, go
from tests.faults.test_secrets import holds
from tests.faults.world import UNIX_ONLY, Carrier

pytestmark = [UNIX_ONLY, pytest.mark.slow]
WHOLE = base64.b64encode(f"\0shop\0{PASSWORD}".encode())
ECHO = b" ".join((PASSWORD.encode(), WHOLE, base64.b64encode(PASSWORD.encode()), b"AUTH PLAIN", WHOLE))
# At which step of which connection the server says what it has heard, and how.
ANSWERS = (
    ("AUTH", b"535-no\r\n535 "), ("AUTH", b"454 "), ("MAIL", b"550 "), ("RCPT", b"550 "), ("RCPT", b"451 "),
    ("DATA", b"554 "), (".", b"554 "), (".", b"999 "), (".", b"250 taken "),
)  # fmt: skip
USUAL = {"AUTH": b"235 in\r\n", "DATA": b"354 go on\r\n"}


class Parrot:
    """One answer at a time, each for one connection."""

    def __init__(self) -> None:
        replies: dict[str, Reply] = {"EHLO": b"250-here\r\n250 AUTH PLAIN\r\n"}
        replies |= {step: self._at(step) for step, _ in ANSWERS}
        self.script = SmtpScript(replies)
        self.told: dict[tuple[str, bytes], None] = {}

    def _at(self, step: str) -> Reply:
        def answer(wire: Wire) -> None:
            place = self.script.connections - 1
            wanted, said = ANSWERS[place] if place < len(ANSWERS) else ("", b"")
            if wanted == step:
                self.told[step, said] = None
                wire.say(said + ECHO + b"\r\n")
            else:
                wire.say(USUAL.get(step, b"250 ok\r\n"))

        return answer


@pytest.fixture
def internet(carrier: Carrier, tmp_path: Path) -> Iterator[Internet]:
    carrier.reset()
    carrier.ask("POST", "switches", sandbox_rate_limit=0)
    (tmp_path / "certificates").mkdir()
    internet = Internet(carrier.port, tmp_path / "certificates")
    yield internet
    internet.close()


@pytest.mark.row("S6")
def test_what_a_mail_server_repeats_is_kept_nowhere(internet: Internet, tmp_path: Path) -> None:
    folder = connected_shop(tmp_path / "scene")
    parrot = Parrot()
    (folder / "children").write_text(str(len(ANSWERS)))
    with scripted(parrot.script, internet.greeting(internet.authority, "localhost")) as server:
        settings = folder / "data" / "settings.json"
        known, _ = load(settings)
        mail = replace(known.mail, port=server.port, security=MailSecurity.TLS)
        save(settings, replace(known, mail=mail))
        scene = go("mail", internet, folder)
    assert tuple(parrot.told) == ANSWERS
    assert sum(WHOLE.decode() in line for line in parrot.script.said) >= len(ANSWERS)
    files = {str(one): holds(one.read_bytes()) for one in scene.everything.rglob("*") if one.is_file()}
    assert len(files) > 5
    assert {name: found for name, found in files.items() if found} == {}
    assert holds(scene.said) == []
    assert len(re.findall("•••".encode(), scene.said) + re.findall(rb"\\\\?u2022", scene.said)) > 0
    assert {tuple(holds(one.raw)) for one in scene.heard if one.host == API_HOST} == {("the key",)}
    assert [one for one in scene.heard if one.host != API_HOST and holds(one.raw)] == []
