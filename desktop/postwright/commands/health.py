"""Commands about the program itself: check the installation and its data, and serve the practice carrier."""

from __future__ import annotations

import errno
import platform
import signal
import sqlite3
from argparse import Namespace
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from postwright import __version__
from postwright.assets import path as asset
from postwright.commands.answer import FAILED, Answer
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, Environment, Fault, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.domain.sentences import Deed, sentence
from postwright.paths import DataFolder, data_dir

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


def serve(args: Namespace) -> Answer:
    """`practice serve`: the practice carrier on loopback until it is stopped. The first line it writes is its
    address and its keys.
    """
    from postwright.practice.server import Serving
    from postwright.practice.server import serve as serve_forever

    serving = Serving(
        port=_number(args.port, "--port", FaultKind.BAD_ADDRESS, most=65535),
        control_token=args.control_token,
        keys=(args.key,) if args.key else (),
        seed="" if args.seed is None else str(_number(args.seed, "--seed", FaultKind.BAD_SEED)),
        switches={"schema": args.schema} if args.schema else {},
    )
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl+C
    try:
        folder = args.data or _own_practice(args)
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(KeyboardInterrupt):
            serve_forever(folder, serving, _announce)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES) and not error.filename:
            raise Environment(FaultKind.PORT_TAKEN, f"port {serving.port}") from error
        raise cannot_write(error) from error
    except sqlite3.DatabaseError as error:
        raise Environment(FaultKind.FILE_UNWRITABLE, str(error)) from error
    finally:
        signal.signal(signal.SIGTERM, before)
    return Answer({"served": str(folder)}, ("The practice carrier has stopped.",))


def _own_practice(args: Namespace) -> Path:
    from postwright.shop import PRACTICE_FOLDER

    return DataFolder(data_dir(args.data_dir)).shop_folder("practice") / PRACTICE_FOLDER


def _number(given: str, option: str, kind: FaultKind, most: int = 10**18) -> int:
    """A whole number of the command line. Raises BadInput."""
    if not (given.isascii() and given.isdecimal()) or int(given) > most:
        raise BadInput(kind, f"{option} {given}", field=option)
    return int(given)


def _announce(url: str, keys: tuple[str, ...]) -> None:
    from postwright.commands.answer import announce

    named = f"the key {keys[0]}" if len(keys) == 1 else f"the keys {' and '.join(keys)}"
    announce(f"The practice carrier answers at {url} with {named}.")
