"""Everything that one open carrier consists of, without a window: its database, its clients, its clock.
Decides nothing; `shop_opening.py` opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

from postwright.carrier.client import CarrierClient
from postwright.carrier.pace import Pacer
from postwright.domain.absence import SettlingRule
from postwright.domain.catalogue import Catalogue
from postwright.domain.postal_rules import PostalRules
from postwright.domain.preferences import Preferences
from postwright.domain.time_zone import zone_of
from postwright.operations.compare_books import Shelf
from postwright.operations.fetch_documents import Archive
from postwright.operations.follow_parcels import Tracker, keep_answer
from postwright.operations.gather_facts import Post
from postwright.operations.guard import Counter
from postwright.operations.hand_over import Press, Unwritten
from postwright.operations.leave_today import Calendar
from postwright.operations.make_scan_form import Tray
from postwright.operations.post_mail import Postman
from postwright.operations.schedule_pickup import Dock
from postwright.operations.settle_everything import Books
from postwright.operations.void_label import Till
from postwright.operations.watch_codes import Lookout
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paths import DataFolder, ShopKind
from postwright.paying import PayingAccount
from postwright.practice.app import PracticeCarrier
from postwright.printing.asking import Asking
from postwright.printing.renderer import Renderer
from postwright.shop_clock import ShopClock
from postwright.shop_days import ShopDays
from postwright.store.balances import Balances
from postwright.store.code_watch import CodeWatch
from postwright.store.database import Database
from postwright.store.drafts import Drafts
from postwright.store.foreign_labels import ForeignLabels
from postwright.store.intentions import Intentions
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.mails import Mails
from postwright.store.parcels_under_way import ParcelsUnderWay
from postwright.store.pickups import Pickups
from postwright.store.print_runs import PrintRuns
from postwright.store.prints import Prints
from postwright.store.refunds import Refunds
from postwright.store.restorations import Restorations
from postwright.store.scan_forms import ScanForms
from postwright.store.spending import Spending
from postwright.store.voids import Voids


@dataclass(frozen=True, slots=True)
class Shop:
    """What one open carrier consists of. The methods only put parts together for an operation."""

    kind: ShopKind
    folder: DataFolder
    catalogue: Catalogue
    rules: PostalRules
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
    asking: Asking
    unwritten: Unwritten
    mails: Mails
    codes: CodeWatch
    parcels: ParcelsUnderWay
    balances: Balances
    refunds: Refunds
    foreign: ForeignLabels
    forms: ScanForms
    calendar: Calendar
    days: ShopDays
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
            self.preferences.rules, self.paying.balance, self.days.now,
        )  # fmt: skip

    def till(self) -> Till:
        heard = partial(keep_answer, self.tracker())
        return Till(
            self.labels, self.voids, self.money, self.rules.void, lambda: self.pacer.stopped, heard
        )  # fmt: skip

    def dock(self) -> Dock:
        return Dock(self.labels, self.pickups, self.money, self.rules.pickup)

    def books(self) -> Books:
        return Books(
            self.ledger, self.prints, self.till(), self.dock(), self.rule, self.balances, self.foreign,
            self.forms, self.rules.form,
        )  # fmt: skip

    def tray(self) -> Tray:
        return self.books().tray

    def shelf(self) -> Shelf:
        return Shelf(self.restorations, self.labels, self.drafts, self.errands)

    def archive(self) -> Archive:
        return Archive(self.labels, self.errands, self.renderer)

    def press(self) -> Press:
        return Press(
            self.labels, self.prints, self.renderer, self.samples_allowed, self.runs, self.asking,
            self.unwritten,
        )  # fmt: skip

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
        validity = self.catalogue.qr_validity
        return Lookout(self.codes, self.preferences.mail, validity, self.now, self.rules.void)

    def tracker(self) -> Tracker:
        return Tracker(self.labels, self.parcels, self.errands, self.rules.tracking, self.now)

    @property
    def samples_allowed(self) -> bool:
        """Whether a practice label may pass the proof: never beside a live account."""
        return self.kind != "live"

    def close(self) -> None:
        """Let go of everything; calls in flight must have ended."""
        self.pacer.stop()
        self.renderer.close()
        self.scraps.close()
