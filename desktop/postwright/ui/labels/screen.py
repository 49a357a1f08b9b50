"""What the Labels panel shows: the labels found, the chosen one, those that are ticked, the run of prints.

No Qt, no deeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postwright.domain.faults import BadInput
from postwright.domain.file_name import file_name
from postwright.domain.label import DocumentKind
from postwright.domain.label_entry import LabelEntry
from postwright.domain.letter import LetterKind
from postwright.domain.mail_refusal import why_not
from postwright.domain.parcel_watch import ParcelNews
from postwright.domain.print_record import PrintRecord
from postwright.domain.sentences import Deed, sentence
from postwright.domain.shipment import Delivery
from postwright.domain.tracking import Tracking
from postwright.ui import print_words
from postwright.ui.labels.entry_words import called, facts_of, state_tone, state_words
from postwright.ui.labels.run_strip import RunStrip
from postwright.ui.labels.way_words import NO_WORDS, NONE_UNDER_WAY, way_line, way_lines
from postwright.ui.notice import Notice
from postwright.ui.papers import PaperChoice
from postwright.ui.proof_words import check_lines
from postwright.ui.scan.screen import ScanScreen
from postwright.ui.tone_line import ToneLine
from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.operations.results import LabelSheet

MAILS = (
    (LetterKind.QR, "QR code"),
    (LetterKind.TRACKING, "Tracking notice"),
    (LetterKind.RETURN_LABEL, "Return label as PDF"),
)
DIFFERS = "It is paid for. Compare it with the parcel. If it is wrong, void it."
COMPARE = "This label differs from what was ordered. Print it all the same?"


def can_go_on_paper(entry: LabelEntry) -> bool:
    """A voided label must not be printed, and a QR-only one has nothing to print."""
    return entry.off_paper is None


def _why_no_mail(kind: LetterKind, entry: LabelEntry) -> str:
    refused = why_not(kind, entry)
    return sentence(BadInput(refused), Deed.LOOK).happened if refused else ""


@dataclass(frozen=True, slots=True)
class LabelsScreen:
    """Everything shown. `sheet`, `prints` and `tracking` belong to the chosen label or are empty.

    `under_way`: the list holds what has left or should have, `news` says how each label's parcel stands.
    `only` are the labels that somebody came here with, in their order, instead of what was looked for;
    `ticked` those to be printed together, in the order of the list. `asking_run` while the reason for those
    that have a copy already is asked for, `asking_again` for the one that may have come out.
    """

    text: str = ""
    only: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    strip: RunStrip | None = None
    beginning: bool = False
    asking_run: bool = False
    asking_again: bool = False
    scan: ScanScreen = field(default_factory=ScanScreen)
    entries: tuple[LabelEntry, ...] = ()
    loaded: bool = False
    chosen: str = ""
    sheet: LabelSheet | None = None
    drawing: bool = False
    prints: tuple[PrintRecord, ...] = ()
    tracking: Tracking | None = None
    under_way: bool = False
    news: Mapping[str, ParcelNews] = field(default_factory=dict)
    tracking_words: str = ""
    asking_reason: bool = False
    asking_compared: bool = False
    printing: bool = False
    names: tuple[tuple[str, str], ...] = ()
    papers: PaperChoice = field(default_factory=PaperChoice)
    notice: Notice | None = None

    @property
    def entry(self) -> LabelEntry | None:
        return next((entry for entry in self.entries if entry.id == self.chosen), None)

    @property
    def is_empty(self) -> bool:
        """Whether no label was ever bought, as against none found."""
        narrowed = self.text.strip() or self.only or self.under_way
        return self.loaded and not self.entries and not narrowed

    @property
    def finds_nothing(self) -> bool:
        return self.loaded and not self.entries and not self.is_empty

    @property
    def nothing_words(self) -> str:
        return NONE_UNDER_WAY if self.under_way else NO_WORDS

    @property
    def count_line(self) -> str:
        if not self.loaded:
            return ""
        if self.only:
            return f"{count_words(len(self.entries), 'label')} just bought, in the order of the batch"
        if self.under_way:
            return way_line(self.news.values())
        return f"{count_words(len(self.entries), 'label')} found" if self.text else "Newest first"

    @property
    def chosen_news(self) -> ParcelNews | None:
        return self.news.get(self.chosen)

    @property
    def to_print(self) -> tuple[LabelEntry, ...]:
        """The ticked labels that can go on paper, in the order in which they are shown."""
        return tuple(one for one in self.entries if one.id in self.ticked and can_go_on_paper(one))

    @property
    def can_print_ticked(self) -> bool:
        free = self.strip is None or self.strip.ended
        return bool(self.to_print) and free and not self.beginning and not self.printing

    @property
    def ticked_text(self) -> str:
        return f"Print {count_words(len(self.to_print), 'label')}"

    @property
    def ticked_again(self) -> int:
        """How many of them have a copy on paper, or may have."""
        return sum(one.prints > 0 for one in self.to_print)

    @property
    def ticked_hint(self) -> str:
        """What is left out or asked about, before it is pressed."""
        left = len([one for one in self.entries if one.id in self.ticked]) - len(self.to_print)
        parts = []
        if left:
            parts.append(f"{left} left out: void, or printed by USPS from the QR code.")
        if self.strip is not None and not self.strip.ended:
            parts.append("Another run is not over yet.")
        elif self.ticked_again:
            parts.append(f"{count_words(self.ticked_again, 'label')} went to a printer before.")
        return " ".join(parts)

    @property
    def shows_bar(self) -> bool:
        """Whether the ticked labels have their bar under the list."""
        return bool(self.ticked) and not self.finds_nothing

    @property
    def is_void(self) -> bool:
        return self.entry is not None and self.entry.is_void

    @property
    def can_print(self) -> bool:
        return self.entry is not None and can_go_on_paper(self.entry) and not self.printing

    @property
    def alarms(self) -> tuple[str, ...]:
        """How the chosen label and its page differ from what was ordered, and what to do about it."""
        found = self.entry.alarms if self.entry else ()
        if self.sheet is not None and self.sheet.label_id == self.chosen:
            found += self.sheet.remarks
        return (*found, DIFFERS) if found and not self.is_void else found

    @property
    def must_compare(self) -> bool:
        """Whether a person must say first that this label may go on the parcel all the same."""
        return bool(self.alarms) and not self.is_reprint

    @property
    def is_reprint(self) -> bool:
        """Whether a copy went, or may have gone, to a printer before, so that a reason must be given."""
        entry = self.entry
        went = any(one.counts for one in self.prints)
        return entry is not None and (entry.prints > 0 or went)

    @property
    def print_text(self) -> str:
        return "Reprint…" if self.is_reprint else "Print"

    @property
    def print_hint(self) -> str:
        """Why Print cannot be pressed, or nothing."""
        entry = self.entry
        if entry is None:
            return ""
        if entry.is_void:
            return "This label is void. It cannot be printed and must not go on a parcel."
        if entry.delivery is Delivery.QR:
            return "USPS prints this label at the counter from the QR code."
        return ""

    @property
    def next_copy(self) -> int:
        counted = self.entry.prints if self.entry else 0
        return max([one.copy for one in self.prints if one.counts], default=counted) + 1

    def file_name(self, kind: DocumentKind) -> str:
        """What a saved document of the chosen label is called."""
        entry, (what, suffix) = self.entry, called(kind)
        words = (entry.shipment.order_reference, entry.label.tracking_number) if entry else ()
        return file_name(what, *words, suffix=suffix)

    @property
    def mails(self) -> tuple[tuple[LetterKind, str, str], ...]:
        """Each kind of mail about the chosen label: its name, and why it cannot be written, or nothing."""
        entry = self.entry
        return tuple((kind, words, _why_no_mail(kind, entry)) for kind, words in MAILS) if entry else ()

    def no_mail(self, kind: LetterKind) -> str:
        """Why no mail of that kind can be written about the chosen label, or nothing."""
        return next((reason for one, _, reason in self.mails if one is kind), "No label is chosen.")

    @property
    def can_return(self) -> bool:
        """Whether a label for the way back can be made of it."""
        entry = self.entry
        if entry is None or entry.is_void or entry.label.is_return or entry.shipment.is_return:
            return False
        return entry.shipment.is_domestic and not entry.label.international

    @property
    def can_correct(self) -> bool:
        """Whether its parcel can be corrected and bought again: once the label is void."""
        return self.entry is not None and self.entry.surely_void

    @property
    def can_void(self) -> bool:
        return self.entry is not None and self.entry.can_void

    @property
    def _newest(self) -> PrintRecord | None:
        """The copy that says more than the list does, of a label that nothing else is to be said of."""
        counted = [one for one in self.prints if one.counts]
        plain = self.entry is not None and not self.is_void and not self.entry.alarms
        return counted[-1] if counted and plain else None

    @property
    def state_text(self) -> str:
        if self._newest is not None:
            return print_words.state_words(self._newest)
        return state_words(self.entry) if self.entry else ""

    @property
    def state_tone(self) -> str:
        if self._newest is not None:
            return print_words.state_tone(self._newest)
        return state_tone(self.entry) if self.entry else "plain"

    @property
    def has_choice(self) -> bool:
        return self.entry is not None

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Names and values beside the picture."""
        entry = self.entry
        return facts_of(entry, self.name_of(entry.label.service_code)) if entry else ()

    @property
    def checks(self) -> tuple[ToneLine, ...]:
        """What the proof measured on the page that would be printed."""
        return check_lines(self.sheet.facts) if self.sheet else ()

    @property
    def proved(self) -> tuple[str, str]:
        """The proof in a word or two, with its tone."""
        if self.sheet is None or self.is_void:
            return "", "plain"
        if not self.sheet.proved:
            return "Not proved", "trouble"
        odd = sum(line.tone == "waiting" for line in self.checks)
        return (f"Proved, {count_words(odd, 'warning')}", "waiting") if odd else ("Proved", "done")

    @property
    def copies(self) -> tuple[ToneLine, ...]:
        """Every copy with its number, newest first."""
        return tuple(print_words.copy_line(record) for record in reversed(self.prints))

    def name_of(self, service_code: str) -> str:
        """The service's name, or its code when the catalogue does not know it."""
        return dict(self.names).get(service_code, service_code)

    @property
    def tracking_lines(self) -> tuple[str, ...]:
        news = self.chosen_news
        return way_lines(news, self.tracking) if news else ()
