"""Real faults of the network, made by a server on this computer that misbehaves byte by byte."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Callable

import pytest

from postwright.carrier import deadline, line
from postwright.carrier.client import CarrierClient
from postwright.carrier.transport import open_carrier
from postwright.domain.faults import Fault, Lost, NotSent, Refused
from postwright.domain.faults import FaultKind as K
from tests.carrier.answers import KEY, NOW, label, still_pacer
from tests.carrier.faulty_server import reply, reset, server
from tests.domain.samples import ORDER

GOOD = json.dumps(label()).encode()


def client(url: str, *, clock: Callable[[], float] = time.monotonic) -> CarrierClient:
    pacer = still_pacer()
    return open_carrier(url, KEY, patient=True, pacer=pacer, now=lambda: NOW, clock=clock)


def buying(url: str, *, clock: Callable[[], float] = time.monotonic) -> Fault:
    with client(url, clock=clock) as carrier, pytest.raises(Fault) as caught:
        carrier.labels.buy(ORDER)
    return caught.value


def send(*parts: bytes) -> Callable[[socket.socket], None]:
    def conduct(peer: socket.socket) -> None:
        for part in parts:
            peer.sendall(part)

    return conduct


class Hurry:
    """A clock on which every look takes a while, so that a deadline passes without anyone sleeping."""

    def __init__(self, step: float) -> None:
        self.at = 0.0
        self.step = step

    def __call__(self) -> float:
        self.at += self.step
        return self.at


def test_a_purchase_goes_through_a_real_socket() -> None:
    with server(send(reply(GOOD))) as place, client(place.url) as carrier:
        assert carrier.labels.buy(ORDER).label.label_id == "se-453830546"
    (heard,) = place.heard
    assert heard.startswith(b"POST /v1/labels HTTP/1.1\r\n")
    assert f"API-Key: {KEY}".lower().encode() in heard.lower()


def test_a_closed_door_proves_that_nothing_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    fault = buying(f"http://127.0.0.1:{port}")
    assert (type(fault), fault.kind) == (NotSent, K.NO_CONNECTION)


@pytest.mark.parametrize(
    "conduct",
    [
        reset,
        send(),
        send(b"HTTP/1.1 200 OK\r\nContent-Le"),
        send(b"not http at all\r\n\r\n"),
        send(reply(GOOD)[:-100]),
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n", GOOD[:100], b"\r\n"),
    ],
    ids=["reset", "closed", "half a header", "no http", "cut with length", "cut in chunks"],
)
def test_a_connection_that_breaks_after_the_request_is_a_doubt(
    conduct: Callable[[socket.socket], None],
) -> None:
    with server(conduct) as place:
        fault = buying(place.url)
    assert (type(fault), fault.kind) == (Lost, K.UNANSWERED)
    assert len(place.heard) == 1


def test_what_came_before_the_break_is_kept() -> None:
    with server(send(reply(GOOD)[:-100])) as place:
        fault = buying(place.url)
    assert isinstance(fault, Lost)
    assert fault.body == GOOD.decode()[:-100]


def test_a_body_that_ends_early_without_a_length_is_a_doubt_too() -> None:
    with server(send(b"HTTP/1.1 200 OK\r\n\r\n", GOOD[:-50])) as place:
        fault = buying(place.url)
    assert isinstance(fault, Lost)
    assert (fault.kind, fault.body) == (K.UNREADABLE, GOOD.decode()[:-50])


def test_a_refusal_that_breaks_off_is_still_a_refusal() -> None:
    with server(send(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 900\r\n\r\nUnauth")) as place:
        fault = buying(place.url)
    assert (type(fault), fault.kind, fault.detail) == (Refused, K.KEY_REFUSED, "Unauth")


def trickle(start: bytes) -> Callable[[socket.socket], None]:
    def conduct(peer: socket.socket) -> None:
        peer.sendall(start)
        while True:  # ends when the client hangs up
            peer.sendall(b"x" * 50)

    return conduct


@pytest.mark.row("N14")
@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "],
    ids=["in the body", "in the headers"],
)
def test_an_answer_that_trickles_is_cut_off_at_the_deadline(start: bytes) -> None:
    with server(trickle(start)) as place:
        fault = buying(place.url, clock=Hurry(60))
    assert (type(fault), fault.kind, fault.detail) == (Lost, K.UNANSWERED, "The answer took too long.")


@pytest.mark.row("N15")
def test_endless_promises_to_continue_are_cut_off() -> None:
    def conduct(peer: socket.socket) -> None:
        while True:
            peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

    with server(conduct) as place:
        fault = buying(place.url, clock=Hurry(5))
    assert (type(fault), fault.kind) == (Lost, K.UNANSWERED)


def test_a_kept_connection_gets_a_new_deadline_for_each_question() -> None:
    body = json.dumps({"carriers": []}).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    def conduct(peer: socket.socket) -> None:
        peer.sendall(answer)
        peer.recv(65536)
        peer.sendall(answer)

    clock = Hurry(2.5)
    pacer = still_pacer()
    with (
        server(conduct) as place,
        open_carrier(place.url, KEY, patient=False, pacer=pacer, now=lambda: NOW, clock=clock) as carrier,
    ):
        assert carrier.accounts.find() == carrier.accounts.find() == ()
    assert len(place.heard) == 1
    assert clock.at > line.READ.seconds


def test_outside_an_exchange_no_limit_holds() -> None:
    class Stream:
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return f"{max_bytes} {timeout}".encode()

    stream = Stream()
    deadline.watch("connection.connect_tcp.complete", {"return_value": stream})
    assert stream.read(5, timeout=3) == b"5 3"
    with deadline.within(2, lambda: 0.0):
        assert stream.read(5) == b"5 2.0"


@pytest.mark.row("N15")
def test_a_huge_answer_is_not_taken() -> None:
    def conduct(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            peer.sendall(b"x" * 1_000_000)

    with server(conduct) as place:
        fault = buying(place.url)
    assert (type(fault), fault.kind) == (Lost, K.TOO_LARGE)


@pytest.mark.row("N15")
def test_a_small_parcel_that_unpacks_to_a_huge_one_is_not_taken() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 60_000
    with server(send(reply(bomb, "200 OK", "Content-Encoding: gzip"))) as place:
        fault = buying(place.url)
    assert (type(fault), fault.kind) == (Lost, K.TOO_LARGE)


def test_a_packed_answer_is_unpacked() -> None:
    with (
        server(send(reply(gzip.compress(GOOD), "200 OK", "Content-Encoding: gzip"))) as place,
        client(place.url) as carrier,
    ):
        assert carrier.labels.buy(ORDER).label.label_id == "se-453830546"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(GOOD)[:-20], "gzip"), (b"plain", "gzip"), (GOOD, "br")],
    ids=["cut", "not packed", "unknown packing"],
)
def test_a_packed_answer_that_cannot_be_unpacked_is_a_doubt(body: bytes, encoding: str) -> None:
    with server(send(reply(body, "200 OK", f"Content-Encoding: {encoding}"))) as place:
        fault = buying(place.url)
    assert (type(fault), fault.kind) == (Lost, K.UNREADABLE)


@pytest.mark.row("N18")
def test_a_redirect_is_not_followed_and_the_other_host_never_hears_of_the_key() -> None:
    with (
        server(send(reply(GOOD))) as elsewhere,
        server(send(reply(b"", "307 Go", f"Location: {elsewhere.url}/v1/labels"))) as place,
    ):
        fault = buying(place.url)
    assert (type(fault), fault.kind) == (Lost, K.REDIRECTED)
    assert (len(place.heard), elsewhere.heard) == (1, [])


def test_a_free_question_is_asked_again_after_a_reset_and_a_purchase_is_not() -> None:
    with server(reset) as place, client(place.url) as carrier:
        with pytest.raises(Lost):
            carrier.accounts.find()
        asked = len(place.heard)
        with pytest.raises(Lost):
            carrier.labels.buy(ORDER)
        assert (asked, len(place.heard)) == (2, 3)
