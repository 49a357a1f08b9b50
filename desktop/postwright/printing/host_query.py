"""Ask a ZPL printer how it is and what it is, and hear whatever it answers. Prints and sets nothing.

`~HS`, `~HI` and SGD `getvar` only report (Zebra, ZPL II Programming Guide). An answer is heard up to a size
and a moment; what cannot be understood is no answer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from postwright.printing import recognising
from postwright.printing.handover import PrinterStatus, Recognised

SECONDS = 3.0
_MOST = 65_536
# An answer that has begun comes in one piece: its 82 bytes take 85 ms on the slowest line.
_PAUSE = 0.7
_MODEL_SECONDS, _LANGUAGES_SECONDS = 1.5, 1.0
_HOST_STATUS, _HOST_IDENTIFICATION = b"~HS\r\n", b"~HI\r\n"
_LANGUAGES = b'! U1 getvar "device.languages"\r\n'
_LINE = re.compile(r"\x02([\d,]+)\x03")
_FIRST, _SECOND = 12, 11  # how many fields the first two lines of ~HS have
_DIGITS = 9  # of a number that is counted with
_QUOTED = re.compile(r'"([a-z0-9_ ,+-]{1,80})"', re.IGNORECASE)

SILENT = PrinterStatus(None, "The printer does not say how it is.")
# What a printer may report, as the reasons of a status.
PAPER_OUT, HEAD_OPEN, RIBBON_OUT = "out of paper", "head open", "ribbon out"
PAUSED, FULL, TOO_HOT = "paused", "buffer full", "too hot"
_GARBLED = PrinterStatus(None, "The printer's answer about its state cannot be understood.")


@dataclass(frozen=True, slots=True)
class Wire:
    """Both ways of a line to a printer. `hear` waits so many seconds at most, gives b"" for a line that was
    closed, and raises TimeoutError for one that is silent.
    """

    say: Callable[[bytes], None]
    hear: Callable[[float], bytes]


def status(wire: Wire, seconds: float = SECONDS) -> PrinterStatus:
    """How the printer is; `ready` is None where it does not say. Raises what the line raises."""
    reply = _asked(wire, _HOST_STATUS, seconds, lambda heard: heard.count(b"\x03") >= 3)
    if not reply:
        return SILENT
    return read_status(reply) or _GARBLED


def identity(wire: Wire) -> Recognised:
    """Model, density and language. The languages are asked for only where ZPL was understood: what knows no
    ZPL might print the question.
    """
    end = _HOST_IDENTIFICATION, _MODEL_SECONDS
    found = recognising.by_host_identification(_asked(wire, *end, lambda heard: b"\x03" in heard))
    if found.language is None:
        return found
    spoken = _asked(wire, _LANGUAGES, _LANGUAGES_SECONDS, lambda heard: heard.count(b'"') >= 2)
    return recognising.with_languages(found, [one.lower() for one in _QUOTED.findall(spoken)])


def read_status(reply: str) -> PrinterStatus | None:
    """The three lines of ~HS, or None for anything else."""
    lines = [line.split(",") for line in _LINE.findall(reply)]
    if len(lines) < 2 or len(lines[0]) < _FIRST or len(lines[1]) < _SECOND:
        return None
    first, second = lines[0], lines[1]
    flags = {
        PAPER_OUT: (first[1], "It is out of paper."),
        HEAD_OPEN: (second[2], "Its print head is open."),
        RIBBON_OUT: (second[3], "Its ribbon has run out."),
        PAUSED: (first[2], "It is paused."),
        FULL: (first[5], "It can take no more labels now."),
        TOO_HOT: (first[11], "Its print head is too hot."),
        "memory lost": (first[9], "It reports that its memory is damaged."),
    }
    wrong = [(name, words) for name, (flag, words) in flags.items() if flag.strip("0")]
    words = [one for _, one in wrong] or ["It is ready."]
    if waiting := int(first[4][:_DIGITS] or 0):
        words.append(f"{waiting} of the labels that were sent to it wait in it and can still come out.")
    return PrinterStatus(not wrong, " ".join(words), tuple(name for name, _ in wrong))


def _asked(wire: Wire, question: bytes, seconds: float, complete: Callable[[bytes], bool]) -> str:
    end = time.monotonic() + seconds
    wire.say(question)
    heard = b""
    while not complete(heard) and len(heard) < _MOST and (left := end - time.monotonic()) > 0:
        try:
            part = wire.hear(min(left, _PAUSE) if heard else left)
        except TimeoutError:
            break
        if not part:
            break
        heard += part
    return heard[:_MOST].decode("latin-1")
