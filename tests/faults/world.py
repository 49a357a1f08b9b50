"""The world around a buyer: a practice carrier and a host of buyers, each a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from postwright.domain.preferences import Preferences
from postwright.instance import claim
from postwright.paths import DataFolder
from postwright.server import PRACTICE_KEY, Server
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from tests.domain.samples import DRAFT
from tests.faults.buyer import HALTED, Job

TOKEN = "only-for-this-test"
KILLED = -9
UNIX_ONLY = pytest.mark.skipif(
    sys.platform == "win32", reason="NOT TESTED HERE: there is neither SIGKILL nor fork on Windows"
)
_ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "NO_COLOR": "1"}


def until(true: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Look again and again until it is so. Another process cannot be waited for in any other way."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.005)


class Carrier:
    """The practice carrier, served by a process of its own, and its controls."""

    def __init__(self, folder: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "postwright",
            "practice",
            "serve",
            "--port",
            "0",
            "--control-token",
            TOKEN,
        ]
        self._process = subprocess.Popen(
            [*command, "--data", str(folder)], env=_ENVIRONMENT, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        words = self._process.stdout.readline().split()
        self.url = next(word for word in words if word.startswith("http://"))
        self.port = int(self.url.rpartition(":")[2])
        self._controls = httpx.Client(
            base_url=f"{self.url}/__practice", headers={"X-Practice-Token": TOKEN}, trust_env=False
        )

    def close(self) -> None:
        self._controls.close()
        self._process.kill()
        self._process.communicate()

    def reset(self) -> None:
        """A fresh carrier that sells a second label for the same external id: the worst case."""
        self.ask("POST", "reset")
        self.ask("POST", "switches", duplicate_external_id="accept", rate_limit=0, manifest_until=24)

    def fail(self, kind: str, route: str = "/v1/labels", method: str = "POST", **more: Any) -> None:
        self.ask("POST", "faults", kind=kind, route=route, method=method, **more)

    def behave(self) -> None:
        """No more trouble."""
        self.ask("DELETE", "faults")

    def calm_down(self) -> None:
        """No more trouble, and money on the account."""
        self.behave()
        self.ask("POST", "balance", cents=10_000_000)

    def finish(self) -> None:
        """Wait until nothing is left to do for buyers that are dead. Only Linux tells; elsewhere no wait."""
        if sys.platform.startswith("linux"):
            until(lambda: self._connections() <= 1, "the carrier to be done with the dead buyer")

    def _connections(self) -> int:
        """How many there are, with the one for the controls (proc(5), net/tcp: established, close wait)."""
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(row[1] == f"0100007F:{self.port:04X}" and row[3] in ("01", "08") for row in rows)

    def charges(self) -> list[dict[str, Any]]:
        """The labels that were paid for, oldest first."""
        found = self.ask("GET", "ledger")["charges"]
        return [charge for charge in found if charge["kind"] == "purchase"]

    def standing(self, kind: str) -> list[dict[str, Any]]:
        """The `pickups` that are not cancelled, or the `manifests`, as the API lists them."""
        reply = httpx.get(f"{self.url}/v1/{kind}", headers={"API-Key": PRACTICE_KEY}, trust_env=False)
        found: list[dict[str, Any]] = reply.json()[kind]
        return [one for one in found if not one.get("cancelled_at")]

    def ask(self, method: str, name: str, /, **body: Any) -> Any:
        reply = self._controls.request(method, f"/{name}", json=body or None)
        assert reply.status_code == 200, reply.text
        return reply.json()


class Host:
    """Starts buyers, each in a process of its own that may be killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.buyer"],
            env=_ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, job: Job) -> int:
        """The number of the process."""
        return self._say(job.text())

    def end_of(self, process: int) -> int:
        """Its exit code, or KILLED, when it has ended."""
        return self._say(json.dumps(process))

    def run(self, job: Job) -> int:
        return self.end_of(self.start(job))

    @contextmanager
    def halted(self, job: Job) -> Iterator[None]:
        """A process that stands still at its point, and goes on to its end after the block."""
        process = self.start(job)
        assert self.end_of(process) == HALTED
        try:
            yield
        finally:
            os.kill(process, signal.SIGCONT)
            self.end_of(process)

    def close(self) -> None:
        self._process.communicate(timeout=60)

    def _say(self, line: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@dataclass(frozen=True)
class World:
    """One shop with one draft to be bought, its carrier, and the host that starts processes for it."""

    carrier: Carrier
    host: Host
    folder: Path
    draft: str

    def job(self, kind: str, **more: Any) -> Job:
        return Job(kind, str(self.folder), self.carrier.url, draft=self.draft, **more)

    @contextmanager
    def restarted(self) -> Iterator[Shop]:
        """The program started again: the folder is free at once, however the last one ended."""
        with claim(self.folder), _opened(self.folder, self.carrier.url) as shop:
            yield shop


@contextmanager
def _opened(folder: Path, url: str) -> Iterator[Shop]:
    shop = open_shop(DataFolder(folder), Preferences, server=Server(url, PRACTICE_KEY))
    try:
        yield shop
    finally:
        shop.close()


@dataclass(frozen=True)
class Template:
    """A shop that was made once, with its draft; making it anew for each test would take most of the time."""

    folder: Path
    draft: str

    def copy(self, folder: Path) -> None:
        shutil.copytree(self.folder, folder)


def make_template(folder: Path) -> Template:
    folder.mkdir()
    with _opened(folder, "http://127.0.0.1:1") as shop:
        return Template(folder, shop.drafts.new(DRAFT).id)
