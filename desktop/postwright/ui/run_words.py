"""What buying the waiting queue came to, in one line for whoever was doing something else. Buys nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postwright.ui.words import count_words

if TYPE_CHECKING:
    from postwright.operations.results import QueueRun


def run_words(run: QueueRun) -> str:
    """Money first, then what a person still has to look at; nothing where nothing came of it."""
    said = []
    if run.bought:
        labels = count_words(len(run.bought), "label")
        said.append(f"Bought what waited: {labels} for {run.spent}.")
    asked = len(run.held)
    if asked:
        said.append(f"{count_words(asked, 'parcel')} in Queue {'wants' if asked == 1 else 'want'} an answer.")
    if run.handed_back:
        back = count_words(len(run.handed_back), "parcel")
        said.append(f"{back} came back as {'a draft' if len(run.handed_back) == 1 else 'drafts'}.")
    if run.stopped_by:
        said.append(run.stopped_by[0].sentence)
    if run.alarms:
        said.append(run.alarms[0])
    return " ".join(said)
