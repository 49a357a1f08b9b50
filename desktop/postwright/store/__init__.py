"""Keeps the shop's records in one SQLite file. Decides nothing: what may happen is asked of the domain."""
