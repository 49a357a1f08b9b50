"""A studio of texts over a real folder, with lanes that run when a test says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from postwright.domain.faults import BadInput, Fault, FaultKind
from postwright.domain.letter import Language, LetterFacts, LetterKind, LetterTemplate
from postwright.domain.preferences import MailSetup
from postwright.operations import edit_text
from postwright.operations.edit_text import Studio
from postwright.operations.text_results import LabelChoice, TextCheck, TextSheet
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.sample_facts import sample
from postwright.ui.mail_texts.deeds import TextDeeds
from postwright.ui.mail_texts.presenter import TextLanes
from tests.fakes.lane import HeldLane

SETUP = MailSetup(
    "Juniper Books", "shop@example.com", host="smtp.example.com", website="https://juniper.example"
)
ZONE = ZoneInfo("America/Los_Angeles")
LABEL = LabelChoice("se-1", "Amara Okafor", date(2026, 11, 24))


@dataclass
class Desk:
    """`faults` by the name of a deed are raised instead of doing it."""

    folder: Path
    setup: MailSetup = SETUP
    logo: bytes = b""
    faults: dict[str, Fault] = field(default_factory=dict)
    done: list[tuple[object, ...]] = field(default_factory=list)
    desk: HeldLane = field(default_factory=lambda: HeldLane(Fault))
    errands: HeldLane = field(default_factory=lambda: HeldLane(Fault))

    @property
    def studio(self) -> Studio:
        return Studio(LetterShelf(self.folder, self.setup.website), self.setup, ZONE, self.facts)

    def facts(self, label_id: str, kind: LetterKind) -> LetterFacts:
        """A real label is Amara's; every other one is not known."""
        if label_id != LABEL.label_id:
            raise BadInput(FaultKind.LABEL_UNKNOWN)
        shop = LetterFacts(shop_name=self.setup.shop_name, website=self.setup.website, logo=self.logo)
        return replace(sample(kind, shop), customer_name="Amara Okafor")

    def lanes(self) -> TextLanes:
        return TextLanes(desk=self.desk, errands=self.errands)

    def run(self) -> None:
        while self.desk.held or self.errands.held:
            self.desk.run_all()
            self.errands.run_all()

    def kinds(self) -> list[object]:
        """The names of what was done, in order."""
        return [deed[0] for deed in self.done]

    def _do(self, *deed: object) -> None:
        fault = self.faults.get(str(deed[0]))
        if fault is not None:
            raise fault
        self.done.append(deed)

    def deeds(self) -> TextDeeds:
        return TextDeeds(
            setup=lambda: self.setup,
            open=self._open,
            keep=self._keep,
            use=self._use,
            use_ours=self._use_ours,
            check=self._check,
            labels=lambda kind: (LABEL,) if kind is LetterKind.QR else (),
            browse=lambda template, label_id: self._do("browse", template, label_id),
            test=self._test,
        )

    def _open(self, kind: LetterKind, language: Language) -> TextSheet:
        self._do("open", kind, language)
        return edit_text.open_text(self.studio, kind, language)

    def _keep(self, template: LetterTemplate) -> TextSheet:
        self._do("keep", template)
        return edit_text.keep_text(self.studio, template)

    def _use(self, template: LetterTemplate) -> TextSheet:
        self._do("use", template)
        return edit_text.use_text(self.studio, template)

    def _use_ours(self, kind: LetterKind, language: Language) -> TextSheet:
        self._do("ours", kind, language)
        return edit_text.use_ours(self.studio, kind, language)

    def _check(self, template: LetterTemplate, label_id: str) -> TextCheck:
        self._do("check", template, label_id)
        return edit_text.check_text(self.studio, template, label_id)

    def _test(self, template: LetterTemplate) -> str:
        self._do("test", template)
        return "smtp.example.com took a test mail for shop@example.com."
