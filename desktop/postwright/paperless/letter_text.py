"""Write a mail as plain text, from the same blocks as its HTML, with every link written out."""

from __future__ import annotations

from collections.abc import Iterator

from postwright.domain.letter import Language
from postwright.paperless.frame_words import WORDS
from postwright.paperless.passages import (
    Block,
    Button,
    Heading,
    LargeNumber,
    Listing,
    Number,
    Paragraph,
    QrCode,
    Run,
)

_UNDERLINES = {1: "=", 2: "-"}


def written(blocks: tuple[Block, ...], language: Language, *, practice: bool, with_qr: bool) -> str:
    """The mail's plain text. One line of it is one paragraph; mail programs break them."""
    words = WORDS[language]
    head = [f"{words.practice.upper()} {words.practice_words}"] if practice else []
    told = [*head, *(text for block in blocks if (text := _told(block, language, with_qr=with_qr)))]
    return "\n\n".join(told) + "\n"


def _told(block: Block, language: Language, *, with_qr: bool = False) -> str:
    words = WORDS[language]
    match block:
        case Heading(level, runs):
            line = _line(runs)
            return f"{line}\n{_UNDERLINES.get(level, '-') * len(line)}" if line else ""
        case Paragraph(runs):
            return _line(runs)
        case Button(text, link):
            return f"{text}:\n{link.removeprefix('mailto:')}"
        case LargeNumber(text, number):
            name = words.label_id if number is Number.LABEL_ID else words.tracking_number
            return f"{name}: {text}"
        case QrCode():
            return words.qr_in_text if with_qr else ""
        case Listing(items, start):
            return "\n".join(_points(items, start, language))
        case _:
            return "-" * 30


def _points(items: tuple[tuple[Block, ...], ...], start: int | None, language: Language) -> Iterator[str]:
    for at, item in enumerate(items, start or 0):
        sign = "- " if start is None else f"{at}. "
        text = "\n".join(told for block in item if (told := _told(block, language)))
        yield sign + text.replace("\n", "\n" + " " * len(sign))


def _line(runs: tuple[Run, ...]) -> str:
    """The words; after the last run of a link, the link itself."""
    told = ""
    for at, run in enumerate(runs):
        told += run.words
        following = runs[at + 1].link if at + 1 < len(runs) else ""
        if run.link and run.link != following:
            link = run.link.removeprefix("mailto:")
            told += "" if told.endswith(link) else f" <{link}>"
    return told.strip()
