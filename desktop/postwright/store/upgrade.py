"""Brings a database to the newest form. A copy is made before one with contents is changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from postwright.domain.faults import Environment, FaultKind
from postwright.store.backups import back_up
from postwright.store.schema import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade_to_newest(engine: Engine, path: Path, *, keep_copy: bool = True) -> None:
    """Raises Environment: DATABASE_NEWER for a later program's file, DATABASE_DAMAGED for a stranger's, or
    what keeps the copy from being made: without one nothing is changed.
    """
    with engine.connect() as connection:
        revision = _revision_of(connection)
    if revision == REVISION:
        return
    if revision:
        _refuse_newer(revision)
        if keep_copy:
            back_up(path, datetime.now(UTC), f"before-{REVISION}")
    with engine.begin() as connection:
        migrate(connection, REVISION)


def migrate(connection: Connection, revision: str) -> None:
    """Run the missing steps up to the revision, inside the connection's transaction."""
    from alembic import command  # slow to load, and needed on few days

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _refuse_newer(revision: str) -> None:
    from alembic.script import ScriptDirectory

    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision not in known:
        raise Environment(FaultKind.DATABASE_NEWER, f"The database is of form {revision}.")


def _revision_of(connection: Connection) -> str | None:
    """The revision that the file says it has; None when nothing was made in it yet."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise Environment(FaultKind.DATABASE_DAMAGED, "The file is a database of another program.")
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(revision)
