"""A short run of a shop under random faults and kills; the long one is started by hand (soak.py)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.sampling import SEED, few
from tests.faults.soak import soak
from tests.faults.world import UNIX_ONLY, Carrier, Host

SECONDS = few(8, 75)


@UNIX_ONLY
@pytest.mark.slow
@pytest.mark.row("K1", "K2", "K3", "K4", "K5", "K6", "K12", "N2", "N3", "N6", "N8", "N11")
def test_a_shop_under_random_faults_and_kills_keeps_its_books(
    carrier: Carrier, host: Host, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    end = time.monotonic() + SECONDS
    happened = soak(
        tmp_path,
        parcels=few(6, 40),
        seed=SEED,
        until_moment=lambda: time.monotonic() >= end,
        carrier=carrier,
        host=host,
    )
    told = ", ".join(f"{count} {name}" for name, count in sorted(happened.items()))
    record_property("note", f"Soak, seed {SEED}: {told}.")
    assert happened["charges"] >= 6
