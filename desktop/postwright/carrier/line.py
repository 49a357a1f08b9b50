"""The line to the API that all calls share: pace, ask, judge, and ask again where that is free."""

from __future__ import annotations

import json
import logging
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import quote

import httpx

from postwright.carrier import outcome, retry
from postwright.carrier.circuit import Event, Way
from postwright.carrier.deadline import Clock
from postwright.carrier.exchange import exchange
from postwright.carrier.origin import Origin
from postwright.carrier.pace import Pacer
from postwright.carrier.peer import public_only
from postwright.carrier.reading import in_short, parse
from postwright.carrier.reply import Reply
from postwright.domain.faults import BadInput, Fault, FaultKind, Lost, NotSent, Refused
from postwright.domain.own_names import can_be_asked_for

T = TypeVar("T")
# A list stands there once for each of its values.
Query = Mapping[str, str | int | Sequence[str]]
log = logging.getLogger(__name__)

_MEGABYTE = 1_000_000
_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.~-]{0,99}")


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an exchange may take, how large its reply may be (bytes), and whether asking twice is free.

    `own_id` says that it carries an id of ours: "that one is taken" then means that it arrived before;
    `at_once` that it is given up where it would have to wait, or be asked again.
    """

    seconds: float
    size: int
    safe: bool = False
    money: bool = False
    own_id: bool = False
    at_once: bool = False


READ = Terms(20, 2 * _MEGABYTE, safe=True)
CHANGE = Terms(90, 2 * _MEGABYTE)
MAKE = Terms(90, 2 * _MEGABYTE, own_id=True)
SPEND = Terms(90, 8 * _MEGABYTE, money=True, own_id=True)
DOCUMENT = Terms(20, 8 * _MEGABYTE, safe=True)
# A label is some 100 KB, and how many a batch may hold is not documented (api.md 19).
WHOLE_BATCH = Terms(90, 100 * _MEGABYTE, safe=True)
# What is nice to have while somebody stands at the printer.
QUICK = Terms(2, 8 * _MEGABYTE, safe=True, at_once=True)
_DOCUMENTS = (DOCUMENT, WHOLE_BATCH, QUICK)
# A shorter one may stand in a reply by chance.
_SHORTEST_KEY = 8
# A question that costs nothing and that every key may ask; it tells whether the carrier is well again.
_PROBE = "/v1/carriers"
_NOT_REACHED = {FaultKind.NO_CONNECTION, FaultKind.INSECURE, FaultKind.CLOCK_WRONG}
_NOT_THE_CARRIER = {FaultKind.REDIRECTED, FaultKind.SIGN_IN_PAGE}


class Line:
    """Asks the API. `files` is a client without the key, for documents elsewhere. `key` is taken out of what
    comes back.
    """

    def __init__(
        self,
        api: httpx.Client,
        files: httpx.Client,
        *,
        origin: Origin,
        pacer: Pacer,
        patient: bool,
        now: Callable[[], datetime],
        clock: Clock,
        jitter: Callable[[], float] = random.random,
        key: bytes = b"",
    ) -> None:
        self.origin = origin
        self._api = api
        self._files = files
        self._pacer = pacer
        self._patient = patient
        self._now = now
        self._clock = clock
        self._jitter = jitter
        self._key = key if len(key) >= _SHORTEST_KEY else b""

    def ask(
        self,
        method: str,
        path: str,
        terms: Terms,
        *,
        body: object = None,
        query: Query | None = None,
    ) -> Reply:
        """A 2xx reply. Raises NotSent, Refused or Lost. Only what is `safe` is ever asked a second time."""
        return self.look(method, path, terms, body=body, query=query, allow=frozenset())

    def look(
        self,
        method: str,
        path: str,
        terms: Terms,
        *,
        body: object = None,
        query: Query | None = None,
        allow: frozenset[int],
    ) -> Reply:
        """As `ask`, but a reply with an allowed status is handed back too."""
        content = None if body is None else json.dumps(body, allow_nan=False).encode()
        headers = {} if content is None else {"Content-Type": "application/json"}

        def once() -> Reply:
            try:
                request = self._api.build_request(
                    method, f"{self.origin}{path}", content=content, params=query, headers=headers
                )
            except outcome.UNUSABLE_ADDRESS as error:
                raise NotSent(FaultKind.BAD_ADDRESS, str(error)) from error
            return self._once(self._api, request, terms, allow)

        return self._again(once, terms)

    def fetch(self, url: str, origin: Origin, terms: Terms = DOCUMENT) -> Reply:
        """The document at an address that was checked. The key goes along to the API's own origin only."""
        client = self._api if origin == self.origin else self._files

        def once() -> Reply:
            request = client.build_request("GET", url, headers={"Accept": "*/*"})
            if client is self._files and not origin.is_loopback:
                request.extensions["trace"] = public_only(origin.host)
            return self._once(client, request, terms, frozenset())

        return self._again(once, terms)

    def understood(self, reply: Reply, make: Callable[[object], T]) -> T:
        """What `make` reads from the reply's JSON. Raises Lost(UNREADABLE), with the body, when it cannot."""
        try:
            return make(parse(reply.body))
        except (ValueError, ArithmeticError, RecursionError) as error:
            raise outcome.unreadable(reply, in_short(error)) from error

    def close(self) -> None:
        self._api.close()
        self._files.close()

    def _again(self, once: Callable[[], Reply], terms: Terms) -> Reply:
        attempt = 1
        while True:
            try:
                return once()
            except Fault as fault:
                once_more = terms.safe and not terms.at_once
                seconds = retry.pause(fault, attempt, self._jitter()) if once_more else None
                if seconds is None:
                    raise
            self._pacer.pause(seconds)
            attempt += 1

    def _once(
        self, client: httpx.Client, request: httpx.Request, terms: Terms, allow: frozenset[int]
    ) -> Reply:
        self._let_out(terms)
        reply = self._exchange(client, request, terms)
        fault = outcome.of_reply(reply, self._now(), own_id=terms.own_id)
        self._note(reply, fault, terms)
        if fault is None or (reply.status in allow and reply.broken is None):
            return reply
        if fault.retry_after is not None:
            self._pacer.close_gate(fault.retry_after)
        raise fault

    def _let_out(self, terms: Terms) -> None:
        """Return when the request may leave. Raises NotSent while the carrier is in trouble or wants time."""
        breaker, clock = self._pacer.breaker, self._pacer.clock
        if terms.money and clock.is_another_day:  # its ship date would be one of another year, perhaps
            raise NotSent(FaultKind.CLOCK_WRONG, f"It is {clock.words}.")
        breaker.look(free=terms.safe)
        self._pacer.admit(money=terms.money or self._patient, at_once=terms.at_once)
        try:
            if breaker.leave(free=terms.safe) is Way.PROBE:  # the waiting may have been long
                self._probe()
        except NotSent:
            self._pacer.landed()
            raise

    def _probe(self) -> None:
        """Ask something free before a call that could end in doubt. Raises NotSent when that fails."""
        log.info("the carrier was in trouble: asking before the next change")
        try:
            self._once(self._api, self._api.build_request("GET", f"{self.origin}{_PROBE}"), READ, frozenset())
        except Fault as fault:
            raise NotSent(fault.kind, fault.detail, code=fault.code, retry_after=fault.retry_after) from fault

    def _exchange(self, client: httpx.Client, request: httpx.Request, terms: Terms) -> Reply:
        started = self._clock()
        try:
            reply = exchange(client, request, seconds=terms.seconds, size=terms.size, clock=self._clock)
        except NotSent as fault:
            if fault.kind in _NOT_REACHED:
                self._pacer.went_down()
            if fault.kind is FaultKind.INSECURE and (wrong := self._pacer.clock.words):
                raise NotSent(FaultKind.CLOCK_WRONG, f"It is {wrong}. {fault.detail}") from fault
            raise
        finally:
            self._pacer.landed()
        if (
            self._key and self._key in reply.body
        ):  # a page that shows the request; it would be kept in a doubt
            reply = replace(reply, body=reply.body.replace(self._key, b"[key]"))
        took = self._clock() - started
        # The path of a document is worth postage.
        place = "document" if terms in _DOCUMENTS else request.url.path
        log.info("%s %s: %d, %.2f s, %s", request.method, place, reply.status, took, reply.request_id or "-")
        return reply

    def _note(self, reply: Reply, fault: Refused | Lost | None, terms: Terms) -> None:
        """Tell all lanes what this reply shows of the carrier: its limit, its clock, its health."""
        self._pacer.heard(reply.headers)
        self._pacer.clock.heard(reply.headers, self._now())
        if reply.status == 429 or (fault is not None and fault.kind in _NOT_THE_CARRIER):
            return
        if reply.status >= 500:
            event = Event.FAILED if terms.safe else Event.VAIN
        elif not terms.safe:
            event = Event.DONE
        else:
            event = Event.SUCCEEDED if fault is None else Event.ANSWERED
        self._pacer.came_up(after_trouble=self._pacer.breaker.heard(event))


def encoded(text: str, longest: int = 100) -> str:
    """A name of somebody's choosing as one part of a path, percent-encoded.

    Raises BadInput(OUT_OF_LIMITS) for what some server could read as another path, see `can_be_asked_for`.
    """
    if not can_be_asked_for(text, longest):
        detail = f"A name has 1 to {longest} characters that can be printed, and no slash."
        raise BadInput(FaultKind.OUT_OF_LIMITS, detail)
    return quote(text, safe="")


def segment(text: str) -> str:
    """An id as a part of a path. Raises BadInput(NOT_FOUND) for what can be none, such as `..`."""
    if not _SEGMENT.fullmatch(text):
        raise BadInput(FaultKind.NOT_FOUND, text[:50])
    return text
