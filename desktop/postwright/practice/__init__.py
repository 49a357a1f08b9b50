"""A carrier to practise with: it behaves like the real one, charges nobody, and prints only samples."""
