"""What the shop talks about: values and decisions. No I/O, no clock, no toolkit."""
