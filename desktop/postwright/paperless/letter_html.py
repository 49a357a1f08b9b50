"""Draw a mail as HTML in the frame `resources/mail/frame.html.j2`. Takes no tag from anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from postwright import assets
from postwright.domain.letter import Language
from postwright.paperless.frame_words import WORDS
from postwright.paperless.passages import Block, Listing, Number, QrCode, Rule


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in the frame: where it is loaded from, its size in CSS pixels, what it says instead."""

    source: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the frame: "text", "small" print, or the "qr" code, which is wider than a phone's text."""

    name: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the frame shows."""

    language: Language
    subject: str
    blocks: tuple[Block, ...]
    shop: str = ""
    practice: bool = False
    qr: Placed | None = None
    logo: Placed | None = None


def drawn(page: Page) -> str:
    """The whole HTML document."""
    return _frame().render(
        language=page.language,
        subject=page.subject,
        words=WORDS[page.language],
        practice=page.practice,
        shop=page.shop,
        logo=page.logo,
        qr=page.qr,
        parts=parts(page.blocks, with_qr=page.qr is not None),
        label_id_mark=Number.LABEL_ID,
    )


@cache
def _frame() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(assets.text("mail/frame.html.j2"))


def parts(blocks: tuple[Block, ...], *, with_qr: bool) -> tuple[Part, ...]:
    """The blocks in rows: the code has one of its own, and small print follows the last line across."""
    last = max((at for at, block in enumerate(blocks) if isinstance(block, Rule)), default=len(blocks))
    found: list[Part] = []
    for at, block in enumerate(blocks):
        if isinstance(block, QrCode):
            found += [Part("qr")] if with_qr else []
        elif at != last:
            name = "small" if at > last else "text"
            if found and found[-1].name == name:
                found[-1] = Part(name, (*found[-1].blocks, block))
            else:
                found.append(Part(name, (block,)))
    return tuple(found)


def lifted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a picture that was written inside a list brought out of it."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Listing):
            inner = tuple(tuple(one for one in item if not isinstance(one, QrCode)) for item in block.items)
            found.append(Listing(inner, block.start))
            found += [QrCode() for item in block.items for one in item if isinstance(one, QrCode)]
        else:
            found.append(block)
    return tuple(found)
