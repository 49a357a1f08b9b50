"""Nobody but the carrier is spoken to, whatever address a document is said to have and whoever answers."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from tests.faults.canary_child import KEY
from tests.faults.internet import API_HOST, DOCUMENT_HOST, Heard, Internet, raw
from tests.faults.scenes import connected_shop, go
from tests.faults.world import UNIX_ONLY, Carrier

pytestmark = [UNIX_ONLY, pytest.mark.slow]
PATH = "/v1/downloads/10/abcdefghijk/label-1.pdf"
TRICKS = (
    f"http://{API_HOST}{PATH}",
    f"https://evil.example{PATH}",
    f"https://{API_HOST}@evil.example{PATH}",
    f"https://user:word@{API_HOST}{PATH}",
    f"https://{API_HOST}.evil.example{PATH}",
    f"https://{API_HOST}%2eevil.example{PATH}",
    f"https://{API_HOST}\\@evil.example{PATH}",
    f"https://127.0.0.1{PATH}",
    f"https://[::1]{PATH}",
    f"https://2130706433{PATH}",
    f"https://{API_HOST}:8443{PATH}",
    f"https://{API_HOST}.{PATH}",
    f"https://api.\u017fhipengine.com{PATH}",
    f"//evil.example{PATH}",
    "file:///etc/passwd",
    "a redirect",
)


class Tricky(Internet):
    """Sells labels whose documents lie where they should not, a different place each time."""

    sold = 0

    def answer(self, heard: Heard) -> bytes:
        reply = super().answer(heard)
        if heard.host == DOCUMENT_HOST:
            return raw(b"", "302 Found", f"Location: https://evil.example{PATH}")
        if heard.method_and_path != ("POST", "/v1/labels") and "/v1/labels/" not in heard.method_and_path[1]:
            return reply
        if heard.method_and_path == ("POST", "/v1/labels"):
            self.trick = TRICKS[self.sold]
            self.sold += 1
        head, _, body = reply.partition(b"\r\n\r\n")
        if self.trick.partition(":")[0] in ("http", "https", "file") or self.trick.startswith("//"):
            place = json.dumps(self.trick).encode()
            body = re.sub(rb'"https://%s[^"]*"' % re.escape(DOCUMENT_HOST).encode(), lambda _: place, body)
        kept = [line for line in head.decode().split("\r\n")[1:] if not line.startswith("Content-Length")]
        return raw(body, head.decode().split("\r\n")[0].partition(" ")[2], *kept)


def shop_in(folder: Path) -> Path:
    (folder / "certificates").mkdir()
    return connected_shop(folder / "scene")


@pytest.fixture
def calm(carrier: Carrier) -> Iterator[Carrier]:
    carrier.reset()
    carrier.ask("POST", "switches", sandbox_rate_limit=0)
    yield carrier
    carrier.reset()


@pytest.mark.row("H")
def test_a_document_at_a_hostile_address_is_not_fetched_and_the_label_stays_ours(
    calm: Carrier, tmp_path: Path
) -> None:
    folder = shop_in(tmp_path)
    (folder / "children").write_text(str(len(TRICKS)))
    internet = Tricky(calm.port, tmp_path / "certificates")
    scene = go("documents", internet, folder)
    internet.close()
    assert internet.sold == len(calm.charges()) == len(TRICKS)
    assert {one.host for one in scene.heard} == {"", API_HOST, DOCUMENT_HOST}
    tunnels = {one.raw.split(b" ")[1] for one in scene.heard if not one.host}
    assert tunnels == {f"{host}:443".encode() for host in (API_HOST, DOCUMENT_HOST)}
    assert not [one for one in scene.heard if one.host != API_HOST and KEY.encode() in one.raw]
    assert b"Traceback" not in scene.said
    assert scene.said.count(b'"ok": false') == len(TRICKS)  # not one could be printed
    assert not list((folder / "printed").iterdir())


# ---------------------------------------------------------------- who answers


class Expired(Internet):
    def greeting(self, authority: trustme.CA, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host, not_after=datetime.now(UTC) - timedelta(days=1)).configure_cert(context)
        return context


class AnotherHost(Internet):
    def greeting(self, authority: trustme.CA, host: str) -> ssl.SSLContext:
        return super().greeting(authority, "evil.example")


class UnknownIssuer(Internet):
    def greeting(self, authority: trustme.CA, host: str) -> ssl.SSLContext:
        return super().greeting(trustme.CA(), host)


class OldVersion(Internet):
    def greeting(self, authority: trustme.CA, host: str) -> ssl.SSLContext:
        context = super().greeting(authority, host)
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        return context


@pytest.mark.row("N17")
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")  # an old version is what is meant
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Expired, "certificate has expired"),
        (AnotherHost, "Hostname mismatch"),
        (UnknownIssuer, "unable to get local issuer|self-signed"),
        (OldVersion, "version|protocol"),
    ],
)
def test_whoever_cannot_prove_to_be_the_carrier_hears_no_key_and_the_reason_is_told(
    calm: Carrier, tmp_path: Path, kind: type[Internet], words: str
) -> None:
    folder = shop_in(tmp_path)
    internet = kind(calm.port, tmp_path / "certificates")
    scene = go("quote", internet, folder)
    internet.close()
    fault = json.loads(scene.said[scene.said.rindex(b'{\n  "ok"') :])["fault"]
    assert (fault["kind"], fault["proves"]) == ("insecure", "not_sent")
    assert re.search(words, fault["quotation"]), fault
    assert {one.host for one in scene.heard} == {""}
    assert not [one for one in scene.heard if KEY.encode() in one.raw]
