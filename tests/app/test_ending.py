"""How a shop ends: nothing typed or paid is lost, the event loop turns, and nothing holds it up for ever."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from postwright.app.doorbell import ring
from postwright.app.ending import ERRANDS_MS
from postwright.app.program import Program
from postwright.app.tour.person import Person
from postwright.domain.preferences import Mode
from postwright.jobs.lanes import Pool
from postwright.paths import DataFolder
from postwright.ui.change import Change
from tests.app.whole import compose, running, session_of, ship, window_of


def nothing(_: object) -> None:
    return None


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a call in flight waits for."""
    gate = threading.Event()
    yield gate
    gate.set()


@pytest.fixture
def without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POSTWRIGHT_API_KEY", "POSTWRIGHT_API_URL"):
        monkeypatch.delenv(name, raising=False)


def go_live(program: Program) -> None:
    """The operator chose another carrier in the settings."""
    program.keeper.change(mode=Mode.LIVE)
    session_of(program).announce(Change(settings=True))


def finishing() -> list[str]:
    """The texts of the small window that stands for the program while it ends."""
    windows = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "FinishingWindow"]
    return [label.text() for one in windows if one.isVisible() for label in one.findChildren(QLabel)]


def begin_a_purchase(program: Program, gate: threading.Event) -> None:
    """One in flight until the gate opens. What has not begun when a shop ends is withdrawn."""
    begin(program.lanes.money, gate)


def begin(lane: Pool, gate: threading.Event) -> None:
    begun = threading.Event()

    def in_flight() -> None:
        begun.set()
        gate.wait(60)

    lane.submit(in_flight, nothing, nothing)
    assert begun.wait(60)


def open_files() -> list[str]:
    folder = Path("/proc/self/fd")
    return [os.readlink(one) for one in folder.iterdir() if one.is_symlink()]


@pytest.mark.usefixtures("without_a_key")
def test_the_last_words_are_kept_when_the_carrier_is_changed_in_the_middle_of_them(
    folder: DataFolder, qapp: QApplication
) -> None:
    with running(folder, qapp) as (program, person):
        compose(person)
        person.wait("it is kept", lambda: ship(program).kept)
        person.type("To: Name", "LAST WORDS")
        go_live(program)
        person.wait("a key is asked for", lambda: program.window and person.sees("Practise now"))
        program.keeper.change(mode=Mode.PRACTICE)
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        (kept,) = session_of(program).shop.drafts.open()
        assert kept.draft.to.name == "LAST WORDS"


@pytest.mark.usefixtures("without_a_key")
def test_the_event_loop_turns_while_a_purchase_ends_before_the_other_carrier_is_opened(
    folder: DataFolder, qapp: QApplication, gate: threading.Event
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        before, shop = window_of(program), session_of(program).shop
        begin_a_purchase(program, gate)
        go_live(program)
        person.wait("it is said", lambda: "Finishing a purchase…" in finishing())
        assert not before.isVisible()
        assert program.session is None
        assert shop.drafts.open() == ()  # the books stay open for the purchase
        gate.set()
        person.wait("a key is asked for", lambda: program.window and person.sees("Practise now"))
        assert finishing() == []


@pytest.mark.usefixtures("without_a_key")
def test_news_that_come_twice_open_the_other_carrier_once(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        session, lanes = session_of(program), program.lanes
        go_live(program)
        session.announce(Change(settings=True))
        person.wait("a key is asked for", lambda: program.window and person.sees("Practise now"))
        window, fresh = program.window, program.lanes
        person.settle()
        assert (program.window, program.lanes) == (window, fresh)
        assert fresh is not lanes


def test_a_window_that_closes_during_a_purchase_answers_no_second_start_and_turns_on(
    folder: DataFolder, qapp: QApplication, gate: threading.Event
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        begin_a_purchase(program, gate)
        window_of(program).close()
        assert not ring(folder.root)
        person.wait("it is said", lambda: "Finishing a purchase…" in finishing())
        assert not program.ended
        QTimer.singleShot(100, gate.set)  # it fires only if the event loop turns while the program closes
        program.close()
        assert program.ended
        assert finishing() == []


def test_a_mail_under_way_is_given_longer_than_an_errand_to_hear_the_last_word(
    folder: DataFolder, qapp: QApplication, gate: threading.Event
) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("Ship is there", lambda: person.sees("To: Name"))
        begin(program.lanes.mail, gate)
        window_of(program).close()
        person.wait("it is said", lambda: "Finishing a mail…" in finishing())
        QTimer.singleShot(ERRANDS_MS, gate.set)
        program.close()
        assert gate.is_set()
        assert program.ended


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed by Linux")
def test_a_shop_that_opens_while_the_window_closes_is_closed(folder: DataFolder, qapp: QApplication) -> None:
    with running(folder, qapp) as (program, person):
        person.wait("it is being opened", lambda: program.lanes.desk.busy or program.session)
        opening = program.session is None
        window_of(program).close()
        program.close()
        assert opening
        assert program.session is None
        assert program.ended
    assert [one for one in open_files() if one.startswith(str(folder.root))] == []


class Waiting(KeyringBackend):
    """The desktop's keyring, in front of which a dialog waits for a person who is not there."""

    viable = False

    def __init__(self, gate: threading.Event) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.asked = threading.Event()
        self._gate = gate

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self._gate.wait(60)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing is kept here")


Waiting.__module__, Waiting.__qualname__ = "keyring.backends.SecretService", "Keyring"


@pytest.fixture
def waiting(gate: threading.Event) -> Iterator[Waiting]:
    backend = Waiting(gate)
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]


@pytest.mark.usefixtures("without_a_key")
def test_a_keyring_that_hangs_holds_up_neither_the_desk_nor_the_end(
    folder: DataFolder, qapp: QApplication, gate: threading.Event, waiting: Waiting
) -> None:
    saved: list[str] = []
    program = Program(folder, qapp)
    program.keeper.change(mode=Mode.LIVE)
    program.open()
    person = Person(lambda: window_of(program), folder.root)
    person.wait("the keyring is asked", waiting.asked.is_set)
    program.lanes.desk.submit(lambda: "typed", saved.append, nothing)
    person.wait("what is typed is saved", lambda: saved)
    began = time.monotonic()
    window_of(program).close()
    program.close()
    assert time.monotonic() - began < 3 * ERRANDS_MS / 1000
    assert not program.ended
    gate.set()
    person.wait("the keyring let go", lambda: program.ended)
