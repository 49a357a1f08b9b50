"""Postwright ships a small shop's parcels by USPS. This file holds the version and nothing else."""

__version__ = "0.1.0"
