"""What a printer's own keywords mean for the operator, and which of them keep a label from coming out."""

from __future__ import annotations

from collections.abc import Iterable

from postwright.printing.handover import PrinterStatus

# IPP printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9), and what CUPS adds. None of these clears by itself.
_STOPS = {
    "media-empty": "It is out of paper.",
    "media-needed": "It is out of paper.",
    "input-tray-missing": "Its paper tray is missing.",
    "media-jam": "Paper is jammed in it.",
    "cover-open": "It is open.",
    "door-open": "It is open.",
    "interlock-open": "It is open.",
    "paused": "It is paused.",
    "moving-to-paused": "It is paused.",
    "stopped-partly": "It is stopped.",
    "offline": "It is switched off or not connected.",
    "shutdown": "It is switched off or not connected.",
    "timed-out": "It does not answer.",
    "marker-supply-empty": "Its ribbon or ink has run out.",
    "toner-empty": "Its toner has run out.",
    "output-area-full": "Its output is full.",
    "spool-area-full": "It has no room for another job.",
    "cups-missing-filter": "The driver of this printer is not complete.",
}
_ONLY_TOLD = {
    "media-low": "It is low on paper.",
    "marker-supply-low": "Its ribbon or ink runs low.",
    "toner-low": "Its toner runs low.",
    "connecting-to-device": "It is being connected to.",
}
# What the backends of CUPS say while they try, without a keyword (backend/socket.c, ipp.c, usb.c of 2.4), in
# the language of the job that they are at: ours is English, one of another program need not be (measured).
# What is not understood is told as it is once it has stood there for long.
_UNREACHED = (
    "may not exist",
    "unreachable",
    "not responding",
    "unavailable",
    "waiting for printer to become",
)
_LONGEST = 160
# A report tells of a state; the one that CUPS sets for a printer that is gone ends so too.
_LEVELS = ("-error", "-warning", "-report")


def status_of(
    reasons: Iterable[str],
    *,
    stopped: bool = False,
    accepting: bool = True,
    message: str = "",
    for_long: bool = False,
    fine: str = "It is ready.",
) -> PrinterStatus:
    """The printer's keywords as a status. `message` is what it says of the job that it is at, `for_long`
    whether it has been at it for long; `fine` is said where nothing is wrong.
    """
    keywords = tuple(one for one in reasons if one and one != "none")
    if any(words in message.lower() for words in _UNREACHED):
        keywords = (*keywords, "offline")
    bare = [_bare(one) for one in keywords]
    stops = _once([_STOPS[one] for one in bare if one in _STOPS])
    if not accepting:
        stops.append("It takes no jobs.")
    if stopped and not stops:
        stops.append("It is stopped.")
    if for_long and message and not stops:
        return PrinterStatus(
            None, f"It has been at one job for a while and says: “{_short(message)}”", keywords
        )
    told = _once([_ONLY_TOLD[one] for one in bare if one in _ONLY_TOLD])
    return PrinterStatus(not stops, " ".join([*(stops or [fine]), *told]), keywords)


def _bare(keyword: str) -> str:
    for level in _LEVELS:
        keyword = keyword.removesuffix(level)
    return keyword


def _short(message: str) -> str:
    return " ".join(message.split())[:_LONGEST]


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))
