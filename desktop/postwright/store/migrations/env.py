"""Run by Alembic for an upgrade, on the connection and inside the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from postwright.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
