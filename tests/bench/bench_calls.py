"""Measure the practice carrier and the client. Run by hand: python tests/bench/bench_calls.py

Practice carrier: requests a second on loopback, beside a web application on the same server that thinks
nothing and sends the same bytes, and beside Prism's mock of the official specification where `prism` is
installed and the specification is there. Client: time of a call beside a bare loop of httpx that sends the
same request and parses the reply. All take turns, so that a busy machine slows them alike. Changes nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

import httpx  # noqa: E402
from flask import Flask, Response  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from postwright.carrier.pace import Pacer  # noqa: E402
from postwright.carrier.transport import open_carrier  # noqa: E402
from postwright.practice.connection import Connection  # noqa: E402
from tests.practice.parcels import shipment  # noqa: E402

KEY, TOKEN = "TEST_practice", "bench"
SPEC = ROOT.parent / "shared" / "reference" / "openapi.json"
ROUNDS, CALLS = 7, 20
DESKS = 4
Ask = Callable[[httpx.Client], httpx.Response]


@contextmanager
def practice(folder: Path) -> Iterator[str]:
    """The practice carrier as it is served alone, with no limit on calls."""
    command = [sys.executable, "-m", "postwright", "practice", "serve", "--port", "0", "--data", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "desktop")}
    with subprocess.Popen(
        [*command, "--control-token", TOKEN], stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        assert child.stdout
        line = child.stdout.readline()
        base = next(word for word in line.split() if word.startswith("http")).rstrip(".,")
        _set(base, "switches", {"rate_limit": 0})
        _set(base, "balance", {"cents": 100_000_000})
        try:
            yield base
        finally:
            child.terminate()
            child.communicate()


def _set(base: str, what: str, body: dict[str, Any]) -> None:
    headers = {"X-Practice-Token": TOKEN}
    httpx.post(f"{base}/__practice/{what}", json=body, headers=headers).raise_for_status()


@contextmanager
def canned(answers: dict[str, bytes]) -> Iterator[str]:
    """A child process that sends these bytes by path, on the same server with the same settings."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({path: body.decode() for path, body in answers.items()}, file)
        file.flush()
        command = [sys.executable, __file__, "canned", file.name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            try:
                yield child.stdout.readline().strip()
            finally:
                child.terminate()
            child.communicate()


def serve_canned(file: Path) -> None:
    answers = json.loads(file.read_text("utf-8"))
    app = Flask(__name__, static_folder=None)

    def answer(path: str) -> Response:
        return Response(answers[f"/{path}"], content_type="application/json; charset=utf-8")

    app.add_url_rule("/<path:path>", "answer", answer, methods=["GET", "POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Connection)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


@contextmanager
def prism() -> Iterator[str]:
    """Prism's mock on a free port; it needs Node and the official specification."""
    command = ["prism", "mock", "--port", "4010", "--multiprocess", "false", str(SPEC)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            if "listening" in line:
                break
        try:
            yield "http://127.0.0.1:4010"
        finally:
            child.terminate()
            child.communicate()


def seconds(base: str, ask: Ask, desks: int) -> float:
    """How long `CALLS` calls by each of so many clients take."""
    start, ready = threading.Barrier(desks + 1), threading.Barrier(desks + 1)

    def work() -> None:
        with httpx.Client(base_url=base, headers={"API-Key": KEY}) as client:
            ask(client).raise_for_status()
            start.wait()
            for _ in range(CALLS):
                ask(client).raise_for_status()
            ready.wait()

    threads = [threading.Thread(target=work) for _ in range(desks)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    ready.wait()
    took = time.perf_counter() - began
    for thread in threads:
        thread.join()
    return took


def questions(base: str) -> dict[str, tuple[str, Ask]]:
    """A look, prices and a purchase: name, path and the call."""
    with httpx.Client(base_url=base, headers={"API-Key": KEY}) as client:
        account = client.get("/v1/carriers").json()["carriers"][0]["carrier_id"]
        parcel = shipment() | {"carrier_id": account}
        label = client.post("/v1/labels", json={"shipment": parcel}).raise_for_status().json()["label_id"]
    options = {"carrier_ids": [account], "package_types": ["package"]}
    rates = {"rate_options": options, "shipment": parcel}
    return {
        "read a label": (f"/v1/labels/{label}", lambda it: it.get(f"/v1/labels/{label}")),
        "ask for rates": ("/v1/rates", lambda it: it.post("/v1/rates", json=rates)),
        "buy a label": ("/v1/labels", lambda it: it.post("/v1/labels", json={"shipment": parcel})),
    }


def served(base: str) -> dict[str, dict[str, float]]:
    """Calls a second of each, and how many times as fast the servers that think nothing are."""
    asked = questions(base)
    with httpx.Client(base_url=base, headers={"API-Key": KEY}) as client:
        bodies = {path: ask(client).content for path, ask in asked.values()}
    with ExitStack() as stack:
        servers = {"practice": base, "canned": stack.enter_context(canned(bodies))}
        if shutil.which("prism") and SPEC.is_file():
            servers["prism"] = stack.enter_context(prism())
        found: dict[str, dict[str, float]] = {}
        for name, (_, ask) in asked.items():
            for desks in (1, DESKS):
                found[f"{name}, {desks} client{'s' if desks > 1 else ''}"] = _compared(servers, ask, desks)
        return found


def _compared(servers: dict[str, str], ask: Ask, desks: int) -> dict[str, float]:
    """The servers take turns. A mock that refuses what the service takes is no peer for this call."""
    peers = {name: base for name, base in servers.items() if _takes(base, ask)}
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(ROUNDS):
        for name, base in peers.items():
            taken[name].append(seconds(base, ask, desks))
    return {name: round(CALLS * desks / statistics.median(times), 1) for name, times in taken.items()}


def _takes(base: str, ask: Ask) -> bool:
    with httpx.Client(base_url=base, headers={"API-Key": KEY}) as client:
        return ask(client).is_success


def overhead(base: str) -> dict[str, dict[str, float]]:
    """Milliseconds a call of the client and of a bare loop, and their ratio."""
    pacer = Pacer()
    ours = open_carrier(base, KEY, patient=False, pacer=pacer, now=lambda: datetime.now(UTC))
    bare = httpx.Client(base_url=base, headers={"API-Key": KEY}, trust_env=False)
    label = next(iter(questions(base).values()))[0].rpartition("/")[2]
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "list accounts": (ours.accounts.find, lambda: bare.get("/v1/carriers").json()),
        "read a label": (lambda: ours.labels.read(label), lambda: bare.get(f"/v1/labels/{label}").json()),
    }
    with ours, bare:
        return {name: _paired(*pair) for name, pair in pairs.items()}


def _paired(ours: Callable[[], object], bare: Callable[[], object]) -> dict[str, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for call, times in zip((ours, bare), taken, strict=True):
            began = time.perf_counter()
            for _ in range(CALLS):
                call()
            times.append((time.perf_counter() - began) * 1000 / CALLS)
    mine, theirs = map(statistics.median, taken)
    return {"ours_ms": round(mine, 2), "bare_ms": round(theirs, 2), "ratio": round(mine / theirs, 2)}


def main() -> int:
    if sys.argv[1:2] == ["canned"]:
        serve_canned(Path(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder, practice(Path(folder)) as base:
        found: dict[str, Any] = {"calls_a_second": served(base), "client": overhead(base)}
    for name, one in (found["calls_a_second"] | found["client"]).items():
        sys.stdout.write(f"{name:28}" + "".join(f"{key:>10} {value:8}" for key, value in one.items()) + "\n")
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
