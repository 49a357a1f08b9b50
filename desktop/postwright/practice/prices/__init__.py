"""What a label would cost, and the rates that say so. Charges nothing."""
