"""Tests for a page in its printer's language."""

from __future__ import annotations

from PIL import Image

from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.printing.page import page_of
from postwright.printing.speaking import spoken

PAGE = page_of(Image.new("1", (812, 1218), 1), 203)


def test_an_office_printer_is_given_a_pdf() -> None:
    assert spoken(PrinterProfile("Office", "cups:office"), PAGE).startswith(b"%PDF-")


def test_a_label_printer_is_given_zpl_with_its_own_darkness_and_speed() -> None:
    printer = PrinterProfile("Zebra", "tcp:10.0.0.5", Language.ZPL, darkness=12, speed=4)
    zpl = spoken(printer, PAGE)
    assert zpl.lstrip().startswith(b"^XA")
    assert b"^MD12" in zpl
    assert b"^PR4" in zpl
