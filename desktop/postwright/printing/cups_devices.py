"""Printers on the network as CUPS sees them. Sets none of them up, and lists none that cannot be reached by
its address alone.
"""

from __future__ import annotations

import getpass
from urllib.parse import urlsplit

from postwright.domain.faults import PaperFault
from postwright.domain.printing_profile import Language
from postwright.printing import cups, ipp_jobs, recognising
from postwright.printing.handover import FoundPrinter
from postwright.printing.ipp import ask, place_of
from postwright.printing.ipp_message import PRINTER_GROUP, Attributes, Tag, attribute, request

_GET_DEVICES, _GET_PRINTERS = 0x400B, 0x4002
# How long CUPS lets its backends look around, and how long it may take to say what they found.
_LOOKS, _SECONDS = 3, 6.0
_SCHEMES = ("socket", "ipp", "ipps", "snmp", "dnssd", "driverless")
# The name of a service, not of a computer: only the system's own search can tell where it is now.
_SERVICE = ("._tcp.", "._tcp")
_RAW_PORT = 9100
_STATE = "on the network"


def devices() -> tuple[FoundPrinter, ...]:
    """Those that no queue of this computer stands for. None where CUPS is absent, or does not answer this
    user: by its own settings it answers those who may set up printers.
    """
    looks = attribute(Tag.INTEGER, "timeout", _LOOKS) + attribute(Tag.NAME, "include-schemes", *_SCHEMES)
    try:
        place = cups.server()
        queues = ask(place, request(_GET_PRINTERS, ipp_jobs.wanted("device-uri")))
        told = ask(place, request(_GET_DEVICES, looks), seconds=_SECONDS, user=_user())
    except PaperFault:
        return ()
    taken = {port_of(ipp_jobs.text(one, "device-uri")) for one in queues.every(PRINTER_GROUP)}
    found = {port: one for one in told.every(PRINTER_GROUP) if (port := _port(one)) and port not in taken}
    return tuple(_found(port, one) for port, one in found.items())


def port_of(uri: str) -> str:
    """The port by which we reach what CUPS reaches by that URI, and "" where we cannot."""
    try:
        parts = urlsplit(uri)
        host, number = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host or host.endswith(_SERVICE[1]) or _SERVICE[0] in host:
        return ""
    if parts.scheme == "socket":
        shown = f"[{host}]" if ":" in host else host
        return f"tcp:{shown}:{number or _RAW_PORT}"
    bare = parts._replace(query="", fragment="").geturl()
    return f"ipp:{bare}" if place_of(bare) is not None else ""


def _port(attributes: Attributes) -> str:
    return port_of(ipp_jobs.text(attributes, "device-uri"))


def _found(port: str, attributes: Attributes) -> FoundPrinter:
    """As it calls itself. An address takes ZPL or a PDF by what the printer says that it is."""
    guess = recognising.by_device_id(ipp_jobs.text(attributes, "device-id"))
    said = (ipp_jobs.text(attributes, name) for name in ("device-info", "device-make-and-model"))
    name = next((one for one in said if one and one != "Unknown"), guess.model or port)
    usual = Language.ZPL if port.startswith("tcp:") else Language.PDF
    language = guess.language or usual
    return FoundPrinter(name, port, _STATE, language, guess.dpi, guess.model)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name in the system's table
        return ""
