"""The program's one entrance: a window without arguments, a command with them. Decides nothing itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or the window; the exit code says how it ended (see README, "Exit codes")."""
    words = sys.argv[1:] if argv is None else argv
    if not words:  # the usual start, which must be quick: no command line is built
        from postwright.app.start import run_window

        return run_window(None)
    from postwright.commands.parsing import parsed

    args = parsed(words)
    if args.command is None:
        from postwright.app.start import run_window

        return run_window(args.data_dir)
    return _run(args)


def _run(args: Namespace) -> int:
    from postwright.commands.answer import show, show_fault
    from postwright.domain.faults import Environment, Fault, FaultKind

    command = args.command
    try:
        answer = getattr(import_module(f"postwright.{command.module}"), command.function)(args)
    except Fault as fault:
        return show_fault(fault, command.deed, as_json=args.json)
    except MemoryError:
        return show_fault(Environment(FaultKind.NO_MEMORY), command.deed, as_json=args.json)
    return show(answer, as_json=args.json)


if __name__ == "__main__":
    sys.exit(main())
