"""The fields that the text of a mail may name, each with its meaning and its use. Fills none in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postwright.domain.letter import LetterKind

ALL = frozenset(LetterKind)
_BY_QR = frozenset({LetterKind.QR})
_ON_ITS_WAY = frozenset({LetterKind.TRACKING, LetterKind.RETURN_LABEL})


class FieldUse(StrEnum):
    """How a field is written into a text."""

    WORDS = "words"  # {{ customer }}
    LINK = "link"  # [Find a Post Office]({{ office_link }})
    PICTURE = "picture"  # {{ qr }}, on a line of its own
    CONDITION = "condition"  # {% if is_return %} … {% endif %}


@dataclass(frozen=True, slots=True)
class LetterField:
    """`meaning` is for the one who writes the text. In a kind that is not among `kinds` it is empty."""

    name: str
    use: FieldUse
    meaning: str
    kinds: frozenset[LetterKind] = ALL

    @property
    def as_written(self) -> str:
        """What is typed to have it in a text."""
        if self.use is FieldUse.CONDITION:
            return f"{{% if {self.name} %}} … {{% endif %}}"
        return f"[…]({{{{ {self.name} }}}})" if self.use is FieldUse.LINK else f"{{{{ {self.name} }}}}"


FIELDS = (
    LetterField("customer", FieldUse.WORDS, "The customer's name."),
    LetterField("shop", FieldUse.WORDS, "Your shop's name, from Settings."),
    LetterField("reply_to", FieldUse.WORDS, "The address for replies, from Settings."),
    LetterField("website", FieldUse.LINK, "Your website, from Settings."),
    LetterField("order", FieldUse.WORDS, "The order number."),
    LetterField("service", FieldUse.WORDS, "The USPS service, such as Ground Advantage."),
    LetterField("ship_to", FieldUse.WORDS, "Who gets the parcel, when that is not the customer."),
    LetterField("ship_date", FieldUse.WORDS, "The day the parcel leaves, in words."),
    LetterField("qr", FieldUse.PICTURE, "The QR code, on a line of its own.", _BY_QR),
    LetterField("label_id", FieldUse.WORDS, "The Label ID. Alone on a line it is shown large.", _BY_QR),
    LetterField("office_link", FieldUse.LINK, "Where to find a Post Office near the customer.", _BY_QR),
    LetterField("print_link", FieldUse.LINK, "Where the label can be printed at home.", _BY_QR),
    LetterField("valid_until", FieldUse.WORDS, "The day to hand it in by, in words, if it is known.", _BY_QR),
    LetterField(
        "tracking_number",
        FieldUse.WORDS,
        "The tracking number. Alone on a line it is shown large.",
        _ON_ITS_WAY,
    ),
    LetterField("tracking_link", FieldUse.LINK, "Where the parcel can be followed.", _ON_ITS_WAY),
    LetterField("is_return", FieldUse.CONDITION, "Whether the parcel is a return to your shop."),
    LetterField("practice", FieldUse.CONDITION, "Whether it is practice. The mail says so by itself."),
)
