"""The Reports panel in every state that a person meets. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from postwright.domain.faults import FaultKind, NotSent
from postwright.ui.panel import Panel
from tests.ui.plausible import NOW
from tests.ui.reports.books import NOVEMBER, Books, BooksPanel, label, missed, shop_of, used

Make = Callable[[], tuple[Panel, Callable[[], None]]]


def scene(make_books: Callable[[], Books], act: Callable[[BooksPanel], object] = lambda made: None) -> Make:
    def make() -> tuple[Panel, Callable[[], None]]:
        made = BooksPanel(make_books())

        def look() -> None:
            made.look()
            act(made)

        return made.panel, look

    return make


def large() -> Books:
    held = shop_of()
    held[NOVEMBER.plus(-1)] += [missed(NOVEMBER.plus(-1), 900 + n, 1_234_56) for n in range(40)]
    held[NOVEMBER.plus(-1)] += [label(NOVEMBER.plus(-1), 990)]
    return Books(held)


def failed(made: BooksPanel) -> None:
    made.books.fault = NotSent(FaultKind.NO_CONNECTION)
    made.presenter.save("/tmp/labels.csv")
    made.lane.run_all()


def scrolled(made: BooksPanel) -> None:
    made.back()
    made.panel.view.whole.reveal(made.panel.view.notes)


REPORTS: dict[str, Make] = {
    "reports-empty": scene(lambda: Books({})),
    "reports-first-month": scene(lambda: Books({NOVEMBER: used(NOVEMBER, 3)})),
    "reports-usual": scene(Books),
    "reports-october": scene(Books, BooksPanel.back),
    "reports-october-below": scene(Books, scrolled),
    "reports-large": scene(large, BooksPanel.back),
    "reports-settled": scene(lambda: Books(now=NOW + timedelta(days=90)), lambda made: made.back(2)),
    "reports-not-saved": scene(Books, failed),
}
