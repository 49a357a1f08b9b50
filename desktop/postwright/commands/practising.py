"""Commands that play with the built-in practice carrier: its clock, its parcels, its habits. Live, none does
anything.
"""

from __future__ import annotations

import dataclasses
import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from postwright.commands.answer import Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.faults import BadInput, FaultKind
from postwright.practice.app import PracticeCarrier
from postwright.practice.switches import Switches
from postwright.shop import Shop

_MOST_DAYS = 10_000


@contextmanager
def _played(args: Namespace) -> Iterator[tuple[Shop, PracticeCarrier]]:
    """The shop and its practice carrier. Raises BadInput where the carrier is another one, or will not."""
    with opened(args) as shop:
        if shop.practice is None:
            raise BadInput(FaultKind.PRACTICE_ONLY, "This shop is connected to a real account.")
        try:
            yield shop, shop.practice
        except ValueError as error:
            raise BadInput(FaultKind.PRACTICE_REFUSED, str(error)) from error


def clock(args: Namespace) -> Answer:
    """`practice clock`: the time of the practice carrier; with an option it is moved first."""
    with _played(args) as (shop, carrier):
        if args.today:
            carrier.clock.reset()
        if args.days:
            carrier.clock.advance(_days(args.days))
        if args.until:
            carrier.clock.forward_to(*_hour(shop, args.until))
        now = carrier.clock.now()
        here = now.astimezone(shop.zone())
    return Answer({"now": now}, (f"It is {here:%a} {here.day} {here:%b %Y, %H:%M} at the origin.",))


def _days(count: int) -> timedelta:
    if abs(count) > _MOST_DAYS:
        raise ValueError(f"no more than {_MOST_DAYS} days at once")
    return timedelta(days=count)


def _hour(shop: Shop, name: str) -> tuple[Any, Any]:
    """The hour until which forms are made at the origin, or pickups changed, and whose clock counts."""
    form, pickup = shop.rules.form, shop.rules.pickup
    return (form.until, shop.zone()) if name == "form" else (pickup.change_until, pickup.zone)


def mail(args: Namespace) -> Answer:
    """`practice mail LABEL`: hand the parcel in at the practice post office, and tell what becomes of it."""
    with _played(args) as (shop, carrier):
        entry = find_entry(shop, args.label)
        carrier.mail(entry.id, args.story)
    words = f"The parcel for {entry.shipment.ship_to.who} was handed in: {args.story}."
    return Answer({"label": entry.id, "story": args.story}, (words,))


def switch(args: Namespace) -> Answer:
    """`practice switch [NAME=VALUE …]`: how the practice carrier behaves; with words, after changing it."""
    with _played(args) as (_, carrier):
        changes = dict(_change(text, carrier.switches) for text in args.changes)
        switches = carrier.set_switches(**changes) if changes else carrier.switches
    data = dataclasses.asdict(switches)
    return Answer(data, tuple(f"{name} = {json.dumps(value)}" for name, value in data.items()))


def _change(text: str, switches: Switches) -> tuple[str, Any]:
    """A name, and a value as JSON has it; a word needs no quotation marks, even if it is made of digits."""
    name, _, value = text.partition("=")
    try:
        read = json.loads(value)
    except ValueError:
        return name, value
    return name, value if isinstance(getattr(switches, name, None), str) and not isinstance(
        read, str
    ) else read


def ledger(args: Namespace) -> Answer:
    """`practice ledger`: every charge and credit of the practice carrier, oldest first."""
    with _played(args) as (_, carrier):
        charges = carrier.ledger()
    lines = tuple(
        f"{_minute(one.at)}  {one.kind:10}  {one.amount!s:>10}  {one.label_id}".rstrip() for one in charges
    )
    return Answer(charges, lines)


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
