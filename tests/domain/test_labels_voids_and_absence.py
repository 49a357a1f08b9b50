"""What is known of labels, refunds, and things that may not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from postwright import assets
from postwright.domain import faults
from postwright.domain.catalogue import read_catalogue
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.label import Document, DocumentKind, DocumentLink, Label, mismatches
from postwright.domain.label_entry import LabelEntry
from postwright.domain.money import Money
from postwright.domain.preferences import Origin, Preferences
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.tracking import Tracking, TrackingEvent
from postwright.domain.void import (
    ALREADY_VOIDED,
    NEXT,
    Urgency,
    VoidAnswer,
    VoidEvent,
    VoidState,
    void_window,
)
from tests.domain.samples import SENDER_TEXT, SHIPMENT
from tests.rules import RULES

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LABEL = Label(
    "se-9", "se-8", "9400111899563821705427", "completed", "se-1", "ground", "package", Money(761), NOW
)
ENTRY = LabelEntry(LABEL, SHIPMENT, "draft-1", "purchase-1")


def test_a_label_that_is_what_was_asked_raises_no_alarm() -> None:
    assert mismatches(LABEL, carrier_id="se-1", service_code="ground", limit=Money(761)) == ()


@pytest.mark.parametrize(
    "label",
    [
        replace(LABEL, carrier_id="se-2"),
        replace(LABEL, service_code="express"),
        replace(LABEL, cost=Money(762)),
        replace(LABEL, tracking_number=""),
    ],
)
def test_a_label_that_differs_from_what_was_asked_is_told(label: Label) -> None:
    assert len(mismatches(label, carrier_id="se-1", service_code="ground", limit=Money(761))) == 1


def test_links_are_found_by_kind_and_never_shown_whole() -> None:
    link = DocumentLink(DocumentKind.PDF, "https://api.example/secret")
    label = replace(LABEL, links=(link,))
    assert label.link(DocumentKind.PDF) == link
    assert label.link(DocumentKind.ZPL) is None
    assert "secret" not in repr(label)
    assert len(Document(DocumentKind.PDF, b"%PDF-").sha256) == 64


@pytest.mark.parametrize(
    ("age", "urgency"),
    [
        (0, Urgency.CALM),
        (20, Urgency.CALM),
        (21, Urgency.AMBER),
        (26, Urgency.RED),
        (27, Urgency.RED),
        (28, Urgency.OVER),
    ],
)
def test_the_last_void_day_comes_nearer(age: int, urgency: Urgency) -> None:
    window = void_window(NOW, NOW + timedelta(days=age), UTC, RULES.void)
    assert window.urgency is urgency
    assert window.days_left == 27 - age
    assert window.last_day == date(2026, 12, 19)


@pytest.mark.parametrize(("state", "event"), tuple(product(VoidState, VoidEvent)))
def test_a_refund_that_was_requested_stays_so(state: VoidState, event: VoidEvent) -> None:
    target = NEXT[state].get(event)
    assert target is None or state is not VoidState.REQUESTED
    assert (target is VoidState.REQUESTED) == (target is not None and event is VoidEvent.APPROVED)


def test_a_denied_void_says_why() -> None:
    assert "scanned" in VoidAnswer(False, reason_code="label_already_used").reason
    assert "no reason" in VoidAnswer(False, reason_code="new_code").reason
    assert VoidAnswer(False, reason_code=ALREADY_VOIDED).stands_voided
    assert VoidAnswer(True).stands_voided
    assert not VoidAnswer(False).stands_voided


@pytest.mark.parametrize(
    ("state", "void", "can"),
    [
        (None, False, True),
        (VoidState.INTENDED, False, True),
        (VoidState.DENIED, False, True),
        (VoidState.SENT, True, False),
        (VoidState.IN_DOUBT, True, True),
        (VoidState.REQUESTED, True, False),
    ],
)
def test_a_label_that_may_be_void_is_not_used(state: VoidState | None, void: bool, can: bool) -> None:
    entry = replace(ENTRY, void_state=state)
    assert (entry.is_void, entry.can_void) == (void, can)
    assert replace(entry, label=replace(LABEL, voided=True)).is_void
    assert str(entry.zone) == "America/Los_Angeles"
    assert entry.id == "se-9"


def test_a_scan_ends_the_time_for_voiding_but_a_fresh_label_is_unscanned() -> None:
    assert Tracking("94", "NY").unscanned
    assert not Tracking("94", "NY", events=(TrackingEvent(NOW, "Accepted"),)).unscanned
    assert not Tracking("94", "AC").unscanned
    assert Tracking("94", "DE").words == "Delivered"
    assert Tracking("94", "??", "Odd").words == "Odd"
    assert Tracking("94", "??").words == "No news"


def test_the_catalogue_knows_services_packages_and_confirmations() -> None:
    catalogue = read_catalogue(assets.path("carrier/usps.json").read_text(encoding="utf-8"))
    assert catalogue.service_name("usps_ground_advantage") == "Ground Advantage"
    assert catalogue.service_name("usps_new") == "usps_new"
    assert catalogue.package_name("package") == "Package"
    assert catalogue.package_name("crate") == "crate"
    assert catalogue.confirmation("none") is not None
    assert len(catalogue.suspended) == 18


def test_the_default_origin_and_printer_are_the_named_ones_or_the_first() -> None:
    home, barn = Origin("home", SENDER_TEXT), Origin("barn", SENDER_TEXT)
    zebra, laser = PrinterProfile("zebra", "tcp:10.0.0.9:9100"), PrinterProfile("laser", "cups:laser")
    some = Preferences(origins=(home, barn), printers=(zebra, laser))
    assert (some.origin, some.printer) == (home, zebra)
    named = replace(some, default_origin="barn", default_printer="laser")
    assert (named.origin, named.printer) == (barn, laser)
    assert (Preferences().origin, Preferences().printer) == (None, None)
    assert some.printer_named("laser") == laser
    assert some.printer_named("none") is None
    assert zebra.dots == (812, 1218)
    assert some.mail.can_send is False


def test_a_fault_shows_its_kind_and_the_foreign_words() -> None:
    assert str(Fault(FaultKind.NO_CONNECTION)) == "no_connection"
    assert str(faults.Lost(FaultKind.UNREADABLE, "odd", body="{")) == "unreadable: odd"
    assert faults.Lost(FaultKind.UNREADABLE, body="{").body == "{"
