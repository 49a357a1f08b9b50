"""What an open shop notices: another carrier, another key, and purchases whose answer never came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from postwright.app.form_following import FormFollowing
from postwright.app.preferences_keeper import PreferencesKeeper
from postwright.app.program import stand_in
from postwright.app.session import ATTENTION_EVERY_MS, Session
from postwright.domain.absence import SettlingRule
from postwright.domain.form_request import FormState, FormWish
from postwright.domain.preferences import Mode
from postwright.domain.purchase import Order, Purchase, Sending, State
from postwright.domain.ship_day import read_waiting
from postwright.domain.shipment import Shipment
from postwright.jobs.lanes import Lanes
from postwright.operations.buy import choose, order_for
from postwright.operations.quote import quote
from postwright.paths import DataFolder
from postwright.secret_store import SecretName, SecretStore
from postwright.shop import Shop
from postwright.shop_opening import open_shop
from postwright.ui.change import Change
from tests.domain.samples import DRAFT

SETTINGS = Change(settings=True)


@pytest.fixture
def keeper(folder: DataFolder) -> PreferencesKeeper:
    return PreferencesKeeper(folder.settings_file)


@pytest.fixture
def secrets() -> SecretStore:
    return SecretStore("Postwright test")


@pytest.fixture
def shop(folder: DataFolder, keeper: PreferencesKeeper) -> Iterator[Shop]:
    shop = open_shop(folder, keeper.preferences, server=None)
    yield shop
    shop.close()


@pytest.fixture
def lanes(qtbot: QtBot, shop: Shop) -> Iterator[Lanes]:
    lanes = Lanes(stand_in)
    yield lanes
    lanes.close()


def entered(shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore) -> Session:
    return Session(shop, lanes, keeper, secrets, lanes)


def test_another_carrier_is_told_once(
    shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore
) -> None:
    session = entered(shop, lanes, keeper, secrets)
    told = QSignalSpy(session.server_changed)
    session.announce(SETTINGS)
    assert told.count() == 0
    keeper.change(mode=Mode.LIVE)
    session.announce(SETTINGS)
    session.announce(SETTINGS)
    assert told.count() == 1
    session.close()


def test_a_new_key_is_used_at_once_where_the_shop_is_live(
    shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore
) -> None:
    keeper.change(mode=Mode.LIVE)
    secrets.keep(SecretName.API_KEY, "the-first", session_only=True)
    session = entered(shop, lanes, keeper, secrets)
    told = QSignalSpy(session.server_changed)
    secrets.keep(SecretName.MAIL_PASSWORD, "of the mail", session_only=True)
    session.announce(SETTINGS)
    assert told.count() == 0
    secrets.keep(SecretName.API_KEY, "the-second", session_only=True)
    session.announce(SETTINGS)
    assert told.count() == 1
    session.close()


def test_a_key_that_is_kept_for_later_leaves_practice_as_it_is(
    shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore
) -> None:
    session = entered(shop, lanes, keeper, secrets)
    told = QSignalSpy(session.server_changed)
    secrets.keep(SecretName.API_KEY, "for-later", session_only=True)
    session.announce(SETTINGS)
    assert told.count() == 0
    session.close()


def ordered(shop: Shop) -> Order:
    shipment = read_waiting(DRAFT, shop.catalogue, shop.now(), days=shop.days.now())
    assert isinstance(shipment, Shipment)
    found = quote(shop.errands, shipment, shop.paying.id(), shop.catalogue)
    best = found.cheapest()
    assert best is not None
    return order_for(choose(shipment, found, best.key), shop.drafts.new(DRAFT).id, shop.now())


def sent(shop: Shop) -> Purchase:
    """A purchase whose answer never came, a day ago."""
    purchase = shop.ledger.record(shop.ledger.intend(ordered(shop)), Sending())
    assert shop.practice is not None
    shop.practice.clock.advance(timedelta(days=1))
    return purchase


def test_a_purchase_that_lost_its_answer_while_the_program_runs_is_looked_up(
    shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore, qtbot: QtBot
) -> None:
    purchase = sent(shop)
    session = entered(shop, lanes, keeper, secrets)
    session.look_up()
    session.look_up()
    qtbot.waitUntil(lambda: shop.ledger.purchase(purchase.id).state is State.IN_DOUBT)
    qtbot.waitUntil(lambda: not lanes.money.busy)
    assert len(shop.ledger.looks(purchase.id)) == 1  # the second question found the first on its way
    session.look_up()
    qtbot.waitUntil(lambda: len(shop.ledger.all_looks(purchase.id)) == 2)
    session.close()


def test_a_form_that_was_in_doubt_is_told_of_once_it_is_known(
    shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore, qtbot: QtBot
) -> None:
    number = shop.forms.intend(FormWish(("se-1",)))
    for state in (FormState.SENT, FormState.IN_DOUBT):
        shop.forms.record(number, state)
    session = entered(shop, lanes, keeper, secrets)
    following = session.background.findChild(FormFollowing)
    assert following is not None
    session.look_around()
    qtbot.waitUntil(lambda: not lanes.desk.busy, timeout=20_000)
    assert not following.awake
    assert shop.practice is not None
    shop.practice.clock.advance(timedelta(hours=1))
    session.look_up()
    qtbot.waitUntil(lambda: following.awake, timeout=20_000)  # it hears of every change of the forms
    assert shop.forms.get(number).state is FormState.REFUSED
    session.close()


def test_a_strange_label_is_looked_for_while_the_window_stays_open(
    shop: Shop, lanes: Lanes, keeper: PreferencesKeeper, secrets: SecretStore, qtbot: QtBot
) -> None:
    session = entered(shop, lanes, keeper, secrets)
    session.look_up()
    qtbot.waitUntil(lambda: shop.foreign.searched_until() is not None)
    stranger = shop.money.labels.buy(ordered(shop)).label
    assert shop.practice is not None
    shop.practice.clock.advance(timedelta(hours=1))
    qtbot.waitUntil(lambda: not lanes.money.busy)
    session.look_up()
    qtbot.waitUntil(lambda: len(shop.foreign.standing()) == 1)
    assert shop.foreign.standing()[0].id == stranger.label_id
    session.close()


def test_looks_by_the_clock_are_far_enough_apart_to_count() -> None:
    # A coarse timer of Qt may fire five per cent early.
    assert timedelta(milliseconds=ATTENTION_EVERY_MS * 0.95) >= SettlingRule().apart
