"""Compare our ways from a PDF and from dots to ZPL with Zebrafy's. By hand: python tests/bench/bench_zpl.py

Goals: from a PDF at most 1.0 of Zebrafy's time with every bar readable, from dots at most 0.3 of it, and at
most its bytes. Beside both stands the floor: zlib alone on the packed dots. Changes nothing.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

import zxingcpp  # noqa: E402
from PIL import Image  # noqa: E402
from zebrafy.zebrafy_image import ZebrafyImage  # noqa: E402
from zebrafy.zebrafy_pdf import ZebrafyPDF  # noqa: E402
from zebrafy.zebrafy_zpl import ZebrafyZPL  # noqa: E402

from postwright.domain.barcode import read_label_code  # noqa: E402
from postwright.printing.dots import page_from_pdf  # noqa: E402
from postwright.printing.page import page_of  # noqa: E402
from postwright.printing.zpl import page_to_zpl  # noqa: E402
from tests.printing.labels import TRACKING, full_label_pdf, label_pdf  # noqa: E402

ROUNDS = 25
DENSITIES = (203, 300)
OFFSETS = [tenth / 10 for tenth in range(10)]
MODULES = (2, 3)
_LEVEL = 6
FULL = full_label_pdf()
Way = Callable[[bytes, int], bytes]


def ours(pdf: bytes, dpi: int) -> bytes:
    return page_to_zpl(page_from_pdf(pdf, dpi=dpi))


def zebrafy(pdf: bytes, dpi: int) -> bytes:
    """As its readme shows it, so with dithering."""
    return ZebrafyPDF(pdf, format="Z64", dpi=dpi).to_zpl().encode()


def zebrafy_plain(pdf: bytes, dpi: int) -> bytes:
    """At its best for bars: without dithering."""
    return ZebrafyPDF(pdf, format="Z64", dpi=dpi, dither=False).to_zpl().encode()


PDF_WAYS: dict[str, Way] = {"ours": ours, "zebrafy": zebrafy, "zebrafy plain": zebrafy_plain}


def medians(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds of each way; the ways take turns, so that a busy machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, convert in ways.items():
            started = time.perf_counter()
            convert()
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def readable(convert: Way, dpi: int, module: int) -> int:
    """How many of ten labels with bars of so many dots are read, each a tenth of a dot further right."""
    pictures = (
        ZebrafyZPL(convert(label_pdf(module=module, dpi=dpi, offset=at), dpi).decode(), dpi=dpi).to_images()[
            0
        ]
        for at in OFFSETS
    )
    return sum(_is_read(picture) for picture in pictures)


def _is_read(picture: Image.Image) -> bool:
    found = (read_label_code(code.text) for code in zxingcpp.read_barcodes(picture.convert("L")))
    return any(code is not None and code.tracking_number == TRACKING for code in found)


def from_pdf(dpi: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind, pdf in (("plain label", label_pdf(dpi=dpi)), ("full label", FULL)):
        times = medians({name: partial(way, pdf, dpi) for name, way in PDF_WAYS.items()})
        for name, way in PDF_WAYS.items():
            found[f"{name}, {kind}, {dpi}"] = {
                "ms": round(times[name], 2),
                "ratio": round(times[name] / times["zebrafy"], 3),
                "bytes": len(way(pdf, dpi)),
            }
    for name, way in PDF_WAYS.items():
        read = {module: readable(way, dpi, module) for module in MODULES}
        found[f"{name}, plain label, {dpi}"]["read"] = read
    return found


def from_dots(dpi: int) -> dict[str, Any]:
    """From dots to Z64: from our page, which holds them packed, and from a Pillow picture, as Zebrafy takes
    them; and zlib alone on the same packed bits.
    """
    page = page_from_pdf(FULL, dpi=dpi)
    image = page.image()
    ways: dict[str, Callable[[], bytes]] = {
        "dots: ours": lambda: page_to_zpl(page),
        "dots: ours from a picture": lambda: page_to_zpl(page_of(image, dpi)),
        "dots: zebrafy": lambda: ZebrafyImage(image, format="Z64", dither=False).to_zpl().encode(),
        "dots: zlib alone": lambda: zlib.compress(page.bits, _LEVEL),
    }
    times = medians(dict(ways))
    return {
        f"{name}, {dpi}": {
            "ms": round(times[name], 2),
            "ratio": round(times[name] / times["dots: zebrafy"], 3),
            "floors": round(times[name] / times["dots: zlib alone"], 2),
            "bytes": len(way()),
        }
        for name, way in ways.items()
    }


def goals(found: dict[str, Any]) -> dict[str, bool]:
    def every(name: str, holds: Callable[[dict[str, Any], dict[str, Any]], bool]) -> bool:
        pairs = [(one, key.replace("ours", peer)) for key, one in found.items() if key.startswith(name)
                 for peer in ("zebrafy", "zebrafy plain")]  # fmt: skip
        return all(holds(one, found[key]) for one, key in pairs if key in found)

    return {
        "pdf: time at most Zebrafy's": every("ours", lambda one, peer: one["ms"] <= peer["ms"]),
        "pdf: bytes at most Zebrafy's": every("ours", lambda one, peer: one["bytes"] <= peer["bytes"]),
        "dots: at most 0.3 of its time": every("dots: ours,", lambda one, _: one["ratio"] <= 0.3),
        "dots: bytes at most Zebrafy's": every(
            "dots: ours,", lambda one, peer: one["bytes"] <= peer["bytes"]
        ),
        "every bar read": all(
            one["read"] == dict.fromkeys(MODULES, 10)
            for name, one in found.items()
            if name.startswith("ours, plain")
        ),
    }


def main() -> int:
    found: dict[str, Any] = {}
    for dpi in DENSITIES:
        found |= from_pdf(dpi) | from_dots(dpi)
    verdict = goals(found)
    head = "".join(f"{word:>9}" for word in ("ms", "ratio", "floors", "bytes"))
    sys.stdout.write(f"{'':34}{head}  read of 10 by dots a bar\n")
    for name, one in found.items():
        figures = "".join(f"{one.get(key, ''):>9}" for key in ("ms", "ratio", "floors", "bytes"))
        sys.stdout.write(f"{name:34}{figures}  {one.get('read', '')}\n")
    sys.stdout.write(json.dumps({"figures": found, "goals": verdict}) + "\n")
    return 0 if all(verdict.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
