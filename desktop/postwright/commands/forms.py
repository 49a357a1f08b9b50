"""Commands about SCAN forms: make, list, look at what is in doubt, ask again, save and print the sheets."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from postwright.commands.answer import DONE, FAILED, IN_DOUBT, Answer, harmless
from postwright.commands.labels import find_entry
from postwright.commands.opening import opened
from postwright.commands.papers import named_place
from postwright.domain.day_end import DayEnd, origin_key
from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.form_request import FormEntry, FormState
from postwright.domain.papers import PaperKind, PaperPlace, PaperSize
from postwright.domain.scan_form import why_several
from postwright.domain.sentences import Deed, sentence
from postwright.domain.time_zone import zone_of
from postwright.operations.close_day import ask_again, close_day, days_open
from postwright.operations.make_scan_form import make_scan_form, settle_forms
from postwright.operations.print_form import form_named, form_place, print_form, save_form
from postwright.shop import Shop
from postwright.stationery import form_desk

_CODES = {FormState.MADE: DONE, FormState.IN_DOUBT: IN_DOUBT, FormState.SENT: IN_DOUBT}


def make(args: Namespace) -> Answer:
    """`form make LABEL …`, or `form make --day DATE`: the form of these labels, or the forms of those that
    leave an origin that day, as many as it takes.
    """
    with opened(args) as shop:
        if args.labels:
            ids = tuple(find_entry(shop, text).id for text in args.labels)
            entries: tuple[FormEntry, ...] = (make_scan_form(shop.tray(), ids),)
        else:
            day = _day_of(shop, args)
            entries = close_day(shop.tray(), day, tuple(entry.id for entry in day.on))
        unsaved = _why_unsaved(shop, entries, Path(args.out)) if args.out else ""
    return _answer(entries, unsaved)


def _why_unsaved(shop: Shop, entries: Sequence[FormEntry], path: Path) -> str:
    """Save the sheets, and say why not all of them are. The forms stand, whatever becomes of their sheets."""
    try:
        _save_all(shop, entries, path)
    except Fault as fault:
        return sentence(harmless(fault), Deed.PAPER).line
    return ""


def _day_of(shop: Shop, args: Namespace) -> DayEnd:
    named = (one for one in shop.preferences.origins if one.name == args.origin)
    origin = next(named, None) if args.origin else shop.preferences.origin
    if origin is None:
        none = f"No origin is called {args.origin}." if args.origin else "There is no origin."
        raise BadInput(FaultKind.FORM_INCOMPLETE, f"{none} Name the labels, or set up an origin.")
    try:
        today = shop.now().astimezone(zone_of(origin.address.state)).date()
        day = date.fromisoformat(args.day) if args.day else today
    except ValueError as error:
        raise BadInput(FaultKind.FORM_INCOMPLETE, "Write the day as 2026-11-24.", field="--day") from error
    place = origin_key(origin.address)
    for one in days_open(shop.tray(), shop.catalogue, now=shop.now()):
        if (one.origin, one.ship_date) == (place, day):
            return one
    raise BadInput(FaultKind.FORM_INCOMPLETE, f"No label leaves {origin.name} on {day.isoformat()}.")


def again(args: Namespace) -> Answer:
    """`form again N`: ask once more for a form that was not made; the carrier's list is read first."""
    with opened(args) as shop:
        return _answer(ask_again(shop.tray(), args.form, now=shop.now()))


def check(args: Namespace) -> Answer:
    """`form check`: ask the carrier about every form that it is making, or that may have been made."""
    with opened(args) as shop:
        doubtful = [entry.id for entry in shop.forms.unsettled()]
        settle_forms(shop.tray(), now=shop.now(), stale_before=shop.now())
        return _answer([shop.forms.get(number) for number in doubtful])


def listing(args: Namespace) -> Answer:
    """`form list`: every form that was asked for, and those that another program made of our labels."""
    with opened(args) as shop:
        entries = shop.forms.all()
    return Answer([_document(entry) for entry in entries], tuple(map(_line, entries)) or ("No form yet.",))


def save(args: Namespace) -> Answer:
    """`form save FORM --out FILE`: the sheet as the carrier made it; one file for each form of a request."""
    with opened(args) as shop:
        files = _save_all(shop, (_request(shop, args.form),), Path(args.out), _only(args.form))
    return Answer({"files": files}, tuple(f"Saved as {one.name}." for one in files))


def send(args: Namespace) -> Answer:
    """`form print FORM`: its sheets to the printer that takes them, or to the one that is named."""
    with opened(args) as shop:
        said = [
            print_form(form_desk(shop), form_id, partial(_printer, shop, args))
            for form_id in _form_ids(_request(shop, args.form), _only(args.form))
        ]
    return Answer({"detail": said}, tuple(said))


def _printer(shop: Shop, args: Namespace, size: PaperSize) -> PaperPlace | None:
    """For a form of that size: the one that was named, else the one that takes it by itself."""
    if not args.printer:
        return form_place(shop.preferences, size)
    asked = PaperSize(args.size) if args.size else None
    return named_place(shop, args, PaperKind.END_OF_DAY, asked)


def _request(shop: Shop, text: str) -> FormEntry:
    """By its number, or by the id of one of its forms. Raises BadInput(FORM_UNKNOWN)."""
    return shop.forms.get(int(text)) if text.isdecimal() else form_named(shop.tray(), text)[0]


def _only(text: str) -> str:
    """The id of the one form that was named; empty where a whole request was."""
    return "" if text.isdecimal() else text


def _form_ids(entry: FormEntry, only: str = "") -> list[str]:
    """Raises BadInput(FORM_NO_SHEET) for a request that has no form."""
    found = [form.form_id for form in entry.forms if only in ("", form.form_id)]
    if not found:
        raise BadInput(FaultKind.FORM_NO_SHEET, f"Form {entry.id} is {entry.state}.")
    return found


def _save_all(shop: Shop, entries: Sequence[FormEntry], path: Path, only: str = "") -> list[Path]:
    """The first under its name, the others with a number."""
    made = [entry for entry in entries if entry.forms] or list(entries)
    ids = [form_id for entry in made for form_id in _form_ids(entry, only)]
    files = [path, *(path.with_stem(f"{path.stem}-{number}") for number in range(2, len(ids) + 1))]
    for form_id, file in zip(ids, files, strict=True):
        save_form(shop.tray(), form_id, file)
    return files


def _answer(entries: Sequence[FormEntry], unsaved: str = "") -> Answer:
    """One request as it is, several as parts; the worst of them decides the code. A sheet that was to be
    saved and is not fails too, but for a form of which nothing is known yet.
    """
    documents = [_document(entry) for entry in entries]
    data = documents[0] if len(documents) == 1 else {"parts": documents}
    codes = {_CODES.get(entry.state, FAILED) for entry in entries}
    code = next((one for one in (FAILED, IN_DOUBT) if one in codes), FAILED if unsaved else DONE)
    lines = (*map(_line, entries), *filter(None, [unsaved]))
    return Answer(data | {"unsaved": unsaved} if unsaved else data, lines or ("Nothing is in doubt.",), code)


def _document(entry: FormEntry) -> dict[str, object]:
    return {
        "form": entry.id,
        "state": entry.state,
        "made_elsewhere": entry.wish.elsewhere,
        "origin": entry.wish.origin,
        "ship_date": entry.wish.ship_date,
        "labels": entry.wish.label_ids,
        "forms": [{"id": one.form_id, "number": one.submission_id, "labels": one.label_ids}
                  for one in entry.forms],
        "left_out": entry.answer.left_out if entry.answer else (),
        "detail": entry.detail,
    }  # fmt: skip


def _line(entry: FormEntry) -> str:
    numbers = ", ".join(form.submission_id for form in entry.forms)
    count = sum(len(form.label_ids) for form in entry.forms) or len(entry.wish.label_ids)
    where = " by another program" if entry.wish.elsewhere else ""
    labels = "1 label" if count == 1 else f"{count} labels"
    told = [f"Form {entry.id} is {entry.state}{where}: {labels}.", numbers, why_several(entry.forms)]
    return " ".join(filter(None, (*told, entry.detail)))
