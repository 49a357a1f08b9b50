"""Two canaries go through the whole program; afterwards nothing but requests to the API's host knows them."""

from __future__ import annotations

import base64
import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.canary_child import KEY, PASSWORD
from tests.faults.internet import API_HOST, DOCUMENT_HOST, Heard, Internet, raw
from tests.faults.sampling import ALL
from tests.faults.scenes import Scene, connected_shop, go
from tests.faults.world import UNIX_ONLY, Carrier

pytestmark = [UNIX_ONLY, pytest.mark.slow]
CHILD = Path(__file__).with_name("canary_child.py")
ROOT = CHILD.parents[2]
# The window takes it from the keyring in any case.
KEYS = ["", KEY] if ALL else [KEY]
BUY = ("POST", "/v1/labels")


def forms(secret: str) -> set[bytes]:
    """The secret as it may stand somewhere: as it is, in base64 wherever it begins, quoted, in hex."""
    plain = secret.encode()
    found = {plain, urllib.parse.quote(secret).encode(), urllib.parse.quote(secret, safe="").encode()}
    found |= {urllib.parse.quote_plus(secret).encode(), plain.hex().encode(), plain.hex().upper().encode()}
    found |= {json.dumps(secret)[1:-1].encode(), repr(secret)[1:-1].encode(), secret.encode("utf-16-le")}
    for shift in range(3):
        begin, end = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
        code = base64.b64encode(bytes(shift) + plain)[begin:end]
        found |= {code, code.replace(b"+", b"-").replace(b"/", b"_")}
    return found


NEEDLES = {"the key": forms(KEY), "the password": forms(PASSWORD)}


def holds(content: bytes) -> list[str]:
    return [name for name, needles in NEEDLES.items() if any(one in content for one in needles)]


def test_the_search_finds_a_secret_in_every_form() -> None:
    for secret, name in ((KEY, "the key"), (PASSWORD, "the password")):
        for form in forms(secret):
            assert holds(b"before " + form + b" after") == [name]
    for lead in (b"", b"a", b"ab"):
        assert holds(base64.b64encode(lead + PASSWORD.encode() + b"rest")) == ["the password"]
    assert holds(b"TEST_ and nothing more") == []


class Troubles:
    """Every kind of failure for some call, with the request's own head in its words."""

    def __init__(self) -> None:
        self._purchases = 0

    def __call__(self, heard: Heard) -> bytes | None:
        if heard.host != API_HOST:
            return None
        if heard.method_and_path == BUY:
            self._purchases += 1
            if self._purchases == 2:
                return raw(b"trouble with " + heard.raw, "500 Internal Server Error")
            if self._purchases == 3:
                return raw(b'{"errors": [{"message": "no: ' + KEY.encode() + b'"}]}', "400 Bad Request")
            if self._purchases == 4:
                raise OSError("the line is cut")
        return None


def assert_kept(scene: Scene) -> None:
    """Nothing but a request to the API's own host holds the key, and nothing at all the password."""
    files = [one for one in scene.everything.rglob("*") if one.is_file()]
    assert len(files) > 5
    assert {str(one): found for one in files if (found := holds(one.read_bytes()))} == {}
    assert holds(scene.said) == []
    others = [one for one in scene.heard if one.host != API_HOST]
    assert {one.host for one in others} == {"", DOCUMENT_HOST}
    assert [one for one in others if holds(one.raw)] == []
    assert {tuple(holds(one.raw)) for one in scene.heard if one.host == API_HOST} == {("the key",)}


@pytest.fixture
def internet(carrier: Carrier, tmp_path: Path) -> Iterator[Internet]:
    carrier.reset()
    carrier.ask("POST", "switches", sandbox_rate_limit=0)
    (tmp_path / "certificates").mkdir()
    internet = Internet(carrier.port, tmp_path / "certificates", Troubles())
    yield internet
    internet.close()


@pytest.mark.row("S6")
@pytest.mark.parametrize("key", KEYS, ids=lambda key: "from the environment" if key else "from the keyring")
def test_at_the_terminal_no_secret_gets_out(internet: Internet, tmp_path: Path, key: str) -> None:
    folder = connected_shop(tmp_path / "scene")
    scene = go("terminal", internet, folder, key=key)
    assert [one.method_and_path for one in scene.heard].count(BUY) == 4, scene.said.decode()
    for kind in (b"server_trouble", b"carrier_refused", b"unanswered"):
        assert kind in scene.said
    assert b"render_child" in (folder / "children").read_bytes()
    assert_kept(scene)


@pytest.mark.row("S6")
def test_in_the_window_no_secret_gets_out(internet: Internet, tmp_path: Path) -> None:
    folder = connected_shop(tmp_path / "scene")
    scene = go("window", internet, folder)
    log = b"".join(one.read_bytes() for one in (folder / "data" / "log").rglob("*"))
    for text in (log, scene.said):
        assert b"RuntimeError: headers" in text
        assert b"IndexError" in text
    assert b"render_child" in (folder / "children").read_bytes()
    assert_kept(scene)
