"""Fill pages from the top down: a head on every page, and blocks that wrap.

Nothing leaves the margins: what does not fit goes to the next page, and a word too wide is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postwright.printing.papers.lettering import Letters, cleaned, lacks, width, wrapped
from postwright.printing.papers.sheet import RULE, UNIT, Bar, Form, Mark, Sheet, Words

_SAMPLE = "SAMPLE"
_PRACTICE = "Practice. Nothing here is paid or can be mailed."
_BOXES = "A box is a letter that this font lacks."


class Flow:
    """One paper being laid out. `again` draws the titles of a table once more on a further page."""

    def __init__(self, form: Form, title: str, *, beside: str = "", practice: bool = False) -> None:
        self.form = form
        self._title = title
        self._beside = beside
        self._practice = practice
        self._pages: list[list[Mark]] = []
        self.again: Callable[[], None] | None = None
        self.y = 0.0
        self._begin()

    # ------------------------------------------------------------ pages

    @property
    def left(self) -> float:
        return self.form.margin

    @property
    def bottom(self) -> float:
        """Where the foot begins: the words above it end here."""
        return self.form.height - self.form.margin - 2 * UNIT

    @property
    def rest(self) -> float:
        """What is left of the page."""
        return self.bottom - self.y

    def draw(self, *marks: Mark) -> None:
        self._pages[-1] += marks

    def need(self, height: float) -> None:
        """Go on at the next page where so much room is not left."""
        if self.rest < height:
            self._begin()
            if self.again is not None:
                self.again()

    def finish(self) -> tuple[Sheet, ...]:
        """The pages, each with its number where there are several."""
        count = len(self._pages)
        return tuple(
            Sheet(self.form, (*marks, *self._foot(number, count, marks)))
            for number, marks in enumerate(self._pages, 1)
        )

    def _begin(self) -> None:
        """A fresh page with its head: the sample's band, the title, and beside it what it is of."""
        first = not self._pages
        self._pages.append([])
        self.y = self.form.margin
        if self._practice:
            self._band()
        letters = self.form.title if first else self.form.strong
        self._head(letters)
        self.gap(1 if first else 0.5)
        self.rule()
        self.gap(1)

    def _head(self, letters: Letters) -> None:
        beside = self.form.strong
        taken = width(self._beside, beside) if self._beside else 0.0
        down = letters.line
        lines = wrapped(self._title, letters, self.form.room - taken - UNIT)
        base = self.y + letters.base
        if taken:
            self.draw(Words(self.form.width - self.left - taken, base, self._beside, beside))
        for line in lines:
            self.draw(Words(self.left, self.y + letters.base, line, letters))
            self.y += down

    def _band(self) -> None:
        """White on black across the page, so that nobody takes a practice paper for a real one."""
        big, words = self.form.strong, self.form.little
        height = 2.5 * UNIT
        self.draw(Bar(self.left, self.y, self.form.room, height))
        base = self.y + height / 2 + big.size * 0.36
        self.draw(Words(self.left + UNIT, base, _SAMPLE, big, white=True))
        beside = self.left + UNIT + width(_SAMPLE, big) + UNIT
        self.draw(Words(beside, base, _PRACTICE, words, white=True))
        self.y += height + UNIT

    def _foot(self, number: int, count: int, marks: Sequence[Mark]) -> tuple[Mark, ...]:
        letters, y = self.form.little, self.form.height - self.form.margin - 2
        found: list[Mark] = []
        if any(isinstance(mark, Words) and lacks(mark.text) for mark in marks):
            found.append(Words(self.left, y, _BOXES, letters))
        if count > 1:
            text = f"Page {number} of {count}"
            x = self.form.width - self.form.margin - width(text, letters)
            found.append(Words(x, y, text, letters))
        return tuple(found)

    # ------------------------------------------------------------ blocks

    def gap(self, units: float) -> None:
        self.y += units * UNIT

    def rule(self) -> None:
        self.draw(Bar(self.left, self.y, self.form.room, RULE))
        self.y += RULE

    def write(
        self, text: str, letters: Letters | None = None, *, x: float | None = None, room: float | None = None
    ) -> None:
        """A paragraph, wrapped."""
        chosen = letters or self.form.body
        left = self.left if x is None else x
        wide = self.form.room - (left - self.left) if room is None else room
        for line in wrapped(cleaned(text), chosen, wide):
            self.need(chosen.line)
            self.draw(Words(left, self.y + chosen.base, line, chosen))
            self.y += chosen.line

    def heading(self, text: str) -> None:
        """A small bold word above a block that stays with it."""
        self.need(self.form.heading.line + 3 * self.form.body.line)
        self.write(text, self.form.heading)

    def side_by_side(self, blocks: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Headed blocks of lines beside each other, such as who sends and who gets it; below each other
        where one of them is longer than a page.
        """
        shown = [(title, lines) for title, lines in blocks if lines]
        if not shown:
            return
        share = (self.form.room - 2 * UNIT * (len(shown) - 1)) / len(shown)
        laid = [self._block(title, lines, share) for title, lines in shown]
        height = max(sum(letters.line for _, letters in lines) for lines in laid)
        self.need(height)
        if height > self.rest:
            for line, letters in (
                one for title, lines in shown for one in self._block(title, lines, self.form.room)
            ):
                self.write(line, letters)
            return
        for number, lines in enumerate(laid):
            x, y = self.left + number * (share + 2 * UNIT), self.y
            for line, letters in lines:
                self.draw(Words(x, y + letters.base, line, letters))
                y += letters.line
        self.y += height

    def _block(self, title: str, lines: Sequence[str], room: float) -> list[tuple[str, Letters]]:
        heading = self.form.heading
        laid = [(part, heading) for part in wrapped(cleaned(title), heading, room)]
        for number, line in enumerate(lines):
            letters = self.form.body if number else self.form.strong
            laid += [(part, letters) for part in wrapped(cleaned(line), letters, room)]
        return laid

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names and values in two columns; what is empty is left out."""
        shown = [(name, value) for name, value in pairs if value]
        body = self.form.body
        beside = self.left + max((width(name, body) for name, _ in shown), default=0.0) + 2 * UNIT
        for name, value in shown:
            self.need(body.line)
            self.draw(Words(self.left, self.y + body.base, name, body))
            self.write(value, body, x=beside)

    def total(self, name: str, amount: str) -> None:
        """A sum under a table: bold, its amount at the right."""
        strong = self.form.strong
        self.need(strong.line + UNIT)
        self.rule()
        self.gap(0.5)
        x = self.form.width - self.left - width(amount, strong)
        self.draw(
            Words(self.left, self.y + strong.base, name, strong),
            Words(x, self.y + strong.base, amount, strong),
        )
        self.y += strong.line

    def lines_to_fill(self, names: Sequence[str]) -> None:
        """Rules to write on by hand, each with its name below."""
        share = (self.form.room - 2 * UNIT * (len(names) - 1)) / len(names)
        self.need(5 * UNIT)
        self.gap(3)
        letters = self.form.little
        for number, name in enumerate(names):
            x = self.left + number * (share + 2 * UNIT)
            self.draw(Bar(x, self.y, share, RULE))
            self.draw(Words(x, self.y + 2 + letters.base, name, letters))
        self.y += 2 + letters.line
