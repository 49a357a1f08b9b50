"""Sum up what buying several queued parcels would mean. Reads the database only, asks nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import groupby

from postwright.domain.draft_record import DraftRecord, DraftState
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.guards import Earlier, Guard, Stage, of_price, unanswered
from postwright.domain.likeness import customer_of, recipient_keys
from postwright.domain.money import NOTHING, Money
from postwright.domain.purchase import Purchase
from postwright.domain.ship_day import ShipDays, leaves_today, read_waiting, rolled_words
from postwright.domain.shipment import Shipment
from postwright.operations.guard import Counter, balance_now, likenesses, of_money, similar_since
from postwright.operations.price_queue import stands_in_the_way
from postwright.operations.results import BatchPlan, PlannedParcel

# Answers by draft; those under no draft were given for all of them together.
Answers = Mapping[str, frozenset[str]]
FOR_ALL = ""
NOBODY: Answers = {}
NOT_QUEUED = "It is no longer in the queue."
DOUBT = "We don't know yet whether this was bought. See Attention."


def plan_batch(counter: Counter, draft_ids: Iterable[str], answers: Answers = NOBODY) -> BatchPlan:
    """What each of them would cost as far as that is known, and all that must be answered first."""
    now = counter.now()
    records = _records(counter, tuple(dict.fromkeys(draft_ids)))
    around = Around(counter, records, now, bought_together=True)
    parcels = []
    shipments: dict[str, Shipment] = {}
    for record in records:
        parcel, shipment = planned(counter, record, around, answers_for(record, answers), now)
        parcels.append(parcel)
        if shipment is not None:
            shipments[record.id] = shipment
            around.add(_as_peer(record, shipment, parcel, now))
    return _summed(counter, tuple(parcels), shipments, answers, now, around.days)


def answers_for(record: DraftRecord, answers: Answers) -> frozenset[str]:
    """Those that were kept with it, and those that are given now."""
    kept = record.approval.answered if record.approval else ()
    return frozenset(kept) | answers.get(record.id, frozenset()) | answers.get(FOR_ALL, frozenset())


def _records(counter: Counter, draft_ids: tuple[str, ...]) -> tuple[DraftRecord, ...]:
    found = counter.drafts.some(draft_ids)
    if unknown := [draft_id for draft_id in draft_ids if draft_id not in found]:
        raise BadInput(FaultKind.DRAFT_UNKNOWN, unknown[0])
    return tuple(found[draft_id] for draft_id in draft_ids)


class Around:
    """What stands for some parcels already, and what each is compared with, found by its recipient.

    A thousand are neither compared with each other nor asked about one by one, and a single one is compared
    with what goes to its place only, however much was bought today.
    """

    def __init__(
        self, counter: Counter, records: Collection[DraftRecord], now: datetime, *, bought_together: bool
    ) -> None:
        ids = [record.id for record in records]
        self.days = counter.days()
        self.standing: Mapping[str, Purchase] = counter.intentions.standing(ids)
        self._since = similar_since(counter, now)
        self._of_batch = frozenset(ids) if bought_together else frozenset()
        self._spending = counter.spending if len(ids) == 1 else None
        self._by_key: dict[str, list[Earlier]] = defaultdict(list)
        if self._spending is None:
            self._take(counter.spending.recent(self._since))

    def _take(self, found: Iterable[Earlier]) -> None:
        for one in found:
            if one.stage is not Stage.WAITING or one.draft_id not in self._of_batch:
                self.add(one)

    def add(self, one: Earlier) -> None:
        for key in recipient_keys(customer_of(one.shipment)):
            self._by_key[key].append(one)

    def near(self, shipment: Shipment) -> tuple[Earlier, ...]:
        if self._spending is not None:
            self._take(self._spending.near(shipment.ship_to, self._since))
        keys = recipient_keys(customer_of(shipment))
        return tuple(dict.fromkeys(one for key in sorted(keys) for one in self._by_key[key]))


def planned(
    counter: Counter, record: DraftRecord, around: Around, given: frozenset[str], now: datetime
) -> tuple[PlannedParcel, Shipment | None]:
    approval = record.approval
    if record.state is not DraftState.QUEUED or approval is None:
        return PlannedParcel(record, waits_for=NOT_QUEUED), None
    if stands_in_the_way(around.standing.get(record.id)):
        return PlannedParcel(record, waits_for=DOUBT), None
    shipment = read_waiting(
        record.draft, counter.catalogue, now, counter.rules, approval.when_past, days=around.days
    )
    if not isinstance(shipment, Shipment):
        return PlannedParcel(record, waits_for=shipment[0].sentence), None
    seen = approval.stands(shipment, counter.rules.oldest_price(now))
    price = seen.total if seen else None
    found = likenesses(counter, shipment, record.id, around.near(shipment), given, now)
    dear = of_price(price, counter.rules) if price else None
    return PlannedParcel(record, price, unanswered((*found, dear), given), rolled_words(shipment)), shipment


def _as_peer(record: DraftRecord, shipment: Shipment, parcel: PlannedParcel, now: datetime) -> Earlier:
    limit = record.approval.limit if record.approval else NOTHING
    return Earlier(shipment, record.id, parcel.price or limit, now, Stage.WAITING)


def _summed(
    counter: Counter,
    parcels: tuple[PlannedParcel, ...],
    shipments: dict[str, Shipment],
    answers: Answers,
    now: datetime,
    days: ShipDays,
) -> BatchPlan:
    wanted = [one for one in parcels if one.record.id in shipments]
    limits = [one.record.approval.limit for one in wanted if one.record.approval]
    most = _sum(limits)
    total = _sum(one.price or limit for one, limit in zip(wanted, limits, strict=True))
    given = frozenset[str]().union(*(answers_for(one.record, answers) for one in wanted))
    first = next(iter(shipments.values()), None)
    guards = of_money(counter, total, first, now) if first else ()
    balance = balance_now(counter)
    return BatchPlan(
        parcels,
        total,
        most,
        balance.amount if balance else None,
        balance.at if balance else None,
        unanswered(guards, given),
        _odd(parcels, shipments),
        tuple(dict.fromkeys(filter(None, (leaves_today(one.record.draft, now, days) for one in wanted)))),
    )


def _sum(amounts: Iterable[Money]) -> Money:
    return sum(amounts, start=NOTHING)


def _odd(parcels: tuple[PlannedParcel, ...], shipments: dict[str, Shipment]) -> tuple[str, ...]:
    """What is not as usual, each as a sentence; guards are told apart from it."""
    odd = [f"{_who(one)}: {one.waits_for}" for one in parcels if one.waits_for]
    odd += [f"{_who(one)}: {one.rolled}" for one in parcels if one.rolled]
    unpriced = sum(one.price is None and not one.waits_for for one in parcels)
    if unpriced:
        odd.append(f"{unpriced} of {len(parcels)} have no price yet; the most that each may cost is counted.")
    blocks = sorted("\n".join(one.ship_to.block()) for one in shipments.values())
    for block, same in groupby(blocks):
        if (count := len(list(same))) > 1:
            odd.append(f"{count} parcels go to {', '.join(block.splitlines()[:2])}.")
    origins = {one.ship_from.block() for one in shipments.values()}
    if len(origins) > 1:
        odd.append(f"They leave from {len(origins)} different places.")
    return tuple(odd)


def _who(one: PlannedParcel) -> str:
    return one.record.draft.to.name or one.record.draft.to.company or "No name yet"


def guards_of(plan: BatchPlan) -> tuple[Guard, ...]:
    """Everything that must be answered before all of it can be begun."""
    return (*plan.guards, *(guard for one in plan.parcels for guard in one.guards))
