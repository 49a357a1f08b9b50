"""The words that a mail has by itself, in each language, and days in words. Needs no locale of the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from postwright.domain.letter import Language


@dataclass(frozen=True, slots=True)
class FrameWords:
    """`{}` stands for the Label ID."""

    practice: str
    practice_words: str
    practice_subject: str
    label_id: str
    tracking_number: str
    qr_with_id: str
    qr_alone: str
    qr_in_text: str
    pdf_name: str


WORDS = {
    Language.ENGLISH: FrameWords(
        practice="Practice.",
        practice_words="This mail ships nothing, and nothing in it is valid at a Post Office.",
        practice_subject="Practice: ",
        label_id="Label ID",
        tracking_number="Tracking number",
        qr_with_id="QR code for the Post Office. If you cannot see it, use the Label ID {}.",
        qr_alone="QR code for the Post Office. Allow pictures in this mail to see it.",
        qr_in_text="QR code: see the picture in this mail.",
        pdf_name="return-label.pdf",
    ),
    Language.SPANISH: FrameWords(
        practice="Práctica.",
        practice_words=(
            "Con este correo no se envía nada, y nada de lo que contiene es válido en una Oficina de Correos."
        ),
        practice_subject="Práctica: ",
        label_id="Label ID",
        tracking_number="Número de rastreo",
        qr_with_id="Código QR para la Oficina de Correos. Si no puede verlo, use el Label ID {}.",
        qr_alone="Código QR para la Oficina de Correos. Permita las imágenes de este correo para verlo.",
        qr_in_text="Código QR: vea la imagen en este correo.",
        pdf_name="etiqueta-de-devolucion.pdf",
    ),
}

_DAYS = {
    Language.ENGLISH: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    Language.SPANISH: "lunes martes miércoles jueves viernes sábado domingo".split(),
}
_MONTHS = {
    Language.ENGLISH: (
        "January February March April May June July August September October November December".split()
    ),
    Language.SPANISH: (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
    ),
}


def in_words(day: date, language: Language) -> str:
    """ "Tuesday, December 1", "martes 1 de diciembre": a mail is read in the days after it was sent."""
    weekday, month = _DAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    if language is Language.SPANISH:
        return f"{weekday} {day.day} de {month}"
    return f"{weekday}, {month} {day.day}"
