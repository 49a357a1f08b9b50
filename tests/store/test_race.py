"""Two programs on one file: each draft is bought by exactly one of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.shop import Shop

DRAFTS = 40


@pytest.mark.slow
def test_two_programs_that_make_one_shop_and_want_the_same_drafts_buy_each_once(tmp_path: Path) -> None:
    path, start = tmp_path / "shop.db", tmp_path / "start"
    command = [sys.executable, "-m", "tests.store.racing", str(path), str(start), str(DRAFTS)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    racers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(2)]
    while len(list(tmp_path.glob("start.*"))) < 2 and not any(racer.poll() for racer in racers):
        pass
    start.touch()
    wins = [int(racer.communicate(timeout=60)[0]) for racer in racers]
    assert sum(wins) == DRAFTS
    shop = Shop(path)
    assert len({purchase.order.draft_id for purchase in shop.ledger.unsettled()}) == DRAFTS
    assert shop.ledger.verify() == ()
    shop.close()
