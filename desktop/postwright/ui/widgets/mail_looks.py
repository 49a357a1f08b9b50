"""A mail's HTML as mail programs change it: darkened, or with pictures left out. Draws nothing. No Qt."""

from __future__ import annotations

import base64
import colorsys
import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
# Dark programs turn lightness over, and stop short of pure black and white.
_DARKEST, _SPAN = 0.12, 0.80
_COLOUR_ATTRIBUTES = frozenset({"bgcolor", "color", "text", "link"})
_OF_THE_BOX = frozenset({"display", "width", "height", "max-width", "border", "image-rendering"})

Attributes = list[tuple[str, str | None]]
Redraw = Callable[[str, Attributes], str | None]


def darkened(html: str) -> str:
    """As programs do that darken every mail, whatever it asks for.

    Pictures stay as they are, and so does a ground that is drawn by a gradient: it is no colour to them.
    """
    return _rewritten(html, _dark_tag)


def without_pictures(html: str) -> str:
    """As programs do that ask before they load pictures: the words that stand for each are read instead."""
    return _rewritten(html, _picture_words)


def with_only(html: str, pictures: tuple[bytes, ...]) -> str:
    """With no pictures but these PNGs; for every other one its words, wherever it would be loaded from.

    Qt draws a picture out of a data address without asking anybody, so it must not get to see another one.
    """
    known = {f"data:image/png;base64,{base64.b64encode(png).decode()}" for png in pictures}

    def words_unless_known(tag: str, attributes: Attributes) -> str | None:
        return None if dict(attributes).get("src") in known else _picture_words(tag, attributes)

    return _rewritten(html, words_unless_known)


def dark_colour(colour: str) -> str:
    """A colour such as #1b2430 or #fff with its lightness turned over."""
    digits = colour.lstrip("#")
    whole = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    red, green, blue = (int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    turned = colorsys.hls_to_rgb(hue, _DARKEST + (1 - light) * _SPAN, strength)
    return "#" + "".join(f"{round(part * 255):02x}" for part in turned)


def _darken_all(text: str) -> str:
    return _HEX.sub(lambda found: dark_colour(found.group()), text)


def _dark_tag(tag: str, attributes: Attributes) -> str | None:
    stays = "gradient(" in (dict(attributes).get("style") or "")
    changed: Attributes = []
    for name, value in attributes:
        if name == "style" and value:
            parts = value.split(";")
            changed.append((name, ";".join(_dark_part(part, stays=stays) for part in parts)))
        elif name in _COLOUR_ATTRIBUTES and value and not (stays and name == "bgcolor"):
            changed.append((name, _darken_all(value)))
        else:
            changed.append((name, value))
    return None if changed == attributes else _tag(tag, changed)


def _dark_part(part: str, *, stays: bool) -> str:
    """One declaration of a style."""
    return part if stays and part.strip().startswith("background") else _darken_all(part)


def _picture_words(tag: str, attributes: Attributes) -> str | None:
    if tag != "img":
        return None
    found = dict(attributes)
    parts = [part for part in (found.get("style") or "").split(";") if _name(part) not in _OF_THE_BOX]
    return _tag("span", [("style", ";".join(parts))]) + escape(found.get("alt") or "") + "</span>"


def _name(part: str) -> str:
    return part.partition(":")[0].strip()


def _tag(tag: str, attributes: Attributes) -> str:
    written = (name if value is None else f'{name}="{escape(value)}"' for name, value in attributes)
    return f"<{' '.join((tag, *written))}>"


def _rewritten(html: str, redraw: Redraw) -> str:
    rewriter = _Rewriter(redraw)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.parts)


class _Rewriter(HTMLParser):
    """Gives everything back as it came, but for the tags that are drawn anew."""

    def __init__(self, redraw: Redraw) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._redraw = redraw

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        drawn = self._redraw(tag, attrs)
        self.parts.append(self.get_starttag_text() or "" if drawn is None else drawn)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")
