"""Open everything that one carrier needs, without a window: its database, its clients, its clock. Decides
nothing.

Heavy: it loads the HTTP, database and printing libraries, so the window opens it after its first paint.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from postwright import assets
from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain import child_environment
from postwright.domain.absence import SettlingRule
from postwright.domain.catalogue import Catalogue, read_catalogue
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.preferences import Mode, Preferences
from postwright.domain.time_zone import zone_of
from postwright.operations.compare_books import Shelf
from postwright.operations.fetch_documents import Archive
from postwright.operations.gather_facts import Post
from postwright.operations.guard import Counter
from postwright.operations.hand_over import Press
from postwright.operations.make_scan_form import Tray
from postwright.operations.post_mail import Postman
from postwright.operations.schedule_pickup import Dock
from postwright.operations.settle_everything import Books
from postwright.operations.void_label import Till
from postwright.operations.watch_codes import Lookout
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paths import DataFolder, ShopKind
from postwright.paying import PayingAccount
from postwright.practice.app import PracticeCarrier, practice_app
from postwright.printing.renderer import Renderer
from postwright.shop_clock import PRACTICE_FOLDER, ShopClock, practice_time, utc_now
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
from postwright.store.pickups import Pickups
from postwright.store.print_runs import PrintRuns
from postwright.store.prints import Prints
from postwright.store.restorations import Restorations
from postwright.store.scan_forms import ScanForms
from postwright.store.spending import Spending
from postwright.store.sqlite_faults import door
from postwright.store.voids import Voids
from postwright.uptime import uptime

LIVE_URL = "https://api.shipengine.com"
PRACTICE_URL = "http://localhost"
PRACTICE_KEY = "TEST_practice"
URL_VARIABLE = "POSTWRIGHT_API_URL"
KEY_VARIABLE = child_environment.KEY_VARIABLE
# A key that begins so buys sample labels for no money (api.md 2).
SANDBOX_KEYS = "TEST_"
DATABASE_NAME = "shop.db"


@dataclass(frozen=True, slots=True)
class Server:
    """A carrier's address and the key to it."""

    url: str
    key: str = field(repr=False)

    @property
    def kind(self) -> ShopKind:
        """https is live, or the sandbox with a key for that, whose labels are samples; http, which is taken
        on this computer only, is a carrier of somebody's own.
        """
        if not self.url.strip().lower().startswith("https:"):
            return "loopback"
        return "sandbox" if self.key.strip().startswith(SANDBOX_KEYS) else "live"


def server_from(environ: Mapping[str, str]) -> Server | None:
    """The server that the environment names, if any. Raises BadInput(KEY_MISSING) for an address without a
    key.
    """
    url, key = environ.get(URL_VARIABLE, ""), environ.get(KEY_VARIABLE, "")
    if url and not key:
        raise BadInput(FaultKind.KEY_MISSING, f"{URL_VARIABLE} is set, but {KEY_VARIABLE} is not.")
    return Server(url, key) if url else None


@dataclass(frozen=True, slots=True)
class Shop:
    """What one open carrier consists of. The methods only put parts together for an operation."""

    kind: ShopKind
    folder: DataFolder
    catalogue: Catalogue
    database: Database
    ledger: Ledger
    labels: Labels
    drafts: Drafts
    spending: Spending
    intentions: Intentions
    voids: Voids
    pickups: Pickups
    prints: Prints
    runs: PrintRuns
    mails: Mails
    codes: CodeWatch
    balances: Balances
    foreign: ForeignLabels
    forms: ScanForms
    money: CarrierClient
    errands: CarrierClient
    paying: PayingAccount
    practice: PracticeCarrier | None
    renderer: Renderer
    pacer: Pacer
    clock: ShopClock
    rule: SettlingRule
    settings: Callable[[], Preferences]
    restorations: Restorations
    scraps: ExitStack

    @property
    def preferences(self) -> Preferences:
        return self.settings()

    @property
    def is_practice(self) -> bool:
        return self.practice is not None

    def now(self) -> datetime:
        return self.clock.now()

    def zone(self) -> tzinfo:
        """The time zone of the default origin."""
        origin = self.preferences.origin
        return zone_of(origin.address.state if origin else "")

    def counter(self) -> Counter:
        return Counter(
            self.ledger, self.labels, self.drafts, self.spending, self.intentions, self.money, self.catalogue,
            self.paying.id, self.now, self.preferences.display_scheme, lambda: self.pacer.stopped,
            self.preferences.rules, self.paying.balance,
        )  # fmt: skip

    def till(self) -> Till:
        return Till(self.labels, self.voids, self.money, lambda: self.pacer.stopped)

    def dock(self) -> Dock:
        return Dock(self.labels, self.pickups, self.money)

    def books(self) -> Books:
        return Books(
            self.ledger, self.prints, self.till(), self.dock(), self.rule, self.balances, self.foreign,
            self.forms,
        )  # fmt: skip

    def tray(self) -> Tray:
        return self.books().tray

    def shelf(self) -> Shelf:
        return Shelf(self.restorations, self.labels, self.drafts, self.errands)

    def archive(self) -> Archive:
        return Archive(self.labels, self.errands, self.renderer)

    def press(self) -> Press:
        return Press(self.labels, self.prints, self.renderer, self.samples_allowed, self.runs)

    def post(self) -> Post:
        own = self.preferences
        return Post(
            self.labels, self.mails, LetterShelf(self.folder.letters, own.mail.website), own.mail,
            own.origins, self.is_practice, self.catalogue, self.archive(), self.codes, self.kind == "sandbox",
        )  # fmt: skip

    def postman(self, password: str | None = None) -> Postman:
        setup, stopped = self.preferences.mail, lambda: self.pacer.stopped
        return Postman(self.mails, setup, self.is_practice, self.now, password, stopped)

    def lookout(self) -> Lookout:
        return Lookout(self.codes, self.errands, self.preferences.mail, self.catalogue.qr_validity, self.now)

    @property
    def samples_allowed(self) -> bool:
        """Whether a practice label may pass the proof: never beside a live account."""
        return self.kind != "live"

    def close(self) -> None:
        """Let go of everything; calls in flight must have ended."""
        self.pacer.stop()
        self.renderer.close()
        self.scraps.close()


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
    return Shop(
        kind=kind, folder=folder,
        catalogue=read_catalogue(assets.text("carrier/usps.json")),
        database=database,
        ledger=Ledger(database, clock.now, _other_clock(practice)),
        labels=Labels(database, clock.now), drafts=Drafts(database, clock.now),
        spending=Spending(database), intentions=Intentions(database, clock.now),
        voids=Voids(database, clock.now), pickups=Pickups(database, clock.now),
        prints=Prints(database, clock.now), runs=PrintRuns(database, clock.now),
        mails=Mails(database, clock.now), codes=CodeWatch(database, clock.now),
        balances=Balances(database, clock.now),
        foreign=ForeignLabels(database, clock.now), forms=ScanForms(database, clock.now),
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
