"""A whole shop in a folder against a practice carrier of its own, with a hand on the wire between them.

Time stands still until a test moves the carrier's clock. Holds no test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from postwright import assets
from postwright.carrier.client import CarrierClient
from postwright.carrier.transport import open_carrier, practice_transport
from postwright.domain.absence import SettlingRule
from postwright.domain.address import Address
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.catalogue import Catalogue, read_catalogue
from postwright.domain.draft import Draft
from postwright.domain.draft_record import DraftRecord
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.preferences import MailSetup, Origin
from postwright.domain.purchase import Order, Purchase
from postwright.domain.rate import Quote
from postwright.domain.shipment import Delivery, Shipment
from postwright.operations.buy import buy, choose, order_for
from postwright.operations.fetch_documents import Archive
from postwright.operations.follow_parcels import Tracker, keep_answer
from postwright.operations.gather_facts import Post
from postwright.operations.guard import Counter
from postwright.operations.hand_over import Press
from postwright.operations.plan_pickup import PickupDesk
from postwright.operations.quote import choose_account, quote
from postwright.operations.results import Purchased
from postwright.operations.schedule_pickup import Dock
from postwright.operations.settle import settle
from postwright.operations.void_label import Till
from postwright.operations.watch_refunds import RefundDesk
from postwright.paperless.letter_shelf import LetterShelf
from postwright.practice.app import PRACTICE_KEY, PracticeCarrier, practice_app
from postwright.printing.renderer import Renderer
from postwright.store.balances import Balances
from postwright.store.code_watch import CodeWatch
from postwright.store.database import open_database
from postwright.store.drafts import Drafts
from postwright.store.foreign_labels import ForeignLabels
from postwright.store.intentions import Intentions
from postwright.store.labels import Labels
from postwright.store.leaving_labels import LeavingLabels
from postwright.store.ledger import Ledger
from postwright.store.mails import Mails
from postwright.store.marks import Marks
from postwright.store.parcels_under_way import ParcelsUnderWay
from postwright.store.pickups import Pickups
from postwright.store.print_runs import PrintRuns
from postwright.store.prints import Prints
from postwright.store.refunds import Refunds
from postwright.store.scan_forms import ScanForms
from postwright.store.spending import Spending
from postwright.store.voids import Voids
from tests.carrier.answers import still_pacer
from tests.domain.samples import DRAFT, SENDER_TEXT, SHIPMENT
from tests.rules import RULES

# A Sunday; the sample parcel leaves on Monday.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GROUND = "usps_ground_advantage/package"
PRIORITY = "usps_priority_mail/package"
RULE = SettlingRule()
# Most tests buy the same parcel again and again.
UNGUARDED = BuyingRules(similar_hours=0, label_limit=None, day_limit=None)
DESK = Origin("Desk", SENDER_TEXT)
MAILS = MailSetup("Juniper Goods")
Answer = Callable[[httpx.Request], httpx.Response]


class Wire:
    """Passes every request on to the carrier, unless a test answers it first. Remembers what was asked."""

    def __init__(self, carrier: PracticeCarrier) -> None:
        self._carrier = practice_transport(carrier.wsgi)
        self._answers: dict[tuple[str, str], Answer] = {}
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        answer = self._answers.get((request.method, request.url.path), self.passed_on)
        return answer(request)

    def passed_on(self, request: httpx.Request) -> httpx.Response:
        response = self._carrier.handle_request(request)
        response.read()
        return httpx.Response(response.status_code, headers=response.headers, content=response.content)

    def answer(self, method: str, path: str, answer: Answer) -> None:
        """From here on, answer these requests in place of the carrier."""
        self._answers[method, path] = answer

    def count(self, asked: str) -> int:
        return self.asked.count(asked)

    @property
    def purchases(self) -> int:
        """How often money was asked for."""
        return self.count("POST /v1/labels")


class Window:
    """What one running program has open on the shop's database."""

    def __init__(self, database: Path, now: Callable[[], datetime]) -> None:
        self.database = open_database(database)
        self.ledger = Ledger(self.database, now)
        self.labels = Labels(self.database, now)
        self.drafts = Drafts(self.database, now)
        self.spending = Spending(self.database)
        self.intentions = Intentions(self.database, now)
        self.voids = Voids(self.database, now, RULES)
        self.pickups = Pickups(self.database, now)
        self.prints = Prints(self.database, now)
        self.runs = PrintRuns(self.database, now)
        self.mails = Mails(self.database, now)
        self.codes = CodeWatch(self.database, now)
        self.parcels = ParcelsUnderWay(self.database, now)
        self.balances = Balances(self.database, now)
        self.refunds = Refunds(self.database, now, RULES)
        self.foreign = ForeignLabels(self.database, now)
        self.forms = ScanForms(self.database, now)

    def refund_desk_of(self, carrier: CarrierClient, now: Callable[[], datetime]) -> RefundDesk:
        """What watching refunds needs."""
        other, looks = Marks(self.database, "other_money"), Marks(self.database, "refunds")
        return RefundDesk(self.refunds, self.labels, self.balances, carrier, other, looks, RULES, now)

    def press(self, renderer: Renderer | None = None) -> Press:
        """What printing needs; nothing can be drawn without a renderer."""
        return Press(self.labels, self.prints, renderer or Renderer(), True, self.runs)


@cache
def new_database() -> bytes:
    """One in which nothing has happened yet, made once: making it takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        open_database(path).close()
        return path.read_bytes()


class Shop(Window):
    """A shop, its carrier and the wire between them, with the sequences that most tests begin with."""

    def __init__(self, folder: Path, renderer: Renderer | None = None) -> None:
        self.folder = folder
        self.practice = practice_app(folder / "carrier")
        self.practice.clock.freeze(NOON)
        self.wire = Wire(self.practice)
        self.carrier: CarrierClient = open_carrier(
            "http://localhost",
            PRACTICE_KEY,
            patient=True,
            pacer=still_pacer(),
            transport=httpx.MockTransport(self.wire),
            now=self.now,
        )
        self.catalogue: Catalogue = read_catalogue(assets.text("carrier/usps.json"))
        self._own = Renderer()  # starts nothing until it is given a document
        self.renderer = renderer or self._own
        (folder / "shop.db").write_bytes(new_database())
        super().__init__(folder / "shop.db", self.now)

    def close(self) -> None:
        self._own.close()
        self.carrier.close()
        self.practice.close()
        self.database.close()

    def now(self) -> datetime:
        return self.practice.clock.now()

    def later(self, **span: float) -> datetime:
        self.practice.clock.advance(timedelta(**span))
        return self.now()

    def second_window(self) -> Window:
        """Another program on the same file; whoever asks for it closes its database."""
        return Window(self.database.path, self.now)

    # -------------------------------------------------------- what the carrier knows

    @property
    def paid(self) -> Money:
        """What the carrier has charged so far, refunds left out."""
        charges = (charge.amount.minor for charge in self.practice.ledger() if charge.kind == "purchase")
        return Money(-sum(charges))

    def live_labels(self) -> tuple[str, ...]:
        return tuple(label.label_id for label in self.carrier.labels.find() if not label.voided)

    # -------------------------------------------------------- buying

    def account(self) -> str:
        return choose_account(self.carrier.accounts.find(), "").carrier_id

    def quoted(self, shipment: Shipment = SHIPMENT) -> Quote:
        return quote(self.carrier, shipment, self.account(), self.catalogue)

    def order(
        self,
        draft_id: str = "",
        shipment: Shipment = SHIPMENT,
        key: str = GROUND,
        at_most: Money | None = None,
    ) -> Order:
        choice = choose(shipment, self.quoted(shipment), key, at_most)
        return order_for(choice, draft_id or self.drafts.new(DRAFT).id, self.now())

    def buy(self, order: Order, window: Window | None = None, revision: int | None = None) -> Purchased:
        through = window or self
        return buy(
            through.ledger,
            through.labels,
            self.carrier,
            order,
            display_scheme="paperless",
            revision=revision,
        )

    def bought(self, shipment: Shipment = SHIPMENT) -> LabelEntry:
        entry = self.buy(self.order(shipment=shipment)).entry
        assert entry is not None
        return entry

    def bought_paperless(self, delivery: Delivery = Delivery.QR) -> LabelEntry:
        return self.bought(replace(SHIPMENT, delivery=delivery))

    def post(self, setup: MailSetup = MAILS, *, practice: bool = False) -> Post:
        """What mailing needs, with the desk as the one saved origin."""
        shelf = LetterShelf(self.folder / "mail", setup.website)
        mails, archive = self.mails, self.archive()
        return Post(self.labels, mails, shelf, setup, (DESK,), practice, self.catalogue, archive, self.codes)

    def look_up(self, *, stale_before: datetime | None = None) -> tuple[Purchased, ...]:
        """Settle as at the start of the program, or with what the window says while it runs."""
        now = self.now()
        return settle(self.ledger, self.labels, self.carrier, now=now, stale_before=stale_before or now)

    def purchase(self, order: Order) -> Purchase:
        return self.ledger.purchase(order.id)

    # -------------------------------------------------------- the other desks

    def queued(
        self, limit: str = "25", service: str = CHEAPEST, draft: Draft = DRAFT, package: str = ""
    ) -> DraftRecord:
        """A draft that the operator approved."""
        record = self.drafts.new(draft)
        return self.drafts.queue(record.id, Approval(service, package, Money.of(limit), when_online=True))

    def counter(self, rules: BuyingRules = UNGUARDED) -> Counter:
        return Counter(
            self.ledger, self.labels, self.drafts, self.spending, self.intentions, self.carrier,
            self.catalogue, self.account, self.now, "paperless", rules=rules,
        )  # fmt: skip

    def archive(self) -> Archive:
        return Archive(self.labels, self.carrier, self.renderer)

    def till(self) -> Till:
        return Till(
            self.labels, self.voids, self.carrier, RULES.void, heard=partial(keep_answer, self.tracker())
        )

    def refund_desk(self) -> RefundDesk:
        return self.refund_desk_of(self.carrier, self.now)

    def tracker(self, window: Window | None = None) -> Tracker:
        through = window or self
        return Tracker(through.labels, through.parcels, self.carrier, RULES.tracking, self.now)

    def pickup_desk(self) -> PickupDesk:
        """What planning a pickup reads, with the desk as the one saved origin."""
        labels = LeavingLabels(self.database)
        return PickupDesk(labels, self.pickups, self.catalogue, RULES.pickup, (DESK,))

    def dock(self) -> Dock:
        return Dock(self.labels, self.pickups, self.carrier, RULES.pickup)


def to(address: Address, shipment: Shipment = SHIPMENT) -> Shipment:
    return replace(shipment, ship_to=address)
