"""The refunds part of the Voids panel: what was asked for, when the money may come, whether it came."""
