"""A table on a paper: titles on every page, rows that are never cut in two, money at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postwright.printing.papers.flow import Flow
from postwright.printing.papers.lettering import Letters, cleaned, width, wrapped
from postwright.printing.papers.sheet import RULE, UNIT, Bar, Form, Words

# So that the tallest row fits on the smallest page, with letters that the font lacks too.
_LONGEST = 120
_BOX = UNIT + 1

Edges = tuple[tuple[float, float], ...]
Laid = list[list[tuple[str, Letters]]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its share of the width, and whether it is aligned at the right, as money is."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell: the first as the page's text, `strong` where it is a name, the others small."""

    lines: tuple[str, ...]
    strong: bool = False


def cell(*lines: str, strong: bool = False) -> Cell:
    """A cell of the lines that are not empty."""
    return Cell(tuple(line for line in lines if line), strong)


def table(
    flow: Flow, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, tick: bool = False
) -> None:
    """Draw the rows under their titles. `tick` puts an empty box before each row."""
    edges = _edges(flow.form, columns, indent=2 * UNIT if tick else 0.0)
    laid = [_laid(flow.form, edges, cells) for cells in rows]
    flow.need(flow.form.heading.line + UNIT + (_height(laid[0]) if laid else 0.0))

    def titles() -> None:
        _titles(flow, columns, edges)

    titles()
    flow.again = titles
    for lines in laid:
        flow.need(_height(lines))
        _row(flow, columns, edges, lines, tick=tick)
    flow.again = None


def _edges(form: Form, columns: Sequence[Column], indent: float) -> Edges:
    """Left and width of each column."""
    room = form.room - indent - UNIT * (len(columns) - 1)
    whole = sum(column.share for column in columns)
    edges, x = [], form.margin + indent
    for column in columns:
        wide = room * column.share / whole
        edges.append((x, wide))
        x += wide + UNIT
    return tuple(edges)


def _laid(form: Form, edges: Edges, cells: Sequence[Cell]) -> Laid:
    """The lines of each cell of a row as they are set."""
    found = []
    for (_, wide), one in zip(edges, cells, strict=True):
        own: list[tuple[str, Letters]] = []
        for number, line in enumerate(one.lines):
            letters = form.little if number else form.strong if one.strong else form.body
            own += [(part, letters) for part in wrapped(cleaned(line, _LONGEST), letters, wide)]
        found.append(own)
    return found


def _height(lines: Laid) -> float:
    return max(sum(letters.line for _, letters in own) for own in lines) + UNIT / 2


def _titles(flow: Flow, columns: Sequence[Column], edges: Edges) -> None:
    letters = flow.form.heading
    for column, (x, wide) in zip(columns, edges, strict=True):
        at = x + wide - width(column.title, letters) if column.right else x
        flow.draw(Words(at, flow.y + letters.base, column.title, letters))
    flow.y += letters.line + 2
    flow.rule()
    flow.gap(0.5)


def _row(flow: Flow, columns: Sequence[Column], edges: Edges, lines: Laid, *, tick: bool) -> None:
    if tick:
        _box(flow, flow.left, flow.y + 1)
    for column, (x, wide), own in zip(columns, edges, lines, strict=True):
        y = flow.y
        for text, letters in own:
            at = x + wide - width(text, letters) if column.right else x
            flow.draw(Words(at, y + letters.base, text, letters))
            y += letters.line
    flow.y += _height(lines)


def _box(flow: Flow, x: float, y: float) -> None:
    """An empty square to tick by hand."""
    far = _BOX - RULE
    flow.draw(
        Bar(x, y, _BOX, RULE), Bar(x, y + far, _BOX, RULE), Bar(x, y, RULE, _BOX), Bar(x + far, y, RULE, _BOX)
    )
