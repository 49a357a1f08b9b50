"""The mails as a browser draws them: on a phone and a desk, light and dark, with and without pictures."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from postwright.domain.letter import Language, Letter, LetterKind
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import preview, write_letter
from postwright.paperless.logo import small_logo
from postwright.paperless.sample_facts import sample
from postwright.practice.documents.qr import QR_TEXT, draw
from tests.paperless.browser import CHROMIUM, DARK, DARKENED, LIGHT, measured, pictured

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]

PHONE, SMALL_PHONE, DESK = 360, 320, 700
WITH_MORE = "the carrier's picture"


def logo() -> bytes:
    picture = Image.new("RGB", (900, 200), "white")
    ImageDraw.Draw(picture).text((10, 20), "Juniper Goods", fill="#105030", font_size=120)
    stream = BytesIO()
    picture.save(stream, "PNG")
    return small_logo(stream.getvalue())


def letter(kind: LetterKind = LetterKind.QR, language: Language = Language.ENGLISH, code: str = "") -> Letter:
    facts = replace(sample(kind), logo=logo(), practice=bool(code))
    if code:
        facts = replace(facts, qr_png=draw("XYZZYPJK"))
    return write_letter(LetterShelf(Path("there-is-none")).built_in(kind, language), facts)


def codes(picture: Image.Image) -> list[str]:
    """What a reader finds that knows dark codes on light ground alone."""
    return [one.text for one in zxingcpp.read_barcodes(picture, try_invert=False)]


@pytest.mark.parametrize("look", [LIGHT, DARK, DARKENED], ids=["light", "dark", "darkened"])
@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, DESK])
@pytest.mark.parametrize("code", ["", WITH_MORE])
def test_the_code_is_read_from_the_screen_dark_on_white(
    tmp_path: Path, look: tuple[str, ...], width: int, code: str
) -> None:
    seen = pictured(preview(letter(code=code)).html, width, tmp_path, look)
    assert codes(seen) == [f"{QR_TEXT}:XYZZYPJK" if code else "SAMPLE: THIS CODE SHIPS NOTHING"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
def test_nothing_stands_out_of_a_small_phone_and_everything_can_be_read_and_pressed(
    tmp_path: Path, kind: LetterKind, language: Language
) -> None:
    for code in ("", WITH_MORE) if kind is LetterKind.QR else ("",):
        found = measured(preview(letter(kind, language, code)).html, SMALL_PHONE, tmp_path)
        assert (found.scroll, found.wide) == (SMALL_PHONE, [])
        assert min(found.sizes) >= 14
        assert min(height for _, height in found.buttons) >= 44
        if kind is LetterKind.QR:
            assert found.pictures[-1][0] == SMALL_PHONE


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_code_is_at_least_320_pixels_wide(tmp_path: Path, width: int) -> None:
    assert measured(preview(letter()).html, width, tmp_path).pictures[-1] == [320, 320]
    with_more = measured(preview(letter(code=WITH_MORE)).html, width, tmp_path).pictures[-1]
    assert with_more[0] == min(width, 440)
    assert with_more[1] == pytest.approx(with_more[0] * 960 / 720, abs=1)


def test_the_longest_words_do_not_widen_the_mail(tmp_path: Path) -> None:
    text = LetterShelf(Path("there-is-none")).built_in(LetterKind.QR, Language.ENGLISH)
    long = dict.fromkeys(("shop_name", "customer_name", "ship_to_name", "order", "service"), "W" * 90)
    facts = replace(sample(LetterKind.QR), **long, reply_to="w" * 60 + "@" + "w" * 60 + ".example")
    found = measured(preview(write_letter(text, facts)).html, SMALL_PHONE, tmp_path)
    assert (found.scroll, found.wide) == (SMALL_PHONE, [])


@pytest.mark.parametrize("look", [LIGHT, DARKENED], ids=["light", "darkened"])
def test_with_pictures_blocked_the_words_in_their_place_are_seen(
    tmp_path: Path, look: tuple[str, ...]
) -> None:
    # A browser knows nothing of the pictures that a mail carries: they stay away as if they were blocked.
    html = letter().html
    silent = html.replace(' alt="QR code for', ' title="QR code for')
    assert silent != html
    with_words, without = (pictured(one, PHONE, tmp_path, look) for one in (html, silent))
    assert with_words.tobytes() != without.tobytes()
    assert measured(html, SMALL_PHONE, tmp_path).scroll == SMALL_PHONE
    assert measured(html, SMALL_PHONE, tmp_path).pictures[-1][1] >= 48


def test_a_program_that_darkens_a_mail_against_its_word_leaves_the_code_alone(tmp_path: Path) -> None:
    html = preview(letter()).html
    unasked = html.replace("light only", "normal")
    assert unasked.count("normal") == html.count("normal") + 2
    seen = pictured(unasked, PHONE, tmp_path, DARKENED)
    assert max(seen.getpixel((5, 300))) < 64
    assert codes(seen) == ["SAMPLE: THIS CODE SHIPS NOTHING"]
