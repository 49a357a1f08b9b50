"""The command that finds out what became of what is in doubt. It buys nothing."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress
from datetime import datetime

from postwright.commands.answer import FAILED, IN_DOUBT, Answer
from postwright.commands.buying import bought, bought_lines
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.operations.compare_books import compare_books
from postwright.operations.find_foreign import adopt_foreign, find_foreign, put_aside
from postwright.operations.notice_forms import FORMS_BACK, notice_forms
from postwright.operations.results import Attention, Doubt, Purchased
from postwright.operations.settle_everything import (
    Books,
    deny_label,
    look_around,
    name_label,
    settle_everything,
)
from postwright.shop import Shop


def settle_all(args: Namespace) -> Answer:
    """`settle`: look everything in doubt up; `--exists ID=LABEL`, `--absent ID`, `--adopt LABEL` and
    `--aside LABEL` record what the operator knows.
    """
    with opened(args) as shop:
        shop.prints.interrupted()
        named = [pair.partition("=")[::2] for pair in args.exists]
        _check_known(shop, [purchase_id for purchase_id, _ in named] + args.absent)
        compare_books(shop.shelf())
        now = shop.now()
        books = shop.books()
        settled = list(settle_everything(books, now=now, stale_before=now))
        with suppress(Fault):  # it is looked for again the next time
            find_foreign(books, now=now)
        with suppress(Fault):
            notice_forms(books.tray, since=(now - FORMS_BACK).date())
        settled += [name_label(books, purchase_id, text, now=now) for purchase_id, text in named]
        found = {one.purchase.id for one in settled}
        absent = [
            deny_label(books, purchase_id, now=shop.now(), despite_balance=args.despite_balance)
            for purchase_id in args.absent
            if purchase_id not in found
        ]
        _sort_foreign(books, args)
        left = look_around(books, now=shop.now())
    return _settled(settled, [purchase.id for purchase in absent], left)


def _sort_foreign(books: Books, args: Namespace) -> None:
    for label_id in args.adopt:
        adopt_foreign(books, label_id)
    for label_id in args.aside:
        put_aside(books, label_id)


def _check_known(shop: Shop, purchase_ids: list[str]) -> None:
    """Raises BadInput(LABEL_UNKNOWN) for a purchase that is not in doubt."""
    doubtful = {purchase.id for purchase in shop.ledger.unsettled()}
    for purchase_id in purchase_ids:
        if purchase_id not in doubtful:
            raise BadInput(FaultKind.LABEL_UNKNOWN, f"No purchase in doubt has the id {purchase_id[:40]}.")


def _settled(settled: list[Purchased], absent: list[str], left: Attention) -> Answer:
    data = {
        "bought": [bought(one) for one in settled],
        "absent": absent,
        "in_doubt": [_doubt(doubt) for doubt in left.doubts],
        "voids_in_doubt": [entry.id for entry in left.doubtful_voids],
        "pickups_in_doubt": [entry.id for entry in left.doubtful_pickups],
        "forms_in_doubt": [entry.id for entry in left.doubtful_forms],
        "prints_in_doubt": [record.id for record, _ in left.maybe_printed],
        "alarms": left.alarms,
        "foreign_labels": [
            {
                "label": one.id,
                "tracking_number": one.label.tracking_number,
                "cost": one.label.cost,
                "created_at": one.label.created_at,
                "purchase": one.purchase_id,
            }
            for one in left.foreign
        ],
    }
    lines = [line for one in settled for line in bought_lines(one)]
    lines += [f"Purchase {purchase_id} was never made." for purchase_id in absent]
    lines += _attention_lines(left)
    doubtful = left.doubts or left.doubtful_voids or left.doubtful_pickups or left.doubtful_forms
    code = IN_DOUBT if doubtful else FAILED if any(one.alarms for one in settled) else 0
    return Answer(data, tuple(lines) or ("Nothing is in doubt.",), code)


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "purchase": doubt.purchase.id,
        "draft": doubt.purchase.order.draft_id,
        "expected": doubt.purchase.order.expected,
        "since": doubt.since,
        "known": [one.text for one in doubt.what_we_know],
        "history": doubt.history,
        "balance": doubt.balance,
        "can_be_denied": doubt.can_deny,
        "denied_from": doubt.absent_from,
        "looks_missing": doubt.looks_missing,
    }


def _attention_lines(left: Attention) -> list[str]:
    lines = [line for doubt in left.doubts for line in _doubt_lines(doubt)]
    lines += [
        f"The void of label {entry.id} is in doubt; it may be asked again." for entry in left.doubtful_voids
    ]
    lines += [f"Pickup {entry.id} is in doubt." for entry in left.doubtful_pickups]
    lines += [f"Form {entry.id} is in doubt." for entry in left.doubtful_forms]
    lines += [
        f"Print {record.id} of label {entry.id} may have come out of {record.printer}; "
        f"look, then say so: prints --came-out {record.id}, or --not-out {record.id}."
        for record, entry in left.maybe_printed
    ]
    lines += left.alarms
    for one in left.foreign:
        whose = "has the number of a purchase made here" if one.is_ours else "was not bought here"
        lines.append(f"Label {one.id} {whose}: {one.label.cost}, tracking {one.label.tracking_number}.")
    return lines


def _doubt_lines(doubt: Doubt) -> list[str]:
    said = [f"{doubt.purchase.id}: {doubt.purchase.order.expected} in doubt since {_local(doubt.since)}"]
    said += [f"  {_local(one.at)}  {one.text}" for one in doubt.history]
    said += [f"  {doubt.balance.sentence}"] if doubt.balance else []
    if doubt.can_deny:
        return [*said, f"  It can be denied now: settle --absent {doubt.purchase.id}"]
    looks = f", if the next {doubt.looks_missing} searches find nothing" if doubt.looks_missing else ""
    return [*said, f"  It can be denied from {_local(doubt.absent_from)}{looks}."]


def _local(at: datetime) -> str:
    return f"{at.astimezone():%a %d %b %H:%M}"
