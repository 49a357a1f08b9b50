"""Look for what must be answered before a parcel is bought. Every door to buying passes here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from postwright.carrier.client import CarrierClient
from postwright.domain.buying_rules import RULES, BuyingRules
from postwright.domain.catalogue import Catalogue
from postwright.domain.draft_record import DraftRecord
from postwright.domain.guards import (
    Balance,
    Earlier,
    Guard,
    Held,
    Spent,
    of_balance,
    of_day,
    of_price,
    of_resemblance,
    resembling,
    unanswered,
)
from postwright.domain.money import Money
from postwright.domain.ship_day import ANY_DAY, ShipDays
from postwright.domain.shipment import Shipment
from postwright.domain.time_zone import zone_of
from postwright.store.drafts import Drafts
from postwright.store.intentions import Intentions
from postwright.store.labels import Labels
from postwright.store.ledger import Ledger
from postwright.store.spending import Spending


@dataclass(frozen=True, slots=True)
class Counter:
    """What buying from drafts needs. `account` names the paying account; it may ask the carrier. `closing`
    says whether the program ends or the batch was stopped, so that no further parcel is begun. `balance` is
    what the account held when somebody last looked, `days` says on which days parcels still leave.
    """

    ledger: Ledger
    labels: Labels
    drafts: Drafts
    spending: Spending
    intentions: Intentions
    carrier: CarrierClient
    catalogue: Catalogue
    account: Callable[[], str]
    now: Callable[[], datetime]
    display_scheme: str
    closing: Callable[[], bool] = lambda: False
    rules: BuyingRules = RULES
    balance: Callable[[], Balance | None] = lambda: None
    days: Callable[[], ShipDays] = lambda: ANY_DAY


def check(
    counter: Counter, shipment: Shipment, draft_id: str, price: Money, answered: Iterable[str] = ()
) -> None:
    """Raises Held with all that is not answered."""
    now = counter.now()
    given = frozenset(answered)
    nearby = counter.spending.near(shipment.ship_to, similar_since(counter, now))
    found = likenesses(counter, shipment, draft_id, nearby, given, now)
    money = (*of_money(counter, price, shipment, now), of_price(price, counter.rules))
    if left := unanswered((*found, *money), given):
        raise Held(left)


def similar_since(counter: Counter, now: datetime) -> datetime:
    return now - timedelta(hours=max(0, counter.rules.similar_hours))


def likenesses(
    counter: Counter,
    shipment: Shipment,
    draft_id: str,
    earlier: Iterable[Earlier],
    given: frozenset[str],
    now: datetime,
) -> tuple[Guard, ...]:
    """One guard for each label or parcel that this one resembles, unless the pair was answered: here, or
    where the other one was approved.
    """
    alike = resembling(shipment, draft_id, earlier, counter.rules, now)
    asked = [one for one in alike if not one.keys & given]
    if not asked:
        return ()
    others = counter.drafts.some([one.draft_id for one in asked])
    own = f"similar:{draft_id}"
    return tuple(
        of_resemblance(one, now) for one in asked if own not in _answers_of(others.get(one.draft_id))
    )


def of_money(
    counter: Counter, price: Money, shipment: Shipment, now: datetime
) -> tuple[Guard | None, Guard | None]:
    """Too much for one day at the origin, and more than the account holds."""
    zone = zone_of(shipment.ship_from.state)
    day = now.astimezone(zone).date()
    spent = counter.spending.spent_since(datetime.combine(day, time.min, zone), price.currency)
    return of_day(price, Spent(day, spent), counter.rules), of_balance(price, balance_now(counter), now)


def balance_now(counter: Counter) -> Balance | None:
    """What the account held, less what was bought since."""
    seen = counter.balance()
    if seen is None:
        return None
    since = counter.spending.spent_since(seen.at, seen.amount.currency)
    return Balance(seen.amount - since, seen.at)


def _answers_of(record: DraftRecord | None) -> tuple[str, ...]:
    return record.approval.answered if record is not None and record.approval is not None else ()
