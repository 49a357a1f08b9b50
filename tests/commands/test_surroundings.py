"""Whatever is wrong around the program ends in one sentence and a code, and what was kept is still there."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from postwright.domain.preferences import Mode
from postwright.practice.app import practice_app
from postwright.practice.faults import Fault as Trouble
from postwright.server import KEY_VARIABLE, URL_VARIABLE, Server
from tests.commands.terminal import GROUND, NOON, Terminal, served

KEY = "TEST_of-this-shop-and-of-no-other"
PACKAGE = str(Path(__file__).parents[2] / "desktop")


# ---------------------------------------------------------------- the network


@pytest.fixture
def carrier_url(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A carrier that is served to programs of this computer; the environment of the terminal names it."""
    carrier = practice_app(tmp_path / "carrier")
    carrier.clock.freeze(NOON)
    with served(carrier) as url:
        monkeypatch.setenv(URL_VARIABLE, url)
        monkeypatch.setenv(KEY_VARIABLE, KEY)
        yield url


@pytest.fixture
def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.usefixtures("carrier_url")
def test_a_served_carrier_sells_labels_into_books_of_its_own(terminal: Terminal) -> None:
    label = terminal.label()
    assert [row["label"] for row in terminal("labels").result] == [label]
    assert (terminal.folder / "loopback" / "shop.db").is_file()
    assert not terminal.database.exists()


@pytest.mark.usefixtures("carrier_url")
def test_a_wrong_key_is_told_and_buys_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = terminal.draft()
    monkeypatch.setenv(KEY_VARIABLE, "WRONG_key_of_somebody")
    for command in (("quote", draft), ("buy", draft, "--service", GROUND)):
        said = terminal(*command)
        assert said.told == (1, "key_refused", "refused")
        assert said.fault["message"].startswith("The carrier does not accept the API key.")
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    assert terminal("buy", draft, "--service", GROUND).code == 0


@pytest.mark.usefixtures("carrier_url")
def test_a_key_that_no_header_can_hold_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "schlüssel")
    assert terminal("queue", "list").told == (2, "key_refused", "bad_input")


def test_without_a_network_drafts_are_kept_and_nothing_is_bought(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, closed_port: str
) -> None:
    monkeypatch.setenv(URL_VARIABLE, closed_port)
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    draft = terminal.queued()
    for command in (("quote", draft), ("buy", draft, "--service", GROUND), ("queue", "run", "--once")):
        said = terminal(*command)
        assert said.told == (1, "no_connection", "not_sent")
    assert terminal("queue", "list").result[0]["state"] == "queued"
    assert [part["part"] for part in terminal("doctor").result if not part["ok"]] == ["Carrier"]


def test_the_built_in_carrier_in_trouble_leaves_no_doubt_about_a_price(terminal: Terminal) -> None:
    draft = terminal.draft()
    for command in (("quote", draft), ("buy", draft, "--service", GROUND)):
        terminal.practice.faults.add(Trouble("wrong_json", "/v1/rates", "POST", text="<html>"))
        said = terminal(*command)
        assert said.told == (1, "sign_in_page", "refused")
        assert "We don't know yet" not in said.fault["message"]
    assert terminal("settle").code == 0


@pytest.mark.parametrize(
    "url",
    ["http://api.example.com", "ftp://127.0.0.1", "http://127.0.0.1.example.com", "nonsense", "http://"],
)
def test_an_address_that_shows_the_key_to_others_is_not_spoken_to(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv(URL_VARIABLE, url)
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    said = terminal("queue", "list")
    assert said.told == (2, "bad_address", "bad_input")
    assert "begins with https" in said.fault["message"]


def test_an_address_without_a_key_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "http://127.0.0.1:9")
    assert terminal("queue", "list").told == (2, "key_missing", "bad_input")


@pytest.mark.parametrize(
    ("url", "key", "kind"),
    [
        ("https://api.example.com", "abc", "live"),
        (" HTTPS://api.example.com", "abc", "live"),
        ("https://api.example.com", "TEST_abc", "sandbox"),
        ("HTTPS://api.example.com", " TEST_abc", "sandbox"),
        ("http://127.0.0.1:9", "abc", "loopback"),
        ("http://127.0.0.1:9", "TEST_abc", "loopback"),
    ],
)
def test_live_books_are_kept_apart_however_address_and_key_are_written(url: str, key: str, kind: str) -> None:
    assert Server(url, key).kind == kind


def test_a_live_shop_without_a_keyring_says_so(terminal: Terminal) -> None:
    terminal.set_up(mode=Mode.LIVE)
    said = terminal("queue", "list")
    assert said.told == (4, "no_keyring", "environment")


@pytest.mark.parametrize(("key", "kind"), [("abcdefgh", "live"), (KEY, "sandbox")])
def test_a_live_shop_takes_its_key_from_the_environment_and_keeps_books_of_its_own(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, key: str, kind: str
) -> None:
    terminal.draft()
    terminal.set_up(mode=Mode.LIVE)
    monkeypatch.setenv(KEY_VARIABLE, key)
    assert terminal("queue", "list").result == []
    folders = {file.parent.name for file in terminal.folder.glob("*/shop.db")}
    assert folders == {"practice", kind}


# ---------------------------------------------------------------- the data folder


def test_a_data_folder_that_is_a_file_is_told(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    for place in ("file", "file/below"):
        terminal.folder = tmp_path / place
        said = terminal("queue", "list")
        assert said.told == (4, "file_unwritable", "environment")
        assert terminal("doctor").code == 1
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@contextmanager
def other_process(program: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another program that does something, says so, and holds on until its input ends."""
    head = "import sqlite3, sys; from pathlib import Path"
    command = [sys.executable, "-c", f"{head}\n{program}\nprint('held', flush=True); sys.stdin.read()"]
    with subprocess.Popen(
        [*command, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": PACKAGE},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate()


def test_a_folder_that_another_program_has_is_left_to_it(terminal: Terminal) -> None:
    draft = terminal.draft()
    claim = "from postwright.instance import claim; c = claim(Path(sys.argv[1]))"
    with other_process(claim, terminal.folder):
        for command in (("buy", draft, "--service", GROUND), ("queue", "list")):
            assert terminal(*command).told == (4, "already_running", "environment")
        assert "a copy of its data was checked" in terminal.words("doctor").out
    assert terminal("buy", draft, "--service", GROUND).code == 0


@pytest.mark.slow
def test_a_locked_database_is_told_and_nothing_is_lost(terminal: Terminal) -> None:
    draft = terminal.draft()
    lock = "c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN IMMEDIATE')"
    with other_process(lock, terminal.database):
        said = terminal("buy", draft, "--service", GROUND)
        assert said.told == (4, "database_busy", "environment")
    assert terminal("buy", draft, "--service", GROUND).code == 0


def test_a_damaged_database_stops_buying(terminal: Terminal) -> None:
    terminal.label()
    terminal.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    said = terminal("queue", "list")
    assert said.told == (4, "database_damaged", "environment")
    assert "Buying is stopped" in said.fault["message"]
    assert terminal("doctor").code == 1


def test_damaged_books_of_the_practice_carrier_are_told(terminal: Terminal) -> None:
    terminal.draft()
    file = terminal.folder / "practice" / "carrier" / "practice.sqlite3"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    assert terminal("queue", "list").told == (4, "database_damaged", "environment")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be made by the administrator of a Linux system")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.usefixtures("carrier_url")
def test_a_full_disk_is_told_and_what_was_kept_is_still_there(terminal: Terminal, small_disk: Path) -> None:
    terminal.folder = small_disk / "data"
    draft = terminal.draft()
    stuffing = small_disk / "stuffing"
    fill(stuffing)
    for command in (("draft", "add", terminal.draft_file()), ("buy", draft, "--service", GROUND)):
        assert terminal(*command).told == (4, "disk_full", "environment")
    stuffing.unlink()
    assert [row["draft"] for row in terminal("queue", "list").result] == [draft]
    assert terminal("buy", draft, "--service", GROUND).code == 0


def fill(stuffing: Path) -> None:
    """Leave no room on the disk of the file."""
    with stuffing.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    assert shutil.disk_usage(stuffing.parent).free == 0


def test_a_full_disk_is_told_in_practice_too(terminal: Terminal, small_disk: Path) -> None:
    terminal.folder = small_disk / "data"
    terminal.draft()
    fill(small_disk / "stuffing")
    assert terminal("draft", "add", terminal.draft_file()).told == (4, "disk_full", "environment")


# ---------------------------------------------------------------- serving


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "postwright", "practice", "serve", "--data", str(folder)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": PACKAGE},
        # A shell that runs the tests in its background has them ignore Ctrl+C, and a child inherits that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL) if os.name == "posix" else None,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline()
        finally:
            process.kill()


def test_the_practice_carrier_is_served_until_it_is_stopped(terminal: Terminal, tmp_path: Path) -> None:
    with serving(tmp_path / "served") as (process, first):
        url = next(word for word in first.split() if word.startswith("http://127.0.0.1:"))
        with pytest.raises(OSError, match="401"):
            urlopen(f"{url}/v1/carriers", timeout=10)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=20)
    assert (process.returncode, out, error) == (0, "The practice carrier has stopped.\n", "")


def test_a_place_where_the_carrier_cannot_keep_its_state_is_told(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = terminal("practice", "serve", "--data", str(tmp_path / "file"))
    assert said.told == (4, "file_unwritable", "environment")
    said = terminal("practice", "serve", "--data", str(tmp_path / "x"), "--port", "70000")
    assert said.told == (2, "bad_number", "bad_input")


# ---------------------------------------------------------------- the key


@pytest.mark.usefixtures("carrier_url")
def test_the_key_is_in_no_output_and_in_no_file(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.set_up()
    said = [terminal("quote", terminal.draft()), terminal.words("doctor"), terminal("doctor")]
    paperless, printed = terminal.label(delivery="qr"), terminal.label()
    said += [terminal("print", printed), terminal("mail", paperless, "--out", str(terminal.files / "a.eml"))]
    said += [terminal("pickup", "schedule", printed), terminal("void", printed), terminal("labels")]
    said += [
        terminal("queue", "add", terminal.draft(), "--at-most", "20"),
        terminal("queue", "run", "--once"),
    ]
    said += [terminal("settle"), terminal("draft", "schema")]
    assert {one.code for one in said} == {0}
    monkeypatch.setenv(KEY_VARIABLE, KEY + "\nX-Other: 1")
    said.append(terminal("doctor"))
    assert not [one for one in said if KEY in one.out + one.error]
    files = [file for file in terminal.files.rglob("*") if file.is_file()]
    assert len(files) > 5
    assert not [file for file in files if KEY.encode() in file.read_bytes()]
