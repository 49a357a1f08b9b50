"""A label is found by whatever the clerk has in hand, and fast, however many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from postwright.domain.barcode import in_fours, make_impb
from postwright.domain.label import Label
from postwright.store.label_rows import words_in
from postwright.store.label_search import matching
from tests.domain.samples import CUSTOMER, SHIPMENT
from tests.store.shop import Shop

NUMBER = make_impb(service_type="001", source="11", mailer="899563821", serial=88)
OTHER = make_impb(service_type="001", source="11", mailer="899563821", serial=99)
END = NUMBER[-6:]
TO = replace(
    CUSTOMER,
    name="José O'Brien-Müller",
    company="Café Zwölf",
    city="Truth or Consequences",
    postal_code="87901-1234",
)


@pytest.fixture
def label(shop: Shop) -> Label:
    """The one that is looked for, between two others."""
    shop.bought(tracking_number=OTHER)
    found = shop.bought(
        shop.order(
            shipment=replace(SHIPMENT, ship_to=TO, order_reference="PW-1043/7", references=("Gift 100%",))
        ),
        tracking_number=NUMBER,
    )
    shop.bought(tracking_number="LZ123456785US")
    return found


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        in_fours(NUMBER),
        in_fours(NUMBER).replace(" ", "-"),
        f"42087901{NUMBER}",
        f"(420)87901(94){NUMBER[2:]}",
        END,
        END[-4:],
        "José",
        "jose",
        "JOS",
        "o'brien",
        "obrien",
        "O’Brien",
        "muller",
        "mü",
        "cafe",
        "truth",
        "consequences truth",
        "jose 87901",
        "87901",
        "87901-1234",
        "pw-1043",
        "PW10437",
        "1043",
        "gift 100%",
        "  jose  ",
    ],
)
def test_a_label_is_found_by(shop: Shop, label: Label, text: str) -> None:
    assert [entry.label for entry in shop.labels.find(text)] == [label]


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "_",
        "jo%e",
        "j_se",
        "*",
        "'; DROP TABLE label --",
        "94%1",
        f"%{END}",
        "ose",
        "jose smith",
        "99999",
        "\U0010ffff",
        "-",
    ],
)
def test_a_text_that_fits_nothing_finds_nothing(shop: Shop, label: Label, text: str) -> None:
    assert shop.labels.find(text) == ()
    assert shop.labels.knows(label.label_id)


def test_the_first_digits_fit_all_that_begin_so_and_the_newest_stand_first(shop: Shop, label: Label) -> None:
    found = [entry.label.tracking_number for entry in shop.labels.find("94001118")]
    assert found == [NUMBER, OTHER]
    assert [entry.label for entry in shop.labels.find("94001118", limit=1)] == [label]


def test_no_text_shows_the_newest(shop: Shop, label: Label) -> None:
    assert shop.labels.find("  ") == shop.labels.recent()
    assert shop.labels.find("", limit=2) == shop.labels.recent(2)
    assert label in [entry.label for entry in shop.labels.find("")]


def test_a_label_whose_name_changed_is_found_by_the_new_one_alone(shop: Shop, label: Label) -> None:
    shop.labels.refresh(replace(label, ship_to_name="Q. Xanthopoulos"))
    assert [entry.id for entry in shop.labels.find("xantho")] == [label.label_id]
    shop.labels.refresh(label)
    assert shop.labels.find("xantho") == ()


def test_a_scanned_number_names_one_label(shop: Shop, label: Label) -> None:
    assert shop.labels.by_tracking(f"420879011234{NUMBER}") == shop.labels.get(label.label_id)
    assert shop.labels.by_tracking(NUMBER[:-1]) is None
    international = shop.labels.by_tracking("lz 123 456 785 us")
    assert international is not None
    assert international.label.tracking_number == "LZ123456785US"


def test_a_label_without_a_word_is_found_by_its_number(shop: Shop) -> None:
    nobody = replace(CUSTOMER, name="-", city="", postal_code="")
    bare = shop.order(shipment=replace(SHIPMENT, ship_to=nobody, order_reference="", references=()))
    label = shop.bought(bare, tracking_number=NUMBER)
    assert [entry.label for entry in shop.labels.find(END)] == [label]


@pytest.mark.parametrize("text", [NUMBER, END, "94001118", "jose", "jose obrien"])
def test_a_search_reads_an_index_and_no_whole_table(shop: Shop, label: Label, text: str) -> None:
    statement = matching(text, 200)
    assert statement is not None
    compiled = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with shop.database.read() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
    steps = [row[3] for row in rows]
    assert not [step for step in steps if step.startswith(("SCAN label", "SCAN label_word"))]
    if len(text) >= 4:
        assert any("COVERING INDEX label_by_tracking (" in step for step in steps)
        assert any("COVERING INDEX label_by_tracking_end (" in step for step in steps)


@given(st.text(max_size=30))
def test_words_are_compared_in_one_form(text: str) -> None:
    words = words_in(text)
    assert words == words_in(" ".join(words))
    assert all(words)
