"""What the End of day panel asks for is done with the shop that is open, over the practice carrier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from postwright.app import reminder_deeds
from postwright.app.day_deeds import day_deeds
from postwright.app.tracking_deeds import track_deeds
from postwright.domain.faults import BadInput, FaultKind, PaperFault
from postwright.domain.form_request import FormState
from postwright.domain.preferences import Mode, Origin, Preferences, ReminderSetup
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.domain.tracking import EXCEPTION, TrackingStatus
from postwright.operations.follow_parcels import ask_about
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.end_of_day.deeds import Deeds, NextPickup
from tests.commands.terminal import Terminal
from tests.domain.samples import SENDER_TEXT
from tests.printing.papers.reading import texts

# Noon in Portland on a Monday; the sample parcel leaves on that day.
MONDAY_NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)


@dataclass
class Window:
    """The shop that a window has open, the deeds of its panel, and a folder that is its printer."""

    shop: Shop
    deeds: Deeds
    terminal: Terminal
    printer: Path
    preferences: Preferences

    def wish(self, **changes: object) -> None:
        self.preferences = replace(self.preferences, **changes)  # type: ignore[arg-type]

    def later(self, hours: int) -> None:
        assert self.shop.practice is not None
        self.shop.practice.clock.advance(timedelta(hours=hours))

    def close_day(self) -> str:
        """Make the form of the day; gives its id."""
        (day,) = self.deeds.look().days
        (made,) = self.deeds.close(day, tuple(entry.id for entry in day.on))
        assert made.state is FormState.MADE
        return made.forms[0].form_id


@pytest.fixture
def window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Window]:
    terminal = Terminal(tmp_path / "data", capsys)
    terminal.practice.clock.freeze(MONDAY_NOON)
    terminal.set_up(printers=())
    for _ in range(2):
        terminal.label(ship_date="2026-11-23")
    printer = tmp_path / "office"
    printer.mkdir()
    office = PrinterProfile("Office", f"folder:{printer}", width=8.5, height=11)
    origins = (Origin("Desk", SENDER_TEXT),)
    held = Preferences(mode=Mode.PRACTICE, printers=(office,), origins=origins)
    opened: list[Window] = []
    shop = open_shop(DataFolder(terminal.folder), lambda: opened[0].preferences, server=None)
    opened.append(Window(shop, day_deeds(shop), terminal, printer, held))
    yield opened[0]
    shop.close()


def test_the_day_is_read_with_the_shops_own_names(window: Window) -> None:
    book = window.deeds.look()
    (day,) = book.days
    assert len(day.on) == 2
    assert book.names[day.origin] == "Desk"
    assert (book.rule, book.forms, book.late) == (window.shop.rules.form, (), ())


def test_a_form_is_made_shown_printed_and_saved(window: Window, tmp_path: Path) -> None:
    form_id = window.close_day()
    assert window.deeds.picture(form_id).startswith(b"\x89PNG")
    assert window.deeds.printer() == "Office"
    assert window.deeds.send(form_id).startswith("Sent the SCAN form to Office. Saved as SCAN-form-")
    (printed,) = window.printer.iterdir()
    saved = tmp_path / "form.pdf"
    assert window.deeds.save(form_id, str(saved)) == "Saved as form.pdf."
    assert saved.read_bytes() == printed.read_bytes()
    assert texts(saved.read_bytes())
    assert [form.form_id for entry in window.deeds.look().forms for form in entry.forms] == [form_id]


def test_a_printer_without_the_language_of_pages_gets_dots(window: Window) -> None:
    form_id = window.close_day()
    wide = PrinterProfile("Wide", f"folder:{window.printer}", Language.ZPL, width=8.5, height=11)
    window.wish(printers=(wide,))
    window.deeds.send(form_id)
    (printed,) = window.printer.iterdir()
    assert printed.read_bytes().startswith(b"^XA")


def test_a_label_printer_takes_no_form_and_says_so_before(window: Window) -> None:
    form_id = window.close_day()
    window.wish(printers=(PrinterProfile("Zebra", f"folder:{window.printer}", Language.ZPL),))
    assert window.deeds.printer() == ""
    with pytest.raises(PaperFault) as refused:
        window.deeds.send(form_id)
    assert refused.value.kind is FaultKind.PRINTER_UNKNOWN
    window.wish(printers=())
    assert window.deeds.printer() == ""


def test_a_form_that_nobody_knows_is_not_drawn(window: Window) -> None:
    window.close_day()
    with pytest.raises(BadInput) as unknown:
        window.deeds.picture("se-0")
    assert unknown.value.kind is FaultKind.FORM_UNKNOWN


def test_a_form_that_was_made_is_not_made_again(window: Window) -> None:
    window.close_day()
    (entry,) = window.deeds.look().forms
    assert window.deeds.again(entry.id) == (entry,)


def test_the_next_pickup_is_told_or_the_day_on_which_one_could_be(window: Window) -> None:
    assert window.deeds.look().pickup == NextPickup(TUESDAY)
    assert window.terminal("pickup", "schedule").code == 0
    assert window.deeds.look().pickup == NextPickup(TUESDAY, 2)
    window.later(48)
    assert window.deeds.look().pickup == NextPickup(date(2026, 11, 27))


def test_labels_whose_day_is_over_unscanned_are_listed_while_they_can_be_given_back(window: Window) -> None:
    window.later(24)
    assert window.deeds.look().late == ()  # nobody asked USPS yet
    assert window.terminal("track", "--ask").code == 0
    assert len(window.deeds.look().late) == 2
    window.later(28 * 24)
    assert window.deeds.look().late == ()


def test_labels_that_can_soon_not_be_given_back_are_reminded_of_unless_usps_has_them(window: Window) -> None:
    window.wish(reminders=ReminderSetup(day_end=False))
    first, _ = (entry.id for entry in window.deeds.look().days[0].on)
    window.later(21 * 24)
    (said,) = reminder_deeds.look(window.shop).waking
    assert said.sentence.startswith("2 labels")
    assert window.shop.practice is not None
    window.shop.practice.mail(first)
    window.later(24)
    ask_about(window.shop.tracker(), first)
    (said,) = reminder_deeds.look(window.shop).waking
    assert said.sentence.startswith("1 label ")
    window.wish(reminders=ReminderSetup(day_end=False, voids=False))
    assert reminder_deeds.look(window.shop).waking == ()


def test_the_window_reminds_of_the_day_until_its_form_is_made(window: Window) -> None:
    window.wish(reminders=ReminderSetup(day_end_minute=13 * 60))
    assert reminder_deeds.look(window.shop).waking == ()
    window.later(1)
    (said,) = reminder_deeds.look(window.shop).waking
    assert said.sentence.startswith("2 parcels leave")
    assert reminder_deeds.look(window.shop).badges == {"end-of-day": 2}
    window.close_day()
    assert reminder_deeds.look(window.shop).waking == ()


def test_later_is_kept_until_tomorrow_and_a_switched_off_reminder_is_none(window: Window) -> None:
    window.wish(reminders=ReminderSetup(day_end_minute=0))
    (said,) = reminder_deeds.look(window.shop).waking
    reminder_deeds.put_off(window.shop, said.key)
    assert reminder_deeds.look(window.shop).waking == ()
    window.wish(reminders=ReminderSetup(day_end=False))
    assert reminder_deeds.look(window.shop).badges == {}


def test_a_parcel_in_trouble_is_reminded_of_until_it_was_seen_under_way(window: Window) -> None:
    window.wish(reminders=ReminderSetup(day_end=False, voids=False))
    shop, now = window.shop, window.shop.now()
    parcel = window.deeds.look().days[0].on[0]
    trouble = TrackingStatus(now, EXCEPTION, first_scan_at=now, last_event_at=now, changed_at=now)
    shop.tracker().parcels.keep(parcel.id, trouble, None)
    (said,) = reminder_deeds.look(shop).waking
    assert said.sentence == "1 parcel has trouble on its way."
    assert reminder_deeds.look(shop).badges == {"labels": 1}
    tracking = track_deeds(shop)
    assert tracking.under_way()[0].id == parcel.id
    assert reminder_deeds.look(shop).waking == ()
    assert tracking.words().startswith("USPS is asked about a parcel every")
    window.wish(follow_parcels=False)
    assert tracking.words().startswith("USPS is asked about a parcel only when you ask")
