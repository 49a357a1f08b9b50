"""The parcels of the tour, as a web shop would give them to paste."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TourParcel:
    """Whom it goes to, and what the scale and the ruler say."""

    block: str
    pounds: str
    ounces: str
    sides: tuple[str, str, str]


FIRST = TourParcel(
    "Ann Lee\n12 Main St\nApt 4\nScranton, PA 18702\nann@example.com", "1", "4", ("9", "6", "3")
)
QR = TourParcel("Ben Ortiz\n880 Oak Ave\nBoise, ID 83702\nben@example.com", "0", "9", ("8", "6", "2"))
DOUBTFUL = TourParcel("Cleo Park\n31 Pine Rd\nAustin, TX 78701\ncleo@example.com", "2", "0", ("10", "8", "4"))
OFFLINE = TourParcel("Dan Hill\n7 Lake Dr\nMadison, WI 53703\ndan@example.com", "1", "10", ("12", "9", "2"))
SECOND = TourParcel("Eve Moss\n19 Hill St\nReno, NV 89501\neve@example.com", "0", "12", ("9", "6", "2"))
UNUSED = TourParcel("Fay Reed\n5 Elm Ct\nSalem, OR 97301\nfay@example.com", "0", "7", ("8", "6", "1"))
GIA = TourParcel("Gia Ross\n41 Bay St\nTampa, FL 33602\ngia@example.com", "1", "2", ("9", "6", "3"))
HUGO = TourParcel("Hugo Lind\n6 Fir Ave\nDuluth, MN 55802\nhugo@example.com", "0", "13", ("8", "6", "2"))
IVY = TourParcel("Ivy Stone\n230 Elm Dr\nTulsa, OK 74103\nivy@example.com", "2", "6", ("10", "8", "4"))
