"""Shipments as they are asked for and kept. None of them costs money."""
