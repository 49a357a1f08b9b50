"""Networks that are not what they seem: forged certificates, redirects, proxies, portals, stale lines."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from postwright.domain import draft_document
from postwright.instance import claim
from postwright.server import PRACTICE_KEY
from tests.domain.samples import DRAFT
from tests.faults.buyer import SERVICE
from tests.faults.hostile import Hostile, Mischief
from tests.faults.mischief import PATIENCE, PORTAL, body_of, close, reset, status
from tests.faults.outside import DONE, FAILED, IN_DOUBT, Terminal, assert_paid_once_and_known, assert_sound
from tests.faults.probes import draft_in
from tests.faults.sampling import drawn
from tests.faults.world import UNIX_ONLY, Carrier, World

pytestmark = [UNIX_ONLY, pytest.mark.slow]
ANYWHERE = r"/v1/.*"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def posts(hostile: Hostile) -> int:
    return sum(call == ("POST", "/v1/labels") for call in hostile.heard)


# ---------------------------------------------------------------- TLS

AUTHORITY = trustme.CA()


@contextmanager
def encrypted(carrier: Carrier, conduct: str, folder: Path) -> Iterator[tuple[Hostile, dict[str, str]]]:
    """The carrier behind a certificate, and the environment in which its issuer is known, or not."""
    names = ["example.org"] if conduct == "another host" else ["127.0.0.1"]
    when = {"not_after": LONG_AGO + timedelta(days=1), "not_before": LONG_AGO} if conduct == "expired" else {}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(*names, **when).configure_cert(context)
    known = folder / "issuers.pem"
    (trustme.CA() if conduct == "an unknown issuer" else AUTHORITY).cert_pem.write_to_path(str(known))
    hostile = Hostile(carrier.port, context)
    try:
        yield hostile, {"SSL_CERT_FILE": str(known)}
    finally:
        hostile.close()


@pytest.mark.row("N17")
@pytest.mark.parametrize("conduct", ["sound", "expired", "another host", "an unknown issuer"])
def test_the_key_is_shown_to_nobody_whose_certificate_is_wrong(
    world: World, carrier: Carrier, tmp_path: Path, conduct: str
) -> None:
    with encrypted(carrier, conduct, tmp_path) as (hostile, environment):
        terminal = Terminal(world, hostile.url)
        file = tmp_path / "draft.json"
        file.write_text(json.dumps(draft_document.write(DRAFT)))
        draft = terminal.run("draft", "add", str(file), environment=environment).result["draft"]
        bought = terminal.run("buy", draft, "--service", SERVICE, environment=environment)
        if conduct == "sound":
            assert bought.code == DONE
            assert len(terminal.charges()) == 1
        else:
            assert (bought.code, bought.said["fault"]["kind"]) == (FAILED, "insecure")
            assert hostile.heard == []
            assert terminal.charges() == []


# ---------------------------------------------------------------- redirects


@pytest.mark.row("N18")
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/labels"), ("POST", "/v1/rates"), ("GET", ANYWHERE)]
)
def test_no_redirect_takes_a_call_or_the_key_elsewhere(
    world: World, carrier: Carrier, hostile: Hostile, method: str, path: str
) -> None:
    other = Hostile(carrier.port)
    try:
        moved = status(307, "Temporary Redirect", b"", ("Location", f"{other.url}/v1/labels"))
        hostile.plot(Mischief(moved, commits=0, method=method, path=path, count=50))
        terminal = Terminal(world, hostile.url)
        assert terminal.buy().code != DONE
        hostile.calm()
        assert_paid_once_and_known(terminal, charged=0)
        assert other.heard == []
    finally:
        other.close()


# ---------------------------------------------------------------- proxies, portals, silence


@pytest.mark.row("N20")
@pytest.mark.parametrize(
    "proxy", drawn(["http://127.0.0.1:1", "::::", "socks5://127.0.0.1:1"], 1, lambda _: ())
)
def test_a_proxy_that_is_set_does_not_come_between_programs_of_this_computer(
    world: World, hostile: Hostile, proxy: str
) -> None:
    hostile.plot()
    terminal = Terminal(world, hostile.url)
    names = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    assert terminal.buy(environment=dict.fromkeys(names, proxy)).code == DONE
    assert_paid_once_and_known(terminal, charged=1)


@pytest.mark.row("N8", "N20")
def test_a_portal_that_answers_everything_buys_nothing(world: World, hostile: Hostile) -> None:
    terminal = Terminal(world, hostile.url)
    hostile.plot(Mischief(status(200, "OK", PORTAL), commits=0, method="*", path=ANYWHERE, count=1000))
    assert terminal.buy().code == FAILED
    assert posts(hostile) == 0
    hostile.calm()
    assert_paid_once_and_known(terminal, charged=0)


@pytest.mark.row("N1", "N20")
def test_a_network_that_swallows_everything_buys_nothing(world: World, hostile: Hostile) -> None:
    """A listener whose waiting room is full takes no connection and refuses none."""
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(0)
        waiting = [socket.socket() for _ in range(8)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(hole.getsockname())
        url = f"http://127.0.0.1:{hole.getsockname()[1]}"
        bought = Terminal(world, url).buy(patience=PATIENCE)
        for one in waiting:
            one.close()
    assert (bought.code, bought.said["fault"]["proves"]) == (FAILED, "not_sent")
    assert_paid_once_and_known(Terminal(world, hostile.url), charged=0)


@pytest.mark.row("N1")
@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "https://no-such-host.invalid"])
def test_nobody_who_can_be_reached_is_asked_nothing(world: World, url: str) -> None:
    file = world.folder / "draft.json"
    file.write_text(json.dumps(draft_document.write(DRAFT)))
    terminal = Terminal(world, url)
    draft = terminal.run("draft", "add", str(file)).result["draft"]
    bought = terminal.run("buy", draft, "--service", SERVICE)
    assert (bought.code, bought.said["fault"]["kind"]) == (FAILED, "no_connection")
    assert terminal.charges() == []


@pytest.mark.row("N16")
def test_a_kept_connection_that_went_stale_is_never_used_to_spend(world: World, hostile: Hostile) -> None:
    hostile.kept = True
    try:
        terminal = Terminal(world, hostile.url)
        hostile.plot(
            Mischief(reset, commits=0, path="/v1/rates"),
            Mischief(close, commits=0, method="GET", path=ANYWHERE),
        )
        bought = terminal.buy()
        assert bought.code == DONE
        assert posts(hostile) == 1
        assert hostile.first_of_its_connection("POST", "/v1/labels")
    finally:
        hostile.kept = False
    assert_paid_once_and_known(terminal, charged=1)


@pytest.mark.row("N11")
def test_a_storm_of_errors_on_every_call_buys_nothing_and_hides_nothing(
    world: World, hostile: Hostile
) -> None:
    terminal = Terminal(world, hostile.url)
    storm = [
        Mischief(status(code, "Trouble", b"<html>"), commits=0, method="*", path=ANYWHERE, count=10)
        for code in (500, 502, 503, 504)
    ]
    hostile.plot(*storm)
    assert terminal.buy().code == FAILED
    assert posts(hostile) == 0
    hostile.calm()
    assert_paid_once_and_known(terminal, charged=0)


# ---------------------------------------------------------------- a key that is refused in a batch


@pytest.mark.row("N12", "S4")
@pytest.mark.parametrize("code", drawn([401, 403], 1, lambda _: ()))
def test_a_key_that_is_refused_stops_the_batch(world: World, hostile: Hostile, code: int) -> None:
    terminal = Terminal(world, hostile.url)
    with claim(world.folder):
        drafts = [world.draft, *(draft_in(world.folder, world.carrier.url, number) for number in range(3))]
    for draft in drafts:
        terminal.run("queue", "add", draft, "--at-most", "50", "--service", SERVICE)
    refusal = status(code, "No", b'{"errors": [{"message": "The key is not valid."}]}')
    hostile.plot(Mischief(close, commits=0, answered=True), Mischief(refusal, commits=0, count=9))
    run = terminal.run("queue", "run", "--once")
    assert len(run.result["bought"]) == len(terminal.charges()) == 1
    assert posts(hostile) == 2
    assert run.result["left"] == 3
    assert_sound(terminal)


# ---------------------------------------------------------------- looks that find something else


def lost(terminal: Terminal, hostile: Hostile) -> dict[str, Any]:
    """A purchase that was carried out, and whose reply was lost; its label as the carrier has it."""
    hostile.plot(Mischief(close, commits=1))
    assert terminal.buy().code == IN_DOUBT
    hostile.calm()
    (charge,) = terminal.charges()
    return charge


@pytest.mark.row("N21", "I5")
def test_a_look_that_names_the_label_of_another_takes_nothing_over(world: World, hostile: Hostile) -> None:
    """As when two computers are on one account."""
    terminal = Terminal(world, hostile.url)
    with claim(world.folder):
        other = draft_in(world.folder, world.carrier.url)
    stranger = terminal.run("buy", other, "--service", SERVICE).result["label"]
    url, key = world.carrier.url, {"API-Key": PRACTICE_KEY}
    theirs = httpx.get(f"{url}/v1/labels/{stranger}", headers=key, trust_env=False).content
    hostile.plot(Mischief(close, commits=1))
    assert terminal.buy().code == IN_DOUBT
    route = r"/v1/labels/external_shipment_id/.*"
    hostile.plot(Mischief(body_of(lambda _: theirs), commits=1, method="GET", path=route))
    settled = terminal.settle()
    assert (settled.code, settled.result["bought"]) == (IN_DOUBT, [])
    hostile.calm()
    assert len(terminal.settle().result["bought"]) == 1
    assert len(terminal.labels()) == len(terminal.charges()) == 2


@pytest.mark.row("N21")
def test_a_label_that_was_voided_before_it_was_found_is_known_as_void(world: World, hostile: Hostile) -> None:
    terminal = Terminal(world, hostile.url)
    charge = lost(terminal, hostile)
    url, key = world.carrier.url, {"API-Key": PRACTICE_KEY}
    void = httpx.put(f"{url}/v1/labels/{charge['label_id']}/void", headers=key, trust_env=False)
    assert void.json()["approved"]
    terminal.settle()
    (label,) = terminal.labels()
    assert (label["label"], label["void"]) == (charge["label_id"], True)


@pytest.mark.row("N21")
def test_a_404_before_the_label_is_found_proves_nothing(world: World, hostile: Hostile) -> None:
    terminal = Terminal(world, hostile.url)
    lost(terminal, hostile)
    missing = status(404, "Not Found", b'{"errors": [{"error_code": "not_found", "message": "None."}]}')
    hostile.plot(Mischief(missing, commits=0, method="GET", path=ANYWHERE, count=1000))
    (doubt,) = terminal.settle().result["in_doubt"]
    for minutes in (11, 13):
        terminal.settle(minutes=minutes)
    hostile.calm()
    assert terminal.settle(minutes=14).result["bought"][0]["purchase"] == doubt["purchase"]
    assert_paid_once_and_known(terminal, charged=1)
