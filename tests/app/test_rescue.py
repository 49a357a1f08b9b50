"""A damaged shop is never an empty one: the window says so and opens a copy when it is told to."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from postwright.app.program import Program
from postwright.app.starting_point import SAMPLE_ORIGIN, for_practice
from postwright.domain.preferences import Preferences
from postwright.paths import DataFolder
from postwright.settings_file import save
from postwright.store.backups import back_up, copies
from postwright.store.database import open_database
from postwright.store.drafts import Drafts
from postwright.ui.rescue.panel import RescuePanel
from postwright.ui.rescue.screen import Stage
from tests.app.whole import running, session_of, window_of
from tests.domain.samples import DRAFT


def in_practice(root: Path) -> tuple[DataFolder, Path]:
    """A data folder in practice with one draft; its database."""
    folder = DataFolder(root)
    save(folder.settings_file, for_practice(Preferences(), SAMPLE_ORIGIN, root / "printed"))
    path = folder.shop_folder("practice") / "shop.db"
    database = open_database(path)
    Drafts(database, lambda: datetime.now(UTC)).new(DRAFT)
    database.close()
    return folder, path


def page_of(program: Program) -> RescuePanel:
    page = program.page
    assert isinstance(page, RescuePanel)
    return page


def shows(program: Program, stage: Stage) -> bool:
    """Whether the page for a damaged shop is there, and so far."""
    page = program.page
    return isinstance(page, RescuePanel) and page.presenter.screen.stage is stage


@pytest.mark.row("D5")
def test_a_damaged_shop_is_opened_from_its_copy_by_one_button(tmp_path: Path, qapp: QApplication) -> None:
    folder, path = in_practice(tmp_path)
    back_up(path, datetime.now(UTC))
    path.write_bytes(b"spoilt " * 999)
    with running(folder, qapp) as (program, person):
        person.wait("a copy was found", lambda: shows(program, Stage.FOUND))
        page = page_of(program)
        assert "is damaged" in page.view.happened.text()
        assert path.read_bytes().startswith(b"spoilt")
        page.view.button.click()
        person.wait("the copy is in its place", lambda: page.presenter.screen.stage is Stage.OPENED)
        assert "The old file is kept" in page.view.explained.text()
        page.view.button.click()
        person.wait("the shop is open", lambda: program.session is not None)
        shop = session_of(program).shop
        person.wait("the books are compared", lambda: shop.restorations.waiting_since() is None)
        assert len(shop.drafts.open()) == 1
        person.wait("what was learnt is told", lambda: window_of(program).looking.isVisible())


@pytest.mark.row("D5")
def test_a_damaged_shop_without_a_copy_can_be_looked_at_only(tmp_path: Path, qapp: QApplication) -> None:
    folder, path = in_practice(tmp_path)
    path.with_name("shop.db-damaged.txt").write_text("Line 2 of the purchase book was changed.", "utf-8")
    with running(folder, qapp) as (program, person):
        person.wait("there is no copy", lambda: shows(program, Stage.NO_COPY))
        page_of(program).view.button.click()
        person.wait("the shop is open", lambda: program.session is not None)
        assert len(session_of(program).shop.drafts.open()) == 1
        assert window_of(program).looking.isVisible()
    assert copies(path) == ()


def test_the_shop_is_copied_while_the_window_is_open(tmp_path: Path, qapp: QApplication) -> None:
    folder, path = in_practice(tmp_path)
    with running(folder, qapp) as (program, person):
        person.wait("the copy is made", lambda: len(copies(path)) == 1)
        assert program.session is not None
        assert not window_of(program).looking.isVisible()


@pytest.mark.row("D5")
def test_damage_that_only_the_copying_finds_closes_the_shop_and_offers_a_copy(
    tmp_path: Path, qapp: QApplication
) -> None:
    from tests.store.shop import Shop

    folder, path = in_practice(tmp_path)
    shop = Shop(path)
    shop.bought()
    good = back_up(path, datetime(2026, 11, 1, tzinfo=UTC))
    shop.close()
    path.write_bytes(path.read_bytes().replace(b"sending", b"sendinG", 1))
    with running(folder, qapp) as (program, person):
        person.wait("the damage is found", lambda: shows(program, Stage.FOUND))
        assert "purchase book was changed" in page_of(program).view.detail.text()
    assert [copy.path for copy in copies(path)] == [good.path]


@pytest.mark.row("D4")
def test_a_shop_on_a_disk_that_may_only_be_read_opens_and_says_so(tmp_path: Path, qapp: QApplication) -> None:
    folder, _ = in_practice(tmp_path)
    done = subprocess.run(
        ["mount", "--bind", "-o", "ro", tmp_path, tmp_path], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("NOT TESTED HERE: only the administrator of a Linux system can make a disk read-only")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", tmp_path], check=True)
        with running(folder, qapp) as (program, person):
            person.wait("the shop is open", lambda: program.session is not None)
            strip = window_of(program).looking
            assert strip.isVisible()
            assert len(session_of(program).shop.drafts.open()) == 1
    finally:
        subprocess.run(["umount", tmp_path], check=True)
