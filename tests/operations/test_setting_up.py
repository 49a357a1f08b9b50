"""A printer is set up by what it says of itself, and gets the pages that measure it dot for dot."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.domain.faults import FaultKind, PaperFault
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.operations.check_head import check_head
from postwright.operations.print_target import print_target, target_picture
from postwright.operations.print_test_page import print_test_page
from postwright.operations.set_up_printer import set_up_printer
from postwright.printing.dots import page_from_image, page_from_pdf
from postwright.printing.targets.calibration import calibration_target
from postwright.printing.targets.ladder import head_ladder
from postwright.printing.targets.trial_page import trial_page
from postwright.printing.zpl import page_to_zpl
from tests.printing.printers import IDENTITY, Printer, plugged_in

DRAWN = {print_test_page: trial_page, print_target: calibration_target, check_head: head_ladder}


def test_a_printer_that_says_what_it_is_needs_no_questions() -> None:
    question = b'! U1 getvar "device.languages"'
    with plugged_in(Printer({b"~HI": IDENTITY, question: b'"zpl"'})) as port:
        made = set_up_printer(port)
    assert made.recognised
    profile = made.profile
    assert (profile.name, profile.port) == ("ZD421-203dpi ZPL", port)
    assert (profile.language, profile.dpi, profile.width, profile.height) == (Language.ZPL, 203, 4.0, 6.0)


def test_a_printer_that_says_nothing_gets_what_is_usual_and_is_told_so() -> None:
    with plugged_in(Printer()) as port:
        made = set_up_printer(port, "By the door")
    assert not made.recognised
    assert (made.profile.name, made.profile.language) == ("By the door", Language.ZPL)


def test_a_printer_that_is_set_to_another_language_is_told_apart_from_a_silent_one() -> None:
    question = b'! U1 getvar "device.languages"'
    with plugged_in(Printer({b"~HI": IDENTITY, question: b'"line_print"'})) as port:
        made = set_up_printer(port)
    assert (made.recognised, made.speaks) == (False, "line_print")
    assert (made.profile.language, made.profile.dpi) == (Language.ZPL, 203)


def test_a_folder_is_a_printer_that_needs_no_recognising(tmp_path: Path) -> None:
    made = set_up_printer(f"folder:{tmp_path}")
    assert (made.profile.name, made.profile.language) == (tmp_path.name, Language.PDF)


@pytest.mark.parametrize("deed", DRAWN)
def test_a_label_printer_gets_the_very_dots(deed: object) -> None:
    printer = Printer()
    with plugged_in(printer) as port:
        profile = PrinterProfile("Zebra", port, Language.ZPL, darkness=5, speed=4, offset_x=3)
        said = deed(profile)  # type: ignore[operator]
    drawn = DRAWN[deed](profile)  # type: ignore[index]
    assert bytes(printer.taken) == page_to_zpl(drawn, darkness=5, speed=4)
    assert said.startswith("Sent a ")
    assert " to Zebra. " in said


@pytest.mark.parametrize("deed", DRAWN)
def test_an_office_printer_gets_a_page_of_its_own_size(deed: object, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    profile = PrinterProfile("Office", f"file:{file}", Language.PDF, 300, 8.5, 11.0)
    deed(profile)  # type: ignore[operator]
    assert page_from_pdf(file.read_bytes(), dpi=300, width=8.5, height=11) == DRAWN[deed](profile)  # type: ignore[index]


def test_the_picture_of_the_target_is_the_target() -> None:
    profile = PrinterProfile("Zebra", "file:x", Language.ZPL, scale_x=980)
    assert page_from_image(target_picture(profile), dpi=203) == calibration_target(profile)


def test_paper_without_room_for_a_label_is_not_calibrated(tmp_path: Path) -> None:
    profile = PrinterProfile("Small", f"file:{tmp_path / 'x'}", Language.ZPL, width=2.0, height=1.0)
    with pytest.raises(PaperFault, match="Choose its paper first") as caught:
        print_target(profile)
    assert caught.value.kind is FaultKind.DOCUMENT_UNUSABLE
    assert not list(tmp_path.iterdir())
