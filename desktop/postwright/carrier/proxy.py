"""Which proxy the calls to an address go through, for diagnostics. Changes no setting and tries nothing."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from postwright.carrier.origin import read_base


def proxy_words(url: str) -> str:
    """The proxy without its user name and password, or "none". Raises BadInput(BAD_ADDRESS).

    The settings are those that the HTTP library reads: of the environment, on Windows and macOS also of the
    system. An address on this computer never goes through one.
    """
    origin = read_base(url)
    if origin.is_loopback:
        return "none"
    found = getproxies()
    proxy = found.get(origin.scheme) or found.get("all") or ""
    if not proxy or proxy_bypass(origin.host):
        return "none"
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}" if place else "one that cannot be used"
