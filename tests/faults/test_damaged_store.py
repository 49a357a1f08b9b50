"""However the database goes bad: no label is paid for twice, none is lost, and the shop is never empty."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postwright.store.backups import back_up, folder_of
from tests.faults.damages import PERHAPS, SURE, Damage, cuts, flips
from tests.faults.outside import DONE, ENVIRONMENT, FAILED, USAGE, Terminal, assert_sound
from tests.faults.sampling import ALL, few
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("D5")]
NOT_OPENED = {"database_damaged", "database_gone"}
DAMAGES = (*SURE, *PERHAPS, *flips(few(2, 60)), *(cuts(60) if ALL else ()))


def database_of(world: World) -> Path:
    return world.folder / "loopback" / "shop.db"


def bought_since_the_copy(world: World) -> Terminal:
    """A shop with a copy of an hour ago; the draft in it has been paid for since."""
    back_up(database_of(world), datetime.now(UTC))
    terminal = Terminal(world)
    assert terminal.buy().code == DONE
    return terminal


def assert_paid_once(terminal: Terminal) -> None:
    """The one label is in the books, its draft cannot be bought again, and the doctor is content."""
    (charge,) = terminal.charges()
    assert [label["label"] for label in terminal.labels()] == [charge["label_id"]]
    again = terminal.buy()
    assert (again.code, again.said["fault"]["kind"]) == (USAGE, "already_bought")
    assert_sound(terminal)
    assert len(terminal.charges()) == 1


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_a_damaged_shop_comes_back_from_its_copy_with_all_that_was_paid(world: World, damage: Damage) -> None:
    terminal = bought_since_the_copy(world)
    damage.do(database_of(world))
    examined = terminal.run("doctor")
    wrong = [part["part"] for part in examined.result if not part["ok"]]
    if damage.sure:
        assert "Data" in wrong
        refused = terminal.buy()
        assert refused.code == ENVIRONMENT
        assert refused.said["fault"]["kind"] in NOT_OPENED
    restored = terminal.run("restore", "--newest")
    if wrong == ["Documents"] or (not wrong and restored.code == FAILED):
        assert len(terminal.charges()) == 1
        return  # what was hit is fetched again, or stands in no book
    assert restored.result["restored"]
    assert "1 label was bought after the copy was made" in restored.result["compared"]
    assert list(database_of(world).parent.glob("shop.db.damaged-*")) or damage.name == "deleted"
    assert_paid_once(terminal)


def test_without_a_copy_a_damaged_shop_stays_as_it_is_and_buys_nothing(world: World) -> None:
    terminal = Terminal(world)
    assert terminal.buy().code == DONE
    shutil.rmtree(folder_of(database_of(world)))
    for damage in SURE:
        before = database_of(world).read_bytes()
        log = database_of(world).with_name("shop.db-wal")
        damage.do(database_of(world))
        for words in (("buy", world.draft, "--service", "usps_ground_advantage"), ("restore", "--newest")):
            said = terminal.run(*words)
            assert said.code == ENVIRONMENT
            assert said.said["fault"]["kind"] in NOT_OPENED | {"no_good_copy"}
        log.unlink(missing_ok=True)
        database_of(world).write_bytes(before)
    assert_paid_once(terminal)


def test_a_copy_that_cannot_be_compared_sells_nothing(world: World) -> None:
    terminal = bought_since_the_copy(world)
    database_of(world).write_bytes(b"spoilt " * 999)
    world.carrier.fail("error_500", "/v1/labels", "GET", count=99)
    assert "not yet compared" in terminal.run("restore", "--newest").result["compared"]
    assert terminal.buy().said["fault"]["kind"] == "not_compared"
    world.carrier.behave()
    assert terminal.settle().code == DONE
    assert_paid_once(terminal)
