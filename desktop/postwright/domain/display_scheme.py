"""The carrier's words for how a label is delivered: what each means, and which one it honoured (api.md 10.7).

Two families are documented, and no document settles which one is taken.
"""

from __future__ import annotations

from postwright.domain.shipment import Delivery

PAPERLESS, QR_CODE = "paperless", "qr_code"
_ONLY = {PAPERLESS: QR_CODE, QR_CODE: PAPERLESS}
_BOTH = {PAPERLESS: "label_and_paperless", QR_CODE: "label_and_qr_code"}
_MEANS = {
    "label": Delivery.LABEL,
    **dict.fromkeys(_ONLY, Delivery.QR),
    **dict.fromkeys(_BOTH.values(), Delivery.BOTH),
}
_FAMILY = {PAPERLESS: PAPERLESS, QR_CODE: QR_CODE} | {both: family for family, both in _BOTH.items()}


def words_for(delivery: Delivery, family: str) -> tuple[str, str]:
    """The word to ask with, and the one to try after a plain refusal of it; "" for none."""
    if delivery is Delivery.LABEL:
        return "label", ""
    other = _ONLY.get(family, "")
    return (family, other) if delivery is Delivery.QR else (_BOTH.get(family, family), _BOTH.get(other, ""))


def is_code_alone(scheme: str) -> bool:
    """Whether the ordinary download may hold the QR code, which must never reach a printer."""
    return _MEANS.get(scheme) is Delivery.QR


def honoured(asked: Delivery, scheme: str, *, has_code: bool) -> Delivery:
    """What was made, as the reply's echo says; a word that we do not know, or none, leaves what was asked.

    Where a code was asked for and is there, an echo that names none is not believed.
    """
    made = _MEANS.get(scheme, asked)
    return Delivery.BOTH if made is Delivery.LABEL and asked.paperless and has_code else made


def not_honoured(asked: Delivery, made: Delivery) -> str:
    """What is missing of what was asked, and what to do with what there is; "" where nothing is missing."""
    if made is Delivery.LABEL and asked.paperless:
        return "A QR code was asked for, but the carrier made a label to print. Print it, or void it."
    if made is Delivery.QR and asked is not Delivery.QR:
        return (
            "A label to print was asked for, but the carrier made a QR code only. "
            "Mail it to whoever hands the parcel in, or void the label."
        )
    return ""


def better_word(family: str, made_under: str) -> str:
    """The word of the other family under which the carrier made a QR code; "" where the setting will do."""
    theirs = _FAMILY.get(made_under, "")
    return theirs if theirs and theirs != family else ""


def proposal(family: str, made_under: str) -> str:
    """Asks a person to change the setting, since each QR code is asked for twice until then; or ""."""
    word = better_word(family, made_under)
    if not word:
        return ""
    return (
        f'The carrier makes QR codes under the word "{word}", and the settings ask with "{family}". '
        "Each QR code is asked for twice until that is changed in Settings, Buying. Nothing is charged twice."
    )
