"""The whole main job, through the real window, from an empty folder."""

from __future__ import annotations

import email
import email.policy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PANELS = (
    "first-run", "ship", "label", "qr-mail", "qr-mail-sent", "voids", "labels", "pickups", "attention",
    "offline", "queue", "batch", "batch-result", "print-run", "settings", "settings-mail", "mail-texts",
    "mail", "attention-mail", "unused-codes", "refunds", "reminder", "end-of-day", "end-of-day-closed",
    "scan-form", "reports",
)  # fmt: skip
# The tour takes a minute on a computer that does nothing else.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(700)]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tour")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    command = [sys.executable, "-m", "postwright", "tour", "--out", str(out), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return out


def test_every_step_of_the_main_job_is_done(tour: Path) -> None:
    report = json.loads((tour / "tour.json").read_text(encoding="utf-8"))
    assert [step["step"] for step in report["steps"] if not step["done"]] == []
    assert len(report["steps"]) == 21


def test_every_panel_is_pictured_in_light_and_dark(tour: Path) -> None:
    pictures = {file.name for file in tour.glob("*.png")}
    assert {f"{panel}-{theme}.png" for panel in PANELS for theme in ("light", "dark")} <= pictures
    for panel in PANELS:
        assert (tour / f"{panel}-light.png").read_bytes() != (tour / f"{panel}-dark.png").read_bytes()


def test_the_label_was_printed_as_pdf_and_as_zpl(tour: Path) -> None:
    (pdf,) = tour.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.with_suffix(".zpl").read_bytes().startswith(b"^XA")


def test_the_run_of_labels_was_printed_one_by_one(tour: Path) -> None:
    first, run, late = 1, 2, 2
    assert len(list(tour.glob("*.zpl"))) == first + run + late


def test_the_customers_mail_was_saved(tour: Path) -> None:
    message = email.message_from_bytes((tour / "qr-mail.eml").read_bytes(), policy=email.policy.default)
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds[-1] == "image/png"
    assert "text/plain" in kinds
    assert "text/html" in kinds
