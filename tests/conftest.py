"""What every test stands on: no screen, no network beyond this computer, nothing left running.

Functions of Postwright are never replaced here; only the door to the outside world is closed.
"""

from __future__ import annotations

import os

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Whoever runs the tests keeps secrets of their own in the real one.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import gc
import ipaddress
import socket
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from hypothesis import HealthCheck, settings

from tests.faults.matrix import Collector

ROOT = Path(__file__).resolve().parents[1]

# Machines differ too much in speed for a deadline to say anything.
_CALM = [HealthCheck.too_slow]
settings.register_profile("desk", deadline=None, suppress_health_check=_CALM)
settings.register_profile("ci", deadline=None, suppress_health_check=_CALM, max_examples=30, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--matrix", type=Path, metavar="FILE", help="write down what was run of the fault matrix"
    )


def pytest_configure(config: pytest.Config) -> None:
    # One of several processes only runs tests; the one that hands them out writes the table.
    path = None if hasattr(config, "workerinput") else config.getoption("--matrix")
    config.pluginmanager.register(Collector(path), "fault matrix")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of slow tests, so that at the end no process is left alone with one of them."""
    slow = {item.path for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Twelve thousand tests stay for good: no collection need go over them."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """What was kept goes, so that no library calls it a leak when Python ends."""
    gc.unfreeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """What of Qt is garbage is collected on this thread, as in the program (jobs/garbage.py): the server of
    another test would destroy it on its own.
    """
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()  # what is left stays; the next collection need not go over it
        gc.enable()


# What the tests share in judging says as much as a test where it fails.
pytest.register_assert_rewrite("tests.faults.judging", "tests.faults.outside", "tests.faults.probes")


def _is_this_computer(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket has a path, not a host
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _stay_home(name: str) -> None:
    """Make one method of every socket refuse whatever is not this computer."""
    real = getattr(socket.socket, name)

    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if not _is_this_computer(address):
            self.close()  # nobody else will: the code under test expects another kind of error
            raise AssertionError(f"a test tried to reach {address!r}")
        return real(self, *args)

    setattr(socket.socket, name, guarded)


for _name in ("connect", "connect_ex", "sendto"):
    _stay_home(_name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the checkout; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("the reference material is not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a test does not place elsewhere lands here, never in the data folder of whoever runs the tests."""
    os.environ["POSTWRIGHT_DATA_DIR"] = str(tmp_path_factory.mktemp("data") / "postwright")


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> object:
    """The robot of pytest-qt, in place of the one that gives up after five seconds."""
    from tests.fakes.patient_bot import PatientBot  # most tests need no Qt, and it takes long to import

    return PatientBot(request)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread of Qt running or a window open."""
    yield
    leaks = _running_threads() + _open_windows()
    if leaks:
        pytest.fail("left behind: " + ", ".join(leaks))


def _running_threads() -> list[str]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return []
    mine = core.QThread.currentThread()
    wrappers = shiboken6.Shiboken.getAllValidWrappers()
    threads = [one for one in wrappers if isinstance(one, core.QThread) and one is not mine]
    return [f"running thread {one.objectName() or one!r}" for one in threads if one.isRunning()]


def _open_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    shown = [one for one in widgets.QApplication.topLevelWidgets() if one.isVisible()]
    names = [f"window {type(one).__name__} {one.windowTitle()!r}" for one in shown]
    for one in shown:
        one.close()
        one.deleteLater()
    return names
