"""A file that the program names lies where it was told to, has a plain name, and takes no other's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.file_name import LONGEST, file_name, plain_name
from postwright.domain.label import DocumentKind
from postwright.domain.papers import PaperKind
from postwright.domain.printing_profile import Language
from postwright.domain.shipment import Delivery
from postwright.operations.give_mail import MailDoor, give
from postwright.operations.mail_qr import wish_for
from postwright.printing import ports
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.qr_mail.screen import QrMailScreen
from tests.domain.samples import SHIPMENT
from tests.faults.matrix import Control
from tests.faults.nasty import PATHS
from tests.operations.shops import Shop

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
# Windows keeps these for devices, whatever ending they have, and drops a dot or a blank at the end.
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def assert_plain(name: str) -> None:
    assert NAME.fullmatch(name), name
    assert len(name) <= LONGEST
    assert not DEVICE.fullmatch(name)
    assert not name.endswith((".", " "))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Shop(tmp_path / "shop")) as shop:
        yield shop


@pytest.mark.row("X7")
@given(st.text(max_size=200) | st.sampled_from(PATHS))
def test_an_order_s_number_makes_a_plain_name_that_begins_with_our_word(order: str) -> None:
    for ours in ("label", "qr-code", "qr-card", "qr-mail", *(kind.value for kind in PaperKind)):
        name = file_name(ours, order, order, suffix="pdf")
        assert_plain(name)
        assert name.startswith(ours)
        assert name.endswith(".pdf")


@pytest.mark.row("X7")
@pytest.mark.parametrize("title", PATHS, ids=lambda text: ascii(text)[:20])
def test_a_print_into_a_folder_stays_there_and_takes_no_other_s_place(tmp_path: Path, title: str) -> None:
    folder = tmp_path / "printed"
    folder.mkdir()
    for number in range(3):
        content = f"^XA^FX{number}^XZ".encode()
        ports.send(f"folder:{folder}", content, language=Language.ZPL, title=title)
    written = sorted(folder.iterdir())
    assert len(written) == 3
    assert len({one.read_bytes() for one in written}) == 3
    assert list(tmp_path.iterdir()) == [folder]
    for one in written:
        assert_plain(one.name)
        assert one.suffix == ".zpl"


@pytest.mark.row("X7")
@pytest.mark.parametrize("order", ["../../x", "CON", "a/b", "..\\x", "w" * 50])
def test_the_window_offers_plain_names(shop: Shop, order: str) -> None:
    entry = shop.bought(replace(SHIPMENT, order_reference=order))
    chosen = LabelsScreen(entries=(entry,), loaded=True, chosen=entry.id)
    offered = [chosen.file_name(kind) for kind in DocumentKind]
    offered += [QrMailScreen(label_id=entry.id).file_name(suffix) for suffix in ("eml", "png", "pdf")]
    for name in offered:
        assert_plain(name)


@pytest.mark.row("X7", "X8")
@pytest.mark.parametrize("order", ["../../x", "$(touch ran)", "-rf", "a;b|c", "NUL"])
def test_a_mail_for_another_program_lies_in_its_folder(shop: Shop, tmp_path: Path, order: str) -> None:
    entry = shop.bought(replace(SHIPMENT, delivery=Delivery.QR, order_reference=order))
    opened: list[Path] = []

    def open_mail(file: Path, folder: Path, mailto: str) -> bool:
        opened.append(file)
        return True

    post = shop.post()
    door = MailDoor(tmp_path / "mails", open_mail)
    give(post, door, wish_for(post, entry.id))
    (file,) = opened
    assert file.parent == tmp_path / "mails"
    assert_plain(file.name)


@pytest.mark.control
def test_a_name_that_is_believed_does_leave_the_folder(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    titles = [title for title in PATHS if "\x00" not in title and "\ud800" not in title]
    outside = [title for title in titles if (tmp_path / title).resolve().parent != tmp_path]
    record_property(
        "control",
        Control("a file name that is believed: outside its folder", len(outside), len(PATHS), 5).plain(),
    )
    assert len(outside) >= 5
    assert not [
        t for t in PATHS if (tmp_path / plain_name(t, otherwise="label")).resolve().parent != tmp_path
    ]
