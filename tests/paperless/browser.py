"""A browser without a window, to look at mails as mail programs draw them."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

LIGHT = ("--blink-settings=preferredColorScheme=1",)
DARK = ("--blink-settings=preferredColorScheme=0",)
# Mail programs of phones that darken whatever they are given.
DARKENED = ("--force-dark-mode", "--enable-features=WebContentsForceDark", *DARK)

# Measures the mail in a frame of its own, where it can be as narrow as a phone.
_RULER = """<!doctype html><body style="margin:0"><iframe id="mail" style="border:0"
width="{width}" height="900" srcdoc="{mail}"></iframe><script>
onload = () => {{
  const page = document.getElementById("mail").contentDocument, root = page.documentElement;
  const right = e => e.getBoundingClientRect().right;
  const wide = [...page.querySelectorAll("*")].filter(e => right(e) > {width} + 0.5);
  const box = e => {{ const r = e.getBoundingClientRect(); return [r.width, r.height]; }};
  const found = {{ scroll: root.scrollWidth, wide: wide.map(e => e.outerHTML.slice(0, 80)),
    pictures: [...page.images].map(box), buttons: [...page.querySelectorAll("a[style*=block]")].map(box),
    sizes: [...page.querySelectorAll("p, li, a, td")].map(e => parseFloat(getComputedStyle(e).fontSize)) }};
  document.title = JSON.stringify(found);
}};
</script>"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A mail at one width, in CSS pixels; `wide` are the elements that stand out to the right."""

    scroll: float
    wide: list[str]
    pictures: list[list[float]]
    buttons: list[list[float]]
    sizes: list[float]


def measured(mail: str, width: int, folder: Path) -> Measured:
    page = folder / "ruler.html"
    page.write_text(_RULER.format(width=width, mail=html.escape(mail)), "utf-8")
    said = _run(["--dump-dom", "--window-size=1000,1000"], page, folder)
    title = re.search(r"<title>(.*?)</title>", said, re.DOTALL)
    assert title is not None
    return Measured(**json.loads(html.unescape(title[1])))


def pictured(
    mail: str, width: int, folder: Path, options: Sequence[str] = LIGHT, *, height: int = 1800, scale: int = 1
) -> Image.Image:
    """What is seen of the mail in a window of that width."""
    page, shot = folder / "mail.html", folder / "mail.png"
    page.write_text(mail, "utf-8")
    shot.unlink(missing_ok=True)
    window = [
        f"--window-size={width},{height}",
        f"--force-device-scale-factor={scale}",
        f"--screenshot={shot}",
    ]
    _run([*window, *options], page, folder)
    with Image.open(shot) as picture:
        return picture.convert("RGB")


def _run(options: Sequence[str], page: Path, folder: Path) -> str:
    assert CHROMIUM is not None
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            # Nothing of it may ask the network for anything.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", *options, page.as_uri(),
        ],
        capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    return done.stdout
