"""Pickups, their cancelling and SCAN forms, asked for at a terminal and judged. Kills nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.faults import buyer
from tests.faults.hostile import Act, Mischief
from tests.faults.mischief import close, reset, short_of_its_length, status
from tests.faults.outside import DONE, IN_DOUBT, USAGE, Terminal, assert_sound
from tests.faults.world import World

if TYPE_CHECKING:
    from tests.faults.probes import Bench

PICKUPS, FORMS = "/v1/pickups", "/v1/manifests"
HTML = b"<html><h1>Bad gateway</h1></html>"
_CONTACT = ("--name", "Ana", "--phone", "555-555-5555", "--email", "ana@example.com")


@dataclass(frozen=True)
class Lost:
    """A way in which no answer that can be believed comes back, and whether the carrier did it."""

    name: str
    act: Act
    done: bool

    def __str__(self) -> str:
        return f"{self.name}, {'done' if self.done else 'not done'}"


_ANYWAY: dict[str, Act] = {
    "closed": close,
    "reset": reset,
    "short of its length": short_of_its_length,
    "500": status(500, "Internal Server Error", HTML),
    "502": status(502, "Bad Gateway", HTML),
    "503": status(503, "Service Unavailable", HTML),
    "504": status(504, "Gateway Timeout", HTML),
    "408": status(408, "Request Timeout", b"{}"),
    "a redirect": status(307, "Temporary", b"", ("Location", "/v1/pickups")),
}
LOST = [Lost(name, act, done) for name, act in _ANYWAY.items() for done in (False, True)]


def shop_with_a_label(world: World, url: str = "", weakness: str = "") -> tuple[Terminal, str]:
    """The label is bought from this side of whatever stands between."""
    assert world.host.run(world.job("buy")) == buyer.DONE
    (charge,) = world.carrier.charges()
    return Terminal(world, url, weakness), charge["label_id"]


# ---------------------------------------------------------------- pickups


def ask_for_pickup(terminal: Terminal, label: str) -> int:
    return terminal.run("pickup", "schedule", label, *_CONTACT).code


def pickups(terminal: Terminal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = terminal.run("pickup", "list").result
    return found


def assert_one_pickup(terminal: Terminal, label: str) -> None:
    """What is known after two looks is true, and asking again where there is none books one in the end."""
    carrier = terminal.world.carrier
    terminal.settle()
    terminal.settle(minutes=11)
    there = carrier.standing("pickups")
    booked = [one["carrier_id"] for one in pickups(terminal) if one["state"] == "booked"]
    assert booked == [one["pickup_id"] for one in there]
    if not there:
        assert ask_for_pickup(terminal, label) == DONE
    assert len(carrier.standing("pickups")) == 1
    assert_sound(terminal)


def with_a_pickup(world: World, url: str = "", weakness: str = "") -> Terminal:
    terminal, label = shop_with_a_label(world, url, weakness)
    assert world.host.run(world.job("pickup", argv=[label])) == buyer.DONE
    return terminal


def assert_cancelled(terminal: Terminal) -> None:
    """What is known after a look is true, and asking again cancels it in the end."""
    terminal.settle()
    (entry,) = pickups(terminal)
    if entry["state"] != "cancelled":
        assert terminal.run("pickup", "cancel", "1").code == DONE
    (entry,) = pickups(terminal)
    assert entry["state"] == "cancelled"
    assert terminal.world.carrier.standing("pickups") == []
    assert_sound(terminal)


# ---------------------------------------------------------------- SCAN forms


def ask_for_form(terminal: Terminal, label: str) -> int:
    return terminal.run("form", "make", label).code


def forms(terminal: Terminal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = terminal.run("form", "list").result
    return found


def assert_on_one_form(terminal: Terminal, label: str) -> None:
    """As with a pickup; and once it is on a form, no other is asked for."""
    carrier = terminal.world.carrier
    terminal.settle()
    terminal.settle(minutes=11)
    there = carrier.standing("manifests")
    made = [form["id"] for one in forms(terminal) if one["state"] == "made" for form in one["forms"]]
    assert made == [one["form_id"] for one in there]
    if not there:
        assert ask_for_form(terminal, label) == DONE
    (form,) = carrier.standing("manifests")
    assert form["label_ids"] == [label]
    assert ask_for_form(terminal, label) == USAGE
    assert_sound(terminal)


Asked = tuple[str, Callable[[Terminal, str], int], Callable[[Terminal, str], None]]
KINDS: dict[str, Asked] = {
    "pickup": (PICKUPS, ask_for_pickup, assert_one_pickup),
    "form": (FORMS, ask_for_form, assert_on_one_form),
}


# ---------------------------------------------------------------- probes


def lost_answer(bench: Bench, kind: str) -> None:
    """It is done and its answer is lost: the program says so, finds it, and asks no second time."""
    path, ask, judge = KINDS[kind]
    terminal, label = shop_with_a_label(bench.world, bench.hostile.url, bench.weakness)
    bench.hostile.plot(Mischief(close, 1, path=path))
    assert ask(terminal, label) == IN_DOUBT
    assert bench.hostile.heard.count(("POST", path)) == 1
    judge(terminal, label)


def lost_cancellation(bench: Bench) -> None:
    """A pickup is cancelled and the answer is lost: nobody waits for the carrier."""
    terminal = with_a_pickup(bench.world, bench.hostile.url, bench.weakness)
    bench.hostile.plot(Mischief(close, 1, method="DELETE", path=f"{PICKUPS}/.+"))
    assert terminal.run("pickup", "cancel", "1").code == DONE
    assert_cancelled(terminal)


def form_made_later(bench: Bench) -> None:
    """The carrier makes a form in its own time: until then it is not there, and it is not asked for again."""
    bench.world.carrier.ask("POST", "switches", manifest_polls=2)
    terminal, label = shop_with_a_label(bench.world, bench.hostile.url, bench.weakness)
    bench.hostile.plot()
    assert ask_for_form(terminal, label) == IN_DOUBT
    assert ask_for_form(terminal, label) == USAGE
    assert bench.hostile.heard.count(("POST", FORMS)) == 1
    terminal.settle()
    assert_on_one_form(terminal, label)


def two_forms(bench: Bench, point: str = "before SENT") -> None:
    """Two programs past the lock want the same form: the one that stands still asks for none."""
    terminal, label = shop_with_a_label(bench.world, bench.hostile.url, bench.weakness)
    bench.hostile.plot()
    job = bench.world.job("form", argv=[label], locked=False, weakness=bench.weakness).at(bench.hostile.url)
    with bench.world.host.halted(replace(job, point=point, halt=True)):
        assert bench.world.host.run(job) == buyer.DONE
    assert bench.hostile.heard.count(("POST", FORMS)) == 1
    assert_on_one_form(terminal, label)


def evening_form(bench: Bench) -> None:
    """After the form of the day, the next label leaves on another day."""
    terminal, label = shop_with_a_label(bench.world, "", bench.weakness)
    assert ask_for_form(terminal, label) == DONE
    first = terminal.labels()[0]["ship_date"]
    second = terminal.run("quote", bench.world.draft).result
    assert second["leaves"] > first
