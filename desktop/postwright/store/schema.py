"""The tables: drafts, purchases, labels, prints, mails. What is asked about labels is in `schema_after.py`.

All of them are named here, so that METADATA is whole for whoever takes it from this file.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text, text

from postwright.store.columns import METADATA as METADATA
from postwright.store.columns import later_text, number_column, table, text_column
from postwright.store.schema_after import CODE_WATCH as CODE_WATCH
from postwright.store.schema_after import FORM_SHEET as FORM_SHEET
from postwright.store.schema_after import PARCEL_WATCH as PARCEL_WATCH
from postwright.store.schema_after import PICKUP_REQUEST as PICKUP_REQUEST
from postwright.store.schema_after import REFUND as REFUND
from postwright.store.schema_after import REFUND_EVENT as REFUND_EVENT
from postwright.store.schema_after import SCAN_FORM_REQUEST as SCAN_FORM_REQUEST
from postwright.store.schema_after import VOID_EVENT as VOID_EVENT
from postwright.store.schema_after import VOID_REQUEST as VOID_REQUEST

# The newest step in migrations/versions. A test compares the tables below with what the steps make.
REVISION = "0008"

DRAFT = table(
    "draft",
    Column("id", Text, primary_key=True),
    text_column("state"),
    text_column("created_at"),
    text_column("updated_at"),
    number_column("revision"),
    text_column("handed_back"),
    Column("queued_at", Text),
    Column("approval", Text),
    text_column("body"),
    Index("draft_by_state", "state", "updated_at"),
)

# draft_id is no foreign key: writing down what happened to money must not fail for want of a draft.
PURCHASE = table(
    "purchase",
    Column("id", Text, primary_key=True),
    text_column("draft_id"),
    text_column("state"),
    text_column("created_at"),
    Column("lost_at", Text),
    Column("replaced_at", Text),
    Column("receipt", Text),
    Column("refusal", Text),
    text_column("body"),
    # The number of its newest line in purchase_event. What was decided on an older one is out of date.
    Column("version", Integer, nullable=False, server_default="0"),
    Index("purchase_by_state", "state"),
)
# The index holds what stands, and finds it by its draft: for a question in just these words, since SQLite
# compares the texts. With bound values it goes through everything that was ever bought.
STANDING = text("state IN ('intended', 'sent', 'in_doubt', 'bought') AND replaced_at IS NULL")
ONE_LIVE_PURCHASE = Index(
    "one_live_purchase", PURCHASE.c.draft_id, unique=True, sqlite_where=STANDING, postgresql_where=STANDING
)

# Append-only (triggers refuse changes); `hash` covers the hash of the row before it.
PURCHASE_EVENT = table(
    "purchase_event",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    text_column("purchase_id", ForeignKey("purchase.id")),
    *map(text_column, ("at", "kind", "body", "hash")),
    Index("purchase_event_by_purchase", "purchase_id"),
)

LOOKUP = table(
    "lookup",
    Column("id", Integer, primary_key=True),
    text_column("purchase_id", ForeignKey("purchase.id")),
    text_column("at"),
    number_column("clean"),
    text_column("detail"),
    # Milliseconds since the computer was started: a clock that is set does not change them.
    Column("uptime", Integer),
    Index("lookup_by_purchase", "purchase_id"),
)

# `number` counts the labels as they came: a search that fits thousands finds the newest without reading
# any of them. The long texts stand last: SQLite then reads the short columns without them.
LABEL = table(
    "label",
    Column("number", Integer, primary_key=True),
    text_column("label_id"),
    text_column("purchase_id", ForeignKey("purchase.id")),
    text_column("draft_id"),
    text_column("created_at"),
    text_column("tracking"),
    text_column("tracking_reversed"),
    text_column("service_code"),
    number_column("cost_minor"),
    text_column("currency"),
    number_column("voided"),
    number_column("paperless"),
    # The place and the day that it leaves, so that a day's labels are found without reading all.
    *map(later_text, ("origin", "ship_date")),
    text_column("body"),
    text_column("shipment"),
    Index("label_by_id", "label_id", unique=True),
    Index("label_by_time", "created_at"),
    Index("label_by_tracking", "tracking"),
    Index("label_by_tracking_end", "tracking_reversed"),
    Index("label_by_purchase", "purchase_id"),
    Index("label_by_day", "origin", "ship_date"),
)

# What a label can be found by beside its number: every word of recipient, place and references.
LABEL_WORD = table(
    "label_word",
    Column("word", Text, primary_key=True),
    Column("number", Integer, ForeignKey("label.number"), primary_key=True),
    Index("label_word_by_label", "number"),
)

DOCUMENT = table(
    "document",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    text_column("sha256"),
    text_column("kept_at"),
    Column("content", LargeBinary, nullable=False),
)


# Labels printed one after the other on one printer; `run` is as below.
PRINT_RUN = table(
    "print_run",
    Column("id", Integer, primary_key=True),
    *map(text_column, ("printer", "profile", "state", "begun_at", "updated_at", "problem", "run")),
    Index("print_run_by_state", "state"),
)

HAS_JOB = text("job != ''")
# `run` names the run of the program that began it, so that a later one knows it was cut off; `run_id` and
# `place` are of the run of labels that it belongs to.
PRINT_JOB = table(
    "print_job",
    Column("id", Integer, primary_key=True),
    text_column("label_id", ForeignKey("label.label_id")),
    number_column("copy"),
    *map(text_column, ("printer", "language", "state", "at", "reason", "proof", "detail", "run")),
    *map(later_text, ("port", "job", "page_sha256")),
    Column("place", Integer, nullable=False, server_default="0"),
    Column("run_id", Integer, ForeignKey("print_run.id")),
    Column("seen_at", Text),
    Column("proof_facts", Text),
    Index("print_job_by_label", "label_id"),
    Index("print_job_by_state", "state"),
    # Those that their port can be asked about; most prints have no job of a spooler's.
    Index("print_job_followed", "state", "at", sqlite_where=HAS_JOB, postgresql_where=HAS_JOB),
)

# What became of an item that has a print is the print's state.
PRINT_RUN_ITEM = table(
    "print_run_item",
    Column("run_id", Integer, ForeignKey("print_run.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    text_column("label_id", ForeignKey("label.label_id")),
    *map(text_column, ("who", "tracking", "reason", "state", "problem")),
    Column("print_id", Integer, ForeignKey("print_job.id")),
)

# `at` is when the state changed last; `content` the whole mail as it leaves, forgotten weeks after its end.
MAIL = table(
    "mail",
    Column("id", Integer, primary_key=True),
    text_column("label_id", ForeignKey("label.label_id")),
    *map(text_column, ("recipient", "state", "at", "detail")),
    later_text("kind", "qr"),
    *map(later_text, ("subject", "created_at", "message_id", "run")),
    Column("attempts", Integer, nullable=False, server_default="0"),
    *(Column(name, Text) for name in ("next_at", "not_before", "put_off_since")),
    Column("content", LargeBinary),
    Index("mail_by_label", "label_id"),
    Index("mail_by_state", "state", "at"),
)


# A kind of mail that the shop has leave by itself, and the newest label when it was switched on: by its
# number, since clocks differ.
AUTOMATIC_MAIL = table(
    "automatic_mail",
    Column("kind", Text, primary_key=True),
    number_column("after_label"),
    text_column("since"),
)


# Append-only, like the events of purchases: `subject` is "pickup", "scan_form", "print" or "mail",
# `subject_id` its row.
REQUEST_EVENT = table(
    "request_event",
    Column("seq", Integer, primary_key=True),
    text_column("subject"),
    number_column("subject_id"),
    text_column("at"),
    text_column("state"),
    text_column("detail"),
    Index("request_event_by_subject", "subject", "subject_id"),
)

# What the account held when somebody looked: evidence for a charge that is in doubt.
BALANCE_SEEN = table(
    "balance_seen",
    Column("id", Integer, primary_key=True),
    text_column("at"),
    text_column("account"),
    number_column("minor"),
    text_column("currency"),
    Index("balance_seen_by_time", "account", "at"),
)

# Until when something was looked at, by what it was.
MARK = table("mark", Column("name", Text, primary_key=True), text_column("at"))

# Labels of the account that no purchase here asked for.
FOREIGN_LABEL = table(
    "foreign_label",
    Column("label_id", Text, primary_key=True),
    text_column("seen_at"),
    text_column("state"),
    text_column("body"),
)

# The shop was opened from a copy. While `compared_at` is empty, triggers refuse to begin or send a purchase:
# a draft that is open in the copy may have been paid for since (store/restorations.py).
RESTORATION = table(
    "restoration",
    Column("id", Integer, primary_key=True),
    text_column("at"),
    text_column("copied_at"),
    text_column("kept_aside"),
    Column("compared_at", Text),
    Column("found", Text),
)
NOT_COMPARED = "the shop was opened from a copy and is not compared with the carrier yet"
