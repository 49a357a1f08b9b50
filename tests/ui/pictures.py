"""Draw the panels of the queue in every step, for a person to look at. Run by hand; proves nothing.

python tests/ui/pictures.py OUT [PART OF A NAME]: light and dark, at single and double scale, in two sizes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from PySide6.QtCore import QCoreApplication, QEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from postwright.domain.preferences import Theme  # noqa: E402
from postwright.ui.panel import Panel, PanelSpec  # noqa: E402
from postwright.ui.theme import put_on  # noqa: E402
from postwright.ui.window import MainWindow  # noqa: E402
from tests.ui import plausible  # noqa: E402
from tests.ui.scenes import SCENES, Scene  # noqa: E402

SIZES = ((1024, 640), (1280, 800))
SETTLE_MS = 60


def shown(scene: Scene, panel: Panel, size: tuple[int, int]) -> MainWindow:
    """A window with nothing but that panel behind its place on the rail."""
    spec = PanelSpec(scene.place, scene.place.capitalize(), scene.place, "go.1", lambda: panel)
    window = MainWindow([spec], find=lambda text, tell: None, load=dict, save=lambda state: None)
    window.ready.connect(window.begin)
    window.resize(*size)
    window.show_standing(plausible.standing(online=scene.online), practice=False, now=plausible.NOW)
    window.show()
    QTest.qWait(SETTLE_MS)
    return window


def draw(application: QApplication, scene: Scene, size: tuple[int, int], save: Callable[[str], Path]) -> None:
    made = scene.make()
    window = shown(scene, made.panel, size)
    made.act()
    for theme in (Theme.LIGHT, Theme.DARK):
        put_on(application, theme)
        QTest.qWait(SETTLE_MS)
        window.grab().save(str(save(f"{scene.name}-{size[0]}-{theme}")))
    put_on(application, Theme.LIGHT)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    out, wanted = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    out.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR", "")
    if not scale:
        for factor in ("1", "2"):
            environment = os.environ | {"QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
            subprocess.run([sys.executable, *sys.argv], env=environment, check=True)
        return
    application = QApplication([])
    put_on(application, Theme.LIGHT)
    for scene in SCENES:
        for size in SIZES if wanted in scene.name else ():
            draw(application, scene, size, lambda name: out / f"{name}-{scale}x.png")


if __name__ == "__main__":
    main()
