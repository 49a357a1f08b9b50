"""The database file is safe, private and honest: what cannot be done has a name that a clerk can act on."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CursorResult

from postwright.domain.faults import Environment, FaultKind
from postwright.store.database import Database, open_database
from postwright.store.labels import Labels
from postwright.store.sqlite_faults import Conflict
from tests.store.shop import Shop


def kind_of(caught: pytest.ExceptionInfo[Environment]) -> FaultKind:
    return caught.value.kind


def pragma(database: Database, name: str) -> object:
    with database.write() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


# ---------------------------------------------------------------- how it is opened


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_what_is_written_survives_a_power_cut(shop: Shop, name: str, value: object) -> None:
    assert pragma(shop.database, name) == value


def test_every_table_is_strict_about_its_types(shop: Shop) -> None:
    with shop.database.read() as connection:
        tables = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
    loose = {row["name"] for row in tables if not row["strict"] and not row["name"].startswith("sqlite_")}
    assert loose == {"alembic_version"}


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a thing of Unix")
def test_only_the_owner_can_read_the_files(shop: Shop, tmp_path: Path) -> None:
    shop.bought()
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("shop.db", "shop.db-wal", "shop.db-shm", "shop.db-reserve"), 0o600)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a thing of Unix")
def test_a_file_that_others_could_read_is_closed_to_them(shop: Shop) -> None:
    shop.close()
    shop.path.chmod(0o644)
    shop.open()
    assert shop.path.stat().st_mode & 0o777 == 0o600


def test_odd_characters_in_the_name_lead_to_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a folder%20" / "Ænne's shop?#.db"
    first = Shop(path)
    label = first.bought()
    first.close()
    assert path.is_file()
    again = Shop(path)
    assert again.labels.knows(label.label_id)
    again.close()


def test_nothing_is_left_beside_a_new_database(tmp_path: Path) -> None:
    open_database(tmp_path / "shop.db").close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop.db", "shop.db-reserve"]


# ---------------------------------------------------------------- reading and writing


def test_a_write_that_fails_half_way_leaves_nothing(shop: Shop) -> None:
    with pytest.raises(ZeroDivisionError), shop.database.write() as connection:
        fail_after(connection.exec_driver_sql("DELETE FROM alembic_version"))
    with shop.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM alembic_version").scalar() == 1


def fail_after(result: CursorResult[Any]) -> None:
    assert result.rowcount == 1
    raise ZeroDivisionError


def test_a_reader_can_change_nothing(shop: Shop) -> None:
    with pytest.raises(Environment) as caught, shop.database.read() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    assert kind_of(caught) is FaultKind.READ_ONLY


def test_a_reader_sees_one_moment_while_others_write(shop: Shop) -> None:
    with shop.database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM purchase").scalar()
        shop.sent()
        assert connection.exec_driver_sql("SELECT count(*) FROM purchase").scalar() == before == 0


def test_several_threads_write_one_after_the_other(shop: Shop) -> None:
    orders = [shop.order() for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(shop.sent, orders))
    assert len(shop.ledger.unsettled()) == 40
    assert shop.ledger.verify() == ()


def test_a_mistake_in_a_statement_is_a_bug_and_no_fault(shop: Shop) -> None:
    with pytest.raises(Exception, match="no such table"), shop.database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_broken_constraint_is_a_conflict_and_shows_no_address(shop: Shop) -> None:
    order = shop.order()
    shop.ledger.intend(order)
    with pytest.raises(Conflict) as caught, shop.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO lookup VALUES (1, ?, '', 1, '', NULL)", (order.shipment.ship_to.name,)
        )
    assert order.shipment.ship_to.name not in f"{caught.value} {caught.value.__cause__}"


# ---------------------------------------------------------------- what this computer cannot do


@pytest.mark.slow
def test_a_database_held_by_another_program_is_busy(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Environment) as caught:
            shop.ledger.intend(shop.order())
        assert kind_of(caught) is FaultKind.DATABASE_BUSY
        assert shop.ledger.intended() == ()
    assert shop.sent().order.id


def test_a_full_file_says_that_the_disk_is_full(shop: Shop) -> None:
    pages = pragma(shop.database, "page_count")
    pragma(shop.database, f"max_page_count = {pages}")
    with pytest.raises(Environment) as caught:
        deque(map(shop.sent, map(shop.order, map(str, range(200)))))
    assert kind_of(caught) is FaultKind.DISK_FULL
    pragma(shop.database, "max_page_count = 1000000")
    shop.sent()
    assert shop.ledger.verify() == ()


@pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are known to work on Linux")
def test_after_a_failing_disk_a_new_connection_writes_on(shop: Shop) -> None:
    before = pragma(shop.database, "data_version")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (shop.path.with_name("shop.db-wal").stat().st_size, hard))
    try:
        with pytest.raises(Environment) as caught:
            shop.ledger.intend(shop.order())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert kind_of(caught) is FaultKind.FILE_UNWRITABLE
    assert before is not None
    assert shop.ledger.intended() == ()
    assert shop.sent() in shop.ledger.unsettled()


@pytest.mark.row("D3")
@pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are known to work on Linux")
def test_a_disk_that_fails_again_and_again_is_not_written_to_any_more(shop: Shop) -> None:
    pragma(shop.database, "data_version")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (shop.path.with_name("shop.db-wal").stat().st_size, hard))
    found = []
    try:
        for _ in range(4):
            with pytest.raises(Environment) as caught:
                shop.ledger.intend(shop.order())
            found.append(kind_of(caught))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert found == [FaultKind.FILE_UNWRITABLE] * 3 + [FaultKind.READ_ONLY]
    assert shop.ledger.intended() == ()
    shop.close()
    shop.open()  # the next run tries again
    assert shop.sent() in shop.ledger.unsettled()


@pytest.mark.parametrize("content", [b"not a database, but long enough to look at" * 200, b"\0" * 8192])
def test_a_file_of_something_else_is_damage_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    with pytest.raises(Environment) as caught:
        open_database(path)
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED
    assert path.read_bytes() == content


@pytest.mark.row("D5")
@pytest.mark.parametrize("lost", [1, 4096, 5000])
def test_a_file_whose_end_is_missing_is_damage_even_where_nothing_stood_there(shop: Shop, lost: int) -> None:
    with shop.database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (content BLOB)")
        connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(40000))")
    with shop.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE filler")  # its pages are free now, and stand at the end
    shop.close()
    with shop.path.open("r+b") as file:
        file.truncate(shop.path.stat().st_size - lost)
    with pytest.raises(Environment) as caught:
        shop.open()
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED


def test_an_empty_file_is_not_taken_for_a_new_shop(tmp_path: Path) -> None:
    (tmp_path / "shop.db").touch()
    with pytest.raises(Environment) as caught:
        open_database(tmp_path / "shop.db")
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED


def test_a_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(Environment) as caught:
        open_database(path)
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED


ROOT_PAGE = "SELECT rootpage FROM sqlite_master WHERE name = 'label'"


def tear(path: Path, page: int) -> None:
    """Overwrite one page; the first has the number one."""
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xaa" * 4096)


def test_a_file_that_is_torn_at_the_front_is_refused(shop: Shop) -> None:
    shop.close()
    tear(shop.path, 1)
    with pytest.raises(Environment) as caught:
        shop.open()
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED


def test_a_file_that_is_torn_in_the_middle_is_found_damaged(shop: Shop) -> None:
    shop.bought()
    with shop.database.read() as connection:
        place = connection.exec_driver_sql(ROOT_PAGE).scalar_one()
    assert shop.database.damage() == ()
    shop.close()
    tear(shop.path, place)
    with pytest.raises(Environment) as caught:
        shop.open()
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED
    torn = Database(shop.path)  # as a large one is opened, which is looked over later
    assert torn.damage() != ()
    with pytest.raises(Environment) as caught:
        Labels(torn, shop.clock).recent()
    assert kind_of(caught) is FaultKind.DATABASE_DAMAGED
    torn.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Environment) as caught:
        open_database(tmp_path / "file" / "shop.db")
    assert kind_of(caught) is FaultKind.FILE_UNWRITABLE


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "shop.db" / "inside").mkdir(parents=True)
    with pytest.raises(Environment) as caught:
        open_database(tmp_path / "shop.db")
    assert kind_of(caught) is FaultKind.FILE_UNWRITABLE


# The administrator may write anywhere, so that another user has to try; he may not even read the program.
TRY = """
import os, sys
from pathlib import Path
from postwright.domain.faults import Environment
from postwright.store.database import open_database
if os.getuid() == 0: os.setuid(65534)
try:
    open_database(Path(sys.argv[1])).close()
except Environment as fault:
    sys.exit(str(fault.kind))
"""


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a thing of Unix")
@pytest.mark.parametrize("exists", [False, True])
def test_a_folder_that_may_only_be_read_is_told(exists: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "shop.db"
        if exists:
            open_database(path).close()
        folder.chmod(0o555)
        command = [sys.executable, "-c", TRY, str(path)]
        environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
    assert done.stderr.strip() == FaultKind.READ_ONLY.value


def test_a_shop_on_a_disk_that_may_only_be_read_is_told(small_disk: Path) -> None:
    open_database(small_disk / "shop.db").close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(Environment) as caught:
        open_database(small_disk / "shop.db")
    assert kind_of(caught) is FaultKind.READ_ONLY
    with pytest.raises(Environment) as caught:
        open_database(small_disk / "another.db")
    assert kind_of(caught) is FaultKind.READ_ONLY


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be moved on Windows")
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_bought_into_a_file_that_was_moved_away(shop: Shop, replaced: bool) -> None:
    shop.path.rename(shop.path.with_name("elsewhere.db"))
    if replaced:
        shop.path.write_bytes(b"")
    with pytest.raises(Environment) as caught:
        shop.sent()
    assert kind_of(caught) is FaultKind.DATABASE_GONE
