"""The button of papers: what a printer takes can be printed, everything can be saved."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from postwright.domain.papers import PaperKind
from postwright.ui.papers import PaperChoice
from postwright.ui.widgets.papers_button import PapersButton

SLIP, RECEIPT = PaperKind.PACKING_SLIP, PaperKind.RECEIPT


@pytest.fixture
def button(qtbot: QtBot) -> PapersButton:
    made = PapersButton("Papers", (SLIP, RECEIPT))
    qtbot.addWidget(made)
    made.show_papers(PaperChoice({SLIP: "Office"}), "se-1")
    return made


def test_a_paper_without_a_printer_is_only_saved(button: PapersButton) -> None:
    assert button.sends[SLIP].isVisible()
    assert button.sends[SLIP].text() == "Print the packing slip on Office"
    assert not button.sends[RECEIPT].isVisible()
    assert button.saves[RECEIPT].isVisible()


def test_the_menu_tells_which_paper_was_chosen(button: PapersButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.send_wanted) as told:
        button.sends[SLIP].trigger()
    assert told.args == [SLIP.value]


@pytest.mark.parametrize("chosen", ["/home/june/receipt.pdf", ""])
def test_a_place_is_asked_for_and_may_be_refused(
    button: PapersButton, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    asked: list[str] = []
    told: list[tuple[str, str]] = []

    def place(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append(name)
        return chosen, kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", place)
    button.place_chosen.connect(lambda kind, path: told.append((kind, path)))
    button.saves[RECEIPT].trigger()
    assert asked == ["receipt-se-1.pdf"]
    assert told == ([(RECEIPT.value, chosen)] if chosen else [])


def test_while_a_paper_is_made_no_other_can_be(button: PapersButton) -> None:
    button.show_papers(PaperChoice({}, making=True), "")
    assert not button.isEnabled()
    button.show_papers(PaperChoice(), "")
    assert button.isEnabled()
