"""No line of the account book is changed unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from postwright.domain.purchase import (
    WasRefused,
)
from postwright.domain.void import VoidEvent
from postwright.store.sqlite_faults import Conflict
from tests.store.shop import Shop


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE purchase_event SET body = '{}' WHERE seq = 1",
        "DELETE FROM purchase_event WHERE seq = 1",
        "UPDATE void_event SET detail = ''",
        "DELETE FROM void_event",
    ],
)
def test_what_is_written_stays_written(shop: Shop, change: str) -> None:
    label = shop.bought()
    shop.voids.intend(label.label_id)
    shop.voids.record(label.label_id, VoidEvent.SENDING)
    with pytest.raises(Conflict, match="only ever added to"), shop.database.write() as connection:
        connection.exec_driver_sql(change)


DAMAGE = {
    "a cheaper price in the book": (
        """UPDATE purchase_event SET body = replace(body, '"minor":761', '"minor":161') WHERE seq = 3""",
        "Line 3 of the purchase book was changed",
    ),
    "a date moved": (
        "UPDATE purchase_event SET at = replace(at, '2026', '2025') WHERE seq = 2",
        "Line 2 of the purchase book was changed",
    ),
    "a line taken out": (
        "DELETE FROM purchase_event WHERE seq = 2",
        "Line 3 of the purchase book was changed",
    ),
    "the last line taken out": (
        "DELETE FROM purchase_event WHERE seq = 3",
        "is kept as bought, which does not follow from its history",
    ),
    "a history that begins nowhere": (
        "DELETE FROM purchase_event WHERE seq = 1",
        "the history does not begin with an order",
    ),
    "a receipt in the row": (
        """UPDATE purchase SET receipt = replace(receipt, '"minor":761', '"minor":161')""",
        "does not follow from its history",
    ),
    "a state that there is not": ("UPDATE purchase SET state = 'gone'", "cannot be read any more"),
    "a text that is none": ("UPDATE purchase SET body = substr(body, 9)", "cannot be read any more"),
    "another draft": ("UPDATE purchase SET draft_id = 'other'", "stands under another draft"),
    "a label that nobody paid for": (
        "UPDATE purchase SET state = 'refused'",
        "belongs to no finished purchase",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_changed_book_is_noticed(shop: Shop, name: str) -> None:
    shop.bought()
    assert shop.ledger.verify() == ()
    change, sentence = DAMAGE[name]
    with shop.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER purchase_event_no_update")
        connection.exec_driver_sql("DROP TRIGGER purchase_event_no_delete")
        connection.exec_driver_sql(change)
    assert sentence in " ".join(shop.ledger.verify())


def test_bytes_flipped_in_the_file_are_noticed(shop: Shop, tmp_path: Path) -> None:
    purchase = shop.sent()
    shop.ledger.record(purchase, WasRefused("carrier_refused", detail="an uncommon sentence"))
    shop.close()
    content = (tmp_path / "shop.db").read_bytes()
    places = [place for place in range(len(content)) if content.startswith(b"an uncommon", place)]
    assert len(places) == 2  # in the book and in the row
    for nth, place in enumerate(places):
        (tmp_path / "shop.db").write_bytes(content[:place] + b"X" + content[place + 1 :])
        shop.open()
        assert shop.database.damage() == ()  # SQLite sees nothing
        assert shop.ledger.verify() != (), f"place {nth}"
        shop.close()
    (tmp_path / "shop.db").write_bytes(content)
    shop.open()
    assert shop.ledger.verify() == ()
