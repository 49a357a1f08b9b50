"""One trouble each, after which the shop is judged. The program passes them; a weaker one must not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from postwright.domain.draft import Draft
from postwright.domain.preferences import Preferences
from postwright.instance import claim
from postwright.paths import DataFolder
from postwright.printing.dots import page_from_pdf
from postwright.printing.label_numbers import numbers_on
from postwright.server import PRACTICE_KEY, Server
from postwright.shop_opening import open_shop
from tests.domain.samples import CUSTOMER_TEXT, DRAFT
from tests.fakes.raw_printer import raw_printer
from tests.faults import ways
from tests.faults.after_the_label import (
    evening_form,
    form_made_later,
    lost_answer,
    lost_cancellation,
    two_forms,
)
from tests.faults.buyer import DONE as WELL_ENDED
from tests.faults.buyer import SERVICE
from tests.faults.hostile import Act, Hostile, Mischief
from tests.faults.mailing import killed_mailing, unanswered_mail
from tests.faults.mischief import Cell, cells, close, short_of_its_length, status
from tests.faults.outside import (
    DONE,
    FAILED,
    IN_DOUBT,
    USAGE,
    Terminal,
    assert_paid_once_and_known,
    assert_sound,
    cents,
)
from tests.faults.program import Ended
from tests.faults.spoilt_papers import DOWNLOADS
from tests.faults.world import KILLED, World, until


@dataclass(frozen=True)
class Bench:
    """A shop, its carrier, what stands between them, and how the program is made worse, if at all."""

    world: World
    hostile: Hostile
    weakness: str = ""

    @property
    def terminal(self) -> Terminal:
        return Terminal(self.world, self.hostile.url, self.weakness)


def spoilt(bench: Bench, cell: Cell) -> None:
    """A purchase whose reply is spoilt on its way."""
    terminal = bench.terminal
    bench.hostile.plot(cell.mischief)
    bought = terminal.buy(patience=cell.patience)
    assert sum(call == ("POST", "/v1/labels") for call in bench.hostile.heard) == 1
    if bought.code == DONE:
        assert cell.charged
    elif cell.mischief.late:
        terminal.settle()
        assert terminal.charges() == []
        bench.hostile.calm()
        until(lambda: bool(terminal.charges()), "the late charge")
    assert_paid_once_and_known(terminal, charged=int(cell.charged))


def killed(bench: Bench, point: str) -> None:
    """A purchase whose program is killed when the request is out; the carrier does well."""
    job = bench.world.job("buy", point=point, weakness=bench.weakness)
    assert bench.world.host.run(job) == KILLED
    bench.world.carrier.finish()
    assert_paid_once_and_known(bench.terminal, charged=1)


def overtaken(bench: Bench, point: str) -> None:
    """Two programs past the lock; the one that stands still at that point goes on last."""
    job = bench.world.job("buy", locked=False, weakness=bench.weakness)
    with bench.world.host.halted(replace(job, point=point, halt=True)):
        assert bench.world.host.run(job) == WELL_ENDED
    assert len(bench.terminal.charges()) == 1
    assert_sound(bench.terminal)


def looks_that_fail(bench: Bench) -> None:
    """The label is there, and every look fails until one does not."""
    terminal = bench.terminal
    bench.hostile.plot(Mischief(close, commits=1))
    assert terminal.buy().code == IN_DOUBT
    bench.hostile.plot(Mischief(close, commits=0, method="GET", path=r"/v1/.*", count=1000))
    (doubt,) = terminal.settle().result["in_doubt"]
    for minutes in (11, 13):
        assert terminal.settle("--absent", doubt["purchase"], minutes=minutes).code == USAGE
    bench.hostile.calm()
    assert_paid_once_and_known(terminal, charged=1)


def two_labels(bench: Bench) -> None:
    """Something between sent the request twice: two charges, which nobody can help but everybody must see."""
    terminal = bench.terminal
    bench.hostile.plot(Mischief(close, commits=2))
    assert terminal.buy().code == IN_DOUBT
    settled = terminal.settle()
    assert settled.code == FAILED, settled
    (bought,) = settled.result["bought"]
    (first, second) = (charge["label_id"] for charge in terminal.charges())
    assert bought["label"] == first
    assert any(second in alarm for alarm in bought["alarms"])
    assert any(second in alarm for label in terminal.labels() for alarm in label["alarms"])


def denied_and_late(bench: Bench) -> None:
    """The carrier carries a request out after the operator denied it, as was right by then."""
    terminal = bench.terminal
    bench.world.carrier.ask("POST", "switches", duplicate_external_id="refuse")
    bench.hostile.plot(Mischief(close, commits=0, late=True))
    assert terminal.buy().code == IN_DOUBT
    (doubt,) = terminal.settle().result["in_doubt"]
    terminal.settle(minutes=11)
    assert terminal.settle("--absent", doubt["purchase"], minutes=13).code == DONE
    bench.hostile.calm()
    until(lambda: bool(terminal.charges()), "the late charge")
    assert terminal.buy().code == IN_DOUBT
    assert_paid_once_and_known(terminal, charged=1)


def spoilt_download(bench: Bench, act: Act, path: str = r"/v1/downloads/.*") -> None:
    """A download that is spoilt is neither kept nor printed; the label stays bought, and the next one is
    good.
    """
    terminal = bench.terminal
    label = terminal.buy().result["label"]
    with bench.world.restarted() as shop, shop.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM document")
    bench.hostile.plot(Mischief(act, 1, method="GET", path=path, count=9))
    refused = _print_to_file(bench, label)
    assert refused.code != DONE
    assert not _sheet(bench).exists()
    with bench.world.restarted() as shop:
        assert shop.labels.documents(label) == ()
        assert shop.prints.of_label(label) == ()
    (entry,) = terminal.labels()
    assert (entry["label"], entry["void"]) == (label, False)
    assert len(terminal.charges()) == 1
    bench.hostile.calm()
    printed_well(bench, label)


def printed_well(bench: Bench, label: str) -> None:
    """The label comes out at the port with its own number."""
    assert _print_to_file(bench, label).code == DONE
    (entry,) = (one for one in bench.terminal.labels() if one["label"] == label)
    page = page_from_pdf(_sheet(bench).read_bytes(), dpi=203)
    assert numbers_on(page) == {entry["tracking_number"]}


def _print_to_file(bench: Bench, label: str) -> Ended:
    return bench.terminal.run("print", label, "--printer", f"file:{_sheet(bench)}")


def _sheet(bench: Bench) -> Path:
    return bench.world.folder / "sheet.pdf"


def named_wrongly(bench: Bench) -> None:
    """The operator pastes the number of a label that belongs to another order."""
    terminal = bench.terminal
    with claim(bench.world.folder):
        other = draft_in(bench.world.folder, bench.world.carrier.url)
    stranger = terminal.run("buy", other, "--service", "usps_priority_mail").result
    bench.hostile.plot(Mischief(close, commits=0))
    assert terminal.buy().code == IN_DOUBT
    (doubt,) = terminal.settle().result["in_doubt"]
    named = terminal.settle("--exists", f"{doubt['purchase']}={stranger['label']}")
    assert named.code == USAGE
    assert named.said["fault"]["kind"].startswith("label_")


def someone(number: int) -> Draft:
    """A parcel to a person of their own: of two alike the program asks whether both are meant."""
    to = replace(CUSTOMER_TEXT, name=f"Customer {number}", line1=f"{number} Hill Rd", email="")
    return replace(DRAFT, to=to, reference1=f"ORDER {number}", order_reference=str(number))


def draft_in(folder: Path, url: str, number: int = 1) -> str:
    """A further draft in a shop that nobody has open; its number."""
    shop = open_shop(DataFolder(folder), Preferences, server=Server(url, PRACTICE_KEY))
    try:
        return shop.drafts.new(someone(number)).id
    finally:
        shop.close()


def too_dear(bench: Bench) -> None:
    """The price is above what the operator allowed."""
    refused = bench.terminal.buy("--at-most", "0.01")
    assert (refused.code, refused.said["fault"]["kind"]) == (USAGE, "price_above_limit")
    assert bench.terminal.charges() == []
    assert_paid_once_and_known(bench.terminal, charged=0)


def changed_meanwhile(bench: Bench) -> None:
    """A queued draft is changed by the window while the queue asks for its price."""
    terminal, world = bench.terminal, bench.world
    terminal.run("queue", "add", world.draft, "--at-most", "50")

    def change(wire: object) -> None:
        shop = open_shop(
            DataFolder(world.folder), Preferences, server=Server(world.carrier.url, PRACTICE_KEY)
        )
        try:
            shop.drafts.save(world.draft, replace(DRAFT, pounds="9"))
        finally:
            shop.close()

    bench.hostile.plot(Mischief(change, commits=0, path=r"/v1/rates", answered=True))
    run = terminal.run("queue", "run", "--once")
    assert run.result["bought"] == []
    assert terminal.charges() == []


def changed_at_the_last_moment(bench: Bench) -> None:
    """The draft is changed between the intention and Sending: nothing leaves."""
    world = bench.world
    job = world.job("buy", locked=False, point="before SENT", halt=True, weakness=bench.weakness)
    with world.host.halted(job), world.restarted() as shop:
        shop.drafts.save(world.draft, replace(DRAFT, pounds="9"))
    assert bench.terminal.charges() == []
    assert_sound(bench.terminal)


def killed_printing(bench: Bench) -> None:
    """Whoever is killed with the bytes of a print sent asks before it prints again."""
    label = bench.terminal.buy().result["label"]
    job = bench.world.job("print", label=label, point="after the bytes left", weakness=bench.weakness)
    assert bench.world.host.run(job) == KILLED
    with bench.world.restarted() as shop:
        assert [record.label_id for record in shop.prints.interrupted()] == [label]


def dying_printer(bench: Bench) -> None:
    """A printer is gone in the middle of a run: the label it was at is asked about, and not sent again."""
    terminal, world = bench.terminal, bench.world
    labels = [terminal.buy().result["label"]]
    for number in (1, 2):
        with claim(world.folder):
            draft = draft_in(world.folder, world.carrier.url, number)
        labels.append(terminal.run("buy", draft, "--service", SERVICE).result["label"])
    with raw_printer(dies_at=2) as printer:
        to = ("--printer", printer.port, "--as", "zpl")
        run = terminal.run("print", "run", *labels, *to).said["result"]
        assert [one["state"] for one in run["labels"]] == ["sent", "maybe", "waiting"]
        assert run["state"] == "paused"
        printer.revive()
        ended = terminal.run("print", "run", "--resume", str(run["run"])).said["result"]
        assert [one["state"] for one in ended["labels"]] == ["sent", "maybe", "sent"]
        assert len(printer.jobs) == 3
        again = terminal.run("print", labels[1], *to).said
        assert again["fault"]["kind"] == "reason_needed"


def lost_void(bench: Bench) -> None:
    """A void is carried out and its answer is lost: the label counts as void once somebody looks."""
    terminal = bench.terminal
    label = terminal.buy().result["label"]
    bench.hostile.plot(Mischief(close, commits=1, method="PUT", path=r"/v1/labels/[^/]+/void"))
    assert terminal.run("void", label).code == IN_DOUBT
    terminal.settle()
    (entry,) = terminal.labels()
    assert entry["void"]
    assert_sound(terminal)


def money_is_gone(bench: Bench) -> None:
    """The carrier has no money for the second of a batch, whatever the balance said: the rest waits."""
    terminal, world = bench.terminal, bench.world
    with claim(world.folder):
        drafts = [world.draft, *(draft_in(world.folder, world.carrier.url, number) for number in range(3))]
    for draft in drafts:
        terminal.run("queue", "add", draft, "--at-most", "50", "--service", SERVICE)
    error = b'{"errors": [{"error_code": "insufficient_funds", "message": "Too little money."}]}'
    refusal = status(400, "Bad Request", error)
    bench.hostile.plot(Mischief(close, commits=0, answered=True), Mischief(refusal, commits=0))
    run = terminal.run("queue", "run", "--once")
    assert len(run.result["bought"]) == len(terminal.charges()) == 1
    assert sum(call == ("POST", "/v1/labels") for call in bench.hostile.heard) == 2
    assert run.result["left"] == 3


def no_money_left(bench: Bench) -> None:
    """The money runs out in the middle of a batch: the rest waits, and nobody is asked again."""
    terminal, world = bench.terminal, bench.world
    with claim(world.folder):
        drafts = [world.draft, *(draft_in(world.folder, world.carrier.url, number) for number in range(3))]
    for draft in drafts:
        terminal.run("queue", "add", draft, "--at-most", "50", "--service", SERVICE)
    rates = terminal.run("quote", world.draft).result["rates"]
    price = next(cents(rate["total"]["amount"]) for rate in rates if rate["service"] == SERVICE)
    (account,) = (one for one in terminal.run("doctor").result if one["part"] == "Carrier")
    held = cents(account["detail"].rpartition("$")[2])
    world.carrier.ask("POST", "balance", cents=price + price // 2 - held)
    bench.hostile.plot()
    run = terminal.run("queue", "run", "--once")
    assert len(run.result["bought"]) == len(terminal.charges()) == 1
    assert run.result["left"] == 3
    assert sum(call == ("POST", "/v1/labels") for call in bench.hostile.heard) in (1, 2)


PROBES: dict[str, Callable[[Bench], None]] = {
    "killed with the request out": lambda bench: killed(bench, ways.GONE),
    "killed in the receipt": lambda bench: killed(bench, "in the outcome, a transaction further"),
    "overtaken": lambda bench: overtaken(bench, "before SENT"),
    "overtaken before it began": lambda bench: overtaken(bench, "before the intention"),
    "looks that fail": looks_that_fail,
    "two labels": two_labels,
    "denied and late": denied_and_late,
    "a document cut short": lambda bench: spoilt_download(bench, short_of_its_length),
    "a torn document": lambda bench: spoilt_download(bench, DOWNLOADS["right length, wrong bytes"]),
    "another's document": lambda bench: spoilt_download(bench, DOWNLOADS["another parcel's label"]),
    "another's label named": named_wrongly,
    "a price above the limit": too_dear,
    "a draft that changes": changed_meanwhile,
    "a draft changed at the last moment": changed_at_the_last_moment,
    "killed while printing": killed_printing,
    "a printer that dies": dying_printer,
    "killed while mailing": killed_mailing,
    "a mail without an answer": unanswered_mail,
    "a void without an answer": lost_void,
    "a pickup without an answer": lambda bench: lost_answer(bench, "pickup"),
    "a form without an answer": lambda bench: lost_answer(bench, "form"),
    "a cancellation without an answer": lost_cancellation,
    "a form that is made later": form_made_later,
    "two programs and one form": two_forms,
    "a label after the form": evening_form,
    "money that is gone": money_is_gone,
    "money that runs out": no_money_left,
}
CELLS = {str(cell): cell for cell in cells()}


def probe(bench: Bench, name: str) -> None:
    """Make the trouble of that name; raises AssertionError where the program does not stand it."""
    if name in PROBES:
        PROBES[name](bench)
    else:
        spoilt(bench, CELLS[name])
