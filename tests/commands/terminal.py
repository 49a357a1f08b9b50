"""A terminal in this process on a data folder of its own, and a carrier that is served. Holds no test."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postwright.cli import main
from postwright.domain import draft_document
from postwright.domain.draft import Draft
from postwright.domain.preferences import MailSetup, Origin, Preferences
from postwright.domain.printing_profile import Language, PrinterProfile
from postwright.practice.app import PracticeCarrier, practice_app
from postwright.practice.server import open_server
from postwright.settings_file import save
from postwright.store.backups import folder_of
from tests.domain.samples import DRAFT, SENDER_TEXT

# A Sunday; the sample parcel leaves on Monday.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GROUND = "usps_ground_advantage"
FAULT_FIELDS = {"kind", "proves", "message", "quotation", "field", "code", "request_id"}


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it wrote."""

    code: int
    out: str
    error: str

    @property
    def document(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        assert self.error == ""
        return found

    @property
    def result(self) -> Any:
        """The result of a command that answered; `ok` says whether its exit code is 0."""
        document = self.document
        assert document.keys() == {"ok", "result"}
        assert document["ok"] is (self.code == 0)
        return document["result"]

    @property
    def fault(self) -> dict[str, Any]:
        document = self.document
        assert document.keys() == {"ok", "fault"}
        assert document["ok"] is False
        fault = document["fault"]
        assert isinstance(fault, dict)
        assert fault.keys() == FAULT_FIELDS
        return fault

    @property
    def told(self) -> tuple[int, str, str]:
        """Exit code, kind and what it proves: what a script looks at."""
        return self.code, self.fault["kind"], self.fault["proves"]


class Terminal:
    """Runs commands on one data folder. The practice carrier's clock stands still."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.files = folder.parent
        self._capsys = capsys
        self._drafts = 0

    def words(self, *command: str) -> Said:
        """The command as a person runs it."""
        try:
            code = main([*command, "--data-dir", str(self.folder)])
        except SystemExit as end:
            code = int(end.code or 0)
        wrote = self._capsys.readouterr()
        return Said(code, wrote.out, wrote.err)

    def __call__(self, *command: str) -> Said:
        """The command as a script runs it."""
        return self.words("--json", *command)

    @property
    def practice(self) -> PracticeCarrier:
        """The built-in carrier of this data folder, seen from the other side."""
        return practice_app(self.folder / "practice" / "carrier")

    @property
    def database(self) -> Path:
        return self.folder / "practice" / "shop.db"

    def draft_file(self, draft: Draft = DRAFT, name: str = "draft.json") -> str:
        file = self.files / name
        file.write_text(json.dumps(draft_document.write(draft)), "utf-8")
        return str(file)

    def draft(self, **changes: Any) -> str:
        """A draft that is kept, each to somebody else; its id."""
        self._drafts += 1
        name = DRAFT.to.name if self._drafts == 1 else f"{DRAFT.to.name} {self._drafts}"
        other = {"to": replace(DRAFT.to, name=name, line1=f"{self._drafts} Main St")} | changes
        said = self("draft", "add", self.draft_file(replace(DRAFT, **other)))
        assert said.code == 0, said
        return str(said.result["draft"])

    def forget_copies(self) -> None:
        """Throw away the copy of the shop that the first command made."""
        shutil.rmtree(folder_of(self.database))

    def label(self, **changes: Any) -> str:
        """A label that is bought; its id."""
        said = self("buy", self.draft(**changes), "--service", GROUND)
        assert said.code == 0, said
        return str(said.result["label"])

    def queued(self, at_most: str = "20.00") -> str:
        """A draft that waits to be bought; its id."""
        draft = self.draft()
        assert self("queue", "add", draft, "--at-most", at_most, "--service", GROUND).code == 0
        return draft

    def set_up(self, **changes: Any) -> None:
        """Settings with an origin, a printer that is a folder, and a mail sender."""
        (self.files / "printer").mkdir()
        preferences = Preferences(
            origins=(Origin("Desk", SENDER_TEXT),),
            printers=(PrinterProfile("Zebra", f"folder:{self.files / 'printer'}", Language.ZPL, offset_x=4),),
            mail=MailSetup("Juniper Goods", "shop@example.com"),
        )
        save(self.folder / "settings.json", replace(preferences, **changes))


@contextmanager
def served(carrier: PracticeCarrier) -> Iterator[str]:
    """The address of the carrier while it is served on loopback."""
    server = open_server(carrier, host="127.0.0.1", port=0, control_token="")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
