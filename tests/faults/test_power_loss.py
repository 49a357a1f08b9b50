"""The power fails at any write or sync: what was written down is there, and the books are sound."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from postwright.domain.draft_record import DraftState
from postwright.domain.faults import BadInput, Environment
from postwright.domain.label import Document, DocumentKind
from postwright.domain.purchase import Purchase, Sending, State, WasLost
from postwright.domain.void import VoidEvent, VoidState
from postwright.store.sqlite_faults import Conflict
from tests.domain.samples import DRAFT
from tests.faults.matrix import Control
from tests.faults.power import MAIN, Disk, Promise, Tape, after_power_loss, recording, replayed
from tests.faults.sampling import ALL, SEED
from tests.store.shop import Shop, receipt_of

pytestmark = [pytest.mark.slow, pytest.mark.row("K16")]
PAGE = Document(DocumentKind.PDF, b"%PDF-1.4" + bytes(range(256)) * 40)
# A log of so few pages comes back into the file again and again; the usual thousand are never reached here.
OFTEN = "12"
SETTINGS = {"journal_mode": "", "synchronous": "", "foreign_keys": ""}
FEW = 150
ORDER_OF_STATES = [State.INTENDED, State.SENT, State.IN_DOUBT, State.BOUGHT]


def stands(purchase: Purchase) -> Promise:
    """The purchase is at least as far as this."""
    wanted = ORDER_OF_STATES.index(purchase.state)

    def holds(shop: Shop) -> bool:
        found = shop.ledger.purchase(purchase.id)
        if purchase.receipt is not None and found.receipt is not None:
            kept = shop.labels.document(purchase.receipt.label_id, DocumentKind.PDF)
            return found.receipt == purchase.receipt and kept is not None and kept.content == PAGE.content
        return ORDER_OF_STATES.index(found.state) >= wanted

    return Promise(holds, f"{purchase.id} is {purchase.state}")


def a_day(shop: Shop, tape: Tape) -> None:
    """What a shop writes down: drafts, purchases that end in each way, a look, a void."""

    def promise(purchase: Purchase) -> Purchase:
        tape.steps.append(stands(purchase))
        return purchase

    for number in range(3):
        draft = shop.drafts.new(replace(DRAFT, reference1=f"ORDER {number}"))
        tape.steps.append(
            Promise(lambda shop, kept=draft: shop.drafts.get(kept.id).draft == kept.draft, "a draft")
        )
        purchase = promise(shop.ledger.intend(shop.order(draft.id)))
        purchase = promise(shop.ledger.record(purchase, Sending()))
        if number == 1:
            purchase = promise(shop.ledger.record(purchase, WasLost(shop.clock(), "no answer")))
            shop.ledger.note_look(purchase.id, shop.clock() + timedelta(minutes=11), clean=True)
        label = shop.label_for(purchase.order)
        promise(shop.ledger.record(purchase, receipt_of(label), (PAGE,), label))
        tape.steps.append(
            Promise(lambda shop, id=draft.id: shop.drafts.get(id).state is DraftState.DONE, "a draft is done")
        )
        shop.voids.intend(label.label_id)
        shop.voids.record(label.label_id, VoidEvent.SENDING)
        tape.steps.append(
            Promise(lambda shop, id=label.label_id: shop.voids.state(id) is VoidState.SENT, "a void was sent")
        )


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tape, bytes]:
    """The statements of a day, and the file that they begin with."""
    path = tmp_path_factory.mktemp("taped") / "shop.db"
    Shop(path).close()
    begun = path.read_bytes()
    tape = Tape([], dict(SETTINGS))
    with recording(tape):
        shop = Shop(path)
        a_day(shop, tape)
        shop.close()
    return tape, begun


def what_is_wrong(disk: Disk, promised: tuple[Promise, ...], folder: Path) -> str:
    """Open what was found with the program's own store; the first promise that is broken, if any."""
    folder.mkdir()
    for name, content in disk.items():
        (folder / name.removeprefix("/")).write_bytes(content)
    try:
        shop = Shop(folder / MAIN.removeprefix("/"))
    except Environment as fault:
        return f"it does not open: {fault}"
    try:
        broken = next((promise.words for promise in promised if not kept(promise, shop)), "")
        return broken or "; ".join(shop.ledger.verify())
    finally:
        shop.close()
        shutil.rmtree(folder)


def kept(promise: Promise, shop: Shop) -> bool:
    try:
        return promise.holds(shop)
    except (BadInput, Conflict, Environment):
        return False


def found_wrong(recorded: tuple[Tape, bytes], folder: Path, **pragmas: str) -> tuple[int, list[str]]:
    """How many disks were looked at, and what was wrong with each that was."""
    tape, begun = recorded
    steps = replayed(tape, begun, wal_autocheckpoint=OFTEN, **pragmas)
    chance = random.Random(SEED)
    disks = list(after_power_loss(steps, begun, chance, torn=3))
    chosen = disks if ALL else chance.sample(disks, min(FEW, len(disks)))
    wrong = [what_is_wrong(*one, folder / str(number)) for number, one in enumerate(chosen)]
    return len(chosen), [words for words in wrong if words]


def test_whatever_was_written_down_survives_the_power(
    recorded: tuple[Tape, bytes], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert recorded[0].pragmas == {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    looked, wrong = found_wrong(recorded, tmp_path)
    record_property("cells", looked)
    assert looked >= FEW
    assert wrong == []


@pytest.mark.control
@pytest.mark.parametrize(("weaker", "at_least"), [("NORMAL", 10), ("OFF", 10)])
def test_a_store_that_syncs_less_loses_what_it_told(
    recorded: tuple[Tape, bytes],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    weaker: str,
    at_least: int,
) -> None:
    looked, wrong = found_wrong(recorded, tmp_path, synchronous=weaker)
    name = f"WAL with synchronous = {weaker}: intents or receipts lost to the power"
    record_property("control", Control(name, len(wrong), looked, at_least).plain())
    assert len(wrong) >= at_least
