"""The command that tells how the day stands: what goes on a SCAN form, what does not and why. Makes none."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from datetime import datetime

from postwright.commands.answer import Answer
from postwright.commands.opening import opened
from postwright.domain.day_end import DayEnd, origin_key
from postwright.domain.day_reminder import left_words
from postwright.domain.form_request import FormState
from postwright.domain.papers import hour_words
from postwright.domain.postal_calendar import day_words
from postwright.operations.close_day import days_open
from postwright.shop import Shop


def days(args: Namespace) -> Answer:
    """`day`: what leaves from each place from today on, what goes on its SCAN form, and what does not."""
    with opened(args) as shop:
        now, found = shop.now(), days_open(shop.tray(), shop.catalogue, now=shop.now())
        lines = [line for one in found for line in _lines(shop, one, now)]
        rule = shop.rules.form.dated.words
    data = [_document(one) for one in found]
    return Answer(data, (*lines, rule) if lines else ("Nothing leaves today or later.",))


def _document(day: DayEnd) -> dict[str, object]:
    return {
        "origin": str(day.origin),
        "ship_date": day.ship_date,
        "closes_at": day.closes_at,
        "on_the_form": [entry.id for entry in day.on],
        "not_on_it": {entry.id: why for entry, why in day.off},
        "unused": [entry.id for entry in day.unused],
        "forms": [{"form": one.id, "state": one.state} for one in day.forms],
    }


def _lines(shop: Shop, day: DayEnd, now: datetime) -> list[str]:
    names = {origin_key(one.address): one.name for one in shop.preferences.origins}
    where = names.get(day.origin, str(day.origin))
    lines = [
        f"{where}, {day_words(day.ship_date)}: {_labels(len(day.on))} for a SCAN form, {_until(day, now)}."
    ]
    counts = Counter(why for _, why in day.off)
    if counts:
        told = ", ".join(f"{count} {why.words}" for why, count in counts.items())
        lines.append(f"  Not on it: {told}.")
    if day.unused:
        void = ", ".join(entry.id for entry in day.unused)
        lines.append(f"  Never printed or mailed: {void}. Void what will not leave before you make the form.")
    for one in day.forms:
        if one.state is FormState.MADE:
            held = sum(len(form.label_ids) for form in one.forms)
            lines.append(f"  Form {one.id} is {one.state}: {_labels(held)}.")
    return lines


def _until(day: DayEnd, now: datetime) -> str:
    hour, left = hour_words(day.closes_at, day.labels[0].zone), day.left(now)
    return f"until {hour}, {left_words(left)} left" if left.total_seconds() > 0 else f"over since {hour}"


def _labels(count: int) -> str:
    return "1 label" if count == 1 else f"{count} labels"
