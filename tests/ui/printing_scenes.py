"""Labels, and Ship after buying, in every step of printing that a person meets. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw

from postwright.domain.barcode import in_fours
from postwright.domain.faults import Fault
from postwright.domain.print_record import PrintState
from postwright.domain.print_run import ItemState, RunState
from postwright.domain.scan_back import ScanVerdict
from postwright.domain.void import VoidState
from postwright.operations.results import LabelSheet
from postwright.ui.labels.deeds import LabelsLanes
from postwright.ui.labels.panel import LabelsPanel
from postwright.ui.panel import Panel
from postwright.ui.scan.screen import Scanned
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.labels.archive import Archive

SAYS = "The connection broke off while the label was being sent."
REFUSED = "The barcode is routed to ZIP 55802, but this parcel goes to 55806."
WHAT = "USPS Ground Advantage to Cambridge MA · order #2140"


@cache
def picture() -> bytes:
    """Something of a label's shape."""
    import io

    page = Image.new("1", (812, 1218), 1)
    pen = ImageDraw.Draw(page)
    pen.rectangle((8, 8, 803, 1209), outline=0, width=4)
    pen.rectangle((8, 160, 803, 240), outline=0, width=4)
    for place in range(60):
        if place % 7 not in (2, 5):
            pen.rectangle((70 + place * 11, 700, 70 + place * 11 + 2 + place % 4 * 2, 900), fill=0)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


class LabelsScene:
    """A Labels panel whose lanes run at once."""

    def __init__(self) -> None:
        entries = [
            plausible.entry(number, days_ago=number // 4, prints=int(number > 3)) for number in range(14)
        ]
        entries[2] = plausible.entry(2, void_state=VoidState.REQUESTED)
        self.archive = Archive(entries)
        for one in entries:
            sentence = f"Barcode reads {in_fours(one.label.tracking_number)} at 3 dots a bar."
            self.archive.sheets[one.id] = LabelSheet(
                one.id, picture(), 203, True, sentence, plausible.proof_facts()
            )
        self.archive.copies[entries[0].id] = (
            plausible.print_record(state=PrintState.FAILED),
            replace(
                plausible.print_record(copy=1, state=PrintState.SEEN), seen_at=plausible.NOW, proof=sentence
            ),
            replace(
                plausible.print_record(copy=2, state=PrintState.DONE, reason="jam"), detail="job completed"
            ),
        )
        self.lane = HeldLane(Fault)
        self.panel = LabelsPanel(LabelsLanes(self.lane, self.lane, self.lane), self.archive.deeds())
        self.presenter = self.panel.presenter

    def look(self) -> None:
        self.panel.shown()
        self.lane.run_all()

    def with_forms(self) -> None:
        """Two customs forms lie behind the label; the second of three pages is shown."""
        one = self.archive.entries[0].id
        self.archive.sheets[one] = replace(self.archive.sheets[one], forms=(picture(), picture()))
        self.look()
        self.presenter.choose(one)
        self.lane.run_all()
        self.panel.view.detail.picture.after.click()

    def under_way(self, on: bool = True) -> None:
        """Parcels of the last days, everywhere on their way."""
        held = self.archive.entries
        self.archive.entries = [
            replace(one, status=way) for one, way in zip(held, plausible.ways(), strict=False)
        ]
        self.look()
        self.presenter.show_under_way(on)
        self.lane.run_all()

    def none_under_way(self) -> None:
        self.look()
        self.presenter.show_under_way(True)
        self.lane.run_all()

    def tick(self, *numbers: int) -> None:
        self.look()
        self.presenter.picking.tick(frozenset(self.archive.entries[number].id for number in numbers))

    def again(self) -> None:
        self.tick(0, 1, 2, 5, 6)
        self.presenter.picking.print()

    def batch(self) -> None:
        self.panel.open_many(tuple(one.id for one in reversed(self.archive.entries[3:9])))
        self.lane.run_all()

    def run(self, state: RunState, *states: ItemState, problem: str = "", says: str = "") -> None:
        self.archive.printer.run = plausible.print_run(state, *states, problem=problem, says=says)
        self.look()

    def going(self) -> None:
        self.run(RunState.PAUSED, *[ItemState.SENT] * 4)
        self.presenter.running.toggle()
        self.lane.run()
        self.lane.held.clear()

    def doubtful(self) -> None:
        self.run(RunState.PAUSED, *[ItemState.SENT] * 4, ItemState.MAYBE, says=SAYS)

    def asking(self) -> None:
        self.doubtful()
        self.presenter.running.again()

    def ended(self) -> None:
        self.run(RunState.PAUSED, *[ItemState.SENT] * 7, ItemState.FAILED, ItemState.FAILED, says=REFUSED)
        self.presenter.running.stop()
        self.lane.run_all()

    def scan(self, verdict: ScanVerdict) -> None:
        self.look()
        self.archive.on_table["1"] = Scanned(plausible.scan_word(verdict), WHAT)
        self.presenter.scanning.take("1")
        self.lane.run_all()

    def alarmed_in_a_run(self) -> None:
        self.doubtful()
        self.archive.on_table["1"] = Scanned(plausible.scan_word(ScanVerdict.WRONG_PARCEL))
        self.presenter.scanning.take("1")
        self.lane.run_all()


def labels(act: Callable[[LabelsScene], None]) -> Callable[[], tuple[Panel, Callable[[], None]]]:
    def make() -> tuple[Panel, Callable[[], None]]:
        scene = LabelsScene()
        return scene.panel, lambda: act(scene)

    return make


LABELS = {
    "labels-list": labels(LabelsScene.look),
    "labels-forms": labels(LabelsScene.with_forms),
    "labels-way": labels(LabelsScene.under_way),
    "labels-way-all": labels(lambda scene: scene.under_way(False)),
    "labels-way-none": labels(LabelsScene.none_under_way),
    "labels-ticked": labels(lambda scene: scene.tick(0, 1, 2, 3)),
    "labels-again": labels(LabelsScene.again),
    "labels-batch": labels(LabelsScene.batch),
    "labels-run": labels(LabelsScene.going),
    "labels-run-paused": labels(
        lambda scene: scene.run(
            RunState.PAUSED, *[ItemState.SENT] * 4, problem="The printer does not answer. Is it switched on?"
        )
    ),
    "labels-run-doubt": labels(LabelsScene.doubtful),
    "labels-run-again": labels(LabelsScene.asking),
    "labels-run-ended": labels(LabelsScene.ended),
    "labels-scan-good": labels(lambda scene: scene.scan(ScanVerdict.ON_PARCEL)),
    "labels-scan-wrong": labels(lambda scene: scene.scan(ScanVerdict.WRONG_PARCEL)),
    "labels-scan-unknown": labels(lambda scene: scene.scan(ScanVerdict.UNKNOWN)),
    "labels-scan-run": labels(LabelsScene.alarmed_in_a_run),
}
