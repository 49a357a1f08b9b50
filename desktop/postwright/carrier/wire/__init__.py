"""The carrier's replies as they travel. All may be missing, unknown fields are kept, any word may come."""
