"""How a command tells what must be answered before it buys: the question, its key, what else can be done."""

from __future__ import annotations

from collections.abc import Iterable

from postwright.domain.guards import Guard


def question_lines(guards: Iterable[Guard]) -> tuple[str, ...]:
    """Each question with the answers to it, as one would type them."""
    lines = []
    for guard in guards:
        lines.append(guard.sentence)
        for label_id in guard.label_ids:
            lines.append(f"  print it again:    postwright print {label_id} --reason lost")
            lines.append(f"  void the old one:  postwright void {label_id}")
        lines.append(f"  buy all the same:  add --answer {guard.key}")
    return tuple(lines)


def question_data(guards: Iterable[Guard]) -> list[dict[str, object]]:
    return [
        {"kind": guard.kind, "key": guard.key, "sentence": guard.sentence, "labels": guard.label_ids}
        for guard in guards
    ]
