"""The Voids panel: what can still be given back, until when, and which refunds were asked for."""
