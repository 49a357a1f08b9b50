"""The program's one entrance: a window without arguments, a command with them. Decides nothing itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from postwright import __version__
from postwright.commands.table import COMMANDS, GROUPS, Command


def parser() -> argparse.ArgumentParser:
    """The whole command line, built from the table of commands."""
    shared = argparse.ArgumentParser(add_help=False)
    quiet = argparse.SUPPRESS
    shared.add_argument("--data-dir", type=Path, default=quiet, metavar="DIR", help="keep everything in DIR")
    shared.add_argument("--json", action="store_true", default=quiet, help="answer with JSON")
    top = argparse.ArgumentParser(
        prog="postwright",
        description="Ship parcels by USPS. Without a command, the window opens.",
        parents=[shared],
    )
    top.add_argument("--version", action="version", version=f"postwright {__version__}")
    verbs = top.add_subparsers(metavar="COMMAND")
    groups = {
        name: verbs.add_parser(name, help=words).add_subparsers(metavar="COMMAND", required=True)
        for name, words in GROUPS.items()
    }
    for command in COMMANDS:
        *group, verb = command.words.split()
        place = groups[group[0]] if group else verbs
        made = place.add_parser(verb, help=command.help, description=command.help, parents=[shared])
        made.set_defaults(command=command)
        for argument in command.arguments:
            made.add_argument(argument.name, **argument.options)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or the window; the exit code says how it ended (see README, "Exit codes")."""
    # Given here and suppressed in the parser, so that an option counts before the command and after it.
    unset = argparse.Namespace(command=None, data_dir=None, json=False)
    args = parser().parse_args(argv, unset)
    if args.command is None:
        from postwright.app.start import run_window

        return run_window(args.data_dir)
    return _run(args.command, args)


def _run(command: Command, args: argparse.Namespace) -> int:
    from postwright.commands.answer import show, show_fault
    from postwright.domain.faults import Fault

    try:
        answer = getattr(import_module(f"postwright.{command.module}"), command.function)(args)
    except Fault as fault:
        return show_fault(fault, command.deed, as_json=args.json)
    return show(answer, as_json=args.json)


if __name__ == "__main__":
    sys.exit(main())
