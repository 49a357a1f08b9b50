"""Mails, and codes that nobody used, as cells of two tables. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.ui.outbox.codes_told import ends_tone, ends_words, void_tone, void_words
from postwright.ui.outbox.mails_told import KINDS, Conditions, near, state_words, tone
from postwright.ui.widgets.table import Column, Row
from postwright.ui.words import day_words

if TYPE_CHECKING:
    from postwright.domain.qr_watch import UnusedCode
    from postwright.operations.list_mails import MailRow

MAIL_COLUMNS = (
    Column("To"),
    Column("What", width=124),
    Column("Customer"),
    Column("When", width=112),
    Column("State", width=208),
)
KIND, WHEN, STATE = 1, 3, 4
CODE_COLUMNS = (
    Column("Customer"),
    Column("Mailed", width=112),
    Column("Code", width=272),
    Column("Last day to void", width=184),
)
MAILED, ENDS, VOID_BY = 1, 2, 3


def mail_rows(rows: tuple[MailRow, ...], given: Conditions) -> tuple[Row, ...]:
    """One table row for each mail."""
    return tuple(_mail_row(row, given) for row in rows)


def _mail_row(row: MailRow, given: Conditions) -> Row:
    record = row.record
    cells = (
        record.recipient,
        KINDS[record.kind],
        row.entry.customer.who,
        near(record.at, given.now),
        state_words(record, given),
    )
    return Row(str(record.id), cells, ("", "muted", "", "muted", tone(record.state)))


def code_rows(codes: tuple[UnusedCode, ...]) -> tuple[Row, ...]:
    """One table row for each code."""
    return tuple(_code_row(code) for code in codes)


def _code_row(code: UnusedCode) -> Row:
    mailed = day_words(code.mailed_at.astimezone(code.entry.zone).date()) if code.mailed_at else "not yet"
    cells = (code.entry.customer.who, mailed, ends_words(code), void_words(code))
    return Row(code.entry.id, cells, ("", "muted", ends_tone(code), void_tone(code)))
