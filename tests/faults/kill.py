"""Where a process can be made to die: seams around the books of the shop, the wire and the outbox.

The program itself knows nothing of them. A process dies at one named point, the first time it comes by.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection

from postwright.domain.decision import Decision
from postwright.domain.form_request import FormEntry, FormState, FormWish
from postwright.domain.label import Document, Label
from postwright.domain.mail_record import MailEvent, MailRecord
from postwright.domain.pickup import Pickup, PickupEntry, PickupRequest, PickupState
from postwright.domain.print_record import PrintEvent, PrintRecord
from postwright.domain.purchase import Event, Order, Purchase
from postwright.domain.scan_form import FormAnswer
from postwright.store.database import Database
from postwright.store.ledger import Ledger
from postwright.store.mails import Mails
from postwright.store.pickups import Pickups
from postwright.store.prints import NewPrint, Prints
from postwright.store.scan_forms import ScanForms

# One port of this computer on which nobody listens.
_NOBODY = 1
_LEAVING = {
    "http11.send_request_headers.complete": "half the request left",
    "http11.send_request_body.complete": "the request left",
    "http11.receive_response_headers.complete": "the reply began",
}


class Killer:
    """Ends this process at one named point, as `kill -9` does: nothing is tidied up. Or only halts it."""

    def __init__(self, point: str, *, halt: bool = False) -> None:
        self._point = point
        self._signal = signal.SIGSTOP if halt else signal.SIGKILL

    def at(self, name: str) -> None:
        if name == self._point:
            os.kill(os.getpid(), self._signal)


class DyingDatabase(Database):
    """A second way into the shop's file, which can die with a transaction all but committed."""

    def __init__(self, path: Path, killer: Killer) -> None:
        super().__init__(path)
        self._killer = killer
        self.step = ""

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with super().write() as connection:
            yield connection
            self._killer.at(f"in {self.step}")
        self._killer.at(f"in {self.step}, a transaction further")


class DyingLedger(Ledger):
    """Dies before, in or after a step of the book. `names` calls the steps by the kind of their event."""

    def __init__(
        self,
        database: DyingDatabase,
        now: Callable[[], datetime],
        killer: Killer,
        names: Mapping[type[Event], str],
    ) -> None:
        super().__init__(database, now)
        self._file = database
        self._killer = killer
        self._names = names

    def intend(self, order: Order) -> Purchase:
        with self._step("the intention"):
            return super().intend(order)

    def record(
        self,
        purchase: Purchase,
        event: Event,
        documents: tuple[Document, ...] = (),
        label: Label | None = None,
        *,
        decision: Decision | None = None,
        revision: int | None = None,
    ) -> Purchase:
        with self._step(self._names.get(type(event), "the outcome")):
            return super().record(purchase, event, documents, label, decision=decision, revision=revision)

    def note_look(self, purchase_id: str, at: datetime, *, clean: bool, detail: str = "") -> None:
        with self._step("the look"):
            super().note_look(purchase_id, at, clean=clean, detail=detail)

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        self._file.step = name
        self._killer.at(f"before {name}")
        yield
        self._killer.at(f"after {name}")


class DyingPrints(Prints):
    """Dies before or after a print is counted, and before or after its end is written down."""

    def __init__(self, database: Database, now: Callable[[], datetime], killer: Killer) -> None:
        super().__init__(database, now)
        self._killer = killer

    def begin(self, *wanted: NewPrint) -> tuple[PrintRecord, ...]:
        self._killer.at("before the print is counted")
        records = super().begin(*wanted)
        self._killer.at("before the bytes leave")
        return records

    def record_all(
        self, print_ids: tuple[int, ...], event: PrintEvent, detail: str = "", *, job: str = ""
    ) -> tuple[PrintRecord, ...]:
        self._killer.at("after the bytes left")
        records = super().record_all(print_ids, event, detail, job=job)
        self._killer.at("after the print is known")
        return records


class DyingMails(Mails):
    """Dies before or after a mail is taken in hand, and before or after its end is written down."""

    def __init__(self, database: Database, now: Callable[[], datetime], killer: Killer) -> None:
        super().__init__(database, now)
        self._killer = killer

    def take(self, mail_id: int) -> bytes:
        self._killer.at("before the mail is taken")
        content = super().take(mail_id)
        self._killer.at("after the mail is taken")
        return content

    def ended(
        self, mail_id: int, event: MailEvent, detail: str = "", *, of_server: bool = False
    ) -> MailRecord:
        self._killer.at("before the end is written")
        record = super().ended(mail_id, event, detail, of_server=of_server)
        self._killer.at("after the end is written")
        return record


class DyingPickups(Pickups):
    """Dies before or after a step of a pickup in the book."""

    def __init__(self, database: Database, now: Callable[[], datetime], killer: Killer) -> None:
        super().__init__(database, now)
        self._killer = killer

    def intend(self, request: PickupRequest) -> int:
        with _step(self._killer, "the intention"):
            return super().intend(request)

    def record(
        self, pickup_id: int, state: PickupState, pickup: Pickup | None = None, detail: str = ""
    ) -> PickupEntry:
        # The first that is written down of a cancellation is that it is asked for.
        is_first = state is PickupState.SENT or bool(detail.startswith("Its cancellation was asked"))
        with _step(self._killer, "SENT" if is_first else "the outcome"):
            return super().record(pickup_id, state, pickup, detail)


class DyingForms(ScanForms):
    """Dies before or after a step of a SCAN form in the book."""

    def __init__(self, database: Database, now: Callable[[], datetime], killer: Killer) -> None:
        super().__init__(database, now)
        self._killer = killer

    def intend(self, wish: FormWish) -> int:
        with _step(self._killer, "the intention"):
            return super().intend(wish)

    def begin(self, number: int) -> None:
        with _step(self._killer, "SENT"):
            super().begin(number)

    def record(
        self, number: int, state: FormState, answer: FormAnswer | None = None, detail: str = ""
    ) -> FormEntry:
        with _step(self._killer, "the outcome"):
            return super().record(number, state, answer, detail)


@contextmanager
def _step(killer: Killer, name: str) -> Iterator[None]:
    killer.at(f"before {name}")
    yield
    killer.at(f"after {name}")


class DyingTransport(httpx.HTTPTransport):
    """The real wire, on which a call that spends or books can die half way. Connections are never kept, as
    for money.

    `patience` is how many seconds such a call waits for its reply; None leaves that to the program.
    `nowhere` sends it to a port where nobody listens. `deadly` says which call it is.
    """

    def __init__(
        self, killer: Killer, *, patience: float | None, nowhere: bool, deadly: str = "POST /v1/labels"
    ) -> None:
        super().__init__(limits=httpx.Limits(max_keepalive_connections=0), trust_env=False, verify=False)
        self._killer = killer
        self._deadly = re.compile(deadly)
        self._patience = patience
        self._nowhere = nowhere

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not self._deadly.fullmatch(f"{request.method} {request.url.path}"):
            return super().handle_request(request)
        self._killer.at("before the request")
        watch = request.extensions["trace"]

        def watched(event: str, info: Mapping[str, Any]) -> None:
            watch(event, info)
            self._killer.at(_LEAVING.get(event, event))

        request.extensions = {**request.extensions, "trace": watched}
        if self._patience is not None:
            request.extensions["timeout"] = {**request.extensions["timeout"], "read": self._patience}
        if self._nowhere:
            request.url = request.url.copy_with(port=_NOBODY)
        return super().handle_request(request)
