"""Many labels in a row: printed in the order shown, never on past one that may have come out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.print_run import ItemState, RunState
from postwright.domain.scan_back import ScanVerdict
from postwright.domain.shipment import Delivery
from postwright.domain.void import VoidState
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.presenter import LabelsPresenter
from postwright.ui.labels.run_strip import RunStrip
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.scan.presenter import Expected
from postwright.ui.scan.screen import Scanned
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.labels.archive import Archive

ENTRIES = [
    *(plausible.entry(number, prints=0) for number in range(6)),
    plausible.entry(6, prints=1),
    plausible.entry(7, prints=0, void_state=VoidState.REQUESTED),
    plausible.entry(8, prints=0, delivery=Delivery.QR),
]


@dataclass
class Desk:
    archive: Archive
    prints: HeldLane
    others: HeldLane
    told: list[str]
    presenter: LabelsPresenter

    @property
    def screen(self) -> LabelsScreen:
        return self.presenter.screen

    @property
    def strip(self) -> RunStrip:
        assert self.screen.strip is not None
        return self.screen.strip

    @property
    def done(self) -> list[tuple[object, ...]]:
        return self.archive.printer.done

    def tick(self, *numbers: int) -> None:
        self.presenter.picking.tick(frozenset(ENTRIES[number].id for number in numbers))

    def run(self) -> None:
        while self.prints.held or self.others.held:
            self.prints.run_all()
            self.others.run_all()

    def sheets(self, count: int) -> None:
        """Let so many sheets leave; the next one is at the printer's door."""
        while sum(one[0] == "sheet" for one in self.done) < count:
            self.prints.run()


@pytest.fixture
def desk() -> Desk:
    archive, prints, others, told = Archive(list(ENTRIES)), HeldLane(Fault), HeldLane(Fault), []
    presenter = LabelsPresenter(
        LabelsLanes(others, prints, others),
        archive.deeds(),
        lambda screen: None,
        announce=lambda: told.append("changed"),
        scanned=lambda: told.append("scanned"),
    )
    made = Desk(archive, prints, others, told, presenter)
    presenter.load()
    made.run()
    return made


# ---------------------------------------------------------------- which labels


def test_the_ticked_labels_are_printed_in_the_order_shown(desk: Desk) -> None:
    desk.tick(4, 0, 2)
    assert desk.screen.ticked_text == "Print 3 labels"
    desk.presenter.picking.print()
    desk.run()
    assert desk.done == [
        ("begin", (ENTRIES[0].id, ENTRIES[2].id, ENTRIES[4].id), ""),
        ("sheet", 1),
        ("sheet", 2),
        ("sheet", 3),
    ]
    assert desk.strip.headline == "3 labels handed to Zebra ZD421"
    assert desk.screen.ticked == frozenset()
    assert desk.told == ["changed"]


def test_void_labels_and_those_that_usps_prints_are_left_out_and_said_so(desk: Desk) -> None:
    desk.tick(0, 7, 8)
    assert desk.screen.ticked_text == "Print 1 label"
    assert desk.screen.ticked_hint.startswith("2 left out")
    desk.tick(7, 8)
    assert not desk.screen.can_print_ticked
    desk.presenter.picking.print()
    assert not desk.prints.held


def test_all_can_be_ticked_and_none(desk: Desk) -> None:
    desk.presenter.picking.tick_all()
    assert len(desk.screen.ticked) == 7
    desk.presenter.picking.tick_all()
    assert desk.screen.ticked == frozenset()


def test_what_was_printed_before_is_asked_for_its_reason(desk: Desk) -> None:
    desk.tick(5, 6)
    assert desk.screen.ticked_hint == "1 label went to a printer before."
    desk.presenter.picking.print()
    assert desk.screen.asking_run
    desk.presenter.leave()
    assert not desk.screen.asking_run
    desk.presenter.picking.print_again("jam")
    assert desk.done == []
    desk.presenter.picking.print()
    desk.presenter.picking.print_again("because")
    assert desk.done == []
    desk.presenter.picking.print_again("jam")
    desk.run()
    assert desk.done[0] == ("begin", (ENTRIES[5].id, ENTRIES[6].id), "jam")


def test_a_batch_comes_with_exactly_its_labels_ticked_in_its_order(desk: Desk) -> None:
    wanted = tuple(ENTRIES[number].id for number in (3, 1, 4))
    desk.presenter.open_many(wanted)
    desk.run()
    assert tuple(one.id for one in desk.screen.entries) == wanted
    assert desk.screen.ticked == frozenset(wanted)
    assert desk.screen.chosen == wanted[0]
    assert desk.screen.count_line == "3 labels just bought, in the order of the batch"
    desk.presenter.picking.print()
    desk.run()
    assert desk.done[0] == ("begin", wanted, "")
    desk.presenter.find("")
    desk.run()
    assert len(desk.screen.entries) == len(ENTRIES)


def test_coming_with_no_labels_changes_nothing(desk: Desk) -> None:
    desk.presenter.open_many(())
    assert not desk.others.held


# ---------------------------------------------------------------- under way


def test_it_is_said_how_far_a_run_is(desk: Desk) -> None:
    desk.tick(*range(6))
    desk.presenter.picking.print()
    desk.sheets(2)
    assert desk.strip.headline == "Printing 3 of 6 · Zebra ZD421"
    assert (desk.strip.settled, desk.strip.total) == (2, 6)
    desk.tick(6)
    assert desk.screen.ticked_hint == "Another run is not over yet."
    assert not desk.screen.can_print_ticked


def test_a_pause_lets_the_sheet_in_hand_end_and_begins_no_other(desk: Desk) -> None:
    desk.tick(*range(4))
    desk.presenter.picking.print()
    desk.sheets(1)
    desk.presenter.running.toggle()
    assert desk.strip.headline == "Pausing after 2 of 4 · Zebra ZD421"
    desk.presenter.running.toggle()
    desk.run()
    assert desk.done[-2:] == [("sheet", 2), ("pause",)]
    assert desk.strip.headline == "Paused at 3 of 4 · Zebra ZD421"
    assert desk.strip.can_resume
    desk.presenter.running.toggle()
    desk.run()
    assert desk.done[-3:] == [("resume", None, ""), ("sheet", 3), ("sheet", 4)]
    assert desk.strip.ended


def test_a_stop_lets_the_sheet_in_hand_end_and_leaves_the_rest_out(desk: Desk) -> None:
    desk.tick(*range(4))
    desk.presenter.picking.print()
    desk.sheets(1)
    desk.presenter.running.stop()
    assert desk.strip.headline == "Stopping after 2 of 4 · Zebra ZD421"
    desk.presenter.running.stop()
    desk.run()
    assert desk.done[-2:] == [("sheet", 2), ("end",)]
    assert desk.strip.headline == "2 of 4 handed to Zebra ZD421"
    assert desk.strip.sentence == "2 labels left out. Scan each label once it is on its parcel."


def test_a_paused_run_can_skip_one_or_stop(desk: Desk) -> None:
    desk.archive.printer.run = plausible.print_run(RunState.PAUSED, ItemState.SENT, total=4)
    desk.presenter.running.look()
    desk.run()
    assert desk.strip.skip_text == "Skip 2"
    desk.presenter.running.skip()
    desk.run()
    assert (desk.done[-1], desk.strip.skip_text) == (("skip", 2), "Skip 3")
    desk.presenter.running.stop()
    desk.run()
    assert desk.done[-1] == ("end",)
    assert desk.strip.headline == "1 of 4 handed to Zebra ZD421"


def test_a_run_goes_on_from_any_label_that_waits(desk: Desk) -> None:
    desk.archive.printer.run = plausible.print_run(RunState.PAUSED, ItemState.SENT, total=4)
    desk.presenter.running.look()
    desk.run()
    assert [place for place, _ in desk.strip.places] == ["2", "3", "4"]
    desk.presenter.running.go_on_from(1)
    assert desk.done == []
    desk.presenter.running.go_on_from(3)
    desk.run()
    assert desk.done == [("resume", 3, ""), ("sheet", 3), ("sheet", 4)]


def test_what_failed_is_named_and_can_be_printed_again(desk: Desk) -> None:
    desk.archive.printer.ends = {2: ItemState.FAILED}
    desk.tick(0, 1, 2)
    desk.presenter.picking.print()
    desk.run()
    assert [line.spoken for line in desk.strip.lines] == [
        "Not printed, 2. Jens Lindqvist, The printer went silent."
    ]
    assert desk.strip.retry_text == "Print the one that failed"
    desk.archive.printer.ends = {}
    desk.presenter.running.retry()
    desk.run()
    assert ("begin", (ENTRIES[1].id,), "") in desk.done
    assert desk.strip.headline == "1 label handed to Zebra ZD421"
    desk.presenter.running.put_away()
    desk.run()
    assert desk.screen.strip is None


def test_a_long_list_of_failures_is_counted() -> None:
    run = plausible.print_run(RunState.ENDED, *[ItemState.FAILED] * 6, total=6, says="No.")
    strip = RunStrip(run)
    assert len(strip.lines) == 5
    assert strip.lines[-1].text == "and 2 others"
    assert strip.retry_text == "Print the 6 that failed"
    assert strip.tone == "waiting"
    assert strip.sentence == ""


# ---------------------------------------------------------------- what may have come out


@pytest.fixture
def doubtful(desk: Desk) -> Desk:
    """The printer died at the third of five."""
    desk.archive.printer.ends = {3: ItemState.MAYBE}
    desk.tick(*range(5))
    desk.presenter.picking.print()
    desk.run()
    return desk


def test_nothing_goes_on_past_a_label_that_may_have_come_out(doubtful: Desk) -> None:
    assert doubtful.done[-1] == ("sheet", 3)
    assert doubtful.strip.headline == "Label 3 may have come out. Look there."
    assert "Priya Raghunathan" in doubtful.strip.sentence
    assert doubtful.strip.tone == "waiting"
    assert [place for place, _ in doubtful.strip.places] == ["4", "5"]
    doubtful.presenter.running.toggle()
    doubtful.presenter.running.skip()
    assert not doubtful.prints.held


def test_it_came_out(doubtful: Desk) -> None:
    doubtful.presenter.running.came_out(True)
    doubtful.run()
    assert doubtful.done[-1] == ("came out", 103, True)
    assert doubtful.strip.headline == "Paused at 4 of 5 · Zebra ZD421"
    doubtful.presenter.running.toggle()
    doubtful.run()
    assert doubtful.done[-2:] == [("sheet", 4), ("sheet", 5)]


def test_nothing_came_out_so_it_waits_again(doubtful: Desk) -> None:
    doubtful.presenter.running.came_out(False)
    doubtful.run()
    doubtful.archive.printer.ends = {}
    doubtful.presenter.running.toggle()
    doubtful.run()
    assert doubtful.done[-3:] == [("sheet", 3), ("sheet", 4), ("sheet", 5)]


def test_printing_it_again_asks_why(doubtful: Desk) -> None:
    doubtful.presenter.running.again()
    assert doubtful.screen.asking_again
    doubtful.presenter.leave()
    doubtful.presenter.running.print_again("jam")
    assert doubtful.done[-1] == ("sheet", 3)
    doubtful.presenter.running.again()
    doubtful.presenter.running.print_again("because")
    assert doubtful.done[-1] == ("sheet", 3)
    doubtful.archive.printer.ends = {}
    doubtful.presenter.running.print_again("jam")
    doubtful.run()
    assert doubtful.done[-4] == ("resume", 3, "jam")
    assert doubtful.strip.ended


def test_it_can_go_on_from_the_next_one(doubtful: Desk) -> None:
    doubtful.presenter.running.go_on_from(4)
    doubtful.run()
    assert doubtful.done[-3:] == [("resume", 4, ""), ("sheet", 4), ("sheet", 5)]


def test_without_a_doubt_there_is_nothing_to_answer(desk: Desk) -> None:
    for answer in (desk.presenter.running.again, desk.presenter.running.retry, desk.presenter.running.skip):
        answer()
    desk.presenter.running.came_out(True)
    desk.presenter.running.go_on_from(2)
    desk.presenter.running.toggle()
    desk.presenter.running.stop()
    desk.presenter.running.put_away()
    assert not desk.prints.held


# ---------------------------------------------------------------- what stands


def test_a_run_that_was_cut_off_is_offered_again(desk: Desk) -> None:
    why = "Postwright was closed or broke off while this was being printed."
    run = plausible.print_run(RunState.PAUSED, *[ItemState.SENT] * 2, problem=why)
    desk.archive.printer.run = run
    desk.presenter.running.look()
    desk.run()
    assert desk.strip.headline == "Paused at 3 of 12 · Zebra ZD421"
    assert desk.strip.sentence == why


def test_a_run_that_nobody_prints_any_more_is_paused(desk: Desk) -> None:
    desk.archive.printer.run = plausible.print_run(RunState.RUNNING, ItemState.SENT)
    desk.presenter.running.look()
    desk.run()
    assert desk.done == [("pause",)]
    assert desk.strip.waits


def test_a_run_that_is_printed_now_is_left_alone_by_a_look(desk: Desk) -> None:
    desk.tick(*range(4))
    desk.presenter.picking.print()
    desk.sheets(1)
    desk.presenter.prints_changed()
    desk.others.run_all()
    assert desk.strip.going
    desk.run()
    assert ("pause",) not in desk.done


def test_a_fault_in_the_middle_is_told_and_the_run_waits(desk: Desk) -> None:
    desk.tick(*range(4))
    desk.presenter.picking.print()
    desk.sheets(1)
    desk.archive.printer.fault = Environment(FaultKind.DISK_FULL)
    desk.run()
    assert desk.screen.notice is not None
    assert "disk" in desk.screen.notice.text
    assert desk.strip.waits
    assert desk.done[-1] == ("pause",)


def test_a_run_that_cannot_begin_says_why(desk: Desk) -> None:
    desk.archive.printer.fault = Environment(FaultKind.DISK_FULL)
    desk.tick(0, 1)
    desk.presenter.picking.print()
    assert desk.screen.beginning
    desk.run()
    assert not desk.screen.beginning
    assert desk.screen.notice is not None
    assert desk.screen.ticked


def test_closing_the_panel_lets_the_sheet_in_hand_end(desk: Desk) -> None:
    desk.tick(*range(4))
    desk.presenter.picking.print()
    desk.sheets(1)
    desk.presenter.close()
    assert desk.prints.names == ["Printing labels"]


# ---------------------------------------------------------------- scans


def test_a_scan_shows_the_label_and_tells_the_others(desk: Desk) -> None:
    desk.archive.on_table["9400"] = Scanned(plausible.scan_word(ScanVerdict.ON_PARCEL, 3))
    desk.presenter.scanning.take("9400")
    desk.run()
    assert desk.archive.done == [("scan", "9400", Expected())]
    assert desk.screen.chosen == ENTRIES[3].id
    assert desk.told == ["scanned"]
    desk.presenter.leave()
    assert desk.screen.scan.answer is None


def test_a_scan_of_a_label_that_is_not_in_the_list_leaves_it_as_it_is(desk: Desk) -> None:
    desk.archive.on_table["9400"] = Scanned(plausible.scan_word(ScanVerdict.ON_PARCEL, 12))
    desk.presenter.scanning.take("9400")
    desk.run()
    assert desk.screen.chosen == ENTRIES[0].id


def test_while_a_run_lies_on_the_table_its_labels_alone_are_expected(doubtful: Desk) -> None:
    doubtful.presenter.scanning.take("anything")
    doubtful.run()
    assert doubtful.archive.done == [("scan", "anything", Expected(run_id=7))]
