"""A document is not fetched from a server inside somebody's own network, whatever its name is."""

from __future__ import annotations

from typing import Any

import pytest

from postwright.carrier.peer import is_public, public_only
from postwright.domain.faults import FaultKind, NotSent

HOST = "api.shipengine.com"


class Stream:
    """A connection that stands, to this address."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.closed = False

    def get_extra_info(self, name: str) -> Any:
        assert name == "server_addr"
        return (self._address, 443) if self._address else None

    def close(self) -> None:
        self.closed = True


def connect(address: str, *, begun_to: str = HOST) -> Stream:
    watch, stream = public_only(HOST), Stream(address)
    watch("connection.connect_tcp.started", {"host": begun_to, "port": 443})
    watch("connection.connect_tcp.complete", {"return_value": stream})
    watch("http11.send_request_headers.started", {})
    return stream


@pytest.mark.row("H")
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:192.168.1.1", "no address",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_before_anything_is_said(address: str) -> None:
    stream = Stream(address)
    watch = public_only(HOST)
    watch("connection.connect_tcp.started", {"host": HOST, "port": 443})
    with pytest.raises(NotSent) as caught:
        watch("connection.connect_tcp.complete", {"return_value": stream})
    assert (caught.value.kind, stream.closed) == (FaultKind.BAD_ADDRESS, True)


@pytest.mark.parametrize("address", ["52.4.5.6", "2600:1f18::1", "::ffff:52.4.5.6"])
def test_a_public_address_is_taken(address: str) -> None:
    assert is_public(address)
    assert not connect(address).closed


def test_a_proxy_may_be_private() -> None:
    assert not connect("192.168.1.1", begun_to="proxy.example").closed


def test_where_the_address_is_not_known_nothing_is_decided() -> None:
    assert not connect("").closed
