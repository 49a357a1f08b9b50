"""Lay out the card that a customer hands in at the counter: the code, the Label ID, three steps.

The code is the carrier's own; no other code stands beside it that could be scanned by mistake.
"""

from __future__ import annotations

from postwright.domain.barcode import in_fours
from postwright.domain.papers import QrCard
from postwright.printing.papers.flow import Flow
from postwright.printing.papers.lettering import Letters, cleaned, width
from postwright.printing.papers.qr_squares import QUIET, qr_squares
from postwright.printing.papers.sheet import UNIT, Form, Sheet, Squares, Words

# The sides of the code in inches, the largest first: a counter's scanner reads it at arm's length, and a
# phone's or a shop's hand scanner still reads the smallest. The card stays one page.
_SIDES = (2.25, 1.875, 1.5, 1.375, 1.25, 1.0)
_SIDES_SMALL = _SIDES[2:]
_LONGEST = 48


def qr_card(paper: QrCard, form: Form) -> tuple[Sheet, ...]:
    """With the largest code that leaves it one page.

    Raises PaperFault(DOCUMENT_UNUSABLE) when the code would not be read as it is printed.
    """
    sheets: tuple[Sheet, ...] = ()
    for inches in _SIDES_SMALL if form.small else _SIDES:
        sheets = _laid(paper, form, inches)
        if len(sheets) == 1:
            break
    return sheets


def _laid(paper: QrCard, form: Form, inches: float) -> tuple[Sheet, ...]:
    title = "Return without a printer" if paper.is_return else "Ship without a printer"
    flow = Flow(form, title, practice=paper.head.practice)
    if paper.picture:
        _code(flow, paper.picture, inches)
    _label_id(flow, paper)
    for number, step in enumerate(_steps(paper), 1):
        _step(flow, number, step)
    flow.gap(1)
    flow.rule()
    flow.gap(0.5)
    _links(flow, paper)
    shop = paper.head.shop[0] if paper.head.shop else ""
    known = (("For", paper.customer), ("To", paper.ship_to), ("Order", paper.order), ("From", shop))
    flow.gap(1)
    words = (f"{name}: {cleaned(value, _LONGEST)}" for name, value in known if value)
    flow.write(" · ".join(words), form.little)
    return flow.finish()


def _code(flow: Flow, picture: bytes, inches: float) -> None:
    form = flow.form
    squares = qr_squares(picture, round(inches * form.dpi))
    side = squares.side * form.dot
    edge = QUIET * squares.dots * form.dot
    flow.y += max(0.0, edge - UNIT)
    left = (form.width - side) / 2
    flow.draw(Squares(left, flow.y, squares.dots * form.dot, squares.rows))
    flow.y += side + edge


def _label_id(flow: Flow, paper: QrCard) -> None:
    if not paper.label_id:
        return
    form = flow.form
    code = in_fours(paper.label_id)
    name = "Label ID, for when the code cannot be scanned" if paper.picture else "Label ID"
    letters = Letters(form.title.size * (1.0 if paper.picture else 1.6), bold=True)
    for words, own in ((name, form.little), (code, letters)):
        flow.draw(Words((form.width - width(words, own)) / 2, flow.y + own.base, words, own))
        flow.y += own.line
    flow.gap(0.5)


def _steps(paper: QrCard) -> tuple[str, str, str]:
    """The three steps of USPS Label Broker, as in the mail."""
    thing = "this card" if paper.picture else "the Label ID"
    scan = "The clerk scans the code, prints the label" if paper.picture else "The clerk prints the label"
    return (
        "Pack and close the parcel. Leave room for a 4 x 6 label.",
        f"Take it, with {thing}, to a Post Office that takes part.",
        f"{scan}, puts it on the parcel and gives you a receipt. The postage is paid.",
    )


def _step(flow: Flow, number: int, text: str) -> None:
    beside = flow.left + 2 * UNIT
    flow.need(2 * flow.form.body.line)
    flow.draw(Words(flow.left, flow.y + flow.form.strong.base, f"{number}", flow.form.strong))
    flow.write(text, x=beside)
    flow.gap(0.5)


def _links(flow: Flow, paper: QrCard) -> None:
    little = flow.form.little
    flow.write("Post Offices that take part", flow.form.heading)
    flow.write(paper.office_link, little)
    if paper.print_link:
        flow.gap(0.5)
        flow.write("If you have a printer after all", flow.form.heading)
        flow.write(paper.print_link, little)
