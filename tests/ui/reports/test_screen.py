"""What the Reports panel shows of a month, and when it has nothing to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from postwright.domain.cost_report import Cause
from postwright.domain.cost_words import NOTHING_LOST
from postwright.ui.reports.screen import ReportsScreen
from tests.rules import RULES
from tests.ui.plausible import NOW, PACIFIC
from tests.ui.reports.books import NOVEMBER, Books, missed, used

OCTOBER = NOVEMBER.plus(-1)


def screen(books: Books, month: object = None) -> ReportsScreen:
    assert month is None or month in (NOVEMBER, OCTOBER)
    return ReportsScreen(books.report(month), RULES, PACIFIC)  # type: ignore[arg-type]  # checked above


def test_before_anything_is_known_nothing_is_shown() -> None:
    bare = ReportsScreen()
    assert (bare.line, bare.month, bare.month_words, bare.lost, bare.lost_title, bare.advice) == ("",) * 6
    assert (bare.columns, bare.legend, bare.notes, bare.tables) == ((), (), (), ((), (), ()))
    assert [bare.is_empty, bare.is_loss, bare.can_go_back, bare.can_go_on] == [False] * 4
    assert bare.lost_lines == (NOTHING_LOST,)


def test_a_shop_that_bought_nothing_has_an_empty_panel() -> None:
    assert screen(Books({})).is_empty
    assert screen(Books({})).line == ""
    assert not screen(Books({NOVEMBER: used(NOVEMBER, 1)})).is_empty
    assert not screen(Books({NOVEMBER.plus(-9): used(NOVEMBER.plus(-9), 1)})).is_empty


def test_a_month_that_is_not_over_says_so() -> None:
    assert screen(Books()).line == "So far, as of Tue 24 Nov 2026, 4:42 pm PST."
    assert screen(Books(), OCTOBER).line == "As of Tue 24 Nov 2026, 4:42 pm PST."


def test_months_lie_between_the_first_label_and_the_present() -> None:
    books = Books({OCTOBER: used(OCTOBER, 1), NOVEMBER: used(NOVEMBER, 1)})
    now, before = screen(books), screen(books, OCTOBER)
    assert (now.can_go_back, now.can_go_on) == (True, False)
    assert (before.can_go_back, before.can_go_on) == (False, True)


def test_each_column_says_its_month_its_sum_and_its_causes_in_words() -> None:
    columns = screen(Books()).columns
    october = columns[-2]
    assert [one.current for one in columns] == [False] * 5 + [True]
    assert (october.key, october.label) == ("2026-10", "Oct 2026")
    assert sum(amount.minor for _, amount in october.parts) == october.total.minor
    assert october.words.startswith(f"October 2026: {october.total} lost: missed $36.25")


def test_the_legend_names_the_causes_that_occur_and_no_other() -> None:
    assert screen(Books()).legend == tuple(Cause)
    alone = Books({NOVEMBER: [missed(NOVEMBER, 1, 761)]}, now=NOW + timedelta(days=40))
    assert screen(alone).legend == (Cause.MISSED,)


def test_what_was_lost_is_said_by_cause_with_what_to_do() -> None:
    shown = screen(Books(), OCTOBER)
    assert (shown.lost_title, shown.is_loss) == ("Lost in October 2026", True)
    assert shown.lost_lines[0] == "$36.25 · Missed"
    assert shown.advice.endswith("Look at Voids once a week, and void what will not leave.")
    calm = screen(Books())
    assert (calm.lost_lines, calm.advice, calm.is_loss) == ((NOTHING_LOST,), "", False)


def test_the_rules_stand_beside_the_figures() -> None:
    shown = screen(Books())
    assert any(RULES.void.dated.words in note for note in shown.notes)
    assert [len(table) > 1 for table in shown.tables] == [True, True, True]
    assert replace(shown, rules=None).tables == ((), (), ())
