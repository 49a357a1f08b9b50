"""What `doctor` finds out about a shop: its files, its books, its copies, its carrier. Changes nothing.

Where the shop cannot be opened, or a window has it, as much as can be is looked at from outside.
"""

from __future__ import annotations

import shutil
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.request import getproxies

from postwright.commands.opening import database_of, folder_of, opened
from postwright.domain.faults import Environment, Fault, FaultKind
from postwright.domain.preferences import Mode
from postwright.domain.sentences import Deed, sentence
from postwright.paths import DataFolder
from postwright.secret_store import keyring_in_use
from postwright.settings_file import load
from postwright.shop import Shop
from postwright.store import cross_check
from postwright.store.backups import copies, trouble
from postwright.store.copying import copy_database
from postwright.store.database import Database
from postwright.store.ledger import Ledger
from postwright.store.soundness import unsound
from postwright.store.sqlite_faults import door

_LITTLE = 64 * 1024 * 1024
# As many documents are read through by the way; more only when asked.
_SOON_READ = 64 * 1024 * 1024
_OLD = timedelta(days=7)


class Check(NamedTuple):
    """One part, whether it works, and in words what was found and what to do."""

    part: str
    fine: bool
    detail: str


def of_shop(args: Namespace) -> list[Check]:
    """Every check; a fault in one is told in its sentence and keeps none of the others from being made."""
    found: list[Check] = []
    try:
        folder = folder_of(args)
        found += [_disk(folder), _keyring(folder), _proxies()]
        path = database_of(args)
    except Fault as fault:
        return [*found, Check("Data", False, _words(fault))]
    found.append(_copies(path, deep=args.deep))
    try:
        with opened(args, copied=False) as shop:
            return [*found, *_of_open(shop, deep=args.deep)]
    except Fault as fault:
        if fault.kind is FaultKind.ALREADY_RUNNING:
            return [*found, *_of_running(path, deep=args.deep)]
        return [*found, Check("Data", False, _words(fault))]


def _of_open(shop: Shop, *, deep: bool) -> list[Check]:
    closed = shop.database.closed_for
    detail = f"{shop.kind}, {shop.folder.root}"
    if closed is not None:
        detail += f". {sentence(Environment(closed), Deed.LOOK).text}"
    found = [
        Check("Lock", True, "no other Postwright has this data folder"),
        Check("Data", closed is None, detail),
        *_books(shop.database, deep=deep),
        _doubts(Ledger(shop.database, shop.now)),
    ]
    if shop.restorations.waiting_since() is not None:
        found.append(Check("Opened copy", False, sentence(Environment(FaultKind.NOT_COMPARED)).text))
    return [*found, _account(shop), _clock(shop)]


def _of_running(path: Path, *, deep: bool) -> list[Check]:
    """A copy is looked at, so that the window is not disturbed."""
    running = Check("Lock", True, "Postwright is open with this data folder; a copy of its data was checked")
    with TemporaryDirectory(prefix="postwright-") as scratch:
        copy = Path(scratch) / path.name
        try:
            with door(path):
                copy_database(path, copy)
            database = Database(copy)
        except Fault as fault:
            return [running, Check("Data", False, _words(fault))]
        try:
            return [
                running,
                *_books(database, deep=deep),
                _doubts(Ledger(database, lambda: datetime.now(UTC))),
            ]
        finally:
            database.close()


def _books(database: Database, *, deep: bool) -> list[Check]:
    """Everything that stands in the database, against itself."""
    damage = database.damage()
    if damage:
        return [Check("Database", False, "; ".join(damage[:3]))]
    try:
        compared = _compared(database, deep=deep)
    except Environment as fault:
        return [Check("Database", False, _words(fault))]
    return [Check("Database", True, "SQLite finds nothing wrong with it"), *compared]


def _compared(database: Database, *, deep: bool) -> list[Check]:
    """Raises Environment for what cannot be read though SQLite finds nothing wrong with it."""
    broken = Ledger(database, lambda: datetime.now(UTC)).verify()
    found = [Check("Books", not broken, "; ".join(broken[:5]) or "every row matches its events")]
    with database.read() as connection:
        money, spent = cross_check.wrong_money(connection)
        found.append(Check("Money", not money, "; ".join(money[:5]) or spent))
        voids = cross_check.wrong_voids(connection) + cross_check.wrong_requests(connection)
        told = "voids, pickups and forms match their events"
        found.append(Check("Requests", not voids, "; ".join(voids[:5]) or told))
        if not deep and cross_check.size_of_documents(connection) > _SOON_READ:
            found.append(Check("Documents", True, "too many to read by the way; doctor --deep reads them"))
            return found
        changed = cross_check.wrong_documents(connection)
    found.append(
        Check("Documents", not changed, "; ".join(changed[:5]) or "every document is as it was kept")
    )
    return found


def _doubts(ledger: Ledger) -> Check:
    doubtful = len(ledger.unsettled())
    return Check(
        "In doubt", not doubtful, f"{doubtful} purchases" + (". Run postwright settle." if doubtful else "")
    )


def _disk(folder: DataFolder) -> Check:
    try:
        free = shutil.disk_usage(folder.root).free
    except OSError as error:
        return Check("Disk", False, f"the free space cannot be told: {error.strerror}")
    words = f"{free // (1024 * 1024):,} MB free"
    return Check("Disk", free > _LITTLE, words if free > _LITTLE else f"only {words}. Free some space.")


def _copies(path: Path, *, deep: bool) -> Check:
    """The newest good copy; with `deep`, every one is looked into."""
    kept = copies(path)
    failed = trouble(path)
    if failed:
        return Check("Copies", False, f"The last copy of the shop could not be made: {failed}")
    if not kept:
        return Check("Copies", True, "none yet; the window makes one when it starts")
    bad = [copy for copy in kept if deep and unsound(copy.path)]
    good = next((copy for copy in kept if copy not in bad and not unsound(copy.path)), None)
    if good is None:
        return Check("Copies", False, "None is sound. Start the window: it makes a new one.")
    when = f"{good.backup.at.astimezone():%d %b %Y %H:%M}"
    words = f"{len(kept)} kept, the newest sound one of {when}"
    if bad:
        return Check("Copies", False, f"{words}; {len(bad)} damaged. Look to the disk of this computer.")
    newest = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else good.backup.at
    old = newest - good.backup.at > _OLD
    return Check("Copies", not old, words + (". It is old: start the window." if old else ""))


def _keyring(folder: DataFolder) -> Check:
    """Needed for a live account only; practice has no secrets."""
    live = load(folder.settings_file)[0].mode is Mode.LIVE
    try:
        return Check("Keyring", True, keyring_in_use())
    except Fault as fault:
        return Check("Keyring", not live, _words(fault) if live else "none; only a live account needs one")


def _proxies() -> Check:
    """Those of the system. Names and passwords in them stay out of sight."""
    found = sorted(
        f"{kind} over {url.rpartition('@')[2]}" for kind, url in getproxies().items() if kind != "no"
    )
    return Check("Proxy", True, ", ".join(found) or "none; the carrier is asked directly")


def _account(shop: Shop) -> Check:
    try:
        account = shop.paying.look()
    except Fault as fault:
        return Check("Carrier", False, _words(fault))
    return Check("Carrier", not account.disabled, f"{account.nickname}, balance {account.balance}")


def _clock(shop: Shop) -> Check:
    wrong = shop.pacer.clock.words
    detail = f"It is {wrong}. Set the clock of this computer." if wrong else "agrees with the carrier's"
    return Check("Clock", not wrong, detail)


def _words(fault: Fault) -> str:
    return sentence(fault, Deed.LOOK).text
