"""A small shop on one evening in November: people, parcels and labels that tests share. Not real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from postwright.domain.account import Account
from postwright.domain.address import Address
from postwright.domain.approval import CHEAPEST, IN_TIME, Approval, Tolerance
from postwright.domain.balance_evidence import BalanceEvidence, BalanceSeen, Says
from postwright.domain.barcode import make_impb
from postwright.domain.day_end import origin_key
from postwright.domain.display_scheme import PAPERLESS, words_for
from postwright.domain.draft import AddressText, Draft
from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.foreign_label import ForeignLabel
from postwright.domain.guards import Guard, GuardKind
from postwright.domain.label import Label
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money, total
from postwright.domain.pickup import Pickup, PickupEntry, PickupRequest, PickupState, PickupWindow
from postwright.domain.preferences import MailSetup, Mode, Origin, ParcelPreset, Preferences
from postwright.domain.print_record import PrintRecord, PrintState
from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.purchase import Order, Purchase, State
from postwright.domain.purchase_history import Told
from postwright.domain.scan_back import ScanVerdict, ScanWord
from postwright.domain.ship_day import LeavesToday, WhyOver
from postwright.domain.shipment import Delivery, Parcel, Shipment
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState, void_window
from postwright.domain.weight import Weight
from postwright.operations.results import (
    Attention,
    BatchItem,
    BatchPlan,
    Doubt,
    PlannedParcel,
    QueueRow,
    Standing,
    Voidable,
)
from tests.rules import RULES

PACIFIC = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 24, 16, 42, tzinfo=PACIFIC)
SHOP = Address(
    "Juniper Books",
    "1824 SE Hawthorne Blvd",
    "Portland",
    "OR",
    "97214",
    phone="503 555 0142",
    email="shop@example.com",
)
PEOPLE = (
    ("Amara Okafor", "77 Massachusetts Ave", "Cambridge", "MA", "02139"),
    ("Jens Lindqvist", "410 W Superior St", "Duluth", "MN", "55802"),
    ("Priya Raghunathan", "2200 S Lamar Blvd Apt 14", "Austin", "TX", "78704"),
    ("Maria del Carmen Fuentes", "901 Canyon Rd", "Santa Fe", "NM", "87501"),
    ("Thomas Whitfield", "38 Orchard Ln", "Montpelier", "VT", "05602"),
    ("Keiko Yamashiro", "1450 Ala Moana Blvd", "Honolulu", "HI", "96814"),
    ("Bartholomew Featherstonehaugh", "12 Old Post Rd", "Worcester", "MA", "01608"),
    ("Ruth Nakai", "PO Box 210", "Window Rock", "AZ", "86515"),
)
SERVICES = ("usps_ground_advantage", "usps_priority_mail", "usps_media_mail")


def person(number: int) -> Address:
    name, line1, city, state, zip_code = PEOPLE[number % len(PEOPLE)]
    return Address(name, line1, city, state, zip_code, email=f"{name.split()[0].lower()}@example.com")


def shipment(number: int, delivery: Delivery = Delivery.LABEL) -> Shipment:
    weight = Weight.of(pounds=number % 3, ounces=4 + number)
    parcel = Parcel("package", weight)
    return Shipment(
        person(number),
        SHOP,
        parcel,
        date(2026, 11, 24),
        delivery=delivery,
        order_reference=f"#{2140 + number}",
    )


def entry(
    number: int,
    *,
    days_ago: int = 0,
    prints: int = 1,
    mailed: int = 0,
    void_state: VoidState | None = None,
    delivery: Delivery = Delivery.LABEL,
) -> LabelEntry:
    """A label for the numbered person, bought so many days ago."""
    tracking = make_impb(service_type="001", source="11", mailer="899563821", serial=30400 + number)
    label = Label(
        label_id=f"se-{5000 + number}",
        shipment_id=f"se-{7000 + number}",
        tracking_number=tracking,
        status="completed",
        carrier_id="se-1",
        service_code=SERVICES[number % 3],
        package_code="package",
        cost=Money(579 + 113 * (number % 7)),
        created_at=NOW - timedelta(days=days_ago, minutes=7 * number),
        ship_date=(NOW - timedelta(days=days_ago)).date(),
        display_scheme=words_for(delivery, PAPERLESS)[0],
    )
    voided = void_state is VoidState.REQUESTED
    return LabelEntry(
        replace(label, voided=voided),
        shipment(number, delivery),
        f"d{number}",
        f"p{number}",
        void_state,
        prints,
        mailed,
    )


def ways() -> tuple[TrackingStatus | None, ...]:
    """What USPS says of ten parcels: from none that it has to one that came back."""
    day = timedelta(days=1)
    moving = TrackingStatus(
        NOW - timedelta(hours=3), "IT", first_scan_at=NOW - 2 * day, last_event_at=NOW - timedelta(hours=9),
        last_event="Departed USPS facility · PORTLAND, OR 97218", estimated_at=NOW + day, scans=3,
    )  # fmt: skip
    there = replace(
        moving,
        status_code="DE",
        delivered_at=NOW - day,
        last_event="Delivered, in or at mailbox",
        estimated_at=None,
    )
    return (
        None,
        TrackingStatus(NOW - timedelta(hours=3), "NY"),
        moving,
        replace(moving, detail_code="OUT_FOR_DELIVERY"),
        replace(moving, last_event_at=NOW - 6 * day),
        replace(
            moving, status_code="EX", detail_code="ADDRESS_QUERY", last_event="Undeliverable as addressed"
        ),
        replace(moving, status_code="AT", last_event="Recipient not available"),
        there,
        replace(moving, detail_code="RETURN_TO_SENDER", last_event="Return to sender processed"),
        TrackingStatus(NOW + 2 * day, "NY"),
        replace(there, detail_code="RETURN_TO_SENDER"),
    )


def voidable(number: int, **how: object) -> Voidable:
    held = entry(number, **how)  # type: ignore[arg-type]
    return Voidable(held, void_window(held.label.created_at, NOW, PACIFIC, RULES.void))


def voidables() -> tuple[Voidable, ...]:
    ages = ((0, 27, 1), (1, 26, 0), (2, 22, 1), (3, 12, 2), (4, 2, 0), (5, 0, 1))
    still = [voidable(number, days_ago=days, prints=prints) for number, days, prints in ages]
    qr = voidable(6, days_ago=5, prints=0, mailed=1, delivery=Delivery.QR)
    asked = voidable(7, days_ago=9, void_state=VoidState.REQUESTED)
    doubtful = voidable(8, days_ago=3, void_state=VoidState.IN_DOUBT)
    return (*still, qr, asked, doubtful)


def draft(number: int) -> Draft:
    to = person(number)
    text = AddressText(
        name=to.name, line1=to.line1, city=to.city, state=to.state, postal_code=to.postal_code, email=to.email
    )
    return Draft(to=text, pounds=str(number % 3), ounces=str(4 + number), order_reference=f"#{2140 + number}")


def queue_row(
    number: int, *, queued: bool = True, ready: bool = True, came_back: str = "", waits_for: str = ""
) -> QueueRow:
    seen = Money(579 + 113 * (number % 7))
    service = CHEAPEST if number % 4 == 3 else SERVICES[number % 3]
    allowed = Approval(service, "package", seen + Money(25), seen, tolerance=Tolerance())
    approval = allowed if queued else None
    state = DraftState.QUEUED if queued else DraftState.OPEN
    at = NOW - timedelta(minutes=3 * number)
    record = DraftRecord(f"d{number}", draft(number), state, at, at, approval, came_back)
    words = "Ready to buy." if queued else "Ready. Choose a service or queue it."
    return QueueRow(record, waits_for or came_back or words, ready, seen if queued and ready else None)


def in_time_row(number: int = 11) -> QueueRow:
    """Queued for the cheapest that arrives by a day, without a price seen."""
    row = queue_row(number)
    approval = Approval(IN_TIME, "package", Money(1000), arrive_by=date(2026, 11, 28))
    return replace(row, record=replace(row.record, approval=approval), price=None)


def rolled_row(number: int = 9) -> QueueRow:
    """Queued for a day that is past."""
    row = queue_row(number)
    past = replace(row.record, draft=replace(row.record.draft, ship_date="2026-11-20"))
    told = "Ship date was Fri 20 Nov; it leaves Tue 24 Nov."
    return replace(row, record=past, waits_for=told, rolled=told, leaves=date(2026, 11, 24))


def not_bought_row(number: int = 10) -> QueueRow:
    """What a Stop or a crash left behind."""
    told = "Not bought yet: nothing left this computer. It can be bought again."
    return replace(queue_row(number, waits_for=told), intended=True)


def doubtful_row(number: int = 12) -> QueueRow:
    told = "We don't know yet whether this was bought. See Attention."
    return replace(queue_row(number, ready=False, waits_for=told), in_doubt=True)


def planned(row: QueueRow, *guards: Guard, priced: bool = True) -> PlannedParcel:
    """What buying a queued parcel would mean."""
    seen = row.record.approval.seen or row.record.approval.limit if row.record.approval else None
    return PlannedParcel(row.record, seen if priced else None, guards, row.rolled)


def plan_of(rows: tuple[QueueRow, ...], *guards: Guard, balance: int = 8410) -> BatchPlan:
    """The sum of these, with guards that concern all of them."""
    return plan_with(tuple(planned(row) for row in rows), *guards, balance=balance)


def plan_with(parcels: tuple[PlannedParcel, ...], *guards: Guard, balance: int = 8410) -> BatchPlan:
    counted = [one for one in parcels if one.price is not None and not one.waits_for]
    return BatchPlan(
        parcels,
        total([one.price for one in counted if one.price]),
        total([one.record.approval.limit for one in counted if one.record.approval]),
        Money(balance),
        NOW,
        guards,
    )


def similar_guard(label_id: str = "se-12", who: str = "Jane Doe") -> Guard:
    told = f"You already bought a label like this for {who}, 20 minutes ago, for $7.61."
    return Guard(GuardKind.SIMILAR, f"similar:{label_id}", told, (label_id,))


def label_limit_guard(price: str = "$112.40") -> Guard:
    told = f"This label costs {price}. Your limit for one label is $100.00."
    return Guard(GuardKind.LABEL_LIMIT, "label_limit:11240", told)


def day_limit_guard() -> Guard:
    told = "$1,041.50 would be spent today, with $1,000.00 before. Your limit for one day is $1,000.00."
    return Guard(GuardKind.DAY_LIMIT, "day_limit:2026-11-24:104150", told)


def leaving(why: WhyOver = WhyOver.LATE) -> LeavesToday:
    """What is asked of a parcel that would have left today."""
    place = str(origin_key(preferences().origins[0].address))
    return LeavesToday(place, NOW.date(), date(2026, 11, 25), why, RULES.form)


def balance_guard() -> Guard:
    told = "$41.50 is to be spent. The balance, 3 minutes ago, is $21.50 too low."
    return Guard(GuardKind.BALANCE, "balance:4150", told)


def batch_items(rows: tuple[QueueRow, ...]) -> tuple[BatchItem, ...]:
    return tuple(
        BatchItem(
            row.record.id, f"p-{row.record.id}", row.record.draft.to.name, approval.limit, approval.limit
        )
        for row in rows
        if (approval := row.record.approval) is not None
    )


def queue_rows() -> tuple[QueueRow, ...]:
    over = "It costs $9.12 now. That is $0.83 over the limit of $8.29."
    return (
        *(queue_row(number) for number in range(5)),
        queue_row(5, queued=False, came_back=over),
        queue_row(6, queued=False),
        queue_row(7, queued=False, ready=False, waits_for="The weight is missing."),
    )


def account(balance: int = 8410) -> Account:
    return Account("se-1", "stamps_com", "Juniper Books", "juniper-0142", Money(balance), NOW)


def standing(*, online: bool = True, balance: int = 8410) -> Standing:
    return Standing(online, NOW, account(balance))


def preferences(mode: Mode = Mode.LIVE) -> Preferences:
    address = AddressText(
        name="Juniper Books",
        line1=SHOP.line1,
        city="Portland",
        state="OR",
        postal_code="97214",
        phone="503 555 0142",
    )
    fair = AddressText(
        name="Juniper Books", line1="Hall 4, Stand 12", city="Seattle", state="WA", postal_code="98101"
    )
    return Preferences(
        mode=mode,
        carrier_id="se-1",
        carrier_name="Juniper Books",
        origins=(Origin("Shop", address), Origin("Book fair", fair)),
        default_origin="Shop",
        printers=(
            PrinterProfile("Zebra ZD421", "cups:Zebra_ZD421", Language.ZPL),
            PrinterProfile("Office laser", "cups:Brother_HL", Language.PDF, dpi=600),
        ),
        default_printer="Zebra ZD421",
        presets=(
            ParcelPreset(1, "Paperback", ounces="12"),
            ParcelPreset(2, "Two books", pounds="1", ounces="8", length="10", width="7", height="3"),
            ParcelPreset(3, "Padded envelope", "thick_envelope", ounces="6"),
        ),
        mail=MailSetup("Juniper Books", "shop@example.com", "", "smtp.example.com", user="shop@example.com"),
        contact_name="June Alder",
        contact_phone="503 555 0142",
        contact_email="shop@example.com",
    )


def window(day: date, begins: int = 8, ends: int = 18) -> PickupWindow:
    at = datetime(day.year, day.month, day.day, tzinfo=PACIFIC)
    return PickupWindow(at.replace(hour=begins), at.replace(hour=ends))


def pickup_entry(
    number: int = 1,
    *,
    state: PickupState = PickupState.BOOKED,
    day: date = date(2026, 11, 25),
    booked: date | None = None,
    labels: tuple[str, ...] = ("se-5000",),
    place: Address = SHOP,
) -> PickupEntry:
    note = "At the side door. 1 package, 4 oz together."
    request = PickupRequest(
        labels, "June Alder", "503 555 0142", "shop@example.com", window(day), note, place
    )
    made = NOW - timedelta(hours=number)
    given = Pickup(f"pik_{number}", labels, (window(booked or day, 9, 17),), made, f"WTC{66120 + number}")
    answered = state in (PickupState.BOOKED, PickupState.CANCELLING, PickupState.CANCELLED)
    return PickupEntry(
        number, request, state, made, given if answered else None, origin=str(origin_key(place))
    )


def purchase(number: int = 2) -> Purchase:
    order = Order(
        id=f"{number:032x}",
        draft_id=f"d{number}",
        carrier_id="se-1",
        shipment=shipment(number),
        service_code=SERVICES[number % 3],
        package_code="package",
        expected=Money(761),
        at_most=Money(786),
        created_at=NOW,
    )
    return Purchase(order, State.IN_DOUBT, lost_at=NOW - timedelta(minutes=4))


def doubt(number: int = 2, *, can_deny: bool = False) -> Doubt:
    minute = timedelta(minutes=1)
    lost = Told(NOW - 4 * minute, "No answer came that can be trusted.")
    looked = Told(NOW - minute, "The carrier knows no such label.")
    before = BalanceSeen(NOW - 9 * minute, "se-1", Money(9_171))
    after = BalanceSeen(NOW - minute, "se-1", Money(9_171 if can_deny else 8_410))
    says = Says.NOT_CHARGED if can_deny else Says.CHARGED
    told = "Nothing left the account that is not explained. That speaks against a charge."
    if not can_deny:
        told = "The balance fell by $7.61 that nothing else explains. That speaks for a charge."
    return Doubt(
        purchase(number),
        NOW - 4 * minute,
        (looked,),
        can_deny,
        NOW + 7 * minute,
        NOW,
        looks_missing=0 if can_deny else 2,
        history=(Told(NOW - 5 * minute, "The order was sent."), lost, looked),
        balance=BalanceEvidence(says, told, before, after),
    )


def print_record(
    number: int = 0, *, copy: int = 1, state: PrintState = PrintState.HANDED_OVER, reason: str = ""
) -> PrintRecord:
    at = NOW - timedelta(minutes=40 - copy)
    return PrintRecord(10 + copy, f"se-{5000 + number}", copy, "Zebra ZD421", Language.ZPL, state, at, reason)


def proof_facts() -> dict[str, object]:
    """What a proof measured, as it is kept with a print."""
    checks = (
        ("Barcode", "passed", "Reads 9400 1118 9956 3821 3040 02, the number of this parcel.", "GS1"),
        ("ZIP", "passed", "Routed to 02139, where this parcel goes.", "USPS-B-3200"),
        ("Bars", "warned", "Bars 2 dots, 0.0099 in. USPS asks for 0.013 in.", "USPS-B-3200, 4.1"),
        ("Quiet zones", "passed", "Clear for 31 bars at the left and 28 at the right. USPS asks for 10.", ""),
        ("Edges", "passed", "Nothing is cut off.", ""),
    )
    names = ("name", "result", "words", "source")
    return {"checks": [dict(zip(names, one, strict=True)) for one in checks]}


def run_item(place: int, state: ItemState = ItemState.WAITING, problem: str = "") -> RunItem:
    held = entry(place - 1)
    who = held.shipment.ship_to.who
    print_id = None if state in (ItemState.WAITING, ItemState.SKIPPED) else 100 + place
    return RunItem(place, held.id, who, held.label.tracking_number, state, problem, print_id)


def print_run(
    state: RunState, *states: ItemState, total: int = 12, problem: str = "", says: str = ""
) -> PrintRun:
    """Twelve labels, the first of which are in these states; `says` is why one was not printed."""
    items = tuple(
        run_item(place, at, says if at in (ItemState.FAILED, ItemState.MAYBE) else "")
        for place, at in enumerate((*states, *[ItemState.WAITING] * (total - len(states))), start=1)
    )
    return PrintRun(7, "Zebra ZD421", state, items, problem)


def scan_word(verdict: ScanVerdict, number: int = 0) -> ScanWord:
    """What a scan of the numbered label means."""
    who = entry(number).shipment.ship_to.who
    words = {
        ScanVerdict.ON_PARCEL: f"On its parcel: {who}.",
        ScanVerdict.ALREADY: f"The label for {who} was scanned before, on Nov 24 at 14:02.",
        ScanVerdict.WRONG_PARCEL: f"STOP. This label is for {who}. The parcel goes to Ruth Nakai.",
        ScanVerdict.VOID: f"STOP. This label for {who} is void. Take it off the parcel and tear it up.",
        ScanVerdict.UNKNOWN: "9400 1118 9956 3821 3040 02 is not a label of this shop.",
        ScanVerdict.NOT_A_LABEL: "This is no shipping barcode. Scan the long one.",
    }
    nobody = verdict in (ScanVerdict.UNKNOWN, ScanVerdict.NOT_A_LABEL)
    return ScanWord(verdict, "" if nobody else entry(number).id, words[verdict])


def attention() -> Attention:
    return Attention(
        doubts=(doubt(2), doubt(4, can_deny=True)),
        maybe_printed=((print_record(1, state=PrintState.MAYBE), entry(1)),),
        doubtful_voids=(entry(3, void_state=VoidState.IN_DOUBT),),
        doubtful_pickups=(pickup_entry(4, state=PickupState.IN_DOUBT),),
        foreign=(
            ForeignLabel(entry(5).label, NOW, purchase_id="5" * 32),
            ForeignLabel(replace(entry(6).label, ship_to_name="Ruth Nakai"), NOW),
        ),
    )
