"""What one of two programs does that were both started on the same data. Runs in a process of its own."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from postwright.domain.faults import BadInput
from postwright.domain.purchase import Sending
from tests.store.shop import Shop


def main(path: Path, start: Path, drafts: int) -> None:
    """Wait for the start, make the shop, try to send every draft; write out how many were ours."""
    Path(f"{start}.{os.getpid()}").touch()
    while not start.exists():
        time.sleep(0.001)
    shop = Shop(path)
    ours = 0
    for number in range(drafts):
        try:
            shop.ledger.record(shop.ledger.intend(shop.order(f"draft-{number}")), Sending())
        except BadInput:
            continue
        ours += 1
    shop.close()
    sys.stdout.write(str(ours))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
