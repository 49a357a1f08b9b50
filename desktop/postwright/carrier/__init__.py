"""The carrier's API over HTTP: asks, reads the answer, says what it proves. Decides nothing about money."""
