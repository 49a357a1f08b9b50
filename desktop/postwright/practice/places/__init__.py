"""Addresses and the places parcels leave from: checked, recognized, kept. Sends nothing."""
