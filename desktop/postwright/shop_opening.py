"""Open everything that one carrier needs: the practice carrier, the database, the clients. Decides nothing.

Heavy: it loads the HTTP, database and printing libraries, so the window opens it after its first paint.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from postwright import assets
from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain.absence import SettlingRule
from postwright.domain.catalogue import read_catalogue
from postwright.domain.faults import FaultKind
from postwright.domain.postal_rules import read_rules
from postwright.domain.preferences import Mode, Preferences
from postwright.operations.hand_over import Unwritten
from postwright.operations.leave_today import FAMILY as LEAVES
from postwright.operations.leave_today import Calendar, ship_days
from postwright.paths import DataFolder, ShopKind
from postwright.paying import PayingAccount
from postwright.practice.app import PracticeCarrier, practice_app
from postwright.printing.asking import Asking
from postwright.printing.renderer import Renderer
from postwright.server import PRACTICE_KEY, PRACTICE_URL, Server
from postwright.shop import Shop
from postwright.shop_clock import PRACTICE_FOLDER, ShopClock, practice_time, utc_now
from postwright.shop_days import ShopDays
from postwright.store.balances import Balances
from postwright.store.code_watch import CodeWatch
from postwright.store.database import Database
from postwright.store.drafts import Drafts
from postwright.store.foreign_labels import ForeignLabels
from postwright.store.intentions import Intentions
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.looking import open_or_look
from postwright.store.mails import Mails
from postwright.store.marks import Marks
from postwright.store.parcels_under_way import ParcelsUnderWay
from postwright.store.pickups import Pickups
from postwright.store.print_runs import PrintRuns
from postwright.store.prints import Prints
from postwright.store.refunds import Refunds
from postwright.store.restorations import Restorations
from postwright.store.scan_forms import ScanForms
from postwright.store.spending import Spending
from postwright.store.sqlite_faults import door
from postwright.store.voids import Voids
from postwright.uptime import uptime

DATABASE_NAME = "shop.db"


def open_shop(
    folder: DataFolder,
    settings: Callable[[], Preferences],
    *,
    server: Server | None,
    lock: AbstractContextManager[object] | None = None,
    look: FaultKind | None = None,
) -> Shop:
    """Open the shop for a server, or for the built-in practice carrier where there is none.

    `lock` guards the pacer where several lanes share it; `look` is why it shall be looked at only, as a disk
    that cannot be written to always is. Raises the store's Environment faults and BadInput for an address or
    key that cannot be used.
    """
    kind: ShopKind = server.kind if server else "practice"
    with ExitStack() as scraps:
        with door(folder.root / DATABASE_NAME):
            place = folder.shop_folder(kind)
            practice = None if server else _practice(place / PRACTICE_FOLDER, scraps)
        database = open_or_look(place / DATABASE_NAME, look)
        scraps.callback(database.close)
        pacer = Pacer(lock=lock, eases=server is not None)
        return _build(folder, settings, kind, practice, database, server, pacer, scraps)


def _practice(place: Path, scraps: ExitStack) -> PracticeCarrier:
    """The practice carrier; where the disk cannot be written to, a copy of it for this run."""
    if not os.access(place if place.exists() else place.parent, os.W_OK):
        scratch = scraps.enter_context(TemporaryDirectory(prefix="postwright-"))
        place = Path(shutil.copytree(place, Path(scratch, place.name))) if place.exists() else Path(scratch)
    practice = practice_app(place)
    scraps.callback(practice.close)
    return practice


def _build(
    folder: DataFolder,
    settings: Callable[[], Preferences],
    kind: ShopKind,
    practice: PracticeCarrier | None,
    database: Database,
    server: Server | None,
    pacer: Pacer,
    scraps: ExitStack,
) -> Shop:
    """`scraps` is what must be let go of at the end; it is the shop's when the shop is there."""
    clock = ShopClock(practice_time(practice, folder) if practice else utc_now)
    transport = practice_transport(practice.wsgi) if practice else None

    def client(*, patient: bool) -> CarrierClient:
        url, key = (server.url, server.key) if server else (PRACTICE_URL, PRACTICE_KEY)
        return open_carrier(
            url, key, patient=patient, pacer=pacer, transport=transport, now=clock.now,
            may_add_funds=lambda: patient and settings().may_add_funds,
        )  # fmt: skip

    errands = scraps.enter_context(closing(client(patient=False)))
    money = scraps.enter_context(closing(client(patient=True)))
    rules = read_rules(assets.text("carrier/rules.json"))
    forms = ScanForms(database, clock.now)
    calendar = Calendar(forms, Marks(database, LEAVES), rules.form, clock.now)
    return Shop(
        kind=kind, folder=folder,
        catalogue=read_catalogue(assets.text("carrier/usps.json")),
        rules=rules,
        database=database,
        ledger=Ledger(database, clock.now, _other_clock(practice)),
        labels=Labels(database, clock.now), drafts=Drafts(database, clock.now),
        spending=Spending(database), intentions=Intentions(database, clock.now),
        voids=Voids(database, clock.now, rules), pickups=Pickups(database, clock.now),
        prints=Prints(database, clock.now), runs=PrintRuns(database, clock.now),
        asking=Asking(), unwritten=Unwritten(),
        mails=Mails(database, clock.now), codes=CodeWatch(database, clock.now),
        parcels=ParcelsUnderWay(database, clock.now),
        balances=Balances(database, clock.now), refunds=Refunds(database, clock.now, rules),
        foreign=ForeignLabels(database, clock.now), forms=forms,
        calendar=calendar, days=ShopDays(partial(ship_days, calendar)),
        money=money, errands=errands,
        paying=_paying(errands, kind, settings, Balances(database, clock.now)),
        practice=practice, renderer=Renderer(), pacer=pacer, clock=clock, rule=SettlingRule(),
        settings=settings, restorations=Restorations(database, clock.now), scraps=scraps.pop_all(),
    )  # fmt: skip


def _other_clock(practice: PracticeCarrier | None) -> Callable[[], int | None]:
    """The practice carrier's time is its own, and can be moved on; the computer's second clock cannot."""
    return (lambda: None) if practice else uptime


def _paying(
    errands: CarrierClient, kind: ShopKind, settings: Callable[[], Preferences], balances: Balances
) -> PayingAccount:
    return PayingAccount(errands, partial(_preferred, kind, settings), balances.note)


def _preferred(kind: ShopKind, settings: Callable[[], Preferences]) -> str:
    chosen = settings()
    return chosen.carrier_id if kind in ("live", "sandbox") and chosen.mode is Mode.LIVE else ""
