"""Papers of a panel are made one at a time, and a fault can be tried again."""

from __future__ import annotations

import pytest

from postwright.domain.faults import Fault, FaultKind, PaperFault
from postwright.domain.papers import PaperKind
from postwright.ui.notice import Notice, Tone
from postwright.ui.papers import NAMES, Papers
from tests.fakes.lane import HeldLane
from tests.ui.papers import Drawer

SLIP = PaperKind.PACKING_SLIP


class Desk:
    """A part of a presenter with its lane and what it showed."""

    def __init__(self) -> None:
        self.drawer, self.lane = Drawer(), HeldLane(Fault)
        self.shown: list[tuple[bool, Notice | None]] = []
        self.papers = Papers(self.lane, self.drawer.deeds(), lambda *what: self.shown.append(what))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_paper_is_made_once_however_often_it_is_pressed(desk: Desk) -> None:
    desk.papers.send(SLIP, "se-1")
    desk.papers.send(SLIP, "se-1")
    assert desk.lane.names == ["Sending the packing slip"]
    assert desk.shown == [(True, None)]
    desk.lane.run_all()
    assert desk.drawer.made == [("send", SLIP, "se-1")]
    making, notice = desk.shown[-1]
    assert not making
    assert notice is not None
    assert (notice.tone, notice.text) == (Tone.DONE, "It went out.")


def test_a_paper_is_saved_where_it_was_asked_for(desk: Desk) -> None:
    desk.papers.save(SLIP, "se-1", "/home/june/slip.pdf")
    desk.lane.run_all()
    assert desk.drawer.made == [("save", SLIP, "se-1", "/home/june/slip.pdf")]


def test_a_fault_is_said_and_the_same_paper_can_be_tried_again(desk: Desk) -> None:
    desk.drawer.fault = PaperFault(FaultKind.PRINTER_UNREACHABLE)
    desk.papers.send(SLIP, "se-1")
    desk.lane.run_all()
    making, notice = desk.shown[-1]
    assert not making
    assert notice is not None
    assert (notice.tone, notice.action) == (Tone.TROUBLE, "retry")
    desk.drawer.fault = None
    desk.papers.again()
    desk.lane.run_all()
    assert desk.drawer.made == [("send", SLIP, "se-1")]


def test_nothing_is_made_again_before_anything_was_made(desk: Desk) -> None:
    desk.papers.again()
    assert not desk.lane.held


def test_each_kind_names_its_printer_and_itself(desk: Desk) -> None:
    assert desk.papers.printers(SLIP, PaperKind.RECEIPT) == {SLIP: "Office", PaperKind.RECEIPT: "Office"}
    assert NAMES.keys() == set(PaperKind)
