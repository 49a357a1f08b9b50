"""Decides what the Labels panel does: find, show, track. Printing, runs and scans are its parts' work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.faults import Fault
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.parcel_watch import ParcelNews
from postwright.domain.print_record import PrintRecord
from postwright.domain.sentences import Deed
from postwright.domain.tracking import Tracking
from postwright.ui.asking import Asking
from postwright.ui.labels.deeds import Deeds, LabelsLanes, Stage
from postwright.ui.labels.papers import LabelPapers
from postwright.ui.labels.picking import Picking
from postwright.ui.labels.printing import Printing
from postwright.ui.labels.running import Running
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.scan.presenter import Expected, Scanning
from postwright.ui.scan.screen import Scanned

if TYPE_CHECKING:
    from postwright.operations.results import LabelSheet


@dataclass(frozen=True, slots=True)
class Found:
    """What a look brought: the labels, how their parcels stand, and the names of services."""

    entries: tuple[LabelEntry, ...]
    news: tuple[ParcelNews, ...]
    names: tuple[tuple[str, str], ...]


class LabelsPresenter:
    """Finds labels and shows one. `announce` tells other panels that a label was printed or scanned,
    `tracked` that USPS said where one is.

    `printing` is for the chosen label, `papers` for its slip and receipt, `picking` and `running` for the
    ticked ones, `scanning` for the scan line.
    """

    def __init__(
        self,
        lanes: LabelsLanes,
        deeds: Deeds,
        render: Callable[[LabelsScreen], None],
        *,
        announce: Callable[[], None] = lambda: None,
        scanned: Callable[[], None] = lambda: None,
        tracked: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self._stage = Stage(render)
        self._lanes = lanes
        self._deeds = deeds
        self._announce = announce
        self._tell_scanned = scanned
        self._tell_tracked = tracked
        self._looked: frozenset[tuple[str, str]] = frozenset()
        self._go = go
        self._finding = Asking(lanes.errands)
        self._drawing = Asking(lanes.prints)
        self._reading = Asking(lanes.desk)
        self._tracking = Asking(lanes.errands)
        self.printing = Printing(self._stage, deeds, lanes, announce=announce, reload=self._printed)
        self.running = Running(self._stage, deeds.runs, lanes, rested=self._rested)
        self.picking = Picking(self._stage, self.running.begin)
        self.papers = LabelPapers(self._stage, lanes.prints, deeds.papers)
        self.scanning = Scanning(
            lanes.desk,
            deeds.scans,
            lambda scan: self._stage.show(scan=scan),
            expected=self._expected,
            told=self._scanned,
        )

    @property
    def screen(self) -> LabelsScreen:
        return self._stage.screen

    # ------------------------------------------------------------ the list

    def load(self) -> None:
        """Look up again what is shown."""
        self._stage.again = self.load
        self._stage.hold(tracking_words=self._deeds.track.words())
        self.papers.look()
        text, only, under_way = self.screen.text, self.screen.only, self.screen.under_way

        def look() -> Found:
            if only:
                entries = self._deeds.of(only)
            else:
                entries = self._deeds.track.under_way() if under_way else self._deeds.find(text)
            return Found(entries, self._deeds.track.news(entries), self._names())

        self._finding.ask(look, self._found, self._failed, name="Looking for labels")

    def find(self, text: str) -> None:
        """The newest text wins; the list stays as it was until the answer comes."""
        self._stage.hold(text=text, only=(), under_way=False)
        self.load()

    def show_under_way(self, on: bool) -> None:
        """Only what has left or should have: what needs a look first. Else all labels again."""
        self._stage.hold(text="", only=(), under_way=on)
        self.load()

    def _tell_looked(self, news: tuple[ParcelNews, ...]) -> None:
        """What has trouble and was seen on the list needs no reminder."""
        seen = frozenset((one.entry.id, f"{one.status}") for one in news if one.is_exception)
        if self.screen.under_way and not seen <= self._looked:
            self._looked |= seen
            self._tell_tracked()

    def _names(self) -> tuple[tuple[str, str], ...]:
        return tuple((service.code, service.name) for service in self._deeds.catalogue().services)

    def _found(self, found: Found) -> None:
        entries, before = found.entries, self.screen.entry
        there = frozenset(entry.id for entry in entries)
        news = {one.entry.id: one for one in found.news}
        self._stage.show(
            entries=entries, news=news, names=found.names, loaded=True, ticked=self.screen.ticked & there
        )
        self._tell_looked(found.news)
        now = self.screen.entry
        if now is None:
            self.choose(entries[0].id if entries else "")
        elif _page_of(before) != _page_of(now) or self.screen.sheet is None:
            self._open(now.id)

    def open(self, label_id: str, text: str = "") -> None:
        """Come here from elsewhere to see one label; `text` finds it when it is an old one."""
        self._stage.hold(chosen=label_id, sheet=None)
        self.find(text)

    def open_many(self, label_ids: tuple[str, ...]) -> None:
        """Come here from a batch: exactly these labels, in its order, ticked to be printed."""
        if label_ids:
            self._stage.hold(
                only=label_ids, ticked=frozenset(label_ids), text="", chosen=label_ids[0], sheet=None,
                under_way=False,
            )  # fmt: skip
            self.load()

    def choose(self, label_id: str) -> None:
        """Show one label. The picture of the one before is taken away at once."""
        if label_id != self.screen.chosen or self.screen.sheet is None:
            self._open(label_id)

    def _open(self, label_id: str) -> None:
        self._drawing.drop()
        self._reading.drop()
        self._tracking.drop()
        same = label_id == self.screen.chosen
        self._stage.show(
            chosen=label_id, drawing=bool(label_id), prints=(), tracking=None,
            asking_reason=False, asking_compared=False, sheet=self.screen.sheet if same else None,
        )  # fmt: skip
        if label_id:
            self._drawing.ask(
                lambda: self._deeds.sheet(label_id), self._drawn, self._not_drawn, name="Drawing the label"
            )
            self._reading.ask(lambda: self._deeds.prints(label_id), self._copies, self._failed)

    def _drawn(self, sheet: LabelSheet) -> None:
        self._stage.show(sheet=sheet, drawing=False)

    def _not_drawn(self, fault: Fault) -> None:
        label_id = self.screen.chosen
        self._stage.again = lambda: self._open(label_id)
        self._stage.show(sheet=None, drawing=False, notice=notice_of(fault))

    def _copies(self, prints: tuple[PrintRecord, ...]) -> None:
        self._stage.show(prints=prints)

    def _printed(self) -> None:
        self.load()
        self._open(self.screen.chosen)

    def _rested(self) -> None:
        self._announce()
        self._printed()

    def prints_changed(self) -> None:
        """More is known of some print: the printer said so, or somebody scanned it elsewhere."""
        label_id = self.screen.chosen
        if label_id:
            self._reading.ask(lambda: self._deeds.prints(label_id), self._copies, self._failed)
        self.running.look()

    def leave(self) -> None:
        """Esc: out of a question, else away from an alarm or a scan that was read."""
        if self.screen.asking_reason or self.screen.asking_compared:
            self.printing.leave()
        elif self.screen.asking_run:
            self.picking.leave()
        elif self.screen.asking_again:
            self.running.leave()
        else:
            self.scanning.acknowledge()

    # ------------------------------------------------------------ scans

    def _expected(self) -> Expected:
        """While a run lies on the table, no other label belongs on its parcels."""
        strip = self.screen.strip
        return Expected(run_id=strip.run.id) if strip is not None else Expected()

    def _scanned(self, answer: Scanned) -> None:
        label_id = answer.word.label_id
        if any(one.id == label_id for one in self.screen.entries):
            self.choose(label_id)
        self.prints_changed()
        self._tell_scanned()

    # ------------------------------------------------------------ the chosen label

    def save(self, kind: DocumentKind, path: str) -> None:
        """Write the carrier's document to a file that the person chose."""
        label_id = self.screen.chosen
        self._stage.again = lambda: self.save(kind, path)
        self._lanes.errands(
            lambda: self._deeds.save_document(label_id, kind, path),
            lambda _: self._stage.show(notice=done(f"Saved as {path}.")),
            self._failed,
            name="Saving a document",
        )

    def track(self) -> None:
        """Ask USPS where the parcel is."""
        label_id = self.screen.chosen
        if label_id:
            self._stage.again = self.track
            self._tracking.ask(
                lambda: self._deeds.track.ask(label_id), self._tracked, self._failed, name="Tracking"
            )

    def _tracked(self, tracking: Tracking) -> None:
        self._stage.show(tracking=tracking, notice=None)
        self._tell_tracked()
        self.load()

    def mail(self, kind: str = LetterKind.QR) -> None:
        """To the page of that mail; say why where there is none."""
        reason = self.screen.no_mail(LetterKind(kind))
        if not reason:
            self._deeds.open_mail(self.screen.chosen, LetterKind(kind))
        elif self.screen.chosen:
            self._stage.show(notice=Notice(Tone.PLAIN, f"{reason} It has no such mail."))

    def send_back(self) -> None:
        """Open Ship with the parcel on its way back or, where its label is void, with the parcel itself."""
        deeds, label_id = self._deeds, self.screen.chosen
        if self.screen.can_return or self.screen.can_correct:
            work = deeds.correct if self.screen.can_correct else deeds.prepare_return
            self._lanes.errands(
                lambda: work(label_id), deeds.open_draft, self._failed, name="Preparing the parcel"
            )

    def void(self) -> None:
        """Lead to the Voids panel; nothing is voided here."""
        if self.screen.can_void:
            self._deeds.open_void(self.screen.chosen)

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._stage.show(notice=None)
        if action == Action.RETRY:
            self._stage.again()
        elif action == Action.REPRINT:
            self.printing.print()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        for asking in (self._finding, self._drawing, self._reading, self._tracking):
            asking.drop()
        self.running.close()

    def _failed(self, fault: Fault) -> None:
        self._stage.show(notice=notice_of(fault, Deed.LOOK))


def _page_of(entry: LabelEntry | None) -> LabelEntry | None:
    """What the picture and the copies depend on: where the parcel is, is none of it."""
    return replace(entry, status=None) if entry else None
