"""The command about the program itself: check the installation and its data."""

from __future__ import annotations

import platform
from argparse import Namespace
from importlib import import_module
from typing import Any

from postwright import __version__
from postwright.assets import path as asset
from postwright.commands.answer import FAILED, Answer
from postwright.commands.opening import opened
from postwright.domain.faults import Fault
from postwright.domain.sentences import Deed, sentence

_LIBRARIES = (
    "httpx",
    "pydantic",
    "sqlalchemy",
    "pypdfium2",
    "PIL",
    "zxingcpp",
    "reportlab",
    "qrcode",
    "jinja2",
)


def doctor(args: Namespace) -> Answer:
    """`doctor`: say for every part whether it works; exit code 1 when one does not."""
    checks: list[tuple[str, bool, str]] = [
        ("Program", True, f"{__version__} on Python {platform.python_version()}")
    ]
    checks += [_library(name) for name in _LIBRARIES]
    checks.append(_asset("carrier/usps.json"))
    checks += _shop(args)
    data = [{"part": part, "ok": fine, "detail": detail} for part, fine, detail in checks]
    lines = tuple(f"{'ok  ' if fine else 'FAIL'}  {part:<12} {detail}" for part, fine, detail in checks)
    return Answer(data, lines, 0 if all(fine for _, fine, _ in checks) else FAILED)


def _library(name: str) -> tuple[str, bool, str]:
    try:
        module = import_module(name)
    except ImportError as error:
        return name, False, str(error)
    return name, True, str(getattr(module, "__version__", "loads"))


def _asset(name: str) -> tuple[str, bool, str]:
    try:
        return "Resources", True, str(asset(name).parent.parent)
    except FileNotFoundError as error:
        return "Resources", False, str(error)


def _shop(args: Namespace) -> list[tuple[str, bool, str]]:
    """The database, the books and the carrier; a fault in one is told in its sentence."""
    found: list[tuple[str, bool, str]] = []
    try:
        with opened(args) as shop:
            found.append(("Data", True, f"{shop.kind}, {shop.folder.root}"))
            broken = shop.ledger.verify()
            found.append(("Books", not broken, "; ".join(broken) or "every row matches its events"))
            doubtful = len(shop.ledger.unsettled())
            found.append(("In doubt", not doubtful, f"{doubtful} purchases"))
            found.append(_account(shop))
    except Fault as fault:
        found.append(("Data", False, sentence(fault, Deed.LOOK).text))
    return found


def _account(shop: Any) -> tuple[str, bool, str]:
    try:
        account = shop.paying.look()
    except Fault as fault:
        return "Carrier", False, sentence(fault, Deed.LOOK).text
    return "Carrier", not account.disabled, f"{account.nickname}, balance {account.balance}"
