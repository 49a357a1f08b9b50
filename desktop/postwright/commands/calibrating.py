"""Commands that set a printer right: its test page, its calibration, the check of its head.

What is measured is saved with the printer, as in Settings. Kept out while a window holds the settings.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from postwright.commands.answer import FAILED, Answer
from postwright.commands.opening import folder_of
from postwright.domain.calibration import NotCalibrated, calibrate, reading_of, setting_words, spans
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.head_check import (
    dead_dots,
    gaps_of,
    head_words,
    is_past_help,
    ladder_of,
    read_gaps,
)
from postwright.domain.preferences import Preferences
from postwright.domain.printer_setup import has_head
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.ruler_reading import length_problems, length_words, read_lengths
from postwright.instance import claim
from postwright.operations.check_head import check_head
from postwright.operations.print_target import check_paper, print_target
from postwright.operations.print_test_page import print_test_page
from postwright.paths import DataFolder
from postwright.settings_file import load, save

_MARKS = ("A", "B", "C", "D", "box")
_OPTIONS = ("--a", "--b", "--c", "--d", "--box")
_MEASURE = "Measure it, then say what the ruler shows:"


@contextmanager
def _chosen(args: Namespace) -> Iterator[tuple[DataFolder, Preferences, PrinterProfile]]:
    """The printer of the command line. Raises BadInput(PRINTER_UNKNOWN), Environment(ALREADY_RUNNING)."""
    folder = folder_of(args)
    with claim(folder.root):
        preferences, _ = load(folder.settings_file)
        profile = preferences.printer_named(args.printer)
        if profile is None:
            raise BadInput(FaultKind.PRINTER_UNKNOWN, args.printer)
        yield folder, preferences, profile


def test_page(args: Namespace) -> Answer:
    """`printer test-page PRINTER`: edges, a ruler and the narrowest bars."""
    with _chosen(args) as (_, _, profile):
        words = print_test_page(profile)
    return Answer({"printer": profile.name, "sent": words}, (words,))


def calibration(args: Namespace) -> Answer:
    """`printer calibrate PRINTER`: print the target; with what the ruler shows, work out size and place."""
    texts = tuple(text or "" for text in (args.a, args.b, args.c, args.d, args.box))
    with _chosen(args) as (folder, preferences, profile):
        check_paper(profile)
        if args.reset:
            plain = replace(profile, scale_x=1000, scale_y=1000, offset_x=0, offset_y=0)
            _keep(folder, preferences, profile, plain)
            words = f"{setting_words(plain)}. Print a target to see."
            return Answer(_calibration_data(plain, profile, words), (words,))
        if any(text.strip() for text in texts):
            return _worked_out(folder, preferences, profile, texts)
        words = print_target(profile)
    should = dict(zip(_MARKS, map(length_words, spans(profile).all), strict=True))
    lines = [words, *(f"  {mark:3}  should be {length}" for mark, length in should.items())]
    usage = " ".join(f"{option} LENGTH" for option in _OPTIONS[:4])
    lines += [_MEASURE, f'  printer calibrate "{profile.name}" {usage}']
    return Answer({"printer": profile.name, "sent": words, "expected": should}, tuple(lines))


def _worked_out(
    folder: DataFolder, preferences: Preferences, profile: PrinterProfile, texts: tuple[str, ...]
) -> Answer:
    lengths = read_lengths(texts, spans(profile).all)
    problems = [
        f"{option}: {problem}"
        for option, problem in zip(_OPTIONS, length_problems(texts, lengths), strict=True)
        if problem
    ]
    if problems:
        return Answer(_calibration_data(profile, profile, " ".join(problems)), tuple(problems), FAILED)
    found = calibrate(profile, reading_of(lengths))
    if isinstance(found, NotCalibrated):
        return Answer(_calibration_data(profile, profile, found.why), (found.why,), FAILED)
    _keep(folder, preferences, profile, found.profile)
    return Answer(_calibration_data(found.profile, profile, found.words), (found.words,))


def _calibration_data(profile: PrinterProfile, before: PrinterProfile, words: str) -> dict[str, object]:
    return {
        "printer": profile.name,
        "changed": profile != before,
        "scale_x": profile.scale_x,
        "scale_y": profile.scale_y,
        "offset_x": profile.offset_x,
        "offset_y": profile.offset_y,
        "words": words,
    }


def head_check(args: Namespace) -> Answer:
    """`printer head-check PRINTER`: print the ladder; with the gaps on it, place labels around them."""
    with _chosen(args) as (folder, preferences, profile):
        if not has_head(profile):
            words = f"{profile.name} prints sheets. Only a label printer has a head of dots to check."
            return Answer(_head_data(profile, words), (words,), FAILED)
        ladder = ladder_of(profile)
        if args.gaps is None:
            words = check_head(profile)
            known = ", ".join(map(str, gaps_of(profile.dead_dots, ladder)))
            lines = (words, f"Gaps that are known: {known or 'none'}.", "Say which you see, or '' for none:",
                     f'  printer head-check "{profile.name}" --gaps "37.4, 52"')  # fmt: skip
            return Answer(_head_data(profile, words), lines)
        gaps, problem = read_gaps(args.gaps, ladder)
        if problem:
            return Answer(_head_data(profile, problem), (problem,), FAILED)
        marked = replace(profile, dead_dots=dead_dots(gaps, ladder))
        _keep(folder, preferences, profile, marked)
    words = head_words(marked.dead_dots, marked.dpi)
    return Answer(_head_data(marked, words), (words,))


def _head_data(profile: PrinterProfile, words: str) -> dict[str, object]:
    gaps = [str(gap) for gap in gaps_of(profile.dead_dots, ladder_of(profile))]
    past_help = is_past_help(profile.dead_dots, profile.dpi)
    data = {"gaps": gaps, "dead_dots": profile.dead_dots, "past_help": past_help, "words": words}
    return {"printer": profile.name, **data}


def _keep(folder: DataFolder, preferences: Preferences, old: PrinterProfile, new: PrinterProfile) -> None:
    """Save the printer as it is now. Raises Environment."""
    if new != old:
        printers = tuple(new if one is old else one for one in preferences.printers)
        save(folder.settings_file, replace(preferences, printers=printers))
