"""Read the command line by the table of commands. Runs nothing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from postwright import __version__
from postwright.commands.table import COMMANDS, GROUPS, Argument


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
            made.add_argument(argument.name, **_readable(argument))
    return top


def _readable(argument: Argument) -> dict[str, Any]:
    """The options of an argument. Bytes that are no text may stand in a file's name, and nowhere else."""
    options = argument.options
    is_file = str(options.get("metavar", "")).startswith(("FILE", "DIR"))
    taken = is_file or {"type", "choices"} & options.keys() or options.get("action") == "store_true"
    return options if taken else options | {"type": _text}


def _text(word: str) -> str:
    if any("\ud800" <= one <= "\udfff" for one in word):
        raise argparse.ArgumentTypeError("is not text")
    return word


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """What was typed; ends the program with a hint where that is no command. No `command` is the window."""
    # Given here and suppressed in the parser, so that an option counts before the command and after it.
    unset = argparse.Namespace(command=None, data_dir=None, json=False)
    return parser().parse_args(words, unset)
