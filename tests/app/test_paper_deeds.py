"""What a panel asks of papers is done with the shop that is open, on the printer that takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from postwright.app.paper_deeds import paper_deeds
from postwright.app.report_deeds import report_deeds
from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.papers import PaperKind
from postwright.domain.preferences import Mode, Preferences
from postwright.domain.printing_profile import PrinterProfile
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.papers import PaperDeeds
from tests.commands.terminal import NOON, Terminal
from tests.printing.papers.reading import texts

K = PaperKind


@dataclass
class Window:
    """The shop that a window has open, the deeds of its panels, and a folder that is its printer."""

    shop: Shop
    deeds: PaperDeeds
    printer: Path
    label: str

    def printed(self) -> str:
        return " ".join(text for file in self.printer.iterdir() for text in texts(file.read_bytes()))


@pytest.fixture
def window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Window]:
    terminal = Terminal(tmp_path / "data", capsys)
    terminal.practice.clock.freeze(NOON)
    terminal.set_up(printers=())
    label = terminal.label(delivery="qr")
    terminal("pickup", "schedule", terminal.label())
    printer = tmp_path / "printer"
    office = PrinterProfile("Office", f"folder:{printer}", width=8.5, height=11)
    preferences = Preferences(mode=Mode.PRACTICE, printers=(office,))
    shop = open_shop(DataFolder(terminal.folder), lambda: preferences, server=None)
    yield Window(shop, paper_deeds(shop), printer, label)
    shop.close()


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (K.PACKING_SLIP, "Packing slip"),
        (K.RECEIPT, "Postage receipt"),
        (K.QR_CARD, "Ship without a printer"),
        (K.PICKUP_LIST, "Pickup list"),
    ],
)
def test_each_paper_reaches_its_printer_and_says_sample(window: Window, kind: PaperKind, title: str) -> None:
    assert window.deeds.printer(kind) == "Office"
    of = "1" if kind is K.PICKUP_LIST else window.label
    assert "to Office." in window.deeds.send(kind, of)
    assert title in window.printed()
    assert "SAMPLE" in window.printed()


def test_a_paper_is_saved_in_the_size_of_its_printer(window: Window, tmp_path: Path) -> None:
    assert window.deeds.save(K.RECEIPT, window.label, str(tmp_path / "r.pdf")) == "Saved as r.pdf."
    assert "Postage receipt" in texts((tmp_path / "r.pdf").read_bytes())[0]


def test_without_a_printer_a_paper_is_saved_on_letter_and_sent_nowhere(tmp_path: Path) -> None:
    preferences = Preferences(mode=Mode.PRACTICE)
    shop = open_shop(DataFolder(tmp_path), lambda: preferences, server=None)
    try:
        deeds = paper_deeds(shop)
        assert deeds.printer(K.RECEIPT) == ""
        with pytest.raises(PaperFault) as caught:
            deeds.send(K.RECEIPT, "se-1")
        assert caught.value.kind is FaultKind.PRINTER_UNKNOWN
    finally:
        shop.close()


def test_the_report_of_a_month_is_printed_with_what_it_counts(window: Window) -> None:
    window.deeds.send(K.MONTH_REPORT, "2026-11")
    said = window.printed()
    for part in ("Monthly report", "November 2026", "Can still be voided", "SAMPLE"):
        assert part in said


def test_the_panel_of_reports_asks_the_shop_that_is_open(window: Window, tmp_path: Path) -> None:
    deeds, file = report_deeds(window.shop), tmp_path / "month.csv"
    found = deeds.report(None)
    bought = len(window.shop.labels.recent())
    assert (str(found.report.month), found.report.paid.count) == ("2026-11", bought)
    assert deeds.export(found.report.month, str(file)).startswith(f"Wrote {bought} label")
    assert (file.exists(), str(deeds.zone())) == (True, found.report.zone_name)
