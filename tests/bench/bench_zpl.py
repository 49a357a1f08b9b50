"""Compare our way from PDF to ZPL with Zebrafy's. Run by hand: python tests/bench/bench_zpl.py

Goals: time <= 1.0 of Zebrafy's, bytes <= Zebrafy's, every two-dot bar code readable. Changes nothing.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

import zxingcpp  # noqa: E402
from PIL import Image  # noqa: E402
from zebrafy.zebrafy_pdf import ZebrafyPDF  # noqa: E402
from zebrafy.zebrafy_zpl import ZebrafyZPL  # noqa: E402

from postwright.printing.dots import page_from_pdf  # noqa: E402
from postwright.printing.zpl import page_to_zpl  # noqa: E402
from tests.printing.labels import TRACKING, label_pdf  # noqa: E402

ROUNDS = 25
DENSITIES = (203, 300)
OFFSETS = [tenth / 10 for tenth in range(10)]


def ours(pdf: bytes, dpi: int) -> bytes:
    return page_to_zpl(page_from_pdf(pdf, dpi=dpi))


def zebrafy(pdf: bytes, dpi: int) -> bytes:
    """As its readme shows it, so with dithering."""
    return ZebrafyPDF(pdf, format="Z64", dpi=dpi).to_zpl().encode()


def zebrafy_plain(pdf: bytes, dpi: int) -> bytes:
    """At its best for bars: without dithering."""
    return ZebrafyPDF(pdf, format="Z64", dpi=dpi, dither=False).to_zpl().encode()


WAYS: dict[str, Callable[[bytes, int], bytes]] = {
    "ours": ours,
    "zebrafy": zebrafy,
    "zebrafy plain": zebrafy_plain,
}


def milliseconds(dpi: int) -> dict[str, float]:
    """Median time of each way; the ways take turns, so that a busy machine slows all alike."""
    pdf = label_pdf(dpi=dpi)
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(ROUNDS):
        for name, convert in WAYS.items():
            started = time.perf_counter()
            convert(pdf, dpi)
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def readable(convert: Callable[[bytes, int], bytes], dpi: int) -> int:
    """How many of ten labels with bars of two dots are read, each a tenth of a dot further right."""
    pictures = (
        ZebrafyZPL(convert(label_pdf(module=2, dpi=dpi, offset=offset), dpi).decode(), dpi=dpi).to_images()[0]
        for offset in OFFSETS
    )
    return sum(_is_read(picture) for picture in pictures)


def _is_read(picture: Image.Image) -> bool:
    return any(TRACKING in code.text for code in zxingcpp.read_barcodes(picture.convert("L")))


def measure() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for dpi in DENSITIES:
        times = milliseconds(dpi)
        for name, convert in WAYS.items():
            found[f"{name} {dpi}"] = {
                "ms": round(times[name], 2),
                "time_ratio": round(times[name] / times["zebrafy"], 3),
                "bytes": len(convert(label_pdf(dpi=dpi), dpi)),
                "two_dot_read": readable(convert, dpi),
            }
    return found


def goals(found: dict[str, Any]) -> dict[str, bool]:
    mine = [found[f"ours {dpi}"] for dpi in DENSITIES]
    peers = [
        min(found[f"{name} {dpi}"]["bytes"] for name in ("zebrafy", "zebrafy plain")) for dpi in DENSITIES
    ]
    return {
        "time_at_most_zebrafy": all(one["time_ratio"] <= 1.0 for one in mine),
        "bytes_at_most_zebrafy": all(one["bytes"] <= peer for one, peer in zip(mine, peers, strict=True)),
        "two_dot_bars_all_read": sum(one["two_dot_read"] for one in mine) == 20,
    }


def main() -> int:
    found = measure()
    verdict = goals(found)
    sys.stdout.write(f"{'':18}{'ms':>8}{'ratio':>8}{'bytes':>8}{'read/10':>9}\n")
    for name, one in found.items():
        row = f"{one['ms']:8.1f}{one['time_ratio']:8.2f}{one['bytes']:8}{one['two_dot_read']:9}"
        sys.stdout.write(f"{name:18}{row}\n")
    sys.stdout.write(json.dumps({"figures": found, "goals": verdict}) + "\n")
    return 0 if all(verdict.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
