"""Kills a process at one system call of its choosing, by strace. Skips loudly where that cannot be done."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.buyer import HALTED, Job
from tests.faults.world import Host

_NAME = re.compile(r"^(\d+) +(\w+)\(")
_LONGEST = 20.0


def calls_of(host: Host, job: Job, record: Path) -> list[tuple[str, int]]:
    """Every system call from the point at which the job halts to its end: the name, and which one of that
    name it is.
    """
    process, ended = traced(host, job, "-o", str(record))
    assert ended == 0
    found: list[tuple[str, int]] = []
    counts: dict[str, int] = {}
    for line in record.read_text("utf-8", "replace").splitlines():
        told = _NAME.match(line)
        if told and int(told[1]) == process:
            counts[told[2]] = counts.get(told[2], 0) + 1
            found.append((told[2], counts[told[2]]))
    return found


def killed_at(host: Host, job: Job, name: str, number: int) -> int:
    """Kill the job at that call of that name, counted from where it halts; how it ended."""
    return traced(host, job, "-o", os.devnull, "-e", f"inject={name}:signal=SIGKILL:when={number}")[1]


def traced(host: Host, job: Job, *options: str) -> tuple[int, int]:
    """Start the job, take hold of it where it halts, and let it go on: its number, and how it ended."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("NOT TESTED HERE: there is no strace, so no system call was failed")
    process = host.start(replace(job, halt=True))
    assert host.end_of(process) == HALTED
    tracer = subprocess.Popen(
        [strace, "-f", "-p", str(process), *options], stderr=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        if "attached" not in said:
            os.kill(process, signal.SIGKILL)
            host.end_of(process)
            pytest.skip(f"NOT TESTED HERE: strace may not trace: {said.strip()}")
        os.kill(process, signal.SIGCONT)
        return process, host.end_of(process)
    finally:
        _let_go(host, process, tracer)


def _let_go(host: Host, process: int, tracer: subprocess.Popen[str]) -> None:
    """Nothing is left running, whatever happened."""
    end = time.monotonic() + _LONGEST
    while tracer.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    if tracer.poll() is None:
        tracer.kill()
        os.kill(process, signal.SIGKILL)
        host.end_of(process)
    tracer.communicate()
