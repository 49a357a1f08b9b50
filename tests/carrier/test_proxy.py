"""A proxy is told nothing but the host, and is named without its password."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from postwright.carrier.proxy import proxy_words
from postwright.carrier.transport import open_carrier
from postwright.domain.faults import BadInput, FaultKind, NotSent
from tests.carrier.answers import API, KEY, NOW, still_pacer
from tests.carrier.faulty_server import reply, server
from tests.domain.samples import ORDER

VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxy_of_whoever_runs_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.row("N20")
@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "none"),
        ({"HTTPS_PROXY": "http://proxy.shop.example:3128"}, "http://proxy.shop.example:3128"),
        ({"HTTPS_PROXY": "http://ann:s3cret@proxy.shop.example:3128"}, "http://proxy.shop.example:3128"),
        ({"ALL_PROXY": "socks5://10.0.0.1:1080"}, "socks5://10.0.0.1:1080"),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128"),
        ({"HTTP_PROXY": "http://proxy:3128"}, "none"),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "api.shipengine.com"}, "none"),
        ({"HTTPS_PROXY": "http://"}, "one that cannot be used"),
    ],
)
def test_a_proxy_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], words: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert proxy_words(API) == words


def test_a_carrier_on_this_computer_needs_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy:3128")
    assert proxy_words("http://127.0.0.1:8000") == "none"
    with pytest.raises(BadInput) as caught:
        proxy_words("ftp://127.0.0.1")
    assert caught.value.kind is FaultKind.BAD_ADDRESS


def say(answer: bytes) -> Callable[[socket.socket], None]:
    return lambda peer: peer.sendall(answer)


@pytest.mark.row("N20")
@pytest.mark.parametrize(
    "answer",
    [
        reply(b"", "407 Proxy Authentication Required"),
        reply(b"<html>", "502 Bad Gateway"),
        reply(b"", "200 OK"),
    ],
    ids=["wants a password", "cannot reach it", "speaks no TLS"],
)
def test_a_proxy_that_makes_no_way_is_told_no_key_and_nothing_was_bought(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    with server(say(answer)) as place:
        monkeypatch.setenv("HTTPS_PROXY", place.url)
        with (
            open_carrier(API, KEY, patient=True, pacer=still_pacer(), now=lambda: NOW) as carrier,
            pytest.raises(NotSent) as caught,
        ):
            carrier.labels.buy(ORDER)
    (heard,) = place.heard
    assert heard.startswith(b"CONNECT api.shipengine.com:443 HTTP/1.1")
    assert KEY.encode() not in heard
    assert caught.value.kind is FaultKind.NO_CONNECTION
