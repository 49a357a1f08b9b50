"""The Buying page: how far a price may go, what is insured and by whom, and words the carrier may want."""
