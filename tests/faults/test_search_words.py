"""What is typed into a search is looked for as it is: no operator, no wildcard, no order to the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.label import Label
from tests.domain.samples import CUSTOMER, SHIPMENT
from tests.faults.matrix import Control
from tests.faults.nasty import MARKUP, SEARCHES
from tests.store.shop import Shop

NAMES = [
    "Ann %", "100% Ann_Lee", "a_b", "O'Brien", "O''Brien", 'The "Shop"', "NEAR AND OR NOT", "a*", "-minus",
    "x\\y", "Éa İb ßc", "0 00 000", "; DROP TABLE label; --", "(a OR b)", "Αnn", "🙂 smile", "b:c", "a.b.c",
    "^a", "~a",
]  # fmt: skip
PIECES = ["%", "_", "*", "'", '"', "\\", "-", "^", "(", ")", " ", "a", "b", "an", "A", "0", "00", "é", "ß",
          "or", "near", ":", ";", ".", "\x00", "🙂", "İ", "lee"]  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A label with everything that it can be found by."""

    label: Label
    words: tuple[str, ...]


@dataclass(frozen=True)
class Archive:
    shop: Shop
    kept: tuple[Kept, ...]

    def found(self, text: str) -> set[str]:
        return {entry.id for entry in self.shop.labels.find(text)}

    def expected(self, text: str) -> set[str]:
        """By a plain look through all of them."""
        if not text.strip():
            return {one.label.label_id for one in self.kept}
        return {one.label.label_id for one in self.kept if fits(one, text)}


def split(text: str) -> set[str]:
    """Words without accents, capitals and apostrophes: whatever else is no letter or figure parts."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    bare = "".join(one for one in bare if not unicodedata.combining(one) and one not in "'’")
    return set("".join(one if one.isalnum() else " " for one in bare).split())


def fits(one: Kept, text: str) -> bool:
    number = "".join(text.split()).replace("-", "").upper()
    tracking = one.label.tracking_number
    if len(number) >= 4 and number.isalnum() and (tracking.startswith(number) or tracking.endswith(number)):
        return True
    wanted, there = split(text), set[str]().union(*map(split, one.words))
    return bool(wanted) and all(any(word.startswith(part) for word in there) for part in wanted)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    shop = Shop(tmp_path_factory.mktemp("archive") / "shop.db")
    kept = []
    for place, name in enumerate(NAMES):
        to = replace(CUSTOMER, name=name, company="", city="Reno", postal_code="89501")
        order = f"{NAMES[place - 1]}/{place}"
        shipment = replace(SHIPMENT, ship_to=to, order_reference=order, references=(NAMES[place - 2],))
        label = shop.bought(shop.order(shipment=shipment))
        words = (name, "Reno", "89501", order, NAMES[place - 2], re.sub(r"\W", "", order))
        kept.append(Kept(label, words))
    yield Archive(shop, tuple(kept))
    shop.close()


@pytest.mark.row("X6")
@pytest.mark.parametrize("text", [*SEARCHES, *NAMES, *MARKUP], ids=lambda text: ascii(text)[:20])
def test_a_search_finds_what_a_plain_look_finds(archive: Archive, text: str) -> None:
    assert archive.found(text) == archive.expected(text)
    assert len(archive.shop.labels.recent()) == len(NAMES)


@pytest.mark.row("X6")
def test_no_search_whatever_is_an_order(
    archive: Archive, record_property: Callable[[str, object], None]
) -> None:
    searches = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=6).map("".join)

    @given(searches)
    def search(text: str) -> None:
        assert archive.found(text) == archive.expected(text)

    search()
    record_property("cells", 100)


@pytest.mark.row("X6")
@pytest.mark.parametrize("text", [*SEARCHES, "se-1' OR '1'='1", "94001%"], ids=lambda text: ascii(text)[:20])
def test_a_number_names_one_label_or_none(archive: Archive, text: str) -> None:
    assert archive.shop.labels.by_tracking(text) is None


@pytest.mark.control
def test_a_search_that_is_put_together_does_find_more(
    archive: Archive, record_property: Callable[[str, object], None]
) -> None:
    """As a program would do it that believes what was typed."""
    with archive.shop.database.read() as connection:
        sent = "SELECT label_id FROM label WHERE body LIKE '%{}%'"
        more = [
            text
            for text in ("_", "%", "' OR '1'='1")
            if len(connection.exec_driver_sql(sent.format(text.replace("%", "%%"))).all()) == len(NAMES)
        ]
    record_property(
        "control", Control("a search put together from texts: all found", len(more), 3, 3).plain()
    )
    assert len(more) == 3


def test_the_archive_holds_what_is_looked_for(archive: Archive) -> None:
    assert len(archive.kept) == len(archive.found("Reno")) == len(NAMES)
