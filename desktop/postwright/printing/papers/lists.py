"""Lay out the lists of the day: what the carrier takes along, and what left one place."""

from __future__ import annotations

from collections.abc import Sequence

from postwright.domain.barcode import in_fours
from postwright.domain.papers import EndOfDaySheet, ListedParcel, PickupList, year_words
from postwright.printing.papers.flow import Flow
from postwright.printing.papers.sheet import Form, Sheet
from postwright.printing.papers.table import Cell, Column, cell, table


def _count(number: int) -> str:
    return f"{number} parcel" if number == 1 else f"{number} parcels"


def pickup_list(paper: PickupList, form: Form) -> tuple[Sheet, ...]:
    """One row for each parcel, with a box to tick as it is handed over."""
    flow = Flow(form, "Pickup list", beside=f"Pickup {paper.number}", practice=paper.head.practice)
    flow.side_by_side([("Comes to", paper.head.shop), ("Ask for", paper.contact)])
    flow.gap(2)
    flow.facts(
        [
            ("Comes", paper.when),
            ("State", paper.state),
            ("Confirmation", paper.confirmation),
            ("Goes along", f"{_count(len(paper.parcels))}, {paper.weight} together"),
            ("Left out", _void(paper.left_out)),
            ("Note", paper.notes),
        ]
    )
    flow.gap(2)
    if form.small:
        columns = (Column("Parcel", 8), Column("Weight", 2, right=True))
        rows = [(_stacked(one), cell(str(one.weight))) for one in paper.parcels]
        table(flow, columns, rows, tick=True)
    else:
        wide = (Column("To", 8), Column("Service and tracking", 8), Column("Weight", 3, right=True))
        table(flow, wide, [(*_beside(one), cell(str(one.weight))) for one in paper.parcels], tick=True)
    flow.total(_count(len(paper.parcels)), str(paper.weight))
    flow.lines_to_fill(("Parcels taken", "Date and time", "Signature"))
    return flow.finish()


def end_of_day(paper: EndOfDaySheet, form: Form) -> tuple[Sheet, ...]:
    """The sums by service first, then every parcel."""
    flow = Flow(form, "End of day", beside=year_words(paper.day), practice=paper.head.practice)
    flow.side_by_side([(f"Leaves from {paper.origin}".strip(), paper.head.shop)])
    flow.gap(2)
    flow.facts(
        [
            ("Parcels", f"{_count(len(paper.parcels))}, {paper.weight} together"),
            ("SCAN form", ", ".join(paper.forms) or "None was made."),
            ("Not on a form", _count(paper.without_form) if paper.forms and paper.without_form else ""),
            ("Left out", _void(paper.left_out)),
            ("Made", paper.made),
        ]
    )
    flow.gap(2)
    sums = (Column("Service", 6), Column("Parcels", 2, right=True), Column("Postage", 3, right=True))
    table(
        flow,
        sums,
        [(cell(one.service), cell(str(one.count)), cell(str(one.postage))) for one in paper.services],
    )
    flow.total(_count(len(paper.parcels)), str(paper.postage))
    flow.gap(2)
    _parcels(flow, paper.told)
    return flow.finish()


def _void(count: int) -> str:
    return "" if not count else "1 void label" if count == 1 else f"{count} void labels"


def _parcels(flow: Flow, parcels: Sequence[ListedParcel]) -> None:
    if flow.form.small:
        columns = (Column("Parcel", 7), Column("Postage", 3, right=True))
        table(flow, columns, [(_stacked(one), cell(str(one.postage), str(one.weight))) for one in parcels])
        return
    wide = (
        Column("To", 8),
        Column("Service and tracking", 8),
        Column("Weight", 3, right=True),
        Column("Postage", 3, right=True),
    )
    table(flow, wide, [(*_beside(one), cell(str(one.weight)), cell(str(one.postage))) for one in parcels])


def _beside(one: ListedParcel) -> tuple[Cell, Cell]:
    to = cell(one.who, one.place, strong=True)
    return to, cell(one.service, in_fours(one.tracking_number), one.note)


def _stacked(one: ListedParcel) -> Cell:
    where = " · ".join(part for part in (one.place, one.service) if part)
    return cell(one.who, where, in_fours(one.tracking_number), one.note, strong=True)
