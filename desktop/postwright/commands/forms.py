"""Commands about SCAN forms: make, list."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from postwright.commands.answer import DONE, FAILED, IN_DOUBT, Answer
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.domain.day_end import DayEnd, origin_key
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.domain.form_request import FormEntry, FormState
from postwright.domain.postal_calendar import day_words
from postwright.operations.close_day import days_open
from postwright.operations.make_scan_form import make_scan_form, sheet_of
from postwright.shop import Shop


def make(args: Namespace) -> Answer:
    """`form make LABEL …`, or `form make --day DATE`: one form of these labels, or of those that leave the
    origin that day.
    """
    with opened(args) as shop:
        ids = tuple(find_entry(shop, text).id for text in args.labels) or _of_day(shop, args.day)
        entry = make_scan_form(shop.tray(), ids)
        if args.out and entry.forms:
            _write(Path(args.out), sheet_of(shop.tray(), entry, entry.forms[0]))
    code = {FormState.MADE: DONE, FormState.IN_DOUBT: IN_DOUBT}.get(entry.state, FAILED)
    return Answer(_document(entry), (_line(entry),), code)


def _of_day(shop: Shop, text: str | None) -> tuple[str, ...]:
    origin = shop.preferences.origin
    if origin is None:
        raise BadInput(FaultKind.FORM_INCOMPLETE, "Name the labels, or set up an origin.")
    try:
        day = date.fromisoformat(text) if text else shop.now().astimezone(shop.zone()).date()
    except ValueError as error:
        raise BadInput(FaultKind.FORM_INCOMPLETE, "Write the day as 2026-11-24.", field="--day") from error
    place = origin_key(origin.address)
    found = days_open(shop.tray(), shop.catalogue, now=shop.now())
    same = (one for one in found if (one.origin, one.ship_date) == (place, day))
    return tuple(entry.id for one in same for entry in one.on)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise cannot_write(error) from error


def days(args: Namespace) -> Answer:
    """`day`: what leaves from each place from today on, what goes on its SCAN form, and what does not."""
    with opened(args) as shop:
        found = days_open(shop.tray(), shop.catalogue, now=shop.now())
    return Answer(
        [_day(one) for one in found], tuple(map(_day_line, found)) or ("Nothing leaves today or later.",)
    )


def _day(day: DayEnd) -> dict[str, object]:
    return {
        "origin": str(day.origin),
        "ship_date": day.ship_date,
        "closes_at": day.closes_at,
        "on_the_form": [entry.id for entry in day.on],
        "not_on_it": {entry.id: why for entry, why in day.off},
        "unused": [entry.id for entry in day.unused],
    }


def _day_line(day: DayEnd) -> str:
    when = f"until {day.closes_at:%H:%M %Z} on {day_words(day.ship_date)}"
    return f"{day.origin}: {len(day.on)} labels for a SCAN form {when}, {len(day.off)} not on it."


def listing(args: Namespace) -> Answer:
    """`form list`: every form that was asked for."""
    with opened(args) as shop:
        entries = shop.forms.all()
    return Answer([_document(entry) for entry in entries], tuple(map(_line, entries)) or ("No form yet.",))


def _document(entry: FormEntry) -> dict[str, object]:
    return {
        "form": entry.id,
        "state": entry.state,
        "labels": entry.wish.label_ids,
        "forms": [{"id": one.form_id, "number": one.submission_id, "labels": one.label_ids}
                  for one in entry.forms],
        "left_out": entry.answer.left_out if entry.answer else (),
        "detail": entry.detail,
    }  # fmt: skip


def _line(entry: FormEntry) -> str:
    numbers = ", ".join(form.submission_id for form in entry.forms)
    count = sum(len(form.label_ids) for form in entry.forms) or len(entry.wish.label_ids)
    return f"Form {entry.id} is {entry.state}: {count} labels. {numbers} {entry.detail}".rstrip()
