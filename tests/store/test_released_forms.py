"""A shop of every form that was ever released is opened with all that is in it, and can be copied first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from postwright.domain.day_end import origin_key
from postwright.domain.faults import FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.purchase import Sending, State
from postwright.store import cross_check, upgrade
from postwright.store.backups import copies
from postwright.store.labels import Labels
from postwright.store.looking import open_or_look
from postwright.store.schema import REVISION
from postwright.store.soundness import unsound
from tests.store.make_released import FOLDER, dump, make
from tests.store.shop import PDF, Clock, Shop

FORMS = sorted(path.stem.removeprefix("form_") for path in FOLDER.glob("form_*.sql"))
MIGRATIONS = Path(upgrade.__file__).with_name("migrations")


@pytest.fixture(params=FORMS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A shop of a released form, and which."""
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FOLDER / f"form_{request.param}.sql").read_text("utf-8"))
    return request.param, path


def test_there_is_a_shop_of_every_form() -> None:
    steps = {step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    assert steps - set(FORMS) <= {REVISION}


@pytest.mark.row("D7")
def test_everything_in_it_is_there_and_adds_up(old: tuple[str, Path]) -> None:
    form, path = old
    shop = Shop(path)
    assert len(shop.labels.recent()) == 2
    first = shop.ledger.live_for("the first draft")
    assert first is not None
    assert first.receipt is not None
    assert shop.labels.document(first.receipt.label_id, DocumentKind.PDF) == PDF
    assert [one.state for one in shop.ledger.unsettled()] == [State.IN_DOUBT]
    assert (len(shop.drafts.open()), len(shop.drafts.queued())) == (2, 1)
    assert shop.ledger.verify() == ()
    with shop.database.read() as connection:
        assert cross_check.wrong_money(connection)[0] == ()
        assert cross_check.wrong_voids(connection) == ()
        assert cross_check.wrong_documents(connection) == ()
        newest = "SELECT max(seq) FROM purchase_event WHERE purchase_id = purchase.id"
        stale = f"SELECT id FROM purchase WHERE version != ({newest})"
        assert connection.exec_driver_sql(stale).all() == []
    assert shop.ledger.record(shop.ledger.intend(shop.order()), Sending()).state is State.SENT
    assert shop.ledger.verify() == ()
    shop.close()
    assert [copy.backup.reason for copy in copies(path)] == (
        [] if form == REVISION else [f"before-{REVISION}"]
    )
    assert all(unsound(copy.path) == () for copy in copies(path))


def test_its_labels_are_found_by_the_place_and_day_that_they_leave(old: tuple[str, Path]) -> None:
    _, path = old
    shop = Shop(path)
    known = {
        (str(origin_key(one.shipment.ship_from)), str(one.label.ship_date or one.shipment.ship_date))
        for one in shop.labels.recent()
    }
    with shop.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT DISTINCT origin, ship_date FROM label").all()
    assert {tuple(row) for row in kept} == known
    shop.close()


@pytest.mark.row("D4", "D7")
def test_it_can_be_looked_at_where_nothing_can_be_written(old: tuple[str, Path]) -> None:
    _, path = old
    content = path.read_bytes()
    database = open_or_look(path, FaultKind.READ_ONLY)
    assert len(Labels(database, Clock()).recent()) == 2
    database.close()
    assert path.read_bytes() == content
    assert sorted(one.name for one in path.parent.iterdir()) == ["shop.db"]


def test_the_shop_of_this_form_is_made_by_the_script(tmp_path: Path) -> None:
    make(tmp_path / "shop.db")
    assert f"INSERT INTO \"alembic_version\" VALUES('{REVISION}')" in dump(tmp_path / "shop.db")
