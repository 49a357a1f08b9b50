"""A text of the shop is kept as it is typed, seen before it is used, and used only when nothing is wrong."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postwright.domain.faults import BadInput, Fault, FaultKind, PaperFault
from postwright.domain.letter import Language, LetterFacts, LetterKind, LetterTemplate
from postwright.domain.preferences import MailSetup
from postwright.domain.shipment import Delivery
from postwright.operations import edit_text
from postwright.operations.edit_text import Studio
from postwright.operations.text_results import TextLook
from postwright.operations.write_page import Pages, write_page
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.sample_facts import sample
from tests.domain.samples import SHIPMENT
from tests.operations.shops import Shop
from tests.ui.logo import logo

QR, EN, ES = LetterKind.QR, Language.ENGLISH, Language.SPANISH
SETUP = MailSetup("Juniper Books", "shop@example.com", website="https://juniper.example")
PACIFIC = ZoneInfo("America/Los_Angeles")


class Desk:
    """A studio whose one label is Amara's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fault: Fault | None = None
        self.shelf = LetterShelf(folder, SETUP.website)
        self.studio = Studio(self.shelf, SETUP, PACIFIC, self.facts)
        self.ours = self.shelf.in_use(QR, EN)

    def facts(self, label_id: str, kind: LetterKind) -> LetterFacts:
        if self.fault is not None:
            raise self.fault
        return replace(
            sample(kind, LetterFacts(shop_name="Juniper Books")), customer_name=f"Amara {label_id}"
        )

    def text(self, body: str, subject: str = "Your code") -> LetterTemplate:
        return LetterTemplate(QR, EN, subject, body)

    def mine(self, more: str = "") -> LetterTemplate:
        """A text that can be used."""
        return replace(self.ours, body=f"{self.ours.body}\nSee you soon.{more}\n")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "mail")


def test_what_is_open_first_is_the_text_that_the_program_came_with(desk: Desk) -> None:
    sheet = edit_text.open_text(desk.studio, QR, EN)
    assert sheet.template == desk.ours
    assert (sheet.changed_on, sheet.has_draft, sheet.problems, sheet.notice) == (None, False, (), "")


def test_what_is_typed_is_there_again_with_what_is_wrong_with_it(desk: Desk) -> None:
    typed = desk.text("Hello {{ custmer }}\n")
    kept = edit_text.keep_text(desk.studio, typed)
    assert kept.has_draft
    opened = edit_text.open_text(Desk(desk.folder).studio, QR, EN)
    assert opened.template == typed
    assert [one.line for one in opened.problems] == [1]
    assert desk.shelf.in_use(QR, EN) == desk.ours


def test_a_text_typed_back_to_the_one_in_use_is_no_draft(desk: Desk) -> None:
    edit_text.keep_text(desk.studio, desk.mine())
    assert not edit_text.keep_text(desk.studio, desk.ours).has_draft
    assert list(desk.folder.iterdir()) == []


def test_a_text_is_used_from_the_day_that_a_person_says_so(desk: Desk) -> None:
    sheet = edit_text.use_text(desk.studio, desk.mine())
    assert desk.shelf.in_use(QR, EN) == desk.mine()
    assert not sheet.has_draft
    (file,) = desk.folder.iterdir()
    at = datetime(2026, 11, 25, 3, tzinfo=UTC).timestamp()
    os.utime(file, (at, at))
    # It was still the 24th where the shop is.
    assert edit_text.open_text(desk.studio, QR, EN).changed_on == date(2026, 11, 24)
    assert edit_text.open_text(desk.studio, QR, ES).changed_on is None


def test_a_text_with_problems_is_kept_and_not_used(desk: Desk) -> None:
    typed = desk.text("Hello {{ custmer }}\n")
    with pytest.raises(BadInput) as caught:
        edit_text.use_text(desk.studio, typed)
    assert caught.value.kind is FaultKind.TEXT_UNUSABLE
    assert desk.shelf.in_use(QR, EN) == desk.ours
    assert edit_text.open_text(desk.studio, QR, EN).template == typed


def test_our_text_comes_back_whatever_was_used_and_typed(desk: Desk) -> None:
    edit_text.use_text(desk.studio, desk.mine())
    edit_text.keep_text(desk.studio, desk.mine(" And bye."))
    sheet = edit_text.use_ours(desk.studio, QR, EN)
    assert (sheet.template, sheet.changed_on, sheet.has_draft) == (desk.ours, None, False)
    assert desk.shelf.in_use(QR, EN) == desk.ours


def test_a_text_of_the_shop_that_went_bad_is_opened_to_be_mended(desk: Desk) -> None:
    edit_text.use_text(desk.studio, desk.mine())
    (file,) = desk.folder.iterdir()
    file.write_text(file.read_text("utf-8") + "{{ nonsense }}\n", "utf-8")
    sheet = edit_text.open_text(desk.studio, QR, EN)
    assert "cannot be used as it is" in sheet.notice
    assert sheet.template.body.endswith("{{ nonsense }}\n")
    assert sheet.changed_on is None
    # Typed back to ours it is no draft, yet the bad text is still there: so it is kept.
    assert edit_text.keep_text(desk.studio, desk.ours).has_draft


# ---------------------------------------------------------------- seeing it


def test_a_text_is_seen_with_a_parcel_that_is_made_up_and_says_so(desk: Desk) -> None:
    check = edit_text.check_text(desk.studio, desk.ours)
    assert check.problems == ()
    look = check.look
    assert look is not None
    assert look.subject.startswith("Practice: ")
    assert "Juniper Books" in look.html
    assert look.text.startswith("PRACTICE.")
    assert len(look.pictures) == 1
    assert "cid:" not in look.html


def test_the_shops_logo_is_seen_too(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(logo())
    desk.shelf.keep_logo(file)
    look = edit_text.check_text(desk.studio, desk.ours).look
    assert look is not None
    assert len(look.pictures) == 2


def test_a_text_is_seen_with_a_real_label(desk: Desk) -> None:
    look = edit_text.check_text(desk.studio, desk.ours, "se-7").look
    assert look is not None
    assert "Hello Amara se-7," in look.text
    assert "PRACTICE" not in look.text


def test_a_label_that_gives_no_such_mail_says_why(desk: Desk) -> None:
    desk.fault = PaperFault(FaultKind.LABEL_VOIDED)
    check = edit_text.check_text(desk.studio, desk.ours, "se-7")
    assert check.look is None
    assert "void" in check.trouble


def test_a_text_with_problems_is_not_filled_in(desk: Desk) -> None:
    bad = desk.text("{% for one in customer %}{{ one }}{% endfor %}")
    check = edit_text.check_text(desk.studio, bad)
    assert check.look is None
    assert [one.line for one in check.problems] == [1]
    with pytest.raises(BadInput) as caught:
        edit_text.letter_of(desk.studio, bad)
    assert caught.value.kind is FaultKind.TEXT_UNUSABLE


def test_a_text_with_warnings_alone_is_seen_and_may_be_used(desk: Desk) -> None:
    bare = desk.text("Hello {{ customer }}.\n")
    check = edit_text.check_text(desk.studio, bare)
    assert check.look is not None
    assert check.problems
    assert all(one.warning for one in check.problems)
    assert edit_text.use_text(desk.studio, bare).template == bare


def test_only_labels_that_give_such_a_mail_are_offered_the_newest_first(shop: Shop) -> None:
    first, second = shop.bought_paperless(), shop.bought_paperless(Delivery.BOTH)
    printed = shop.bought(SHIPMENT)
    offered = edit_text.labels_for(shop.labels, QR, PACIFIC)
    assert {one.label_id for one in offered} == {first.id, second.id}
    assert offered[0].who == SHIPMENT.ship_to.who
    assert offered[0].bought_on == first.label.created_at.astimezone(PACIFIC).date()
    tracked = edit_text.labels_for(shop.labels, LetterKind.TRACKING, PACIFIC)
    assert printed.id in {one.label_id for one in tracked}
    assert edit_text.labels_for(shop.labels, LetterKind.RETURN_LABEL, PACIFIC) == ()


# ---------------------------------------------------------------- in the browser

LOOK = TextLook("Subject", "<html>\n<head>\n<title>A</title></head><body>Hello</body></html>", "Hello")


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes here")
def test_a_page_for_the_browser_is_nobody_elses(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "pages")
    page = write_page(pages, LOOK)
    assert page.parent == pages.folder
    assert stat.S_IMODE(pages.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_a_page_is_told_to_load_nothing_and_run_nothing(tmp_path: Path) -> None:
    written = write_page(Pages(tmp_path / "pages"), LOOK).read_text("utf-8")
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    head = f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert written == LOOK.html.replace("<head>", head)


def test_a_second_page_takes_the_place_of_the_first_and_nothing_stays_behind(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "pages")
    pages.remove()
    first = write_page(pages, LOOK)
    assert write_page(pages, replace(LOOK, html="<head></head>Other")) == first
    assert first.read_text("utf-8").endswith("Other")
    pages.remove()
    assert not pages.folder.exists()


def test_what_lies_beside_a_page_is_not_ours_to_remove(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "pages")
    write_page(pages, LOOK)
    (pages.folder / "notes.txt").write_text("mine")
    pages.remove()
    assert [one.name for one in pages.folder.iterdir()] == ["notes.txt"]
