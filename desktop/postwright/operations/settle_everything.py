"""Ask the carrier about all that is in doubt: purchases, voids, pickups. Buys nothing, gives nothing up."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from postwright.domain.absence import SettlingRule
from postwright.domain.faults import Fault
from postwright.domain.label_alarms import noted
from postwright.domain.postal_rules import FormRule
from postwright.domain.purchase import Purchase
from postwright.operations.make_scan_form import Tray, settle_forms
from postwright.operations.name_label import it_exists
from postwright.operations.results import Attention, Purchased
from postwright.operations.schedule_pickup import Dock
from postwright.operations.settle import it_does_not_exist, settle
from postwright.operations.settle_pickups import settle_pickups
from postwright.operations.void_label import Till, settle_voids
from postwright.operations.watch_attention import attention
from postwright.store.balances import Balances
from postwright.store.foreign_labels import ForeignLabels
from postwright.store.ledger import Ledger
from postwright.store.prints import Prints
from postwright.store.scan_forms import ScanForms


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that may hold a doubt, and the carrier that knows (the dock's)."""

    ledger: Ledger
    prints: Prints
    till: Till
    dock: Dock
    rule: SettlingRule
    balances: Balances
    foreign: ForeignLabels
    forms: ScanForms
    form_rule: FormRule

    @property
    def tray(self) -> Tray:
        return Tray(self.dock.labels, self.forms, self.dock.carrier, self.form_rule)


def settle_everything(
    books: Books, *, now: datetime, stale_before: datetime, only: str = ""
) -> tuple[Purchased, ...]:
    """Look everything up once, or one purchase `only`; purchases that were found are returned as bought.

    What the carrier does not answer about stays in doubt; `stale_before` is as in `settle`.
    """
    labels, carrier = books.dock.labels, books.dock.carrier
    found = settle(
        books.ledger,
        labels,
        carrier,
        now=now,
        stale_before=stale_before,
        balances=books.balances,
        only=only,
    )
    for purchased in found:
        keep_alarms(books.ledger, purchased, now)
    if only:
        return found
    settle_voids(books.till, now=now, stale_before=stale_before)
    with suppress(Fault):
        settle_pickups(books.dock, now=now, stale_before=stale_before)
    with suppress(Fault):
        settle_forms(books.tray, now=now, stale_before=stale_before)
    return found


def name_label(books: Books, purchase_id: str, text: str, *, now: datetime) -> Purchased:
    """The operator names the label of a doubtful purchase. Raises what `it_exists` raises."""
    purchased = it_exists(books.ledger, books.dock.labels, books.dock.carrier, purchase_id, text)
    keep_alarms(books.ledger, purchased, now)
    return purchased


def deny_label(books: Books, purchase_id: str, *, now: datetime, despite_balance: bool = False) -> Purchase:
    """The operator says that there is no such label. Raises what `it_does_not_exist` raises."""
    return it_does_not_exist(
        books.ledger,
        purchase_id,
        now=now,
        rule=books.rule,
        balances=books.balances,
        despite_balance=despite_balance,
    )


def keep_alarms(ledger: Ledger, purchased: Purchased, now: datetime) -> None:
    """Write down the alarms that the label alone does not show, such as a second label at the carrier."""
    known = purchased.entry.alarms if purchased.entry else ()
    for alarm in purchased.alarms:
        if alarm not in known:
            ledger.note_look(purchased.purchase.id, now, clean=False, detail=noted(alarm))


def check_void(books: Books, label_id: str, *, now: datetime, stale_before: datetime) -> None:
    """Read one label of which a refund may have been asked for."""
    settle_voids(books.till, now=now, stale_before=stale_before, only=label_id)


def check_pickup(books: Books, number: int, *, now: datetime, stale_before: datetime) -> None:
    """Read the list of pickups for one. Raises the fault of the call."""
    settle_pickups(books.dock, now=now, stale_before=stale_before, only=number)


def check_form(books: Books, number: int, *, now: datetime, stale_before: datetime) -> None:
    """Read the list of SCAN forms for one. Raises the fault of the call."""
    settle_forms(books.tray, now=now, stale_before=stale_before, only=number)


def look_around(books: Books, *, now: datetime) -> Attention:
    """Everything that waits for a person now; reads the database only."""
    return attention(
        books.ledger,
        books.dock.labels,
        books.prints,
        books.till.voids,
        books.dock.pickups,
        now=now,
        rule=books.rule,
        void=books.till.rule,
        balances=books.balances,
        foreign=books.foreign,
        forms=books.forms,
    )
