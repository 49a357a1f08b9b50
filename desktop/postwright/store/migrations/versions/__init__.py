"""One file for each step. A step writes out its own tables; nothing is taken from schema.py, which moves."""
