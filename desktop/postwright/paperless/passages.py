"""Read the Markdown of a filled-in text into headings, paragraphs and lists. Knows no HTML, and makes no tag.

Only what is listed in `_RULES` is Markdown here; everything else stands in the mail as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

# Pictures, HTML, code, quotations, tables and links by reference are left out on purpose.
_RULES = ("heading", "hr", "list", "emphasis", "escape", "newline", "link")

# Characters of the private use area. No value and no template can hold one: `visible` and `typed` see to it.
QR_MARK = "\ue000"
_END = "\ue00f"


class Number(StrEnum):
    """A number that people copy sign by sign, by the mark that stands before it."""

    LABEL_ID = "\ue001"
    TRACKING = "\ue002"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind. A line break is a run of its own."""

    words: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    number: Number | None = None


BREAK = Run("\n")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    runs: tuple[Run, ...]
    name: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    name: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Button:
    """A link that has a paragraph for itself."""

    words: str
    link: str
    name: str = "button"


@dataclass(frozen=True, slots=True)
class LargeNumber:
    """A Label ID or a tracking number that has a paragraph for itself."""

    words: str
    number: Number
    name: str = "number"


@dataclass(frozen=True, slots=True)
class QrCode:
    """Where the picture stands."""

    name: str = "qr"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across; what follows the last one is small print."""

    name: str = "rule"


@dataclass(frozen=True, slots=True)
class Listing:
    """Points, or steps that are counted from `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    name: str = "list"


Block = Heading | Paragraph | Button | LargeNumber | QrCode | Rule | Listing


def marked(number: Number, words: str) -> str:
    """A number as it stands in a text that is still to be read."""
    return f"{number}{words}{_END}"


def typed(source: str) -> str:
    """The text of a template without what could be taken for a mark, or could not travel."""
    kept = (one for one in source.replace("\r\n", "\n").replace("\r", "\n") if one == "\n" or _travels(one))
    return "".join(kept)


def _travels(one: str) -> bool:
    return one == "\t" or not ("\ue000" <= one <= "\uf8ff" or "\ud800" <= one <= "\udfff" or one < " ")


def read(source: str, allowed: Callable[[str], bool]) -> tuple[Block, ...]:
    """The text as blocks. A link that is not allowed is left out; its words stay."""
    return tuple(_blocks(SyntaxTreeNode(_parser().parse(source)).children, allowed))


def links(source: str) -> list[tuple[int, str]]:
    """Every link, allowed or not, with the line (from 1) that its paragraph begins on."""
    found = []
    for node in SyntaxTreeNode(_parser().parse(source)).walk():
        if node.type == "link":
            found.append((_line(node), str(node.attrGet("href") or "")))
    return found


def _line(node: SyntaxTreeNode) -> int:
    while node.parent is not None and not node.map:
        node = node.parent
    return node.map[0] + 1 if node.map else 1


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(list(_RULES))
    # Links are judged by us, on what was written: character by character as USPS asks for them.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # its documented way to be set
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _blocks(nodes: list[SyntaxTreeNode], allowed: Callable[[str], bool]) -> list[Block]:
    blocks: list[Block] = []
    for node in nodes:
        if node.type == "hr":
            blocks.append(Rule())
        elif node.type in ("bullet_list", "ordered_list"):
            items = tuple(tuple(_blocks(item.children, allowed)) for item in node.children)
            start = node.attrGet("start") or 1
            blocks.append(Listing(items, int(start) if node.type == "ordered_list" else None))
        else:
            runs = tuple(_told(_runs(node.children, Run(""), allowed)))
            heading = node.type == "heading"
            blocks.append(Heading(int(node.tag[1]), runs) if heading else _paragraph(runs))
    return blocks


def _paragraph(runs: tuple[Run, ...]) -> Block:
    """What has a paragraph for itself is shown large."""
    words = "".join(run.words for run in runs)
    if words == QR_MARK:
        return QrCode()
    if len(runs) == 1 and runs[0].number:
        return LargeNumber(words, runs[0].number)
    targets = {run.link for run in runs}
    if len(targets) == 1 and (link := targets.pop()):
        return Button(words.replace("\n", " "), link)
    return Paragraph(runs)


def _runs(nodes: list[SyntaxTreeNode], style: Run, allowed: Callable[[str], bool]) -> list[Run]:
    runs: list[Run] = []
    for node in nodes:
        if node.type == "text":
            runs.append(replace(style, words=node.content))
        elif node.type in ("softbreak", "hardbreak"):
            # People who write a mail press Enter for a new line.
            runs.append(replace(BREAK, link=style.link))
        else:
            runs += _runs(node.children, _styled(style, node, allowed), allowed)
    return runs


def _styled(style: Run, node: SyntaxTreeNode, allowed: Callable[[str], bool]) -> Run:
    if node.type == "link":
        href = str(node.attrGet("href") or "")
        return replace(style, link=href if allowed(href) else "")
    return replace(style, bold=style.bold or node.type == "strong", italic=style.italic or node.type == "em")


_NUMBER = re.compile(f"([{Number.LABEL_ID}{Number.TRACKING}])([^{_END}]*){_END}")


def _told(runs: list[Run]) -> list[Run]:
    """The runs with their numbers apart, and without empty ones."""
    told: list[Run] = []
    for run in runs:
        at = 0
        for found in _NUMBER.finditer(run.words):
            told.append(replace(run, words=run.words[at : found.start()]))
            told.append(replace(run, words=found[2], number=Number(found[1])))
            at = found.end()
        told.append(replace(run, words=run.words[at:]))
    return [run for run in told if run.words]
