"""What the carrier's error codes mean to a shipping clerk (api.md 3.1). Never decides by a message's text."""

from __future__ import annotations

from postwright.domain.advice import Action, Words

_PLAN = "Look at your plan on the ShipStation site, then try again."
_SIGN_IN = "Sign in to your ShipStation account and look there, then try again."
_CORRECT = "Read its reason, correct what it names, then try again."
_AGAIN = "Ask for the rates again."

# By error_code. The meaning is left open: it depends on what was being done. Codes that say nothing about the
# reason (unspecified, unknown), and those that `outcome.py` knows as kinds of their own, have no line.
_WORDS = {
    # The account and what it may do.
    "auto_fund_not_supported": Words("Money cannot be added to this postage account from here.", "",
        "Add it on the Stamps.com site."),
    "carrier_conflict": Words("This postage account is connected already.", "",
        "Choose it in Settings.", Action.OPEN_SETTINGS),
    "carrier_not_supported": Words("The carrier of this account cannot do this.", "",
        "Choose a USPS account in Settings.", Action.OPEN_SETTINGS),
    "forbidden": Words("The account is not allowed to do this.", "",
        "Check what your ShipStation plan and API key allow.", Action.OPEN_SETTINGS),
    "invalid_billing_plan": Words("Your ShipStation plan does not include this.", "", _PLAN),
    "subscription_inactive": Words("The ShipStation subscription is not active.", "", _PLAN),
    "trial_expired": Words("The ShipStation trial is over.", "", _PLAN),
    "terms_not_accepted": Words("New terms of the carrier wait to be accepted.", "",
        "Sign in to your ShipStation account, read and accept them, then try again."),
    "unauthorized": Words("The carrier does not accept this sign-in.", "",
        "Check the API key and the account in Settings.", Action.OPEN_SETTINGS),
    "verification_failure": Words("The carrier could not verify the account.", "", _SIGN_IN),
    "settings_not_supported": Words("This postage account has no such settings.", "",
        "Leave them as they are."),
    "order_source_not_active": Words("The order source is switched off.", "", _SIGN_IN),
    "refresh_not_supported": Words("This order source cannot be read again from here.", "", _SIGN_IN),
    # Money.
    "meter_failure": Words("The postage meter at Stamps.com has trouble.", "",
        "Try again in a few minutes. If it stays, ask Stamps.com.", Action.RETRY),
    "insurance_failure": Words("The insurance could not be bought.", "",
        "Try again without it, or insure the parcel elsewhere.", Action.EDIT_DRAFT),
    "invalid_charge_event": Words("This carrier cannot charge at the moment that was asked for.", "",
        "Let it charge when the label is made."),
    "funding_source_registration_in_progress": Words("The payment method is still being set up.", "",
        "Wait until ShipStation has confirmed it, then try again.", Action.RETRY),
    "funding_source_missing_configuration": Words("The payment method is not set up.", "", _SIGN_IN),
    "funding_source_error": Words("The payment for the postage did not go through.", "", _SIGN_IN),
    # The parcel and what was asked for it.
    "confirmation_not_supported": Words("This service has no such proof of delivery.", "",
        "Choose another proof of delivery or another service.", Action.EDIT_DRAFT),
    "customs_items_required": Words("The customs declaration is missing.", "",
        "List what is in the parcel, then try again.", Action.EDIT_DRAFT),
    "invalid_address": Words("The carrier does not accept an address.", "",
        "Correct the address, then try again.", Action.EDIT_DRAFT),
    "field_value_required": Words("Something that the carrier needs is missing.", "",
        "Fill in what its reason names, then try again.", Action.EDIT_DRAFT),
    "invalid_field_value": Words("The carrier does not accept one of the values.", "", _CORRECT,
        Action.EDIT_DRAFT),
    "invalid_string_length": Words("A text is too long or too short for the carrier.", "", _CORRECT,
        Action.EDIT_DRAFT),
    "field_conflict": Words("Two of the values contradict each other.", "", _CORRECT, Action.EDIT_DRAFT),
    "invalid_object": Words("The carrier could not make sense of the request.", "", _CORRECT,
        Action.EDIT_DRAFT),
    "request_body_required": Words("The carrier received an empty request.", "", "Try again.", Action.RETRY),
    "no_rates_returned": Words("The carrier has no price for this parcel.", "",
        "Check its address, weight and size.", Action.EDIT_DRAFT),
    "service_not_determined": Words("The carrier could not choose a service.", "", _AGAIN, Action.ASK_RATES),
    "shipping_rule_not_found": Words("The shipping rule is not at the carrier any more.", "", _AGAIN,
        Action.ASK_RATES),
    "identifiers_must_match": Words("Two numbers that belong together differ.", "", _AGAIN, Action.ASK_RATES),
    # Labels and what becomes of them.
    "identifier_conflict": Words("The carrier has something with this number already.", "",
        "Look for it in Labels before you ask again.", Action.OPEN_LABELS),
    "invalid_identifier": Words("The carrier knows nothing by this number.", "", "Check again later.",
        Action.RETRY),
    "invalid_status": Words("In its present state this can no longer be done.", "",
        "Look at it in Labels, then decide.", Action.OPEN_LABELS),
    "return_label_not_supported": Words("The carrier makes no return label for this parcel.", "",
        "Returns are made within the country, for labels not voided. Buy an ordinary label instead."),
    "incompatible_paired_labels": Words("The return label does not go with the first label.", "",
        "Make the return from the label that the parcel was sent with.", Action.OPEN_LABELS),
    "label_images_not_supported": Words("This label cannot carry the shop's picture.", "",
        "Try again without the picture."),
    "tracking_not_supported": Words("This parcel cannot be followed from here.", "",
        "Look it up on the USPS site."),
    "file_not_found": Words("The carrier no longer has this document; it keeps them for 90 days.", "",
        "Use the copy in Labels.", Action.OPEN_LABELS),
    # Places and lists at the carrier.
    "default_warehouse_cannot_be_deleted": Words("The main origin cannot be removed.", "",
        "Make another one the main origin first.", Action.OPEN_SETTINGS),
    "warehouse_conflict": Words("There is an origin like this already.", "",
        "Use that one, or change its name.", Action.OPEN_SETTINGS),
    "batch_cannot_be_modified": Words("The labels of this batch are being made already.", "",
        "Make a new batch for the rest."),
    "webhook_event_type_conflict": Words("The carrier reports such events to another place already.", "",
        _SIGN_IN),
    "rate_limit_exceeded": Words("The carrier asks for a pause.", "", "Try again in a minute.", Action.RETRY),
    # Not on the published list, but seen.
    "not_found": Words("The carrier's server does not know this request.", "",
        "Check the address of the carrier's server.", Action.OPEN_SETTINGS),
    "timeout": Words("The carrier took too long and gave up.", "", "Try again in a moment.", Action.RETRY),
}  # fmt: skip


def words_for(code: str) -> Words | None:
    """The words for a code of the carrier; None where the code says nothing or is not known yet."""
    return _WORDS.get(code)
