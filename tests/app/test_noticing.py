"""Soon after a label is bought its notice waits in the outbox, and no purchase waits for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from postwright.app.noticing import SOON_MS, Noticing
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.domain.faults import Fault
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.postal_calendar import postal_day_on_or_after
from postwright.domain.preferences import NoticeWhen
from postwright.operations.quote import quote
from postwright.operations.sell import sell
from postwright.paths import DataFolder
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.store.automatic_mails import AutomaticMails
from postwright.ui.change import Change
from tests.app.whole import running, session_of
from tests.domain.samples import DRAFT, SHIPMENT
from tests.fakes.lane import HeldLane

GROUND = "usps_ground_advantage/package"


@dataclass
class Desk:
    """The notices of one shop, on a lane that runs when it is told to."""

    shop: Shop
    noticing: Noticing
    lane: HeldLane
    queued: list[str]
    news: list[str]

    @property
    def timer(self) -> QTimer:
        timer = self.noticing.findChild(QTimer)
        assert isinstance(timer, QTimer)
        return timer

    def soon(self) -> None:
        """The pause after a change is over."""
        self.timer.stop()
        self.timer.timeout.emit()

    def a_pass(self) -> None:
        self.noticing.wake()
        self.soon()
        self.lane.run_all()

    def bought(self, email: str = "ann@example.com") -> LabelEntry:
        return bought(self.shop, email)


def bought(shop: Shop, email: str = "ann@example.com") -> LabelEntry:
    """A label for another recipient each time."""
    day = postal_day_on_or_after(shop.now().date())
    line1 = f"{len(shop.labels.recent()) + 1} Main St"
    recipient = replace(SHIPMENT.ship_to, email=email, line1=line1, name=f"Ann of {line1}")
    shipment = replace(SHIPMENT, ship_to=recipient, ship_date=day)
    found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    entry = sell(shop.counter(), shop.archive(), shop.drafts.new(DRAFT).id, shipment, found, GROUND).entry
    assert entry is not None
    return entry


def wanting(folder: DataFolder) -> PreferencesKeeper:
    """The settings of a shop that wants its customers told."""
    keeper = PreferencesKeeper(folder.settings_file)
    keeper.change(mail=replace(keeper.preferences().mail, tracking_notice=NoticeWhen.AT_PURCHASE))
    return keeper


@pytest.fixture
def desk(folder: DataFolder, qtbot: QtBot) -> Iterator[Desk]:
    shop = open_shop(folder, wanting(folder).preferences, server=None)
    owner, lane, queued, news = QObject(), HeldLane(Fault), [], []
    noticing = Noticing(shop, lane, lambda: queued.append("queued"), news.append, owner)
    held = Desk(shop, noticing, lane, queued, news)
    held.a_pass()
    yield held
    noticing.close()
    shop.close()


def test_many_purchases_wake_it_once(desk: Desk) -> None:
    desk.bought()
    desk.bought()
    desk.noticing.wake()
    desk.noticing.wake()
    assert desk.timer.interval() == SOON_MS
    desk.soon()
    assert len(desk.lane.held) == 1
    desk.lane.run_all()
    assert desk.queued == ["queued"]
    assert [one.kind for one in desk.shop.mails.outbox()] == [LetterKind.TRACKING] * 2


def test_what_is_bought_during_a_pass_is_seen_by_the_next_one(desk: Desk) -> None:
    desk.bought()
    desk.noticing.wake()
    desk.soon()
    desk.noticing.wake()
    desk.lane.run()
    assert desk.timer.isActive()
    desk.bought()
    desk.soon()
    desk.lane.run_all()
    assert len(desk.shop.mails.outbox()) == 2
    assert not desk.timer.isActive()


def test_a_pass_that_finds_nothing_tells_nobody(desk: Desk) -> None:
    desk.a_pass()
    assert (desk.queued, desk.news) == ([], [])


def test_a_mail_that_cannot_be_written_is_told_once(desk: Desk) -> None:
    desk.bought(email="ann@example..com")
    desk.a_pass()
    desk.a_pass()
    (news,) = desk.news
    assert news.startswith("Ann of 1 Main St gets no mail by itself. ")
    assert desk.queued == []


def test_a_voided_label_s_mail_that_is_called_off_is_news_for_the_outbox(desk: Desk) -> None:
    entry = desk.bought()
    desk.a_pass()
    desk.shop.voids.intend(entry.id)
    desk.shop.labels.refresh(replace(entry.label, voided=True))
    desk.a_pass()
    assert desk.queued == ["queued", "queued"]


def test_in_the_running_program_a_purchase_is_told_and_a_restart_tells_it_no_second_time(
    folder: DataFolder, qapp: QApplication
) -> None:
    wanting(folder)
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        shop = session_of(program).shop
        kept = AutomaticMails(shop.database, shop.now)
        person.wait("the setting is known", lambda: kept.since(LetterKind.TRACKING))
        entry = bought(shop)
        session_of(program).announce(Change(labels=True))
        person.wait("the notice is in the outbox", lambda: shop.mails.of_label(entry.id))
    with running(folder, qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        shop = session_of(program).shop
        other = bought(shop)
        session_of(program).announce(Change(labels=True))
        person.wait("the other notice is in the outbox", lambda: shop.mails.of_label(other.id))
        assert [one.kind for one in shop.mails.of_label(entry.id)] == [LetterKind.TRACKING]


def test_after_the_end_nothing_is_begun_and_nothing_told(desk: Desk) -> None:
    desk.bought()
    desk.noticing.wake()
    desk.soon()
    desk.noticing.close()
    desk.lane.run_all()
    desk.noticing.wake()
    assert (desk.queued, desk.timer.isActive()) == ([], False)
    assert desk.shop.mails.outbox() == ()
