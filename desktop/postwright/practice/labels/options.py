"""How a label is to be made: format, layout, download, display scheme and the rest (api.md 10.2)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from postwright.practice import problems
from postwright.practice.accounts.images import find_image, not_supported
from postwright.practice.choices import CHARGE_EVENTS, DOWNLOADS, FORMATS, LAYOUTS, VALIDATIONS, choice, text
from postwright.practice.desk import Desk, Json

ON_SCAN = "on_carrier_acceptance"
# What can be drawn on a paper other than 4x6: letter as pdf alone, zpl on none (api.md 10.2, 27). The
# documents name png for letter too; as they disagree, the stricter one is kept.
_FORMATS_ON = {"letter": {"pdf"}, "A4": {"pdf", "png"}, "A6": {"pdf", "png"}}


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """The options of one purchase, checked."""

    label_format: str
    label_layout: str
    display_scheme: str
    charge_event: str
    rma_number: str | None
    inline: bool
    validate_address: str
    label_image_id: str | None

    def kept(self) -> Json:
        return asdict(self)


def wants_inline(value: str | None) -> bool:
    if value not in (None, "", *DOWNLOADS):
        raise problems.bad_value("label_download_type", value)
    return value == "inline"


def read_options(desk: Desk, body: Json, *, domestic: bool) -> LabelOptions:
    """The options of a purchase. Raises Problem for what the carrier does not do."""
    options = LabelOptions(
        label_format=choice(body, "label_format", FORMATS, "pdf"),
        label_layout=choice(body, "label_layout", LAYOUTS & {*desk.switches.label_layouts}, "4x6"),
        display_scheme=choice(body, "display_scheme", frozenset(desk.switches.display_schemes), "label"),
        charge_event=choice(body, "charge_event", CHARGE_EVENTS, "carrier_default"),
        rma_number=text(body, "rma_number"),
        inline=choice(body, "label_download_type", DOWNLOADS, "url") == "inline",
        validate_address=choice(body, "validate_address", VALIDATIONS, "no_validation"),
        label_image_id=_image(desk, body),
    )
    if options.label_format not in _FORMATS_ON.get(options.label_layout, FORMATS):
        raise problems.bad_value("label_layout", options.label_layout)
    if options.charge_event == ON_SCAN and not desk.switches.pay_on_scan:
        message = "This carrier charges when the label is made."
        raise problems.against_the_rules("invalid_charge_event", message, field_name="charge_event")
    if options.display_scheme != "label" and not domestic:
        raise problems.bad_value("display_scheme", options.display_scheme)
    made = desk.switches.display_scheme_made
    return options if made == "as_asked" else replace(options, display_scheme=made)


def _image(desk: Desk, body: Json) -> str | None:
    """The picture that is to stand on the label. Raises Problem where there can be none, or not this one."""
    image = text(body, "label_image_id")
    if image is None:
        return None
    if desk.mode == "sandbox" or body.get("label_format") == "zpl":
        raise not_supported()
    if find_image(desk, image) is None:
        raise problems.unknown("label_image_id", image, 400)
    return image
