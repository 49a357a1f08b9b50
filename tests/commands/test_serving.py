"""`practice serve`: its options and their mistakes, a seed that plays the same again, and a sudden kill."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.practice.control import TOKEN_HEADER
from tests.commands.terminal import Terminal
from tests.practice.parcels import FIRST_CENTS, buy, cost

PACKAGE = str(Path(__file__).parents[2] / "desktop")
SANDBOX = {"API-Key": "TEST_practice"}


@contextmanager
def serving(*options: str, data_dir: Path | None = None) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The command as a process of its own: with its address and its first line."""
    command = [sys.executable, "-m", "postwright", "practice", "serve", *options]
    more = {"PYTHONPATH": PACKAGE} | ({"POSTWRIGHT_DATA_DIR": str(data_dir)} if data_dir else {})
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=os.environ | more, **pipes) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", first)
        try:
            yield process, found[0] if found else "", first
        finally:
            process.kill()


def replies(url: str) -> list[Any]:
    """What a short life answers, without times and request ids."""
    with httpx.Client(base_url=url, headers=SANDBOX) as client:
        options = {"display_scheme": "label_and_paperless"}
        label = buy(client, options, ship_date="2026-10-22")
        asked = {
            "label_ids": [label["label_id"]],
            "contact_details": {"name": "Ana", "email": "a@example.com", "phone": "5555555"},
            "pickup_window": {"start_at": "2026-10-24T16:00:00Z", "end_at": "2026-10-24T20:00:00Z"},
        }
        pickup = client.post("/v1/pickups", json=asked).json()
    port = re.compile(r":\d+/")
    return [
        label["label_id"],
        label["tracking_number"],
        port.sub("/", label["label_download"]["href"]),
        label["paperless_download"]["handoff_code"],
        pickup["pickup_id"],
        pickup["confirmation_number"],
    ]


def test_a_seed_plays_the_same_again(tmp_path: Path) -> None:
    found = []
    for name, seed in (("a", "42"), ("b", "42"), ("c", "43")):
        with serving("--data", str(tmp_path / name), "--seed", seed) as (_, url, _line):
            found.append(replies(url))
            if name == "b":
                found.append(replies(url))
    first, again, later, other = found
    assert first == again
    assert (first[2] != other[2], first[3] != other[3], first[4] != other[4]) == (True, True, True)
    assert not set(first) & set(later)


def test_a_seed_and_a_schema_outlast_a_reset(tmp_path: Path) -> None:
    options = ("--data", str(tmp_path), "--seed", "7", "--schema", "2026", "--control-token", "word")
    with serving(*options) as (_, url, _line):
        first = replies(url)
        reset = httpx.post(f"{url}/__practice/reset", headers={TOKEN_HEADER: "word"})
        assert reset.status_code == 200
        assert replies(url) == first
        listed = httpx.get(f"{url}/v1/labels", headers=SANDBOX).json()["labels"]
        assert "tracking_url" in listed[0]


def test_a_key_opens_production_data_of_its_own(tmp_path: Path) -> None:
    with serving("--data", str(tmp_path), "--key", "live_key") as (_, url, first):
        assert first.strip().endswith("with the keys TEST_practice and live_key.")
        for key, status, accounts in (("TEST_practice", 200, 1), ("live_key", 200, 0), ("other", 401, None)):
            reply = httpx.get(f"{url}/v1/carriers", headers={"API-Key": key})
            assert reply.status_code == status
            if accounts is not None:
                assert len(reply.json()["carriers"]) == accounts


def test_the_token_opens_the_controls(tmp_path: Path) -> None:
    with serving("--data", str(tmp_path), "--control-token", "word") as (_, url, first):
        assert first.strip().endswith("with the key TEST_practice.")
        reply = httpx.get(f"{url}/__practice/clock", headers={TOKEN_HEADER: "word"})
        assert reply.status_code == 200


def test_a_folder_has_to_be_named(terminal: Terminal) -> None:
    said = terminal.words("practice", "serve", "--port", "0")
    assert said.code == 2
    assert "--data" in said.error


def test_the_shop_is_not_loaded_to_serve() -> None:
    program = "import postwright.commands.serving, sys; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": PACKAGE}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    loaded = set(done.stdout.split())
    assert "postwright.practice.server" in loaded
    assert not loaded & {"sqlalchemy", "pydantic", "httpx", "reportlab", "PIL", "PySide6", "postwright.shop"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--port", "70000"), (2, "bad_number", "bad_input")),
        (("--port", "http"), (2, "bad_number", "bad_input")),
        (("--port", "-1"), (2, "bad_number", "bad_input")),
        (("--seed", "luck"), (2, "bad_number", "bad_input")),
        (("--seed", "1.5"), (2, "bad_number", "bad_input")),
        (("--seed", "9" * 5000), (2, "bad_number", "bad_input")),
    ],
)
def test_a_wrong_option_is_told(
    options: tuple[str, str], told: tuple[int, str, str], terminal: Terminal, tmp_path: Path
) -> None:
    name, value = options
    assert terminal("practice", "serve", "--data", str(tmp_path / "x"), f"{name}={value}").told == told


def test_a_port_that_is_taken_is_told_in_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = ("practice", "serve", "--data", str(tmp_path / "x"), "--port", port)
        assert terminal(*command).told == (4, "port_taken", "environment")
        said = terminal.words(*command)
    assert (said.out, "Another program has this port already." in said.error) == ("", True)
    assert "Traceback" not in said.error


def test_a_file_that_is_no_database_is_told(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "practice.sqlite3").write_bytes(b"no database at all" * 100)
    said = terminal("practice", "serve", "--data", str(tmp_path))
    assert said.told == (4, "file_unreadable", "environment")


# The carrier answers 200 calls a minute. How soon the kill comes after it was asked for is not ours to say.
_ENOUGH, _MOST = 20, 180


def bought_until_killed(url: str, process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """The labels that were answered before the carrier was killed between two calls, or within one."""
    answered: list[dict[str, Any]] = []
    enough = threading.Event()
    killer = threading.Thread(target=lambda: (enough.wait(), process.kill()))
    killer.start()
    try:
        with httpx.Client(base_url=url, headers=SANDBOX, timeout=60) as client:
            with suppress(httpx.TransportError):
                for number in range(_MOST):
                    answered.append(buy(client, external_shipment_id=str(number)))
                    if number == _ENOUGH:
                        enough.set()
    finally:
        enough.set()
        killer.join()
    return answered


def test_a_kill_in_the_middle_of_buying_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    with serving("--data", str(tmp_path)) as (process, url, _line):
        answered = bought_until_killed(url, process)
    with serving("--data", str(tmp_path)) as (_, url, _line):
        with httpx.Client(base_url=url, headers=SANDBOX) as client:
            kept = client.get("/v1/labels?page_size=500&sort_dir=asc").json()["labels"]
            shipments = client.get("/v1/shipments?page_size=500").json()["shipments"]
            balance = client.get("/v1/carriers").json()["carriers"][0]["balance"]
            assert buy(client)["tracking_number"] not in {label["tracking_number"] for label in kept}
    assert [one["label_id"] for one in answered] == [one["label_id"] for one in kept][: len(answered)]
    assert len(answered) > _ENOUGH
    assert len(kept) - len(answered) in (0, 1)
    assert round(balance * 100) == FIRST_CENTS - sum(map(cost, kept))
    assert {one["shipment_id"] for one in kept} == {one["shipment_id"] for one in shipments}
    assert len({one["tracking_number"] for one in kept}) == len(kept)
