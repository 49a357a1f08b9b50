"""Hostile and spoilt documents end in a page or a sentence, within their limits; the next label is drawn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postwright.domain.faults import FaultKind, PaperFault
from postwright.printing.dots import page_from_pdf
from postwright.printing.page import Page
from postwright.printing.render_child import CPU_SECONDS, MEMORY
from postwright.printing.renderer import Renderer
from tests.printing.bombs import BOMBS
from tests.printing.labels import full_label_pdf, label_pdf

ROOT = Path(__file__).resolve().parents[2]
HERE = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(ROOT)])}
# These are only odd; they may be drawn, but neither hang nor grow.
MAY_BE_DRAWN = {
    "a form that draws itself",
    "a picture of 60 000 dots square",
    "a letter that writes itself",
    "half a million lists in each other",
    "a line of endless dashes",
    "a PNG with more dots than it says",
}
# What the program that waits may need more for a document that it only passes on.
PARENT = 100_000_000
# The time allowed to one document, and what starting two children and drawing a label takes beside it.
WORK = CPU_SECONDS + 4


@pytest.mark.slow
@pytest.mark.row("F5")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on memory and time of this kind")
@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_document_ends_in_a_sentence_within_its_limits(name: str, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    bomb.write_bytes(BOMBS[name]())
    command = [sys.executable, "-m", "tests.printing.watched", str(bomb)]
    told = subprocess.run(command, capture_output=True, timeout=100, check=True, env=HERE)
    watched = json.loads(told.stdout)
    if watched["sentence"] or name not in MAY_BE_DRAWN:
        assert watched["kind"] == FaultKind.DOCUMENT_UNUSABLE
        assert watched["sentence"].endswith(".")
    assert watched["next_is_right"]
    assert watched["largest_child"] <= MEMORY
    assert watched["grown"] <= PARENT
    assert watched["work"] <= WORK


# What numbers, objects and ends of a PDF or a PNG are made of.
WORDS = (
    *(
        b"0",
        b"-1",
        b"4294967295",
        b"1e99",
        b"\0\0\0\0",
        b" 1 0 R",
        b"<<",
        b">>",
        b"[",
        b"(",
        b"q",
        b"Q",
        b"Do",
    ),
    *(b"endobj", b"endstream", b"/Length 9", b"/Kids[3 0 R]", b"/Count 99999", b"IDAT", b"IEND"),
)
SEEDS = {
    "a label": label_pdf(),
    "a label in plain text": label_pdf(packed=False),
    "a label of the practice carrier": full_label_pdf(),
    "a picture": page_from_pdf(label_pdf(), dpi=203).png(),
}


@st.composite
def mutated(draw: st.DrawFn, document: bytes) -> bytes:
    """A few runs of bytes overwritten, put in, taken out, or repeated from elsewhere; perhaps cut short."""
    spoilt = bytearray(document)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(spoilt)))
        length = draw(st.integers(0, 40))
        other = draw(st.binary(max_size=20) | st.sampled_from(WORDS) | st.just(bytes(spoilt[-at:][:length])))
        spoilt[at : at + length] = other
    return bytes(spoilt[: draw(st.integers(0, len(spoilt)) | st.just(len(spoilt)))])


def outcome(renderer: Renderer, document: bytes) -> Page | PaperFault:
    try:
        return renderer.render(document, 203)
    except PaperFault as fault:
        return fault


@pytest.fixture(scope="module")
def lasting() -> Iterator[Renderer]:
    """One for many documents, as in the program."""
    with Renderer(deadline=5) as one:
        yield one


@pytest.mark.row("F5")
@pytest.mark.parametrize("seed", SEEDS)
@given(data=st.data())
def test_a_label_with_spoilt_bytes_is_a_page_or_a_sentence(
    lasting: Renderer, seed: str, data: st.DataObject
) -> None:
    ended = outcome(lasting, data.draw(mutated(SEEDS[seed])))
    if isinstance(ended, Page):
        assert (ended.width, ended.height, ended.dpi) == (812, 1218, 203)
    else:
        assert ended.kind is FaultKind.DOCUMENT_UNUSABLE
        assert ended.detail.endswith(".")


def test_labels_are_drawn_as_before_after_all_that(lasting: Renderer) -> None:
    assert lasting.render(label_pdf(), 203) == page_from_pdf(label_pdf(), dpi=203)
