"""Pages to set up a printer by. They hold no postage and no number that a sorting machine knows."""
