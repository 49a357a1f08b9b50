"""Writes a small shop of the form that this release keeps, as SQL, for later releases to be tested with.

Run it once for every form, with the release's own code: `python -m tests.store.make_released`. The files are
never made anew: what they hold is what that release wrote.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from postwright.domain.approval import Approval
from postwright.domain.money import Money
from postwright.domain.purchase import WasLost
from postwright.domain.void import VoidEvent
from postwright.store.schema import REVISION
from tests.domain.samples import DRAFT
from tests.store.shop import NOON, PDF, Shop

FOLDER = Path(__file__).with_name("released")


def make(path: Path) -> None:
    """One label with its page, one that was voided, one purchase in doubt, a draft and a queued parcel."""
    shop = Shop(path)
    shop.bought(shop.order("the first draft"), documents=(PDF,))
    voided = shop.bought()
    shop.voids.intend(voided.label_id)
    shop.voids.record(voided.label_id, VoidEvent.SENDING)
    shop.voids.record(voided.label_id, VoidEvent.APPROVED)
    shop.ledger.record(shop.sent(), WasLost(NOON + timedelta(minutes=1), "No answer came in time."))
    shop.drafts.new(DRAFT)
    queued = shop.drafts.new(DRAFT)
    shop.drafts.queue(queued.id, Approval("usps_ground_advantage", "package", Money(800), Money(761)))
    shop.close()


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        return "\n".join(database.iterdump()) + "\n"


def main() -> int:
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "shop.db"
        make(path)
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"form_{REVISION}.sql").write_text(dump(path), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
