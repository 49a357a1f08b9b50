"""The first page a new shop sees: practise now, or connect an account."""
