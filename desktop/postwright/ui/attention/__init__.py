"""The Attention panel: money, prints, voids and pickups that we do not know the end of. Stays until empty."""
