"""HTTP as clients of other languages speak it: kept connections, chunks, asking first, and odd methods."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from postwright.practice.app import PRACTICE_KEY, PracticeCarrier
from postwright.practice.server import open_server
from tests.practice.parcels import buy, package, shipment
from tests.practice.ports import served

KEY = {"API-Key": PRACTICE_KEY, "Content-Type": "application/json"}
TOO_MUCH = 32 * 1024 * 1024 + 1
ORDER = json.dumps({"shipment": shipment()}).encode()


@pytest.fixture
def url(carrier: PracticeCarrier) -> Iterator[str]:
    with served(carrier) as address:
        yield address


@pytest.fixture
def line(url: str) -> Iterator[socket.socket]:
    """A bare connection, to say exactly what a client says."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as opened:
        yield opened


def head(method: str, path: str, **more: object) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"API-Key: {PRACTICE_KEY}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def reply_on(line: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """The next whole reply of a connection."""
    stream = line.makefile("rb", buffering=0)
    status = int(stream.readline().split()[1])
    headers = {}
    while text := stream.readline().decode().strip():
        name, _, value = text.partition(":")
        headers[name.lower()] = value.strip()
    body = b""
    while len(body) < int(headers.get("content-length", 0)):
        body += stream.read(int(headers["content-length"]) - len(body)) or b""
    return status, headers, body


def test_one_connection_serves_many_calls(url: str) -> None:
    place = urlsplit(url)
    connection = HTTPConnection(place.hostname or "", place.port)
    connection.connect()
    kept = connection.sock
    for method, path, body in (
        ("GET", "/v1/carriers", None),
        ("POST", "/v1/labels", ORDER),
        ("POST", "/v1/nothing", ORDER),
        ("GET", "/v1/labels", None),
    ):
        connection.request(method, path, body, KEY)
        answer = connection.getresponse()
        assert answer.read()
        assert answer.headers["Connection"] == "keep-alive"
        assert connection.sock is kept
    connection.request("POST", "/v1/labels", ORDER, KEY | {"API-Key": "wrong"})
    refused = connection.getresponse()
    assert (refused.status, refused.read() != b"") == (401, True)
    connection.request("GET", "/v1/labels", headers=KEY | {"Connection": "close"})
    last = connection.getresponse()
    assert json.loads(last.read())["total"] == 1
    assert last.headers["Connection"] == "close"
    connection.close()


def test_calls_sent_at_once_are_answered_in_turn(line: socket.socket) -> None:
    first = head("POST", "/v1/labels", Content_Length=len(ORDER)) + ORDER
    line.sendall(first + head("GET", "/v1/labels"))
    sold, listed = reply_on(line), reply_on(line)
    assert (sold[0], listed[0]) == (200, 200)
    assert json.loads(listed[2])["labels"][0]["label_id"] == json.loads(sold[2])["label_id"]


def test_a_body_may_come_in_chunks(url: str) -> None:
    parts = (ORDER[at : at + 50] for at in range(0, len(ORDER), 50))
    with httpx.Client(base_url=url, headers=KEY) as client:
        assert client.post("/v1/labels", content=parts).status_code == 200
        assert client.get("/v1/labels").json()["total"] == 1


def test_a_client_that_asks_first_is_told_to_go_on(line: socket.socket) -> None:
    line.sendall(head("POST", "/v1/labels", Content_Length=len(ORDER), Expect="100-continue"))
    assert reply_on(line) == (100, {}, b"")
    line.sendall(ORDER)
    assert reply_on(line)[0] == 200


def test_a_method_that_there_is_not_gets_an_envelope(url: str) -> None:
    with httpx.Client(base_url=url, headers=KEY) as client:
        for method, path in (
            ("OPTIONS", "/v1/labels"),
            ("PATCH", "/v1/labels"),
            ("BREW", "/v1/labels"),
            ("DELETE", "/v1/labels/se-1"),
        ):
            reply = client.request(method, path)
            [error] = reply.json()["errors"]
            assert (reply.status_code, error["error_code"], error["method"]) == (404, "not_found", method)
            assert reply.json()["request_id"] == reply.headers["request-id"]


def test_a_head_is_a_get_without_its_body(line: socket.socket) -> None:
    for path, status in (("/v1/carriers", 200), ("/v1/nothing", 404)):
        line.sendall(head("HEAD", path))
        stream = line.makefile("rb", buffering=0)
        assert int(stream.readline().split()[1]) == status
        while stream.readline().strip():
            pass
    line.sendall(head("GET", "/v1/carriers"))
    assert reply_on(line)[0] == 200


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (head("POST", "/v1/labels", Content_Length="many"), 400),
        (head("POST", "/v1/labels", Content_Length=-1), 400),
        (head("POST", "/v1/labels", Transfer_Encoding="chunked") + b"zz\r\n", 400),
        (head("POST", "/v1/labels", Content_Length=TOO_MUCH), 413),
    ],
)
def test_what_is_no_request_is_refused_and_the_connection_closed(
    text: bytes, status: int, line: socket.socket, url: str
) -> None:
    line.sendall(text + (b"x" * TOO_MUCH if status == 413 else b""))
    line.shutdown(socket.SHUT_WR)
    answered = b""
    while part := line.recv(65536):
        answered += part
    assert int(answered.split()[1]) == status
    with httpx.Client(base_url=url, headers=KEY) as client:
        assert client.get("/v1/labels").json()["total"] == 0


@pytest.mark.parametrize("external", ["a b", "50% off/2", "x//y", "Ä ö", "a?b#c", "a+b"])
def test_an_external_id_is_found_however_odd(external: str, url: str) -> None:
    with httpx.Client(base_url=url, headers=KEY) as client:
        label = buy(client, external_shipment_id=external)
        for kind in ("labels", "shipments"):
            found = client.get(f"/v1/{kind}/external_shipment_id/{quote(external, safe='')}")
            assert found.json()["shipment_id"] == label["shipment_id"], found.text


def test_nulls_and_capitals_are_taken_as_they_come(url: str) -> None:
    worth = package(insured_value={"currency": "USD", "amount": 100}, external_package_id=None)
    parcel = shipment(packages=[worth], insurance_provider="carrier", customs=None, warehouse_id=None)
    with httpx.Client(base_url=url, headers=KEY) as client:
        reply = client.post("/v1/labels", json={"shipment": parcel, "label_format": None, "rma_number": None})
        assert reply.status_code == 200
        assert reply.json()["packages"][0]["insured_value"]["currency"] == "usd"


def test_a_port_is_given_out_once(carrier: PracticeCarrier, tmp_path: Path) -> None:
    with served(carrier) as url, pytest.raises(OSError, match="in use"):
        open_server(carrier, host="127.0.0.1", port=urlsplit(url).port or 0, control_token="")
