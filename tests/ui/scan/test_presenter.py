"""The scan line without a window: each scan is taken once, and an alarm stands until a person has seen it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.scan_back import ScanVerdict
from postwright.ui.scan.presenter import Expected, ScanDeeds, Scanning
from postwright.ui.scan.screen import Scanned, ScanScreen
from tests.fakes.lane import HeldLane
from tests.ui import plausible


@dataclass
class Table:
    """A packing table where what is scanned is the verdict itself."""

    lane: HeldLane = field(default_factory=lambda: HeldLane(Fault))
    done: list[str] = field(default_factory=list)
    told: list[Scanned] = field(default_factory=list)
    fault: Fault | None = None

    def __post_init__(self) -> None:
        deeds = ScanDeeds(self._scan, lambda: self.done.append("sound"))
        self.scanning = Scanning(
            self.lane, deeds, lambda screen: None, expected=lambda: Expected("se-1"), told=self.told.append
        )

    @property
    def screen(self) -> ScanScreen:
        return self.scanning.screen

    def _scan(self, text: str, expected: Expected) -> Scanned:
        self.done.append(f"{text} for {expected.label_id}")
        if self.fault is not None:
            raise self.fault
        return Scanned(plausible.scan_word(ScanVerdict(text)), "Ground Advantage")

    def scan(self, *verdicts: ScanVerdict) -> None:
        for verdict in verdicts:
            self.scanning.take(verdict.value)
        self.lane.run_all()


@pytest.fixture
def table() -> Table:
    return Table()


def test_a_label_on_its_parcel_is_told_in_green_with_who_it_is_for(table: Table) -> None:
    table.scan(ScanVerdict.ON_PARCEL)
    assert table.done == ["on_parcel for se-1"]
    assert (table.screen.tone, table.screen.headline) == ("done", "On its parcel: Amara Okafor.")
    assert (table.screen.sentence, table.screen.what) == ("", "Ground Advantage")
    assert [one.word.verdict for one in table.told] == [ScanVerdict.ON_PARCEL]


@pytest.mark.parametrize("verdict", [ScanVerdict.WRONG_PARCEL, ScanVerdict.VOID])
def test_an_alarm_sounds_and_stands_until_it_is_acknowledged(table: Table, verdict: ScanVerdict) -> None:
    table.scan(verdict)
    assert table.screen.alarms
    assert table.screen.tone == "trouble"
    assert table.screen.sentence.startswith("STOP")
    table.scan(ScanVerdict.ON_PARCEL)
    assert table.done == [f"{verdict} for se-1", "sound", "sound"]
    table.scanning.forget()
    assert table.screen.alarms
    table.scanning.acknowledge()
    assert not table.screen.alarms
    table.scan(ScanVerdict.ON_PARCEL)
    assert table.screen.tone == "done"


def test_a_quick_second_scan_does_not_wipe_an_alarm_out(table: Table) -> None:
    table.scan(ScanVerdict.WRONG_PARCEL, ScanVerdict.ON_PARCEL)
    assert table.screen.alarms
    assert [one.word.verdict for one in table.told] == [ScanVerdict.WRONG_PARCEL, ScanVerdict.ON_PARCEL]


def test_an_alarm_about_the_parcel_before_is_not_swallowed(table: Table) -> None:
    table.scanning.take(ScanVerdict.VOID.value)
    table.scanning.forget()
    table.lane.run_all()
    assert table.screen.alarms


def test_good_news_of_the_parcel_before_is_not_shown_at_the_next(table: Table) -> None:
    table.scanning.take(ScanVerdict.ON_PARCEL.value)
    table.scanning.forget()
    table.lane.run_all()
    assert table.screen.answer is None
    assert len(table.told) == 1


@pytest.mark.parametrize("verdict", [ScanVerdict.ALREADY, ScanVerdict.UNKNOWN, ScanVerdict.NOT_A_LABEL])
def test_what_is_odd_but_harmless_is_amber_and_silent(table: Table, verdict: ScanVerdict) -> None:
    table.scan(verdict)
    assert (table.screen.tone, table.screen.alarms) == ("waiting", False)
    assert table.screen.headline
    assert "sound" not in table.done


def test_a_scan_that_could_not_be_noted_asks_for_another(table: Table) -> None:
    table.fault = Environment(FaultKind.DISK_FULL)
    table.scan(ScanVerdict.ON_PARCEL)
    assert (table.screen.tone, table.screen.headline) == ("trouble", "Not noted")
    assert table.screen.sentence.endswith("Scan it again.")
    assert table.told == []


def test_an_empty_line_is_no_scan(table: Table) -> None:
    table.scanning.take("  ")
    assert not table.lane.held
