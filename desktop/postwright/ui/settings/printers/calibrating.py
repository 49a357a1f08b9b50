"""Leads through a calibration: print, type what the ruler shows, see what follows, keep or undo. No Qt."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.calibration import Calibrated, calibrate, reading_of, setting_words, spans
from postwright.domain.faults import Fault
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.ruler_reading import length_problems, length_words, read_lengths
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import Tone, done, notice_of
from postwright.ui.settings.printers.bench import Bench
from postwright.ui.settings.printers.screen import NO_TEXTS, CalibratingScreen


class Calibrating:
    """A change is saved at once; Undo brings back what was before it."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._drawing = Asking(bench.prints)

    def open(self) -> None:
        """Show the card with what the ruler should show."""
        profile = self._bench.screen.profile
        if profile is None or not self._bench.screen.can_calibrate:
            return
        expected = tuple(length_words(length) for length in spans(profile).all)
        form = self._bench.screen.calibrating.form + 1
        self._bench.calibrating(CalibratingScreen(open=True, expected=expected, form=form))
        self._drawing.ask(
            lambda: self._bench.deeds.target_picture(profile),
            self._drawn,
            lambda fault: self._bench.tell(notice_of(fault, Deed.PAPER)),
            name="Drawing the target",
        )

    def _drawn(self, png: bytes) -> None:
        self._bench.calibrating(replace(self._bench.screen.calibrating, picture=png))

    def print_target(self) -> None:
        """With what the profile holds now, so that a second one shows what the first has mended."""
        bench, profile = self._bench, self._bench.screen.profile
        if profile is None or not bench.screen.can_calibrate:
            return
        card = bench.screen.calibrating
        again = replace(card, texts=NO_TEXTS, problems=NO_TEXTS, form=card.form + 1)
        bench.calibrating(replace(again, printing=True))
        bench.prints(
            lambda: bench.deeds.target(profile), self._printed, self._not_printed, name="Printing a target"
        )

    def _printed(self, words: str) -> None:
        self._bench.calibrating(replace(self._bench.screen.calibrating, printing=False))
        self._bench.tell(done(words))

    def _not_printed(self, fault: Fault) -> None:
        self._bench.calibrating(replace(self._bench.screen.calibrating, printing=False))
        self._bench.tell(notice_of(fault, Deed.PAPER))

    def write(self, texts: tuple[str, ...]) -> None:
        """What stands in the fields now."""
        self._bench.calibrating(replace(self._bench.screen.calibrating, texts=texts, problems=NO_TEXTS))

    def work_out(self) -> None:
        """Turn what the ruler showed into a scale and an offset, or say what is probably wrong."""
        bench, profile = self._bench, self._bench.screen.profile
        card = bench.screen.calibrating
        if profile is None or not card.can_work_out:
            return
        lengths = read_lengths(card.texts, spans(profile).all)
        problems = length_problems(card.texts, lengths)
        if any(problems):
            bench.calibrating(replace(card, problems=problems, verdict=""))
            return
        found = calibrate(profile, reading_of(lengths))
        if not isinstance(found, Calibrated):
            bench.calibrating(replace(card, problems=NO_TEXTS, verdict=found.why, tone=Tone.WAITING))
            return
        before = card.before or profile if found.changes else card.before
        bench.screen = replace(
            bench.screen,
            calibrating=replace(card, problems=NO_TEXTS, verdict=found.words, tone=Tone.DONE, before=before),
        )
        self._save(profile, found.profile)

    def _save(self, old: PrinterProfile, new: PrinterProfile) -> None:
        if old == new:
            self._bench.show(self._bench.screen)
        else:
            self._bench.keep(new)

    def undo(self) -> None:
        """Bring back the size and the place from before; what else was changed meanwhile stays."""
        bench = self._bench
        card, profile = bench.screen.calibrating, bench.screen.profile
        if card.before is None or profile is None:
            return
        back = replace(
            profile,
            scale_x=card.before.scale_x,
            scale_y=card.before.scale_y,
            offset_x=card.before.offset_x,
            offset_y=card.before.offset_y,
        )
        words = "It is as it was before the calibration."
        bench.screen = replace(
            bench.screen, calibrating=replace(card, before=None, verdict=words, tone=Tone.PLAIN)
        )
        self._save(profile, back)

    def reset(self) -> None:
        """Back to the size and the place of a printer that was never calibrated; Undo is offered."""
        bench, profile = self._bench, self._bench.screen.profile
        if profile is None or not bench.screen.can_reset:
            return
        self.open()
        plain = replace(profile, scale_x=1000, scale_y=1000, offset_x=0, offset_y=0)
        words = f"{setting_words(plain)}. Print a target to see."
        card = replace(bench.screen.calibrating, before=profile, verdict=words)
        bench.screen = replace(bench.screen, calibrating=card)
        self._save(profile, plain)

    def close(self) -> None:
        """Keep what was worked out, and put the card away."""
        self._drawing.drop()
        self._bench.calibrating(CalibratingScreen(form=self._bench.screen.calibrating.form))
