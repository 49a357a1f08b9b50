"""Open the line to the API: address, key, patience. Follows no redirect, shows the key to one server only."""

from __future__ import annotations

import io
import logging
import ssl
import time
from collections.abc import Callable, Generator, Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import httpx

from postwright import __version__
from postwright.carrier import outcome
from postwright.carrier.client import CarrierClient
from postwright.carrier.deadline import Clock
from postwright.carrier.line import Line
from postwright.carrier.origin import Origin, read_base
from postwright.carrier.pace import Pacer
from postwright.domain.faults import BadInput, FaultKind, NotSent

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# A timeout while buying makes doubt, so that lane waits long; the other one must close quickly.
_PATIENT = httpx.Timeout(connect=5, write=15, read=90, pool=5)
_BRISK = httpx.Timeout(connect=3, write=5, read=10, pool=3)
# A kept connection may have gone stale, which after sending looks like a lost purchase.
_FRESH = httpx.Limits(max_connections=8, max_keepalive_connections=0)
_KEPT = httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=20)


class KeyAuth(httpx.Auth):
    """Adds the API key to requests to one origin and refuses all others."""

    def __init__(self, origin: Origin, key: str) -> None:
        self._origin = origin
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        url = request.url
        if (
            Origin(url.scheme, url.raw_host.decode(), url.port or {"https": 443}.get(url.scheme, 80))
            != self._origin
        ):
            raise NotSent(FaultKind.BAD_ADDRESS, url.host)
        request.headers["API-Key"] = self._key
        yield request


def _never() -> bool:
    return False


def open_carrier(
    base_url: str,
    api_key: str,
    *,
    patient: bool,
    pacer: Pacer,
    transport: httpx.BaseTransport | None = None,
    now: Callable[[], datetime],
    clock: Clock = time.monotonic,
    may_add_funds: Callable[[], bool] = _never,
) -> CarrierClient:
    """A client for one lane. `patient` is for money; `clock` is monotonic and limits whole exchanges.

    `may_add_funds` is asked before each addition of money to a postage account.

    Raises BadInput (BAD_ADDRESS, KEY_MISSING, KEY_REFUSED), and NotSent where the proxy settings are no use.
    """
    origin = read_base(base_url)
    key = _checked(api_key)

    def client(auth: httpx.Auth | None) -> httpx.Client:
        return httpx.Client(
            auth=auth,
            headers={
                "User-Agent": f"Postwright/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
            },
            timeout=_PATIENT if patient else _BRISK,
            limits=_FRESH if patient else _KEPT,
            transport=transport,
            # Reading the certificates takes some 15 ms; one context serves every client.
            verify=True if transport is not None else _certificates(),
            # A proxy for the outside world has no business between two programs on this computer.
            trust_env=not origin.is_loopback,
            follow_redirects=False,
        )

    try:
        api = client(KeyAuth(origin, key))
        files = client(None)
    except outcome.UNUSABLE_PROXY as error:
        raise NotSent(FaultKind.NO_CONNECTION, f"The proxy setting cannot be used: {error}") from error
    line = Line(
        api, files, origin=origin, pacer=pacer, patient=patient, now=now, clock=clock, key=key.encode()
    )
    return CarrierClient(line, now, may_add_funds)


def practice_transport(app: WSGIApplication) -> httpx.BaseTransport:
    """Reach a web application in this process, without a socket."""
    return _InProcess(app)


class _InProcess(httpx.BaseTransport):
    """Hands a request to the application as a server would, with the path decoded once (PEP 3333).

    httpx decodes it twice and into characters, so that a name with a percent sign or an accent goes astray.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = unquote_to_bytes(request.url.raw_path.partition(b"?")[0]).decode("latin-1")

        def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            environ["PATH_INFO"] = path
            return self._app(environ, start_response)

        return httpx.WSGITransport(app=app, wsgi_errors=_ToLog()).handle_request(request)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _checked(key: str) -> str:
    """The key as it was pasted, without blanks around it. Raises BadInput for what no header can hold."""
    key = key.strip()
    if not key:
        raise BadInput(FaultKind.KEY_MISSING)
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise BadInput(FaultKind.KEY_REFUSED, "The key holds characters that no key has.")
    return key


class _ToLog(io.StringIO):
    """Where the application writes its own errors: a program with a window may have no standard error."""

    def write(self, text: str) -> int:
        if text.strip():
            logging.getLogger(__name__).warning("%s", text.rstrip())
        return len(text)
