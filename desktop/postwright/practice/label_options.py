"""How a label is to be made: format, layout, download, display scheme and the rest (api.md 10.2)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from postwright.practice import problems
from postwright.practice.choices import CHARGE_EVENTS, DOWNLOADS, FORMATS, LAYOUTS, VALIDATIONS, choice, text
from postwright.practice.desk import Desk, Json


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
        label_layout=choice(body, "label_layout", LAYOUTS, "4x6"),
        display_scheme=choice(body, "display_scheme", frozenset(desk.switches.display_schemes), "label"),
        charge_event=choice(body, "charge_event", CHARGE_EVENTS, "carrier_default"),
        rma_number=text(body, "rma_number"),
        inline=choice(body, "label_download_type", DOWNLOADS, "url") == "inline",
        validate_address=choice(body, "validate_address", VALIDATIONS, "no_validation"),
    )
    if options.label_layout != "4x6":
        raise problems.bad_value("label_layout", options.label_layout)
    if options.charge_event == "on_carrier_acceptance":
        message = "This carrier charges when the label is made."
        raise problems.against_the_rules("invalid_charge_event", message, field_name="charge_event")
    if options.display_scheme != "label" and not domestic:
        raise problems.bad_value("display_scheme", options.display_scheme)
    _check_image(desk, body.get("label_image_id"), options.label_format)
    return options


def _check_image(desk: Desk, image: object, label_format: str) -> None:
    if image is None:
        return
    if desk.mode == "sandbox" or label_format == "zpl":
        message = "Label images are not supported here."
        raise problems.against_the_rules("label_images_not_supported", message, field_name="label_image_id")
    raise problems.unknown("label_image_id", str(image), 400)
