"""Which addresses may be spoken to, and which of them may see the API key. Connects to nothing."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from postwright.domain.faults import BadInput, FaultKind

_PORTS = {"https": 443, "http": 80}
_LONGEST = 2000
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
# Where the API's own replies point for documents (api.md 10.6). Exact names: under a suffix
# there may be hosts of others.
DOCUMENT_HOSTS = frozenset({"api.shipengine.com", "api.eu.shipengine.com", "api.shipstation.com"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port; two addresses of the same origin reach the same server."""

    scheme: str
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """This computer itself, spelled in one of the plain ways."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @property
    def is_safe(self) -> bool:
        """Encrypted, or not leaving this computer."""
        return self.scheme == "https" or self.is_loopback

    def __str__(self) -> str:
        port = "" if _PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"


def read_base(url: str) -> Origin:
    """The origin of the API. Raises BadInput(BAD_ADDRESS) unless it is https, or http on this computer."""
    origin, rest = _split(url.strip())
    if not origin.is_safe or rest.path not in ("", "/") or rest.query or "?" in url:
        raise _bad(url)
    return origin


def read_document(url: str, api: Origin) -> Origin:
    """The origin of a document's address. Raises BadInput(BAD_ADDRESS) unless documents come from there."""
    origin, _ = _split(url)
    known = origin.scheme == "https" and origin.port == 443 and origin.host in DOCUMENT_HOSTS
    local = api.is_loopback and origin.is_loopback
    if not origin.is_safe or not (origin == api or known or local):
        raise _bad(url)
    return origin


def _split(url: str) -> tuple[Origin, SplitResult]:
    """Take an address apart, refusing every spelling that two programs could read in two ways."""
    if (
        len(url) > _LONGEST
        or not url.isascii()
        or not url.isprintable()
        or set(url) & set(' \\"<>^`{|}')
        or "#" in url
    ):
        raise _bad(url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url) from error
    scheme, host = parts.scheme, parts.netloc.partition("@")[0].lower()
    host = re.sub(r":\d*$", "", host)
    if scheme not in _PORTS or "@" in parts.netloc or not _is_host(host) or port == 0:
        raise _bad(url)
    return Origin(scheme, host, port or _PORTS[scheme]), parts


def _is_host(host: str) -> bool:
    """A plain name, or an IP address in its usual spelling: not 0x7f.1, not 127.1, not 2130706433."""
    if not _HOST.fullmatch(host):
        return False
    if not re.fullmatch(r"[0-9.]+|\[.*\]|0x.*", host):
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _bad(url: str) -> BadInput:
    # Not the whole of it: the path of a document's address is worth postage.
    return BadInput(FaultKind.BAD_ADDRESS, url.partition("/v1/")[0][:100])
