"""Lay out what goes with one parcel: the packing slip and the receipt."""

from __future__ import annotations

from postwright.domain.barcode import in_fours
from postwright.domain.papers import PackingSlip, Receipt, year_words
from postwright.printing.papers.flow import Flow
from postwright.printing.papers.sheet import RULE, UNIT, Bar, Form, Sheet
from postwright.printing.papers.table import Column, cell, table

_BLANK_LINES = 6


def packing_slip(paper: PackingSlip, form: Form) -> tuple[Sheet, ...]:
    """Who sends what to whom. Where the contents are not known there are lines to write them on."""
    title = "Return slip" if paper.is_return else "Packing slip"
    flow = Flow(form, title, beside=year_words(paper.ship_date), practice=paper.head.practice)
    flow.side_by_side([("From", paper.head.shop), ("To", paper.ship_to)])
    flow.gap(2)
    flow.facts(
        [
            ("Order", paper.order),
            ("Service", paper.service),
            ("Parcel", f"{paper.package}, {paper.weight}"),
            ("Tracking", in_fours(paper.tracking_number)),
            *((("Reference" if not number else " "), line) for number, line in enumerate(paper.references)),
        ]
    )
    flow.gap(2)
    if paper.items:
        columns = (Column("Contents", 8), Column("Quantity", 2, right=True))
        table(flow, columns, [(cell(one.description), cell(str(one.quantity))) for one in paper.items])
    else:
        flow.heading("Contents")
        _lines(flow)
    return flow.finish()


def _lines(flow: Flow) -> None:
    """Empty lines to write on, as many as the page has room for, up to six."""
    for _ in range(_BLANK_LINES):
        if flow.rest < 3 * UNIT:
            return
        flow.gap(3)
        flow.draw(Bar(flow.left, flow.y, flow.form.room, RULE))


def receipt(paper: Receipt, form: Form) -> tuple[Sheet, ...]:
    """What the postage cost. The amount stands alone at the right, under the facts."""
    flow = Flow(form, "Postage receipt", beside=year_words(paper.day), practice=paper.head.practice)
    flow.side_by_side([("From", paper.ship_from), ("To", paper.ship_to)])
    flow.gap(2)
    insured = f"{paper.insured_value}" if paper.insured_value else ""
    flow.facts(
        [
            ("Order", paper.order),
            ("Service", paper.service),
            ("Parcel", f"{paper.package}, {paper.weight}"),
            ("Leaves", year_words(paper.ship_date)),
            ("Confirmation", paper.confirmation),
            ("Insured for", insured),
            ("Tracking", in_fours(paper.tracking_number)),
            ("Label", paper.label_id),
            ("Bought", paper.bought),
        ]
    )
    flow.gap(2)
    columns = (Column("Paid for", 6), Column("Amount", 2, right=True))
    table(flow, columns, [(cell(f"Postage, {paper.service}"), cell(str(paper.postage)))])
    flow.total("Total", str(paper.postage))
    if paper.status:
        flow.gap(2)
        flow.write(paper.status, form.strong)
    flow.gap(2)
    flow.write(
        "USPS postage, bought through the shop's postage account. Keep this for your books.", form.little
    )
    return flow.finish()
