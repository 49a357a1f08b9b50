"""A program that died while it printed says "may have printed", and never prints again by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.print_record import PrintState
from postwright.domain.printing_profile import PrinterProfile
from postwright.operations.print_label import print_label
from postwright.shop import Shop
from tests.faults import buyer
from tests.faults.world import KILLED, UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow]


def bought(world: World) -> str:
    assert world.host.run(world.job("buy")) == buyer.DONE
    (charge,) = world.carrier.charges()
    return str(charge["label_id"])


def sheets(world: World) -> list[Path]:
    return list((world.folder / "sheets").glob("*"))


def assert_a_reason_is_asked_for(shop: Shop, label: str, folder: Path) -> None:
    profile = PrinterProfile("Files", f"folder:{folder}")
    with pytest.raises(BadInput) as caught:
        print_label(shop.press(), label, profile)
    assert caught.value.kind is FaultKind.REASON_NEEDED
    assert print_label(shop.press(), label, profile, reason="not_out").copy == 2


@pytest.mark.parametrize(("point", "out"), [("before the bytes leave", 0), ("after the bytes left", 1)])
@pytest.mark.row("K9", "K11")
def test_a_print_that_was_cut_off_may_have_come_out(world: World, point: str, out: int) -> None:
    label = bought(world)
    assert world.host.run(world.job("print", label=label, point=point)) == KILLED
    assert len(sheets(world)) == out
    with world.restarted() as shop:
        (record,) = shop.prints.interrupted()
        assert (record.label_id, record.copy, record.state) == (label, 1, PrintState.MAYBE)
        assert len(sheets(world)) == out
        assert_a_reason_is_asked_for(shop, label, world.folder / "sheets")


@pytest.mark.row("K8")
def test_a_print_that_was_not_counted_yet_did_not_come_out(world: World) -> None:
    label = bought(world)
    point = "before the print is counted"
    assert world.host.run(world.job("print", label=label, point=point)) == KILLED
    assert sheets(world) == []
    with world.restarted() as shop:
        assert shop.prints.interrupted() == ()
        assert shop.prints.of_label(label) == ()


@pytest.mark.row("K11")
def test_a_print_that_was_written_down_as_sent_is_not_asked_about(world: World) -> None:
    label = bought(world)
    job = world.job("print", label=label, point="after the print is known")
    assert world.host.run(job) == KILLED
    with world.restarted() as shop:
        assert shop.prints.interrupted() == ()
        (record,) = shop.prints.of_label(label)
        assert record.state is PrintState.HANDED_OVER
