"""What must be true of a shop, asked by its own command line and counted in the carrier's ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.faults.buyer import SERVICE
from tests.faults.program import Ended, ended
from tests.faults.world import World

DONE, FAILED, USAGE, IN_DOUBT, ENVIRONMENT = range(5)


@dataclass(frozen=True)
class Terminal:
    """A shop's folder and the address of its carrier, as a person at a terminal has them."""

    world: World
    url: str = ""
    weakness: str = ""

    def run(self, *argv: str, **more: Any) -> Ended:
        """Run a command to its end."""
        job = self.world.job("cli", argv=list(argv), weakness=self.weakness, **more)
        if self.url:
            job = job.at(self.url)
        found = ended(self.world.folder, self.world.host.run(job))
        found.assert_clear()
        return found

    def buy(self, *argv: str, **more: Any) -> Ended:
        return self.run("buy", self.world.draft, "--service", SERVICE, *argv, **more)

    def settle(self, *argv: str, minutes: int = 0) -> Ended:
        return self.run("settle", *argv, minutes=minutes)

    def labels(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.run("labels").result
        return found

    def charges(self) -> list[dict[str, Any]]:
        return self.world.carrier.charges()


def assert_paid_once_and_known(terminal: Terminal, *, charged: int) -> None:
    """After a purchase of the world's draft went wrong, or well: the books, the carrier and every sentence
    agree, and nothing that a person may do now buys a second label.
    """
    settled = terminal.settle()
    terminal.world.carrier.calm_down()
    assert len(terminal.charges()) == charged
    if charged:
        _assert_ours(terminal)
        refused = terminal.buy()
        assert (refused.code, refused.said["fault"]["kind"]) == (USAGE, "already_bought")
    else:
        _assert_not_bought(terminal, settled)
        assert terminal.buy().code == DONE
        _assert_ours(terminal)
    assert len(terminal.charges()) == 1


def _assert_ours(terminal: Terminal) -> None:
    (charge,) = terminal.charges()
    (label,) = terminal.labels()
    assert (label["label"], label["draft"]) == (charge["label_id"], terminal.world.draft)
    assert label["tracking_number"]
    assert not label["void"]
    assert cents(label["cost"]["amount"]) == -charge["cents"]
    assert_sound(terminal)


def _assert_not_bought(terminal: Terminal, settled: Ended) -> None:
    """No label; and what is in doubt is shown, cannot be denied at once, and can be after a while."""
    assert terminal.labels() == []
    if settled.code == DONE:
        return
    (doubt,) = settled.result["in_doubt"]
    assert (settled.code, doubt["draft"]) == (IN_DOUBT, terminal.world.draft)
    assert terminal.buy().code == USAGE
    for minutes in (0, 2, 11):  # within the settling time, and with one look after it
        assert terminal.settle("--absent", doubt["purchase"], minutes=minutes).code == USAGE
    denied = terminal.settle("--absent", doubt["purchase"], minutes=13)
    assert (denied.code, denied.result["absent"]) == (DONE, [doubt["purchase"]])


def cents(amount: str) -> int:
    return round(float(amount.replace(",", "")) * 100)


def assert_sound(terminal: Terminal) -> None:
    """The program's own check finds nothing wrong, and nothing in doubt."""
    parts = terminal.run("doctor").result
    # That a copy could not be made is told too, and rightly; no money hangs on it.
    assert [one for one in parts if not one["ok"] and one["part"] != "Copies"] == []
