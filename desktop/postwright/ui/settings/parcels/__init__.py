"""The Parcels page: the nine presets that a digit key fills in."""
