"""A shop's labels, its prints and runs, in memory: what the Labels panel asks for. Keeps what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import Fault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.parcel_watch import UNDER_WAY, ParcelNews, news_of, order
from postwright.domain.print_record import PrintRecord
from postwright.domain.print_run import ItemState, PrintRun, RunItem, RunState
from postwright.domain.qr_validity import QrValidity
from postwright.domain.scan_back import ScanVerdict
from postwright.domain.tracking import Tracking, TrackingEvent, status_of
from postwright.operations.results import LabelSheet
from postwright.ui.labels.deeds import Deeds, RunDeeds, TrackDeeds
from postwright.ui.scan.presenter import Expected, ScanDeeds
from postwright.ui.scan.screen import Scanned
from tests.rules import RULES
from tests.ui import plausible
from tests.ui.papers import Drawer

NO_CATALOGUE = Catalogue(
    plausible.NOW.date(),
    "",
    (),
    (),
    (),
    frozenset(),
    plausible.NOW.date(),
    QrValidity(7, plausible.NOW.date(), "", ""),
)


@dataclass
class Printer:
    """Takes the labels of a run one by one. `ends` says how a place ends; a doubtful one pauses the run."""

    entries: dict[str, LabelEntry] = field(default_factory=dict)
    ends: dict[int, ItemState] = field(default_factory=dict)
    run: PrintRun | None = None
    done: list[tuple[object, ...]] = field(default_factory=list)
    fault: Fault | None = None

    def begin(self, label_ids: tuple[str, ...], reason: str) -> PrintRun:
        self.done.append(("begin", label_ids, reason))
        self._fail()
        items = tuple(
            RunItem(place, label_id, self.entries[label_id].shipment.ship_to.who, "", reason=reason)
            for place, label_id in enumerate(label_ids, start=1)
        )
        return self._now(PrintRun(7, "Zebra ZD421", RunState.RUNNING, items))

    def print_next(self, run_id: int) -> PrintRun:
        run = self._of(run_id)
        self._fail()
        item = run.waiting[0]
        end = self.ends.get(item.place, ItemState.SENT)
        self.done.append(("sheet", item.place))
        run = self._put(item.place, end, "The printer went silent." if end is not ItemState.SENT else "")
        if end is ItemState.MAYBE:
            return self._now(replace(run, state=RunState.PAUSED))
        return run if run.waiting else self._now(replace(run, state=RunState.ENDED))

    def pause(self, run_id: int) -> PrintRun:
        self.done.append(("pause",))
        return self._now(replace(self._of(run_id), state=RunState.PAUSED))

    def resume(self, run_id: int, place: int | None, reason: str) -> PrintRun:
        self.done.append(("resume", place, reason))
        run = self._of(run_id)
        for item in run.items if place else ():
            if place and item.place >= place:
                self._put(item.place, ItemState.WAITING)
            elif item.state is ItemState.WAITING:
                self._put(item.place, ItemState.SKIPPED)
        return self._now(replace(self._of(run_id), state=RunState.RUNNING))

    def skip(self, run_id: int, place: int) -> PrintRun:
        self.done.append(("skip", place))
        return self._put(place, ItemState.SKIPPED)

    def end(self, run_id: int) -> PrintRun:
        self.done.append(("end",))
        for item in self._of(run_id).waiting:
            self._put(item.place, ItemState.SKIPPED)
        return self._now(replace(self._of(run_id), state=RunState.ENDED))

    def came_out(self, run_id: int, print_id: int, did: bool) -> PrintRun:
        self.done.append(("came out", print_id, did))
        place = next(item.place for item in self._of(run_id).items if item.print_id == print_id)
        return self._put(place, ItemState.SENT if did else ItemState.WAITING)

    def standing(self) -> tuple[PrintRun, ...]:
        return (self.run,) if self.run and self.run.state is not RunState.ENDED else ()

    def _put(self, place: int, state: ItemState, problem: str = "") -> PrintRun:
        run = self._of(7)
        items = tuple(
            replace(item, state=state, problem=problem, print_id=100 + place) if item.place == place else item
            for item in run.items
        )
        return self._now(replace(run, items=items))

    def _of(self, run_id: int) -> PrintRun:
        assert self.run is not None
        assert self.run.id == run_id
        return self.run

    def _now(self, run: PrintRun) -> PrintRun:
        self.run = run
        return run

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault

    def deeds(self) -> RunDeeds:
        return RunDeeds(
            begin=self.begin,
            print_next=self.print_next,
            pause=self.pause,
            resume=self.resume,
            skip=self.skip,
            end=self.end,
            came_out=self.came_out,
            standing=self.standing,
        )


@dataclass
class Archive:
    """Labels, and what was done with them. A scan finds the label that `on_table` names for its text."""

    entries: list[LabelEntry] = field(default_factory=list)
    copies: dict[str, tuple[PrintRecord, ...]] = field(default_factory=dict)
    done: list[tuple[object, ...]] = field(default_factory=list)
    fault: Fault | None = None
    tracking_fault: Fault | None = None
    printer: Printer = field(default_factory=Printer)
    on_table: dict[str, Scanned] = field(default_factory=dict)
    sheets: dict[str, LabelSheet] = field(default_factory=dict)
    drawer: Drawer = field(default_factory=Drawer)

    def find(self, text: str) -> tuple[LabelEntry, ...]:
        return tuple(one for one in self.entries if text.casefold() in one.shipment.ship_to.who.casefold())

    def of(self, label_ids: tuple[str, ...]) -> tuple[LabelEntry, ...]:
        held = {one.id: one for one in self.entries}
        return tuple(held[label_id] for label_id in label_ids)

    def sheet(self, label_id: str) -> LabelSheet:
        return self.sheets.get(label_id) or LabelSheet(label_id, b"png", 203, True, "The barcode reads.")

    def print(self, label_id: str, reason: str) -> PrintRecord:
        self.done.append(("print", label_id, reason))
        if self.fault is not None:
            raise self.fault
        copies = self.copies.get(label_id, ())
        record = plausible.print_record(copy=len(copies) + 1, reason=reason)
        self.copies[label_id] = (*copies, record)
        return record

    def save(self, label_id: str, kind: DocumentKind, path: str) -> None:
        self.done.append(("save", label_id, kind, path))

    def track(self, label_id: str) -> Tracking:
        if self.tracking_fault is not None:
            raise self.tracking_fault
        event = TrackingEvent(plausible.NOW, "Accepted", "PORTLAND, OR")
        found = Tracking(label_id, "AC", events=(event,), estimated=plausible.NOW)
        self.entries = [
            replace(one, status=status_of(found, one.status, plausible.NOW)) if one.id == label_id else one
            for one in self.entries
        ]
        return found

    def under_way(self) -> tuple[LabelEntry, ...]:
        found = (
            one for one in self.news(tuple(self.entries)) if one.stage in UNDER_WAY and not one.entry.is_void
        )
        return tuple(one.entry for one in order(found))

    def news(self, entries: tuple[LabelEntry, ...]) -> tuple[ParcelNews, ...]:
        return tuple(news_of(one, plausible.NOW, RULES.tracking) for one in entries)

    def prepare_return(self, label_id: str) -> str:
        if self.fault is not None:
            raise self.fault
        return f"return of {label_id}"

    def scan(self, text: str, expected: Expected) -> Scanned:
        self.done.append(("scan", text, expected))
        if self.fault is not None:
            raise self.fault
        nothing = Scanned(plausible.scan_word(ScanVerdict.NOT_A_LABEL))
        return self.on_table.get(text, nothing)

    def deeds(self) -> Deeds:
        self.printer.entries = {one.id: one for one in self.entries}
        return Deeds(
            find=self.find,
            of=self.of,
            sheet=self.sheet,
            prints=lambda label_id: self.copies.get(label_id, ()),
            print_label=self.print,
            save_document=self.save,
            track=TrackDeeds(self.track, self.under_way, self.news, lambda: "USPS is asked every 4 hours."),
            open_mail=lambda label_id, kind: self.done.append(("mail", label_id, kind.value)),
            open_void=lambda label_id: self.done.append(("void", label_id)),
            prepare_return=self.prepare_return,
            correct=lambda label_id: f"parcel of {label_id}",
            open_draft=lambda draft_id: self.done.append(("draft", draft_id)),
            catalogue=lambda: NO_CATALOGUE,
            papers=self.drawer.deeds(),
            runs=self.printer.deeds(),
            scans=ScanDeeds(self.scan, lambda: self.done.append(("sound",))),
        )
