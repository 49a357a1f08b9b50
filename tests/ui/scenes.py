"""The panels of the queue in every step that a person meets, each with plausible parcels. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from postwright.domain.faults import Fault
from postwright.domain.guards import Guard
from postwright.domain.money import Money
from postwright.domain.preferences import Mode, Preferences
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.scan_back import ScanVerdict
from postwright.domain.ship_day import LeavesToday, WhyOver
from postwright.operations.results import CameBack, ParcelBought, QueueRow, StillInDoubt
from postwright.printing.targets.calibration import calibration_target
from postwright.ui.panel import Panel
from postwright.ui.queue.deeds import QueueLanes
from postwright.ui.queue.panel import QueuePanel
from postwright.ui.settings.panel import SettingsPanel
from postwright.ui.settings.practice.screen import PracticeState, SeenParcel
from postwright.ui.settings.printers.deeds import PrinterLook
from postwright.ui.settings.screen import Page
from postwright.ui.ship.panel import ShipPanel
from tests.fakes.lane import HeldLane
from tests.ui import plausible
from tests.ui.day_scenes import DAYS
from tests.ui.mail_scenes import MAIL
from tests.ui.pickup_scenes import PICKUPS
from tests.ui.printing_scenes import LABELS, picture
from tests.ui.qr_mail.scenes import STEPS, MailScene
from tests.ui.queue.shop import Shop
from tests.ui.report_scenes import REPORTS
from tests.ui.settings.shop import Shop as Settings
from tests.ui.ship.desk import Desk, parcel
from tests.ui.studio_scenes import STUDIO


@dataclass(frozen=True, slots=True)
class Made:
    """A panel, and what a person then does in it."""

    panel: Panel
    act: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. `place` is the panel's place on the rail."""

    name: str
    place: str
    make: Callable[[], Made]
    online: bool = True


def all_rows() -> tuple[QueueRow, ...]:
    rows = plausible.queue_rows()
    others = (plausible.rolled_row(), plausible.not_bought_row(), plausible.in_time_row())
    return (*rows[:5], *others, plausible.doubtful_row(), *rows[5:])


class QueueScene:
    """A Queue panel whose lanes run at once."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.desk, self.errands = HeldLane(Fault), HeldLane(Fault)
        self.panel = QueuePanel(shop.deeds(), QueueLanes(self.desk, self.errands))
        self.buying = self.panel.presenter.buying

    def run(self) -> None:
        while self.desk.held or self.errands.held:
            self.desk.run_all()
            self.errands.run_all()

    def look(self) -> None:
        self.panel.shown()
        self.run()

    def tick(self, *numbers: int) -> None:
        self.look()
        self.panel.presenter.choose(frozenset(f"d{number}" for number in numbers))

    def card(self, *numbers: int) -> None:
        self.tick(*numbers)
        self.panel.presenter.ask_terms()

    def asking(self) -> None:
        self.look()
        self.buying.summarise()
        self.desk.run_all()
        for _ in range(2):
            self.errands.run()

    def sum_up(self) -> None:
        self.look()
        self.buying.summarise()
        self.run()

    def count(self) -> None:
        self.sum_up()
        self.buying.confirm()

    def start(self) -> None:
        self.count()
        self.buying.buy()
        self.run()

    def half(self) -> None:
        self.start()
        batch = self.shop.batch
        for number in range(2):
            batch.bought(f"d{number}", number)
        row = self.shop.held[2]
        over = "It costs $9.12 now; $8.05 was shown. That is $0.82 over the limit of $8.30."
        batch.end("d2", CameBack(row.record, over, Money(82)))
        batch.heard.begun("d3")
        batch.heard.begun("d4")

    def over(self) -> None:
        self.half()
        batch = self.shop.batch
        batch.end("d3", StillInDoubt("d3"))
        odd = replace(plausible.entry(4), alarms=("The label cost $99.00.",))
        batch.end("d4", ParcelBought(odd, odd.alarms))
        batch.heard.over("")

    def stopped(self) -> None:
        self.half()
        batch = self.shop.batch
        batch.bought("d3", 3)
        batch.bought("d4", 4)
        batch.heard.over("The postage account has not enough money for the next label.")


def queue(act: Callable[[QueueScene], None], **held: object) -> Callable[[], Made]:
    def make() -> Made:
        scene = QueueScene(Shop(**{"held": list(all_rows()), **held}))  # type: ignore[arg-type]
        return Made(scene.panel, lambda: act(scene))

    return make


def guarded(*guards: Guard, whole: tuple[Guard, ...] = ()) -> dict[str, object]:
    """A plan in which the first parcels have a guard each."""
    ready = [row for row in all_rows() if row.ready and row.record.approval]
    parcels = [plausible.planned(row) for row in ready]
    for place, guard in enumerate(guards):
        parcels[place] = replace(parcels[place], guards=(guard,))
    return {"plans": [plausible.plan_with(tuple(parcels), *whole)]}


def late() -> dict[str, object]:
    """A sum in the evening, for parcels of two places."""
    parcels = tuple(plausible.planned(row) for row in all_rows() if row.ready and row.record.approval)
    there = replace(plausible.leaving(WhyOver.FORM_MADE), place="10001 ELSEWHERE")
    return {"plans": [replace(plausible.plan_with(parcels), leaving=(plausible.leaving(), there))]}


def unpriced() -> dict[str, object]:
    ready = [row for row in all_rows() if row.ready and row.record.approval]
    return {"plans": [plausible.plan_with(tuple(plausible.planned(row, priced=False) for row in ready))]}


LONG = "Bartholomew Featherstonehaugh von und zu " * 5


def long_rows() -> list[QueueRow]:
    found = []
    for row in all_rows():
        to = replace(row.record.draft.to, name=LONG)
        record = replace(row.record, draft=replace(row.record.draft, to=to))
        found.append(replace(row, record=record, waits_for=LONG))
    return found


class ShipScene:
    """A Ship panel with a parcel on the table."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.panel = ShipPanel(desk.deeds(), desk.lanes())
        self.purchasing = self.panel.presenter.purchasing

    def lay(self) -> None:
        self.desk.saved["d0"] = parcel()
        self.panel.open("d0")
        self.desk.run()

    def held(self) -> None:
        self.lay()
        self.purchasing.press()
        self.desk.run()

    def risen(self) -> None:
        self.lay()
        self.desk.rise = 49
        self.panel.presenter.ask(again=True)
        self.desk.run()

    def later(self) -> None:
        self.lay()
        self.panel.presenter.arrive_by("2026-11-28")
        self.purchasing.postponing.ask()

    def printed(self) -> None:
        """Bought and handed to the printer."""
        self.lay()
        self.desk.picture = picture()
        self.purchasing.press()
        self.desk.run()
        self.panel.presenter.after.print()
        self.desk.run()

    def with_forms(self) -> None:
        """Bought for abroad: two customs forms lie behind the label."""
        self.desk.forms = (picture(), picture())
        self.printed()

    def scanned(self, verdict: ScanVerdict) -> None:
        self.printed()
        self.panel.presenter.after.scanning.take(verdict.value)
        self.desk.run()

    def delivered(self, way: str, **changes: object) -> None:
        self.lay()
        self.panel.presenter.edited(parcel(delivery=way, **changes))
        self.desk.run()
        self.panel.presenter.ask()
        self.desk.run()

    def refused(self) -> None:
        """To Canada, with a code that was chosen before."""
        to = replace(parcel().to, country="CA", state="ON", postal_code="M5V 2T6")
        self.delivered("qr", to=to)

    def odd_place(self) -> None:
        """To a military address, insured for much."""
        to = replace(parcel().to, city="APO", state="AE", postal_code="09012")
        self.delivered("both", to=to, insured_value="$750")

    def away(self) -> None:
        self.lay()
        self.desk.online = False
        self.panel.presenter.refresh()


def ship(
    act: Callable[[ShipScene], None], *guards: Guard, leaving: LeavesToday | None = None
) -> Callable[[], Made]:
    def make() -> Made:
        scene = ShipScene(Desk(guards=guards, leaving=leaving))
        return Made(scene.panel, lambda: act(scene))

    return make


def page(wanted: Page, **held: object) -> Made:
    """One page of the settings."""
    shop = Settings(**held)  # type: ignore[arg-type]
    panel = SettingsPanel(shop.lane, shop.deeds())

    def act() -> None:
        panel.shown()
        shop.lane.run_all()
        panel.open(wanted)
        shop.lane.run_all()

    return Made(panel, act)


def target_picture(profile: PrinterProfile) -> bytes:
    return calibration_target(profile).png()


class PrintersScene:
    """The page of the settings with the printers."""

    def __init__(self, shop: Settings) -> None:
        self.shop = shop
        deeds = shop.deeds()
        drawn = replace(deeds.printers, target_picture=target_picture)
        self.panel = SettingsPanel(shop.lane, replace(deeds, printers=drawn))
        self.presenter = self.panel.printers

    def look(self) -> None:
        self.panel.shown()
        self.shop.lane.run_all()
        self.panel.open(Page.PRINTERS)
        self.shop.lane.run_all()

    def show(self, part: QWidget) -> None:
        """Scroll to a part of the page, once it has its size."""
        self.shop.lane.run_all()
        area = part.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            QTest.qWait(100)
            area.verticalScrollBar().setValue(part.mapTo(area.widget(), QPoint(0, 0)).y() - 8)

    def out_of_paper(self) -> None:
        self.shop.looks["cups:Zebra_ZD421"] = PrinterLook(
            False, "It is out of paper. Load labels and close it."
        )
        self.look()

    def lower(self) -> None:
        self.look()
        self.show(self.panel.view.printers.form.burning_card)

    def found(self) -> None:
        self.look()
        self.presenter.finding.add(True)
        self.shop.lane.run_all()
        self.presenter.finding.use_address("two words")
        self.show(self.panel.view.printers.found)

    def measure(self, *texts: str) -> None:
        self.look()
        self.presenter.calibrating.open()
        self.shop.lane.run_all()
        view = self.panel.view.printers.calibrate
        for field, text in zip(view.fields, texts, strict=False):
            field.editor.setProperty("text", text)
        if texts:
            self.presenter.calibrating.write(view.texts())
            self.presenter.calibrating.work_out()
        self.show(view)

    def head(self) -> None:
        self.look()
        self.presenter.head.open()
        for block, line in ((37, 4), (52, 0), (88, 2)):
            self.presenter.head.pick_block(block)
            self.presenter.head.toggle_line(line)
        self.show(self.panel.view.printers.head)


def printers(act: Callable[[PrintersScene], None], **held: object) -> Callable[[], Made]:
    def make() -> Made:
        scene = PrintersScene(Settings(**held))  # type: ignore[arg-type]
        return Made(scene.panel, lambda: act(scene))

    return make


def printed(make: Callable[[], tuple[Panel, Callable[[], None]]]) -> Made:
    return Made(*make())


AWAY = plausible.standing(online=False)


def mail(name: str) -> Callable[[], Made]:
    def make() -> Made:
        sheet, kind, act = STEPS[name]
        scene = MailScene(sheet, kind)
        return Made(scene.panel, lambda: act(scene))

    return make


PRACTISING = {
    "held": plausible.preferences(Mode.PRACTICE),
    "world": PracticeState(
        plausible.NOW,
        balance=Money(405_631),
        parcels=(SeenParcel("se-1", "Ann Example", "9400111899563821705427", "Out for delivery"),),
    ),
}
SCENES = (
    *(Scene(name, "labels", mail(name)) for name in STEPS),
    Scene("queue-empty", "queue", queue(QueueScene.look, held=[])),
    Scene("queue-list", "queue", queue(lambda scene: scene.tick(0, 1, 3))),
    Scene("queue-long", "queue", queue(QueueScene.look, held=long_rows())),
    Scene(
        "queue-offline", "queue", queue(QueueScene.look, standing_now=plausible.standing(online=False)), False
    ),
    Scene("queue-card-one", "queue", queue(lambda scene: scene.card(0))),
    Scene("queue-card-many", "queue", queue(lambda scene: scene.card(0, 1, 11))),
    Scene("queue-card-draft", "queue", queue(lambda scene: scene.card(6))),
    Scene("queue-asking", "queue", queue(QueueScene.asking, **unpriced())),
    Scene("queue-sum", "queue", queue(QueueScene.sum_up)),
    Scene("queue-sum-similar", "queue", queue(QueueScene.sum_up, **guarded(plausible.similar_guard()))),
    Scene(
        "queue-sum-all",
        "queue",
        queue(
            QueueScene.sum_up,
            **guarded(
                plausible.similar_guard(who="Amara Okafor"),
                plausible.label_limit_guard(),
                whole=(plausible.balance_guard(), plausible.day_limit_guard()),
            ),
        ),
    ),
    Scene("queue-sum-late", "queue", queue(QueueScene.sum_up, **late())),
    Scene("queue-counting", "queue", queue(QueueScene.count)),
    Scene("queue-running", "queue", queue(QueueScene.half)),
    Scene("queue-result", "queue", queue(QueueScene.over)),
    Scene("queue-result-stopped", "queue", queue(QueueScene.stopped)),
    Scene("ship-guard", "ship", ship(ShipScene.held, plausible.similar_guard())),
    Scene(
        "ship-guards",
        "ship",
        ship(
            ShipScene.held, plausible.similar_guard(), plausible.day_limit_guard(), plausible.balance_guard()
        ),
    ),
    Scene("ship-late", "ship", ship(ShipScene.lay, leaving=plausible.leaving())),
    Scene(
        "ship-form-made",
        "ship",
        ship(ShipScene.held, plausible.similar_guard(), leaving=plausible.leaving(WhyOver.FORM_MADE)),
    ),
    Scene("ship-risen", "ship", ship(ShipScene.risen)),
    Scene("ship-qr", "ship", ship(lambda scene: scene.delivered("qr"))),
    Scene("ship-both-insured", "ship", ship(lambda scene: scene.delivered("both", insured_value="$750"))),
    Scene("ship-qr-refused", "ship", ship(ShipScene.refused)),
    Scene("ship-qr-military", "ship", ship(ShipScene.odd_place)),
    Scene("ship-later", "ship", ship(ShipScene.later)),
    Scene("ship-offline", "ship", ship(ShipScene.away), online=False),
    Scene("ship-printed", "ship", ship(ShipScene.printed)),
    Scene("ship-printed-forms", "ship", ship(ShipScene.with_forms)),
    Scene("ship-scan-good", "ship", ship(lambda scene: scene.scanned(ScanVerdict.ON_PARCEL))),
    Scene("ship-scan-wrong", "ship", ship(lambda scene: scene.scanned(ScanVerdict.WRONG_PARCEL))),
    Scene("settings-buying", "settings", partial(page, Page.BUYING)),
    Scene("settings-practice", "settings", partial(page, Page.PRACTICE, **PRACTISING)),
    Scene("settings-reminders", "settings", partial(page, Page.REMINDERS)),
    Scene("settings-printers", "settings", printers(PrintersScene.look)),
    Scene("settings-printers-empty", "settings", printers(PrintersScene.look, held=Preferences())),
    Scene("settings-printers-out", "settings", printers(PrintersScene.out_of_paper)),
    Scene("settings-printers-lower", "settings", printers(PrintersScene.lower)),
    Scene("settings-printers-found", "settings", printers(PrintersScene.found)),
    Scene("settings-calibrate", "settings", printers(PrintersScene.measure)),
    Scene(
        "settings-calibrated",
        "settings",
        printers(lambda scene: scene.measure("3.04", "5 1/16", "12.5 mm", "0.51")),
    ),
    Scene(
        "settings-calibrate-refused",
        "settings",
        printers(lambda scene: scene.measure("2.03", "3.38", "0.34", "0.34")),
    ),
    Scene(
        "settings-calibrate-wrong",
        "settings",
        printers(lambda scene: scene.measure("three", "5", "0.5", "0.5")),
    ),
    Scene("settings-head", "settings", printers(PrintersScene.head)),
    *(Scene(name, "labels", partial(printed, make)) for name, make in LABELS.items()),
    *(Scene(name, "mail", partial(printed, make), name != "mail-offline") for name, make in MAIL.items()),
    *(Scene(name, "settings", partial(printed, make)) for name, make in STUDIO.items()),
    *(Scene(name, "end-of-day", partial(printed, make)) for name, make in DAYS.items()),
    *(Scene(name, "reports", partial(printed, make)) for name, make in REPORTS.items()),
    *(Scene(name, "pickups", partial(printed, make)) for name, make in PICKUPS.items()),
)
