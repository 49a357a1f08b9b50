"""Documents are drawn in a child that may break, hang or answer wrongly; the next label is drawn as ever."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from postwright.domain.faults import Environment, FaultKind, PaperFault
from postwright.printing.dots import page_from_pdf
from postwright.printing.frames import pack, unpack
from postwright.printing.page import page_of
from postwright.printing.renderer import Renderer
from tests.printing.bombs import BOMBS
from tests.printing.labels import label_pdf


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with Renderer() as one:
        yield one


def test_the_child_draws_what_we_would_draw_ourselves(renderer: Renderer) -> None:
    for dpi in (203, 300, 600):
        assert renderer.render(label_pdf(), dpi) == page_from_pdf(label_pdf(), dpi=dpi)


def test_a_child_for_every_document_draws_the_same() -> None:
    with Renderer(one_shot=True) as renderer:
        assert renderer.render(label_pdf(), 203) == page_from_pdf(label_pdf(), dpi=203)
        with pytest.raises(PaperFault, match="neither"):
            renderer.render(b"GIF89a", 203)


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with Renderer(deadline=0.5) as renderer, pytest.raises(PaperFault, match=r"within 0\.5 seconds"):
        renderer.render(BOMBS["two million strokes"](), 203)
    with (
        Renderer(deadline=2, one_shot=True) as renderer,
        pytest.raises(PaperFault, match="within 2 seconds"),
    ):
        renderer.render(BOMBS["two million strokes"](), 203)


def child(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


READY = f"import sys; sys.stdout.buffer.write({pack({'ready': True})!r}); sys.stdout.flush();"


@pytest.mark.parametrize("one_shot", [False, True])
def test_a_child_that_does_not_start_is_not_blamed_on_the_document(one_shot: bool, tmp_path: Path) -> None:
    for command in (child("raise SystemExit(3)"), (str(tmp_path / "missing"),)):
        with Renderer(command=command, one_shot=one_shot) as renderer, pytest.raises(Environment) as caught:
            renderer.render(label_pdf(), 203)
        assert caught.value.kind is FaultKind.DRAWING_NOT_STARTED


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (READY + "sys.stdin.buffer.read(1)", "more time or memory"),
        (READY + "sys.stdout.buffer.write(b'\\xff' * 99); sys.stdout.flush(); sys.stdin.read()", "more time"),
        (
            READY + f"sys.stdout.buffer.write({pack({'job': 99})!r}); sys.stdout.flush(); sys.stdin.read()",
            "another document",
        ),
    ],
)
def test_a_child_that_breaks_off_or_answers_wrongly_is_replaced(program: str, words: str) -> None:
    with Renderer(command=child(program)) as renderer:
        for _ in range(2):
            with pytest.raises(PaperFault, match=words):
                renderer.render(label_pdf(), 203)


def test_a_message_that_ends_early_is_noticed() -> None:
    message = pack({"a": 1}, b"payload")
    assert unpack(BytesIO(message).read) == ({"a": 1}, b"payload")
    for length in range(len(message)):
        with pytest.raises(EOFError):
            unpack(BytesIO(message[:length]).read)
    with pytest.raises(ValueError, match="head"):
        unpack(BytesIO(b"\x00\x00\x00\x02\x00\x00\x00\x00[]").read)


def test_lanes_that_share_a_renderer_each_get_their_own_page(renderer: Renderer) -> None:
    labels = [label_pdf(offset=dots, module=2) for dots in range(6)]
    drawn = {}

    def draw(number: int) -> None:
        drawn[number] = renderer.render(labels[number], 203)

    lanes = [threading.Thread(target=draw, args=(number,)) for number in range(6)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join(30)
    assert drawn == {number: page_from_pdf(pdf, dpi=203) for number, pdf in enumerate(labels)}


def test_closing_twice_is_harmless(renderer: Renderer) -> None:
    renderer.render(label_pdf(), 203)
    renderer.close()
    renderer.close()


@pytest.mark.row("F7")
@pytest.mark.parametrize(
    "document",
    [
        label_pdf(size=(612, 792)),
        label_pdf(pages=300),
        page_of(Image.new("1", (900, 900)), 203).png(),
        label_pdf(),
    ],
    ids=["a letter page", "300 pages", "a square picture", "a label"],
)
def test_what_is_no_label_can_still_be_looked_at(renderer: Renderer, document: bytes) -> None:
    glimpse = renderer.glimpse(document)
    assert (glimpse.width, glimpse.height) == (812, 1218)
    assert glimpse.black_box() is not None


@pytest.mark.parametrize("document", [b"<html>", b"%PDF-1.7 and no more", b"", BOMBS["pages in a circle"]()])
def test_where_there_is_nothing_to_see_a_sentence_says_so(renderer: Renderer, document: bytes) -> None:
    with pytest.raises(PaperFault, match=r"\.$"):
        renderer.glimpse(document)


def test_a_label_drawn_just_now_is_not_drawn_again(tmp_path: Path) -> None:
    counted = tmp_path / "counted"
    told = "import sys, runpy; open(sys.argv[1], 'a').write('x'); sys.argv = sys.argv[:1];"
    run = "runpy.run_module('postwright.printing.render_child', run_name='__main__')"
    command = (sys.executable, "-c", told + run, str(counted))
    with Renderer(command=command, one_shot=True) as renderer:  # a child for each document
        labels = [label_pdf(offset=dots) for dots in range(10)]
        pages = [renderer.render(label, 203) for label in labels]
        assert [renderer.render(label, 203) for label in labels[2:]] == pages[2:]
        assert len(counted.read_text()) == 10
        renderer.render(labels[9], 300)
        renderer.render(labels[0], 203)
        assert len(counted.read_text()) == 12
