"""A name full of markup goes through the whole window: every sign of it is shown, and it opens nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from postwright.app.program import Program
from postwright.app.rail import rail
from postwright.app.starting_point import PRESETS, SAMPLE_ORIGIN, for_practice
from postwright.app.tour.person import Person
from postwright.domain.buying_rules import BuyingRules
from postwright.domain.letter import LetterKind
from postwright.domain.preferences import MailSetup, Mode, Origin, Preferences
from postwright.paths import DataFolder
from postwright.ui.refusal import show_refusal
from postwright.ui.settings.screen import Page
from postwright.ui.widgets.text import plain_tip
from tests.app.whole import running, session_of, window_of
from tests.commands.terminal import Terminal
from tests.domain.samples import DRAFT
from tests.faults.matrix import Control
from tests.faults.nasty import MARKUP
from tests.faults.opened_files import LINUX_ONLY, Canary
from tests.faults.plain_window import TIP, found_wrong, item_tips, shown_plainly, texts, widgets


@pytest.fixture
def canary() -> Iterator[Canary]:
    # A short path, since a name on a label has no room for a long one.
    with tempfile.TemporaryDirectory(prefix="c") as folder, Canary(Path(folder)) as canary:
        yield canary


def set_up(terminal: Terminal, name: str) -> None:
    """A shop in practice in which everything that can have a name has this one."""
    chosen = for_practice(Preferences(), replace(SAMPLE_ORIGIN, name=name), terminal.folder)
    one, *others = chosen.printers
    terminal.set_up(
        mode=chosen.mode,
        origins=(Origin(name, replace(SAMPLE_ORIGIN, name=name)),),
        presets=(replace(PRESETS[0], name=name), *PRESETS[1:]),
        printers=(replace(one, name=name), *others),
        mail=MailSetup(shop_name=name, sender="s@example.com"),
        contact_name=name,
        rules=BuyingRules(similar_hours=0),  # all of them go to the same person
    )


def fill(terminal: Terminal, name: str) -> None:
    """Labels that were bought, printed, voided; parcels that wait, are not complete, or cost too much."""
    to = replace(DRAFT.to, name=name, company=name, line2=name)
    told: dict[str, Any] = {"to": to, "reference1": name, "order_reference": name}
    told["sender"] = replace(DRAFT.sender, name=name)
    commands = [
        ("print", terminal.label(**told)),
        ("void", terminal.label(**told)),
        ("mail", terminal.label(**told, delivery="qr"), "--send"),
        ("queue", "add", terminal.draft(**told), "--at-most", "50"),
        ("queue", "add", terminal.draft(**told), "--at-most", "0.01"),
        ("outbox", "list"),
        ("queue", "list", terminal.draft(**told | {"pounds": ""}))[:2],
        ("queue", "run", "--once"),
        ("pickup", "schedule", "--name", name, "--notes", name),
        ("queue", "list", terminal.draft(**told))[:2],
    ]
    assert [terminal(*command).code for command in commands] == [0] * len(commands)


def walk(program: Program, person: Person) -> Iterator[str]:
    """Every panel and page, with something chosen in it; the name of what is in front."""
    window, routes = window_of(program), session_of(program).routes
    for spec in rail(lambda key: None):  # type: ignore[arg-type, return-value] # only their keys are asked for
        window.go(spec.key)
        person.settle()
        for view in window.stack.currentWidget().findChildren(QAbstractItemView):
            if view.isVisible() and view.model() is not None and view.model().rowCount():
                view.setCurrentIndex(view.model().index(0, 0))
        person.wait("the work is done", lambda: not program.lanes.working())
        person.settle()
        yield spec.key
    for entry in session_of(program).shop.labels.recent():
        routes.open_label(entry.id)
        person.wait("the label is read", lambda: not program.lanes.working())
        yield "labels"
        for kind in LetterKind:
            routes.open_mail(entry.id, kind)
            person.wait("the mail is written", lambda: not program.lanes.working())
            yield "mail"
    routes.open_texts()
    person.wait("the texts are read", lambda: not program.lanes.working())
    yield "texts"
    for page in Page:
        routes.open_settings(page)
        person.settle()
        yield f"settings {page}"
    for record in session_of(program).shop.drafts.open():
        routes.edit_draft(record.id)
        person.settle()
        person.wait("the rates are there", lambda: not program.lanes.working())
        yield "ship"
    person.keys(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.type("Find", "img")
    person.settle()
    yield "find"


@LINUX_ONLY
@pytest.mark.slow
@pytest.mark.row("X1")
def test_every_sign_of_a_name_is_shown_and_nothing_is_opened(
    canary: Canary, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    name = f"{canary.markup}Ann & Co"
    (tmp_path / "data").mkdir()
    terminal = Terminal(tmp_path / "data", capsys)
    set_up(terminal, name)
    fill(terminal, name)
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    steps = 0
    with running(DataFolder(terminal.folder), qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        for place in walk(program, person):
            steps += 1
            window_of(program).grab()
            point_at_everything()
            wrong |= {place: found} if (found := found_wrong(name)) else {}
            seen |= {place} if any(name in text for text in texts()) else set()
    assert wrong == {}
    assert {"ship", "queue", "labels", "voids", "pickups", "mail", "find"} <= seen
    assert not canary.was_opened()
    record_property("cells", steps)


@pytest.mark.slow
@pytest.mark.row("X1")
def test_a_name_of_ten_thousand_letters_leaves_the_window_its_size(
    tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "W" * 10_000
    (tmp_path / "data").mkdir()
    terminal = Terminal(tmp_path / "data", capsys)
    terminal.set_up(mode=Mode.PRACTICE)
    to = replace(DRAFT.to, name=long, company=long, line1=long, city=long)
    usual = terminal.draft()
    long_one = terminal.draft(to=to, reference1=long, order_reference=long)
    with running(DataFolder(terminal.folder), qapp) as (program, person):
        person.wait("the shop is open", lambda: program.session is not None)
        window, routes = window_of(program), session_of(program).routes
        widths = []
        for draft in (usual, long_one):
            routes.edit_draft(draft)
            person.settle()
            person.wait("the work is done", lambda: not program.lanes.working())
            widths.append(window.minimumSizeHint().width())
        window.go("queue")
        person.settle()
        assert widths[0] == widths[1]
        assert window.minimumSizeHint().width() <= widths[0]


def point_at_everything() -> None:
    """Every tool tip is shown, as if the mouse stood there."""
    tips = {one.toolTip() for one in widgets()}
    for one in widgets():
        if isinstance(one, QAbstractItemView):
            tips |= set(item_tips(one))
    for tip in tips - {""}:
        QToolTip.showText(QPoint(5, 5), tip)
    no_more_tips()


def no_more_tips() -> None:
    """Qt keeps its window of tool tips for a moment; here it is taken away at once."""
    QToolTip.hideText()
    for one in QApplication.topLevelWidgets():
        if one.objectName() == TIP:
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@LINUX_ONLY
@pytest.mark.control
def test_a_bare_label_and_a_bare_tool_tip_do_open_the_file(
    canary: Canary, qtbot: QtBot, record_property: Callable[[str, object], None]
) -> None:
    label = QLabel(f"{canary.markup}Ann")
    qtbot.addWidget(label)
    label.grab()
    opened = [canary.was_opened()]
    QToolTip.showText(QPoint(5, 5), f"Ann {canary.markup}")
    opened.append(canary.was_opened())
    no_more_tips()
    QToolTip.showText(QPoint(5, 5), plain_tip(f"Ann {canary.markup}"))
    no_more_tips()
    assert not canary.was_opened()
    record_property("control", Control("markup that Qt guesses: the file opened", sum(opened), 2, 2).plain())
    assert opened == [True, True]
    assert not shown_plainly(f"Ann {canary.markup}")


@pytest.mark.row("X1")
@pytest.mark.parametrize("text", MARKUP)
def test_a_tool_tip_shows_what_it_was_given(qapp: QApplication, text: str) -> None:
    assert shown_plainly(plain_tip(text))


@pytest.mark.row("X1")
def test_a_box_shows_what_it_was_given(qtbot: QtBot) -> None:
    found: list[list[str]] = []

    def look() -> None:
        found.append(found_wrong(MARKUP[0]))
        QApplication.activeModalWidget().close()

    QTimer.singleShot(0, look)
    show_refusal(MARKUP[0])
    assert found == [[]]
