"""The end of a day at the small shop: days with parcels, forms in every state, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from postwright.domain.address import Address
from postwright.domain.day_end import DayEnd, WhyOff, origin_key
from postwright.domain.faults import Fault
from postwright.domain.form_request import FormEntry, FormState, FormWish
from postwright.domain.label_entry import LabelEntry
from postwright.domain.scan_form import FormAnswer, FormRequest, LeftOut, ScanForm
from postwright.domain.void import VoidState
from postwright.ui.end_of_day.deeds import DayBook, Deeds, NextPickup
from postwright.ui.end_of_day.panel import EndOfDayPanel
from postwright.ui.end_of_day.presenter import EndOfDayPresenter
from postwright.ui.end_of_day.screen import EndOfDayScreen
from tests.fakes.lane import HeldLane
from tests.rules import RULES
from tests.ui import plausible

NOW, TODAY = plausible.NOW, date(2026, 11, 24)
CLOSES = datetime(2026, 11, 24, 21, 0, tzinfo=plausible.PACIFIC)
SHOP = origin_key(plausible.SHOP)
FAIR_ADDRESS = Address("Juniper Books", "Hall 4, Stand 12", "Seattle", "WA", "98101")
NAMES = {SHOP: "Shop", origin_key(FAIR_ADDRESS): "Book fair"}
NUMBER = "9475711899563821304002"


def parcels(count: int, first: int = 0) -> tuple[LabelEntry, ...]:
    return tuple(plausible.entry(number) for number in range(first, first + count))


def elsewhere(count: int, first: int = 300) -> tuple[LabelEntry, ...]:
    """Parcels of the book fair."""
    return tuple(
        replace(one, shipment=replace(one.shipment, ship_from=FAIR_ADDRESS)) for one in parcels(count, first)
    )


OFF = (
    (plausible.entry(90, void_state=VoidState.REQUESTED), WhyOff.VOIDED),
    (plausible.entry(91, void_state=VoidState.REQUESTED), WhyOff.VOIDED),
    (plausible.entry(92), WhyOff.RETURN),
    (plausible.entry(93), WhyOff.GLOBALPOST),
    (plausible.entry(94), WhyOff.PAPERLESS),
)


def day(
    on: tuple[LabelEntry, ...] = (),
    off: tuple[tuple[LabelEntry, WhyOff], ...] = (),
    *,
    unused: tuple[LabelEntry, ...] = (),
    forms: tuple[FormEntry, ...] = (),
    ship_date: date = TODAY,
    closes: datetime = CLOSES,
) -> DayEnd:
    named = on or tuple(entry for entry, _ in off)
    origin = origin_key(named[0].shipment.ship_from) if named else SHOP
    return DayEnd(origin, ship_date, on, off, unused, closes, forms)


def form(number: int, count: int, *, at: datetime = NOW, day: date = TODAY) -> ScanForm:
    labels = tuple(f"se-{6000 + 1000 * number + one}" for one in range(count))
    submission = f"{NUMBER[:-2]}{number:02d}"
    return ScanForm(f"se-f{number}", submission, day, at - timedelta(minutes=9), labels, count)


def request(
    number: int,
    state: FormState = FormState.MADE,
    *forms: ScanForm,
    count: int = 12,
    detail: str = "",
    left_out: tuple[LeftOut, ...] = (),
    making: bool = False,
) -> FormEntry:
    """A request for a form of the first so many labels; MADE holds one form unless others are given."""
    wish = FormWish(tuple(f"se-{5000 + one}" for one in range(count)))
    answer = None
    if state is FormState.MADE:
        answer = FormAnswer(forms or (form(number, count),), left_out=left_out)
    elif making:
        answer = FormAnswer(requests=(FormRequest("se-77", "in_progress"),))
    return FormEntry(number, wish, state, NOW - timedelta(minutes=10), answer, detail)


@dataclass
class Counter:
    """The deeds of the panel, and what was asked. `fault` is raised by whatever is asked next."""

    book: DayBook
    closed: list[tuple[DayEnd, tuple[str, ...]]] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    saved: list[tuple[str, str]] = field(default_factory=list)
    answers: tuple[FormEntry, ...] = ()
    picture: bytes = b""
    printer: str = "Office laser"
    fault: Fault | None = None
    unreadable: Fault | None = None

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault

    def look(self) -> DayBook:
        if self.unreadable is not None:
            raise self.unreadable
        return self.book

    def close(self, one: DayEnd, label_ids: tuple[str, ...]) -> tuple[FormEntry, ...]:
        self.closed.append((one, label_ids))
        self._fail()
        return self.answers

    def try_again(self, number: int) -> tuple[FormEntry, ...]:
        self.again.append(number)
        self._fail()
        return self.answers

    def draw(self, form_id: str) -> bytes:
        self._fail()
        return self.picture

    def send(self, form_id: str) -> str:
        self.sent.append(form_id)
        self._fail()
        return "Sent the SCAN form to Office laser."

    def save(self, form_id: str, path: str) -> str:
        self.saved.append((form_id, path))
        self._fail()
        return f"Saved as {path}."

    def deeds(self) -> Deeds:
        return Deeds(
            look=self.look,
            close=self.close,
            again=self.try_again,
            picture=self.draw,
            printer=lambda: self.printer,
            send=self.send,
            save=self.save,
        )


def book(*days: DayEnd, **more: object) -> DayBook:
    given = {"rule": RULES.form, "names": NAMES, "pickup": NextPickup(date(2026, 11, 25), 12), **more}
    return DayBook(days, **given)  # type: ignore[arg-type]


class Closing:
    """The presenter with its lane and a clock that is set by hand, without a window."""

    def __init__(self, held: DayBook, now: datetime = NOW) -> None:
        self.counter = Counter(held)
        self.now = now
        self.lane = HeldLane(Fault)
        self.announced: list[object] = []
        self.went: list[object] = []
        self.presenter = self._presenter()

    def _presenter(self) -> EndOfDayPresenter:
        return EndOfDayPresenter(
            self.lane,
            self.counter.deeds(),
            lambda screen: None,
            now=lambda: self.now,
            announce=lambda: self.announced.append("forms"),
            go=self.went.append,
        )

    @property
    def screen(self) -> EndOfDayScreen:
        return self.presenter.screen

    def look(self) -> Closing:
        self.presenter.shown()
        self.lane.run_all()
        return self


class ClosingPanel(Closing):
    """The whole panel."""

    panel: EndOfDayPanel

    def _presenter(self) -> EndOfDayPresenter:
        self.panel = EndOfDayPanel(
            self.lane,
            self.counter.deeds(),
            now=lambda: self.now,
            announce=lambda change, origin: self.announced.append(change),
            go=self.went.append,
            begin=lambda: self.went.append("begin"),
            to_voids=self.went.append,
            to_pickups=lambda: self.went.append("pickups"),
        )
        return self.panel.presenter

    def look(self) -> ClosingPanel:
        self.panel.shown()
        self.lane.run_all()
        return self
