"""The queue on the command line: what waits, what may be bought, what it costs, and buying it once."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from postwright.commands.answer import FAILED, IN_DOUBT, USAGE, Answer, harmless
from postwright.commands.buying import keep_today, money, noted_balance
from postwright.commands.drafts import shipment_of
from postwright.commands.opening import opened
from postwright.commands.questions import question_data, question_lines
from postwright.domain.approval import CHEAPEST, IN_TIME, Approval, HandBack, Tolerance, WhenPast, judge
from postwright.domain.draft_record import DraftRecord
from postwright.domain.faults import BadInput, FaultKind, Lost
from postwright.domain.money import Money
from postwright.operations.buy_intended import give_up
from postwright.operations.list_queue import rows
from postwright.operations.plan_batch import guards_of, plan_batch
from postwright.operations.price_queue import price_parcel
from postwright.operations.quote import quote
from postwright.operations.results import BatchPlan, CameBack, ParcelPriced, QueueRow, QueueRun, Stopping
from postwright.operations.run_queue import run_queue
from postwright.shop import Shop

_RULES = {"cheapest": CHEAPEST, "in-time": IN_TIME}
# Larger than any price; only there to find the rate that a rule chooses.
_ANYTHING = Money.of(1_000_000)


def queue_list(args: Namespace) -> Answer:
    """`queue list`: drafts and queued parcels with what each waits for."""
    with opened(args) as shop:
        found = rows(shop.counter())
    data = [_row_data(row) for row in found]
    lines = [f"{row.record.id}  {_place(row):<8} {_who(row.record):<28.28} {_words(row)}" for row in found]
    return Answer(data, tuple(lines) or ("The queue is empty.",))


def _row_data(row: QueueRow) -> dict[str, object]:
    return {
        "draft": row.record.id,
        "state": row.record.state,
        "to": _who(row.record),
        "waits_for": row.waits_for,
        "ready": row.ready,
        "approval": row.record.approval,
        "price": row.price,
        "intended": row.intended,
        "in_doubt": row.in_doubt,
        "leaves": row.leaves,
        "questions": question_data(row.guards),
        "offer": row.record.offer,
    }


def _place(row: QueueRow) -> str:
    return "intended" if row.intended and not row.in_doubt else str(row.record.state)


def _words(row: QueueRow) -> str:
    return " ".join(part for part in (row.waits_for, row.rolled) if part)


def _who(record: DraftRecord) -> str:
    return record.draft.to.name or record.draft.to.company


def queue_add(args: Namespace) -> Answer:
    """`queue add ID`: approve a draft to be bought. Without `--at-most` its price is asked now and may rise
    by the tolerance.
    """
    service = _RULES.get(args.service or "cheapest", args.service)
    by = _day(args.arrive_by)
    if service == IN_TIME and by is None:
        raise _wrong("--arrive-by", "Write the day by which it must arrive, such as 2026-11-24.")
    past = WhenPast(args.when_past)
    limit = money(args.at_most, "--at-most")
    tolerance = _tolerance(args.tolerance)
    with opened(args) as shop:
        shipment_of(shop, args.draft)
        if limit is not None:
            asked = Approval(service, args.package or "", limit, None, by, past)
        else:
            wish = Approval(service, args.package or "", _ANYTHING, None, by, past)
            asked = _priced(shop, args.draft, wish, tolerance or shop.preferences.may_rise)
        record = shop.drafts.queue(args.draft, asked)
    seen = f" It costs {asked.seen} now." if asked.seen is not None else ""
    told = f"Draft {record.id} is queued, to be bought for at most {asked.limit}.{seen}"
    return Answer({"draft": record.id, "approval": record.approval}, (told,))


def _priced(shop: Shop, draft_id: str, wish: Approval, tolerance: Tolerance) -> Approval:
    """The wish with the price of now. Raises no Lost: while a price is asked, no money is in doubt."""
    try:
        found = quote(shop.errands, shipment_of(shop, draft_id), shop.paying.id(), shop.catalogue)
    except Lost as lost:
        raise harmless(lost) from lost
    verdict = judge(wish, found)
    if isinstance(verdict, HandBack):
        raise BadInput(FaultKind.NO_SUCH_SERVICE, verdict.reason)
    return Approval.of(
        verdict.rate,
        found,
        tolerance,
        service_code=wish.service_code,
        arrive_by=wish.arrive_by,
        when_past=wish.when_past,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise _wrong("--arrive-by", "Write the day as year-month-day, such as 2026-11-24.") from error


def _tolerance(text: str | None) -> Tolerance | None:
    """ "30" is cents, "5%" is per cent."""
    if text is None:
        return None
    digits = text.strip().removesuffix("%").strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 5:
        raise _wrong("--tolerance", "Write cents, such as 30, or per cent, such as 5%.")
    per_cent = text.strip().endswith("%")
    return Tolerance(Money(0), int(digits)) if per_cent else Tolerance(Money(int(digits)))


def _wrong(option: str, told: str) -> BadInput:
    return BadInput(FaultKind.DRAFT_INCOMPLETE, f"{option}: {told}", field=option)


def queue_unqueue(args: Namespace) -> Answer:
    """`queue unqueue ID`: back among the drafts."""
    with opened(args) as shop:
        record = shop.drafts.unqueue(args.draft)
        give_up(shop.counter(), record.id)
    return Answer(
        {"draft": record.id, "state": record.state}, (f"Draft {record.id} is not queued any more.",)
    )


def queue_remove(args: Namespace) -> Answer:
    """`queue remove ID`: out of sight; nothing is deleted."""
    with opened(args) as shop:
        record = shop.drafts.remove(args.draft)
        give_up(shop.counter(), record.id)
    return Answer({"draft": record.id, "state": record.state}, (f"Draft {record.id} is removed.",))


def queue_price(args: Namespace) -> Answer:
    """`queue price`: ask what the queued parcels cost now, where no price stands."""
    priced: list[ParcelPriced] = []
    back: list[CameBack] = []
    stopped = ""
    with opened(args) as shop:
        counter = shop.counter()
        for record in shop.drafts.queued():
            match price_parcel(counter, record.id, shop.errands):
                case ParcelPriced() as one:
                    priced.append(one)
                case CameBack() as one:
                    back.append(one)
                case Stopping() as one:
                    stopped = one.reason
                    break
    data = {
        "priced": [{"draft": one.record.id, "price": one.price} for one in priced],
        "handed_back": [_back_data(one.record, one.difference) for one in back],
        "stopped": stopped,
    }
    lines = [f"{one.record.id}  {one.price!s:>10}  {_who(one.record)}" for one in priced]
    lines += [f"{one.record.id}: {one.reason}" for one in back]
    lines += [stopped] if stopped else []
    return Answer(data, tuple(lines) or ("Nothing is queued.",), FAILED if stopped else 0)


def _back_data(record: DraftRecord, difference: Money | None = None) -> dict[str, object]:
    return {
        "draft": record.id,
        "reason": record.handed_back,
        "difference": difference,
        "offer": record.offer,
    }


def queue_run(args: Namespace) -> Answer:
    """`queue run --once`: buy once what was approved, inside its limits; `--dry` only sums it up."""
    if args.dry:
        return _summary(args)
    if not args.once:
        told = "Write queue run --once to buy, or queue run --dry to see what would be bought."
        return Answer({"usage": told}, (told,), USAGE)
    with opened(args) as shop:
        noted_balance(shop)
        if args.leaves_today:
            keep_today(shop, *shop.drafts.queued())
        run = run_queue(shop.counter(), answered=args.answer)
    return Answer(_run_data(run), _run_lines(run), IN_DOUBT if run.in_doubt else 0)


def _run_data(run: QueueRun) -> dict[str, object]:
    return {
        "bought": [
            {
                "draft": entry.draft_id,
                "label": entry.id,
                "cost": entry.label.cost,
                "leaves": entry.shipment.ship_date,
                "rolled_from": entry.shipment.rolled_from,
                "alarms": entry.alarms,
            }
            for entry in run.bought
        ],
        "handed_back": [_back_data(record) for record in run.handed_back],
        "held": [{"draft": one.record.id, "questions": question_data(one.guards)} for one in run.held],
        "left": run.left,
        "in_doubt": run.in_doubt,
        "stopped": run.stopped,
        "questions": question_data(run.stopped_by),
        "spent": run.spent,
    }


def _run_lines(run: QueueRun) -> tuple[str, ...]:
    lines = [
        f"Bought {len(run.bought)} for {run.spent}, handed back {len(run.handed_back)}, {run.left} left."
    ]
    lines += run.rolled
    for record in run.handed_back:
        lines.append(f"{record.id}: {record.handed_back}")
        if record.offer is not None:
            again = f"postwright queue add {record.id} --service {record.offer.service_code}"
            lines.append(f"  buy at {record.offer.seen}:  {again} --at-most {record.offer.limit.amount}")
    for one in run.held:
        lines += [f"{one.record.id}:", *question_lines(one.guards)]
    lines += run.alarms
    if run.in_doubt:
        lines.append(f"{run.in_doubt} in doubt. Run postwright settle.")
    if run.stopped:
        lines += [run.stopped, *question_lines(run.stopped_by)]
    return tuple(lines)


def _summary(args: Namespace) -> Answer:
    with opened(args) as shop:
        answers = {"": frozenset(args.answer)}
        plan = plan_batch(shop.counter(), [record.id for record in shop.drafts.queued()], answers)
    data = {
        "count": len(plan.parcels),
        "total": plan.total,
        "at_most": plan.limit_total,
        "balance": plan.balance,
        "balance_at": plan.balance_at,
        "parcels": [
            {
                "draft": one.record.id,
                "price": one.price,
                "rolled": one.rolled,
                "waits_for": one.waits_for,
                "questions": question_data(one.guards),
            }
            for one in plan.parcels
        ],
        "questions": question_data(plan.guards),
        "odd": plan.odd,
    }
    return Answer(data, _summary_lines(plan))


def _summary_lines(plan: BatchPlan) -> tuple[str, ...]:
    head = f"{len(plan.parcels)} parcels for {plan.total}, at most {plan.limit_total}. Nothing was bought."
    return (head, *plan.odd, *question_lines(guards_of(plan)))
