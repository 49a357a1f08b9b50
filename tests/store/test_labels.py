"""A label that was bought can be found, shown and printed from the shop's own copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.label import Document, DocumentKind
from postwright.domain.label_alarms import noted
from postwright.domain.mail_record import MailEvent
from postwright.domain.money import Money
from postwright.domain.print_record import PrintEvent
from postwright.domain.printing_profile import Language
from postwright.domain.shipment import Delivery
from postwright.domain.void import VoidAnswer, VoidEvent
from postwright.store.prints import NewPrint
from tests.domain.samples import SHIPMENT
from tests.store.shop import NOON, PDF, Shop

QR = Document(DocumentKind.QR, b"\x89PNG a code")


def test_a_label_is_kept_with_what_was_asked_for(shop: Shop) -> None:
    order = shop.order("draft")
    label = shop.bought(order)
    entry = shop.labels.get(label.label_id)
    assert (entry.label, entry.shipment, entry.draft_id, entry.purchase_id) == (
        label, order.shipment, "draft", order.id,
    )  # fmt: skip
    assert (entry.void_state, entry.prints, entry.mailed) == (None, 0, 0)
    assert shop.labels.knows(label.label_id)


def test_a_label_of_somebody_else_is_unknown(shop: Shop) -> None:
    assert not shop.labels.knows("se-other")
    assert shop.labels.by_tracking("9400111899563821000017") is None
    attempts: tuple[Callable[[], object], ...] = (
        lambda: shop.labels.get("se-other"),
        lambda: shop.labels.set_broker_id("se-other", "1"),
        lambda: shop.labels.keep_document("se-other", PDF),
        lambda: shop.labels.refresh(shop.label_for(shop.order())),
    )
    for attempt in attempts:
        with pytest.raises(BadInput) as caught:
            attempt()
        assert caught.value.kind is FaultKind.LABEL_UNKNOWN


def test_the_newest_labels_stand_first(shop: Shop) -> None:
    labels = [shop.bought() for _ in range(4)]
    assert [entry.label for entry in shop.labels.recent(3)] == labels[:0:-1]


# ---------------------------------------------------------------- documents


def test_documents_are_kept_byte_for_byte(shop: Shop) -> None:
    label = shop.bought(documents=(PDF,))
    shop.labels.keep_document(label.label_id, QR)
    assert shop.labels.documents(label.label_id) == (DocumentKind.PDF, DocumentKind.QR)
    assert shop.labels.document(label.label_id, DocumentKind.PDF) == PDF
    assert shop.labels.document(label.label_id, DocumentKind.QR) == QR
    assert shop.labels.document(label.label_id, DocumentKind.ZPL) is None


def test_a_document_fetched_again_takes_the_place_of_the_first(shop: Shop) -> None:
    label = shop.bought(documents=(PDF,))
    newer = replace(PDF, content=b"%PDF-1.4 fetched again")
    shop.labels.keep_document(label.label_id, newer)
    assert shop.labels.document(label.label_id, DocumentKind.PDF) == newer
    assert shop.labels.documents(label.label_id) == (DocumentKind.PDF,)


def test_a_document_with_other_bytes_is_not_handed_out(shop: Shop) -> None:
    label = shop.bought(documents=(PDF,))
    with shop.database.write() as connection:
        connection.exec_driver_sql("UPDATE document SET content = x'25504446'")
    with pytest.raises(Environment) as caught:
        shop.labels.document(label.label_id, DocumentKind.PDF)
    assert caught.value.kind is FaultKind.DATABASE_DAMAGED


# ---------------------------------------------------------------- newer reports


def test_a_newer_report_takes_the_place_of_the_older(shop: Shop) -> None:
    label = shop.bought(tracking_number="")
    newer = replace(
        label, tracking_number="9400111899563821000192", status="voided", voided=True, voided_at=NOON
    )
    assert shop.labels.refresh(newer).label == newer
    assert shop.labels.by_tracking("9400 1118 9956 3821 0001 92") == shop.labels.get(label.label_id)


def test_a_report_that_is_silent_does_not_forget_what_we_learned(shop: Shop) -> None:
    label = shop.bought()
    shop.labels.set_broker_id(label.label_id, "1234567890")
    shop.voids.intend(label.label_id)
    shop.voids.record(label.label_id, VoidEvent.SENDING)
    shop.voids.record(label.label_id, VoidEvent.APPROVED, VoidAnswer(True))
    kept = shop.labels.refresh(replace(label, links=(), status="in_transit")).label
    assert (kept.broker_id, kept.voided, kept.links, kept.status) == (
        "1234567890", True, label.links, "in_transit",
    )  # fmt: skip
    assert kept.voided_at is not None


# ---------------------------------------------------------------- lists


def test_the_list_for_voids_begins_with_the_label_that_runs_out_first(shop: Shop) -> None:
    labels = [shop.bought() for _ in range(3)]
    assert [entry.label for entry in shop.labels.voidable()] == labels
    assert [entry.label for entry in shop.labels.voidable(labels[0].created_at)] == labels[1:]
    assert shop.labels.voidable(NOON + timedelta(days=1)) == ()


def test_the_list_for_voids_keeps_what_was_asked_and_drops_what_others_voided(shop: Shop) -> None:
    asked, voided = shop.bought(), shop.bought(voided=True)
    shop.voids.intend(asked.label_id)
    shop.voids.record(asked.label_id, VoidEvent.SENDING)
    shop.voids.record(asked.label_id, VoidEvent.APPROVED, VoidAnswer(True))
    assert [entry.id for entry in shop.labels.voidable()] == [asked.label_id]
    assert voided.voided


def test_only_a_mail_that_was_sent_is_counted(shop: Shop) -> None:
    paperless = replace(SHIPMENT, delivery=Delivery.QR)
    mailed, waiting = (shop.bought(shop.order(shipment=paperless)) for _ in range(2))
    shop.mailed(mailed.label_id)
    shop.mailed(waiting.label_id, MailEvent.REFUSED)
    assert [shop.labels.get(label.label_id).mailed for label in (mailed, waiting)] == [1, 0]


def test_unprinted_labels_are_those_that_no_printer_took_and_that_are_good(shop: Shop) -> None:
    sent, failed, fresh, doubtful = (shop.bought() for _ in range(4))
    shop.bought(voided=True)
    shop.voids.intend(doubtful.label_id)
    shop.voids.record(doubtful.label_id, VoidEvent.SENDING)
    for label, event in ((sent, PrintEvent.TAKEN), (failed, PrintEvent.NOT_OUT)):
        (begun,) = shop.prints.begin(NewPrint(label.label_id, "Desk", Language.PDF))
        shop.prints.record(begun.id, event)
    old = fresh.created_at - timedelta(days=1)
    assert {entry.id for entry in shop.labels.unprinted(old)} == {failed.label_id, fresh.label_id}
    assert shop.labels.unprinted(fresh.created_at) == ()


def test_a_label_that_differs_from_its_order_says_so_whenever_it_is_read(shop: Shop) -> None:
    order = shop.order()
    label = shop.bought(order, cost=Money(9_900), ship_to_postal_code="90210-0001")
    told = (
        f"The label cost $99.00, which is more than the {order.at_most} allowed.",
        f"The label goes to ZIP 90210-0001, but {order.shipment.ship_to.postal_code} was asked.",
    )
    assert shop.labels.get(label.label_id).alarms == told
    shop.close()
    shop.open()
    assert shop.labels.recent()[0].alarms == told
    shop.ledger.note_look(order.id, NOON, clean=False, detail="The carrier knows no such label.")
    shop.ledger.note_look(order.id, NOON, clean=False, detail=noted("There are two."))
    assert shop.labels.get(label.label_id).alarms == (*told, "There are two.")


def test_a_return_is_not_held_against_its_zip(shop: Shop) -> None:
    label = shop.bought(ship_to_postal_code="90210", is_return=True)
    assert shop.labels.get(label.label_id).alarms == ()
