"""Where parcels are in the Labels panel: what needs a look first, delivered ones in grey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postwright.domain.faults import Fault, FaultKind, NotSent
from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import MOST_LISTED
from postwright.domain.tracking import TrackingStatus
from postwright.domain.void import VoidState
from postwright.ui.change import Change
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.panel import LabelsPanel
from postwright.ui.labels.table import STATE, table_rows
from postwright.ui.labels.way_words import NO_WORDS, NONE_UNDER_WAY, way_line
from postwright.ui.words import day_words, moment_words
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.labels.archive import Archive

NOW, DAY = plausible.NOW, timedelta(days=1)
ON_ITS_WAY = TrackingStatus(
    NOW - DAY,
    "IT",
    first_scan_at=NOW - 3 * DAY,
    last_event_at=NOW - DAY,
    last_event="Departed USPS facility · PORTLAND, OR",
    estimated_at=NOW + 2 * DAY,
)


def held(number: int, status: TrackingStatus | None, **how: object) -> LabelEntry:
    return replace(plausible.entry(number, days_ago=8, **how), status=status)  # type: ignore[arg-type]


FRESH = plausible.entry(0)
MOVING = held(1, ON_ITS_WAY)
DELIVERED = held(2, replace(ON_ITS_WAY, status_code="DE", delivered_at=NOW - DAY))
WRONG = held(3, replace(ON_ITS_WAY, status_code="EX", detail_code="ADDRESS_QUERY"))
STILL = held(4, replace(ON_ITS_WAY, last_event_at=NOW - 6 * DAY))
STAYED = held(5, TrackingStatus(NOW - DAY, "NY"))
VOIDED = held(6, ON_ITS_WAY, void_state=VoidState.REQUESTED)


@dataclass
class Desk:
    """The panel over labels whose parcels are everywhere."""

    panel: LabelsPanel
    archive: Archive
    lane: HeldLane
    told: list[Change]

    @property
    def rows(self) -> dict[str, str]:
        """Each listed label with the words of its state."""
        return {row.key: row.cells[STATE] for row in self.panel.view.table.rows_model.rows}

    @property
    def lines(self) -> tuple[str, ...]:
        return self.panel.presenter.screen.tracking_lines

    def choose(self, entry: LabelEntry) -> None:
        self.panel.presenter.choose(entry.id)
        self.lane.run_all()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    archive, lane = Archive([FRESH, MOVING, DELIVERED, WRONG, STILL, STAYED, VOIDED]), HeldLane(Fault)
    told: list[Change] = []
    panel = LabelsPanel(
        LabelsLanes(lane, lane, lane), archive.deeds(), announce=lambda change, _: told.append(change)
    )
    qtbot.addWidget(panel.view)
    panel.view.show()
    panel.shown()
    lane.run_all()
    yield Desk(panel, archive, lane, told)
    panel.closed()


def press(desk: Desk, qtbot: QtBot, *, under_way: bool) -> None:
    bar = desk.panel.view.narrow
    button = bar.under_way if under_way else bar.all
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.lane.run_all()


def test_the_list_says_where_each_parcel_is_once_usps_has_it(desk: Desk) -> None:
    assert desk.rows == {
        FRESH.id: "Sent to printer",
        MOVING.id: "On its way",
        DELIVERED.id: "Delivered",
        WRONG.id: "Address problem",
        STILL.id: "Not moving for 6 days",
        STAYED.id: "Ship date passed",
        VOIDED.id: "Refund requested",
    }


def test_under_way_lists_what_needs_a_look_first_and_delivered_ones_last(desk: Desk, qtbot: QtBot) -> None:
    press(desk, qtbot, under_way=True)
    assert list(desk.rows) == [one.id for one in (WRONG, STILL, STAYED, MOVING, DELIVERED)]
    assert desk.panel.view.line.text() == "3 to look at, 1 on their way, 1 delivered"
    press(desk, qtbot, under_way=False)
    assert len(desk.rows) == 7
    assert desk.panel.view.narrow.all.isChecked()


def test_a_list_that_was_cut_says_so(desk: Desk) -> None:
    (news,) = desk.archive.news((STILL,))
    assert way_line([news] * MOST_LISTED) == "The first 200: 200 to look at"


def test_delivered_parcels_are_grey_and_trouble_has_its_colour(desk: Desk) -> None:
    news = {one.entry.id: one for one in desk.archive.news(tuple(desk.archive.entries))}
    tones = {row.key: row.tones for row in table_rows(tuple(desk.archive.entries), news)}
    assert set(tones[DELIVERED.id]) == {"muted"}
    assert [tones[one.id][STATE] for one in (WRONG, STILL, STAYED, MOVING)] == [
        "trouble", "waiting", "waiting", "text",
    ]  # fmt: skip


def test_who_points_at_a_label_reads_its_last_scan_and_what_to_do(desk: Desk) -> None:
    rows = {row.key: row for row in desk.panel.view.table.rows_model.rows}
    assert rows[MOVING.id].tip.endswith("Departed USPS facility · PORTLAND, OR")
    assert "Ask USPS to look for it" in rows[STILL.id].tip


def test_typing_a_name_looks_among_all_labels_again(desk: Desk, qtbot: QtBot) -> None:
    press(desk, qtbot, under_way=True)
    desk.panel.presenter.find(FRESH.shipment.ship_to.name)
    desk.lane.run_all()
    assert list(desk.rows) == [FRESH.id]
    assert desk.panel.view.narrow.all.isChecked()


def test_trouble_that_is_seen_under_way_needs_no_reminder_and_that_is_told_once(
    desk: Desk, qtbot: QtBot
) -> None:
    assert desk.told == []
    desk.panel.open_under_way()
    desk.lane.run_all()
    assert desk.told == [Change(tracking=True)]
    press(desk, qtbot, under_way=True)
    assert desk.told == [Change(tracking=True)]


def test_labels_that_somebody_comes_with_are_shown_whether_under_way_or_not(desk: Desk, qtbot: QtBot) -> None:
    press(desk, qtbot, under_way=True)
    desk.panel.open_many((FRESH.id,))
    desk.lane.run_all()
    assert list(desk.rows) == [FRESH.id]


def test_where_nothing_is_under_way_that_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.archive.entries = [FRESH]
    press(desk, qtbot, under_way=True)
    assert desk.panel.view.nothing.isVisible()
    assert desk.panel.view.nothing.sentence.text() == NONE_UNDER_WAY
    desk.panel.presenter.find("nobody")
    desk.lane.run_all()
    assert desk.panel.view.nothing.sentence.text() == NO_WORDS


def test_how_usps_is_asked_stands_where_the_filter_is(desk: Desk) -> None:
    assert "USPS is asked every 4 hours." in desk.panel.view.narrow.under_way.toolTip()


def test_beside_the_label_stands_what_was_heard_last_without_asking(desk: Desk) -> None:
    desk.choose(MOVING)
    assert desk.lines == (
        "On its way.",
        f"USPS expects to deliver it on {day_words((NOW + 2 * DAY).date())}.",
        f"{moment_words(NOW - DAY)} · Departed USPS facility · PORTLAND, OR",
        f"USPS was asked on {moment_words(NOW - DAY)}.",
    )
    desk.choose(FRESH)
    assert desk.lines == ()


def test_a_delivered_parcel_is_expected_no_more_and_trouble_says_what_to_do(desk: Desk) -> None:
    desk.choose(DELIVERED)
    assert not any("expects" in line for line in desk.lines)
    desk.choose(WRONG)
    assert not any("expects" in line for line in desk.lines)
    assert desk.lines[:2] == ("Address problem.", "Look at the scans, and ask the customer or USPS.")


def test_that_usps_gave_no_answer_is_told_with_what_was_known_before(desk: Desk) -> None:
    desk.archive.entries = [held(1, replace(ON_ITS_WAY, misses=1, trouble="The carrier was silent."))]
    desk.panel.changed(Change(tracking=True))
    desk.lane.run_all()
    assert desk.lines[0] == "On its way."
    assert desk.lines[-2] == "USPS gave no answer last: The carrier was silent."


def test_asking_now_shows_the_scans_and_tells_the_other_panels(desk: Desk) -> None:
    desk.choose(FRESH)
    desk.panel.presenter.track()
    desk.lane.run_all()
    assert desk.lines == (
        "Accepted by USPS.",
        f"USPS expects to deliver it on {day_words(NOW.date())}.",
        f"{moment_words(NOW)} · Accepted · PORTLAND, OR",
        f"USPS was asked on {moment_words(NOW)}.",
    )
    assert desk.told == [Change(tracking=True)]
    assert desk.rows[FRESH.id] == "Accepted by USPS"
    desk.choose(MOVING)
    assert "Accepted" not in " ".join(desk.lines)


def test_news_from_usps_draw_no_label_anew(desk: Desk) -> None:
    desk.choose(MOVING)
    sheet = desk.panel.presenter.screen.sheet
    assert sheet is not None
    desk.archive.entries = [held(1, DELIVERED.status)]
    desk.panel.changed(Change(tracking=True))
    desk.lane.run_all()
    assert desk.rows == {MOVING.id: "Delivered"}
    assert desk.panel.presenter.screen.sheet is sheet


def test_offline_what_was_heard_before_stays(desk: Desk) -> None:
    desk.choose(MOVING)
    before = desk.lines
    desk.archive.tracking_fault = NotSent(FaultKind.NO_CONNECTION)
    desk.panel.presenter.track()
    desk.lane.run_all()
    assert desk.panel.presenter.screen.notice
    assert desk.lines == before
