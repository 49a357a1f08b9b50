"""The named colours and measures of the window, light and dark, and their style sheet. Draws nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from postwright import assets

GRID = 8
CONTROL = 32
RAIL_WIDTH = 184
RAIL_NARROW = 56


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour scheme. `soft` colours are grounds for the strong one of the same name."""

    name: str
    window: str
    surface: str
    rail: str
    hover: str
    border: str
    control: str
    scroll: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    focus: str
    done: str
    done_soft: str
    waiting: str
    waiting_soft: str
    trouble: str
    trouble_soft: str
    danger: str
    danger_hover: str


LIGHT = Tokens(
    name="light",
    window="#F4F6F9",
    surface="#FFFFFF",
    rail="#EBEEF3",
    hover="#EEF1F6",
    border="#DCE1E8",
    control="#8A94A6",
    scroll="#BCC4D0",
    text="#182030",
    muted="#4C5668",
    faint="#667082",
    accent="#1B4B9B",
    accent_hover="#163F84",
    accent_pressed="#11336C",
    on_accent="#FFFFFF",
    accent_text="#1B4B9B",
    accent_soft="#E5ECF8",
    focus="#2F6FDB",
    done="#1B6B3A",
    done_soft="#E4F3EA",
    waiting="#835000",
    waiting_soft="#FDF0D8",
    trouble="#AE241C",
    trouble_soft="#FCEAE8",
    danger="#AE241C",
    danger_hover="#911D16",
)
DARK = Tokens(
    name="dark",
    window="#13161C",
    surface="#1B2028",
    rail="#0F1217",
    hover="#252B35",
    border="#2D3440",
    control="#687284",
    scroll="#3F4856",
    text="#E7EAF0",
    muted="#A9B2C0",
    faint="#8E98A8",
    accent="#2F66C4",
    accent_hover="#3A72D2",
    accent_pressed="#2857AA",
    on_accent="#FFFFFF",
    accent_text="#93B7F5",
    accent_soft="#1E2E4A",
    focus="#6CA0F6",
    done="#76D29B",
    done_soft="#15301F",
    waiting="#F0BC62",
    waiting_soft="#352911",
    trouble="#F5958C",
    trouble_soft="#3C1C1A",
    danger="#B93A31",
    danger_hover="#C74940",
)

# Every text colour with each ground it stands on; their contrast is tested.
TEXT_ON = (
    ("text", "window"), ("text", "surface"), ("text", "rail"), ("text", "hover"), ("text", "accent_soft"),
    ("muted", "window"), ("muted", "surface"), ("muted", "rail"), ("muted", "accent_soft"),
    ("muted", "hover"), ("faint", "surface"), ("faint", "window"),
    ("accent_text", "surface"), ("accent_text", "accent_soft"), ("accent_text", "window"),
    ("accent_text", "rail"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_pressed"),
    ("on_accent", "danger"), ("on_accent", "danger_hover"),
    ("done", "surface"), ("done", "done_soft"), ("text", "done_soft"),
    ("waiting", "surface"), ("waiting", "waiting_soft"), ("text", "waiting_soft"),
    ("trouble", "surface"), ("trouble", "trouble_soft"), ("text", "trouble_soft"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type in pixels. They grow with the system's font; the grid does not."""

    small: int = 12
    body: int = 14
    heading: int = 18
    title: int = 24

    @classmethod
    def grown(cls, factor: float) -> Type:
        sizes = cls()
        return cls(*(round(size * factor) for size in (sizes.small, sizes.body, sizes.heading, sizes.title)))


def sheet(tokens: Tokens, sizes: Type) -> str:
    """The style sheet of the whole window."""
    template = assets.path("style/postwright.qss")
    pictures = {
        "chevron": _address(template.with_name(f"chevron-{tokens.name}.svg")),
        "check": _address(template.with_name("check.svg")),
        "dot": _address(template.with_name("dot.svg")),
    }
    measures = {f"{name}_px": f"{size}px" for name, size in asdict(sizes).items()}
    return Template(template.read_text("utf-8")).substitute(asdict(tokens) | measures | pictures)


def _address(file: Path) -> str:
    return f'"{file.as_posix()}"'
