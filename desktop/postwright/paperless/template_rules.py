"""What may stand in a text of the shop: fields, and conditions on fields. Refuses all else, with its line.

A text comes from a person, or from a file that somebody sent to that person. It is read here before it is
ever filled in, and what is not listed as allowed is refused, so that a hostile one has nothing to work with.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from postwright.domain.letter import TemplateProblem
from postwright.domain.letter_fields import FIELDS, FieldUse
from postwright.paperless.filling import FILTERS, environment, literal
from postwright.paperless.passages import typed

LONGEST_SOURCE = 12_000
LONGEST_SUBJECT_SOURCE = 1_000
_DEEPEST = 16

NAMES = tuple(field.name for field in FIELDS)
_CONDITIONS = {field.name for field in FIELDS if field.use is FieldUse.CONDITION}

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr,
    nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Filter,
)  # fmt: skip
_KNOWN = "What can be used is {{ field }} and {% if field %} … {% else %} … {% endif %}."
_IF = re.compile(r"\{%[-+]?\s*(if|endif)\b")


def problems(source: str, first_line: int = 1) -> tuple[TemplateProblem, ...]:
    """What keeps a text from use, in the order of its lines. `first_line` is 0 for a subject."""
    longest = LONGEST_SOURCE if first_line else LONGEST_SUBJECT_SOURCE
    if len(source) > longest:
        return (TemplateProblem(0, f"This is too long. {longest:,} characters fit."),)
    source = typed(source)
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        return (_syntax(source, error.lineno if first_line else 0, error.message or ""),)
    except (ValueError, RecursionError, MemoryError, OverflowError):
        # What a long number or thousands of brackets do to a parser.
        return (TemplateProblem(0, f"This cannot be read. {_KNOWN}"),)
    found = dict.fromkeys(_walk(tree, 0))
    return tuple(
        sorted(
            (one if first_line else TemplateProblem(0, one.sentence) for one in found),
            key=lambda one: one.line,
        )
    )


def _syntax(source: str, line: int, message: str) -> TemplateProblem:
    if "Unexpected end of template" in message and (opened := _unclosed(source)):
        sentence = "This {% if … %} is not closed. Put {% endif %} where it ends."
        return TemplateProblem(opened if line else 0, sentence)
    if found := re.search(r"unknown tag '(\w+)'", message):
        word = found[1]
        if word in ("endif", "else", "elif"):
            return TemplateProblem(line, f"There is no {{% if … %}} before this {{% {word} %}}.")
        return TemplateProblem(line, f"{{% {word} %}} cannot be used here. {_KNOWN}")
    if re.search(r"\{%-?\s*(for|set|macro|call|include|import|from|extends|block|filter|with|do)\b", source):
        return TemplateProblem(line, f"This cannot be used here. {_KNOWN}")
    return TemplateProblem(line, "A {{ … }} or {% … %} here is not complete.")


def _unclosed(source: str) -> int:
    """The line of the last condition that is still open, or 0."""
    opened: list[int] = []
    for found in _IF.finditer(source):
        if found[1] == "if":
            opened.append(source.count("\n", 0, found.start()) + 1)
        elif opened:
            opened.pop()
    return opened[-1] if opened else 0


def _walk(node: nodes.Node, depth: int) -> Iterator[TemplateProblem]:
    if depth > _DEEPEST:
        yield TemplateProblem(node.lineno, "Too many conditions stand inside one another.")
        return
    if not isinstance(node, _ALLOWED):
        yield TemplateProblem(node.lineno, f"This cannot be used here. {_KNOWN}")
        return
    yield from _own(node)
    for child in node.iter_child_nodes():
        yield from _walk(child, depth + 1)


def _own(node: nodes.Node) -> Iterator[TemplateProblem]:
    if isinstance(node, nodes.Name) and node.name not in NAMES:
        yield TemplateProblem(node.lineno, _unknown(node.name))
    elif isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
        names = " and ".join(FILTERS)
        yield TemplateProblem(node.lineno, f"“|{node.name}” cannot be used here. There are {names}.")
    elif isinstance(node, nodes.Output):
        for child in node.nodes:
            if isinstance(child, nodes.Name) and child.name in _CONDITIONS:
                sentence = (
                    f"“{child.name}” is yes or no, so it has no words. Use it in {{% if {child.name} %}}."
                )
                yield TemplateProblem(child.lineno, sentence)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.lower(), NAMES, n=1, cutoff=0.6)
    hint = f"Did you mean “{near[0]}”?" if near else "Choose one from the list of fields."
    return f"There is no field “{name[:40]}”. {hint}"


def laid_out(source: str, known: Mapping[str, str | bool]) -> str:
    """The text with every branch of its conditions in it and the fields filled in, line by line as it was
    written, so that what is wrong on any way through it is found where it stands.
    """
    told: list[str] = []
    inside: str | None = None
    for _, kind, text in environment().lex(typed(source)):
        if kind == "variable_begin":
            inside = ""
        elif kind == "variable_end" and inside is not None:
            told.append(literal(known.get(inside, inside)).strip("\n"))
            inside = None
        elif kind == "data":
            told.append(text)
        elif inside is None or kind == "whitespace":
            told.append("\n" * text.count("\n"))
        elif kind == "name" and inside not in known:
            inside = text
    return "".join(told)
