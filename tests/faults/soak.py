"""Runs a shop for a long time under random faults and kills, and checks after every command what must hold.

    python -m tests.faults.soak --parcels 200 --seed 7 [--minutes 30]

At most one charge for a draft; every charge is known to the store or shown as in doubt; no draft is lost; the
next start is clean; every command that lives says one clear sentence. Raises AssertionError where not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from postwright.domain import draft_document
from postwright.domain.draft_record import DraftState
from postwright.domain.purchase import State
from tests.faults.buyer import SERVICE
from tests.faults.hostile import Hostile
from tests.faults.mischief import cells
from tests.faults.outside import DONE, Terminal, assert_sound
from tests.faults.probes import someone
from tests.faults.program import ended
from tests.faults.world import KILLED, Carrier, Host, World, make_template

# How often something happens to a command.
_KILLED, _SPOILT, _TROUBLED = 0.3, 0.3, 0.25
_LONGEST = 0.5
# What the carrier may do with any call; half of it leaves open whether the call was carried out.
TROUBLE: tuple[dict[str, Any], ...] = (
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "truncate"},
    {"kind": "wrong_json"},
    {"kind": "wrong_json", "text": "<html>Log in</html>"},
    {"kind": "error_500"},
    {"kind": "error_500", "executed": True},
    {"kind": "error_502", "executed": True},
    {"kind": "carrier_error"},
    {"kind": "too_many", "seconds": 1},
)
ROUTES = ("/v1/labels", "/v1/rates", "/v1/labels/*", "/v1/labels/*/void", "/v1/carriers", "*")
_MISCHIEF = [cell for cell in cells() if cell.patience is None and not cell.mischief.late]


@dataclass
class Soak:
    """One shop, and what has happened in it so far."""

    world: World
    hostile: Hostile
    parcels: int
    chance: random.Random
    drafts: list[str] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    @property
    def terminal(self) -> Terminal:
        return Terminal(self.world, self.hostile.url)

    def step(self) -> None:
        """One command, perhaps with a fault, perhaps killed; then everything is looked at."""
        argv = self._command()
        self.happened[argv[0]] += 1
        self._trouble()
        process = self.world.host.start(self.world.job("cli", argv=list(argv)).at(self.hostile.url))
        if self.chance.random() < _KILLED:
            time.sleep(self.chance.random() * _LONGEST)
            os.kill(process, signal.SIGKILL)
        code = self.world.host.end_of(process)
        if code == KILLED:
            self.happened["killed"] += 1
        else:
            said = ended(self.world.folder, code)
            said.assert_clear()
            self._remember(argv, said.said)
        self.world.carrier.behave()
        self.hostile.calm()
        self.look()

    def look(self) -> None:
        """After a start: the books are sound, no draft is gone, and every charge is known or in doubt."""
        self.world.carrier.finish()
        charged = [charge["label_id"] for charge in self.world.carrier.charges()]
        with self.world.restarted() as shop:
            assert shop.ledger.verify() == ()
            known = [entry.id for entry in shop.labels.recent(10_000)]
            doubtful = shop.ledger.unsettled()
            assert len(set(known)) == len(known)
            assert set(known) <= set(charged), "a label that nobody was charged for"
            assert len(charged) - len(known) <= len(doubtful), "a charge that nobody knows of"
            for draft in self.drafts:
                assert shop.drafts.get(draft).state is not DraftState.REMOVED
            of_drafts = Counter(entry.draft_id for entry in shop.labels.recent(10_000))
            of_drafts.update(one.order.draft_id for one in doubtful)
            assert max(of_drafts.values(), default=0) <= 1, "a draft with two purchases"

    def settle_all(self) -> None:
        """The network is well and time passes: every doubt ends, and every draft is bought once."""
        self.world.carrier.calm_down()
        self.terminal.settle()
        self.terminal.settle(minutes=11)
        left = self.terminal.settle(minutes=13).result["in_doubt"]
        denied = [word for doubt in left for word in ("--absent", doubt["purchase"])]
        assert self.terminal.settle(*denied, minutes=15).result["in_doubt"] == []
        with self.world.restarted() as shop:
            states = {draft: shop.ledger.live_for(draft) for draft in self.drafts}
        for draft, standing in states.items():
            if standing is None or standing.state is State.INTENDED:
                bought = self.terminal.run("buy", draft, "--service", SERVICE)
                assert bought.code == DONE, bought
        self.look()
        assert len(self.world.carrier.charges()) == len(self.drafts)
        assert_sound(self.terminal)

    def _command(self) -> tuple[str, ...]:
        if len(self.drafts) < self.parcels and (not self.drafts or self.chance.random() < 0.4):
            return "draft", "add", self._file()
        draft = self.chance.choice(self.drafts)
        choices: list[tuple[str, ...]] = [
            *[("buy", draft, "--service", SERVICE)] * 4,
            ("queue", "add", draft, "--at-most", "50", "--service", SERVICE),
            ("queue", "run", "--once"),
            ("queue", "run", "--once"),
            ("settle",),
            ("labels",),
        ]
        charged = self.world.carrier.charges()
        if charged:
            choices.append(("void", self.chance.choice(charged)["label_id"]))
        return self.chance.choice(choices)

    def _file(self) -> str:
        path = self.world.folder / "next.json"
        draft = someone(len(self.drafts))
        path.write_text(json.dumps(draft_document.write(draft)))
        return str(path)

    def _trouble(self) -> None:
        fate = self.chance.random()
        if fate < _SPOILT:
            self.happened["spoilt"] += 1
            self.hostile.plot(self.chance.choice(_MISCHIEF).mischief)
        elif fate < _SPOILT + _TROUBLED:
            self.happened["troubled"] += 1
            trouble = self.chance.choice(TROUBLE) | {"count": self.chance.randint(1, 3)}
            self.world.carrier.fail(route=self.chance.choice(ROUTES), method="*", **trouble)

    def _remember(self, argv: tuple[str, ...], said: dict[str, Any]) -> None:
        if argv[0] == "draft" and said["ok"]:
            self.drafts.append(said["result"]["draft"])


def soak(
    folder: Path,
    *,
    parcels: int,
    seed: str,
    until_moment: Callable[[], bool],
    carrier: Carrier,
    host: Host,
) -> Counter[str]:
    """Go on until every parcel was added and the moment has come; what happened, counted."""
    carrier.reset()
    template = make_template(folder / "shop")
    hostile = Hostile(carrier.port)
    run = Soak(
        World(carrier, host, template.folder, template.draft),
        hostile,
        parcels,
        random.Random(seed),
        drafts=[template.draft],
    )
    try:
        while len(run.drafts) < parcels or not until_moment():
            run.step()
        run.settle_all()
    finally:
        hostile.close()
    run.happened["charges"] = len(carrier.charges())
    run.happened["steps"] = sum(run.happened[name] for name in COMMANDS)
    return run.happened


COMMANDS = ("draft", "buy", "queue", "settle", "labels", "void")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--parcels", type=int, default=100)
    asked.add_argument("--seed", default=str(random.randrange(10**6)))
    asked.add_argument("--minutes", type=float, default=0.0)
    given = asked.parse_args()
    sys.stdout.write(f"seed {given.seed}\n")
    end = time.monotonic() + timedelta(minutes=given.minutes).total_seconds()
    with tempfile.TemporaryDirectory() as place:
        carrier, host = Carrier(Path(place) / "carrier"), Host()
        try:
            happened = soak(
                Path(place),
                parcels=given.parcels,
                seed=given.seed,
                until_moment=lambda: time.monotonic() >= end,
                carrier=carrier,
                host=host,
            )
        finally:
            host.close()
            carrier.close()
    sys.stdout.write(", ".join(f"{count} {name}" for name, count in sorted(happened.items())) + "\n")


if __name__ == "__main__":
    main()
