"""Refuse a document's server that turns out to stand in a private network. Knows the address, no names.

A name that is allowed may be made to point into the shop's own network (DNS rebinding). The address is looked
at when the connection stands and before anything was said on it, so that no second look-up can differ.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from typing import Any

from postwright.domain.faults import FaultKind, NotSent

_STARTED, _COMPLETE = "connect_tcp.started", "connect_tcp.complete"


def public_only(host: str) -> Callable[[str, Mapping[str, Any]], None]:
    """A trace for a request to this host. Raises NotSent(BAD_ADDRESS).

    A proxy may well be private: a connection that was not begun to the host itself is let pass.
    """
    direct = False

    def watch(event: str, info: Mapping[str, Any]) -> None:
        nonlocal direct
        if event.endswith(_STARTED):
            direct = str(info["host"]).strip("[]").rstrip(".") == host.strip("[]")
        elif event.endswith(_COMPLETE) and direct:
            stream = info["return_value"]
            address = stream.get_extra_info("server_addr")
            if address and not is_public(str(address[0])):
                stream.close()
                raise NotSent(FaultKind.BAD_ADDRESS, f"{host} is in a private network.")

    return watch


def is_public(address: str) -> bool:
    """Whether an IP address is one of the world's. What cannot be read is not."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped.is_global
    return found.is_global
