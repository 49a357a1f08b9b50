"""What the Printers page decides: finding, setting up in one step, calibrating, checking the head."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postwright.domain.faults import Environment, FaultKind, PaperFault
from postwright.domain.head_check import Gap
from postwright.domain.preferences import Preferences
from postwright.domain.printing_profile import Language, Layout, PrinterProfile
from postwright.ui.notice import Tone
from postwright.ui.settings.printers.deeds import FoundPrinterRow, PrinterLook
from postwright.ui.settings.printers.presenter import PrintersPresenter
from postwright.ui.settings.printers.screen import PrintersScreen, stock_words
from tests.ui.settings.shop import Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


def printers(shop: Shop) -> tuple[PrintersPresenter, list[PrintersScreen]]:
    keeper, shown = shop.keeper(), []
    presenter = PrintersPresenter(
        shop.lane, shop.deeds().printers, keeper, shown.append, tell=shop.told.append
    )
    keeper.load()
    shop.lane.run_all()
    presenter.load()
    shop.lane.run_all()
    return presenter, shown


def last_text(shop: Shop) -> str:
    told = [one for one in shop.told if one is not None]
    return told[-1].text


# ---------------------------------------------------------------- finding


def test_a_printer_that_was_found_is_set_up_in_one_step(shop: Shop) -> None:
    shop.held = Preferences()
    presenter, shown = printers(shop)
    assert shown[-1].is_empty
    assert shown[-1].shows_finding
    presenter.finding.use(0)
    assert shown[-1].setting_up == "cups:Zebra_ZD421"
    shop.lane.run_all()
    assert last_text(shop) == "Zebra ZD421 is set up: 4 x 6 in · 203 dpi · ZPL. Print a test page to see."
    presenter.finding.use(0)
    shop.lane.run_all()
    assert [one.name for one in shop.held.printers] == ["Zebra ZD421", "Zebra ZD421 2"]
    assert shop.held.printers[0].language is Language.ZPL
    assert (shown[-1].chosen, shown[-1].setting_up, shown[-1].shows_finding) == (1, "", False)


def test_printers_on_the_network_come_behind_those_of_this_computer(shop: Shop) -> None:
    shop.held = Preferences()
    on_the_network = FoundPrinterRow("ZD621", "tcp:10.0.0.7:9100", "on the network", Language.ZPL)
    shop.devices = (replace(on_the_network, port="cups:Zebra_ZD421"), on_the_network)
    presenter, shown = printers(shop)
    shop.faults["devices"] = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    presenter.load()
    shop.lane.run_all()
    assert [one.name for one in shown[-1].found] == ["Zebra ZD421", "Office laser"]
    assert not shown[-1].finding
    del shop.faults["devices"]
    presenter.load()
    shop.lane.run()
    assert [one.name for one in shown[-1].found] == ["Zebra ZD421", "Office laser"]
    assert shown[-1].finding
    shop.lane.run_all()
    assert [one.name for one in shown[-1].found] == ["Zebra ZD421", "Office laser", "ZD621"]
    assert not shown[-1].finding
    presenter.finding.use(2)
    shop.lane.run_all()
    assert shop.held.printers[-1].port == "tcp:10.0.0.7:9100"


def test_the_way_to_another_printer_opens_and_closes(shop: Shop) -> None:
    presenter, shown = printers(shop)
    assert not shown[-1].shows_finding
    presenter.finding.add(True)
    presenter.finding.use_address("two words")
    assert shown[-1].shows_finding
    assert shown[-1].address_problem.startswith("Write an address")
    presenter.finding.add(False)
    assert not shown[-1].shows_finding
    assert shown[-1].address_problem == ""


def test_a_printer_is_set_up_by_its_address(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.finding.use_address("192.168.1.20")
    shop.lane.run_all()
    assert shop.held.printers[-1].port == "tcp:192.168.1.20:9100"
    assert shown[-1].address_problem == ""
    assert ("set up", "tcp:192.168.1.20:9100") in shop.done
    assert "It did not say what it is: check language, density and paper" in last_text(shop)
    assert shop.told[-1] is not None
    assert (shop.told[-1].tone, shop.told[-1].quotation) == (Tone.WAITING, "It does not answer.")


def test_a_printer_that_is_set_to_another_language_is_not_said_to_have_been_silent(shop: Shop) -> None:
    presenter, _ = printers(shop)
    shop.speaks = "line_print"
    presenter.finding.use_address("192.168.1.20")
    shop.lane.run_all()
    assert "The printer itself is set to line_print" in last_text(shop)
    assert last_text(shop).endswith("Set it to ZPL, then print a test page.")
    assert "did not say" not in last_text(shop)
    assert shop.told[-1] is not None
    assert (shop.told[-1].tone, shop.told[-1].quotation) == (Tone.WAITING, "")


def test_a_printer_that_cannot_be_set_up_is_not_added(shop: Shop) -> None:
    presenter, shown = printers(shop)
    before = shop.held
    shop.faults["set up"] = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    presenter.finding.use(1)
    shop.lane.run_all()
    assert shop.held == before
    assert shown[-1].setting_up == ""
    assert last_text(shop).startswith("The printer does not answer.")


def test_no_printer_found_says_what_to_do(shop: Shop) -> None:
    presenter, shown = printers(shop)
    assert shown[-1].found_line == ""
    assert PrintersScreen().found_line == ""
    shop.faults["find"] = Environment(FaultKind.FILE_UNREADABLE)
    presenter.load()
    assert shown[-1].found_line == "Looking for printers…"
    shop.lane.run_all()
    assert not shown[-1].finding
    assert replace(shown[-1], found=()).found_line.startswith("No printer was found.")


# ---------------------------------------------------------------- state


def test_the_chosen_printer_is_asked_how_it_is(shop: Shop) -> None:
    shop.looks["cups:Brother_HL"] = PrinterLook(False, "It is out of paper.")
    presenter, shown = printers(shop)
    assert shown[-1].look_word == ("Ready", "done")
    presenter.choose(1)
    assert shown[-1].look_word == ("Asking…", "plain")
    shop.lane.run_all()
    assert shown[-1].look_word == ("Not ready", "waiting")
    assert shown[-1].look == PrinterLook(False, "It is out of paper.")
    presenter.choose(1)
    assert not shop.lane.held


def test_a_printer_that_says_nothing_is_not_called_ready(shop: Shop) -> None:
    shop.looks["cups:Zebra_ZD421"] = PrinterLook(None)
    _, shown = printers(shop)
    assert shown[-1].look_word == ("Does not say", "plain")


def test_a_printer_that_cannot_be_asked_is_not_ready_with_the_reason(shop: Shop) -> None:
    shop.faults["look"] = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    _, shown = printers(shop)
    assert shown[-1].look is not None
    assert shown[-1].look.ready is False
    assert shown[-1].look.words.startswith("The printer does not answer.")


def test_a_printer_without_an_address_is_not_asked(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.write(replace(shop.held.printers[0], port="nowhere at all"))
    shop.lane.run_all()
    assert shown[-1].look_word == ("Not asked", "plain")
    assert shown[-1].port_problem.startswith("Write an address")
    assert not shown[-1].can_test
    presenter.finding.ask()
    assert not shop.lane.held


def test_an_answer_that_comes_after_the_page_was_left_changes_nothing(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.finding.ask()
    presenter.load()
    before = len(shown)
    presenter.close()
    shop.lane.run_all()
    assert len(shown) == before
    assert not presenter.screen.finding
    assert not presenter.screen.asking


# ---------------------------------------------------------------- profiles


def test_an_edited_profile_is_saved_and_stays_the_usual_one(shop: Shop) -> None:
    presenter, shown = printers(shop)
    held = shop.held.printers[0]
    presenter.write(replace(held, name="Zebra by the door", darkness=20))
    shop.lane.run_all()
    assert shop.held.printers[0].darkness == 20
    assert shop.held.default_printer == "Zebra by the door"
    presenter.write(replace(shop.held.printers[0], name="Office laser", speed=4))
    shop.lane.run_all()
    assert shown[-1].name_problem == "Another printer has this name."
    assert (shop.held.printers[0].name, shop.held.printers[0].speed) == ("Zebra by the door", 4)
    presenter.write(replace(shop.held.printers[0], name=" "))
    assert shown[-1].name_problem == "Write a name for this printer."


def test_a_typed_address_becomes_a_port_and_is_asked(shop: Shop) -> None:
    presenter, _ = printers(shop)
    presenter.write(replace(shop.held.printers[0], port=" 10.0.0.9 "))
    shop.lane.run_all()
    assert shop.held.printers[0].port == "tcp:10.0.0.9:9100"
    assert shop.done[-1] == ("look", "tcp:10.0.0.9:9100")


def test_a_test_page_is_printed_once_at_a_time(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.test()
    presenter.test()
    assert shown[-1].testing
    shop.lane.run_all()
    assert shop.kinds().count("test") == 1
    assert last_text(shop) == "A test page was sent."
    shop.faults["test"] = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    presenter.test()
    shop.lane.run_all()
    assert last_text(shop).startswith("The printer does not answer. No paper was printed.")


def test_a_removed_profile_comes_back(shop: Shop) -> None:
    before = shop.held
    presenter, shown = printers(shop)
    presenter.choose(1)
    presenter.make_default()
    assert not shown[-1].can_make_default
    presenter.remove()
    presenter.undo()
    presenter.undo()
    shop.lane.run_all()
    assert shop.held == replace(before, default_printer="Office laser")


def test_without_a_profile_there_is_nothing_to_do(shop: Shop) -> None:
    shop.held = Preferences()
    presenter, shown = printers(shop)
    done = list(shop.done)
    presenter.write(PrinterProfile("Zebra", "cups:z"))
    presenter.make_default()
    presenter.remove()
    presenter.undo()
    presenter.test()
    presenter.calibrating.open()
    presenter.calibrating.print_target()
    presenter.calibrating.work_out()
    presenter.calibrating.undo()
    presenter.head.open()
    presenter.head.print_ladder()
    presenter.head.save()
    shop.lane.run_all()
    assert shop.done == done
    assert (shown[-1].setting, shown[-1].head_line, shown[-1].paper_problem) == ("", "", "")


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (PrinterProfile("Z", "cups:z", Language.ZPL), "4 x 6 in · 203 dpi · ZPL"),
        (PrinterProfile("O", "cups:o", dpi=300, width=8.5, height=11.0), "Letter · 300 dpi · PDF"),
        (PrinterProfile("O", "cups:o", width=8.27, height=11.69), "A4 · 203 dpi · PDF"),
    ],
)
def test_a_row_says_what_the_printer_takes(profile: PrinterProfile, words: str) -> None:
    assert stock_words(profile) == words


def test_paper_that_holds_no_label_is_named(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.write(replace(shop.held.printers[0], width=2.0, height=1.0))
    shop.lane.run_all()
    assert shown[-1].paper_problem.startswith("No 4 x 6 label fits")
    assert not shown[-1].can_calibrate
    presenter.calibrating.open()
    assert not shown[-1].calibrating.open


# ---------------------------------------------------------------- calibration


def measure(presenter: PrintersPresenter, *texts: str) -> None:
    presenter.calibrating.write((*texts, *[""] * (5 - len(texts))))
    presenter.calibrating.work_out()


def test_a_calibration_is_saved_shown_checked_and_kept(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.calibrating.open()
    shop.lane.run_all()
    assert shown[-1].calibrating.expected == (
        "3 in, 76.2 mm",
        "5 in, 127.0 mm",
        "½ in, 12.7 mm",
        "½ in, 12.7 mm",
        "1 in, 25.4 mm",
    )
    assert shown[-1].calibrating.picture == b"the target"
    presenter.calibrating.print_target()
    presenter.calibrating.print_target()
    shop.lane.run_all()
    assert shop.kinds().count("target") == 1
    measure(presenter, "3.04", "5.065", "0.492", "0.5065")
    shop.lane.run_all()
    card = shown[-1].calibrating
    assert (card.verdict, card.tone, card.changed) == ("Scale 98.7 %, moved 3 dots right.", Tone.DONE, True)
    assert shown[-1].setting == card.verdict
    held = shop.held.printers[0]
    assert (held.scale_x, held.scale_y, held.offset_x, held.offset_y) == (987, 987, 3, 0)
    presenter.calibrating.print_target()
    shop.lane.run_all()
    assert shop.done[-1] == ("target", held)
    assert shown[-1].calibrating.texts == ("",) * 5
    measure(presenter, "3", "5", "1/2", "1/2")
    assert shown[-1].calibrating.verdict.startswith("The size is right")
    assert shown[-1].calibrating.changed
    presenter.calibrating.close()
    assert not shown[-1].calibrating.open
    assert shop.held.printers[0] == held


def test_a_calibration_is_undone_and_leaves_other_changes(shop: Shop) -> None:
    presenter, shown = printers(shop)
    before = shop.held.printers[0]
    presenter.calibrating.open()
    measure(presenter, "3.04", "5", "0.5", "0.5")
    presenter.write(replace(presenter.screen.profiles[0], speed=5))
    measure(presenter, "2.98", "5", "0.5", "0.52")
    presenter.calibrating.undo()
    presenter.calibrating.undo()
    shop.lane.run_all()
    assert shop.held.printers[0] == replace(before, speed=5)
    assert not shown[-1].calibrating.changed
    assert "as it was" in shown[-1].calibrating.verdict


def test_a_calibration_is_put_back_to_none_and_that_is_undone(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.calibrating.reset()
    assert not shown[-1].calibrating.open
    moved = replace(shop.held.printers[0], scale_x=987, offset_y=4)
    presenter.write(moved)
    assert shown[-1].can_reset
    presenter.calibrating.reset()
    shop.lane.run_all()
    held = shop.held.printers[0]
    assert (held.scale_x, held.offset_y) == (1000, 0)
    assert shown[-1].calibrating.verdict == "Scale 100 %, not moved. Print a target to see."
    presenter.calibrating.undo()
    shop.lane.run_all()
    assert shop.held.printers[0] == moved


def test_what_no_calibration_should_mend_is_refused_with_the_cause(shop: Shop) -> None:
    presenter, shown = printers(shop)
    before = shop.held
    presenter.calibrating.open()
    measure(presenter, "2.03", "3.38", "0.34", "0.34")
    card = shown[-1].calibrating
    assert card.tone is Tone.WAITING
    assert "Set the density to 300 dpi" in card.verdict
    assert not card.changed
    measure(presenter, "", "", "", "", "1.48")
    assert "148 %" in shown[-1].calibrating.verdict
    shop.lane.run_all()
    assert shop.held == before


def test_what_is_no_length_is_marked_at_its_field(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.calibrating.open()
    measure(presenter, "three", "5", "0.5", "0.5")
    assert shown[-1].calibrating.problems[0].startswith("Write a length")
    assert shown[-1].calibrating.problems[1:] == ("",) * 4
    measure(presenter, "3", "", "", "", "x")
    assert shown[-1].calibrating.problems[1].startswith("Measure this too")
    assert shown[-1].calibrating.problems[4].startswith("Write a length")
    measure(presenter, "3", "5", "0.5")
    assert not shown[-1].calibrating.can_work_out


def test_a_target_that_cannot_be_printed_says_why(shop: Shop) -> None:
    presenter, shown = printers(shop)
    shop.faults["target"] = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    shop.faults["picture"] = Environment(FaultKind.FILE_UNREADABLE)
    presenter.calibrating.open()
    presenter.calibrating.print_target()
    shop.lane.run_all()
    assert last_text(shop).startswith("The printer does not answer.")
    assert not shown[-1].calibrating.printing


def test_another_printer_has_a_calibration_of_its_own(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.calibrating.open()
    presenter.head.open()
    presenter.choose(1)
    shop.lane.run_all()
    assert not shown[-1].calibrating.open
    assert not shown[-1].head.open


# ---------------------------------------------------------------- head


def test_gaps_are_marked_line_by_line_and_saved(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.head.open()
    presenter.head.print_ladder()
    presenter.head.print_ladder()
    shop.lane.run_all()
    assert shop.kinds().count("ladder") == 1
    assert shown[-1].head.save_words == "There is no gap"
    presenter.head.toggle_line(1)
    assert shown[-1].head.gaps == ()
    for block, line in ((37, 4), (37, 5), (37, 5), (52, 0), (52, 3), (52, 0), (37, 99)):
        presenter.head.pick_block(block)
        presenter.head.toggle_line(line)
    assert shown[-1].head.gaps == (Gap(37, 4), Gap(52))
    assert shown[-1].head.text == "37.4, 52"
    assert shown[-1].head.blocks == {37, 52}
    assert shown[-1].head.lines == {4}
    assert shown[-1].head.lines_in_block == 8
    presenter.head.pick_block(52)
    presenter.head.toggle_line(0)
    assert shown[-1].head.save_words == "Save this gap"
    presenter.head.save()
    shop.lane.run_all()
    assert shop.held.printers[0].dead_dots == (36 * 8 + 3,)
    assert last_text(shop).startswith("1 dot of the head burns no more. Barcodes are now placed around")
    assert shown[-1].head_line.endswith("Marked: 37.4.")
    assert not shown[-1].head.open
    presenter.head.open()
    assert shown[-1].head.gaps == (Gap(37, 4),)


def test_gaps_are_typed_and_what_is_wrong_leaves_the_marks(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.head.open()
    presenter.head.write("37.4, 52")
    assert shown[-1].head.save_words == "Save these 2 gaps"
    presenter.head.write("37.4, 520")
    assert "There is no 520" in shown[-1].head.problem
    assert shown[-1].head.gaps == (Gap(37, 4), Gap(52))
    presenter.head.save()
    shop.lane.run_all()
    assert shop.held.printers[0].dead_dots == ()
    presenter.head.close()
    assert not shown[-1].head.open


def test_a_head_past_help_is_said_so(shop: Shop) -> None:
    presenter, _ = printers(shop)
    presenter.head.open()
    presenter.head.write("37 38")
    presenter.head.save()
    assert shop.told[-1] is not None
    assert shop.told[-1].tone is Tone.WAITING
    assert "must be replaced" in last_text(shop)


def test_a_ladder_that_cannot_be_printed_says_why(shop: Shop) -> None:
    presenter, shown = printers(shop)
    shop.faults["ladder"] = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    presenter.head.open()
    presenter.head.print_ladder()
    shop.lane.run_all()
    assert last_text(shop).startswith("The printer does not answer.")
    assert not shown[-1].head.printing


def test_an_office_printer_has_no_head_to_check(shop: Shop) -> None:
    presenter, shown = printers(shop)
    presenter.write(replace(shop.held.printers[0], width=8.5, height=11.0, layout=Layout.TWO))
    assert not shown[-1].shows_head
    presenter.head.open()
    assert not shown[-1].head.open
