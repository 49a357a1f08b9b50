"""The sixth step: a print keeps its proof, its page, its job and who saw it; runs of many labels are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "print_run",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("printer", "profile", "state", "begun_at", "updated_at", "problem", "run")),
        sqlite_strict=True,
    )
    op.create_index("print_run_by_state", "print_run", ["state"])
    for name in ("port", "job", "page_sha256"):
        op.add_column("print_job", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("print_job", sa.Column("place", sa.Integer, nullable=False, server_default="0"))
    # Spelt out: alembic's own way would build the whole table anew for a column that refers to another.
    op.execute("ALTER TABLE print_job ADD COLUMN run_id INTEGER REFERENCES print_run (id)")
    for name in ("seen_at", "proof_facts"):
        op.add_column("print_job", sa.Column(name, sa.Text))
    op.create_index("print_job_followed", "print_job", ["state", "at"], sqlite_where=sa.text("job != ''"))
    op.create_table(
        "print_run_item",
        sa.Column("run_id", sa.Integer, sa.ForeignKey("print_run.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        _text("label_id", sa.ForeignKey("label.label_id")),
        *map(_text, ("who", "tracking", "reason", "state", "problem")),
        sa.Column("print_id", sa.Integer, sa.ForeignKey("print_job.id")),
        sqlite_strict=True,
    )
    op.execute(
        "UPDATE print_job SET state = 'seen' WHERE state = 'sent' AND detail = 'Seen by the operator.'"
    )
    op.execute("UPDATE print_job SET state = 'handed_over' WHERE state = 'sent'")


def _text(name: str, *parts: sa.ForeignKey) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *parts, nullable=False)
