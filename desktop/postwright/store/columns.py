"""How tables and their columns are written, once for all of them. Holds no table.

Types are kept to text, whole numbers and bytes, so that the same schema fits PostgreSQL. Times are text in
UTC with microseconds, so that they sort; amounts are whole cents; yes and no are 1 and 0.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

METADATA = MetaData()


def table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True)


def text_column(name: str, *parts: SchemaItem) -> Column[str]:
    return Column(name, Text, *parts, nullable=False)


def later_text(name: str, usual: str = "") -> Column[str]:
    """One that older rows had not."""
    return Column(name, Text, nullable=False, server_default=usual)


def number_column(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def later_number(name: str, usual: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(usual))
