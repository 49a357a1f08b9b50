"""A damaged shop is never begun anew: a copy takes its place at a person's word, and the old file stays."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from postwright.domain.approval import Approval
from postwright.domain.backups import Backup
from postwright.domain.draft_record import DraftState
from postwright.domain.faults import Environment, FaultKind
from postwright.domain.money import Money
from postwright.store.backups import Copy, back_up, copies, folder_of
from postwright.store.database import open_database
from postwright.store.restoring import begin, is_begun, mark_damaged
from tests.domain.samples import DRAFT
from tests.store.make_released import FOLDER as RELEASED
from tests.store.shop import NOON, Shop

APPROVAL = Approval("usps_ground_advantage", "package", Money(800), Money(761))


def damage(path: Path) -> None:
    path.write_bytes(b"not a database any more " * 400)


def kind_of(path: Path) -> FaultKind:
    with pytest.raises(Environment) as caught:
        open_database(path)
    return caught.value.kind


@pytest.fixture
def copy(shop: Shop) -> Copy:
    """A copy with one label and one parcel on the queue; a label was bought since."""
    shop.bought()
    draft = shop.drafts.new(DRAFT)
    shop.drafts.queue(draft.id, APPROVAL)
    made = back_up(shop.path, shop.clock())
    shop.bought()
    shop.close()
    return made


def test_a_damaged_shop_is_refused_until_a_person_says_what_to_do(shop: Shop, copy: Copy) -> None:
    damage(shop.path)
    content = shop.path.read_bytes()
    for _ in range(2):
        assert kind_of(shop.path) is FaultKind.DATABASE_DAMAGED
    assert shop.path.read_bytes() == content


def test_the_copy_takes_the_place_and_the_old_file_is_kept_aside(shop: Shop, copy: Copy) -> None:
    damage(shop.path)
    content = shop.path.read_bytes()
    aside = begin(shop.path, copy, NOON)
    shop.open()
    assert aside.read_bytes() == content
    assert len(shop.labels.recent()) == 1
    assert shop.ledger.verify() == ()
    assert not is_begun(shop.path)
    assert shop.database.damage() == ()


def test_nothing_is_bought_from_the_copy_and_nothing_waits_on_its_queue(shop: Shop, copy: Copy) -> None:
    damage(shop.path)
    begin(shop.path, copy, NOON)
    shop.open()
    (draft,) = shop.drafts.open()
    assert draft.state is DraftState.OPEN
    assert "before you buy" in draft.handed_back
    with pytest.raises(Environment) as caught:
        shop.ledger.intend(shop.order(draft.id))
    assert caught.value.kind is FaultKind.NOT_COMPARED


def test_a_copy_of_an_earlier_form_is_brought_up(shop: Shop) -> None:
    shop.close()
    old = Copy(Backup(NOON), folder_of(shop.path) / Backup(NOON).name)
    old.path.parent.mkdir()
    with closing(sqlite3.connect(old.path)) as database:
        database.executescript((RELEASED / "form_0001.sql").read_text("utf-8"))
    damage(shop.path)
    begin(shop.path, old, NOON)
    shop.open()
    assert len(shop.labels.recent()) == 2
    assert shop.ledger.verify() == ()
    assert [one for one in copies(shop.path) if not one.backup.is_routine] == []


class _Killed(BaseException):
    """Stands for a kill: nothing may tidy up after it."""


@pytest.mark.parametrize("step", range(1, 8))
@pytest.mark.parametrize("gone", [False, True])
def test_a_kill_at_any_step_is_made_good_by_the_next_opening(
    shop: Shop, copy: Copy, monkeypatch: pytest.MonkeyPatch, step: int, gone: bool
) -> None:
    damage(shop.path)
    log = shop.path.with_name("shop.db-wal")
    log.write_bytes(b"the log of the damaged file")
    if gone:
        shop.path.unlink()
    begin(shop.path, copy, NOON)
    left = iter(range(step - 1))
    replace = os.replace

    def dying(*names: Any) -> None:
        if next(left, None) is None:
            raise _Killed
        replace(*names)

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", dying)
        try:
            open_database(shop.path).close()
        except _Killed:
            assert is_begun(shop.path)
    shop.open()
    assert len(shop.labels.recent()) == 1
    assert shop.ledger.verify() == ()
    assert (shop.path.with_name("shop.db.damaged-20261122T120000Z-wal")).read_bytes().startswith(b"the log")


def test_a_copy_that_is_damaged_too_is_not_opened(shop: Shop, copy: Copy) -> None:
    damage(shop.path)
    damage(copy.path)
    with pytest.raises(Environment) as caught:
        begin(shop.path, copy, NOON)
    assert caught.value.kind is FaultKind.NO_GOOD_COPY
    assert not is_begun(shop.path)


@pytest.mark.parametrize("trace", ["shop.db-reserve", "backups"])
def test_a_shop_whose_file_is_gone_is_not_begun_anew(shop: Shop, copy: Copy, trace: str) -> None:
    shop.path.unlink()
    if trace == "backups":
        shop.path.with_name("shop.db-reserve").unlink()
    assert kind_of(shop.path) is FaultKind.DATABASE_GONE
    assert not shop.path.exists()
    begin(shop.path, copy, NOON)
    shop.open()
    assert len(shop.labels.recent()) == 1


def test_damage_that_was_found_while_running_stops_all_writing_for_good(shop: Shop, copy: Copy) -> None:
    shop.open()
    shop.database.stop("Line 2 of the purchase book was changed after it was written.")
    with pytest.raises(Environment) as caught:
        shop.sent()
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED
    assert shop.ledger.verify() == ()
    shop.close()
    assert kind_of(shop.path) is FaultKind.DATABASE_DAMAGED
    begin(shop.path, copy, NOON)
    shop.open()
    assert shop.drafts.new(DRAFT).id


def test_a_mark_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    mark_damaged(tmp_path / "nowhere" / "shop.db", "torn")
    assert not (tmp_path / "nowhere").exists()
