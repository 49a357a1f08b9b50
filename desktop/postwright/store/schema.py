"""The tables. Types are kept to text, whole numbers and bytes, so that the same schema fits PostgreSQL.

Times are text in UTC with microseconds, so that they sort; amounts are whole cents; yes and no are 1 and 0.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.schema import SchemaItem

# The newest step in migrations/versions. A test compares the tables below with what the steps make.
REVISION = "0007"
METADATA = MetaData()


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True)


def _text(name: str, *parts: SchemaItem) -> Column[str]:
    return Column(name, Text, *parts, nullable=False)


def _later(name: str, usual: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=usual)  # older rows had none


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


DRAFT = _table(
    "draft",
    Column("id", Text, primary_key=True),
    _text("state"),
    _text("created_at"),
    _text("updated_at"),
    _number("revision"),
    _text("handed_back"),
    Column("queued_at", Text),
    Column("approval", Text),
    _text("body"),
    Index("draft_by_state", "state", "updated_at"),
)

# draft_id is no foreign key: writing down what happened to money must not fail for want of a draft.
PURCHASE = _table(
    "purchase",
    Column("id", Text, primary_key=True),
    _text("draft_id"),
    _text("state"),
    _text("created_at"),
    Column("lost_at", Text),
    Column("replaced_at", Text),
    Column("receipt", Text),
    Column("refusal", Text),
    _text("body"),
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
PURCHASE_EVENT = _table(
    "purchase_event",
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("purchase_id", ForeignKey("purchase.id")),
    *map(_text, ("at", "kind", "body", "hash")),
    Index("purchase_event_by_purchase", "purchase_id"),
)

LOOKUP = _table(
    "lookup",
    Column("id", Integer, primary_key=True),
    _text("purchase_id", ForeignKey("purchase.id")),
    _text("at"),
    _number("clean"),
    _text("detail"),
    # Milliseconds since the computer was started: a clock that is set does not change them.
    Column("uptime", Integer),
    Index("lookup_by_purchase", "purchase_id"),
)

# `number` counts the labels as they came: a search that fits thousands finds the newest without reading
# any of them. The long texts stand last: SQLite then reads the short columns without them.
LABEL = _table(
    "label",
    Column("number", Integer, primary_key=True),
    _text("label_id"),
    _text("purchase_id", ForeignKey("purchase.id")),
    _text("draft_id"),
    _text("created_at"),
    _text("tracking"),
    _text("tracking_reversed"),
    _text("service_code"),
    _number("cost_minor"),
    _text("currency"),
    _number("voided"),
    _number("paperless"),
    _text("body"),
    _text("shipment"),
    Index("label_by_id", "label_id", unique=True),
    Index("label_by_time", "created_at"),
    Index("label_by_tracking", "tracking"),
    Index("label_by_tracking_end", "tracking_reversed"),
    Index("label_by_purchase", "purchase_id"),
)

# What a label can be found by beside its number: every word of recipient, place and references.
LABEL_WORD = _table(
    "label_word",
    Column("word", Text, primary_key=True),
    Column("number", Integer, ForeignKey("label.number"), primary_key=True),
    Index("label_word_by_label", "number"),
)

DOCUMENT = _table(
    "document",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    _text("sha256"),
    _text("kept_at"),
    Column("content", LargeBinary, nullable=False),
)

VOID_REQUEST = _table(
    "void_request",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    _text("state"),
    _text("asked_at"),
    _text("updated_at"),
    _text("detail"),
    Column("answer", Text),
)

VOID_EVENT = _table(
    "void_event",
    Column("seq", Integer, primary_key=True),
    _text("label_id", ForeignKey("void_request.label_id")),
    _text("at"),
    _text("event"),
    _text("detail"),
    Column("answer", Text),
    Index("void_event_by_label", "label_id"),
)

PICKUP_REQUEST = _table(
    "pickup_request",
    Column("id", Integer, primary_key=True),
    _text("state"),
    _text("asked_at"),
    _text("updated_at"),
    _text("detail"),
    _text("request"),
    Column("pickup", Text),
)

# Labels printed one after the other on one printer; `run` is as below.
PRINT_RUN = _table(
    "print_run",
    Column("id", Integer, primary_key=True),
    *map(_text, ("printer", "profile", "state", "begun_at", "updated_at", "problem", "run")),
    Index("print_run_by_state", "state"),
)

HAS_JOB = text("job != ''")
# `run` names the run of the program that began it, so that a later one knows it was cut off; `run_id` and
# `place` are of the run of labels that it belongs to.
PRINT_JOB = _table(
    "print_job",
    Column("id", Integer, primary_key=True),
    _text("label_id", ForeignKey("label.label_id")),
    _number("copy"),
    *map(_text, ("printer", "language", "state", "at", "reason", "proof", "detail", "run")),
    *map(_later, ("port", "job", "page_sha256")),
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
PRINT_RUN_ITEM = _table(
    "print_run_item",
    Column("run_id", Integer, ForeignKey("print_run.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    _text("label_id", ForeignKey("label.label_id")),
    *map(_text, ("who", "tracking", "reason", "state", "problem")),
    Column("print_id", Integer, ForeignKey("print_job.id")),
)

# `at` is when the state changed last; `content` the whole mail as it leaves, forgotten weeks after its end.
MAIL = _table(
    "mail",
    Column("id", Integer, primary_key=True),
    _text("label_id", ForeignKey("label.label_id")),
    *map(_text, ("recipient", "state", "at", "detail")),
    _later("kind", "qr"),
    *map(_later, ("subject", "created_at", "message_id", "run")),
    Column("attempts", Integer, nullable=False, server_default="0"),
    *(Column(name, Text) for name in ("next_at", "not_before", "put_off_since")),
    Column("content", LargeBinary),
    Index("mail_by_label", "label_id"),
    Index("mail_by_state", "state", "at"),
)

# What USPS said when it was asked whether a code was used; `draft_id` is of the label to take its place.
CODE_WATCH = _table(
    "code_watch",
    Column("label_id", Text, ForeignKey("label.label_id"), primary_key=True),
    Column("asked_at", Text),
    Column("scanned_at", Text),
    _text("news"),
    _text("draft_id"),
)

# A kind of mail that the shop has leave by itself, and the newest label when it was switched on: by its
# number, since clocks differ.
AUTOMATIC_MAIL = _table(
    "automatic_mail", Column("kind", Text, primary_key=True), _number("after_label"), _text("since")
)

SCAN_FORM_REQUEST = _table(
    "scan_form_request",
    Column("id", Integer, primary_key=True),
    _text("state"),
    _text("asked_at"),
    _text("updated_at"),
    _text("detail"),
    _text("request"),
    Column("form", Text),
)

FORM_SHEET = _table(
    "form_sheet",
    Column("form_id", Text, primary_key=True),
    Column("request_id", Integer, ForeignKey("scan_form_request.id"), nullable=False),
    _text("sha256"),
    _text("kept_at"),
    Column("content", LargeBinary, nullable=False),
)

# Append-only, like the events of purchases: `subject` is "pickup", "scan_form", "print" or "mail",
# `subject_id` its row.
REQUEST_EVENT = _table(
    "request_event",
    Column("seq", Integer, primary_key=True),
    _text("subject"),
    _number("subject_id"),
    _text("at"),
    _text("state"),
    _text("detail"),
    Index("request_event_by_subject", "subject", "subject_id"),
)

# What the account held when somebody looked: evidence for a charge that is in doubt.
BALANCE_SEEN = _table(
    "balance_seen",
    Column("id", Integer, primary_key=True),
    _text("at"),
    _text("account"),
    _number("minor"),
    _text("currency"),
    Index("balance_seen_by_time", "account", "at"),
)

# Until when something was looked at, by what it was.
MARK = _table("mark", Column("name", Text, primary_key=True), _text("at"))

# Labels of the account that no purchase here asked for.
FOREIGN_LABEL = _table(
    "foreign_label",
    Column("label_id", Text, primary_key=True),
    _text("seen_at"),
    _text("state"),
    _text("body"),
)

# The shop was opened from a copy. While `compared_at` is empty, triggers refuse to begin or send a purchase:
# a draft that is open in the copy may have been paid for since (store/restorations.py).
RESTORATION = _table(
    "restoration",
    Column("id", Integer, primary_key=True),
    _text("at"),
    _text("copied_at"),
    _text("kept_aside"),
    Column("compared_at", Text),
    Column("found", Text),
)
NOT_COMPARED = "the shop was opened from a copy and is not compared with the carrier yet"
