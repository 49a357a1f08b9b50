"""A label's document is spoilt on its way: the label stays bought, nothing spoilt is kept or printed, and the
next look makes it good.
"""

from __future__ import annotations

import pytest

from tests.faults.hostile import Hostile, Mischief
from tests.faults.outside import DONE, assert_sound
from tests.faults.probes import Bench, printed_well, spoilt_download
from tests.faults.spoilt_papers import DOWNLOADS, ELSEWHERE, INSIDE
from tests.faults.world import UNIX_ONLY, World

pytestmark = [UNIX_ONLY, pytest.mark.slow, pytest.mark.row("N22")]


NO_LABEL = ("another parcel's label", "a label without a barcode", "a letter page", "a label of 300 pages")


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.row("F7") if one in NO_LABEL else ()) for one in DOWNLOADS],
)
def test_a_spoilt_download_is_neither_kept_nor_printed(world: World, hostile: Hostile, name: str) -> None:
    spoilt_download(Bench(world, hostile), DOWNLOADS[name])


def test_a_document_said_to_lie_on_another_host_is_not_fetched(world: World, hostile: Hostile) -> None:
    spoilt_download(Bench(world, hostile), ELSEWHERE, path=r"/v1/labels/[^/]+")


@pytest.mark.parametrize("name", INSIDE)
def test_a_purchase_that_brings_a_spoilt_document_is_a_purchase(
    world: World, hostile: Hostile, name: str
) -> None:
    bench = Bench(world, hostile)
    hostile.plot(Mischief(INSIDE[name], commits=True))
    bought = bench.terminal.buy()
    assert bought.code == DONE
    printed_well(bench, bought.result["label"])
    assert len(bench.terminal.charges()) == 1
    assert_sound(bench.terminal)
