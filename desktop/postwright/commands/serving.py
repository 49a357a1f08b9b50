"""`practice serve`: the practice carrier for other programs. Loads nothing of the shop to start fast."""

from __future__ import annotations

import errno
import signal
import sqlite3
from argparse import Namespace
from contextlib import suppress

from postwright.commands.answer import Answer, announce
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.practice.server import Serving
from postwright.practice.server import serve as serve_forever


def serve(args: Namespace) -> Answer:
    """`practice serve`: the practice carrier on loopback until it is stopped. The first line it writes is its
    address and its keys.
    """
    serving = Serving(
        port=_number(args.port, "--port", most=65535),
        control_token=args.control_token,
        keys=(args.key,) if args.key else (),
        seed="" if args.seed is None else str(_number(args.seed, "--seed")),
        switches={"schema": args.schema} if args.schema else {},
    )
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl+C
    try:
        args.data.mkdir(parents=True, exist_ok=True)
        with suppress(KeyboardInterrupt):
            serve_forever(args.data, serving, _announce)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES) and not error.filename:
            raise Environment(FaultKind.PORT_TAKEN, f"port {serving.port}") from error
        raise cannot_write(error) from error
    except sqlite3.DatabaseError as error:
        raise Environment(FaultKind.FILE_UNREADABLE, str(error)) from error
    finally:
        signal.signal(signal.SIGTERM, before)
    return Answer({"served": str(args.data)}, ("The practice carrier has stopped.",))


def _number(given: str, option: str, most: int = 10**18 - 1) -> int:
    """A whole number of the command line. Raises BadInput."""
    if not (given.isascii() and given.isdecimal()) or len(given) > 18 or int(given) > most:
        raise BadInput(FaultKind.BAD_NUMBER, f"{option} {given[:40]}", field=option)
    return int(given)


def _announce(url: str, keys: tuple[str, ...]) -> None:
    named = f"the key {keys[0]}" if len(keys) == 1 else f"the keys {' and '.join(keys)}"
    announce(f"The practice carrier answers at {url} with {named}.")
