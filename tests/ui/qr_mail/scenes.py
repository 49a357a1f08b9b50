"""The page of a mail in every step that a person meets, with a plausible label. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from postwright.domain.letter import LetterKind
from postwright.domain.mail_recipient import Role
from postwright.domain.mail_record import MailState
from postwright.operations.mail_results import MailDraft, MailSheet, MailWish
from postwright.paperless.letter_shelf import LetterShelf
from postwright.paperless.letters import preview, write_letter
from postwright.paperless.qr import qr_png
from postwright.paperless.sample_facts import sample
from postwright.ui.change import Change
from postwright.ui.mail_look import Look
from postwright.ui.qr_mail.panel import QrMailPanel
from tests.fakes.lane import HeldLane
from tests.ui.qr_mail.desk import ANN, AT, OTHER, SHEET, SHOP, Post, mail

FULL = replace(
    SHEET,
    picture=qr_png("XYZZYPJK"),
    recipients=(
        replace(
            SHOP,
            means="The parcel leaves from you, so you or somebody of yours takes it to the Post Office "
            "with this code.",
        ),
        replace(
            ANN,
            means="The parcel is on its way to this person. Choose this only where they have it in hand: "
            "the code is of no use without the parcel.",
        ),
        OTHER,
    ),
    validity="Taken to be valid for 7 days (a provider of USPS labels, as of 22 Nov 2026; "
    "USPS has not confirmed it).",
)
LATE = "Bartholomew Featherstonehaugh von und zu Hohenlohe"
HISTORY = (
    mail(1, MailState.REFUSED, detail="550 5.1.1 No such user here", at=AT - timedelta(days=3)),
    mail(2, at=AT - timedelta(days=2)),
    mail(3, MailState.OWN_PROGRAM, at=AT - timedelta(days=1)),
    mail(4, MailState.WAITING, attempts=2, next_at=AT + timedelta(minutes=8), detail="Connection refused"),
)


TEXTS = LetterShelf(Path("there-is-no-such-folder"))


class Real(Post):
    """Writes the mail as a customer gets it."""

    def write(self, wish: MailWish) -> MailDraft:
        facts = replace(
            sample(wish.kind), shop_name="Juniper Goods", customer_name=wish.to.name, order="A-1001"
        )
        letter = write_letter(TEXTS.in_use(wish.kind, wish.language), facts)
        return MailDraft(wish, preview(letter), tuple(one.png for one in letter.pictures))


class MailScene:
    """The page over one label; its lane runs at once."""

    def __init__(self, sheet: MailSheet = FULL, kind: LetterKind = LetterKind.QR) -> None:
        self.post = Real(sheet=sheet)
        self.lane = HeldLane(Exception)
        self.panel = QrMailPanel(self.lane, self.post.deeds())
        self._kind = kind

    def look(self) -> None:
        self.panel.open("se-1", self._kind)
        self.lane.run_all()

    def look_as(self, look: Look) -> None:
        self.look()
        self.panel.presenter.look(look.value)

    def send(self, state: MailState = MailState.WAITING, detail: str = "") -> None:
        self.look()
        self.panel.presenter.sending.send()
        self.lane.run_all()
        self.post.ends(state, detail)
        self.panel.changed(Change(mails=True))
        self.lane.run_all()

    def type_wrong(self) -> None:
        self.look()
        self.panel.presenter.addressing.choose(Role.OTHER.value)
        self.panel.presenter.addressing.write_email("bo at home")
        self.panel.presenter.addressing.write_zip("123")
        self.panel.presenter.sending.send()
        self.lane.run_all()


LONG = replace(
    FULL,
    title=f"{LATE}, order {'9' * 40}",
    recipients=(replace(SHOP, name=LATE, email=f"{'long' * 12}@example.com"), *FULL.recipients[1:]),
)
VOIDED = replace(
    FULL,
    closed="This label was voided. Nothing is mailed about it. "
    "Tear up any print of it, and buy a new label if the parcel is still to go.",
    history=HISTORY[:2],
)
STEPS: dict[str, tuple[MailSheet, LetterKind, Callable[[MailScene], None]]] = {
    "mail": (FULL, LetterKind.QR, MailScene.look),
    "mail-empty": (FULL, LetterKind.QR, lambda scene: None),
    "mail-phone": (FULL, LetterKind.QR, lambda scene: scene.look_as(Look.PHONE)),
    "mail-blocked": (FULL, LetterKind.QR, lambda scene: scene.look_as(Look.BLOCKED)),
    "mail-dark": (FULL, LetterKind.QR, lambda scene: scene.look_as(Look.DARK)),
    "mail-text": (FULL, LetterKind.QR, lambda scene: scene.look_as(Look.TEXT)),
    "mail-history": (replace(FULL, history=HISTORY), LetterKind.QR, MailScene.look),
    "mail-sent": (FULL, LetterKind.QR, lambda scene: scene.send(MailState.SENT)),
    "mail-waiting": (FULL, LetterKind.QR, MailScene.send),
    "mail-doubt": (FULL, LetterKind.QR, lambda scene: scene.send(MailState.IN_DOUBT, "Connection reset")),
    "mail-refused": (
        FULL, LetterKind.QR, lambda scene: scene.send(MailState.REFUSED, "550 5.1.1 No such user here"),
    ),
    "mail-practice": (replace(FULL, practice=True, server=""), LetterKind.QR, MailScene.look),
    "mail-no-id": (replace(FULL, broker_id=""), LetterKind.QR, MailScene.look),
    "mail-warned": (
        replace(FULL, remarks=("We could not read the carrier's QR code, also after fetching it again.",)),
        LetterKind.QR,
        MailScene.look,
    ),
    "mail-wrong": (FULL, LetterKind.QR, MailScene.type_wrong),
    "mail-voided": (VOIDED, LetterKind.QR, MailScene.look),
    "mail-long": (LONG, LetterKind.QR, MailScene.look),
    "mail-tracking": (
        replace(FULL, recipients=(replace(ANN, means="The parcel goes to this person."), OTHER)),
        LetterKind.TRACKING,
        MailScene.look,
    ),
}  # fmt: skip
