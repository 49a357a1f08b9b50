"""The manual of the practice carrier says what the code does: routes, switches and faults are compared."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

from postwright.practice import faults
from postwright.practice.control import PREFIX, TOKEN_HEADER
from postwright.practice.routes import ROUTES
from postwright.practice.switches import Switches
from postwright.practice.transit.stories import STORIES

MANUAL = (Path(__file__).parents[2] / "desktop" / "PRACTICE.md").read_text("utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- {name}: begin -->(.*?)<!-- {name}: end -->", MANUAL, re.DOTALL)
    assert found, name
    return found[1].strip()


def routes() -> str:
    """By the first part of the path, so that what belongs together stands together."""
    groups: dict[str, list[str]] = {}
    for route in ROUTES:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.rule)
        groups.setdefault(path.split("/")[2], []).append(f"`{route.method} {path}`")
    return "\n".join(f"- {', '.join(group)}" for group in groups.values())


def switch_table() -> str:
    """Each switch with its default, its other values, and the comment that stands over it in the code."""
    rows, comment = ["| switch | default | or | what it does |", "|---|---|---|---|"], ""
    defaults, hints = dataclasses.asdict(Switches()), get_type_hints(Switches)
    for line in inspect.getsource(Switches).splitlines():
        text = line.strip()
        if text.startswith("#"):
            comment = f"{comment} {text[1:].strip()}".strip()
        elif (name := text.partition(":")[0]) in defaults:
            usual = defaults[name]
            rows.append(f"| `{name}` | `{json.dumps(usual)}` | {_others(hints[name], usual)} | {comment} |")
            comment = ""
    return "\n".join(rows)


def _others(hint: object, usual: object) -> str:
    if get_origin(hint) is Literal:
        return ", ".join(f"`{json.dumps(value)}`" for value in get_args(hint) if value != usual)
    if isinstance(usual, bool):
        return f"`{json.dumps(not usual)}`"
    return "another number" if isinstance(usual, int) else "another list"


def fault_table() -> str:
    """Each kind of fault with the comment beside it in the code."""
    source = inspect.getsource(faults).partition("FaultKind = Literal[")[2].partition("\n]")[0]
    kinds = re.findall(r'"(\w+)",  # (.*)', source)
    return "\n".join(
        ["| fault | what happens |", "|---|---|", *(f"| `{kind}` | {why} |" for kind, why in kinds)]
    )


def test_the_manual_lists_every_route() -> None:
    assert block("routes") == routes()


def test_the_manual_lists_every_switch_with_its_default() -> None:
    assert block("switches") == switch_table()
    assert "|  |" not in block("switches")


def test_the_manual_lists_every_fault() -> None:
    assert block("faults") == fault_table()
    assert block("faults").count("\n| `") == len(faults.FaultKind.__args__)


def test_the_manual_names_the_control_surface_and_the_stories() -> None:
    assert f"`{PREFIX}" in MANUAL
    assert f"`{TOKEN_HEADER}`" in MANUAL
    assert all(f"`{story}`" in MANUAL for story in STORIES)
