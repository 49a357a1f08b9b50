"""The file in which the practice carrier remembers everything. One connection a request, one writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

FILE_NAME = "practice.sqlite3"
_PATIENCE_SECONDS = 30

_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS carrier (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, nickname TEXT NOT NULL, username TEXT NOT NULL,
  connected INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE IF NOT EXISTS warehouse (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS shipment (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, external_id TEXT, status TEXT NOT NULL,
  created_at TEXT NOT NULL, modified_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS shipment_external ON shipment (mode, external_id);
CREATE TABLE IF NOT EXISTS rate (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, shipment_id INTEGER NOT NULL REFERENCES shipment,
  created_at TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS label (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, shipment_id INTEGER NOT NULL REFERENCES shipment,
  carrier_id INTEGER NOT NULL REFERENCES carrier, rate_id INTEGER, external_id TEXT,
  tracking_number TEXT NOT NULL UNIQUE, token TEXT NOT NULL UNIQUE, service_code TEXT NOT NULL,
  created_at TEXT NOT NULL, modified_at TEXT NOT NULL, voided_at TEXT, credit_due TEXT,
  story TEXT, story_from TEXT, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS label_shipment ON label (shipment_id);
CREATE INDEX IF NOT EXISTS label_external ON label (mode, external_id);
CREATE TABLE IF NOT EXISTS manifest (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, carrier_id INTEGER NOT NULL REFERENCES carrier,
  warehouse_id INTEGER, ship_date TEXT NOT NULL, created_at TEXT NOT NULL, ready INTEGER NOT NULL,
  token TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS manifest_label (
  label_id INTEGER PRIMARY KEY REFERENCES label, manifest_id INTEGER NOT NULL REFERENCES manifest) STRICT;
CREATE TABLE IF NOT EXISTS manifest_request (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, polls_left INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS batch (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, external_id TEXT, number TEXT NOT NULL, status TEXT NOT NULL,
  created_at TEXT NOT NULL, processed_at TEXT, due_at TEXT, token TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS batch_item (
  batch_id INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE, shipment_id INTEGER NOT NULL,
  rate_id INTEGER, label_id INTEGER REFERENCES label, error TEXT, PRIMARY KEY (batch_id, shipment_id)) STRICT;
CREATE TABLE IF NOT EXISTS pickup (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, carrier_id INTEGER NOT NULL, created_at TEXT NOT NULL,
  cancelled_at TEXT, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tag (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, name TEXT NOT NULL, color TEXT,
  UNIQUE (mode, name)) STRICT;
CREATE TABLE IF NOT EXISTS image (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, created_at TEXT NOT NULL, modified_at TEXT NOT NULL,
  body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS package_type (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, code TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE (mode, code)) STRICT;
CREATE TABLE IF NOT EXISTS webhook (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, event TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE (mode, event)) STRICT;
CREATE TABLE IF NOT EXISTS insurance (
  mode TEXT PRIMARY KEY, email TEXT NOT NULL, policy_id TEXT NOT NULL,
  cents INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS bundle (
  id INTEGER PRIMARY KEY, mode TEXT NOT NULL, token TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
  body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS charge (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, cents INTEGER NOT NULL,
  carrier_id INTEGER NOT NULL REFERENCES carrier, label_id INTEGER REFERENCES label) STRICT;
CREATE TRIGGER IF NOT EXISTS charge_stays BEFORE UPDATE ON charge
  BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER IF NOT EXISTS charge_is_kept BEFORE DELETE ON charge
  BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TABLE IF NOT EXISTS fault (
  id INTEGER PRIMARY KEY, method TEXT NOT NULL, route TEXT NOT NULL, kind TEXT NOT NULL,
  remaining INTEGER NOT NULL, details TEXT NOT NULL) STRICT;
"""
_TABLES = (
    "batch_item batch manifest_request manifest_label manifest"
    " fault charge pickup label rate shipment warehouse carrier counter setting"
    " tag image package_type webhook insurance bundle"
).split()


class PracticeDatabase:
    """The file and its tables. Each use opens a connection of its own, so any thread may come."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / FILE_NAME
        with closing(self._open()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def turn(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else writes beside; undone when the block raises."""
        with closing(self._open()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def empty(self) -> None:
        """Forget everything. The ledger is thrown away whole with its table, never edited."""
        with closing(self._open()) as connection:
            dropped = "".join(f"DROP TABLE IF EXISTS {name};" for name in _TABLES)
            connection.executescript(
                f"PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; {dropped} {_SCHEMA} COMMIT;"
            )


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row["value"])


def keep_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))


def next_number(connection: sqlite3.Connection, name: str, first: int) -> int:
    """The next number of a kind; the first one of a fresh file is `first`."""
    row = connection.execute(
        "INSERT INTO counter (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
        (name, first),
    ).fetchone()
    return int(row["value"])
