"""Give a mail to the operator's own mail program, ready to be sent there. Sends nothing itself.

What becomes of it there is not known here; that it was given is written down at the label.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from postwright.domain.file_faults import cannot_write
from postwright.domain.file_name import file_name
from postwright.operations.gather_facts import facts_of
from postwright.operations.mail_qr import Post, addressed
from postwright.operations.mail_results import GivenAway, MailWish
from postwright.paperless.delivery import save_eml
from postwright.paperless.letters import write_letter
from postwright.paperless.mailto import mailto

# A mail program has read the file long before. It names a customer, so it does not stay for ever.
KEPT_SECONDS = 24 * 3600
_PRACTICE = " Practice: it ships nothing. Close it there without sending it."


@dataclass(frozen=True, slots=True)
class MailDoor:
    """`folder` is for the files that are opened, of nobody else on this computer. `open_mail` gets the file,
    that folder and a mailto address, and tells whether the file was taken; it raises Environment where no
    mail program could be opened.
    """

    folder: Path
    open_mail: Callable[[Path, Path, str], bool]


def give(post: Post, door: MailDoor, wish: MailWish) -> GivenAway:
    """Open it there and write down that it was given.

    Raises what writing the mail raises, MailFault(MAIL_ADDRESS), Environment(NO_MAIL_PROGRAM) or the fault of
    the disk.
    """
    facts = facts_of(post, wish.label_id, wish.kind, wish.to)
    letter = write_letter(post.shelf.in_use(wish.kind, wish.language), facts)
    mail = addressed(post.setup, wish, letter)
    file = _room(door.folder) / file_name(f"mail-{time.time_ns():x}", facts.order, suffix="eml")
    save_eml(mail, file)
    whole = False
    try:
        whole = door.open_mail(file, door.folder, mailto(letter, facts, wish.to.email))
    finally:
        if not whole:  # nobody opens it any more
            file.unlink(missing_ok=True)
    record = post.mails.note_own_program(wish.label_id, wish.kind, wish.to.email, letter.subject)
    said = _said(whole, has_picture=bool(facts.qr_png))
    return GivenAway(record, whole, f"{said}{_PRACTICE}" if post.practice else said)


def _room(folder: Path) -> Path:
    """The folder, closed to others, without what was opened a day ago."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(folder, 0o700)
        for old in folder.glob("*.eml"):
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > KEPT_SECONDS:
                    old.unlink()
    except OSError as error:
        raise cannot_write(error) from error
    return folder


def _said(whole: bool, *, has_picture: bool) -> str:
    if whole:
        known = "Whether it was sent, that program alone knows."
        return f"The mail was given to your mail program. Send it there. {known}"
    text = "Your mail program takes the text alone."
    if has_picture:
        text += " The QR code cannot travel that way: save the picture (More) and attach it there."
    return text
