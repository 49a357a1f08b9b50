"""A label's fields: what stands between two ^FS, with all that was set before it. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from postwright.printing.zpl_reading import Command, Script, unescape

# Height of a printer's own letters in dots where a label gives none (ZPL II Programming Guide, 8 dots/mm).
_HEIGHTS = {
    **{"A": 9, "B": 11, "C": 18, "D": 18, "E": 28, "F": 26, "G": 60, "H": 21},
    **{"P": 20, "Q": 28, "R": 35, "S": 40, "T": 48, "U": 59, "V": 80, "0": 15},
}
_OTHER_CODES = "B0 B1 B2 B3 B4 B5 B7 B8 B9 BA BB BD BE BF BI BJ BK BL BM BO BP BQ BR BS BT BU BX BZ"
DRAWS = frozenset(f"BC GB GC GD GE GF GS {_OTHER_CODES}".split())


@dataclass(frozen=True, slots=True)
class Settings:
    """What a label sets for all fields after it. As it stands here before a label's first command.

    A printer keeps them from one label to the next: the width and height of bars (^BY) are unknown, 0, until
    the label itself sets them. The others are as our own labels, and all that are passed on, leave them.
    """

    home: tuple[int, int] = (0, 0)
    module: int = 0
    height: int = 0
    turn: str = "N"
    reverse: bool = False
    font: str = "0"
    letter_height: int = 15
    letter_width: int = 0

    @property
    def moves_later_labels(self) -> bool:
        """Whether a printer that keeps them would print the next label elsewhere or otherwise."""
        return self.home != (0, 0) or self.turn != "N" or self.reverse


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its corner in dots. `draws` is the command of its barcode, box or graphic."""

    settings: Settings
    x: int = 0
    y: int = 0
    typeset: bool = False  # ^FT: the corner is the lower left one
    right: bool = False
    reverse: bool = False
    draws: Command | None = None
    letters: Command | None = None
    block: Command | None = None
    indicator: str = ""
    data: bytes = b""

    @property
    def text(self) -> str:
        """A letter for each byte, after ^FH; line ends are skipped as printers skip them."""
        value = unescape(self.data, self.indicator) if self.indicator else self.data
        return value.decode("latin-1").translate({13: None, 10: None, 9: None})

    @property
    def letter_height(self) -> int:
        """Of this field's own font, or of the one set for all."""
        if self.letters is None:
            return self.settings.letter_height
        usual = _HEIGHTS.get(self.letters.name[1], self.settings.letter_height)
        return self.letters.number(1, usual)

    @property
    def letter_width(self) -> int:
        """As it is asked for; 0 where it follows from the height."""
        return self.letters.number(2, 0) if self.letters else self.settings.letter_width

    def turn(self, command: Command | None) -> str:
        """Which way a barcode or letters lie: N, R, I or B."""
        return (command.letter(0, "") if command else "")[:1] or self.settings.turn


def read_fields(script: Script) -> tuple[tuple[Field, ...], Settings]:
    """The fields in order, and what is set when the label ends."""
    settings, done = Settings(), []
    field = Field(settings)
    for command in script.commands:
        if sets := _SETS.get(command.name):
            settings = sets(settings, command)
        elif says := _SAYS.get(command.name):
            field = says(field, settings, command)
        elif command.name in DRAWS:
            field = replace(field, draws=command)
        elif command.name.startswith("A"):
            field = replace(field, letters=command)
        elif command.name == "FS":
            done.append(replace(field, settings=settings, reverse=field.reverse or settings.reverse))
            field = Field(settings)
    return tuple(done), settings


def _home(settings: Settings, command: Command) -> Settings:
    return replace(settings, home=(command.number(0, 0), command.number(1, 0)))


def _bars(settings: Settings, command: Command) -> Settings:
    return replace(
        settings,
        module=command.number(0, settings.module),
        height=command.number(2, settings.height),
    )


def _turn(settings: Settings, command: Command) -> Settings:
    return replace(settings, turn=command.letter(0, "N"))


def _reverse(settings: Settings, command: Command) -> Settings:
    return replace(settings, reverse=command.letter(0, "N") == "Y")


def _font(settings: Settings, command: Command) -> Settings:
    font = command.letter(0, settings.font)
    usual = _HEIGHTS.get(font, settings.letter_height)
    height, width = command.number(1, usual), command.number(2, 0)
    return replace(settings, font=font, letter_height=height, letter_width=width)


def _place(field: Field, settings: Settings, command: Command) -> Field:
    return replace(
        field,
        x=settings.home[0] + command.number(0, 0),
        y=settings.home[1] + command.number(1, 0),
        typeset=command.name == "FT",
        right=command.letter(2, "0") == "1",
    )


def _invert(field: Field, _settings: Settings, _command: Command) -> Field:
    return replace(field, reverse=True)


def _escape(field: Field, _settings: Settings, command: Command) -> Field:
    return replace(field, indicator=command.text.strip() or "_")


def _block(field: Field, _settings: Settings, command: Command) -> Field:
    return replace(field, block=command)


def _data(field: Field, _settings: Settings, command: Command) -> Field:
    return replace(field, data=command.value)


_SETS: dict[str, Callable[[Settings, Command], Settings]] = {
    "LH": _home,
    "BY": _bars,
    "FW": _turn,
    "LR": _reverse,
    "CF": _font,
}
_SAYS: dict[str, Callable[[Field, Settings, Command], Field]] = {
    "FO": _place,
    "FT": _place,
    "FR": _invert,
    "FH": _escape,
    "FB": _block,
    "TB": _block,
    "FD": _data,
    "FV": _data,
}
