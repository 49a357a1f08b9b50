"""Commands about drafts: add one from a file, print the schema, quote it."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from postwright.commands.answer import Answer
from postwright.commands.opening import opened
from postwright.domain import draft_document
from postwright.domain.draft_reading import read_draft
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.rate import Quote, in_order, marks
from postwright.domain.ship_day import origin_day, read_waiting, rolled_words
from postwright.domain.shipment import Shipment
from postwright.operations.quote import quote
from postwright.shop import Shop


def schema(_: Namespace) -> Answer:
    """`draft schema`: the JSON schema of a draft."""
    import json

    text = draft_document.schema()
    return Answer(json.loads(text), (text,))


def add(args: Namespace) -> Answer:
    """`draft add FILE`: keep a draft, with errors or without; `-` reads standard input."""
    draft = draft_document.read(_text(args.file))
    with opened(args) as shop:
        origin = shop.preferences.origin
        if draft.sender.is_blank and origin is not None:
            draft = replace(draft, sender=origin.address)
        record = shop.drafts.new(draft)
        read = read_draft(draft, shop.catalogue, origin_day(draft, shop.now()), shop.preferences.rules)
    problems = () if isinstance(read, Shipment) else read
    words = tuple(f"{problem.field}: {problem.sentence}" for problem in problems)
    head = f"Draft {record.id} is kept" + (", but cannot be quoted yet:" if problems else ".")
    return Answer({"draft": record.id, "problems": problems}, (head, *words))


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise Environment(FaultKind.FILE_UNREADABLE, f"{name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(FaultKind.DRAFT_UNREADABLE, f"{name} is not UTF-8 text.") from error


def shipment_of(shop: Shop, draft_id: str) -> Shipment:
    """The checked shipment of a kept draft.

    Raises BadInput: DRAFT_UNKNOWN, also for one that was removed; DRAFT_INCOMPLETE with its first problem.
    """
    record = shop.drafts.get(draft_id)
    if record.state is DraftState.REMOVED:
        raise BadInput(FaultKind.DRAFT_UNKNOWN, draft_id)
    read = read_waiting(
        record.draft, shop.catalogue, shop.now(), shop.preferences.rules, days=shop.days.now()
    )
    if isinstance(read, Shipment):
        return read
    first = read[0]
    raise BadInput(FaultKind.DRAFT_INCOMPLETE, f"{first.field}: {first.sentence}", field=first.field)


def ask(args: Namespace) -> Answer:
    """`quote ID`: what each service asks for the draft now."""
    with opened(args) as shop:
        shipment = shipment_of(shop, args.draft)
        found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    rolled = rolled_words(shipment)
    lines = (*_lines(found), *((rolled,) if rolled else ()))
    return Answer(_document(found) | {"leaves": shipment.ship_date, "rolled": rolled}, lines)


def _document(found: Quote) -> dict[str, object]:
    marked = marks(found.rates)
    rates = [
        {
            "service": rate.service_code,
            "name": rate.service_name,
            "package": rate.package_code,
            "total": rate.total,
            "shipping": rate.shipping,
            "confirmation": rate.confirmation,
            "insurance": rate.insurance,
            "other": rate.other,
            "zone": rate.zone,
            "days": rate.delivery_days,
            "arrives": rate.arrives,
            "buyable": rate.buyable,
            "problems": rate.problems,
            "warnings": rate.warnings,
            "only_for": rate.only_for,
            "marks": sorted(marked[rate.key]),
        }
        for rate in in_order(found.rates)
    ]
    return {
        "fingerprint": found.fingerprint,
        "carrier": found.carrier_id,
        "rates": rates,
        "notes": found.notes,
    }


def _lines(found: Quote) -> tuple[str, ...]:
    marked = marks(found.rates)
    lines = []
    for rate in in_order(found.rates):
        note = ", ".join(sorted(marked[rate.key])) if rate.buyable else "; ".join(rate.problems)
        lines.append(f"{rate.total!s:>10}  {rate.service_code:<36} {rate.package_code:<24} {note}".rstrip())
    return (*lines, *(f'The carrier says: "{note}"' for note in found.notes))
