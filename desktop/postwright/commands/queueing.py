"""The queue on the command line: what waits, what may be bought, and buying it once."""

from __future__ import annotations

from argparse import Namespace

from postwright.commands.answer import Answer
from postwright.commands.buying import money
from postwright.commands.drafts import shipment_of
from postwright.commands.opening import opened
from postwright.domain.approval import CHEAPEST, Approval
from postwright.domain.money import Money
from postwright.operations.run_queue import rows, run_queue


def queue_list(args: Namespace) -> Answer:
    """`queue list`: drafts and queued parcels with what each waits for."""
    with opened(args) as shop:
        rules = shop.preferences.rules
        found = rows(shop.drafts, shop.ledger, shop.catalogue, now=shop.now(), rules=rules)
    data = [
        {
            "draft": row.record.id,
            "state": row.record.state,
            "to": row.record.draft.to.name or row.record.draft.to.company,
            "waits_for": row.waits_for,
            "ready": row.ready,
            "approval": row.record.approval,
        }
        for row in found
    ]
    lines = tuple(
        f"{item['draft']}  {item['state']:<7} {item['to']:<28} {item['waits_for']}" for item in data
    )
    return Answer(data, lines or ("The queue is empty.",))


def queue_add(args: Namespace) -> Answer:
    """`queue add ID --at-most USD`: approve a draft to be bought when the carrier can be reached."""
    limit = money(args.at_most, "--at-most")
    with opened(args) as shop:
        shipment_of(shop, args.draft)
        approval = Approval(args.service or CHEAPEST, args.package or "", limit or Money(0))
        record = shop.drafts.queue(args.draft, approval)
    return Answer(
        {"draft": record.id, "approval": record.approval},
        (f"Draft {record.id} is queued, to be bought for at most {approval.limit}.",),
    )


def queue_run(args: Namespace) -> Answer:
    """`queue run --once`: buy once what was approved, inside its limits."""
    with opened(args) as shop:
        run = run_queue(shop.counter())
    data = {
        "bought": [
            {"draft": entry.draft_id, "label": entry.id, "cost": entry.label.cost, "alarms": entry.alarms}
            for entry in run.bought
        ],
        "handed_back": [{"draft": record.id, "reason": record.handed_back} for record in run.handed_back],
        "left": run.left,
        "stopped": run.stopped,
        "spent": run.spent,
    }
    lines = [
        f"Bought {len(run.bought)} for {run.spent}, handed back {len(run.handed_back)}, {run.left} left."
    ]
    lines += [f"{record.id}: {record.handed_back}" for record in run.handed_back]
    lines += run.alarms
    return Answer(data, (*lines, run.stopped) if run.stopped else tuple(lines))
