"""A label, its mails and a presenter over it, without a window and without a shop. Holds no test."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from postwright.domain.faults import Fault
from postwright.domain.letter import Language, LetterKind, LetterPreview
from postwright.domain.mail_recipient import MailRecipient, Role
from postwright.domain.mail_record import MailRecord, MailState
from postwright.operations.mail_results import GivenAway, MailDraft, MailSheet, MailWish
from postwright.ui.qr_mail.deeds import Deeds
from postwright.ui.qr_mail.presenter import QrMailPresenter
from postwright.ui.qr_mail.screen import QrMailScreen
from tests.fakes.lane import HeldLane
from tests.ui.papers import Drawer

AT = datetime(2026, 11, 24, 15, 42, tzinfo=UTC)
SHOP = MailRecipient(Role.SHOP, "Juniper Goods", "shop@juniper.example", "97201", "You have the parcel.")
ANN = MailRecipient(
    Role.ADDRESSEE, "Ann Lee", "ann@example.com", "18702", "Only where Ann Lee has the parcel in hand."
)
OTHER = MailRecipient(Role.OTHER, means="Type who has the parcel.")
SHEET = MailSheet(
    "se-1",
    LetterKind.QR,
    (SHOP, ANN, OTHER),
    title="Ann Lee, A-1001",
    order="A-1001",
    picture=b"png",
    broker_id="XYZZYPJK",
    valid_until=date(2026, 12, 1),
    validity="Taken to be valid for 7 days (Stamps.com, as of 22 Nov 2026).",
    server="smtp.juniper.example",
)


def mail(number: int = 1, state: MailState = MailState.SENT, **more: object) -> MailRecord:
    """A mail about the label."""
    made = MailRecord(number, "se-1", LetterKind.QR, "ann@example.com", "Your QR code", state, AT, AT)
    return replace(made, **more)  # type: ignore[arg-type] # the names are the record's own


@dataclass
class Post:
    """What is known of labels, and what was asked of it. With a fault, every deed fails."""

    done: list[tuple[object, ...]] = field(default_factory=list)
    fault: Fault | None = None
    unwritten: Fault | None = None
    sheet: MailSheet = SHEET
    posted: MailState = MailState.WAITING
    whole: bool = True
    drawer: Drawer = field(default_factory=Drawer)

    def _do(self, *deed: object) -> None:
        if self.fault is not None:
            raise self.fault
        self.done.append(deed)

    def look(self, label_id: str, kind: LetterKind) -> MailSheet:
        if self.fault is not None:
            raise self.fault
        return replace(self.sheet, label_id=label_id, kind=kind)

    def write(self, wish: MailWish) -> MailDraft:
        if self.unwritten is not None:
            return MailDraft(wish, fault=self.unwritten)
        spanish = wish.language is Language.SPANISH
        words = f"{'Hola' if spanish else 'Hello'} {wish.to.name}, near {wish.to.zip_code}"
        return MailDraft(wish, LetterPreview("Your QR code", f"<p>{words}</p>", words), (b"png",))

    def keep(self, label_id: str, text: str) -> None:
        self._do("id", label_id, text)
        self.sheet = replace(self.sheet, broker_id=text)

    def post(self, wish: MailWish) -> MailRecord:
        self._do("post", wish.label_id, wish.to.name, wish.to.email, wish.to.zip_code, wish.language.value)
        record = mail(
            len(self.sheet.history) + 1, self.posted, label_id=wish.label_id, kind=wish.kind,
            recipient=wish.to.email,
        )  # fmt: skip
        self.sheet = replace(self.sheet, history=(*self.sheet.history, record))
        return record

    def ends(self, state: MailState, detail: str = "") -> None:
        """What becomes of the mail that was put into the outbox last."""
        *before, last = self.sheet.history
        self.sheet = replace(self.sheet, history=(*before, replace(last, state=state, detail=detail)))

    def give(self, wish: MailWish) -> GivenAway:
        self._do("give", wish.label_id, wish.to.email)
        record = mail(9, MailState.OWN_PROGRAM, label_id=wish.label_id, kind=wish.kind)
        return GivenAway(record, self.whole, "Given to your mail program.")

    def save(self, *deed: object) -> str:
        self._do(*deed)
        return "Saved."

    def deeds(self) -> Deeds:
        return Deeds(
            sheet=self.look,
            write=self.write,
            keep_id=self.keep,
            post=self.post,
            give=self.give,
            save_eml=lambda wish, path: self.save("eml", wish.label_id, wish.to.email, path),
            save_picture=lambda label_id, path: self.save("picture", label_id, path),
            copy_text=lambda text: self.done.append(("text", text)),
            copy_mail=lambda html, text, png: self.done.append(("mail", html, text, png)),
            open_link=lambda address: self._do("link", address),
            papers=self.drawer.deeds(),
        )


@dataclass
class Desk:
    """A presenter with its lane and all that it ever showed."""

    post: Post = field(default_factory=Post)
    lane: HeldLane = field(default_factory=lambda: HeldLane(Fault))
    shown: list[QrMailScreen] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = QrMailPresenter(
            self.lane,
            self.post.deeds(),
            self.shown.append,
            announce=lambda: self.told.append("changed"),
            go=self.told.append,
            leave=lambda: self.told.append("left"),
        )
        self.sending = self.presenter.sending

    @property
    def screen(self) -> QrMailScreen:
        return self.presenter.screen

    @property
    def words(self) -> str:
        """What the banner says."""
        return self.screen.notice.text if self.screen.notice else ""

    def press(self) -> None:
        assert self.screen.notice
        self.presenter.act(self.screen.notice.action)

    def run(self) -> None:
        self.lane.run_all()

    def open(self, label_id: str = "se-1", kind: LetterKind = LetterKind.QR) -> None:
        self.presenter.open(label_id, kind)
        self.run()
