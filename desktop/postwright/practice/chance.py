"""Where tokens, codes and made-up ids come from: true chance, or a seeded source that can be played again."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3

from postwright.practice.database import keep_setting, next_number, setting

_SEED = "chance.seed"
_COUNTER = "chance"
_URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TOKEN_LENGTH = 22


def read_seed(connection: sqlite3.Connection) -> str:
    """The seed in use; empty where chance is true."""
    return setting(connection, _SEED) or ""


def keep_seed(connection: sqlite3.Connection, seed: str) -> None:
    """From now on draw from this seed. A fresh file with the same seed and calls gives the same values."""
    keep_setting(connection, _SEED, seed)


def draw(connection: sqlite3.Connection, alphabet: str, length: int) -> str:
    """That many letters of the alphabet. The place in the seeded source is kept, so none comes twice."""
    seed = read_seed(connection)
    if not seed:
        return "".join(secrets.choice(alphabet) for _ in range(length))
    turn = next_number(connection, _COUNTER, 1)
    number = int.from_bytes(hashlib.shake_256(f"{seed}/{turn}".encode()).digest(8 + length))
    drawn = ""
    for _ in range(length):
        number, place = divmod(number, len(alphabet))
        drawn += alphabet[place]
    return drawn


def token(connection: sqlite3.Connection) -> str:
    """The secret part of a document's address (api.md 27.4)."""
    return draw(connection, _URL_SAFE, _TOKEN_LENGTH)
