"""The packing table in the whole program: labels are printed as a run and scanned onto their parcels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.tour.person import Person
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import PrintState
from postwright.domain.print_run import RunState
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.ship_day import read_waiting
from postwright.domain.shipment import Shipment
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.operations.void_label import void_many
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.ui.labels.panel import LabelsPanel
from postwright.ui.labels.screen import LabelsScreen
from tests.app.whole import running, session_of, window_of
from tests.domain.samples import DRAFT
from tests.fakes.raw_printer import RawPrinter, raw_printer

NAMES = ("Ann Lee", "Ben Ortiz", "Cleo Park")


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    with raw_printer(dies_at=2) as opened:
        yield opened


def bought(shop: Shop, name: str) -> LabelEntry:
    """A label for that person, bought of the practice carrier."""
    draft = replace(DRAFT, to=replace(DRAFT.to, name=name, line1=f"{len(name)} {name} St"))
    held = shop.drafts.new(draft)
    shipment = read_waiting(draft, shop.catalogue, shop.now(), days=shop.days.now())
    assert isinstance(shipment, Shipment)
    found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    best = found.cheapest()
    assert best is not None
    done = sell(
        shop.counter(), shop.archive(), held.id, shipment, found, best.key,
        answered=frozenset(), revision=held.revision,
    )  # fmt: skip
    assert done.entry is not None
    return done.entry


class Table:
    """The Labels panel of a running program, whose printer is ours."""

    def __init__(self, program: Program, person: Person, printer: RawPrinter) -> None:
        person.wait("the shop is open", lambda: program.session is not None)
        self.person = person
        self.session = session_of(program)
        self.shop = self.session.shop
        ours = PrinterProfile("Zebra", printer.port, Language.ZPL)
        self.session.keeper.change(printers=(ours,), default_printer=ours.name)
        self.entries = tuple(bought(self.shop, name) for name in NAMES)
        self.session.routes.open_labels(tuple(one.id for one in self.entries))
        panel = window_of(program).panel("labels")
        assert isinstance(panel, LabelsPanel)
        self.panel = panel
        person.wait("the labels are there", lambda: len(self.screen.to_print) == len(NAMES))

    @property
    def screen(self) -> LabelsScreen:
        return self.panel.presenter.screen

    def rests(self) -> RunState:
        self.person.wait("the run rests", lambda: self.screen.strip and not self.screen.strip.busy)
        self.person.wait("it is at rest", lambda: self.screen.strip and not self.screen.strip.going)
        assert self.screen.strip is not None
        return self.screen.strip.run.state

    def scan(self, text: str) -> None:
        """As a scanner does: the key for the line once, then digits and Enter."""
        self.person.keys(Qt.Key.Key_F9)
        field = self.panel.view.scan_field
        before = self.screen.scan.scans
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.person.wait("the scan is answered", lambda: self.screen.scan.scans > before)

    def states(self, number: int) -> list[PrintState]:
        return [one.state for one in self.shop.prints.of_label(self.entries[number].id)]


@pytest.mark.row("P2", "P10")
def test_a_run_that_loses_its_printer_is_taken_up_and_each_label_scanned_onto_its_parcel(
    folder: DataFolder, qapp: QApplication, printer: RawPrinter
) -> None:
    with running(folder, qapp) as (program, person):
        table = Table(program, person, printer)
        assert [one.id for one in table.screen.entries] == [one.id for one in table.entries]
        person.keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert table.rests() is RunState.PAUSED
        strip = table.screen.strip
        assert strip is not None
        assert strip.headline == "Label 2 may have come out. Look there."
        person.wait("it is counted", lambda: len(table.shop.runs.open()) == 1)
        printer.revive()
        person.press("Print it again…")
        person.press("Print label 2 again")
        assert table.rests() is RunState.ENDED
        assert len(printer.jobs) == 4  # the second was torn, and went once more
        assert table.states(1) == [PrintState.MAYBE, PrintState.HANDED_OVER]
        table.scan(table.entries[2].label.tracking_number)
        assert table.screen.scan.headline == "On its parcel: Cleo Park."
        assert "to Scranton PA" in table.screen.scan.what
        assert table.states(2) == [PrintState.SEEN]
        assert table.screen.chosen == table.entries[2].id


def test_a_void_label_alarms_on_the_table_and_a_scanned_number_finds_its_label(
    folder: DataFolder, qapp: QApplication, printer: RawPrinter
) -> None:
    with running(folder, qapp) as (program, person):
        table = Table(program, person, printer)
        first = table.entries[0].label.tracking_number
        table.panel.presenter.find(f"42018702{first}")
        person.wait("it is found", lambda: [one.id for one in table.screen.entries] == [table.entries[0].id])
        void_many(table.shop.till(), (table.entries[0].id,), now=table.shop.now())
        table.scan(first)
        assert table.screen.scan.alarms
        person.keys(Qt.Key.Key_Escape)
        assert not table.screen.scan.alarms
