"""Which addresses are spoken to, and who gets to see the key."""

from __future__ import annotations

import httpx
import pytest

from postwright.carrier.origin import Origin, read_base, read_document
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import KeyAuth, open_carrier, practice_transport
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, PaperFault
from postwright.domain.label import DocumentKind, DocumentLink
from tests.carrier.answers import API, KEY, NOW, PDF, PNG, ZPL, Desk, carrier, ok, still_pacer

HOSTILE = [
    "",
    "api.shipengine.com",
    "//api.shipengine.com",
    "http://api.shipengine.com",
    "ftp://api.shipengine.com",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "https:///v1",
    "https://user@api.shipengine.com",
    "https://api.shipengine.com@evil.example",
    "https://api.shipengine.com:443@evil.example",
    "https://api.shipengine.com\\@evil.example",
    "https://evil.example#@api.shipengine.com",
    "https://evil.example\\.shipengine.com",
    "https://api.shipengine.com\n.evil.example",
    "https://api.shipengine.com\t.evil.example",
    "https://api.shipengine.com%2eevil.example",
    "https://api.shipengine.com:notaport",
    "https://api.shipengine.com:0",
    "https://api.shipengine.com:99999",
    "https://аpi.shipengine.com",
    "https://api.shipengine.com.",
    "https://-api.example",
    "https://999.1.1.1",
    "https://[::1",
    "https://[1::2::3]",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://127.1",
    "http://0x7f.0.0.1",
    "http://2130706433",
    "http://[::ffff:10.0.0.1]",
    "http://10.0.0.1",
    "https://" + "a" * 3000,
]


@pytest.mark.row("H")
@pytest.mark.parametrize("url", HOSTILE)
def test_a_strange_address_is_never_spoken_to(url: str) -> None:
    with pytest.raises(BadInput) as caught:
        open_carrier(url, KEY, patient=False, pacer=Pacer(), now=lambda: NOW)
    assert caught.value.kind is FaultKind.BAD_ADDRESS


@pytest.mark.parametrize("url", [f"{API}/v1", f"{API}/?a=b", f"{API}?", f"{API}//"])
def test_the_base_address_is_a_server_and_nothing_more(url: str) -> None:
    with pytest.raises(BadInput):
        read_base(url)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        (API, Origin("https", "api.shipengine.com", 443)),
        (f" {API}/ ", Origin("https", "api.shipengine.com", 443)),
        ("HTTPS://API.ShipEngine.com:443", Origin("https", "api.shipengine.com", 443)),
        ("https://api.shipengine.com:", Origin("https", "api.shipengine.com", 443)),
        ("http://127.0.0.1:8080", Origin("http", "127.0.0.1", 8080)),
        ("http://localhost", Origin("http", "localhost", 80)),
        ("http://[::1]:5000", Origin("http", "[::1]", 5000)),
    ],
)
def test_a_plain_address_is_taken_apart(url: str, origin: Origin) -> None:
    assert read_base(url) == origin
    assert read_base(str(origin)) == origin


OUTSIDE = Origin("https", "api.shipengine.com", 443)
HERE = Origin("http", "127.0.0.1", 8080)
PATH = "/v1/downloads/10/2SW8jzJBO026ZGEVXNKSHQ/label-1.pdf"


@pytest.mark.row("H")
@pytest.mark.parametrize(
    ("url", "api", "taken"),
    [
        (f"{API}{PATH}", OUTSIDE, True),
        (f"{API}{PATH}?download=1", OUTSIDE, True),
        (f"https://api.eu.shipengine.com{PATH}", OUTSIDE, True),
        (f"https://api.shipstation.com{PATH}", OUTSIDE, True),
        (f"https://api.shipstation.com:8443{PATH}", OUTSIDE, False),
        (f"https://evil.shipengine.com{PATH}", OUTSIDE, False),
        (f"https://api.shipengine.com.evil.example{PATH}", OUTSIDE, False),
        (f"https://evil.example{PATH}", OUTSIDE, False),
        (f"https://evil.example/?u=api.shipengine.com{PATH}", OUTSIDE, False),
        (f"http://127.0.0.1{PATH}", OUTSIDE, False),
        (f"https://127.0.0.1{PATH}", OUTSIDE, False),
        (f"http://127.0.0.1:8080{PATH}", HERE, True),
        (f"http://localhost:9090{PATH}", HERE, True),
        (f"http://10.0.0.1{PATH}", HERE, False),
        (f"{API}{PATH}", HERE, True),
        *[(f"{url}{PATH}", OUTSIDE, False) for url in HOSTILE],
    ],
)
def test_documents_come_from_known_places_only(url: str, api: Origin, taken: bool) -> None:
    if taken:
        assert read_document(url, api).is_safe
        return
    with pytest.raises(BadInput) as caught:
        read_document(url, api)
    assert "2SW8jzJBO026ZGEVXNKSHQ" not in str(caught.value)


def test_every_request_says_who_asks_and_carries_the_key() -> None:
    desk = Desk(ok({"carriers": []}))
    carrier(desk).accounts.find()
    (request,) = desk.asked
    assert request.headers["api-key"] == KEY
    assert request.headers["user-agent"].startswith("Postwright/")
    assert str(request.url) == f"{API}/v1/carriers"


@pytest.mark.row("H")
def test_the_key_goes_to_the_one_server_alone() -> None:
    auth = KeyAuth(OUTSIDE, KEY)
    for url in (
        "https://evil.example/",
        "https://api.shipengine.com:8443/",
        "http://api.shipengine.com/",
        "http://127.0.0.1/",
    ):
        request = httpx.Request("GET", url)
        with pytest.raises(Fault) as caught:
            next(auth.auth_flow(request))
        assert caught.value.kind is FaultKind.BAD_ADDRESS
        assert "api-key" not in request.headers
    assert KEY not in repr(auth)


@pytest.mark.row("S5")
@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("", FaultKind.KEY_MISSING),
        (" \n", FaultKind.KEY_MISSING),
        ("a b", FaultKind.KEY_REFUSED),
        ("a\nb", FaultKind.KEY_REFUSED),
        ("kéy", FaultKind.KEY_REFUSED),
    ],
)
def test_a_key_that_no_header_can_hold_is_refused_at_once(key: str, kind: FaultKind) -> None:
    with pytest.raises(BadInput) as caught:
        open_carrier(API, key, patient=False, pacer=Pacer(), now=lambda: NOW)
    assert caught.value.kind is kind


def test_a_proxy_setting_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "carrier-pigeon://loft")
    with pytest.raises(NotSent) as caught:
        open_carrier(API, KEY, patient=False, pacer=Pacer(), now=lambda: NOW)
    assert "proxy" in caught.value.detail
    open_carrier("http://127.0.0.1:1", KEY, patient=False, pacer=Pacer(), now=lambda: NOW).close()


def test_a_document_is_fetched_with_the_key_from_the_api_and_without_it_elsewhere() -> None:
    desk = Desk(httpx.Response(200, content=PDF))
    with carrier(desk) as client:
        assert client.documents.download(DocumentLink(DocumentKind.PDF, f"{API}{PATH}")).content == PDF
        client.documents.download(DocumentLink(DocumentKind.PDF, f"https://api.shipstation.com{PATH}"))
        with pytest.raises(BadInput):
            client.documents.download(DocumentLink(DocumentKind.PDF, f"https://evil.example{PATH}"))
    assert [request.headers.get("api-key") for request in desk.asked] == [KEY, None]


@pytest.mark.row("N22")
@pytest.mark.parametrize(
    ("kind", "content", "good"),
    [
        (DocumentKind.PDF, PDF, True),
        (DocumentKind.FORM, PDF, True),
        (DocumentKind.PNG, PNG, True),
        (DocumentKind.QR, PNG, True),
        (DocumentKind.ZPL, b"\r\n" + ZPL, True),
        (DocumentKind.PDF, PNG, False),
        (DocumentKind.QR, PDF, True),
        (DocumentKind.QR, ZPL, False),
        (DocumentKind.QR, PDF[:-4], False),
        (DocumentKind.QR, b"<html>", False),
        (DocumentKind.ZPL, b"<html>", False),
        (DocumentKind.PDF, b"", False),
        (DocumentKind.PDF, PDF + b"\0 \r\n", True),
        (DocumentKind.PDF, PDF[:-4], False),
        (DocumentKind.PNG, PNG[:-9], False),
        (DocumentKind.ZPL, ZPL + b"\n", True),
        (DocumentKind.ZPL, ZPL[:-1], False),
    ],
)
def test_a_document_is_judged_by_its_bytes_at_both_ends(
    kind: DocumentKind, content: bytes, good: bool
) -> None:
    desk = Desk(httpx.Response(200, content=content, headers={"content-type": "application/pdf"}))
    client = carrier(desk)
    link = DocumentLink(kind, f"{API}{PATH}")
    if good:
        assert client.documents.download(link).content == content
        return
    with pytest.raises(PaperFault) as caught:
        client.documents.download(link)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE


def test_a_huge_document_is_not_taken() -> None:
    desk = Desk(httpx.Response(200, content=PDF + b"0" * 8_000_000))
    with pytest.raises(Lost) as caught:
        carrier(desk).documents.download(DocumentLink(DocumentKind.PDF, f"{API}{PATH}"))
    assert caught.value.kind is FaultKind.TOO_LARGE


def test_the_address_of_a_document_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="postwright")
    carrier(Desk(httpx.Response(200, content=PDF))).documents.download(
        DocumentLink(DocumentKind.PDF, f"{API}{PATH}")
    )
    assert "document: 200" in caplog.text
    assert "2SW8jz" not in "".join(
        one.getMessage() for one in caplog.records if one.name.startswith("postwright")
    )


def test_an_application_in_this_process_is_reached_without_a_socket(caplog: pytest.LogCaptureFixture) -> None:
    def app(environ: dict[str, object], start_response: object) -> list[bytes]:
        environ["wsgi.errors"].write("something odd\n\n")  # type: ignore[attr-defined]
        environ["wsgi.errors"].write("\n")  # type: ignore[attr-defined]
        start_response("200 OK", [("Content-Type", "application/json")])  # type: ignore[operator]
        return [b'{"carriers": []}']

    transport = practice_transport(app)
    with open_carrier(
        "http://127.0.0.1", KEY, patient=False, pacer=Pacer(), transport=transport, now=lambda: NOW
    ) as client:
        assert client.accounts.find() == ()
    assert "something odd" in caplog.text


def test_an_application_in_this_process_can_hang_up() -> None:
    def app(environ: dict[str, object], start_response: object) -> list[bytes]:
        raise ConnectionResetError("gone")

    transport = practice_transport(app)
    pacer = still_pacer()
    with (
        open_carrier(
            "http://127.0.0.1", KEY, patient=False, pacer=pacer, transport=transport, now=lambda: NOW
        ) as it,
        pytest.raises(Lost),
    ):
        it.accounts.find()


@pytest.mark.parametrize("name", ["50%25 off", "Zoë ☂", "a+b", "#1?"])
def test_an_application_in_this_process_hears_a_name_as_it_is(name: str) -> None:
    heard = []

    def app(environ: dict[str, object], start_response: object) -> list[bytes]:
        heard.append(str(environ["PATH_INFO"]).encode("latin-1").decode())
        start_response("204 No Content", [])  # type: ignore[operator]
        return []

    with open_carrier(
        "http://127.0.0.1",
        KEY,
        patient=False,
        pacer=Pacer(),
        transport=practice_transport(app),
        now=lambda: NOW,
    ) as client:
        client.tags.delete(name)
    assert heard == [f"/v1/tags/{name}"]
