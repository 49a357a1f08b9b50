"""A database of an earlier release is brought up with all that is in it; one of a later is refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.letter import LetterKind
from postwright.domain.mail_record import MailState
from postwright.domain.print_record import PrintState
from postwright.domain.printing_profile import Language
from postwright.domain.purchase import Sending, State
from postwright.store import cross_check, upgrade
from postwright.store.code_watch import CodeWatch
from postwright.store.database import open_database
from postwright.store.parcels_under_way import ParcelsUnderWay
from postwright.store.prints import NewPrint
from postwright.store.schema import METADATA, REVISION
from postwright.store.sqlite_faults import Conflict
from postwright.store.value_json import read_stamp, stamp
from tests.rules import RULES
from tests.store.make_released import FOLDER
from tests.store.shop import NOON, Shop

MIGRATIONS = Path(upgrade.__file__).with_name("migrations")


def test_the_steps_make_the_tables_that_the_code_knows(shop: Shop) -> None:
    with shop.database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_newest_step_is_the_one_that_the_code_waits_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


def test_prints_of_an_older_form_keep_what_was_known_of_them(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FOLDER / "form_0005.sql").read_text("utf-8"))
        (label_id,) = database.execute("SELECT label_id FROM label ORDER BY number").fetchone()
        for state, detail in (
            ("sent", "Saved."),
            ("sent", "Seen by the operator."),
            ("failed", ""),
            ("maybe", ""),
        ):
            database.execute(
                "INSERT INTO print_job (label_id, copy, printer, language, state, at, reason, proof, detail, "
                "run) VALUES (?, 1, 'Zebra', 'zpl', ?, ?, '', '', ?, 'an old run')",
                (label_id, state, stamp(NOON), detail),
            )
        database.commit()
    shop = Shop(path)
    records = shop.prints.of_label(label_id)
    assert [record.state for record in records] == [
        PrintState.HANDED_OVER, PrintState.SEEN, PrintState.FAILED, PrintState.MAYBE,
    ]  # fmt: skip
    assert {(one.job, one.port, one.run_id, one.proof_facts, one.seen_at) for one in records} == {
        ("", "", None, None, None)
    }
    assert shop.labels.get(label_id).prints == 3
    with shop.database.read() as connection:
        assert cross_check.wrong_requests(connection) == ()
    shop.close()


def test_mails_of_before_the_outbox_keep_what_was_known_of_them(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FOLDER / "form_0006.sql").read_text("utf-8"))
        (label_id,) = database.execute("SELECT label_id FROM label ORDER BY number").fetchone()
        database.executemany(
            "INSERT INTO mail (label_id, recipient, state, at, detail) VALUES (?, 'a@b.com', ?, ?, 'said')",
            [(label_id, state, stamp(NOON)) for state in ("sent", "failed", "in_doubt", "sending")],
        )
        database.commit()
    shop = Shop(path)
    records = shop.mails.of_label(label_id)
    assert [record.state for record in records] == [
        MailState.SENT, MailState.REFUSED, MailState.IN_DOUBT, MailState.SENDING,
    ]  # fmt: skip
    assert {(one.kind, one.created_at, one.attempts, one.next_at, one.detail) for one in records} == {
        (LetterKind.QR, NOON, 1, None, "said")
    }
    assert [one.id for one in shop.mails.interrupted_at_start()] == [records[-1].id]
    assert shop.labels.get(label_id).mailed == 1
    with pytest.raises(BadInput) as caught:
        shop.mails.again(records[1].id)
    assert caught.value.kind is FaultKind.MAIL_FORGOTTEN
    shop.close()


def test_what_usps_said_of_codes_before_is_kept_as_of_every_parcel(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FOLDER / "form_0007.sql").read_text("utf-8"))
        used, void = (one for (one,) in database.execute("SELECT label_id FROM label ORDER BY number"))
        later = stamp(NOON + timedelta(days=1))
        database.executemany(
            "INSERT INTO code_watch VALUES (?, ?, ?, ?, ?)",
            [(used, later, later, "Accepted by USPS", "again"), (void, None, None, "", "other")],
        )
        database.commit()
    shop = Shop(path)
    status = shop.labels.get(used).status
    assert status is not None
    assert (status.asked_at, status.words, status.is_scanned) == (read_stamp(later), "Accepted by USPS", True)
    assert shop.labels.get(void).status is None
    codes = CodeWatch(shop.database, shop.clock)
    assert [codes.get(one).draft_id for one in (used, void)] == ["again", "other"]
    shop.clock.at = NOON + timedelta(days=2)
    assert ParcelsUnderWay(shop.database, shop.clock).due(RULES.tracking) == (used, 1)
    shop.close()


def test_a_print_that_stands_otherwise_than_its_events_is_found(shop: Shop) -> None:
    (begun,) = shop.prints.begin(NewPrint(shop.bought().label_id, "Zebra", Language.ZPL))
    with shop.database.write() as connection:
        assert cross_check.wrong_requests(connection) == ()
        connection.exec_driver_sql("UPDATE print_job SET state = 'failed'")
        (found,) = cross_check.wrong_requests(connection)
    assert found == f"The print {begun.id} is kept as failed, but its events say sending."


@pytest.mark.parametrize("change", ["UPDATE request_event SET state = 'done'", "DELETE FROM request_event"])
def test_the_events_of_requests_are_only_ever_added_to(shop: Shop, change: str) -> None:
    with shop.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO request_event VALUES (1, 'pickup', 1, 'now', 'asked', '')")
    with pytest.raises(Conflict, match="only ever added to"), shop.database.write() as connection:
        connection.exec_driver_sql(change)


@pytest.mark.parametrize("step", ["intend", "send"])
def test_a_shop_from_a_copy_buys_nothing_before_it_is_compared(shop: Shop, step: str) -> None:
    intended = shop.ledger.intend(shop.order())
    with shop.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO restoration VALUES (1, '', '', '', NULL, NULL)")
    with pytest.raises(Environment) as caught:
        shop.ledger.record(intended, Sending()) if step == "send" else shop.ledger.intend(shop.order())
    assert caught.value.kind is FaultKind.NOT_COMPARED
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE restoration SET compared_at = 'now'")
    assert shop.ledger.record(intended, Sending()).state is State.SENT


def test_no_copy_is_made_when_nothing_changes(shop: Shop, tmp_path: Path) -> None:
    shop.close()
    shop.open()
    assert not list(tmp_path.rglob("*before*"))


def test_a_step_that_fails_leaves_the_shop_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade.migrate(connection, "0001")
        connection.exec_driver_sql("CREATE TABLE mail (in_the_way TEXT)")  # the last table of the second step
    engine.dispose()
    with pytest.raises(Exception, match="already exists"):
        open_database(path)
    with closing(sqlite3.connect(path)) as left:
        tables = {row[0] for row in left.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert left.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert "void_request" not in tables


def test_a_shop_of_a_later_release_is_refused_and_left_alone(shop: Shop) -> None:
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    shop.close()
    content = shop.path.read_bytes()
    with pytest.raises(Environment) as caught:
        open_database(shop.path)
    assert caught.value.kind is FaultKind.DATABASE_NEWER
    assert shop.path.read_bytes() == content


def test_a_shop_that_is_up_to_date_opens_without_the_upgrader(shop: Shop) -> None:
    program = """
import sys
from pathlib import Path
from postwright.store.code_watch import CodeWatch
from postwright.store.database import open_database
from postwright.store.parcels_under_way import ParcelsUnderWay
open_database(Path(sys.argv[1])).close()
print("alembic" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, shop.path],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
