"""How a command answers: as words for a person or as JSON for a script. The only place that writes to the
terminal.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

from postwright.commands.questions import question_data, question_lines
from postwright.domain.faults import BadInput, Environment, Fault, FaultKind, Lost, PaperFault, Refused
from postwright.domain.guards import Held
from postwright.domain.money import Money
from postwright.domain.sentences import Deed, sentence
from postwright.domain.weight import Weight

# Control characters, those that turn the writing, and halves of characters, which no terminal can show.
_ORDERS = ("Cc", "Cf", "Cs")

DONE, FAILED, USAGE, IN_DOUBT, ENVIRONMENT = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: `data` for scripts, `lines` for people, and the exit code."""

    data: Any
    lines: tuple[str, ...] = ()
    code: int = DONE


def plain(value: Any) -> Any:
    """A value as JSON holds it: money as currency and amount text, weights in ounces, bytes and raw replies
    left out.
    """
    match value:
        case Money():
            return {"currency": value.currency, "amount": str(value.amount)}
        case Weight():
            return {"ounces": str(value.wire_ounces())}
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal() | Fraction() | Path() | float():
            return str(value)
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list() | frozenset() | set():
            return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        shown = (field.name for field in fields(value) if field.repr)
        return {name: plain(getattr(value, name)) for name in shown}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def show(answer: Answer, *, as_json: bool) -> int:
    """Write the answer and return its exit code."""
    if as_json:
        _write(json.dumps({"ok": answer.code == DONE, "result": plain(answer.data)}, indent=2))
    else:
        _write("\n".join(answer.lines))
    return answer.code


def show_fault(fault: Fault, deed: Deed, *, as_json: bool) -> int:
    """Write what went wrong, in words that say what it means for the deed, and return the exit code."""
    fault = harmless(fault) if deed in (Deed.LOOK, Deed.PAPER) else fault
    said = sentence(fault, deed)
    if as_json:
        document: dict[str, object] = {
            "kind": fault.kind,
            "proves": _proves(fault),
            "message": said.text,
            "quotation": said.quotation,
            "field": fault.field,
            "code": fault.code,
            "request_id": fault.request_id,
        }
        if isinstance(fault, Held):
            document["questions"] = question_data(fault.guards)
        _write(json.dumps({"ok": False, "fault": plain(document)}, indent=2))
    else:
        quoted = f'\n"{said.quotation}"' if said.quotation else ""
        if isinstance(fault, Held):
            quoted = "\n" + "\n".join(question_lines(fault.guards))
        support = f"\nFor support: request {fault.request_id}" if fault.request_id else ""
        _write(said.text + quoted + support, error=True)
    return _code(fault)


def harmless(fault: Fault) -> Fault:
    """The fault of a question that spends nothing: a lost answer to it leaves no money in doubt."""
    if not isinstance(fault, Lost):
        return fault
    return Refused(fault.kind, fault.detail, request_id=fault.request_id)


def _proves(fault: Fault) -> str:
    """The class of a fault in small letters: not_sent, refused, lost, environment, bad_input, paper_fault,
    mail_fault.
    """
    name = BadInput.__name__ if isinstance(fault, Held) else type(fault).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _code(fault: Fault) -> int:
    match fault:
        case Lost() | PaperFault(kind=FaultKind.MAY_HAVE_PRINTED):
            return IN_DOUBT
        case BadInput():
            return USAGE
        case Environment():
            return ENVIRONMENT
        case _:
            return FAILED


def _write(text: str, *, error: bool = False) -> None:
    """Without what a terminal would take for an order: a name may hold one (JSON escapes it by itself)."""
    stream = sys.stderr if error else sys.stdout
    text = "".join(one if one in "\n\t" or unicodedata.category(one) not in _ORDERS else " " for one in text)
    stream.write(text + "\n" if text else "")
    stream.flush()


def announce(text: str) -> None:
    """Say something before the command has ended, such as the address of a server."""
    _write(text)
