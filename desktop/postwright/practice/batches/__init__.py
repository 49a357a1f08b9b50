"""Many labels at once, made by the clock. Charges through the labels alone."""
