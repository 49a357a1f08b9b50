"""Decides what the Labels panel does: find, show, print, reprint with a reason. Never prints a void label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from postwright.domain.advice import Action
from postwright.domain.catalogue import Catalogue
from postwright.domain.faults import Fault, FaultKind
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.print_record import COMPARED, REPRINT_REASONS, PrintRecord, PrintState
from postwright.domain.sentences import Deed
from postwright.domain.tracking import Tracking
from postwright.ui.asking import Asking
from postwright.ui.labels.screen import LabelsScreen
from postwright.ui.notice import Notice, Tone, done, notice_of

if TYPE_CHECKING:
    from postwright.jobs.ticket import Submit
    from postwright.operations.results import LabelSheet


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the panel may ask for. `open_mail`, `open_void` and `open_draft` lead to other panels;
    `prepare_return` gives the draft of a label's way back.
    """

    find: Callable[[str], tuple[LabelEntry, ...]]
    sheet: Callable[[str], LabelSheet]
    prints: Callable[[str], tuple[PrintRecord, ...]]
    print_label: Callable[[str, str], PrintRecord]
    save_document: Callable[[str, DocumentKind, str], None]
    track: Callable[[str], Tracking]
    open_mail: Callable[[str], None]
    open_void: Callable[[str], None]
    prepare_return: Callable[[str], str]
    open_draft: Callable[[str], None]
    catalogue: Callable[[], Catalogue]


class LabelsPresenter:
    """Holds the Screen. `announce` tells other panels that a label was printed."""

    def __init__(
        self,
        submit: Submit,
        deeds: Deeds,
        render: Callable[[LabelsScreen], None],
        *,
        prints: Submit | None = None,
        announce: Callable[[], None] = lambda: None,
        go: Callable[[Action], None] = lambda action: None,
    ) -> None:
        self.screen = LabelsScreen()
        self._submit = submit
        self._prints = prints or submit
        self._deeds = deeds
        self._render = render
        self._announce = announce
        self._go = go
        self._finding = Asking(submit)
        self._drawing = Asking(self._prints)
        self._reading = Asking(submit)
        self._tracking = Asking(submit)
        self._again: Callable[[], None] = self.load

    def _show(self, screen: LabelsScreen) -> None:
        self.screen = screen
        self._render(screen)

    def load(self) -> None:
        """Look up what is typed again."""
        self.find(self.screen.text)

    def find(self, text: str) -> None:
        """The newest text wins; the list stays as it was until the answer comes."""
        self._again = self.load
        self.screen = replace(self.screen, text=text)
        self._finding.ask(
            lambda: (self._deeds.find(text), self._names()),
            self._found,
            self._failed,
            name="Looking for labels",
        )

    def _names(self) -> tuple[tuple[str, str], ...]:
        return tuple((service.code, service.name) for service in self._deeds.catalogue().services)

    def _found(self, found: tuple[tuple[LabelEntry, ...], tuple[tuple[str, str], ...]]) -> None:
        entries, names = found
        before = self.screen.entry
        self._show(replace(self.screen, entries=entries, names=names, loaded=True))
        now = self.screen.entry
        if now is None:
            self.choose(entries[0].id if entries else "")
        elif before != now or self.screen.sheet is None:
            self._open(now.id)

    def open(self, label_id: str, text: str = "") -> None:
        """Come here from elsewhere to see one label; `text` finds it when it is an old one."""
        self.screen = replace(self.screen, chosen=label_id, sheet=None)
        self.find(text)

    def choose(self, label_id: str) -> None:
        """Show one label. The picture of the one before is taken away at once."""
        if label_id != self.screen.chosen or self.screen.sheet is None:
            self._open(label_id)

    def _open(self, label_id: str) -> None:
        self._drawing.drop()
        self._reading.drop()
        self._tracking.drop()
        same = label_id == self.screen.chosen
        self._show(
            replace(
                self.screen, chosen=label_id, drawing=bool(label_id), prints=(), tracking=None,
                asking_reason=False, asking_compared=False, sheet=self.screen.sheet if same else None,
            )
        )  # fmt: skip
        if label_id:
            self._drawing.ask(
                lambda: self._deeds.sheet(label_id), self._drawn, self._not_drawn, name="Drawing the label"
            )
            self._reading.ask(lambda: self._deeds.prints(label_id), self._copies, self._failed)

    def _drawn(self, sheet: LabelSheet) -> None:
        self._show(replace(self.screen, sheet=sheet, drawing=False))

    def _not_drawn(self, fault: Fault) -> None:
        label_id = self.screen.chosen
        self._again = lambda: self._open(label_id)
        self._show(replace(self.screen, sheet=None, drawing=False, notice=notice_of(fault)))

    def _copies(self, prints: tuple[PrintRecord, ...]) -> None:
        self._show(replace(self.screen, prints=prints))

    def print(self) -> None:
        """Print the first copy at once; for any later one ask the reason first. A label that differs from
        its order is asked about.
        """
        if not self.screen.can_print:
            return
        if self.screen.is_reprint:
            self._show(replace(self.screen, asking_reason=True, notice=None))
        elif self.screen.must_compare:
            self._show(replace(self.screen, asking_compared=True, notice=None))
        else:
            self._send("")

    def print_compared(self) -> None:
        """A person has compared the label with its parcel and wants it printed."""
        if self.screen.can_print and self.screen.asking_compared:
            self._send(COMPARED)

    def reprint(self, reason: str) -> None:
        """Print one more copy for one of REPRINT_REASONS."""
        if self.screen.can_print and self.screen.asking_reason and reason in REPRINT_REASONS:
            self._send(reason)

    def leave_reason(self) -> None:
        self._show(replace(self.screen, asking_reason=False, asking_compared=False))

    def _send(self, reason: str) -> None:
        label_id = self.screen.chosen
        self._show(
            replace(self.screen, printing=True, asking_reason=False, asking_compared=False, notice=None)
        )
        self._prints(
            lambda: self._deeds.print_label(label_id, reason),
            self._sent,
            self._not_sent,
            name="Sending a label to the printer",
        )

    def _sent(self, record: PrintRecord) -> None:
        self._show(replace(self.screen, printing=False, notice=print_notice(record)))
        self._announce()
        self.load()
        self._open(self.screen.chosen)

    def _not_sent(self, fault: Fault) -> None:
        # Asked for a reason we did not know was needed: another window printed it meanwhile.
        asking = fault.kind is FaultKind.REASON_NEEDED
        self._again = self.print
        self._show(replace(self.screen, printing=False, asking_reason=asking, notice=notice_of(fault)))
        self._reading.ask(lambda: self._deeds.prints(self.screen.chosen), self._copies, self._failed)

    def save(self, kind: DocumentKind, path: str) -> None:
        """Write the carrier's document to a file that the person chose."""
        label_id = self.screen.chosen
        self._again = lambda: self.save(kind, path)
        self._submit(
            lambda: self._deeds.save_document(label_id, kind, path),
            lambda _: self._show(replace(self.screen, notice=done(f"Saved as {path}."))),
            self._failed,
            name="Saving a document",
        )

    def track(self) -> None:
        """Ask USPS where the parcel is."""
        label_id = self.screen.chosen
        if label_id:
            self._again = self.track
            self._tracking.ask(
                lambda: self._deeds.track(label_id), self._tracked, self._failed, name="Tracking"
            )

    def _tracked(self, tracking: Tracking) -> None:
        self._show(replace(self.screen, tracking=tracking, notice=None))

    def mail(self) -> None:
        if self.screen.can_mail:
            self._deeds.open_mail(self.screen.chosen)

    def send_back(self) -> None:
        """Make the draft of a return and open Ship with it."""
        if self.screen.can_return:
            label_id = self.screen.chosen
            self._submit(
                lambda: self._deeds.prepare_return(label_id),
                self._deeds.open_draft,
                self._failed,
                name="Preparing a return",
            )

    def void(self) -> None:
        """Lead to the Voids panel; nothing is voided here."""
        if self.screen.can_void:
            self._deeds.open_void(self.screen.chosen)

    def act(self, action: str) -> None:
        """Do what the banner's button said, or only forget the banner."""
        self._show(replace(self.screen, notice=None))
        if action == Action.RETRY:
            self._again()
        elif action == Action.REPRINT:
            self.print()
        elif action:
            self._go(Action(action))

    def close(self) -> None:
        for asking in (self._finding, self._drawing, self._reading, self._tracking):
            asking.drop()

    def _failed(self, fault: Fault) -> None:
        self._show(replace(self.screen, notice=notice_of(fault, Deed.LOOK)))


_TAKEN = (PrintState.HANDED_OVER, PrintState.DONE, PrintState.SEEN)


def print_notice(record: PrintRecord) -> Notice:
    """What is known of a print: it was handed over, perhaps, or not."""
    if record.state in _TAKEN:
        return done(f"Copy {record.copy} was sent to {record.printer}.")
    if record.state is PrintState.FAILED:
        return Notice(
            Tone.TROUBLE, f"{record.printer} did not take the label. Nothing was printed.", record.detail
        )
    may = f"Copy {record.copy} may have come out of {record.printer}. Look there before you reprint."
    return Notice(Tone.WAITING, may, record.detail)
