"""Which printer is the usual one."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import PrinterProfile

FILES = PrinterProfile("PDF files", "folder:/labels")
ZEBRA = PrinterProfile("Zebra", "tcp:zebra")
ROLLO = PrinterProfile("Rollo", "cups:Rollo")


def test_the_first_real_printer_takes_the_place_of_files() -> None:
    for before in (Preferences(), Preferences(printers=(FILES,))):
        after = before.with_printer(ZEBRA)
        assert after.printers == (*before.printers, ZEBRA)
        assert after.printer == ZEBRA


def test_a_second_printer_leaves_the_usual_one_as_it_is() -> None:
    assert Preferences(printers=(ZEBRA,)).with_printer(ROLLO).printer == ZEBRA
    assert Preferences(printers=(FILES,)).with_printer(ZEBRA).with_printer(ROLLO).printer == ZEBRA


def test_files_that_a_person_chose_stay_the_usual_place() -> None:
    chosen = Preferences(printers=(FILES,), default_printer=FILES.name)
    assert chosen.with_printer(ZEBRA).printer == FILES


def test_files_are_never_made_the_usual_place_by_themselves() -> None:
    more = replace(FILES, name="More files")
    assert Preferences(printers=(FILES,)).with_printer(more).default_printer == ""
