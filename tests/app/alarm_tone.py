"""Makes resources/sounds/alarm.wav: two tones, three times, loud enough for a packing table. Run by hand."""

from __future__ import annotations

import io
import math
import wave

from postwright import assets

RATE = 11_025
TONES = (988, 740)
SECONDS = 0.14
TIMES = 3


def tone() -> bytes:
    """The whole file, always the same bytes."""
    samples = bytearray()
    for pitch in TONES * TIMES:
        count = round(RATE * SECONDS)
        for place in range(count):
            turn = 2 * math.pi * pitch * place / RATE
            # The third harmonic carries through the noise of a shop; soft ends make no click.
            height = (math.sin(turn) + math.sin(3 * turn) / 3) * min(1, place / 60, (count - place) / 60)
            samples.append(round(128 + 100 * height))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return out.getvalue()


if __name__ == "__main__":
    assets.path("sounds/alarm.wav").write_bytes(tone())
