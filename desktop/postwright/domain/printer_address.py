"""How a printer is reached, as a person writes it: an IP address, a web address, a device, or a port in full.

Makes the port of a profile of it, or says what is wrong. Asks no network.
"""

from __future__ import annotations

import re

RAW_PORT = 9100
KINDS = ("cups", "ipp", "windows", "tcp", "device", "file", "folder")
_KNOWN = (
    "Write an address such as 192.168.1.20, or cups:NAME, windows:NAME, ipp:ADDRESS, tcp:HOST:9100, "
    "device:PATH, file:PATH or folder:PATH."
)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+(?:%\w+)?\]")
_SERIAL = re.compile(r"COM\d{1,3}", re.IGNORECASE)


def read_address(text: str) -> str:
    """The port that the text means. What is not understood is given back, for `port_problem` to refuse."""
    text = text.strip()
    if text.partition(":")[0].lower() in KINDS and not text.lower().startswith("ipp://"):
        kind, _, rest = text.partition(":")
        return _with_port(f"{kind.lower()}:{rest.strip()}")
    if text.lower().startswith(("ipp://", "ipps://", "http://", "https://")):
        return f"ipp:{text}"
    if text.startswith("/dev/") or _SERIAL.fullmatch(text):
        return f"device:{text}"
    host, _, number = text.rpartition(":")
    if _HOST.fullmatch(text):
        return f"tcp:{text}:{RAW_PORT}"
    if _HOST.fullmatch(host) and number.isdecimal():
        return f"tcp:{text}"
    return text


def _with_port(port: str) -> str:
    """`tcp:host` means the usual port."""
    kind, _, host = port.partition(":")
    return f"{port}:{RAW_PORT}" if kind == "tcp" and _HOST.fullmatch(host) else port


def port_problem(port: str) -> str:
    """What is wrong with how a printer is reached, or nothing."""
    kind, _, rest = port.partition(":")
    if kind not in KINDS or not rest.strip():
        return _KNOWN
    if kind == "tcp":
        host, _, number = rest.rpartition(":")
        if not _HOST.fullmatch(host) or not number.isdecimal() or not 0 < int(number) < 65536:
            return "Write the host and the port number, such as tcp:192.168.1.20:9100."
    if kind == "ipp" and not re.match(r"(?:ipps?|https?)://[^/\s]+", rest):
        return "Write the printer's whole address, such as ipp:ipp://192.168.1.20/ipp/print."
    return ""


def address_name(port: str) -> str:
    """What to call a printer that was typed: its host or its device."""
    kind, _, rest = port.partition(":")
    if kind == "tcp":
        return f"Label printer {rest.rpartition(':')[0]}"
    if kind == "ipp":
        return f"Printer {re.sub(r'^[a-z]+://', '', rest).partition('/')[0]}"
    return rest.rstrip("/").replace("\\", "/").rpartition("/")[2] or "Printer"
