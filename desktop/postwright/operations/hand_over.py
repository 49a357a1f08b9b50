"""Hand a proved sheet to a printer, each of its copies counted first. Never says that it came out."""

from __future__ import annotations

from dataclasses import dataclass, field

from postwright.domain.faults import Environment, FaultKind, PaperFault
from postwright.domain.print_record import PrintEvent, PrintRecord
from postwright.domain.printing_profile import PrinterProfile
from postwright.printing.asking import Asking
from postwright.printing.ports import send_to
from postwright.printing.renderer import Renderer
from postwright.store.labels import Labels
from postwright.store.print_runs import PrintRuns
from postwright.store.prints import NewPrint, Prints


@dataclass(frozen=True, slots=True)
class Unwritten:
    """How prints of this run of the program ended whose end found no room in the book. `follow_prints` writes
    it down; what a crash takes along is doubtful at the next start.
    """

    ends: dict[int, tuple[PrintEvent, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Press:
    """What printing needs: the archive, the book of prints and of runs, the renderer, whether samples may
    be printed, which printers are asked how they are, and what could not be written down.
    """

    labels: Labels
    prints: Prints
    renderer: Renderer
    sample_allowed: bool
    runs: PrintRuns
    asking: Asking = field(default_factory=Asking)
    unwritten: Unwritten = field(default_factory=Unwritten)


def hand_over(
    press: Press, copies: tuple[NewPrint, ...], content: bytes, profile: PrinterProfile, *, title: str
) -> tuple[PrintRecord, ...]:
    """Count the copies on one sheet, send it, write down what the port says.

    Raises what `Prints.begin` raises, with nothing sent; the printer's PaperFaults and Environment, with the
    copies at FAILED where certainly nothing came out, and at MAYBE where nobody can know. What was taken and
    could not be written down is MAY_HAVE_PRINTED too, and the copies are doubtful as soon as that can be.
    """
    begun = tuple(record.id for record in press.prints.begin(*copies))
    try:
        handed = send_to(profile, content, title=title, asking=press.asking)
    except (PaperFault, Environment) as fault:
        unsure = fault.kind is FaultKind.MAY_HAVE_PRINTED
        event = PrintEvent.DOUBTED if unsure else PrintEvent.NOT_OUT
        _end(press, begun, event, fault.detail or str(fault.kind))
        raise
    except BaseException:
        _end(press, begun, PrintEvent.DOUBTED)
        raise
    note = copies[0].detail
    told = f"{note} {handed.detail}".strip()
    try:
        return _end(press, begun, PrintEvent.TAKEN, told, job=handed.job)
    except Environment as fault:
        words = f"The printer took it, but that could not be written down. {fault.detail}".rstrip()
        raise PaperFault(FaultKind.MAY_HAVE_PRINTED, words) from fault


def _end(
    press: Press, begun: tuple[int, ...], event: PrintEvent, detail: str = "", *, job: str = ""
) -> tuple[PrintRecord, ...]:
    """Write down how it ended, or keep in mind what could not be. The operator is told of a label that was
    taken that it may have come out, so that is what will be written.
    """
    try:
        return press.prints.record_all(begun, event, detail, job=job)
    except Environment:
        later = PrintEvent.DOUBTED if event is PrintEvent.TAKEN else event
        press.unwritten.ends.update(dict.fromkeys(begun, (later, detail)))
        raise
