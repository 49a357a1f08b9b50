"""What the shop writes is kept as it is typed, and only a good text is ever in use."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from postwright.domain.faults import BadInput, Environment, FaultKind
from postwright.domain.letter import Language, LetterKind, LetterTemplate
from postwright.paperless.letter_shelf import LetterShelf

QR, ENGLISH = LetterKind.QR, Language.ENGLISH
GOOD = LetterTemplate(QR, ENGLISH, "Your code", "{{ qr }}\n\n{{ label_id }}\n\n[Go]({{ office_link }})\n")
BAD = replace(GOOD, body="{{ custmer }}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mail"


@pytest.fixture
def shelf(folder: Path) -> LetterShelf:
    return LetterShelf(folder, "juniper.example")


def adopted(shelf: LetterShelf, template: LetterTemplate = GOOD) -> LetterTemplate:
    shelf.keep_draft(template)
    return shelf.adopt(template.kind, template.language)


def test_at_first_the_built_in_texts_are_in_use_and_nothing_is_on_disk(
    shelf: LetterShelf, folder: Path
) -> None:
    for kind in LetterKind:
        for language in Language:
            text = shelf.in_use(kind, language)
            assert (text.kind, text.language) == (kind, language)
            assert text == shelf.built_in(kind, language) == shelf.draft(kind, language)
            assert text.subject
            assert not text.body.startswith("\n")
            assert not shelf.is_own(kind, language)
            assert not shelf.has_draft(kind, language)
            assert shelf.notice(kind, language) == ""
    assert not folder.exists()


def test_what_is_typed_is_on_disk_at_once_and_not_in_use(shelf: LetterShelf, folder: Path) -> None:
    assert shelf.keep_draft(GOOD) == ()
    again = LetterShelf(folder)
    assert again.draft(QR, ENGLISH) == GOOD
    assert again.has_draft(QR, ENGLISH)
    assert again.in_use(QR, ENGLISH) == again.built_in(QR, ENGLISH)
    assert again.draft(QR, Language.SPANISH) == again.built_in(QR, Language.SPANISH)


def test_a_good_draft_comes_into_use(shelf: LetterShelf, folder: Path) -> None:
    assert adopted(shelf) == GOOD
    again = LetterShelf(folder)
    assert again.in_use(QR, ENGLISH) == GOOD
    assert again.is_own(QR, ENGLISH)
    assert not again.has_draft(QR, ENGLISH)


def test_a_draft_with_problems_is_kept_and_does_not_come_into_use(shelf: LetterShelf) -> None:
    adopted(shelf)
    (problem, *_) = shelf.keep_draft(BAD)
    assert "customer" in problem.sentence
    assert shelf.problems(BAD) == (problem,)
    with pytest.raises(BadInput) as caught:
        shelf.adopt(QR, ENGLISH)
    assert (caught.value.kind, caught.value.detail) == (FaultKind.TEXT_UNUSABLE, problem.sentence)
    assert shelf.draft(QR, ENGLISH) == BAD
    assert shelf.in_use(QR, ENGLISH) == GOOD
    shelf.discard_draft(QR, ENGLISH)
    assert shelf.draft(QR, ENGLISH) == GOOD


def test_a_draft_that_only_lacks_something_may_be_used(shelf: LetterShelf) -> None:
    assert adopted(shelf, replace(GOOD, body="Come.")).body == "Come."
    assert shelf.in_use(QR, ENGLISH).body == "Come."


def test_the_built_in_text_can_be_had_back(shelf: LetterShelf, folder: Path) -> None:
    adopted(shelf)
    shelf.keep_draft(BAD)
    assert shelf.reset(QR, ENGLISH) == shelf.built_in(QR, ENGLISH) == shelf.in_use(QR, ENGLISH)
    assert list(folder.iterdir()) == []


def test_a_link_to_the_shop_holds_only_while_the_website_does(shelf: LetterShelf, folder: Path) -> None:
    text = replace(GOOD, body=GOOD.body + "\n[us](https://juniper.example/x)")
    adopted(shelf, text)
    other = LetterShelf(folder, "elsewhere.example")
    assert other.in_use(QR, ENGLISH) == other.built_in(QR, ENGLISH)
    assert "cannot be used as it is" in other.notice(QR, ENGLISH)
    # It is still the shop's work, and there to be mended.
    assert other.draft(QR, ENGLISH) == text
    assert not other.is_own(QR, ENGLISH)


@pytest.mark.parametrize(
    "content",
    [b"", b"no subject\n\nbody", b"Subject: s\n\n\xff\xfe", b"Subject: s\n\n" + b"x" * 200_000, b"\x00" * 50],
    ids=["empty", "headless", "not text", "huge", "zeros"],
)
def test_a_damaged_file_is_not_in_use_and_somebody_is_told(
    shelf: LetterShelf, folder: Path, content: bytes
) -> None:
    adopted(shelf)
    (folder / "qr.en.md").write_bytes(content)
    assert shelf.in_use(QR, ENGLISH) == shelf.built_in(QR, ENGLISH) == shelf.draft(QR, ENGLISH)
    assert "cannot be read" in shelf.notice(QR, ENGLISH)


@pytest.mark.parametrize("body", ["{% for x in y %}", "{{ x.__class__ }}", "", "[a](https://evil.example)"])
def test_a_hostile_file_is_not_in_use(shelf: LetterShelf, folder: Path, body: str) -> None:
    folder.mkdir(parents=True)
    (folder / "qr.en.md").write_text(f"Subject: s\n\n{body}")
    assert shelf.in_use(QR, ENGLISH) == shelf.built_in(QR, ENGLISH)
    assert "cannot be used as it is" in shelf.notice(QR, ENGLISH)


def test_what_is_no_ordinary_file_is_nothing(shelf: LetterShelf, folder: Path) -> None:
    (folder / "qr.en.md").mkdir(parents=True)
    (folder / "logo.png").mkdir()
    assert shelf.in_use(QR, ENGLISH) == shelf.built_in(QR, ENGLISH)
    assert shelf.logo() == b""


def test_a_text_that_is_far_too_long_is_not_kept(shelf: LetterShelf, folder: Path) -> None:
    with pytest.raises(BadInput) as caught:
        shelf.keep_draft(replace(GOOD, body="x" * 200_000))
    assert caught.value.kind is FaultKind.TEXT_UNUSABLE
    assert not folder.exists()


def test_a_subject_is_one_line_and_no_text_is_too_strange_for_the_disk(shelf: LetterShelf) -> None:
    shelf.keep_draft(replace(GOOD, subject="a\nSubject: b", body="x\ud800y\r\nz"))
    assert shelf.draft(QR, ENGLISH) == replace(GOOD, subject="a Subject: b", body="x?y\nz")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_files_are_the_operator_s_alone(shelf: LetterShelf, folder: Path) -> None:
    adopted(shelf)
    assert stat.S_IMODE((folder / "qr.en.md").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands where the folder would be")
    shelf = LetterShelf(tmp_path / "mail")
    for deed in (lambda: shelf.keep_draft(GOOD), lambda: shelf.reset(QR, ENGLISH)):
        with pytest.raises(Environment):
            deed()
    assert shelf.in_use(QR, ENGLISH) == shelf.built_in(QR, ENGLISH)


def test_a_write_that_breaks_off_leaves_the_old_text(shelf: LetterShelf, folder: Path) -> None:
    adopted(shelf)
    # A folder cannot be replaced by a file: the last step of the writing fails.
    (folder / "qr.en.draft.md").mkdir()
    with pytest.raises(Environment):
        shelf.keep_draft(BAD)
    assert shelf.in_use(QR, ENGLISH) == GOOD
    assert sorted(one.name for one in folder.iterdir()) == ["qr.en.draft.md", "qr.en.md"]


def test_the_logo_is_kept_small_and_can_be_forgotten(shelf: LetterShelf, tmp_path: Path) -> None:
    stream = BytesIO()
    Image.new("RGB", (1000, 200), "navy").save(stream, "JPEG")
    (tmp_path / "chosen.jpg").write_bytes(stream.getvalue())
    assert shelf.logo() == b""
    png = shelf.keep_logo(tmp_path / "chosen.jpg")
    assert shelf.logo() == png
    assert png.startswith(b"\x89PNG")
    (tmp_path / "other.jpg").write_bytes(b"no picture")
    with pytest.raises(BadInput):
        shelf.keep_logo(tmp_path / "other.jpg")
    assert shelf.logo() == png
    (tmp_path / "data" / "mail" / "logo.png").write_bytes(png + bytes(40_000))
    assert shelf.logo() == b""
    shelf.forget_logo()
    assert shelf.logo() == b""
