"""The Queue panel: drafts and queued parcels, and buying many of them at once after a look at the sum."""
