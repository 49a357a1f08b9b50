"""Open everything that one carrier needs, without a window: its database, its clients, its clock. Decides
nothing.

Heavy: it loads the HTTP, database and printing libraries, so the window opens it after its first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial

from postwright import assets
from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain.absence import SettlingRule
from postwright.domain.account import Account
from postwright.domain.catalogue import Catalogue, read_catalogue
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.preferences import Mode, Preferences
from postwright.domain.time_zone import zone_of
from postwright.operations.mail_qr import Post
from postwright.operations.print_label import Press
from postwright.operations.quote import choose_account
from postwright.operations.run_queue import Counter
from postwright.operations.schedule_pickup import Dock
from postwright.operations.settle_everything import Books
from postwright.operations.void_label import Till
from postwright.paperless.customer_mail import Templates
from postwright.paths import DataFolder, ShopKind
from postwright.practice.app import PracticeCarrier, practice_app
from postwright.printing.renderer import Renderer
from postwright.store.database import Database, open_database
from postwright.store.drafts import Drafts
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.mails import Mails
from postwright.store.pickups import Pickups
from postwright.store.prints import Prints
from postwright.store.sqlite_faults import door
from postwright.store.voids import Voids

LIVE_URL = "https://api.shipengine.com"
PRACTICE_URL = "http://localhost"
PRACTICE_KEY = "TEST_practice"
URL_VARIABLE = "POSTWRIGHT_API_URL"
KEY_VARIABLE = "POSTWRIGHT_API_KEY"
# A key that begins so buys sample labels for no money (api.md 2).
SANDBOX_KEYS = "TEST_"
DATABASE_NAME = "shop.db"
PRACTICE_FOLDER = "carrier"


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


class ShopClock:
    """The carrier's idea of now. In practice it is virtual and in a file; `glance` does not read it."""

    def __init__(self, read: Callable[[], datetime]) -> None:
        self._read = read
        self._ahead = timedelta()
        self.now()

    def now(self) -> datetime:
        read = self._read()
        self._ahead = read - _utc_now()
        return read

    def glance(self) -> datetime:
        """The time as of the last reading plus what has passed since; for the window's thread."""
        return _utc_now() + self._ahead


class PayingAccount:
    """Which account pays: asked of the carrier once, then remembered until told to forget."""

    def __init__(self, carrier: CarrierClient, preferred: Callable[[], str]) -> None:
        self._carrier = carrier
        self._preferred = preferred
        self._known = ""

    def look(self) -> Account:
        """The account with its balance now. Raises BadInput(NO_ACCOUNT) or the fault of the call."""
        account = choose_account(self._carrier.accounts.find(), self._preferred())
        self._known = account.carrier_id
        return account

    def id(self) -> str:
        return self._preferred() or self._known or self.look().carrier_id

    def forget(self) -> None:
        self._known = ""


@dataclass(frozen=True, slots=True)
class Shop:
    """What one open carrier consists of. The methods only put parts together for an operation."""

    kind: ShopKind
    folder: DataFolder
    catalogue: Catalogue
    templates: Templates
    database: Database
    ledger: Ledger
    labels: Labels
    drafts: Drafts
    voids: Voids
    pickups: Pickups
    prints: Prints
    mails: Mails
    money: CarrierClient
    errands: CarrierClient
    paying: PayingAccount
    practice: PracticeCarrier | None
    renderer: Renderer
    pacer: Pacer
    clock: ShopClock
    rule: SettlingRule
    settings: Callable[[], Preferences]

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
            self.ledger, self.labels, self.drafts, self.money, self.catalogue, self.paying.id, self.now,
            self.preferences.display_scheme, lambda: self.pacer.stopped, self.preferences.rules,
        )  # fmt: skip

    def till(self) -> Till:
        return Till(self.labels, self.voids, self.money, lambda: self.pacer.stopped)

    def dock(self) -> Dock:
        return Dock(self.labels, self.pickups, self.money)

    def books(self) -> Books:
        return Books(self.ledger, self.prints, self.till(), self.dock(), self.rule)

    def press(self) -> Press:
        return Press(self.labels, self.prints, self.renderer, self.samples_allowed)

    def post(self) -> Post:
        chosen = self.preferences
        return Post(self.labels, self.mails, self.templates, chosen.mail, chosen.origins, self.is_practice)

    @property
    def samples_allowed(self) -> bool:
        """Whether a practice label may pass the proof: never beside a live account."""
        return self.kind != "live"

    def close(self) -> None:
        """Let go of everything; calls in flight must have ended."""
        self.pacer.stop()
        self.renderer.close()
        self.money.close()
        self.errands.close()
        if self.practice is not None:
            self.practice.close()
        self.database.close()


def open_shop(
    folder: DataFolder,
    settings: Callable[[], Preferences],
    *,
    server: Server | None,
    lock: AbstractContextManager[object] | None = None,
) -> Shop:
    """Open the shop for a server, or for the built-in practice carrier where there is none.

    `lock` guards the pacer where several lanes share it. Raises the store's Environment faults and BadInput
    for an address or key that cannot be used.
    """
    kind: ShopKind = server.kind if server else "practice"
    with door(folder.root / DATABASE_NAME):
        place = folder.shop_folder(kind)
        practice = None if server else practice_app(place / PRACTICE_FOLDER)
    try:
        return _build(folder, settings, kind, practice, server, Pacer(lock=lock, eases=server is not None))
    except BaseException:
        if practice is not None:
            practice.close()
        raise


def _build(
    folder: DataFolder,
    settings: Callable[[], Preferences],
    kind: ShopKind,
    practice: PracticeCarrier | None,
    server: Server | None,
    pacer: Pacer,
) -> Shop:
    clock = ShopClock(_practice_time(practice, folder) if practice else _utc_now)
    now = clock.now
    database = open_database(folder.shop_folder(kind) / DATABASE_NAME)
    transport = practice_transport(practice.wsgi) if practice else None

    def client(*, patient: bool) -> CarrierClient:
        url, key = (server.url, server.key) if server else (PRACTICE_URL, PRACTICE_KEY)
        return open_carrier(
            url, key, patient=patient, pacer=pacer, transport=transport, now=now,
            may_add_funds=lambda: patient and settings().may_add_funds,
        )  # fmt: skip

    try:
        errands = client(patient=False)
        money = client(patient=True)
    except BaseException:
        database.close()
        raise
    return Shop(
        kind=kind,
        folder=folder,
        catalogue=read_catalogue(assets.text("carrier/usps.json")),
        templates=Templates(html=assets.text("mail/qr.html.j2"), text=assets.text("mail/qr.txt.j2")),
        database=database,
        ledger=Ledger(database, now),
        labels=Labels(database, now),
        drafts=Drafts(database, now),
        voids=Voids(database, now),
        pickups=Pickups(database, now),
        prints=Prints(database, now),
        mails=Mails(database, now),
        money=money,
        errands=errands,
        paying=PayingAccount(errands, partial(_preferred, kind, settings)),
        practice=practice,
        renderer=Renderer(),
        pacer=pacer,
        clock=clock,
        rule=SettlingRule(),
        settings=settings,
    )


def _preferred(kind: ShopKind, settings: Callable[[], Preferences]) -> str:
    chosen = settings()
    return chosen.carrier_id if kind in ("live", "sandbox") and chosen.mode is Mode.LIVE else ""


def _practice_time(practice: PracticeCarrier, folder: DataFolder) -> Callable[[], datetime]:
    """The practice carrier's clock. It lies in a file, so that reading it may raise Environment."""
    place = folder.shop_folder("practice") / PRACTICE_FOLDER

    def read() -> datetime:
        with door(place):
            return practice.clock.now()

    return read


def _utc_now() -> datetime:
    return datetime.now(UTC)
