"""The command that opens a copy of a damaged shop: lists the copies, or puts the newest good one in place."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from postwright.commands.answer import FAILED, Answer
from postwright.commands.opening import database_of, folder_of, opened
from postwright.domain.backups import ROUTINE
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.sentences import Deed, sentence
from postwright.instance import claim
from postwright.operations.compare_books import compare_books
from postwright.operations.restore_shop import restore_newest, what_is_wrong
from postwright.store.backups import copies
from postwright.store.soundness import unsound

_NOTHING_WRONG = "The shop's database is sound. No copy was opened."
_REPLACEABLE = frozenset({FaultKind.DATABASE_DAMAGED, FaultKind.DATABASE_GONE})


def restore(args: Namespace) -> Answer:
    """`restore --list | --newest`. The copy takes the place only of a database that is damaged or gone."""
    path = database_of(args)
    return _restore(args, path) if args.newest else _list(path)


def _list(path: Path) -> Answer:
    found = [(copy, not unsound(copy.path)) for copy in copies(path)]
    data = [
        {"file": copy.path, "made_at": copy.backup.at, "reason": copy.backup.reason, "sound": sound}
        for copy, sound in found
    ]
    lines = [
        f"{copy.backup.at.astimezone():%d %b %Y %H:%M}  {'sound  ' if sound else 'damaged'}  "
        f"{'' if copy.backup.reason == ROUTINE else copy.backup.reason}".rstrip()
        for copy, sound in found
    ]
    return Answer(data, tuple(lines) or ("There is no copy of the shop's database yet.",))


def _restore(args: Namespace, path: Path) -> Answer:
    with claim(folder_of(args).root):
        wrong = what_is_wrong(path)
        if wrong is None:
            return Answer({"restored": False}, (_NOTHING_WRONG,), FAILED)
        if wrong.kind not in _REPLACEABLE:
            raise wrong
        restored = restore_newest(path, datetime.now(UTC))
    told = _compare(args)
    data = {
        "restored": True,
        "made_at": restored.made_at,
        "kept_aside": restored.kept_aside,
        "compared": told,
    }
    return Answer(data, (restored.sentence, told))


def _compare(args: Namespace) -> str:
    """What came of asking the carrier. Until it could be asked, nothing can be bought."""
    try:
        with opened(args) as shop:
            compared = compare_books(shop.shelf())
    except Fault as fault:
        return f"{sentence(fault, Deed.LOOK).happened} {sentence(Environment(FaultKind.NOT_COMPARED)).text}"
    return compared.sentence if compared else ""
