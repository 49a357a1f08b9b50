"""The Reports panel shows the month that a person chose, and the present one until then."""

from __future__ import annotations

import pytest

from postwright.domain.advice import Action
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.ui.change import Change
from postwright.ui.notice import Tone
from tests.ui.reports.books import NOVEMBER, Books, BooksPanel

OCTOBER = NOVEMBER.plus(-1)
FULL = Environment(FaultKind.DISK_FULL)


@pytest.fixture
def made(qapp: object) -> BooksPanel:
    panel = BooksPanel(Books())
    panel.look()
    return panel


def shown(made: BooksPanel) -> str:
    return made.presenter.screen.month


def test_the_present_month_is_shown_first(made: BooksPanel) -> None:
    assert (made.books.asked, shown(made)) == ([None], "2026-11")


def test_months_are_gone_back_to_and_on_again(made: BooksPanel) -> None:
    made.back(2)
    assert shown(made) == "2026-09"
    made.presenter.step(1)
    made.lane.run_all()
    assert shown(made) == "2026-10"


def test_nobody_goes_beyond_the_first_label_or_into_the_future(made: BooksPanel) -> None:
    made.presenter.step(1)
    made.presenter.step(-9)
    assert (made.lane.held, len(made.books.asked)) == ([], 1)


def test_a_month_of_the_chart_is_chosen_by_its_column(made: BooksPanel) -> None:
    made.presenter.choose("2026-08")
    made.lane.run_all()
    assert shown(made) == "2026-08"
    made.presenter.choose("2026-08")
    assert made.lane.held == []


def test_back_in_the_present_the_panel_follows_it_into_the_next_month(made: BooksPanel) -> None:
    made.back()
    made.presenter.step(1)
    made.lane.run_all()
    assert made.books.asked[-1] is None
    made.books.latest = NOVEMBER.plus(1)
    made.look()
    assert shown(made) == "2026-12"


def test_what_changed_elsewhere_is_added_up_again(made: BooksPanel) -> None:
    made.panel.changed(Change(tracking=True))
    made.panel.changed(Change(mails=True))
    assert len(made.lane.held) == 1


def test_before_anything_is_known_nothing_can_be_saved_or_stepped(qapp: object) -> None:
    made = BooksPanel(Books())
    made.presenter.step(-1)
    made.presenter.save("/tmp/x.csv")
    made.presenter.print_paper()
    made.presenter.save_paper("/tmp/x.pdf")
    assert made.lane.held == []


def test_the_labels_of_the_month_are_saved_once(made: BooksPanel) -> None:
    made.back()
    made.presenter.save("/tmp/x.csv")
    made.presenter.save("/tmp/y.csv")
    assert made.presenter.screen.saving
    made.lane.run_all()
    assert made.books.saved == [(OCTOBER, "/tmp/x.csv")]
    notice = made.presenter.screen.notice
    assert notice is not None
    assert (notice.tone, notice.text.startswith("Wrote 212 labels")) == (Tone.DONE, True)


def test_what_went_well_is_no_news_when_the_panel_comes_back(made: BooksPanel) -> None:
    made.presenter.save("/tmp/x.csv")
    made.lane.run_all()
    made.look()
    assert made.presenter.screen.notice is None


def tell(made: BooksPanel, fault: Fault) -> None:
    made.books.fault = fault
    made.look()


def test_a_fault_is_told_and_tried_again(made: BooksPanel) -> None:
    tell(made, FULL)
    assert made.presenter.screen.notice is not None
    assert (made.presenter.screen.looking, shown(made)) == (False, "2026-11")
    made.books.fault = None
    made.presenter.act(Action.RETRY)
    made.lane.run_all()
    assert made.presenter.screen.notice is None


def test_a_table_that_could_not_be_saved_is_told(made: BooksPanel) -> None:
    made.books.fault = FULL
    made.presenter.save("/tmp/x.csv")
    made.lane.run_all()
    assert (made.presenter.screen.saving, made.presenter.screen.notice is not None) == (False, True)


def test_the_banner_leads_on_or_is_forgotten(made: BooksPanel) -> None:
    tell(made, FULL)
    made.presenter.act(Action.OPEN_SETTINGS)
    made.presenter.act("")
    assert made.went == [Action.OPEN_SETTINGS]


def test_the_report_is_printed_and_saved_as_a_paper(made: BooksPanel) -> None:
    made.back()
    made.presenter.print_paper()
    made.lane.run_all()
    made.presenter.save_paper("/tmp/x.pdf")
    made.lane.run_all()
    assert made.books.drawer.made == [
        ("send", "month-report", "2026-10"),
        ("save", "month-report", "2026-10", "/tmp/x.pdf"),
    ]


def test_no_late_answer_is_heard_when_the_panel_went_away(made: BooksPanel) -> None:
    made.presenter.step(-1)
    made.panel.closed()
    made.lane.run_all()
    assert shown(made) == "2026-11"
