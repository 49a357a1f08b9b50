"""Buys, settles, prints or mails in a process of its own that is told where to die. Decides nothing.

Run as a program it is a host: it loads the libraries once and forks a process for every job, so that
hundreds of them can be started and killed. Jobs come as lines of JSON on its input.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import sys
import traceback
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from postwright.carrier.transport import open_carrier
from postwright.domain.draft_reading import read_draft
from postwright.domain.faults import BadInput, Environment, Fault, Lost, NotSent, Refused
from postwright.domain.label import DocumentKind
from postwright.domain.pickup import PickupRequest, PickupWindow
from postwright.domain.preferences import MailSecurity, MailSetup, Preferences
from postwright.domain.print_run import RunState
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.purchase import Bought, Event, Order, Sending, WasLost
from postwright.domain.ship_day import origin_day, rolled
from postwright.domain.shipment import Shipment
from postwright.instance import claim
from postwright.operations.buy import buy, choose, order_for, refuse_second
from postwright.operations.fetch_documents import complete
from postwright.operations.make_scan_form import make_scan_form
from postwright.operations.post_mail import Postman, deliver_due
from postwright.operations.print_label import print_label
from postwright.operations.print_run import begin_run, print_next
from postwright.operations.quote import quote
from postwright.operations.schedule_pickup import cancel_pickup, schedule_pickup
from postwright.operations.settle import settle
from postwright.paths import DataFolder
from postwright.server import PRACTICE_KEY, Server
from postwright.settings_file import save
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.store.prints import Prints
from tests.faults import naive
from tests.faults.kill import (
    DyingDatabase,
    DyingForms,
    DyingLedger,
    DyingMails,
    DyingPickups,
    DyingPrints,
    DyingTransport,
    Killer,
)
from tests.faults.program import command
from tests.faults.weaknesses import weaken

SERVICE = "usps_ground_advantage"
# How a job ended that was not killed.
DONE, BUG, HALTED = 0, 1, 2
ENDS: tuple[tuple[type[Exception], int], ...] = (
    (NotSent, 11), (Refused, 12), (Lost, 13), (BadInput, 14), (Environment, 15),
)  # fmt: skip
NOT_SENT, REFUSED, LOST, BAD_INPUT, ENVIRONMENT = (code for _, code in ENDS)
_BUYING: dict[type[Event], str] = {Sending: "SENT"}
_SETTLING: dict[type[Event], str] = {WasLost: "the doubt", Bought: "the adoption"}


@dataclass(frozen=True, slots=True)
class Job:
    """What a process shall do in which data folder, with which carrier, and where it dies."""

    kind: str
    folder: str
    url: str
    draft: str = ""
    label: str = ""
    point: str = ""
    halt: bool = False
    patience: float | None = None
    nowhere: bool = False
    minutes: int = 0
    locked: bool = True
    argv: tuple[str, ...] = ()
    weakness: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def at(self, url: str) -> Job:
        return replace(self, url=url)

    def text(self) -> str:
        return json.dumps(asdict(self))


def run(job: Job) -> int:
    """Do the job, or die in it. The code says which fault it ended with, if any."""
    os.environ.update(job.environment)
    if job.weakness:
        weaken(job.weakness)
    if job.kind == "cli":
        return command(tuple(job.argv), job.folder, job.url, job.patience, job.minutes)
    folder = DataFolder(Path(job.folder))
    lock: AbstractContextManager[object] = claim(folder.root) if job.locked else nullcontext()
    with lock:
        shop = _dying(open_shop(folder, Preferences, server=Server(job.url, PRACTICE_KEY)), job)
        try:
            _JOBS[job.kind](shop, job)
        finally:
            shop.close()
    return DONE


def _dying(shop: Shop, job: Job) -> Shop:
    """The shop with its ledger and its wire for money replaced by ones that can die."""
    killer = Killer(job.point, halt=job.halt)
    names = _SETTLING if job.kind == "settle" else _BUYING
    money = open_carrier(
        job.url,
        PRACTICE_KEY,
        patient=True,
        pacer=shop.pacer,
        transport=DyingTransport(
            killer,
            patience=job.patience,
            nowhere=job.nowhere,
            deadly=_DEADLY.get(job.kind, "POST /v1/labels"),
        ),
        now=shop.now,
    )
    shop.money.close()
    ledger = DyingLedger(DyingDatabase(shop.database.path, killer), shop.now, killer, names)
    return replace(
        shop,
        ledger=ledger,
        money=money,
        prints=DyingPrints(shop.database, shop.now, killer),
        pickups=DyingPickups(shop.database, shop.now, killer),
        forms=DyingForms(shop.database, shop.now, killer),
    )


def order_of(shop: Shop, draft_id: str) -> Order:
    """Quote the draft and choose, as the command line does."""
    draft = shop.drafts.get(draft_id).draft
    now = shop.now()
    shipment = read_draft(rolled(draft, now), shop.catalogue, origin_day(draft, now))
    assert isinstance(shipment, Shipment), shipment
    found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    rate = found.of_service(SERVICE, "")
    assert rate is not None, found.notes
    return order_for(choose(shipment, found, rate.key), draft_id, now)


def _buy(shop: Shop, job: Job) -> None:
    refuse_second(shop.ledger, job.draft)
    seen = shop.drafts.get(job.draft).revision
    order = order_of(shop, job.draft)
    bought = buy(shop.ledger, shop.labels, shop.money, order, display_scheme="paperless", revision=seen)
    assert bought.entry is not None
    assert bought.alarms == ()
    with suppress(Fault):  # as in `sell`: what is missing is made up for when the label is looked at
        complete(shop.archive(), bought.entry.id)
    Killer(job.point).at("after the documents")


def _settle(shop: Shop, job: Job) -> None:
    now = shop.now() + timedelta(minutes=job.minutes)
    settle(shop.ledger, shop.labels, shop.money, now=now, stale_before=now)


def _print(shop: Shop, job: Job) -> None:
    complete(shop.archive(), job.label)
    assert shop.labels.document(job.label, DocumentKind.PDF) is not None
    sheets = Path(job.folder) / "sheets"
    sheets.mkdir(exist_ok=True)
    print_label(shop.press(), job.label, PrinterProfile("Files", f"folder:{sheets}"))


def _run(shop: Shop, job: Job) -> None:
    """Print the labels one after the other; the process dies at the second at the earliest."""
    sheets = Path(job.folder) / "sheets"
    sheets.mkdir(exist_ok=True)
    press = shop.press()
    run = begin_run(press, job.argv, PrinterProfile("Files", f"folder:{sheets}"))
    print_next(replace(press, prints=Prints(shop.database, shop.now)), None, run.id)
    while print_next(press, None, run.id).state is RunState.RUNNING:
        pass


def _mail(shop: Shop, job: Job) -> None:
    """Carry the outbox to the mail server at this port."""
    setup = MailSetup(
        "Shop", "shop@example.com", host="127.0.0.1", port=int(job.argv[0]), security=MailSecurity.NONE
    )
    mails = DyingMails(shop.database, shop.now, Killer(job.point, halt=job.halt))
    deliver_due(Postman(mails, setup, False, shop.now))


def _pickup(shop: Shop, job: Job) -> None:
    """Book a pickup of these labels, once."""
    schedule_pickup(shop.dock(), pickup_of(job.argv, shop.now()))


def pickup_of(label_ids: tuple[str, ...], now: datetime) -> PickupRequest:
    window = PickupWindow(now + timedelta(days=1), now + timedelta(days=1, hours=6))
    return PickupRequest(tuple(label_ids), "Ana", "555-555-5555", "ana@example.com", window)


def _unpick(shop: Shop, job: Job) -> None:
    """Cancel the one pickup that is booked."""
    (booked,) = (one for one in shop.pickups.all() if one.pickup is not None)
    cancel_pickup(shop.dock(), booked.id, now=shop.now())


def _form(shop: Shop, job: Job) -> None:
    """Make a SCAN form of these labels, once."""
    make_scan_form(shop.tray(), tuple(job.argv))


def _naive_pickup(shop: Shop, job: Job) -> None:
    naive.pick_up(shop.money, pickup_of(job.argv, shop.now()), Path(job.folder) / naive.RECEIPT)


def _backup(shop: Shop, job: Job) -> None:
    """Copy the database over and over, until somebody ends it."""
    while True:
        shop.database.backup_to(Path(job.argv[0]))


def _settings(shop: Shop, job: Job) -> None:
    """Write the settings over and over, two in turn, until somebody ends it."""
    for carrier in itertools.cycle(("se-1", "se-2")):
        save(shop.folder.settings_file, Preferences(carrier_id=carrier))


def _naive(shop: Shop, job: Job) -> None:
    naive.buy(shop.money, order_of(shop, job.draft), Path(job.folder) / naive.RECEIPT, Killer(job.point))


_DEADLY = {
    "pickup": "POST /v1/pickups",
    "unpick": "DELETE /v1/pickups/[^/]+",
    "form": "POST /v1/manifests",
}
_JOBS = {
    "buy": _buy, "settle": _settle, "print": _print, "run": _run, "naive": _naive,
    "backup": _backup, "settings": _settings, "mail": _mail,
    "pickup": _pickup, "unpick": _unpick, "form": _form, "naive pickup": _naive_pickup,
}  # fmt: skip


def host() -> None:
    """Start a process for each line and say its number; a line with a number waits for that one."""
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _wait(asked) if isinstance(asked, int) else _start(Job(**asked))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    os._exit(DONE)  # a library counts what it has left behind, loudly


def _wait(process: int) -> int:
    """How it ended, or that it stands still."""
    status = os.waitpid(process, os.WUNTRACED)[1]
    return HALTED if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status)


def _start(job: Job) -> int:
    process = os.fork()
    if process:
        return process
    code = BUG
    try:
        code = run(job)
    except tuple(kind for kind, _ in ENDS) as fault:
        code = next(code for kind, code in ENDS if isinstance(fault, kind))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    host()
