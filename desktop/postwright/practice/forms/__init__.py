"""SCAN forms: which labels go on one, and how it is written. Charges nothing."""
