"""The command about the program itself: check the installation and its data."""

from __future__ import annotations

import platform
from argparse import Namespace
from importlib import import_module

from postwright import __version__
from postwright.assets import path as asset
from postwright.commands.answer import FAILED, Answer
from postwright.commands.shop_health import of_shop

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
    checks += of_shop(args)
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
