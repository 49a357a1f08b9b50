"""A month's report on paper: the figures with what they count, what was lost month by month, definitions."""

from __future__ import annotations

from collections.abc import Sequence

from postwright.domain.cost_words import Figure, amount_words
from postwright.domain.money import Money
from postwright.domain.papers import MonthPaper
from postwright.printing.papers.flow import Flow
from postwright.printing.papers.lettering import width
from postwright.printing.papers.sheet import UNIT, Bar, Form, Sheet, Words
from postwright.printing.papers.table import Cell, Column, cell, table

_BAR = UNIT


def month_report(paper: MonthPaper, form: Form) -> tuple[Sheet, ...]:
    """Sums first, then what they rest on."""
    flow = Flow(form, "Monthly report", beside=paper.month, practice=paper.head.practice)
    flow.side_by_side([("Postage of", paper.head.shop)])
    flow.gap(1)
    flow.write(paper.made, form.little)
    for title, lines in paper.parts:
        flow.gap(2)
        flow.heading(title)
        _figures(flow, lines)
    flow.gap(1)
    flow.total("Lost", str(paper.lost))
    flow.gap(1)
    for line in paper.told:
        flow.write(line)
    _months(flow, paper.months)
    flow.gap(2)
    for line in paper.notes:
        flow.write(line, form.little)
    return flow.finish()


def _figures(flow: Flow, lines: Sequence[Figure]) -> None:
    right = (Column("Labels", 2, right=True), Column("Amount", 3, right=True))
    if flow.form.small:
        table(flow, (Column("Figure", 6), *right), [(_stacked(one), *_numbers(one)) for one in lines])
        return
    wide = (Column("Figure", 5), *right, Column("What it counts", 11))
    table(flow, wide, [(_title(one), *_numbers(one), cell(one.meaning)) for one in lines])


def _title(one: Figure) -> Cell:
    return cell(one.title, strong=not one.inner)


def _stacked(one: Figure) -> Cell:
    return cell(one.title, one.meaning, strong=not one.inner)


def _numbers(one: Figure) -> tuple[Cell, Cell]:
    return cell(str(one.share.count)), cell(amount_words(one.share))


def _months(flow: Flow, months: Sequence[tuple[str, Money]]) -> None:
    """A bar for each month, as long as its sum; the sum stands beside it in figures."""
    form = flow.form
    flow.gap(2)
    flow.heading("Lost, month by month")
    names = max((width(name, form.body) for name, _ in months), default=0.0)
    sums = max((width(str(amount), form.body) for _, amount in months), default=0.0)
    most = max((amount.minor for _, amount in months), default=0)
    room = form.room - names - sums - 4 * UNIT
    for name, amount in months:
        flow.need(form.body.line)
        base = flow.y + form.body.base
        flow.draw(Words(flow.left, base, name, form.body))
        if amount.minor > 0:
            x = flow.left + names + 2 * UNIT
            y = flow.y + (form.body.line - _BAR) / 2
            flow.draw(Bar(x, y, max(1.0, room * amount.minor / most), _BAR))
        text = str(amount)
        end = form.width - form.margin - width(text, form.body)
        flow.draw(Words(end, base, text, form.body))
        flow.y += form.body.line
